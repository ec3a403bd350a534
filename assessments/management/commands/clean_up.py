"""Delete what has had its time: `manage.py clean_up`, once a day at best."""

from typing import Any

from django.core.management.base import BaseCommand

from assessments.services import files


class Command(BaseCommand):
    """Files of reports go after thirty days, whether or not anybody asks for new ones."""

    help = "Delete report files older than thirty days, and files whose assessment is gone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how much it was."""
        expired = 0
        while found := files.delete_expired():
            expired += found
        lost = files.delete_orphans()
        self.stdout.write(f"Deleted: {expired} expired, {lost} without an assessment.")
