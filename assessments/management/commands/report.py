"""Print a report without the web: `manage.py report FILE --pdf OUT.pdf`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.catalogue import load
from assessments.engine.recommendation import recommend
from assessments.management.dossier_file import read_dossier_file
from assessments.report.builder import write_report


class Command(BaseCommand):
    """Evaluate a dossier and write its report as PDF."""

    help = "Evaluate a dossier and write its report as PDF. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the dossier's file, the PDF's file and the language."""
        parser.add_argument("file", help='dossier as JSON, "-" reads standard input')
        parser.add_argument("--pdf", required=True, type=Path, help="where to write the PDF")
        parser.add_argument(
            "--language", choices=("de", "en"), help="the dossier's own unless named"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the PDF and say where it is."""
        catalogue = load()
        dossier = read_dossier_file(options["file"], catalogue)
        language = options["language"] or dossier.language
        pdf = write_report(dossier, recommend(dossier, catalogue), catalogue, language)
        target: Path = options["pdf"]
        try:
            target.write_bytes(pdf)
        except OSError as error:
            raise CommandError(f"{target}: cannot be written: {error.strerror}") from error
        self.stdout.write(f"{target}: {len(pdf) // 1024} KB")
