"""A real Chromium against a live server, signed in by session cookie.

Use it like this::

    def test_the_list_is_empty(signed_in):
        page = signed_in(make_member(), language="en", width=390)
        page.goto("/start/")
"""

from collections.abc import Iterator
from typing import Protocol

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from assessments.models import User

PHONE = 390
WIDTHS = (1440, PHONE, 320)
LANGUAGES = ("de", "en")
# Every width in German, whose words are longer; English once, on a phone.
VIEWS = [*(("de", width) for width in WIDTHS), ("en", PHONE)]
HEIGHT = 900
PATIENCE = 10_000  # ms until a missing element fails the test


class OpenPage(Protocol):
    """Opens a page: as this user (None: nobody), in this language, this wide (CSS px)."""

    def __call__(
        self, user: User | None = None, *, language: str = "de", width: int = 1440
    ) -> Page: ...


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
