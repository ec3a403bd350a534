"""Who gives which criterion how much weight: a dot for everybody, a diamond for the mean."""

from typing import TYPE_CHECKING, Any

from assessments.engine.group import Group

from .. import template as look
from ..voice import Voice
from .rows import HIDDEN, THIN, note

if TYPE_CHECKING:
    import plotly.graph_objects as go


def respondents(room: Group, voice: Voice) -> "go.Figure":
    """Draw the weight of every criterion as given by everybody, 0 to 100 percent."""
    codes = list(room.arithmetic)
    rows = list(range(len(codes)))
    top = max(person.weights[code] for person in room.participants for code in codes)
    traces = [_ranges(room, codes), *_rings(room, codes), _diamonds(room, codes)]
    upper = 100 * top * 1.18 + 1
    return look.figure(
        traces,
        height=THIN * len(codes) + 16,
        margin={"l": 160, "r": 8, "t": 8, "b": 8, "pad": 6},
        xaxis=HIDDEN | {"range": [-1, upper]},
        yaxis=look.axis(
            tickvals=rows,
            ticktext=[voice.criterion_short(code) for code in codes],
            range=[len(codes) - 0.5, -0.5],
            showline=False,
            tickfont={"size": look.TEXT, "color": look.INK},
        ),
        annotations=_notes(room, codes, voice),
    )


def _rings(room: Group, codes: list[str]) -> list[Any]:
    """Return one ring by person and criterion."""
    import plotly.graph_objects as go

    ring = {"symbol": "circle-open", "size": 12, "color": look.FIRST, "line": {"width": 2}}
    return [
        go.Scatter(
            x=[100 * person.weights[code] for code in codes],
            y=list(range(len(codes))),
            mode="markers",
            marker=ring,
            text=[person.name] * len(codes),
            hovertemplate="%{text}: %{x:.0f} %<extra></extra>",
        )
        for person in room.participants
    ]


def _diamonds(room: Group, codes: list[str]) -> "go.Scatter":
    """Return the mean of every criterion."""
    import plotly.graph_objects as go

    diamond = {"symbol": "diamond", "size": 13, "color": look.ACCENT}
    return go.Scatter(
        x=[100 * room.arithmetic[code] for code in codes],
        y=list(range(len(codes))),
        mode="markers",
        marker=diamond | {"line": {"color": look.INK, "width": 1.2}},
        hovertemplate="%{x:.0f} %<extra></extra>",
    )


def _notes(room: Group, codes: list[str], voice: Voice) -> list[Any]:
    """Return the mean in figures, right of the farthest ring."""
    return [
        note(
            voice.percent(room.arithmetic[code]),
            max(100 * person.weights[code] for person in room.participants),
            row,
            yanchor="middle",
            xshift=14,
        )
        for row, code in enumerate(codes)
    ]


def _ranges(room: Group, codes: list[str]) -> "go.Scatter":
    """Return the line from the lowest to the highest weight of every criterion."""
    import plotly.graph_objects as go

    x: list[float | None] = []
    y: list[float | None] = []
    for row, code in enumerate(codes):
        given = [100 * person.weights[code] for person in room.participants]
        x += [min(given), max(given), None]
        y += [row, row, None]
    line = {"color": look.REST, "width": 3}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip")
