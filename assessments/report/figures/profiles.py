"""Two ways side by side over the seven criteria."""

from typing import TYPE_CHECKING, Any

from assessments.engine.result import OptionResult

from .. import template as look
from ..voice import Voice
from .rows import BESIDE, THIN

if TYPE_CHECKING:
    import plotly.graph_objects as go


def comparison_radar(
    mine: tuple[str, OptionResult], other: tuple[str, OptionResult], voice: Voice
) -> "go.Figure":
    """Draw exactly two profiles over the seven criteria, 0 to 100, outside is better."""
    import plotly.graph_objects as go

    names = [voice.criterion_short(code) for code in look.CRITERIA]
    traces = []
    for (code, option), first in ((other, False), (mine, True)):
        fit = [option.criteria[criterion] for criterion in look.CRITERIA]
        traces.append(
            go.Scatterpolar(
                name=voice.short(code),
                r=[*fit, fit[0]],
                theta=[*names, names[0]],
                mode="lines+markers",
                fill="toself" if first else "none",
                fillcolor="rgba(11,85,99,0.12)",
                line={
                    "color": look.FIRST if first else look.COMPARED,
                    "width": 2.5,
                    "dash": "solid" if first else "dash",
                },
                marker={"symbol": "circle" if first else "diamond", "size": 8 if first else 9},
                hovertemplate="%{theta}: %{r:.0f}<extra></extra>",
            )
        )
    return look.figure(
        traces,
        height=340,
        width=BESIDE,
        margin={"l": 86, "r": 118, "t": 30, "b": 30, "pad": 0},
        polar_angularaxis_tickfont_size=look.SMALL,
    )


def comparison_dots(
    mine: tuple[str, OptionResult], other: tuple[str, OptionResult], voice: Voice
) -> "go.Figure":
    """Draw the same two profiles as dots on seven lines (for narrow screens)."""
    import plotly.graph_objects as go

    rows = list(range(len(look.CRITERIA)))
    spans: dict[str, list[float | None]] = {"x": [], "y": []}
    for row, criterion in enumerate(look.CRITERIA):
        spans["x"] += [mine[1].criteria[criterion], other[1].criteria[criterion], None]
        spans["y"] += [row, row, None]
    line = {"color": look.LINE, "width": 4}
    traces: list[Any] = [go.Scatter(**spans, mode="lines", line=line, hoverinfo="skip")]
    for (code, option), first in ((other, False), (mine, True)):
        traces.append(
            go.Scatter(
                name=voice.short(code),
                x=[option.criteria[criterion] for criterion in look.CRITERIA],
                y=rows,
                mode="markers",
                marker={
                    "color": look.FIRST if first else look.COMPARED,
                    "symbol": "circle" if first else "diamond",
                    "size": 13,
                },
                hovertemplate="%{x:.0f}<extra></extra>",
            )
        )
    names = [voice.criterion_short(code) for code in look.CRITERIA]
    return look.figure(
        traces,
        height=THIN * len(rows) + 40,
        margin={"l": 150, "r": 16, "t": 8, "b": 30, "pad": 8},
        xaxis=look.axis(range=[-3, 103], tickvals=[0, 25, 50, 75, 100]),
        yaxis=look.axis(tickvals=rows, ticktext=names, range=[len(rows) - 0.5, -0.5]),
    )
