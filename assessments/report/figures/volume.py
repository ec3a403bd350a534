"""Cost a month over tokens a month: lines with steps, and where two of them cross."""

from itertools import pairwise
from math import log10
from typing import TYPE_CHECKING, Any, NamedTuple

from assessments.engine.cost_result import CostStudy, VolumeCurve

from .. import numbers
from .. import template as look
from ..sentences.break_even import cost_at, meetings, takeovers, tokens_today
from ..voice import Voice
from .lines import (
    LEFT,
    RIGHT,
    Above,
    Cast,
    End,
    above,
    decade_ticks,
    diamonds,
    drawn_in_order,
    end_names,
    nice_ticks,
    style,
    tick_axis,
    titled,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go

HEIGHT, TOP, BOTTOM = 370, 42, 44  # px
FAR = 6.0  # times the smallest: from here on an axis is logarithmic
MOST = 4  # changes of the cheapest way that certainly fit in; steps may make hundreds
MANY, SMALL, TINY = 12, 9, 6  # marks in one picture; their size in px
SAMPLES = 48  # points of a line on a logarithmic axis, where straight lines bend


class Window(NamedTuple):
    """The part of the curves that is drawn: tokens a month and EUR a month."""

    low: float
    high: float
    log_x: bool
    cheap: float
    dear: float
    log_y: bool


def window(study: CostStudy) -> Window | None:
    """Choose the part to draw: today's volume and where allowed ways first cross fit in."""
    if not study.curves:
        return None
    end = min(curve.tokens[-1] for curve in study.curves)
    wanted = [today] if (today := tokens_today(study)) > 0 else []
    wanted += [
        meeting.first.tokens
        for meeting in meetings(study)
        if meeting.first.tokens > 0
        and not {meeting.first.cheaper_below, meeting.first.cheaper_above} & study.excluded.keys()
    ]
    wanted += [crossing.tokens for crossing in takeovers(study)[:MOST] if crossing.tokens > 0]
    wanted = wanted if len(wanted) > 1 else [*wanted, end]
    log_x = max(wanted) > FAR * min(wanted)
    low = min(wanted) / 3 if log_x else 0.0
    low = max(low, *(curve.tokens[0] for curve in study.curves))
    high = min(end, max(wanted) * (3 if log_x else 1.3))
    if high <= low:
        return None
    seen = [eur for curve in study.curves for _, eur in points(curve, low, high, log=log_x)]
    cheap, dear = min(seen), max(seen)
    log_y = log_x and cheap > 0 and dear > FAR * cheap
    if log_y:
        return Window(low, high, log_x, cheap / 1.4, dear * 1.4, log_y)
    return Window(low, high, log_x, 0.0, dear * 1.06 or 1.0, log_y)


def points(curve: VolumeCurve, low: float, high: float, *, log: bool) -> list[tuple[float, float]]:
    """Return the curve's corners within a window, with its ends; on a log axis more between."""
    corners = list(zip(curve.tokens, curve.eur, strict=True))
    found: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in pairwise(corners):
        start, stop = max(x0, low), min(x1, high)
        if start > stop or (x0 == x1 and not low <= x0 <= high):
            continue
        for x in _between(start, stop, log=log and x1 > x0, whole=high / (low or 1.0)):
            found.append((x, y1 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)))
    return found


def _between(start: float, stop: float, *, log: bool, whole: float) -> list[float]:
    if not log or start <= 0 or stop <= start:
        return [start, stop]
    count = max(1, round(SAMPLES * log10(stop / start) / log10(whole)))
    by = (stop / start) ** (1 / count)
    return [start * by**index for index in range(count)] + [stop]


def over_volume(study: CostStudy, seen: Window, cast: Cast, voice: Voice) -> "go.Figure":
    """Draw every way's cost, today's volume with its range, and a diamond for every crossing."""
    import plotly.graph_objects as go

    curves = {curve.option: curve for curve in study.curves}
    traces: list[Any] = []
    for code in (code for code in drawn_in_order(study, cast) if code in curves):
        drawn = points(curves[code], seen.low, seen.high, log=seen.log_x)
        traces.append(
            go.Scatter(
                name=voice.short(code),
                x=[x for x, _ in drawn],
                y=[y for _, y in drawn],
                mode="lines",
                line=style(study, code, cast),
                customdata=[voice.euro(y) for _, y in drawn],
                hovertemplate=f"{voice.short(code)}: %{{customdata}}<extra></extra>",
            )
        )
    traces += _marks(study, seen, curves.get(cast.first or ""), voice)
    low, high = (log10(e) if seen.log_y else e for e in (seen.cheap, seen.dear))
    ends = [
        End(code, log10(at) if seen.log_y else at)
        for code, curve in curves.items()
        if (at := cost_at(curve, seen.high)) is not None
    ]
    return look.figure(
        traces,
        height=HEIGHT,
        margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM, "pad": 4},
        xaxis=_tokens_axis(seen, voice),
        yaxis=_euro_axis(seen, low, high, voice),
        shapes=_today(study, seen),
        annotations=[
            *end_names(ends, study, cast, voice, (low, high, HEIGHT - TOP - BOTTOM)),
            *_labels(study, seen, voice),
        ],
    )


def _tokens_axis(seen: Window, voice: Voice) -> dict[str, Any]:
    ticks = (
        decade_ticks(seen.low, seen.high, least=2, most=3)
        if seen.log_x
        else nice_ticks(seen.high, 4)
    )
    ends = [log10(seen.low), log10(seen.high)] if seen.log_x else [seen.low, seen.high]
    title = voice.say("Textbausteine (Token) im Monat", "Tokens a month")

    def written(value: float) -> str:
        return numbers.large(value, voice.language)

    return tick_axis(ticks, written, log=seen.log_x, range=ends, title=titled(title))


def _euro_axis(seen: Window, low: float, high: float, voice: Voice) -> dict[str, Any]:
    ticks = (
        decade_ticks(seen.cheap, seen.dear, least=3, most=7)
        if seen.log_y
        else nice_ticks(seen.dear)
    )
    return tick_axis(ticks, voice.euro, log=seen.log_y, range=[low, high])


def _marks(study: CostStudy, seen: Window, first: VolumeCurve | None, voice: Voice) -> list[Any]:
    import plotly.graph_objects as go

    lead = {crossing.tokens for crossing in takeovers(study)}
    inside = [c for c in study.volume_crossings if seen.low <= c.tokens <= seen.high]
    found: list[Any] = []
    if inside:
        texts = [numbers.large(c.tokens, voice.language) for c in inside]
        leading = [c.tokens in lead for c in inside]
        found.append(
            diamonds(
                [c.tokens for c in inside],
                [c.eur_per_month for c in inside],
                leading,
                texts,
                SMALL if len(inside) <= MANY else TINY,
            )
        )
    today = tokens_today(study)
    now = cost_at(first, today) if first and seen.low <= today <= seen.high else None
    if now is not None:
        found.append(
            go.Scatter(
                x=[today],
                y=[now],
                mode="markers",
                marker={
                    "size": 13,
                    "color": look.FIRST,
                    "line": {"width": 1.2, "color": look.SURFACE},
                },
                cliponaxis=False,
                customdata=[voice.euro(now)],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    return found


def _today(study: CostStudy, seen: Window) -> list[dict[str, Any]]:
    """Return today's volume as a line, its range as a shade."""
    today, peak = tokens_today(study), study.peak
    if not seen.low <= today <= seen.high or today <= 0:
        return []
    ends = [peak.tokens_in.low + peak.tokens_out.low, peak.tokens_in.high + peak.tokens_out.high]
    low, high = (min(max(end, seen.low), seen.high) for end in ends)
    upright = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    band = {"type": "rect", "x0": low, "x1": high, "fillcolor": look.TINT, "line": {"width": 0}}
    dotted = {"color": look.FIRST, "width": 1.5, "dash": "dot"}
    return [upright | band, upright | {"type": "line", "x0": today, "x1": today, "line": dotted}]


def _labels(study: CostStudy, seen: Window, voice: Voice) -> list[dict[str, Any]]:
    """Return above the picture today's volume, and where the cheapest way changes."""
    today = tokens_today(study)
    marks = [(today, voice.say("heute", "today"), look.PRIMARY)] if today > 0 else []
    marks += [
        (c.tokens, numbers.large(c.tokens, voice.language), look.INK) for c in takeovers(study)
    ]
    drawn = [
        Above(log10(place) if seen.log_x else place, text, ink)
        for place, text, ink in marks
        if seen.low <= place <= seen.high
    ]
    ends = (log10(seen.low), log10(seen.high)) if seen.log_x else (seen.low, seen.high)
    return above(drawn, ends)
