"""What became of the result between two assessments, in sentences and in cells of a table."""

from collections.abc import Sequence

from assessments.engine.changes import Cause
from assessments.engine.comparison import Comparison, Course, Standing

from .. import numbers
from ..voice import Voice

CAUSES: dict[Cause, tuple[str, str]] = {
    "engine": ("Rechenweg", "Calculation"),
    "catalogue": ("Katalog von damals", "Catalogue of then"),
    "use_cases": ("Anwendungsfälle", "Use cases"),
    "company": ("Unternehmen", "Company"),
    "answers": ("Antworten", "Answers"),
    "readiness": ("Reifegrad", "Readiness"),
    "importance": ("Gewichtung", "Importance"),
    "safeguards": ("Bedingungen", "Conditions"),
    "switches": ("Abgeschaltete Regeln", "Rules switched off"),
    "figures": ("Eigene Werte", "Own values"),
    "facts": ("Fakten im Katalog", "Facts in the catalogue"),
    "prices": ("Preise und Annahmen", "Prices and assumptions"),
    "law": ("Recht", "Law"),
}
SMALL = 0.05  # points: what prints as ±0.0


def cause_name(cause: Cause, voice: Voice) -> str:
    """Return what a cause is called."""
    return voice.say(*CAUSES[cause])


def finding(comparison: Comparison, voice: Voice) -> str:
    """Return the whole comparison in one line."""
    if comparison.is_same:
        return voice.say("Nichts hat sich geändert", "Nothing has changed")
    both = [c for c in comparison.courses if c.before and c.after]
    if not both:
        return voice.say(
            "Kein Anwendungsfall ist in beiden Bewertungen",
            "No use case is in both evaluations",
        )
    moved = [c for c in both if _firsts(c)[0] != _firsts(c)[1]]
    if moved:
        return _moved(len(moved), len(both), voice)
    return _same(both, voice)


def _firsts(course: Course) -> tuple[str | None, str | None]:
    was, now = course.before, course.after
    return was.first if was else None, now.first if now else None


def _moved(count: int, of: int, voice: Voice) -> str:
    if of == 1:
        return voice.say("Die Empfehlung ist eine andere", "The recommendation is another one")
    if count == of:
        return voice.say(
            f"Die Empfehlung ist in allen {of} Anwendungsfällen eine andere",
            f"The recommendation is another one in all {of} use cases",
        )
    return voice.say(
        f"Die Empfehlung ist in {count} von {of} Anwendungsfällen eine andere",
        f"The recommendation is another one in {count} of {of} use cases",
    )


def _same(both: Sequence[Course], voice: Voice) -> str:
    """All first places stay: say what became of the leads."""
    leads = [
        c.after.lead - c.before.lead
        for c in both
        if c.before and c.after and c.before.lead is not None and c.after.lead is not None
    ]
    larger, smaller = any(d >= SMALL for d in leads), any(d <= -SMALL for d in leads)
    same = voice.say(
        "Die Empfehlung ist dieselbe" if len(both) == 1 else "Die Empfehlungen sind dieselben",
        "The recommendation is the same" if len(both) == 1 else "The recommendations are the same",
    )
    if larger and smaller:
        return same + voice.say(", die Vorsprünge haben sich verschoben", ", the leads have moved")
    if larger:
        return same + voice.say(", der Vorsprung ist größer", ", the lead is larger")
    if smaller:
        return same + voice.say(", der Vorsprung ist kleiner", ", the lead is smaller")
    return same + voice.say(", der Vorsprung ist gleich", ", the lead is the same")


def course_title(course: Course, voice: Voice) -> str:
    """Return what became of one use case."""
    was, now = _firsts(course)
    if now is None:
        return voice.say("Kein Weg ist mehr erlaubt", "No way is allowed any more")
    if was is None:
        name = voice.quoted(now)
        return voice.say(f"{name} ist jetzt erlaubt und vorn", f"{name} is now allowed and ahead")
    if was != now:
        return voice.say(
            f"{voice.quoted(now)} liegt jetzt vorn, vorher {_old(was, voice)}",
            f"{voice.quoted(now)} is now ahead, before it was {_old(was, voice)}",
        )
    return _still(course, now, voice)


def _old(option: str, voice: Voice) -> str:
    """The name of an option that may be gone from the catalogue."""
    return voice.quoted(option) if option in voice.catalogue.options else voice.quote(option)


def _still(course: Course, first: str, voice: Voice) -> str:
    name, points = voice.quoted(first), whole(course, first)
    if points == 0:
        return voice.say(
            f"{name} bleibt vorn, mit gleichen Punkten",
            f"{name} stays ahead with the same points",
        )
    signed = numbers.signed(points, voice.language, 1)
    return voice.say(f"{name} bleibt vorn: {signed} Punkte", f"{name} stays ahead: {signed} points")


def waypoints(course: Course, option: str) -> list[float]:
    """Return an option's points before and after each cause, as printed: one digit."""
    stops = [course.before, *(step.standing for step in course.steps)]
    return [round(s.points.get(option, 0.0), 1) for s in stops if s is not None]


def whole(course: Course, option: str) -> float:
    """Return the whole difference of an option's points as printed."""
    points = waypoints(course, option)
    return round(points[-1] - points[0], 1)


def by_cause(course: Course, option: str) -> tuple[tuple[Cause, float], ...]:
    """Return what each cause did to the points as printed: the parts make the whole."""
    points = waypoints(course, option)
    pairs = zip(points, points[1:], course.steps, strict=False)
    return tuple((step.cause, round(now - was, 1)) for was, now, step in pairs)


def strongest(course: Course, option: str, voice: Voice) -> str:
    """Return the cause that moved the points most, and what it did."""
    moves = [(cause, points) for cause, points in by_cause(course, option) if points]
    if not moves:
        return voice.say(
            "Keine dieser Änderungen bewegt die Punkte.",
            "None of these changes moves the points.",
        )
    cause, points = max(moves, key=lambda move: abs(move[1]))
    name, signed = cause_name(cause, voice), numbers.signed(points, voice.language, 1)
    return voice.say(
        f"Am meisten bewegt: {name} ({signed}).", f"What moved it most: {name} ({signed})."
    )


def changed_first(course: Course, voice: Voice) -> str:
    """Return after which cause another way came first; nothing where none did."""
    last, told = _firsts(course)[0], []
    for step in course.steps:
        if step.standing.first != last:
            last = step.standing.first
            way = _old(last, voice) if last else voice.say("kein Weg", "no way")
            name = voice.quote(cause_name(step.cause, voice))
            told.append(
                voice.say(f"Nach {name} liegt {way} vorn.", f"After {name}, {way} is ahead.")
            )
    return " ".join(told)


def way(option: str | None, voice: Voice, *, none: tuple[str, str]) -> str:
    """Return an option's short name, its code where it is gone, or words for none."""
    if option is None:
        return voice.say(*none)
    return voice.short(option) if option in voice.catalogue.options else option


def arrow(before: str, after: str) -> str:
    """Return "before → after", or one of them where they say the same."""
    return after if before == after else f"{before} → {after}"


def first_points(standing: Standing, voice: Voice) -> str:
    """Return the points of first place, as printed."""
    return voice.number(standing.points[standing.first], 1) if standing.first else "–"


def lead(standing: Standing, voice: Voice) -> str:
    """Return the lead of first place, as printed."""
    return "–" if standing.lead is None else voice.number(standing.lead, 1)


def monthly(standing: Standing, voice: Voice) -> str:
    """Return what first place costs a month."""
    if standing.first is None:
        return "–"
    return voice.euro(standing.eur_per_month[standing.first])


def unchanged(comparison: Comparison, voice: Voice) -> str:
    """Return the causes in which nothing differs; nothing where all do."""
    left = [
        cause_name(cause, voice)
        for cause in CAUSES
        if cause not in comparison.causes and cause not in {"engine", "catalogue"}
    ]
    if not left:
        return ""
    return voice.say(f"Unverändert: {voice.listed(left)}.", f"Unchanged: {voice.listed(left)}.")


def in_this_order(voice: Voice) -> str:
    """Return how the steps are to be read."""
    return voice.say(
        "Die Ursachen wirken hier nacheinander, in dieser Reihenfolge. "
        "In einer anderen wären die Schritte verschieden groß, die Summe bliebe gleich.",
        "The causes act one after another here, in this order. "
        "In another order the steps would differ in size, the sum would stay.",
    )
