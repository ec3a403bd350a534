"""Bars under the names of the five ways: contributions and costs."""

from typing import TYPE_CHECKING, Any

from assessments.engine.result import UseCaseResult

from .. import template as look
from ..voice import Voice
from .rows import HIDDEN, ROW, colour, ink, name_above, note, rows_axis, shown

if TYPE_CHECKING:
    import plotly.graph_objects as go

NARROWEST = 4.0  # points of a segment that still has room for its number


def contributions(result: UseCaseResult, voice: Voice) -> "go.Figure":
    """Draw how many points each criterion brings, stacked, with the total at the end."""
    import plotly.graph_objects as go

    codes = shown(result)
    traces = []
    for criterion in look.CRITERIA:
        points = [result.options[code].contributions[criterion] for code in codes]
        out = [result.options[code].status == "excluded" for code in codes]
        ink = [look.MUTED if o else look.CRITERIA_TEXT[criterion] for o in out]
        fill = [look.EXCLUDED if o else look.CRITERIA_COLOURS[criterion] for o in out]
        traces.append(
            go.Bar(
                name=voice.criterion_short(criterion),
                x=points,
                y=list(range(len(codes))),
                orientation="h",
                width=0.44,
                marker={"color": fill, "line": {"color": look.SURFACE, "width": 1.5}},
                text=[voice.number(p) if p >= NARROWEST else "" for p in points],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": ink, "size": look.SMALL},
                customdata=[voice.number(p, 1) for p in points],
                hovertemplate=f"{voice.criterion_short(criterion)}: %{{customdata}}<extra></extra>",
            )
        )
    notes = [name_above(result, code, row, voice) for row, code in enumerate(codes)]
    notes += [_total(result, code, row, voice) for row, code in enumerate(codes)]
    return look.figure(
        traces,
        height=ROW * len(codes) + 16,
        barmode="stack",
        bargap=0,
        xaxis=HIDDEN | {"range": [0, 108]},
        yaxis=rows_axis(len(codes)),
        annotations=notes,
    )


def _total(result: UseCaseResult, code: str, row: int, voice: Voice) -> dict[str, Any]:
    option = result.options[code]
    text = voice.number(round(option.score))
    if option.status == "excluded":
        text = f"({text})"
    font = {"color": ink(result, code), "size": look.TEXT + 1, "weight": 700}
    at = sum(option.contributions.values())
    return note(text, at, row, yanchor="middle", xshift=6, font=font)


def costs(result: UseCaseResult, voice: Voice) -> "go.Figure":
    """Draw likely monthly cost as a bar, low to high as a line across its end. EUR."""
    import plotly.graph_objects as go

    codes = shown(result)
    ranges = [result.options[code].cost_eur_per_month for code in codes]
    widest = max((r.high for r in ranges), default=1.0) or 1.0
    traces: list[Any] = [
        go.Bar(
            x=[r.likely for r in ranges],
            y=list(range(len(codes))),
            orientation="h",
            width=0.36,
            marker={"color": [colour(result, code) for code in codes]},
            customdata=[voice.euro(r.likely) for r in ranges],
            hovertemplate="%{customdata}<extra></extra>",
        )
    ]
    traces += [whisker(r.low, r.high, row) for row, r in enumerate(ranges)]
    notes = [name_above(result, code, row, voice) for row, code in enumerate(codes)]
    for row, (code, r) in enumerate(zip(codes, ranges, strict=True)):
        font = {"color": ink(result, code), "size": look.TEXT, "weight": 600}
        at = max(r.high, r.likely)
        notes.append(note(voice.euro(r.likely), at, row, yanchor="middle", xshift=10, font=font))
    return look.figure(
        traces,
        height=ROW * len(codes) + 16,
        bargap=0,
        xaxis=HIDDEN | {"range": [0, widest * 1.22]},
        yaxis=rows_axis(len(codes)),
        annotations=notes,
    )


def whisker(low: float, high: float, row: int) -> Any:
    """Return the line from low to high across the end of a bar, with a cap at both ends."""
    import plotly.graph_objects as go

    cap = 0.11
    return go.Scatter(
        x=[low, low, None, low, high, None, high, high],
        y=[row - cap, row + cap, None, row, row, None, row - cap, row + cap],
        mode="lines",
        line={"color": look.INK, "width": 1.5},
        hoverinfo="skip",
    )
