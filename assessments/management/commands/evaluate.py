"""Evaluate a dossier without the web: `manage.py evaluate FILE` prints the recommendation."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.catalogue import load
from assessments.engine.recommendation import recommend, recommendation_document
from assessments.management.dossier_file import read_dossier_file


class Command(BaseCommand):
    """Print the recommendation for a dossier as JSON (`modellwahl-recommendation/1`)."""

    help = "Print the recommendation for a dossier as JSON. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the dossier's file."""
        parser.add_argument("file", help='dossier as JSON, "-" reads standard input')

    def handle(self, *args: Any, **options: Any) -> None:
        """Evaluate and print; the same dossier prints the same bytes."""
        catalogue = load()
        dossier = read_dossier_file(options["file"], catalogue)
        document = recommendation_document(recommend(dossier, catalogue))
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
