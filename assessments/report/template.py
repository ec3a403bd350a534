"""The look of every chart: one Plotly template, and the colours beside it.

Criteria colours were searched with one test: at least 3:1 on white and the largest smallest
CIEDE2000 distance over normal, protan, deutan and tritan vision (Machado et al. 2009, severity
1). Six were given, the navy is the seventh found by the same test; the smallest distance of
all pairs stays 16.8. `tests/report/test_template.py` computes it again.
"""

import functools
from typing import TYPE_CHECKING, Any

from .drawing.fonts import FAMILY

if TYPE_CHECKING:
    import plotly.graph_objects as go

INK, MUTED, LINE, FIELD, SURFACE, SUNK = (
    "#14232B",
    "#4A5B63",
    "#D3DCDE",
    "#6B7C84",
    "#FFFFFF",
    "#EAF0F0",
)
PRIMARY, PRIMARY_DARK, TINT, ACCENT = "#0B5563", "#073E49", "#E3F0F1", "#F2B544"

CRITERIA = ("KT", "SO", "KP", "AN", "FA", "PE", "NA")
CRITERIA_COLOURS = dict(
    zip(
        CRITERIA,
        ("#0B5563", "#C98422", "#4A1526", "#3393C1", "#A8381B", "#727669", "#0A0F5A"),
        strict=True,
    )
)
CRITERIA_TEXT = dict(zip(CRITERIA, (SURFACE, INK, SURFACE, INK, *(SURFACE,) * 3), strict=True))

FIRST, COMPARED, REST = "#0B5563", "#C98422", "#8FA3A9"  # rank 1, the one beside it, all others
EXCLUDED = "#C9D3D6"
RANKS = ("#0B5563", "#3A7C89", "#7DAEB7", "#ACCFD5", "#D5E6E9")  # rank 1 … 5: one hue, paler
RANKS_TEXT = (SURFACE, SURFACE, INK, INK, INK)

WIDTH = 680  # px; every chart, so that type has one size on the page
TEXT, SMALL = 15, 13  # px
CLEAR = "rgba(0,0,0,0)"

CONFIG = {  # for plotly.js in the browser: no mode bar, and never an offer to send data out
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "responsive": True,
}


def axis(**more: Any) -> dict[str, Any]:
    """Return the settings of a quiet axis: thin grid, no ticks, muted labels."""
    font = {"color": MUTED, "size": SMALL}
    quiet: dict[str, Any] = {
        "showgrid": True,
        "gridcolor": LINE,
        "zeroline": False,
        "linecolor": FIELD,
        "ticks": "",
        "fixedrange": True,
        "tickfont": font,
        "title": {"font": font},
    }
    return quiet | more


def _polar() -> dict[str, Any]:
    """Return the settings of the radar: straight grid, first criterion at the top."""
    return {
        "bgcolor": CLEAR,
        "gridshape": "linear",
        "radialaxis": {
            "range": [0, 100],
            "tickvals": [25, 50, 75],
            "angle": 90,
            "tickangle": 90,
            "gridcolor": LINE,
            "linecolor": CLEAR,
            "tickfont": {"size": 12, "color": MUTED},
        },
        "angularaxis": {
            "direction": "clockwise",
            "rotation": 90,
            "gridcolor": LINE,
            "linecolor": FIELD,
            "tickfont": {"size": TEXT, "color": INK},
        },
    }


@functools.cache
def template() -> "go.layout.Template":
    """Return the Plotly template "mw"."""
    import plotly.graph_objects as go

    return go.layout.Template(
        layout={
            "font": {"family": FAMILY, "size": TEXT, "color": INK},
            "colorway": list(CRITERIA_COLOURS.values()),
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "showlegend": False,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 0},
            "title": {"text": None},
            "hoverlabel": {
                "bgcolor": INK,
                "bordercolor": INK,
                "font": {"color": SURFACE, "size": TEXT},
            },
            "xaxis": axis(),
            "yaxis": axis(),
            "bargap": 0.45,
            "uniformtext": {"minsize": 11, "mode": "hide"},
            "polar": _polar(),
        }
    )


def figure(traces: list[Any], *, height: int, width: int = WIDTH, **layout: Any) -> "go.Figure":
    """Return a figure in our look; height and width in px, type has one size in all."""
    import plotly.graph_objects as go

    # Traces are checked when they are made; checking them and the whole template again for each
    # figure took six times as long.
    settings = {"template": _plain(), "width": width, "height": height} | layout
    drawn = [trace.to_plotly_json() for trace in traces]
    return go.Figure(drawn, layout=settings, _validate=False)


@functools.cache
def _plain() -> dict[str, Any]:
    """The template as plain values; nobody changes them."""
    plain: dict[str, Any] = template().to_plotly_json()
    return plain
