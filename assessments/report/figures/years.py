"""What every way costs in each year, stacked by what the money is for."""

from typing import TYPE_CHECKING, Any

from assessments.engine.cost_result import PARTS, CostStudy, Part, View

from .. import template as look
from ..voice import Voice
from .rows import HIDDEN, note

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Not the criteria's colours. At least 2.9:1 on white, neighbours differ in lightness, and all
# differ in normal and colour-blind vision; `tests/report/test_cost_charts.py` computes it.
PART_COLOURS: dict[Part, str] = {
    "one_off": "#6E7370",
    "usage": "#C98422",
    "hardware": "#1D1533",
    "power": "#5A3A1E",
    "maintenance": "#4E9CC8",
    "care": "#0B5563",
}
PART_TEXT = dict.fromkeys(PARTS, look.SURFACE) | {"usage": look.INK, "maintenance": look.INK}
NAME, BAR, BETWEEN, GAP = 30, 20, 3, 14  # px: name line, one year, between years, between ways
LEFT = 62  # px for "1. Jahr"
NARROWEST = 0.13  # of the widest bar: a part this wide has room for its number


def names_of_parts(voice: Voice) -> dict[Part, str]:
    """Return what each part is called."""
    return {
        "one_off": voice.say("Einführung", "Introduction"),
        "usage": voice.say("Verbrauch", "Usage"),
        "hardware": voice.say("Technik", "Hardware"),
        "power": voice.say("Strom", "Power"),
        "maintenance": voice.say("Wartung", "Maintenance"),
        "care": voice.say("Betreuung", "Care"),
    }


def shown_parts(study: CostStudy, view: View) -> tuple[Part, ...]:
    """Return the parts that cost anything in any way."""
    courses = [option.views[view] for option in study.options.values()]
    return tuple(part for part in PARTS if any(any(c.months[part]) for c in courses))


def yearly(study: CostStudy, order: tuple[str, ...], view: View, voice: Voice) -> "go.Figure":
    """Draw one bar for every way in `order` and year, the ways one below the other."""
    count = -(-study.horizon // 12)
    block = NAME + count * (BAR + BETWEEN) + GAP
    places = {
        (code, year): row * block + NAME + year * (BAR + BETWEEN) + BAR / 2
        for row, code in enumerate(order)
        for year in range(count)
    }
    sums = {key: _sum_of_year(study, *key, view) for key in places}
    widest = max(sums.values(), default=0.0) or 1.0
    height = block * len(order)
    notes = [_name(study, code, row * block + NAME - 3, voice) for row, code in enumerate(order)]
    notes += [_year(year, at, voice) for (_, year), at in places.items()]
    notes += [_total(study, key, sums[key], at, voice) for key, at in places.items()]
    return look.figure(
        [_trace(study, part, places, widest, view, voice) for part in shown_parts(study, view)],
        height=height + 14,
        barmode="stack",
        bargap=0,
        margin={"l": LEFT, "r": 8, "t": 6, "b": 8, "pad": 0},
        xaxis=HIDDEN | {"range": [0, widest * 1.28]},
        yaxis=HIDDEN | {"range": [height, 0]},
        annotations=notes,
    )


def _sum_of_year(study: CostStudy, code: str, year: int, view: View) -> float:
    course = study.options[code].views[view]
    return sum(course.years(part)[year] for part in PARTS)


def _trace(
    study: CostStudy,
    part: Part,
    places: dict[tuple[str, int], float],
    widest: float,
    view: View,
    voice: Voice,
) -> Any:
    import plotly.graph_objects as go

    years = {code: option.views[view].years(part) for code, option in study.options.items()}
    amounts = [years[code][year] for code, year in places]
    faint = [code in study.excluded for code, _ in places]
    written = [voice.euro(amount) for amount in amounts]
    bare = [text.replace("€", "").strip() for text in written]  # the total has the unit
    return go.Bar(
        name=names_of_parts(voice)[part],
        x=amounts,
        y=list(places.values()),
        orientation="h",
        width=BAR,
        marker={
            "color": PART_COLOURS[part],
            "opacity": [0.4 if out else 1 for out in faint],
            "line": {"color": look.SURFACE, "width": 1},
        },
        text=[
            text if amount >= NARROWEST * widest else ""
            for text, amount in zip(bare, amounts, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={
            "color": [look.INK if out else PART_TEXT[part] for out in faint],
            "size": look.SMALL - 1,
        },
        customdata=written,
        hovertemplate=f"{names_of_parts(voice)[part]}: %{{customdata}}<extra></extra>",
    )


def _name(study: CostStudy, code: str, y: float, voice: Voice) -> dict[str, Any]:
    out = code in study.excluded
    text = voice.option(code) + (voice.say(" – ausgeschlossen", " – excluded") if out else "")
    font = {"color": look.MUTED if out else look.INK, "size": look.TEXT}
    return note(text, 0, y, yanchor="bottom", xshift=2 - LEFT, font=font)


def _year(year: int, y: float, voice: Voice) -> dict[str, Any]:
    text = voice.say(f"{year + 1}. Jahr", f"Year {year + 1}")
    font = {"color": look.MUTED, "size": look.SMALL}
    return note(text, 0, y, yanchor="middle", xanchor="right", xshift=-6, font=font)


def _total(
    study: CostStudy, key: tuple[str, int], amount: float, y: float, voice: Voice
) -> dict[str, Any]:
    ink = look.MUTED if key[0] in study.excluded else look.INK
    font = {"color": ink, "size": look.SMALL, "weight": 600}
    return note(voice.euro(amount), amount, y, yanchor="middle", xshift=6, font=font)
