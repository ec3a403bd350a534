"""Two groups' mean places by criterion: a dot and a diamond on one line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .. import template
from ..voice import Voice

if TYPE_CHECKING:
    import plotly.graph_objects as go


def views_gap(means: Mapping[str, tuple[float, float]], voice: Voice) -> "go.Figure":
    """Draw the figure; means: criterion → (one, other), 0 … 1."""
    import plotly.graph_objects as go

    codes = list(means)[::-1]
    names = [voice.criterion_short(code) for code in codes]
    lines = [
        go.Scatter(
            x=[100 * share for share in means[code]],
            y=[name, name],
            mode="lines",
            line={"color": template.REST, "width": 3},
            hoverinfo="skip",
        )
        for code, name in zip(codes, names, strict=True)
    ]
    dots = [
        go.Scatter(
            x=[100 * means[code][side] for code in codes],
            y=names,
            mode="markers",
            marker={"color": colour, "size": 14, "symbol": symbol},
        )
        for side, colour, symbol in (
            (0, template.FIRST, "circle"),
            (1, template.COMPARED, "diamond"),
        )
    ]
    return template.figure(
        [*lines, *dots],
        height=60 + 44 * len(codes),
        xaxis=template.axis(range=[-4, 104], tickvals=[0, 25, 50, 75, 100], ticksuffix=" %"),
        yaxis=template.axis(showgrid=False, automargin=True),
        margin={"l": 8, "r": 16, "t": 8, "b": 32},
    )
