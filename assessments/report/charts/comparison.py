"""Before and now, ready for the page: points by cause, and readiness."""

from datetime import date

from assessments.engine.comparison import Course

from .. import figures, template
from ..blocks import Chart, Mark, Table
from ..figures.waterfall import waterfall
from ..numbers import signed
from ..sentences import comparison as words
from ..voice import Voice
from .captions import chart_name, source_line


def course_chart(course: Course, voice: Voice, dated: date) -> Chart | None:
    """Return the points of the way that is first now, by cause; None where nothing moves."""
    option = course.after.first if course.after else None
    if option is None or course.before is None:
        return None
    moves = words.by_cause(course, option)
    if not any(points for _, points in moves):
        return None
    stops = words.waypoints(course, option)
    named = [(words.cause_name(cause, voice), points) for cause, points in moves]
    title = words.course_title(course, voice)
    told = voice.listed([f"{name} {signed(p, voice.language, 1)}" for name, p in named])
    ends = [voice.number(stop, 1) for stop in (stops[0], stops[-1])]
    return Chart(
        name=chart_name("course", course.key),
        figure=waterfall(stops[0], named, voice),
        title=title,
        subtitle=voice.say(
            f"Punkte von {voice.quoted(option)}, Ursache für Ursache.",
            f"Points of {voice.quoted(option)}, cause by cause.",
        ),
        caption=source_line(voice, dated),
        alt=voice.say(
            f"Vorher {ends[0]} Punkte, jetzt {ends[1]}: {told}.",
            f"Before {ends[0]} points, now {ends[1]}: {told}.",
        ),
        table=_course_table(course, option, stops, voice),
    )


def _course_table(course: Course, option: str, stops: list[float], voice: Voice) -> Table:
    none = ("kein Weg", "no way")
    first = course.before.first if course.before else None
    rows = [
        (voice.say("Vorher", "Before"), "", voice.number(stops[0], 1), _way(first, none, voice))
    ]
    for (cause, points), stop, step in zip(
        words.by_cause(course, option), stops[1:], course.steps, strict=True
    ):
        rows.append(
            (
                words.cause_name(cause, voice),
                signed(points, voice.language, 1),
                voice.number(stop, 1),
                _way(step.standing.first, none, voice),
            )
        )
    return Table(
        caption=voice.say(
            f"Punkte von {voice.quoted(option)} nach jeder Ursache",
            f"Points of {voice.quoted(option)} after each cause",
        ),
        head=(
            voice.say("Ursache", "Cause"),
            voice.say("Änderung", "Change"),
            voice.say("Punkte danach", "Points after"),
            voice.say("Platz 1 danach", "First place after"),
        ),
        rows=tuple(rows),
        numeric=(1, 2),
        totals=(
            voice.say("Zusammen", "Together"),
            signed(words.whole(course, option), voice.language, 1),
            voice.number(stops[-1], 1),
            "",
        ),
        widths=(3, 0, 0, 3),
    )


def _way(option: str | None, none: tuple[str, str], voice: Voice) -> str:
    return words.way(option, voice, none=none)


def readiness_change_chart(
    before: dict[str, int | None], after: dict[str, int | None], voice: Voice, dated: date
) -> Chart:
    """Return the maturity levels now, with a diamond where they were before."""
    was = {code: level for code, level in before.items() if level and code in after}
    rows = tuple(
        (voice.theme(code), str(before.get(code) or "–"), str(level or "–"))
        for code, level in after.items()
    )
    labels = voice.say("vorher", "before"), voice.say("jetzt", "now")
    return Chart(
        name="readiness-change",
        figure=figures.readiness(after, was, voice),
        title=_readiness_title(before, after, voice),
        subtitle=voice.say("Reifestufe je Thema, 1 bis 5.", "Maturity level by theme, 1 to 5."),
        caption=source_line(voice, dated),
        alt=voice.listed([f"{n}: {labels[0]} {w}, {labels[1]} {now}" for n, w, now in rows]) + ".",
        table=Table(
            caption=voice.say("Reifestufe je Thema", "Maturity level by theme"),
            head=(voice.say("Thema", "Theme"), *labels),
            rows=rows,
            numeric=(1, 2),
            widths=(1, 0, 0),
        ),
        legend=(Mark(labels[1], template.FIRST), Mark(labels[0], template.ACCENT, shape="dash")),
    )


def _readiness_title(
    before: dict[str, int | None], after: dict[str, int | None], voice: Voice
) -> str:
    pairs = [(before.get(code) or 0, level or 0) for code, level in after.items()]
    up, down = sum(b < a for b, a in pairs), sum(b > a for b, a in pairs)
    themes = (("Thema", "Themen"), ("theme", "themes"))
    if up and down:
        return voice.say(
            f"Reife: {up} höher, {down} niedriger", f"Readiness: {up} higher, {down} lower"
        )
    if up:
        count = voice.counted(up, *themes)
        return voice.say(f"Die Reife ist gestiegen: {count}", f"Readiness has risen: {count}")
    if down:
        count = voice.counted(down, *themes)
        return voice.say(f"Die Reife ist gesunken: {count}", f"Readiness has fallen: {count}")
    return voice.say("Die Reife ist gleich geblieben", "Readiness has stayed the same")
