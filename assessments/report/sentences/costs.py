"""What it costs a month, always as a range."""

from assessments.engine.result import OptionResult, UseCaseResult

from .. import numbers
from ..voice import Voice
from .results import first


def cost_range(option: OptionResult, voice: Voice) -> str:
    """Return "430 bis 560 €", rounded to two leading figures."""
    cost = option.cost_eur_per_month
    return numbers.euro_range(cost.low, cost.high, voice.language)


def cost(option: OptionResult, voice: Voice) -> str:
    """Return the likely monthly cost with its range, as one sentence."""
    likely, span = voice.euro(option.cost_eur_per_month.likely), cost_range(option, voice)
    if " " not in span:  # low and high round to the same amount
        return voice.say(f"Rund {likely} im Monat.", f"About {likely} a month.")
    return voice.say(
        f"Wahrscheinlich rund {likely} im Monat, möglich sind {span}.",
        f"Probably about {likely} a month, possible are {span}.",
    )


def cost_parts(option: OptionResult, voice: Voice) -> str:
    """Return which part of the cost is largest."""
    parts = option.cost_parts
    named = {
        voice.say("die Betreuung", "care by staff"): parts.care,
        voice.say("der Verbrauch", "usage"): parts.usage,
        voice.say("die Technik", "hardware"): parts.hardware,
    }
    total = sum(named.values())
    if total <= 0:
        return ""
    name, amount = max(named.items(), key=lambda pair: pair[1])
    return voice.say(
        f"Den größten Teil macht {name} aus: rund {voice.euro(amount)}.",
        f"The largest part is {name}: about {voice.euro(amount)}.",
    )


def cost_title(result: UseCaseResult, voice: Voice) -> str:
    """Return the finding of the cost chart: rank 1 against the cheapest way allowed."""
    top = first(result)
    if top is None:
        return voice.say("Kein erlaubter Weg, also keine Kosten", "No way allowed, so no costs")
    likely = {code: result.options[code].cost_eur_per_month.likely for code in result.ranking}
    amount = voice.euro(likely[top])
    if len(result.ranking) == 1:
        return voice.say(
            f"Der einzige erlaubte Weg kostet rund {amount} im Monat",
            f"The only way allowed costs about {amount} a month",
        )
    extra = likely[top] - min(likely.values())
    if extra < 0.5:
        return voice.say(
            f"Platz 1 ist auch am günstigsten: rund {amount} im Monat",
            f"First place is also the cheapest: about {amount} a month",
        )
    more = voice.euro(extra)
    return voice.say(
        f"Platz 1 kostet rund {amount} im Monat, {more} mehr als der günstigste",
        f"First place costs about {amount} a month, {more} more than the cheapest",
    )


def footprint(option: OptionResult, voice: Voice) -> str:
    """Return the monthly footprint in kg CO₂e with its range; nothing where it is unknown."""
    carbon = option.co2e_kg_per_month
    if carbon is None:
        return ""
    low, likely, high = (_kilograms(v, voice) for v in (carbon.low, carbon.likely, carbon.high))
    return voice.say(
        f"Fußabdruck: rund {likely} kg CO₂e im Monat, möglich sind {low} bis {high} kg.",
        f"Footprint: about {likely} kg CO₂e a month, possible are {low} to {high} kg.",
    )


def _kilograms(value: float, voice: Voice) -> str:
    if 0 < value < 0.05:
        return voice.say("unter 0,1", "below 0.1")
    return voice.number(value, 0 if value >= 10 else 1)
