"""Charts as pictures for Word: the same drawings as everywhere, made into PNG by Typst."""

import logging
from collections.abc import Mapping

from ..blocks import Report, charts_of
from ..drawing import DrawingError, figure_svg
from ..pdf.fonts import typefaces

DOTS = 160  # per inch
WIDTH_CM = 16.0
logger = logging.getLogger(__name__)


def chart_pictures(report: Report) -> Mapping[str, bytes]:
    """Return chart name → PNG for every chart that can be drawn."""
    drawn = {}
    for chart in charts_of(report):
        try:
            drawn[chart.name] = figure_svg(chart.figure, chart.name)
        except DrawingError as error:
            logger.warning("chart %s written as words and table: %s", chart.name, error)
    return _pngs(drawn) if drawn else {}


def _pngs(drawn: Mapping[str, str]) -> dict[str, bytes]:
    # imported here: only printing needs it
    import typst

    page = f"#set page(width: {WIDTH_CM}cm, height: auto, margin: 0pt)\n"
    images = (f'#image("{name}.svg", width: {WIDTH_CM}cm)' for name in drawn)
    source = page + "\n#pagebreak()\n".join(images)
    files = {"main.typ": source.encode()}
    files |= {f"{name}.svg": svg.encode() for name, svg in drawn.items()}
    try:
        made = typst.compile(files, font_paths=typefaces(), format="png", ppi=DOTS)
    except (RuntimeError, OSError) as error:  # the compiler's own error is a RuntimeError
        logger.warning("charts written as words and tables: %s", error)
        return {}
    pages = made if isinstance(made, list) else [made]
    return dict(zip(drawn, pages, strict=True))
