"""How often each way takes each place."""

from typing import TYPE_CHECKING

from assessments.engine.result import UseCaseResult

from .. import numbers
from .. import template as look
from ..voice import Voice
from .rows import HIDDEN, ROW, name_above, rows_axis

if TYPE_CHECKING:
    import plotly.graph_objects as go

NARROWEST = 0.08  # share of a segment that still has room for its number


def ranks(result: UseCaseResult, order: tuple[str, ...], voice: Voice) -> "go.Figure":
    """Draw the shares of the draws on rank 1 … m as one bar of 100 % for every way in `order`."""
    import plotly.graph_objects as go

    shares = result.acceptability["group"].ranks
    rows = list(range(len(order)))
    traces = []
    for place in rows:
        found = [shares[code][place] for code in order]
        labels = [numbers.times_in_hundred(share, voice.language) for share in found]
        traces.append(
            go.Bar(
                name=voice.say(f"Platz {place + 1}", f"Place {place + 1}"),
                x=[100 * share for share in found],
                y=rows,
                orientation="h",
                width=0.44,
                marker={"color": look.RANKS[place], "line": {"color": look.SURFACE, "width": 1.5}},
                text=[
                    label if s >= NARROWEST else "" for s, label in zip(found, labels, strict=True)
                ],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": look.RANKS_TEXT[place], "size": look.SMALL},
                customdata=labels,
                hovertemplate="%{customdata} %<extra></extra>",
            )
        )
    return look.figure(
        traces,
        height=ROW * len(order) + 16,
        barmode="stack",
        bargap=0,
        xaxis=HIDDEN | {"range": [0, 100]},
        yaxis=rows_axis(len(order)),
        annotations=[name_above(result, code, row, voice) for row, code in enumerate(order)],
    )
