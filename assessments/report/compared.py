"""Two results side by side, ready for the page: finding, table, charts, changes in words."""

from dataclasses import dataclass

from assessments.engine.changes import Cause
from assessments.engine.comparison import Comparison, Course
from assessments.engine.dossier import Dossier
from assessments.engine.readiness import theme_levels
from assessments.engine.result import Recommendation, UseCaseResult

from .blocks import Chart, Table
from .charts.captions import chart_name
from .charts.comparison import course_chart, readiness_change_chart
from .sentences import comparison as words
from .sentences import results
from .sentences.comparison_changes import Line, line
from .sentences.comparison_voices import Voices
from .voice import Voice

SHOWN = 10  # use cases whose points are drawn


@dataclass(frozen=True, slots=True)
class Result:
    """One of the two. recommendation: None where it can no longer be read."""

    dossier: Dossier
    recommendation: Recommendation | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Way:
    """One use case. chart: None where no points move; then `text` says so."""

    key: str
    title: str
    finding: str
    text: str
    chart: Chart | None

    @property
    def heading(self) -> str:
        """The id of its heading."""
        return chart_name("h-course", self.key)


@dataclass(frozen=True, slots=True)
class Group:
    """All changes of one cause."""

    cause: Cause
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What the page says. still: use cases in which no points move and first place stays."""

    finding: str
    table: Table
    ways: tuple[Way, ...]
    still: str
    order: str
    readiness: Chart | None
    groups: tuple[Group, ...]
    unchanged: str


def compared(comparison: Comparison, before: Result, after: Result) -> Compared:
    """Put two results side by side."""
    voice, dated = after.voice, after.dossier.as_of
    both = [c for c in comparison.courses if c.before and c.after]
    drawn = [(c, course_chart(c, voice, dated)) for c in both]
    told = [(c, chart) for c, chart in drawn if chart or c.before.first != c.after.first]  # type: ignore[union-attr]
    quiet = [c for c in both if all(c is not other for other, _ in told)]
    return Compared(
        finding=words.finding(comparison, voice),
        table=_table(comparison, before, after),
        ways=tuple(_way(c, chart, voice) for c, chart in told[:SHOWN]),
        still=_still(quiet, comparison, voice),
        order=words.in_this_order(voice) if told else "",
        readiness=_readiness(before, after),
        groups=_groups(comparison, Voices(before.voice, voice)),
        unchanged=words.unchanged(comparison, voice),
    )


def _way(course: Course, chart: Chart | None, voice: Voice) -> Way:
    option = course.after.first if course.after else None
    moved = words.strongest(course, option, voice) if option else ""
    text = " ".join(part for part in (moved, words.changed_first(course, voice)) if part)
    return Way(course.key, course.title, words.course_title(course, voice), text, chart)


def _still(quiet: list[Course], comparison: Comparison, voice: Voice) -> str:
    if not quiet or comparison.is_same:
        return ""
    names = voice.listed([voice.quote(course.title) for course in quiet])
    return voice.say(f"Ohne Wirkung auf Platz 1: {names}.", f"No effect on first place: {names}.")


def _table(comparison: Comparison, before: Result, after: Result) -> Table:
    voice = after.voice
    early, late = _by_id(before.recommendation), _by_id(after.recommendation)
    return Table(
        caption=voice.say("Vorher → jetzt je Anwendungsfall", "Before → now by use case"),
        head=(
            voice.say("Anwendungsfall", "Use case"),
            voice.say("Platz 1", "First place"),
            voice.say("Punkte", "Points"),
            voice.say("Vorsprung", "Lead"),
            voice.say("Sicherheit", "How sure"),
            voice.say("Start", "Start"),
            voice.say("Ziel", "Target"),
            voice.say("Kosten im Monat", "Costs a month"),
        ),
        rows=tuple(_row(course, early, late, voice) for course in comparison.courses),
        numeric=(2, 3, 7),
        widths=(3, 3, 0, 0, 2, 2, 2, 0),
    )


def _by_id(recommendation: Recommendation | None) -> dict[str, UseCaseResult]:
    return {r.id: r for r in recommendation.use_cases} if recommendation else {}


def _row(
    course: Course,
    early: dict[str, UseCaseResult],
    late: dict[str, UseCaseResult],
    voice: Voice,
) -> tuple[str, ...]:
    was, now = course.before, course.after
    one = now or was
    assert one is not None
    if was is None or now is None:
        mark = voice.say("neu", "new") if was is None else voice.say("entfallen", "removed")
        title = f"{course.title} ({mark})"
    else:
        title = course.title
    pair = (was or one, now or one)
    none, wait = ("kein Weg", "no way"), ("noch nicht starten", "do not start yet")
    sure = [
        results.confidence_word(found, voice) if found else "–"
        for found in (early.get(course.earlier_id or ""), late.get(course.key))
    ]
    if was is None or now is None:
        sure = [sure[1] if was is None else sure[0]] * 2
    cells = (
        [words.way(s.first, voice, none=none) for s in pair],
        [words.first_points(s, voice) for s in pair],
        [words.lead(s, voice) for s in pair],
        sure,
        [words.way(s.start, voice, none=wait) for s in pair],
        [words.way(s.target, voice, none=("–", "–")) for s in pair],
        [words.monthly(s, voice) for s in pair],
    )
    return (title, *(words.arrow(*cell) for cell in cells))


def _readiness(before: Result, after: Result) -> Chart | None:
    """The levels before and now; None where nothing was said in either."""
    levels = [theme_levels(r.voice.catalogue, r.dossier.readiness) for r in (before, after)]
    if levels[0] == levels[1]:
        return None
    return readiness_change_chart(levels[0], levels[1], after.voice, after.dossier.as_of)


def _groups(comparison: Comparison, voices: Voices) -> tuple[Group, ...]:
    titles = {course.key: course.title for course in comparison.courses}
    return tuple(
        Group(
            cause,
            words.cause_name(cause, voices.after),
            tuple(line(c, voices, titles) for c in comparison.changes if c.cause == cause),
        )
        for cause in comparison.causes
    )
