"""A chart as pictures for a page: one for wide screens and paper, one for phones."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .blocks import Chart
from .drawing import figure_svg

if TYPE_CHECKING:
    import plotly.graph_objects as go

SCALE = 1.1  # of wide drawings on the page, the same for all: type has one size
NARROW = 360  # px: a phone's screen less its margins
LONGEST = 40  # characters that fit one line of the narrow picture
MARGIN = 150  # px: the widest margin that still leaves room for the bars
ROUND_MARGIN = 92  # px: beside a round drawing, for names in two lines
TALLER = 1.5  # so that names in two lines find room


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing. svg: ours, made by plotly.js in V8. figure: the same as JSON for plotly.js."""

    svg: str
    figure: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The drawings of one chart; `round` ones stand beside their table."""

    wide: Picture
    narrow: Picture
    round: bool


def pictures(chart: Chart, narrow: Chart | None = None) -> Pictures:
    """Draw a chart; `narrow` may name another chart for phones.

    Raises DrawingError where plotly.js or V8 fails: show the table instead.
    """
    small = narrow or chart
    return Pictures(
        wide=_picture(chart.figure, chart.name, SCALE),
        narrow=_picture(narrowed(small.figure), f"{small.name}-narrow"),
        round=any(trace.type == "scatterpolar" for trace in chart.figure.data),
    )


def _picture(figure: "go.Figure", name: str, scale: float = 1) -> Picture:
    svg = figure_svg(figure, name)
    width = round(figure.layout.width * scale)
    return Picture(svg.replace("<svg ", f'<svg width="{width}" ', 1), str(figure.to_json()))


def narrowed(figure: "go.Figure") -> "go.Figure":
    """Return the figure for a phone: type keeps its size, long names break into two lines."""
    import plotly.graph_objects as go

    small = go.Figure(figure.to_dict(), _validate=False)
    broken = [note for note in small.layout.annotations if len(note.text or "") > LONGEST]
    for note in broken:
        note.text = two_lines(note.text)
    margin = small.layout.margin
    sides: dict[str, Any] = {side: min(getattr(margin, side) or 0, MARGIN) for side in ("l", "r")}
    for trace in small.data:
        if trace.type == "scatterpolar":
            sides = {"l": ROUND_MARGIN, "r": ROUND_MARGIN}
            trace.theta = [two_lines(name) for name in trace.theta]
    height = small.layout.height * (TALLER if broken else 1)
    small.update_layout(width=NARROW, height=round(height), margin=sides)
    return small


def two_lines(text: str) -> str:
    """Break a text at the space nearest to its middle; a single word stays whole."""
    spaces = [at for at, sign in enumerate(text) if sign == " "]
    if not spaces:
        return text
    at = min(spaces, key=lambda place: abs(place - len(text) // 2))
    return f"{text[:at]}<br>{text[at + 1 :]}"
