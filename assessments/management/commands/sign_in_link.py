"""Print a one-time sign-in link, for whoever cannot get one by mail."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.models import User
from assessments.services.accounts import sign_in_link


class Command(BaseCommand):
    """`manage.py sign_in_link EMAIL`."""

    help = "Print a fresh one-time sign-in link of this user."

    def add_arguments(self, parser: CommandParser) -> None:
        """EMAIL, and the address the link starts with."""
        parser.add_argument("email")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--address", help="such as https://modellwahl.example")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the link and nothing else."""
        email = options["email"].strip().lower()
        user = User.objects.filter(email=email, is_active=True).first()
        if user is None:
            raise CommandError(f"No active user has the address {email}.")
        address = options["address"] or f"http://127.0.0.1:{options['port']}"
        self.stdout.write(address.rstrip("/") + sign_in_link(user))
