"""The real browser of the tests: where it is, how it starts."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
NO_BROWSER = (
    "no Chromium found. Install one:\n"
    "  Debian, as root:  apt-get install chromium\n"
    "  anywhere:         .venv/bin/python -m playwright install chromium\n"
    "or name one in MODELLWAHL_CHROMIUM"
)


@contextmanager
def running() -> Iterator[Browser]:
    """A running Chromium; a missing one fails the tests, it never skips them."""
    # Playwright's own loop runs in this thread; Django would take our queries for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_executable(playwright), args=ARGUMENTS
        )
        yield browser
        browser.close()


def _executable(playwright: Playwright) -> str:
    candidates = (
        os.environ.get("MODELLWAHL_CHROMIUM"),
        "/usr/bin/chromium",
        *(shutil.which(name) for name in ("chromium", "google-chrome", "google-chrome-stable")),
        playwright.chromium.executable_path,
    )
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            return candidate
    pytest.fail(NO_BROWSER, pytrace=False)
