"""What running the model emits, in words."""

from collections.abc import Mapping

from assessments.engine.result import Range

from ..voice import Voice
from .ranges import level_with

LEAST = 0.05  # kg: below it is said to be below 0.1


def kilograms(value: float, voice: Voice) -> str:
    """Write kg of CO2e with two leading figures, small ones as "unter 0,1"."""
    if 0 < value < LEAST:
        return voice.say("unter 0,1", "below 0.1")
    if value >= 100:
        return voice.number(round(value, 2 - len(str(int(value)))))
    return voice.number(value, 0 if value >= 10 else 1)


def footprint_title(kg_per_month: Mapping[str, Range], voice: Voice) -> str:
    """Return the finding of the footprints, without full stop."""
    if not kg_per_month:
        return ""
    best = min(kg_per_month, key=lambda code: kg_per_month[code].likely)
    amount = kilograms(kg_per_month[best].likely, voice)
    same = (best, *level_with(kg_per_month, best))
    if len(same) > 1:
        return voice.say(
            f"{voice.quoted_list(same)} liegen beim Fußabdruck gleichauf",
            f"{voice.quoted_list(same)} are level in footprint",
        )
    if kg_per_month[best].likely >= LEAST:
        amount = voice.say(f"rund {amount}", f"about {amount}")
    return voice.say(
        f"Kleinster Fußabdruck: {voice.quoted(best)} mit {amount} kg CO₂e im Monat",
        f"Smallest footprint: {voice.quoted(best)} with {amount} kg CO₂e a month",
    )
