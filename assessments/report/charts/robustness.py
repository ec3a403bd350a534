"""How sure the result is, ready for the page: places, one weight, one assumption at a time."""

from dataclasses import replace
from datetime import date

from assessments.engine.result import UseCaseResult

from .. import codes, figures, numbers, template
from ..blocks import Chart, Mark, Table
from ..figures.crossing import at, ends
from ..sentences import changes, crossing, results, robustness
from ..voice import Voice
from .captions import chart_name, source_line

NBSP = numbers.NBSP
WIDEST = 8  # bars of the tornado


def ranks_chart(result: UseCaseResult, voice: Voice, dated: date) -> Chart | None:
    """Return how often every allowed way takes every place; None for fewer than two."""
    if not robustness.is_compared(result):
        return None
    order, ranks = robustness.by_first_place(result), result.acceptability[robustness.GROUP].ranks
    places = [voice.say(f"Platz {place}", f"Place {place}") for place in range(1, len(order) + 1)]
    named = [
        f"{voice.short(code)} {numbers.times_in_hundred(ranks[code][0], voice.language)}"
        for code in order
    ]
    return Chart(
        name=chart_name("ranks", result.id),
        figure=figures.ranks(result, order, voice),
        title=robustness.ranks_title(result, voice),
        subtitle=voice.say(
            "Prozent der Rechenläufe je Platz, mit Ihren Gewichten.",
            "Percent of runs by place, with your weights.",
        ),
        caption=source_line(voice, dated),
        alt=voice.say("Platz 1 von 100 Rechenläufen", "First place of 100 runs")
        + f": {voice.listed(named)}.",
        table=Table(
            caption=voice.say(
                "Prozent der Rechenläufe je Platz, mit Ihren Gewichten",
                "Percent of runs by place, with your weights",
            ),
            head=(voice.say("Weg", "Way"), *places),
            rows=tuple(
                (
                    voice.short(code),
                    *(numbers.times_in_hundred(share, voice.language) for share in ranks[code]),
                )
                for code in order
            ),
            numeric=tuple(range(1, len(order) + 1)),
            widths=(1, *(0,) * len(order)),
            traces=tuple(("", *(codes.share(result.id, code),) * len(order)) for code in order),
        ),
        legend=tuple(map(Mark, places, template.RANKS)),
    )


def crossing_chart(
    result: UseCaseResult, voice: Voice, dated: date, *, criterion: str | None = None
) -> Chart | None:
    """Return all ways over the weight of one criterion, else of the one nearest to a flip."""
    if not crossing.is_drawn(result):
        return None
    if criterion not in result.stability:
        criterion = crossing.nearest(result)
    name = voice.criterion_short(criterion)
    title = crossing.title(result, criterion, voice)
    return Chart(
        name=chart_name("crossing", f"{result.id}.{criterion}"),
        figure=figures.crossing(result, criterion, voice),
        title=title,
        subtitle=voice.say(
            f"Punkte jedes erlaubten Wegs, je nach Gewicht von {voice.quote(name)}.",
            f"Points of every way allowed, by the weight of {voice.quote(name)}.",
        ),
        caption=source_line(voice, dated),
        alt=voice.say("Gerade Linien je Weg", "Straight lines, one per way")
        + f". {crossing.sentence(result, criterion, voice)}",
        table=_crossing_table(result, criterion, voice),
        legend=_crossing_legend(result, criterion, voice),
    )


def _crossing_legend(result: UseCaseResult, criterion: str, voice: Voice) -> tuple[Mark, ...]:
    interval = result.stability[criterion]
    low, high = voice.percent(interval.low), voice.percent(interval.high)
    flips = [
        voice.percent(turn)
        for turn, other in (
            (interval.low, interval.first_below),
            (interval.high, interval.first_above),
        )
        if other is not None
    ]
    legend = [
        Mark(voice.say("Gewicht jetzt", "Weight now"), template.FIRST,
             voice.percent(result.weights[criterion]), "line"),
        Mark(voice.say("Platz 1 bleibt", "First place stays"), template.TINT, f"{low}–{high}"),
    ]  # fmt: skip
    if flips:
        turns = voice.say("Platz 1 wechselt", "First place changes")
        legend.append(Mark(turns, template.ACCENT, voice.listed(flips), "dash"))
    return tuple(legend)


def _crossing_table(result: UseCaseResult, criterion: str, voice: Voice) -> Table:
    now = result.weights[criterion]
    weights = [0.0, now, 1.0]
    lines = ends(result, criterion)
    name = voice.criterion_short(criterion)
    return Table(
        caption=voice.say(
            f"Punkte, wenn {voice.quote(name)} so viel wiegt",
            f"Points if {voice.quote(name)} weighs this much",
        ),
        head=(
            voice.say("Weg", "Way"),
            voice.percent(0),
            voice.say(f"jetzt {voice.percent(now)}", f"now {voice.percent(now)}"),
            voice.percent(1),
        ),
        rows=tuple(
            (voice.option(code), *(voice.number(at(lines[code], t), 1) for t in weights))
            for code in result.ranking
        ),
        numeric=(1, 2, 3),
        widths=(1, 0, 0, 0),
        traces=tuple(
            ("", *(codes.line(result.id, criterion, code),) * 3) for code in result.ranking
        ),
    )


def tornado_chart(
    result: UseCaseResult, voice: Voice, dated: date, *, widest: int = WIDEST
) -> Chart | None:
    """Return what each uncertain input alone does to the lead; None where nothing moves it."""
    bars, top, other = result.tornado[:widest], results.first(result), results.second(result)
    if not bars or top is None or other is None:
        return None
    lead = result.options[top].score - result.options[other].score
    names = tuple(changes.bar_name(bar, voice) for bar in bars)
    tied = bool(result.tied_with_first)
    title = changes.tornado_title(result.tornado, voice, tied=tied)
    spans = [
        tuple(numbers.signed(end, voice.language, 1) for end in (bar.low, bar.high)) for bar in bars
    ]
    mine, theirs = voice.quoted(top), voice.quoted(other)
    ahead = [(top, template.FIRST)]
    if any(bar.low < 0 for bar in bars):
        ahead.append((other, template.COMPARED))
    return Chart(
        name=chart_name("tornado", result.id),
        figure=figures.tornado(bars, names, lead, voice, tied=tied),
        title=title,
        subtitle=_tornado_subtitle(mine, theirs, voice, tied=tied),
        caption=source_line(voice, dated),
        alt=f"{title}. {changes.widest(bars, voice, tied=tied)}",
        table=replace(
            _tornado_table(names, spans, lead, voice, tied=tied),
            traces=tuple(
                ("", *(codes.bar(result.id, place),) * 2) for place in range(1, len(bars) + 1)
            ),
        ),
        legend=tuple(
            Mark(voice.say(f"{voice.short(code)} vorn", f"{voice.short(code)} ahead"), colour)
            for code, colour in ahead
        ),
    )


def _tornado_subtitle(mine: str, theirs: str, voice: Voice, *, tied: bool) -> str:
    level = f"0{NBSP}={NBSP}" + voice.say("gleichauf", "level")
    pair = voice.say(
        f"Abstand von {mine} zu {theirs}" if tied else f"Vorsprung von {mine} vor {theirs}",
        f"Distance of {mine} to {theirs}" if tied else f"Lead of {mine} over {theirs}",
    )
    return f"{pair} " + voice.say(
        f"in Punkten, wenn nur eine Annahme schwankt. {level}.",
        f"in points if only one assumption varies. {level}.",
    )


def _tornado_table(
    names: tuple[str, ...], spans: list[tuple[str, ...]], lead: float, voice: Voice, *, tied: bool
) -> Table:
    now = voice.number(lead, 1)
    return Table(
        caption=voice.say(
            f"{'Abstand' if tied else 'Vorsprung'} in Punkten, jetzt {now}",
            f"{'Distance' if tied else 'Lead'} in points, now {now}",
        ),
        head=(
            voice.say("Annahme", "Assumption"),
            voice.say("mindestens", "at least"),
            voice.say("höchstens", "at most"),
        ),
        rows=tuple((name, *span) for name, span in zip(names, spans, strict=True)),
        numeric=(1, 2),
        widths=(1, 0, 0),
    )
