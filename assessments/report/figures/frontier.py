"""The best German rank so far, open against closed, over the day of release."""

from math import ceil, floor
from typing import TYPE_CHECKING, Any

from assessments.catalogue.content import Catalogue

from .. import template as look
from ..voice import Voice
from .bubble import LEFT
from .lines import APART, titled
from .market import Ranked, ranked, records, short_name
from .rows import note

if TYPE_CHECKING:
    import plotly.graph_objects as go

HEIGHT, TOP, BOTTOM, RIGHT = 340, 30, 44, 116  # px
LONGEST = 14  # characters of a name beside the end of a line
STYLES = {  # closed → line
    False: {"color": look.FIRST, "width": 2.5, "dash": "solid", "shape": "hv"},
    True: {"color": look.INK, "width": 2.5, "dash": "dash", "shape": "hv"},
}


def frontier(catalogue: Catalogue, until: float, voice: Voice) -> "go.Figure":
    """Draw two step lines up to the day of the ranks (`until`, in years), better further up."""
    models = ranked(catalogue)
    lines = {shut: records([m for m in models if m.closed is shut]) for shut in (False, True)}
    lines = {shut: best for shut, best in lines.items() if best}
    ranks = [model.rank for best in lines.values() for model in best]
    best, worst = min(ranks), max(ranks)
    room = 0.12 * ((worst - best) or 1.0)
    first = min(found[0].year for found in lines.values())
    ends = [first - 0.05, max(until, *(found[-1].year for found in lines.values()))]
    years = list(range(ceil(ends[0]), floor(ends[1]) + 1))
    low, high = worst + room, best - room
    ticks = _ticks(best, worst)
    return look.figure(
        [_line(found, shut, ends[1], voice) for shut, found in lines.items()],
        height=HEIGHT,
        margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM, "pad": 2},
        xaxis=look.axis(
            range=ends,
            tickvals=years,
            ticktext=[str(year) for year in years],
            title=titled(voice.say("Erschienen (Jahresanfang)", "Released (start of year)")),
        ),
        yaxis=look.axis(
            range=[low, high], tickvals=ticks, ticktext=[voice.number(tick, 1) for tick in ticks]
        ),
        annotations=[_head(voice), *_ends(lines, low - high, voice)],
    )


def _ticks(best: float, worst: float) -> list[float]:
    step = 0.2 if worst - best <= 1 else 0.5 if worst - best <= 3 else 1.0
    return [round(step * n, 1) for n in range(floor(best / step), ceil(worst / step) + 1)]


def _line(found: list[Ranked], shut: bool, until: float, voice: Voice) -> Any:
    import plotly.graph_objects as go

    texts = [f"{model.code}: {voice.number(model.rank, 2)}" for model in found]
    style = dict(STYLES[shut])
    return go.Scatter(
        x=[*(model.year for model in found), until],
        y=[*(model.rank for model in found), found[-1].rank],
        mode="lines+markers",
        line=style,
        marker={
            "symbol": "diamond" if shut else "circle",
            "size": [9 if shut else 8] * len(found) + [0],
            "color": style["color"],
            "line": {"width": 1.2, "color": look.SURFACE},
        },
        cliponaxis=False,
        customdata=[*texts, texts[-1]],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _head(voice: Voice) -> dict[str, Any]:
    text = voice.say("↑ besseres Deutsch (Rang)", "↑ better German (rank)")
    font = {"color": look.MUTED, "size": look.SMALL}
    return note(text, 0, 1, xref="paper", yref="paper", yanchor="bottom",
                xshift=4 - LEFT, yshift=4, font=font)  # fmt: skip


def _broken(name: str) -> str:
    """Break a long name after the hyphen nearest to its middle."""
    hyphens = [at for at, sign in enumerate(name) if sign == "-"]
    if len(name) <= LONGEST or not hyphens:
        return name
    at = min(hyphens, key=lambda place: abs(place - len(name) // 2)) + 1
    return f"{name[:at]}<br>{name[at:]}"


def _ends(lines: dict[bool, list[Ranked]], span: float, voice: Voice) -> list[dict[str, Any]]:
    """Return what each line is and its latest record, at the right, never on each other."""
    gap = 1.6 * APART * span / (HEIGHT - TOP - BOTTOM)
    order = sorted(lines, key=lambda shut: lines[shut][-1].rank)
    places = [lines[shut][-1].rank for shut in order]
    if len(places) == 2 and places[1] - places[0] < gap:
        places[1] = places[0] + gap
    names = {False: voice.say("offen", "open"), True: voice.say("geschlossen", "closed")}
    return [
        note(
            f"{names[shut]}<br>{_broken(short_name(lines[shut][-1].code))}",
            1,
            place,
            xref="paper",
            yanchor="middle",
            xshift=6,
            font={"color": STYLES[shut]["color"], "size": look.SMALL},
        )
        for shut, place in zip(order, places, strict=True)
    ]
