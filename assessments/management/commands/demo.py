"""Fill in the demo: a consultancy with two people and three companies."""

from typing import Any

from django.core.management.base import BaseCommand

from assessments.services import demo


class Command(BaseCommand):
    """`manage.py demo`; run twice, it adds nothing."""

    help = "Add the demo consultancy with its companies, unless they are there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing and say what it was."""
        added = demo.fill()
        self.stdout.write("\n".join(added) if added else "The demo is already there.")
