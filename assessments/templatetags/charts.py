"""Charts and blocks of the report in templates."""

import json
import logging
import threading
from collections import OrderedDict
from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString, mark_safe

from assessments.report.blocks import Block, Chart, Table
from assessments.report.drawing import DrawingError
from assessments.report.pictures import Picture, pictures
from assessments.report.template import CONFIG

register = template.Library()
logger = logging.getLogger(__name__)

KEPT = 512  # charts per process whose drawings are kept; the longest report has about 150
STEP, RADIUS, PER_ROW = 15, 7, 20  # px: the array of a hundred dots


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture for the page: `svg` may stand in it as it is, `figure` is JSON."""

    svg: SafeString
    figure: str
    size: str


# Reports are kept and shown again: the same chart object is drawn once. The charts are held with
# their drawings, so that no other object can take over the id of one.
_lock = threading.Lock()
_kept: OrderedDict[tuple[int, int], tuple[Chart, Chart | None, dict[str, object]]] = OrderedDict()


@register.simple_tag
def drawings(chart: Chart, narrow: Chart | None = None) -> dict[str, object] | None:
    """Draw a chart for wide and narrow screens; None where it cannot be drawn."""
    key = id(chart), id(narrow)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key][2]
    drawn = _drawings(chart, narrow)
    if drawn is not None:
        with _lock:
            _kept[key] = chart, narrow, drawn
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return drawn


def _drawings(chart: Chart, narrow: Chart | None) -> dict[str, object] | None:
    try:
        drawn = pictures(chart, narrow)
    except DrawingError as error:
        logger.warning("chart %s shown as its table: %s", chart.name, error)
        return None
    both = [_drawn(drawn.wide, "wide"), _drawn(drawn.narrow, "narrow")]
    return {"pictures": both, "round": drawn.round, "config": json.dumps(CONFIG)}


def _drawn(picture: Picture, size: str) -> Drawn:
    # The drawing room escapes every text it writes; its output is never typed by anybody.
    return Drawn(mark_safe(picture.svg), picture.figure, size)  # noqa: S308


@register.filter
def kind(block: Block) -> str:
    """Return what a block is, for the template to choose by: "Heading", "Table" …"""
    return type(block).__name__


@register.filter
def traced(table: Table) -> list[list[tuple[str, str]]]:
    """Return the rows of a table with the trace of each cell, "" where it has none."""
    if not table.traces:
        return [[(cell, "") for cell in row] for row in table.rows]
    pairs = zip(table.rows, table.traces, strict=True)
    return [list(zip(row, codes, strict=True)) for row, codes in pairs]


@register.simple_tag
def hundred_dots(count: int) -> list[tuple[int, int, bool]]:
    """Return (x, y, filled) of a hundred dots in five rows; the first `count` are filled."""
    return [
        (RADIUS + STEP * (dot % PER_ROW), RADIUS + STEP * (dot // PER_ROW), dot < count)
        for dot in range(100)
    ]
