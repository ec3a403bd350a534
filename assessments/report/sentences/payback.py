"""The sums paid so far: from which month on one way has cost less than another, in words."""

from itertools import accumulate

from assessments.engine.cost_result import PARTS, CostStudy, Course, TimeCrossing, View

from ..voice import Voice
from .ranges import level_with
from .ways import allowed, in_years, is_useful, named, total_range


def paid_so_far(course: Course) -> tuple[float, ...]:
    """Return the EUR paid up to the end of each month."""
    months = zip(*(course.months[part] for part in PARTS), strict=True)
    return tuple(accumulate(sum(month) for month in months))


def leads_from(study: CostStudy, view: View = "likely") -> tuple[str, int] | None:
    """Return the allowed way that has cost least at the end, and from which month on."""
    sums = {code: paid_so_far(study.options[code].views[view]) for code in allowed(study)}
    if not sums or not study.horizon:
        return None
    best = min(sums, key=lambda code: sums[code][-1])
    behind = [
        month
        for month in range(1, study.horizon + 1)
        if any(sums[code][month - 1] < sums[best][month - 1] for code in sums)
    ]
    return best, max(behind, default=0) + 1


def time_title(study: CostStudy, voice: Voice, view: View = "likely") -> str:
    """Return the finding of the cost over time, without full stop."""
    found = leads_from(study, view)
    if found is None:
        return voice.say("Kosten im Lauf der Zeit", "Costs over time")
    best, month = found
    name = voice.quoted(best)
    ranges = {code: total_range(study, code) for code in allowed(study)}
    if len(ranges) == 1:
        amount, span = voice.euro(ranges[best].likely), in_years(study.horizon, voice)
        return voice.say(
            f"Der einzige erlaubte Weg kostet in {span} rund {amount}",
            f"The only way allowed costs about {amount} within {span}",
        )
    near = voice.say(", aber nur knapp", ", but only just")
    near = near if view == "likely" and level_with(ranges, best) else ""
    if month == 1:
        return voice.say(
            f"{name} ist von Anfang an am günstigsten{near}",
            f"{name} is the cheapest from the start{near}",
        )
    return voice.say(
        f"Ab Monat {month} ist {name} insgesamt am günstigsten{near}",
        f"From month {month} on, {name} is the cheapest in total{near}",
    )


def time_crossing(study: CostStudy, crossing: TimeCrossing, voice: Voice) -> str:
    """Return one break-even over time as a sentence."""
    before, after = (
        named(study, code, voice) for code in (crossing.cheaper_before, crossing.cheaper_after)
    )
    amount = voice.euro(crossing.eur)
    return voice.say(
        f"Ab Monat {crossing.month} hat {after} insgesamt weniger gekostet als {before}. "
        f"Bis dahin sind es rund {amount}.",
        f"From month {crossing.month} on, {after} has cost less in total than {before}. "
        f"By then it is about {amount}.",
    )


def time_crossings(study: CostStudy, voice: Voice) -> tuple[str, ...]:
    """Return every break-even over time; one sentence that says so where there is none."""
    if len(study.options) < 2:
        return ()
    useful = [
        c for c in study.time_crossings if is_useful(study, c.cheaper_before, c.cheaper_after)
    ]
    crossings = sorted(useful, key=lambda crossing: crossing.month)
    if crossings:
        return tuple(time_crossing(study, crossing, voice) for crossing in crossings)
    return (
        voice.say(
            f"In {in_years(study.horizon, voice)} ändert sich die Reihenfolge nicht.",
            f"Within {in_years(study.horizon, voice)} the order does not change.",
        ),
    )
