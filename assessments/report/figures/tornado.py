"""What each uncertain input alone does to the lead of the first over the second."""

from typing import TYPE_CHECKING, Any

from assessments.engine.result import TornadoBar

from .. import numbers
from .. import template as look
from ..voice import Voice
from .rows import note

if TYPE_CHECKING:
    import plotly.graph_objects as go

ROW = 46  # px: one input with its name above the bar
NOW = {"color": look.FIRST, "width": 1.5, "dash": "dot"}  # the line of the lead as answered
ROOM = 0.17  # of the span on either side, for the figures at the ends of the bars


def tornado(
    bars: tuple[TornadoBar, ...],
    names: tuple[str, ...],
    lead: float,
    voice: Voice,
    *,
    tied: bool = False,
) -> "go.Figure":
    """Draw each bar from the smallest to the largest lead, in points; 0 = both are level.

    names: what each bar is. lead: as answered, in points. tied: it is a distance, no lead.
    """
    low = min(0.0, *(bar.low for bar in bars))
    high = max(0.0, *(bar.high for bar in bars))
    room = ROOM * ((high - low) or 1.0)
    start = low - room
    ahead = [(max(bar.low, 0.0), max(bar.high, 0.0)) for bar in bars]
    behind = [(min(bar.low, 0.0), min(bar.high, 0.0)) for bar in bars]
    upright = {"type": "line", "yref": "paper", "y0": 0, "y1": 1}
    return look.figure(
        [_spans(ahead, look.FIRST), _spans(behind, look.COMPARED)],
        height=ROW * len(bars) + 56,
        barmode="overlay",
        bargap=0,
        margin={"l": 8, "r": 8, "t": 8, "b": 44, "pad": 0},
        xaxis=look.axis(
            range=[start, high + room],
            title={
                "text": _axis(voice, tied=tied),
                "font": {"size": look.SMALL, "color": look.MUTED},
            },
            nticks=6,
        ),
        yaxis=look.axis(visible=False, range=[len(bars) - 0.55, -0.8]),
        shapes=[
            upright | {"x0": 0, "x1": 0, "line": {"color": look.INK, "width": 2}},
            upright | {"x0": lead, "x1": lead, "line": NOW},
        ],
        annotations=_notes(bars, names, start, voice),
    )


def _axis(voice: Voice, *, tied: bool) -> str:
    return voice.say(
        f"{'Abstand' if tied else 'Vorsprung'} in Punkten",
        f"{'Distance' if tied else 'Lead'} in points",
    )


def _spans(spans: list[tuple[float, float]], colour: str) -> Any:
    import plotly.graph_objects as go

    return go.Bar(
        base=[low for low, _ in spans],
        x=[high - low for low, high in spans],
        y=list(range(len(spans))),
        orientation="h",
        width=0.3,
        marker={"color": colour},
        hoverinfo="skip",
    )


def _notes(
    bars: tuple[TornadoBar, ...], names: tuple[str, ...], start: float, voice: Voice
) -> list[dict[str, Any]]:
    font = {"color": look.INK, "size": look.SMALL}
    notes = []
    for row, (bar, name) in enumerate(zip(bars, names, strict=True)):
        ends = [numbers.signed(end, voice.language, 1) for end in (bar.low, bar.high)]
        above = note(name, start, row - 0.2, yanchor="bottom", font=font)
        notes.append(above | {"bgcolor": look.SURFACE, "borderpad": 1})
        notes.append(
            note(ends[0], bar.low, row, xanchor="right", yanchor="middle", xshift=-5, font=font)
        )
        notes.append(note(ends[1], bar.high, row, yanchor="middle", xshift=5, font=font))
    return notes
