"""What the respondents weigh, how far they agree, and who alone would choose otherwise.

Respondents appear under the labels of the dossier and never otherwise.
"""

from collections.abc import Mapping

from assessments.engine.consensus import Level
from assessments.engine.disagreement import Minority
from assessments.engine.group import Group

from ..voice import Voice

AGREEMENT: dict[Level, tuple[str, str]] = {
    "very_high": ("Die Beteiligten sind sich fast ganz einig", "The respondents almost all agree"),
    "high": ("Die Beteiligten sind sich weitgehend einig", "The respondents largely agree"),
    "moderate": ("Die Beteiligten sind sich teilweise einig", "The respondents agree in part"),
    "low": ("Die Meinungen gehen auseinander", "Opinions differ"),
    "very_low": ("Die Meinungen liegen weit auseinander", "Opinions are far apart"),
}  # fmt: skip
METHODS = {  # how somebody weighed: German, English
    "rating": ("Schieberegler", "sliders"),
    "points": ("100 Punkte verteilt", "spread 100 points"),
    "swing": ("größter Schritt", "biggest step"),
    "rank": ("Reihenfolge", "order"),
    "best_worst": ("das Wichtigste und das Unwichtigste", "most and least important"),
    "ahp": ("Paarvergleich", "pairwise comparison"),
}
NOTICEABLE = 0.05  # share of the weight from which a range is a difference of opinion


def method(code: str, voice: Voice) -> str:
    """Return how somebody weighed."""
    return voice.say(*METHODS.get(code, (code, code)))


def way(code: str, voice: Voice) -> str:
    """Return how somebody weighed, as a sentence."""
    return voice.say(f"Verfahren: {method(code, voice)}.", f"Format: {method(code, voice)}.")


def agreement_title(room: Group, voice: Voice) -> str:
    """Return how far the room agrees, without full stop."""
    level = room.consensus.level if room.consensus else "very_high"
    return voice.say(*AGREEMENT[level])


def agreement(room: Group, voice: Voice) -> str:
    """Return how many weighed and the consensus of 100; what "100" means."""
    count = voice.counted(
        len(room.participants), ("Stimme", "Stimmen"), ("respondent", "respondents")
    )
    if room.consensus is None:
        return f"{count}."
    value = voice.number(round(100 * room.consensus.value))
    return voice.say(
        f"{count}, Übereinstimmung {value} von 100. 100 heißt: Alle gewichten gleich.",
        f"{count}, agreement {value} of 100. 100 means: all weigh alike.",
    )


def alone(name: str, voice: Voice) -> str:
    """Return that one voice shows no difference of opinion."""
    return voice.say(
        f"Gewichtet hat allein {voice.quote(name)}. Ob andere es anders sehen, bleibt offen.",
        f"Only {voice.quote(name)} has weighed. Whether others see it differently stays open.",
    )


def spreads(room: Group) -> dict[str, tuple[float, float]]:
    """Return criterion → (lowest, highest weight), the widest range first."""
    found = {
        code: (
            min(person.weights[code] for person in room.participants),
            max(person.weights[code] for person in room.participants),
        )
        for code in room.arithmetic
    }
    order = sorted(found, key=lambda code: round(found[code][0] - found[code][1], 9))
    return {code: found[code] for code in order}


def respondents_title(room: Group, voice: Voice) -> str:
    """Return where the respondents differ most, without full stop."""
    code, (low, high) = next(iter(spreads(room).items()))
    if high - low < NOTICEABLE:
        return voice.say("Alle gewichten fast gleich", "All weigh almost alike")
    name = voice.criteria_listed([code])
    return voice.say(
        f"Am weitesten auseinander: {name} mit {voice.percent(low)} bis {voice.percent(high)}",
        f"Furthest apart: {name} with {voice.percent(low)} to {voice.percent(high)}",
    )


def topics(room: Group, voice: Voice, most: int = 3) -> tuple[tuple[str, str], ...]:
    """Return (criterion, who gives least and most) where opinions differ, the widest first."""
    told: list[tuple[str, str]] = []
    for code, (low, high) in spreads(room).items():
        if high - low < NOTICEABLE or len(told) == most:
            break
        least = _who(room, code, low, voice)
        greatest = _who(room, code, high, voice)
        shares = voice.percent(low), voice.percent(high)
        text = voice.say(
            f"{least} {shares[0]}, {greatest} {shares[1]}.",
            f"{least} {shares[0]}, {greatest} {shares[1]}.",
        )
        told.append((voice.criterion(code), text))
    return tuple(told)


def _who(room: Group, criterion: str, weight: float, voice: Voice) -> str:
    names = [p.name for p in room.participants if abs(p.weights[criterion] - weight) < 1e-9]
    shown = [voice.quote(name) for name in names[:2]]
    if len(names) > 2:
        rest = voice.number(len(names) - 2)
        shown.append(voice.say(f"{rest} weitere", f"{rest} more"))
    return voice.listed(shown)


def minority(found: Minority, first: str, voice: Voice) -> str:
    """Return what somebody alone would have chosen, and by how much."""
    theirs, ours = voice.quoted(found.first), voice.quoted(first)
    name, lead = voice.quote(found.name), round(found.lead)
    gap = voice.points(lead) if lead else voice.say("hauchdünn", "by a hair")
    return voice.say(
        f"Mit den Gewichten von {name} allein läge {theirs} vorn, {gap} vor {ours}.",
        f"With the weights of {name} alone, {theirs} would come first, {gap} ahead of {ours}.",
    )


def minority_title(count: int, cases: int, voice: Voice) -> str:
    """Return how many would choose otherwise somewhere, without full stop."""
    if not count:
        return voice.say(
            "Alle kommen allein zum selben Platz 1"
            if cases == 1
            else "Alle kommen in jedem Anwendungsfall zum selben Platz 1",
            "Everybody alone arrives at the same first place"
            if cases == 1
            else "Everybody alone arrives at the same first place in every use case",
        )
    people = voice.counted(
        count,
        ("Stimme käme", "Stimmen kämen"),
        ("respondent would", "respondents would"),
    )
    return people + voice.say(
        " allein zu einem anderen Platz 1", " arrive at another first place alone"
    )


def geometric(firsts: Mapping[str, str], voice: Voice) -> str:
    """Return where the geometric mean would put another way first; title → option."""
    if not firsts:
        return ""
    named = voice.listed(
        [f"{voice.quote(title)}: {voice.quoted(code)}" for title, code in firsts.items()]
    )
    return voice.say(
        f"Das geometrische Mittel ergäbe einen anderen Platz 1 bei {named}.",
        f"The geometric mean would give another first place for {named}.",
    )
