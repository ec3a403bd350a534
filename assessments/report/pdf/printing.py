"""Report model and drawings in, PDF/UA-1 bytes out: no browser, no system package, no file."""

import functools
import json
import logging
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from ..blocks import Report, charts_of
from ..drawing import DrawingError, figure_svg, fonts
from .document import document
from .row_headers import with_row_headers

TEMPLATE = Path(__file__).with_name("report.typ")
logger = logging.getLogger(__name__)


@functools.cache
def _fonts() -> Any:
    """Return our typeface and nothing else: the same bytes on every machine."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.directory()]
    )


def _drawings(report: Report) -> dict[str, str]:
    """Return the SVG of every chart that can be drawn."""
    drawn = {}
    for chart in charts_of(report):
        try:
            drawn[chart.name] = figure_svg(chart.figure, chart.name)
        except DrawingError as error:
            logger.warning("chart %s printed as words and table: %s", chart.name, error)
    return drawn


def report_pdf(report: Report) -> bytes:
    """Print a report. Identical reports give identical bytes.

    A chart that cannot be drawn is replaced by its words and its table. Texts reach the
    template as JSON strings only, so nothing typed is ever read as markup.
    """
    import typst

    drawn = _drawings(report)
    files = {
        "main.typ": TEMPLATE.read_bytes(),
        "report.json": json.dumps(document(report, drawn), ensure_ascii=False).encode(),
    }
    files |= {f"{name}.svg": svg.encode() for name, svg in drawn.items()}
    moment = datetime.combine(report.dated, time(), tzinfo=UTC)
    pdf: bytes = typst.compile(
        files,
        font_paths=_fonts(),
        pdf_standards=["ua-1"],
        timestamp=int(moment.timestamp()),
    )
    return with_row_headers(pdf)
