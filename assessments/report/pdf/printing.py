"""Report model and drawings in, PDF bytes out: no browser, no system package, no file."""

import io
import json
import logging
from datetime import UTC, datetime, time
from pathlib import Path

from ..blocks import Report, charts_of
from ..drawing import DrawingError, figure_svg, picture
from .document import document
from .fonts import typefaces
from .logo import logo_svg
from .row_headers import with_row_headers

TEMPLATE = Path(__file__).with_name("report.typ")
logger = logging.getLogger(__name__)


def _drawings(report: Report) -> dict[str, str]:
    """Return the SVG of every chart that can be drawn."""
    drawn = {}
    for chart in charts_of(report):
        try:
            drawn[chart.name] = figure_svg(chart.figure, chart.name)
        except DrawingError as error:
            logger.warning("chart %s printed as words and table: %s", chart.name, error)
    picture.rest()
    return drawn


def report_pdf(report: Report, logo: bytes | None = None) -> bytes:
    """Print a report as PDF/UA-1 and PDF/A-2a. Identical reports give identical bytes.

    logo: a PNG of the organisation for the cover. A chart that cannot be drawn is replaced by
    its words and its table, a logo that cannot be read by the name. Texts reach the template as
    JSON strings only, so nothing typed is ever read as markup.
    """
    import typst

    drawn, brand = _drawings(report), logo_svg(logo) if logo else None
    data = document(report, drawn, logo=brand is not None)
    files = {
        "main.typ": TEMPLATE.read_bytes(),
        "report.json": json.dumps(data, ensure_ascii=False).encode(),
        "seal.svg": _seal(report),
    }
    files |= {f"{name}.svg": svg.encode() for name, svg in drawn.items()}
    files |= {"logo.svg": brand} if brand else {}
    moment = datetime.combine(report.dated, time(), tzinfo=UTC)
    pdf: bytes = typst.compile(
        files,
        font_paths=typefaces(),
        pdf_standards=["ua-1", "a-2a"],
        timestamp=int(moment.timestamp()),
    )
    return with_row_headers(pdf)


def _seal(report: Report) -> bytes:
    """Return the checksum as a QR code, SVG; nothing drawn without a checksum."""
    import segno

    drawing = io.BytesIO()
    code = segno.make(f"modellwahl:sha256:{report.fingerprint}", error="m")
    code.save(drawing, kind="svg", xmldecl=False, border=0, dark="#14232b")
    return drawing.getvalue()
