"""Why one way is ahead of another, and what would change that."""

from assessments.engine.result import OptionResult, TippingPoint, UseCaseResult

from ..voice import Voice
from .results import first, points_of, second
from .rules import Grounds, rule_reference

LEVEL = 0.05  # points: a smaller distance prints as none
NOTICEABLE = 10.0  # points of fit (0 … 100) from which two ways differ noticeably


def _differences(of: dict[str, float], other: dict[str, float]) -> list[tuple[str, float]]:
    """Return criteria with the difference, largest first; equal ones in the fixed order."""
    return sorted(((code, of[code] - other[code]) for code in of), key=lambda pair: -pair[1])


def contributions_title(result: UseCaseResult, voice: Voice) -> str:
    """Return the finding of the contributions chart."""
    top, other = first(result), second(result)
    if top is None:
        return voice.say("Kein Weg ist erlaubt", "No way is allowed")
    if other is None:
        names = voice.criteria_listed(_strongest(result, top))
        return voice.say(f"Die meisten Punkte bringen {names}", f"Most points come from {names}")
    if result.tied_with_first:
        return voice.say(
            "Kein Kriterium entscheidet allein: Der Abstand ist klein",
            "No criterion decides alone: the distance is small",
        )
    made = _differences(result.options[top].contributions, result.options[other].contributions)
    codes = [code for code, points in made[:2] if points >= 1]
    if not codes:
        return voice.say(
            "Viele kleine Unterschiede ergeben den Vorsprung",
            "Many small differences make up the lead",
        )
    names = voice.criteria_listed(codes)
    if len(codes) == 1:
        return voice.say(
            f"Den Vorsprung bringt das Kriterium {names}", f"The lead comes from {names}"
        )
    return voice.say(f"{names} bringen den Vorsprung", f"The lead comes from {names}")


def _strongest(result: UseCaseResult, code: str) -> list[str]:
    """Return the two criteria that bring a way the most points."""
    made = result.options[code].contributions
    return sorted(made, key=lambda criterion: -made[criterion])[:2]


def difference_title(result: UseCaseResult, mine: str, other: str, voice: Voice) -> str:
    """Return which of two ways is ahead, and by which criterion above all."""
    points = _differences(result.options[mine].contributions, result.options[other].contributions)
    ahead, behind = voice.quoted(mine), voice.quoted(other)
    margin = result.options[mine].score - result.options[other].score
    if abs(margin) < LEVEL:
        return voice.say(f"{ahead} und {behind} sind gleichauf", f"{ahead} and {behind} are level")
    if margin < 0:
        most = voice.criteria_listed([points[-1][0]])
        return voice.say(
            f"Ohne Ausschluss läge {behind} vorn, vor allem durch {most}",
            f"If allowed, {behind} would be ahead, above all by {most}",
        )
    if {mine, other} <= {first(result), *result.tied_with_first}:
        gap = voice.number(margin, 1)
        return voice.say(
            f"Nur {gap} Punkte trennen {ahead} und {behind}",
            f"Only {gap} points separate {ahead} and {behind}",
        )
    most = voice.criteria_listed([points[0][0]])
    return voice.say(
        f"{ahead} liegt vor {behind}, vor allem durch {most}",
        f"{ahead} is ahead of {behind}, above all by {most}",
    )


def differences(result: UseCaseResult, mine: str, other: str) -> dict[str, float]:
    """Return points by criterion that one way has more than another, the largest gain first.

    Their sum is the distance: V_a − V_b = Σ w (v_a − v_b).
    """
    return dict(
        _differences(result.options[mine].contributions, result.options[other].contributions)
    )


def comparison_title(mine: OptionResult, other: OptionResult, voice: Voice) -> str:
    """Return where the first profile is stronger and where weaker."""
    sorted_criteria = _differences(mine.criteria, other.criteria)
    better = [code for code, points in sorted_criteria if points >= NOTICEABLE][:2]
    worse = [code for code, points in reversed(sorted_criteria) if points <= -NOTICEABLE][:2]
    strong, weak = voice.criteria_listed(better), voice.criteria_listed(worse)
    if better and worse:
        return voice.say(
            f"Stärker bei {strong}, schwächer bei {weak}",
            f"Stronger on {strong}, weaker on {weak}",
        )
    if better:
        return voice.say(
            f"Stärker bei {strong}, nirgends deutlich schwächer",
            f"Stronger on {strong}, nowhere noticeably weaker",
        )
    if worse:
        return voice.say(
            f"Schwächer bei {weak}, nirgends deutlich stärker",
            f"Weaker on {weak}, nowhere noticeably stronger",
        )
    return voice.say(
        "In allen Kriterien liegen beide nah beieinander",
        "Both are close on every criterion",
    )


def _gains(pairs: list[tuple[str, float]], voice: Voice) -> str:
    """Return criteria with their points: "Kontrolle (7,8) und Fähigkeiten (5,8)"."""
    parts = [
        f"{voice.criteria_listed([code])} ({voice.number(abs(points), 1)})"
        for code, points in pairs
    ]
    return voice.listed(parts)


def why_not(result: UseCaseResult, code: str, grounds: Grounds, voice: Voice) -> str:
    """Return why `code` is not first: its rules, or the points that separate it from rank 1."""
    option = result.options[code]
    if option.status == "excluded":
        return excluded_because(result, code, grounds, voice)
    top = first(result)
    if top is None or top == code:
        return ""
    made = _differences(result.options[top].contributions, option.contributions)
    won = [pair for pair in made if pair[1] >= 0.5][:3]
    lost = [pair for pair in reversed(made) if pair[1] <= -0.5][:2]
    sentences = []
    if won:
        sentences.append(
            voice.say(
                f"{voice.quoted(top)} gewinnt Punkte bei {_gains(won, voice)}.",
                f"{voice.quoted(top)} gains points on {_gains(won, voice)}.",
            )
        )
    if lost:
        sentences.append(
            voice.say(
                f"{voice.quoted(code)} holt Punkte auf bei {_gains(lost, voice)}.",
                f"{voice.quoted(code)} wins points back on {_gains(lost, voice)}.",
            )
        )
    gap = voice.points(points_of(result, top) - points_of(result, code))
    sentences.append(voice.say(f"Unter dem Strich fehlen {gap}.", f"In total, it is {gap} behind."))
    return " ".join(sentences)


def excluded_because(result: UseCaseResult, code: str, grounds: Grounds, voice: Voice) -> str:
    """Return the rules that exclude an option and its points as if it were allowed."""
    option = result.options[code]
    names = [rule_reference(rule, voice) for rule in grounds.of(result, code, voice)]
    rules = voice.listed(names)
    points = voice.points(option.score)
    reason = voice.say(f"Ausgeschlossen durch {rules}.", f"Excluded by {rules}.")
    if not rules:
        reason = voice.say("Ausgeschlossen.", "Excluded.")
    return voice.say(
        f"{reason} Ohne Ausschluss wären es {points}.",
        f"{reason} If allowed, it would have {points}.",
    )


def _weights(point: TippingPoint, voice: Voice) -> tuple[str, str]:
    """Return before and after as percent, with a decimal where whole percents look the same."""
    before, after = voice.percent(point.before), voice.percent(point.after)
    if before == after:
        return voice.percent(point.before, 1), voice.percent(point.after, 1)
    return before, after


def tipping_point(point: TippingPoint, voice: Voice) -> str:
    """Return one sentence on the weight that would put another way first."""
    before, after = _weights(point, voice)
    name = voice.criteria_listed([point.criterion])
    falls = point.after < point.before
    move_de = f"unter {after} fällt" if falls else f"über {after} steigt"
    move_en = f"falls below {after}" if falls else f"rises above {after}"
    return voice.say(
        f"Platz 1 wechselt, wenn das Gewicht von {name} {move_de} (jetzt {before}): "
        f"Dann liegt {voice.quoted(point.new_first)} vorn.",
        f"First place changes if the weight of {name} {move_en} (now {before}): "
        f"then {voice.quoted(point.new_first)} is ahead.",
    )


def tipping_points(result: UseCaseResult, voice: Voice) -> tuple[tuple[str, str], ...]:
    """Return (criterion, sentence) for each tipping point; none where nothing is compared."""
    if len(result.ranking) < 2:
        return ()
    return tuple(
        (voice.criterion(point.criterion), tipping_point(point, voice))
        for point in result.tipping_points
    )


def no_tipping_point(result: UseCaseResult, voice: Voice) -> str:
    """Return that no single weight changes rank 1; nothing where one does or none is compared."""
    if result.tipping_points or len(result.ranking) < 2:
        return ""
    return voice.say(
        "Kein einzelnes Gewicht ändert Platz 1, wenn Sie nur dieses verschieben.",
        "No single weight changes first place if you move only that one.",
    )
