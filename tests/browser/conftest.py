"""A real Chromium against a live server, signed in by session cookie.

Use it like this::

    def test_the_list_is_empty(signed_in):
        page = signed_in(make_member(), language="en", width=390)
        page.goto("/start/")
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from assessments.models import User

# Playwright's own loop runs in this thread; Django would take our queries for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

WIDTHS = (1440, 390, 320)
LANGUAGES = ("de", "en")
HEIGHT = 900
PATIENCE = 10_000  # ms until a missing element fails the test

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


class OpenPage(Protocol):
    """Opens a page: as this user (None: nobody), in this language, this wide (CSS px)."""

    def __call__(
        self, user: User | None = None, *, language: str = "de", width: int = 1440
    ) -> Page: ...


def _executable(playwright: Playwright) -> str:
    named = os.environ.get("MODELLWAHL_CHROMIUM")
    if named:
        return named
    own = playwright.chromium.executable_path
    candidates = (
        "/usr/bin/chromium",
        *(shutil.which(name) for name in ("chromium", "google-chrome", "google-chrome-stable")),
        own,
    )
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            return candidate
    pytest.fail(NO_BROWSER, pytrace=False)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser per worker; a missing one fails, it never skips."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_executable(playwright), args=ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def signed_in(
    chromium: Browser, live_server: LiveServer, transactional_db: None
) -> Iterator[OpenPage]:
    """Return a function that opens a page with its own cookies; closed after the test."""
    contexts: list[BrowserContext] = []

    def open_page(user: User | None = None, *, language: str = "de", width: int = 1440) -> Page:
        locale = {"de": "de-DE", "en": "en-GB"}[language]
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHT},
            locale=locale,
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            cookies[settings.SESSION_COOKIE_NAME] = _session_of(user)
        for name, value in cookies.items():
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def _session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
