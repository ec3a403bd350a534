"""One edition of a report becomes the bytes of a file."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from assessments.models import FileFormat, ReportEdition
from assessments.report.blocks import Report, charts_of
from assessments.report.drawing import DrawingError, figure_svg
from assessments.report.selection import EVERYTHING, Selection, selected
from assessments.report.sheets import chosen

from . import branding, editions
from .exports import export_json

TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.CSV: "application/zip",
    FileFormat.JSON: "application/json",
}
DRAWN = (FileFormat.PDF, FileFormat.DOCX)  # forms with pictures
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What file somebody wants. template: a sound .docx, for Word alone."""

    format: FileFormat
    language: str
    selection: Selection = EVERYTHING
    template: bytes | None = None


def shown(edition: ReportEdition, language: str, selection: Selection) -> Report:
    """Return the report of an edition in the chosen parts, with its number."""
    report = editions.contents(edition, language).report
    return selected(replace(report, version=edition.number), selection)


def steps_of(form: FileFormat) -> tuple[str, ...]:
    """Return what making a file of this form consists of, in order."""
    return ("read", "draw", "write") if form in DRAWN else ("read", "write")


def made(
    edition: ReportEdition, wanted: Wanted, progress: Callable[[str], None] = lambda step: None
) -> bytes:
    """Return the file. progress: called with each of `steps_of` the form as it begins."""
    progress("read")
    if wanted.format == FileFormat.JSON:
        return export_json(edition)
    report = shown(edition, wanted.language, wanted.selection)
    if wanted.format in DRAWN:
        progress("draw")
        _draw(report)
    progress("write")
    if wanted.format == FileFormat.PDF:
        # imported here, as all printers: each costs start-up time that only its file needs
        from assessments.report.pdf import report_pdf

        return report_pdf(report, branding.logo_of(edition))
    if wanted.format == FileFormat.DOCX:
        from assessments.report.word import report_docx

        return report_docx(report, branding.logo_of(edition), wanted.template)
    sheets = chosen(editions.contents(edition, wanted.language).sheets, wanted.selection)
    if wanted.format == FileFormat.XLSX:
        from assessments.report.workbook import report_xlsx

        return report_xlsx(sheets, report)
    from assessments.report.csv_files import report_csv

    return report_csv(sheets, report)


def _draw(report: Report) -> None:
    """Draw every figure, for the printer to find: drawings are kept."""
    for chart in charts_of(report):
        try:
            figure_svg(chart.figure, chart.name)
        except DrawingError:
            logger.info("chart %s cannot be drawn; the printer writes its table", chart.name)
