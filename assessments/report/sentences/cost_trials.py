"""What changes in the costs when prices, volume or people change, in one sentence each."""

from assessments.engine.cost_result import CostStudy, View

from ..voice import Voice
from .ownership import cheapest


def lead(name: str, voice: Voice) -> str:
    """Return the change tried, as it stands beside its box."""
    return {
        "preis4": voice.say("Preise je Token ×\u00a04", "Prices per token ×\u00a04"),
        "preisviertel": voice.say("Preise je Token ÷\u00a04", "Prices per token ÷\u00a04"),
        "menge10": voice.say("Zehnfache Menge", "Ten times the volume"),
        "personal": voice.say("Eigene Fachkraft geht", "Own specialist leaves"),
    }[name]


def remark(name: str, voice: Voice) -> str:
    """Return what is reckoned with, where it does not say itself."""
    if name != "personal":
        return ""
    return voice.say(
        "Die Betreuung kostet dann so viel wie am oberen Ende ihrer Spanne.",
        "Care then costs as much as at the upper end of its range.",
    )


def outcome(before: CostStudy, after: CostStudy, voice: Voice, view: View = "likely") -> str:
    """Return who is cheapest before and after, with the amounts."""
    first, now = cheapest(before, view), cheapest(after, view)
    if first is None or now is None:
        return ""
    was = voice.euro(before.options[first].views[view].total)
    will = voice.euro(after.options[now].views[view].total)
    if first == now:
        if was == will:
            return voice.say(
                f"{voice.quoted(first)} bleibt am günstigsten, bei weiterhin {was}.",
                f"{voice.quoted(first)} stays cheapest, still at {was}.",
            )
        return voice.say(
            f"{voice.quoted(first)} bleibt am günstigsten: {will} statt {was}.",
            f"{voice.quoted(first)} stays cheapest: {will} instead of {was}.",
        )
    lost = voice.euro(after.options[first].views[view].total)
    return voice.say(
        f"Am günstigsten wird {voice.quoted(now)} mit {will}. {voice.quoted(first)} "
        f"kostet dann {lost} statt {was}.",
        f"{voice.quoted(now)} becomes cheapest at {will}. {voice.quoted(first)} "
        f"then costs {lost} instead of {was}.",
    )
