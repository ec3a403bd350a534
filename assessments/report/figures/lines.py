"""What the line drawings of the ways share: style by place, names at the ends, plain ticks."""

from collections.abc import Callable
from math import floor, log10
from typing import Any, NamedTuple

from assessments.engine.cost_result import CostStudy

from .. import template as look
from ..pictures import two_lines
from ..voice import Voice
from .rows import note

DASHES = ("dash", "dot", "dashdot", "longdash")
APART = 36  # px between two names at the ends of the lines, each in two lines
WIDE = 0.3  # of the axis: a label above the picture, on a phone
LEFT, RIGHT = 76, 112  # px: amounts at the left, names at the right


class Cast(NamedTuple):
    """Which way is set apart and which one is compared; never by its name."""

    first: str | None
    rivals: frozenset[str]


class End(NamedTuple):
    """The right end of a way's line, in the axis's own coordinate."""

    option: str
    place: float


def colour(study: CostStudy, code: str, cast: Cast) -> str:
    """Return the colour of a way's line or bar."""
    if code in study.excluded:
        return look.EXCLUDED
    if code == cast.first:
        return look.FIRST
    return look.COMPARED if code in cast.rivals else look.REST


def style(study: CostStudy, code: str, cast: Cast) -> dict[str, Any]:
    """Return the line of a way: the first solid, all others dashed by their place."""
    others = [option for option in study.options if option != cast.first]
    first = code == cast.first
    return {
        "color": colour(study, code, cast),
        "width": 3 if first else 2,
        "dash": "solid" if first else DASHES[others.index(code) % len(DASHES)],
    }


def drawn_in_order(study: CostStudy, cast: Cast) -> list[str]:
    """Return the ways as they are drawn: the excluded first, the one set apart on top."""

    def layer(code: str) -> int:
        if code in study.excluded:
            return 0
        return 3 if code == cast.first else 2 if code in cast.rivals else 1

    return sorted(study.options, key=layer)


def end_names(
    ends: list[End], study: CostStudy, cast: Cast, voice: Voice, room: tuple[float, float, float]
) -> list[dict[str, Any]]:
    """Return the names at the right ends, moved apart where they would touch.

    room: lowest and highest coordinate of the axis, and its height in px.
    """
    low, high, pixels = room
    gap = APART * (high - low) / pixels
    order = sorted(ends, key=lambda end: -end.place)
    places = _apart([end.place for end in order], low + gap / 2, gap)
    return [
        note(
            two_lines(voice.short(end.option)),
            1,
            place,
            xref="paper",
            yanchor="middle",
            xshift=6,
            font=_font(study, end.option, cast),
        )
        for end, place in zip(order, places, strict=True)
    ]


def _apart(wanted: list[float], low: float, gap: float) -> list[float]:
    """Move places, highest first, down and where the floor is reached up again."""
    places: list[float] = []
    for place in wanted:
        places.append(min(place, places[-1] - gap) if places else place)
    floor_at = low
    for index in range(len(places) - 1, -1, -1):
        places[index] = max(places[index], floor_at)
        floor_at = places[index] + gap
    return places


def _font(study: CostStudy, code: str, cast: Cast) -> dict[str, Any]:
    if code in study.excluded:
        return {"color": look.MUTED, "size": look.SMALL}
    if code == cast.first:
        return {"color": look.PRIMARY, "size": look.SMALL, "weight": 600}
    return {"color": look.INK, "size": look.SMALL}


class Above(NamedTuple):
    """A label above the picture, at a place in the axis's own coordinate."""

    place: float
    text: str
    ink: str


def above(marks: list[Above], ends: tuple[float, float]) -> list[dict[str, Any]]:
    """Return labels above the picture in two rows; one that would touch both rows is left out."""
    rows: list[list[float]] = [[], []]
    found = []
    for mark in marks:
        room = WIDE * (ends[1] - ends[0])
        free = [row for row in (0, 1) if all(abs(mark.place - at) >= room for at in rows[row])]
        if not free:
            continue
        rows[free[0]].append(mark.place)
        font = {"color": mark.ink, "size": look.SMALL, "weight": 600}
        where = {"yref": "paper", "yanchor": "bottom", "xanchor": "center"}
        found.append(note(mark.text, mark.place, 1, **where, yshift=3 + 17 * free[0], font=font))
    return found


def nice_ticks(high: float, most: int = 5) -> list[float]:
    """Return round ticks from 0 to `high`, at most `most` of them beyond 0."""
    if high <= 0:
        return [0.0]
    rough = high / most
    size: float = 10.0 ** floor(log10(rough))
    step = next(size * by for by in (1, 2, 2.5, 5, 10) if size * by >= rough * 0.999)
    return [step * index for index in range(int(high / step * 1.0001) + 1)]


def decade_ticks(low: float, high: float, *, least: int, most: int) -> list[float]:
    """Return powers of ten inside a logarithmic axis; with 2 and 5 where too few fit."""
    first, last = floor(log10(low)), floor(log10(high))
    powers = [10.0**p for p in range(first, last + 1) if low <= 10.0**p <= high]
    if len(powers) < least:
        finer = [by * 10.0**p for p in range(first, last + 1) for by in (1, 2, 5)]
        powers = [tick for tick in finer if low <= tick <= high]
    stride = -(-len(powers) // most)
    return powers[::stride] if powers else [low]


def tick_axis(
    ticks: list[float], written: Callable[[float], str], *, log: bool, **more: Any
) -> dict[str, Any]:
    """Return an axis with ready written ticks; type logarithmic where `log`."""
    fixed = {"tickvals": ticks, "ticktext": [written(tick) for tick in ticks]}
    return look.axis(type="log" if log else "linear", tickangle=0, **fixed, **more)


def titled(text: str) -> dict[str, Any]:
    """Return an axis title in the size of the ticks."""
    return {"text": text, "font": {"size": look.SMALL, "color": look.MUTED}}


def diamonds(
    x: list[float], y: list[float], leading: list[bool], texts: list[str], small: float = 9
) -> Any:
    """Return the marks of break-evens: large amber where the cheapest way changes."""
    import plotly.graph_objects as go

    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        marker={
            "symbol": "diamond",
            "size": [13 if lead else small for lead in leading],
            "color": [look.ACCENT if lead else look.FIELD for lead in leading],
            "line": {"width": 1.2, "color": look.INK},
        },
        cliponaxis=False,
        customdata=texts,
        hovertemplate="%{customdata}<extra></extra>",
    )
