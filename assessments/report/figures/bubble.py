"""Models by size and German: open ones as bubbles, closed ones in a strip without size."""

from math import log10
from typing import TYPE_CHECKING, Any

from assessments.catalogue.content import Catalogue
from assessments.catalogue.technology import ClosedModel

from .. import template as look
from ..voice import Voice
from .lines import titled
from .market import COLOURS, KINDS, SYMBOLS, Sized, best_of_size, closed, sized
from .rows import note

if TYPE_CHECKING:
    import plotly.graph_objects as go

HEIGHT, TOP, BOTTOM, LEFT = 430, 34, 48, 44  # px
WIDEST, SMALLEST = 46.0, 6.0  # px: the largest bubble and the smallest that is still seen
TICKS = (1, 3, 10, 30, 100, 300, 1000, 3000)  # billion parameters
COLUMNS = (0.11, 0.34, 0.57, 0.8)  # of the strip
STRIP = 0.42  # of the size axis: the strip of closed models
NEAR = (0.12, 0.08)  # decades of size and ranks: closer than that two numbers touch
NAMED, NAMED_CLOSED = 6, 4  # models with a number, which the legend explains


def bubble(catalogue: Catalogue, voice: Voice) -> "go.Figure":
    """Draw size (logarithmic) against mean rank, better further up; area = active parameters."""
    models, others = sized(catalogue), closed(catalogue)
    low, high = _ends(models)
    strip = high + STRIP * (high - low) if others else high
    ranks = [m.rank for m in models] + [m.german_rank or 0.0 for m in others]
    best, worst = min(ranks), max(ranks)
    room = 0.08 * ((worst - best) or 1.0)
    traces = [_bubbles(models, kind, voice) for kind in KINDS]
    if others:
        traces.append(_diamonds(others, high, strip, voice))
    ticks = [tick for tick in TICKS if low <= log10(tick) <= high]
    return look.figure(
        traces,
        height=HEIGHT,
        margin={"l": LEFT, "r": 8, "t": TOP, "b": BOTTOM, "pad": 2},
        xaxis=look.axis(
            range=[low, strip],
            tickvals=[log10(tick) for tick in ticks],
            ticktext=[voice.number(tick) for tick in ticks],
            title=titled(voice.say("Milliarden Parameter", "Billion parameters")),
        ),
        yaxis=look.axis(
            range=[worst + room, best - 1.6 * room],
            tickvals=(vals := _rank_ticks(best, worst)),
            ticktext=[voice.number(tick, 1) for tick in vals],
        ),
        shapes=_strip(high, strip) if others else [],
        annotations=[
            *_heads(high, bool(others), voice),
            *_numbers(catalogue, high, strip),
        ],
    )


def _ends(models: list[Sized]) -> tuple[float, float]:
    sizes = [log10(model.size) for model in models] or [0.0, 3.0]
    return min(sizes) - 0.2, max(sizes) + 0.3


def _rank_ticks(best: float, worst: float) -> list[float]:
    step = 0.5 if worst - best <= 4 else 1.0
    first = int(best / step)
    return [step * n for n in range(first, int(worst / step) + 2) if best <= step * n <= worst]


def _bubbles(models: list[Sized], kind: str, voice: Voice) -> Any:
    import plotly.graph_objects as go

    largest = max((model.active for model in models), default=1.0)
    mine = sorted((m for m in models if m.kind == kind), key=lambda m: -m.active)
    return go.Scatter(
        x=[log10(model.size) for model in mine],
        y=[model.rank for model in mine],
        mode="markers",
        marker={
            "symbol": SYMBOLS[kind],
            "size": [model.active for model in mine],
            "sizemode": "area",
            "sizeref": 2 * largest / WIDEST**2,
            "sizemin": SMALLEST / 2,
            "color": COLOURS[kind],
            "opacity": 0.75,
            "line": {
                "width": 2 if kind == "barred" else 1.2,
                "color": COLOURS[kind] if kind == "barred" else look.SURFACE,
            },
        },
        customdata=[
            f"{model.code}: {voice.number(model.rank, 2)}, {voice.number(model.size)} B"
            for model in mine
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _place(index: int, high: float, strip: float) -> float:
    """Return where a closed model stands in the strip: in columns, in turn by rank."""
    return high + (strip - high) * COLUMNS[index % len(COLUMNS)]


def _diamonds(others: list[ClosedModel], high: float, strip: float, voice: Voice) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        x=[_place(index, high, strip) for index in range(len(others))],
        y=[model.german_rank for model in others],
        mode="markers",
        marker={
            "symbol": SYMBOLS["closed"],
            "size": 9,
            "color": COLOURS["closed"],
            "line": {"width": 1.6, "color": COLOURS["closed"]},
        },
        customdata=[f"{m.code}: {voice.number(m.german_rank or 0.0, 2)}" for m in others],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _strip(high: float, strip: float) -> list[dict[str, Any]]:
    box = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    return [
        box | {"type": "rect", "x0": high, "x1": strip, "fillcolor": look.SUNK,
               "line": {"width": 0}},
    ]  # fmt: skip


def _heads(high: float, strip: bool, voice: Voice) -> list[dict[str, Any]]:
    """Return the heading of the rank axis, and of the strip in two lines."""
    font = {"color": look.MUTED, "size": look.SMALL}
    above = {"yref": "paper", "yanchor": "bottom", "font": font}
    text = voice.say("↑ besseres Deutsch (Rang)", "↑ better German (rank)")
    found = [note(text, 0, 1, xref="paper", xshift=-LEFT + 4, yshift=2, **above)]
    if strip:
        size = voice.say("Größe nicht<br>veröffentlicht", "Size not<br>published")
        small = {"font": font | {"size": look.SMALL - 1}}
        found.append(note(size, high, 1, xshift=4, yshift=0, **(above | small)))
    return found


def numbered(catalogue: Catalogue) -> list[tuple[int, Sized | ClosedModel]]:
    """Return the models that bear a number: the best of their size, then closed ones by rank."""
    best: list[Sized] = []
    for model in sorted(best_of_size(sized(catalogue)), key=lambda model: model.rank):
        if len(best) < NAMED and not any(_touch(model, other) for other in best):
            best.append(model)
    by_size = sorted(best, key=lambda model: model.size)
    return list(enumerate([*by_size, *closed(catalogue)[:NAMED_CLOSED]], start=1))


def _touch(one: Sized, other: Sized) -> bool:
    """Return True if the numbers beside two bubbles would lie on each other."""
    return abs(log10(one.size / other.size)) < NEAR[0] and abs(one.rank - other.rank) < NEAR[1]


def _numbers(catalogue: Catalogue, high: float, strip: float) -> list[dict[str, Any]]:
    """Return the numbers: left of a bubble, where nothing better and smaller lies, else right."""
    largest = max((model.active for model in sized(catalogue)), default=1.0)
    font = {"color": look.INK, "size": look.SMALL, "weight": 700}
    order = [model.code for model in closed(catalogue)]
    found = []
    for number, model in numbered(catalogue):
        if isinstance(model, Sized):
            radius = max(SMALLEST, WIDEST * (model.active / largest) ** 0.5) / 2
            x, y = log10(model.size), model.rank
        else:
            x, y = _place(order.index(model.code), high, strip), model.german_rank or 0.0
            radius = 6.0
        left = isinstance(model, Sized)
        beside = {"xanchor": "right" if left else "left", "yanchor": "middle"}
        shift = -(radius + 2) if left else radius + 2
        found.append(note(str(number), x, y, xshift=shift, font=font, **beside))
    return found
