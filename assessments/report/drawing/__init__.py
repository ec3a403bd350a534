"""The drawing room: a Plotly figure becomes an SVG, by plotly.js inside V8, without a browser."""

from .errors import DrawingError
from .picture import figure_svg

__all__ = ["DrawingError", "figure_svg"]
