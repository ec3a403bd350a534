"""Why one way is ahead of another: the difference of every criterion, and their sum."""

from typing import TYPE_CHECKING, Any

from .. import numbers
from .. import template as look
from ..voice import Voice
from .rows import BESIDE, HIDDEN, THIN

if TYPE_CHECKING:
    import plotly.graph_objects as go

NBSP = numbers.NBSP
ROOM = 0.3  # of the span on either side, for the figures at the ends of the bars


def differences(points: dict[str, float], voice: Voice) -> "go.Figure":
    """Draw signed bars by criterion in the given order, and a last one for their sum.

    points: criterion → difference in points, above 0 in favour of the first.
    """
    values = [*points.values(), sum(points.values())]
    names = [*map(voice.criterion_short, points), voice.say("Abstand", "Distance")]
    rows = [*range(len(points)), len(points) + 0.35]  # the sum stands apart
    low, high = min(*values, 0.0), max(*values, 0.0)
    room = ROOM * ((high - low) or 1.0)
    return look.figure(
        [_bars(values, rows, voice)],
        height=round(THIN * 0.92 * (len(points) + 1.4)),
        width=BESIDE,
        bargap=0,
        margin={"l": 136, "r": 8, "t": 8, "b": 8, "pad": 6},
        uniformtext={"minsize": 11, "mode": False},
        xaxis=HIDDEN | {"range": [low - room, high + room]},
        yaxis=look.axis(
            tickvals=rows,
            ticktext=names,
            range=[len(points) + 0.9, -0.5],
            showgrid=False,
            showline=False,
            tickfont={"size": look.TEXT, "color": look.INK},
        ),
        shapes=_rules(len(points) - 0.33),
    )


def _bars(values: list[float], rows: list[float], voice: Voice) -> "go.Bar":
    import plotly.graph_objects as go

    return go.Bar(
        x=values,
        y=rows,
        orientation="h",
        width=0.5,
        marker={"color": [look.FIRST if value >= 0 else look.COMPARED for value in values]},
        text=[f"{NBSP}{numbers.signed(value, voice.language, 1)}{NBSP}" for value in values],
        textposition="outside",
        constraintext="none",
        textfont={"size": look.SMALL, "color": look.INK},
        cliponaxis=False,
        hovertemplate="%{text}<extra></extra>",
    )


def _rules(above_sum: float) -> list[dict[str, Any]]:
    """Return the zero line and the line above the sum."""
    zero = {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper"}
    rule = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": above_sum, "y1": above_sum}
    return [
        zero | {"line": {"color": look.FIELD, "width": 1.5}},
        rule | {"line": {"color": look.LINE, "width": 1}},
    ]
