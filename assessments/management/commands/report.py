"""Write a report without the web: `manage.py report FILE --pdf OUT.pdf --xlsx OUT.xlsx …`."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.catalogue import load
from assessments.engine.exported import Versions, canonical, export_document
from assessments.engine.reading import dossier_document, dossier_sha256
from assessments.engine.recommendation import (
    read_recommendation,
    recommend,
    recommendation_document,
)
from assessments.management.dossier_file import read_dossier_file
from assessments.report.blocks import Report
from assessments.report.builder import REPORT_VERSION, build
from assessments.report.chapters.material import Material
from assessments.report.csv_files import report_csv
from assessments.report.pdf import report_pdf
from assessments.report.sheets import Sheet
from assessments.report.tables import sheets
from assessments.report.voice import Voice
from assessments.report.workbook import report_xlsx

FORMS = {
    "pdf": "PDF/UA-1",
    "docx": "Word",
    "xlsx": "Excel",
    "csv": "ZIP of CSV files",
    "json": "dossier, recommendation and versions (modellwahl-export/1)",
}


class Files:
    """The files that can be made of one dossier; each is made when it is asked for."""

    def __init__(self, file: str, language: str | None) -> None:
        """Read and evaluate the dossier. Raises CommandError with all its faults."""
        self.catalogue = load()
        self.dossier = read_dossier_file(file, self.catalogue)
        self.language = language or self.dossier.language
        self.found = recommendation_document(recommend(self.dossier, self.catalogue))
        # The document's figures are rounded: every file shows the same ones.
        self.recommendation = read_recommendation(self.found)

    @cached_property
    def report(self) -> Report:
        """Return the pages."""
        return build(self.dossier, self.recommendation, self.catalogue, self.language)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Return the numbers as tables."""
        voice = Voice(self.catalogue, self.language)
        return sheets(Material(self.dossier, self.recommendation, voice))

    def pdf(self) -> bytes:
        """Return the report as PDF."""
        return report_pdf(self.report)

    def docx(self) -> bytes:
        """Return the report as a Word document."""
        from assessments.report.word import report_docx  # only Word pays for its import

        return report_docx(self.report)

    def xlsx(self) -> bytes:
        """Return the numbers as a workbook."""
        return report_xlsx(self.sheets, self.report)

    def csv(self) -> bytes:
        """Return the numbers as CSV files in a ZIP."""
        return report_csv(self.sheets, self.report)

    def json(self) -> bytes:
        """Return what was put in and what came out, for other programs."""
        versions = Versions(
            catalogue=self.catalogue.version,
            catalogue_sha256=self.catalogue.sha256,
            engine=self.found["engine"],
            fingerprint=dossier_sha256(self.dossier),
            seed=self.found["seed"],
            report=REPORT_VERSION,
        )
        return canonical(export_document(dossier_document(self.dossier), self.found, versions))


class Command(BaseCommand):
    """Evaluate a dossier and write its report in any number of forms."""

    help = "Evaluate a dossier and write its report. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the dossier's file, where to write which form, and the language."""
        parser.add_argument("file", help='dossier or export as JSON, "-" reads standard input')
        for form, words in FORMS.items():
            parser.add_argument(f"--{form}", type=Path, metavar="OUT", help=f"write {words}")
        parser.add_argument(
            "--language", choices=("de", "en"), help="the dossier's own unless named"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every file that was asked for and say where it is."""
        wanted: dict[str, Path] = {form: options[form] for form in FORMS if options[form]}
        if not wanted:
            raise CommandError(f"name at least one file: {', '.join(f'--{f} OUT' for f in FORMS)}")
        files = Files(options["file"], options["language"])
        for form, target in wanted.items():
            made: Callable[[], bytes] = getattr(files, form)
            data = made()
            try:
                target.write_bytes(data)
            except OSError as error:
                raise CommandError(f"{target}: cannot be written: {error.strerror}") from error
            self.stdout.write(f"{target}: {-(-len(data) // 1024)} KB")
