"""Charts of one use case, ready for the page.

Every function takes a result, a `Voice` and the day the assessment is dated.
"""

from datetime import date

from assessments.engine.result import UseCaseResult

from .. import codes, figures, numbers, template
from ..blocks import Chart, Mark, Table
from ..sentences import costs as cost_words
from ..sentences import reasons, results
from ..voice import Voice
from .captions import chart_name, source_line


def _order(result: UseCaseResult) -> tuple[str, ...]:
    return (*result.ranking, *(code for code in result.options if code not in result.ranking))


def _option_name(result: UseCaseResult, code: str, voice: Voice) -> str:
    name = voice.option(code)
    out = result.options[code].status == "excluded"
    return name + voice.say(" (ausgeschlossen)", " (excluded)") if out else name


def contributions_chart(result: UseCaseResult, voice: Voice, dated: date) -> Chart:
    """Return how many points each criterion brings, for every option."""
    table = _contributions_table(result, voice)
    legend = tuple(
        Mark(voice.criterion(code), template.CRITERIA_COLOURS[code],
             voice.percent(result.weights[code]))
        for code in template.CRITERIA
    )  # fmt: skip
    return Chart(
        name=chart_name("contributions", result.id),
        figure=figures.contributions(result, voice),
        title=reasons.contributions_title(result, voice),
        subtitle=voice.say(
            "Punkte je Kriterium, höchstens 100. Prozentwerte sind Gewichte.",
            "Points by criterion, 100 at most. Percentages are weights.",
        ),
        caption=source_line(voice, dated),
        alt=_contributions_alt(result, voice),
        table=table,
        legend=legend,
    )


def _contributions_table(result: UseCaseResult, voice: Voice) -> Table:
    """Return criteria as rows, so that five columns fit the page."""
    order = _order(result)
    points = [result.options[code].contributions for code in order]
    scores = (voice.number(result.options[code].score, 1) for code in order)
    return Table(
        caption=voice.say(
            "Punkte je Kriterium. Ausgeschlossene Wege: als wären sie erlaubt.",
            "Points by criterion. Excluded ways: as if they were allowed.",
        )
        if results.excluded(result)
        else voice.say("Punkte je Kriterium", "Points by criterion"),
        head=(voice.say("Kriterium", "Criterion"), *(voice.short(code) for code in order)),
        rows=tuple(
            (voice.criterion_short(c), *(voice.number(made[c], 1) for made in points))
            for c in template.CRITERIA
        ),
        numeric=tuple(range(1, len(order) + 1)),
        totals=(voice.say("Summe", "Total"), *scores),
        widths=(4, *(3,) * len(order)),
        traces=tuple(
            ("", *(codes.points(result.id, c, code) for code in order)) for c in template.CRITERIA
        ),
    )


def _contributions_alt(result: UseCaseResult, voice: Voice) -> str:
    totals = voice.listed(
        [
            f"{_option_name(result, code, voice)} {results.points_of(result, code)}"
            for code in _order(result)
        ]
    )
    start = voice.say("Gestapelte Balken der Punkte je Kriterium",
                      "Stacked bars of points by criterion")  # fmt: skip
    return f"{start}: {totals}."


def comparison_chart(
    result: UseCaseResult,
    voice: Voice,
    dated: date,
    *,
    mine: str | None = None,
    other: str | None = None,
    dots: bool = False,
) -> Chart | None:
    """Return two profiles over the criteria; rank 1 and 2 unless named otherwise.

    dots: the variant for narrow screens. None where fewer than two options are there to compare.
    """
    mine, other = mine or results.first(result), other or results.second(result)
    if mine is None or other is None or mine == other:
        return None
    pair = ((mine, result.options[mine]), (other, result.options[other]))
    draw = figures.comparison_dots if dots else figures.comparison_radar
    names = f"{voice.option(mine)} {voice.say('und', 'and')} {voice.option(other)}"
    title = reasons.comparison_title(pair[0][1], pair[1][1], voice)
    return Chart(
        name=chart_name("comparison-dots" if dots else "comparison", f"{result.id}.{other}"),
        figure=draw(*pair, voice),
        title=title,
        subtitle=_outwards(voice, dots=dots),
        caption=source_line(voice, dated),
        alt=voice.say(
            f"Zwei Profile über sieben Kriterien, {names}. {title}.",
            f"Two profiles over seven criteria, {names}. {title}.",
        ),
        table=_comparison_table(result, mine, other, voice),
        legend=(
            Mark(voice.option(mine), template.FIRST, shape="line"),
            Mark(voice.option(other), template.COMPARED, shape="dash"),
        ),
    )


def _outwards(voice: Voice, *, dots: bool) -> str:
    if dots:
        return voice.say(
            "Note je Kriterium, 0 bis 100. Weiter rechts ist besser.",
            "Mark by criterion, 0 to 100. Further right is better.",
        )
    return voice.say(
        "Note je Kriterium, 0 bis 100. Weiter außen ist besser.",
        "Mark by criterion, 0 to 100. Further out is better.",
    )


def _comparison_table(result: UseCaseResult, mine: str, other: str, voice: Voice) -> Table:
    fits = result.options[mine].criteria, result.options[other].criteria
    rows = tuple(
        (
            voice.criterion_short(code),
            voice.number(fits[0][code]),
            voice.number(fits[1][code]),
            numbers.signed(round(fits[0][code]) - round(fits[1][code]), voice.language),
        )
        for code in template.CRITERIA
    )
    return Table(
        caption=voice.say("Noten je Kriterium, 0 bis 100", "Marks by criterion, 0 to 100"),
        head=(
            voice.say("Kriterium", "Criterion"),
            voice.short(mine),
            voice.short(other),
            voice.say("Unterschied", "Difference"),
        ),
        rows=rows,
        numeric=(1, 2, 3),
        widths=(7, 4, 4, 4),
        traces=tuple(
            (
                "",
                codes.mark(result.id, code, mine),
                codes.mark(result.id, code, other),
                codes.mark_gap(result.id, code, mine, other),
            )
            for code in template.CRITERIA
        ),
    )


def costs_chart(result: UseCaseResult, voice: Voice, dated: date) -> Chart:
    """Return the monthly cost of every option as likely value and range, in EUR."""
    rows = []
    for code in _order(result):
        cost, parts = result.options[code].cost_eur_per_month, result.options[code].cost_parts
        amounts = map(voice.euro, (parts.usage, parts.hardware, parts.care, cost.likely))
        span = cost_words.cost_range(result.options[code], voice)
        rows.append((_option_name(result, code, voice), *amounts, span))
    heads = (
        voice.say("Weg", "Way"),
        voice.say("Verbrauch", "Usage"),
        voice.say("Technik", "Hardware"),
        voice.say("Betreuung", "Care"),
        voice.say("Summe", "Total"),
        voice.say("Spanne", "Range"),
    )
    named = [f"{row[0]} {row[4]}" for row in rows]
    return Chart(
        name=chart_name("costs", result.id),
        figure=figures.costs(result, voice),
        title=cost_words.cost_title(result, voice),
        subtitle=voice.say(
            "Euro im Monat: Balken = wahrscheinlich, Linie = niedrigster bis höchster Wert.",
            "Euros a month: bar = likely, line = lowest to highest value.",
        ),
        caption=source_line(voice, dated),
        alt=voice.say("Wahrscheinliche Kosten im Monat", "Likely monthly costs")
        + f": {voice.listed(named)}.",
        table=Table(
            caption=voice.say("Kosten im Monat, geschätzt", "Monthly costs, estimated"),
            head=heads,
            rows=tuple(rows),
            numeric=(1, 2, 3, 4, 5),
            widths=(1, 0, 0, 0, 0, 0),
            traces=tuple(("", *(codes.cost(result.id, code),) * 5) for code in _order(result)),
        ),
    )
