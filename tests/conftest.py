"""What every test stands on: a database file, the made assets, compiled translations."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser

from assessments.management import translations
from tests import chromium as the_browser


def pytest_sessionstart(session: pytest.Session) -> None:
    """Make what is not in the repository, once, before any worker starts."""
    if hasattr(session.config, "workerinput"):
        return
    translations.compile_all(settings.LOCALE_PATHS)
    call_command("make_assets", stdout=StringIO())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file: a live server's threads and concurrent saves need a real one."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        name = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(name)
        # The file is thrown away: waiting for the disk would only cost time.
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("=FULL", "=OFF")


@pytest.fixture(scope="session", autouse=True)
def static_files_where_they_lie() -> Iterator[None]:
    """Look static files up on request: listing all of them for each client takes long."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser per worker: Playwright runs once in a process."""
    with the_browser.running() as browser:
        yield browser
