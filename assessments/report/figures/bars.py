"""Plain bars: importance, readiness."""

from typing import TYPE_CHECKING, Any

from .. import template as look
from ..voice import Voice
from .rows import BESIDE, HIDDEN, ROW, THIN, note, rows_axis

if TYPE_CHECKING:
    import plotly.graph_objects as go


def importance(weights: dict[str, float], voice: Voice) -> "go.Figure":
    """Draw the importance of the seven criteria; weights: shares of 1."""
    values = [100 * weights.get(code, 0) for code in look.CRITERIA]
    return _bars(
        [voice.criterion_short(code) for code in look.CRITERIA],
        values,
        [voice.percent(value / 100) for value in values],
        colours=[look.FIRST] * len(values),
        upper=max([*values, 1]),
    )


def _bars(
    names: list[str], values: list[float], labels: list[str], *, colours: list[str], upper: float
) -> "go.Figure":
    """Draw plain bars with the name to the left and the value at the end."""
    import plotly.graph_objects as go

    rows = list(range(len(names)))
    bar = go.Bar(
        x=values,
        y=rows,
        orientation="h",
        width=0.5,
        marker={"color": colours},
        hovertemplate="%{text}<extra></extra>",
        text=labels,
        textposition="outside",
        textfont={"size": look.TEXT, "color": look.INK},
        cliponaxis=False,
    )
    font = {"size": look.TEXT, "color": look.INK}
    return look.figure(
        [bar],
        height=THIN * max(len(names), 1) + 16,
        width=BESIDE,
        bargap=0,
        margin={"l": 160, "r": 8, "t": 8, "b": 8, "pad": 6},
        uniformtext={"minsize": 11, "mode": False},
        xaxis=HIDDEN | {"range": [0, upper * 1.3]},
        yaxis=look.axis(
            tickvals=rows,
            ticktext=names,
            range=[len(names) - 0.5, -0.5],
            showgrid=False,
            showline=False,
            tickfont=font,
        ),
    )


def readiness(levels: dict[str, int | None], needed: dict[str, int], voice: Voice) -> "go.Figure":
    """Draw the maturity level of each theme, 1 to 5; a diamond marks the level needed."""
    import plotly.graph_objects as go

    themes = list(levels)
    rows = list(range(len(themes)))
    known = [levels[theme] or 0 for theme in themes]
    track = {"color": look.SUNK}
    traces: list[Any] = [
        go.Bar(x=[5] * len(rows), y=rows, orientation="h", width=0.34, marker=track,
               hoverinfo="skip"),
        go.Bar(x=known, y=rows, orientation="h", width=0.34, marker={"color": look.FIRST},
               hovertemplate="%{x} / 5<extra></extra>"),
    ]  # fmt: skip
    marked = [(needed[theme], row) for row, theme in enumerate(themes) if theme in needed]
    diamond = {"symbol": "diamond", "size": 13, "color": look.ACCENT}
    traces.append(
        go.Scatter(
            x=[level for level, _ in marked],
            y=[row for _, row in marked],
            mode="markers",
            marker=diamond | {"line": {"color": look.INK, "width": 1.2}},
            hovertemplate="%{x} / 5<extra></extra>",
        )
    )
    notes = _readiness_notes(levels, voice)
    return look.figure(
        traces,
        height=ROW * len(rows) + 40,
        barmode="overlay",
        bargap=0,
        margin={"l": 8, "r": 8, "t": 8, "b": 30, "pad": 0},
        xaxis=look.axis(range=[0, 6.1], tickvals=[1, 2, 3, 4, 5], showgrid=False),
        yaxis=rows_axis(len(rows)),
        annotations=notes,
    )


def _readiness_notes(levels: dict[str, int | None], voice: Voice) -> list[dict[str, Any]]:
    """Return the name above each bar and its level in words behind it."""
    notes = []
    for row, (theme, level) in enumerate(levels.items()):
        word = voice.say(f"Stufe {level}", f"Level {level}")
        if level is None:
            word = voice.say("keine Angabe", "not stated")
        notes.append(note(voice.theme(theme), 0, row - 0.22, yanchor="bottom", xshift=-2))
        notes.append(note(word, 5, row, yanchor="middle", xshift=14))
    return notes
