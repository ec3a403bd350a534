"""From the points before to the points now, one floating bar for each cause."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from .. import numbers
from .. import template as look
from ..voice import Voice
from .rows import THIN

if TYPE_CHECKING:
    import plotly.graph_objects as go

LEAST = 1.0  # points that the axis spans at least, so that nothing looks large that is not
ROOM = 0.35  # of the span on either side, for the figures at the ends of the bars
NBSP = numbers.NBSP


def waterfall(before: float, moves: Sequence[tuple[str, float]], voice: Voice) -> "go.Figure":
    """Draw the way from `before` over named moves in points; up is petrol, down is amber."""
    stops = [before]
    for _, points in moves:
        stops.append(round(stops[-1] + points, 1))
    names = [voice.say("Vorher", "Before"), *(name for name, _ in moves), voice.say("Jetzt", "Now")]
    low, high = min(stops), max(stops)
    span = max(high - low, LEAST)
    middle = (low + high) / 2
    ends = [middle - span * (0.5 + ROOM), middle + span * (0.5 + ROOM)]
    return look.figure(
        [_moves(stops, moves, voice), _ends(stops, voice)],
        height=THIN * len(names) + 20,
        bargap=0,
        margin={"l": 190, "r": 8, "t": 8, "b": 8, "pad": 6},
        uniformtext={"minsize": 11, "mode": False},
        # every end and step has its figure; ticks would only repeat them
        xaxis=look.axis(range=ends, showticklabels=False),
        yaxis=look.axis(
            tickvals=list(range(len(names))),
            ticktext=names,
            range=[len(names) - 0.5, -0.5],
            showgrid=False,
            showline=False,
            tickfont={"size": look.TEXT, "color": look.INK},
        ),
        shapes=_steps(stops),
    )


def _moves(stops: list[float], moves: Sequence[tuple[str, float]], voice: Voice) -> "go.Bar":
    import plotly.graph_objects as go

    return go.Bar(
        base=[min(pair) for pair in pairwise(stops)],
        x=[abs(points) for _, points in moves],
        y=list(range(1, len(moves) + 1)),
        orientation="h",
        width=0.5,
        marker={"color": [look.FIRST if points >= 0 else look.COMPARED for _, points in moves]},
        text=[f"{NBSP}{numbers.signed(p, voice.language, 1)}{NBSP}" for _, p in moves],
        textposition="outside",
        constraintext="none",
        textfont={"size": look.SMALL, "color": look.INK},
        cliponaxis=False,
        hovertemplate="%{text}<extra></extra>",
    )


def _ends(stops: list[float], voice: Voice) -> "go.Scatter":
    """Dots for the points before and now: the axis does not begin at 0, so no bars."""
    import plotly.graph_objects as go

    values = [stops[0], stops[-1]]
    return go.Scatter(
        x=values,
        y=[0, len(stops)],
        mode="markers+text",
        marker={"size": 12, "color": [look.REST, look.FIRST]},
        text=[f"{NBSP}{NBSP}{voice.number(value, 1)}" for value in values],
        textposition="middle right",
        textfont={"size": look.TEXT, "color": look.INK},
        cliponaxis=False,
        hovertemplate="%{text}<extra></extra>",
    )


def _steps(stops: list[float]) -> list[dict[str, Any]]:
    """Return the thin lines that lead from one row to the next."""
    thin = {"color": look.FIELD, "width": 1}
    return [
        {"type": "line", "x0": stop, "x1": stop, "y0": row, "y1": row + 1, "line": thin}
        for row, stop in enumerate(stops)
    ]
