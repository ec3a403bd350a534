"""The footprint of every way: a bar for the likely value, a line for its range."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assessments.engine.result import Range

from .. import template as look
from ..sentences.footprint import kilograms
from ..voice import Voice
from .rows import HIDDEN, ROW, note, rows_axis
from .stacks import whisker

if TYPE_CHECKING:
    import plotly.graph_objects as go


def emissions(kg_per_month: Mapping[str, Range], first: str | None, voice: Voice) -> "go.Figure":
    """Draw kg CO2e a month, the ways in the order given; `first` is set apart."""
    import plotly.graph_objects as go

    found = list(kg_per_month.items())
    widest = max((r.high for _, r in found), default=1.0) or 1.0
    traces: list[Any] = [
        go.Bar(
            x=[r.likely for _, r in found],
            y=list(range(len(found))),
            orientation="h",
            width=0.36,
            marker={"color": [look.FIRST if c == first else look.REST for c, _ in found]},
            customdata=[kilograms(r.likely, voice) for _, r in found],
            hovertemplate="%{customdata} kg<extra></extra>",
        )
    ]
    traces += [whisker(r.low, r.high, row) for row, (_, r) in enumerate(found)]
    notes = []
    for row, (code, r) in enumerate(found):
        font = {"color": look.INK, "size": look.TEXT, "weight": 600 if code == first else 400}
        notes.append(
            note(voice.option(code), 0, row - 0.28, yanchor="bottom", font=font, xshift=-2)
        )
        text = f"{kilograms(r.likely, voice)}\u00a0kg"
        at = max(r.high, r.likely)
        bold = {"color": look.INK, "size": look.TEXT, "weight": 600}
        notes.append(note(text, at, row, yanchor="middle", xshift=10, font=bold))
    return look.figure(
        traces,
        height=ROW * len(found) + 16,
        bargap=0,
        xaxis=HIDDEN | {"range": [0, widest * 1.22]},
        yaxis=rows_axis(len(found)),
        annotations=notes,
    )
