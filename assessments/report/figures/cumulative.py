"""The sum paid so far by month: where one way overtakes another."""

from typing import TYPE_CHECKING, Any

from assessments.engine.cost_result import CostStudy, TimeCrossing, View

from .. import template as look
from ..sentences.payback import paid_so_far
from ..voice import Voice
from .lines import (
    LEFT,
    RIGHT,
    Above,
    Cast,
    End,
    above,
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

HEIGHT, TOP, BOTTOM = 350, 40, 44  # px
YEAR = 12


def over_time(study: CostStudy, cast: Cast, view: View, voice: Voice) -> "go.Figure":
    """Draw one line for every way; a diamond where two ways cost the same (likely view)."""

    sums = {code: paid_so_far(study.options[code].views[view]) for code in study.options}
    high = max((paid[-1] for paid in sums.values()), default=0.0) * 1.04 or 1.0
    traces = [_line(study, code, sums[code], cast, voice) for code in drawn_in_order(study, cast)]
    crossings = study.time_crossings if view == "likely" else ()
    if crossings:
        leading = [_leads(study, sums, c) for c in crossings]
        texts = [voice.say(f"Monat {c.month}", f"Month {c.month}") for c in crossings]
        at = [float(c.month) for c in crossings]
        traces.append(diamonds(at, [c.eur for c in crossings], leading, texts))
    ends = [End(code, paid[-1]) for code, paid in sums.items()]
    room = (0.0, high, float(HEIGHT - TOP - BOTTOM))
    return look.figure(
        traces,
        height=HEIGHT,
        margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM, "pad": 4},
        xaxis=look.axis(
            range=[1, study.horizon],
            tickvals=[1, *range(YEAR, study.horizon + 1, YEAR)],
            title=titled(voice.say("Monat", "Month")),
        ),
        yaxis=tick_axis(nice_ticks(high), voice.euro, log=False, range=[0, high]),
        annotations=[
            *end_names(ends, study, cast, voice, room),
            *_months(study, sums, view, voice),
        ],
    )


def _line(study: CostStudy, code: str, paid: tuple[float, ...], cast: Cast, voice: Voice) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        name=voice.short(code),
        x=list(range(1, study.horizon + 1)),
        y=paid,
        mode="lines",
        line=style(study, code, cast),
        customdata=[voice.euro(amount) for amount in paid],
        hovertemplate=f"{voice.short(code)}: %{{customdata}}<extra></extra>",
    )


def _leads(study: CostStudy, sums: dict[str, tuple[float, ...]], crossing: TimeCrossing) -> bool:
    """Return True if the way that overtakes is then the cheapest of all allowed."""
    paid = {c: sums[c][crossing.month - 1] for c in study.options if c not in study.excluded}
    before, after = crossing.cheaper_before, crossing.cheaper_after
    return {before, after} <= paid.keys() and paid[after] <= min(paid.values()) + 0.5


def _months(
    study: CostStudy, sums: dict[str, tuple[float, ...]], view: View, voice: Voice
) -> list[dict[str, Any]]:
    """Return above the picture the months in which the cheapest way changes."""
    if view != "likely":
        return []
    leading = {c.month for c in study.time_crossings if _leads(study, sums, c)}
    marks = [
        Above(float(month), voice.say(f"Monat {month}", f"Month {month}"), look.INK)
        for month in sorted(leading)
    ]
    return above(marks, (1.0, float(study.horizon)))
