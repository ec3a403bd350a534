"""The tables and services once more, on PostgreSQL: same migrations, same constraints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
AGAIN = "tests/models/test_postgresql.py::test_tables_and_services_hold_on_postgresql"


@pytest.mark.django_db
def test_these_rows_lie_in_the_database_that_was_asked_for() -> None:
    asked = os.environ.get("MODELLWAHL_DATABASE_URL", "sqlite").partition(":")[0]

    assert connection.vendor == asked


def test_tables_and_services_hold_on_postgresql(postgres_url: str) -> None:
    """All tests of rows run again in a process of their own, against a real server."""
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "MODELLWAHL_"))
    }

    result = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "tests/models", "tests/services"),
            *("-q", "-n0", "-p", "no:cacheprovider", "--deselect", AGAIN),
        ],
        cwd=ROOT,
        env=environment | {"MODELLWAHL_DATABASE_URL": postgres_url},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert re.fullmatch(r"\d+ passed, 1 deselected in .*", result.stdout.strip().splitlines()[-1])
