"""Start the product on this machine: prepare what is missing, then serve, in one process."""

import errno
import socket
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.reloader import translation_file_changed

from assessments.management import stamps, translations
from assessments.models import User
from assessments.services import demo
from assessments.services.accounts import sign_in_link

HOST = "127.0.0.1"
PATIENCE = 5  # seconds an open connection may hold back the end


class Command(BaseCommand):
    """`make run` ends here."""

    help = "Prepare what is missing and serve Modellwahl on this machine."
    # Translations must be compiled before anything asks for one; the checks run after that.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """--port, and what an empty database starts with."""
        parser.add_argument("--port", type=_port, default=8000)
        parser.add_argument(
            "--empty", action="store_true", help="put no demo companies into an empty database"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, serve until Ctrl-C, end cleanly."""
        port: int = options["port"]
        # Taken first, so that nothing is prepared in vain and nobody else gets it meanwhile.
        listener = _listen(port)
        self._prepare(fill=not options["empty"])
        config = uvicorn.Config(
            "config.asgi:application",
            log_config=None,
            log_level="warning",
            access_log=False,  # addresses hold tokens
            timeout_graceful_shutdown=PATIENCE,
        )
        # whether the interrupt comes through depends on where the server was when it came
        with suppress(KeyboardInterrupt):
            _Server(config, partial(self._say, self._greeting(port))).run([listener])
        self.stdout.write("\nStopped.")

    def _prepare(self, *, fill: bool) -> None:
        for made in translations.compile_all(settings.LOCALE_PATHS):
            translation_file_changed(sender=None, file_path=made)
        call_command("make_assets", stdout=self.stdout)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        self.check()
        if settings.COLLECTED_STATIC:
            _collect_static()
        call_command("migrate", verbosity=0, interactive=False)
        if fill and not User.objects.exists():
            demo.fill()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _greeting(self, port: int) -> str:
        home = f"http://{HOST}:{port}"
        lines = ["", f"Modellwahl is running:  {home}/"]
        consultant = User.objects.filter(email=demo.CONSULTANT).first()
        if consultant is not None:
            here, python = Path.cwd(), Path(sys.executable)
            python = python.relative_to(here) if python.is_relative_to(here) else python
            lines += [
                "Sign in to the demo, once, within 15 minutes:",
                f"    {home}{sign_in_link(consultant)}",
                "Another link:",
                f"    {python} manage.py sign_in_link {demo.CONSULTANT} --port {port}",
            ]
        return "\n".join([*lines, "Stop with Ctrl-C.", ""])


class _Server(uvicorn.Server):
    """Says where it is once it listens; a link shown earlier would lead nowhere."""

    def __init__(self, config: uvicorn.Config, when_listening: Callable[[], None]) -> None:
        super().__init__(config)
        self.when_listening = when_listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.when_listening()


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except PermissionError as error:
        raise CommandError(f"Port {port} is not allowed here. Try: make run PORT=8001") from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        other = port + 1 if port < 65535 else 8000
        raise CommandError(
            f"Port {port} is taken by another program. Start on another one: make run PORT={other}"
        ) from error


def _collect_static() -> None:
    files = []
    for finder in get_finders():
        for name, storage in finder.list(["CVS", ".*", "*~"]):
            path = Path(storage.path(name))
            files.append((name, path.stat().st_size, path.stat().st_mtime_ns))

    def collect() -> None:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)

    stamps.once(Path(settings.STATIC_ROOT), stamps.fingerprint(files), collect)
