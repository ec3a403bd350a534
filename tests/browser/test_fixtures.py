"""The browser's own footing: static files arrive, the right person is signed in."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import LANGUAGES, OpenPage
from tests.factories import make_member


def test_a_page_is_opened_as_the_given_person(signed_in: OpenPage) -> None:
    owner = make_member()

    page = signed_in(owner, width=390)
    page.goto(reverse("set_language"))

    stored = Session.objects.get().get_decoded()
    assert stored["_auth_user_id"] == str(owner.pk)
    assert page.viewport_size == {"width": 390, "height": 900}


def test_nobody_is_sent_to_the_sign_in_page(signed_in: OpenPage) -> None:
    page = signed_in()

    page.goto(reverse("dashboard"))

    expect(page).to_have_url(f"{page.url.split('/konto')[0]}/konto/login/?next=/start/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_static_files_are_served(signed_in: OpenPage, language: str) -> None:
    page = signed_in(language=language)

    answer = page.goto("/static/css/mw.css")

    assert answer is not None
    assert answer.status == 200
    assert "text/css" in answer.headers["content-type"]
