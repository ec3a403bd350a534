"""Why one way and not another, ready for the page."""

from datetime import date

from assessments.engine.result import UseCaseResult

from .. import codes, figures, numbers, template
from ..blocks import Chart, Mark, Table
from ..sentences import reasons, results
from ..voice import Voice
from .captions import chart_name, source_line


def difference_chart(
    result: UseCaseResult, voice: Voice, dated: date, *, other: str | None = None
) -> Chart | None:
    """Return the difference of rank 1 and another way (else rank 2) by criterion; None if alone."""
    mine, other = results.first(result), other or results.second(result)
    if mine is None or other is None or mine == other:
        return None
    points = reasons.differences(result, mine, other)
    title = reasons.difference_title(result, mine, other, voice)
    named = [
        f"{voice.criterion_short(code)} {numbers.signed(value, voice.language, 1)}"
        for code, value in points.items()
    ]
    return Chart(
        name=chart_name("difference", f"{result.id}.{other}"),
        figure=figures.differences(points, voice),
        title=title,
        subtitle=voice.say(
            "Unterschied in Punkten je Kriterium. Die Summe ist der Abstand.",
            "Difference in points by criterion. The sum is the distance.",
        ),
        caption=source_line(voice, dated),
        alt=f"{title}: {voice.listed(named)}.",
        table=_table(result, points, (mine, other), voice),
        legend=(
            Mark(voice.short(mine), template.FIRST, voice.say("gewinnt", "gains")),
            Mark(voice.short(other), template.COMPARED, voice.say("gewinnt", "gains")),
        ),
    )


def _table(
    result: UseCaseResult, points: dict[str, float], pair: tuple[str, str], voice: Voice
) -> Table:
    made = [result.options[code].contributions for code in pair]
    scores = [result.options[code].score for code in pair]
    return Table(
        caption=voice.say("Punkte je Kriterium im Vergleich", "Points by criterion compared"),
        head=(
            voice.say("Kriterium", "Criterion"),
            *(voice.short(code) for code in pair),
            voice.say("Unterschied", "Difference"),
        ),
        rows=tuple(
            (
                voice.criterion_short(code),
                *(voice.number(each[code], 1) for each in made),
                numbers.signed(value, voice.language, 1),
            )
            for code, value in points.items()
        ),
        numeric=(1, 2, 3),
        totals=(
            voice.say("Summe", "Total"),
            *(voice.number(score, 1) for score in scores),
            numbers.signed(scores[0] - scores[1], voice.language, 1),
        ),
        widths=(7, 4, 4, 4),
        traces=tuple(
            (
                "",
                *(codes.points(result.id, criterion, code) for code in pair),
                codes.gap(result.id, criterion, *pair),
            )
            for criterion in points
        ),
    )
