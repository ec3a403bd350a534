"""What the organisation judges otherwise than the catalogue, each with its reason."""

from assessments.catalogue.overrides import OwnEffect, OwnLevel

from ..blocks import Table
from .material import Material

SIGN = "*"  # beside every mark that is the organisation's own


def own_table(material: Material) -> Table | None:
    """Return own marks and effects with their reasons; None where there are none."""
    voice, overrides = material.voice, material.catalogue.overrides
    if not overrides:
        return None
    return Table(
        caption=voice.say(
            f"Eigene Einstufungen ({SIGN}): Hier weicht die Beratung vom Katalog ab.",
            f"Own judgements ({SIGN}): here the consultancy differs from the catalogue.",
        ),
        head=(
            voice.say("Einstufung", "Judgement"),
            voice.say("Weg", "Way"),
            voice.say("Eigener Wert", "Own value"),
            voice.say("Begründung", "Reason"),
        ),
        rows=(
            *(_level_row(own, material) for own in overrides.levels),
            *(_effect_row(own, material) for own in overrides.effects),
        ),
        widths=(4, 3, 2, 5),
    )


def _level_row(own: OwnLevel, material: Material) -> tuple[str, ...]:
    voice = material.voice
    level, low, high = (voice.number(value, 1) for value in (own.level, own.low, own.high))
    words = voice.say(f"Note {level} ({low}–{high})", f"Mark {level} ({low}–{high})")
    return voice.criterion(own.criterion), voice.short(own.option), words, own.reason


def _effect_row(own: OwnEffect, material: Material) -> tuple[str, ...]:
    voice = material.voice
    level = material.catalogue.questions[own.question].level(own.level)
    answer = voice.quote(voice.text(level.label if level else None))
    signed = f"+{own.points}" if own.points > 0 else voice.number(own.points)
    words = voice.say(f"Antwort zählt {signed}", f"answer counts {signed}")
    question = f"{voice.question(own.question)}: {answer}"
    return question, voice.short(own.option), words, own.reason
