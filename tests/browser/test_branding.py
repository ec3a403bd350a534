"""The look of reports in a real browser: colour, logo, templates – with and without a script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, expect

from assessments.models import User
from assessments.report.word.starter import starter
from tests.browser.conftest import VIEWS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import (
    make_logo,
    make_member,
    make_picture,
    make_word_template,
    organisation_of,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungsvorlage"


@pytest.fixture
def owner(transactional_db: None) -> User:
    user = make_member()
    make_logo(organisation_of(user))
    make_word_template(organisation_of(user), LONG)
    return user


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_page_is_clean_filled_wrong_and_after_removing(
    signed_in: OpenPage, owner: User, language: str, width: int
) -> None:
    page = signed_in(owner, language=language, width=width)
    with watched(page) as problems:
        page.goto(reverse("branding"))
        page.locator("details summary").last.click()
        assert_accessible(page)
        assert_reflows(page)
        assert_valid_html(page.request.get(page.url).text())
        assert page.locator(".cover-sample img").evaluate("e => e.naturalWidth") == 40

        page.locator('[name="remove_logo"]').click()
        expect(page.locator('[name="restore_logo"]')).to_be_visible()
        assert_accessible(page)
        page.locator('[name="restore_logo"]').click()
        expect(page.locator(".cover-sample img")).to_be_visible()
    assert problems == []

    page.locator('[name="colour"]').fill("#ffcc00")
    page.locator('[name="colour"]').press("Enter")
    expect(page.locator('[name="take_colour"]')).to_be_visible()
    assert_accessible(page)
    assert_reflows(page)


def test_every_stop_of_the_tab_key_is_seen(signed_in: OpenPage, owner: User) -> None:
    page = signed_in(owner)
    page.goto(reverse("branding"))

    stops = walk_keyboard(page)

    assert any("colour" in stop.name or "Farbe" in stop.name for stop in stops)


def test_the_sample_follows_what_is_typed_and_picked(signed_in: OpenPage, owner: User) -> None:
    page = signed_in(owner)
    page.goto(reverse("branding"))

    page.locator('[name="colour"]').fill("#803020")
    expect(page.locator(".cover-line rect")).to_have_attribute("fill", "#803020")
    expect(page.locator("[data-pick]")).to_have_value("#803020")
    page.locator("[data-pick]").fill("#104060")
    expect(page.locator('[name="colour"]')).to_have_value("#104060")
    page.locator('[name="name"]').fill("Beratung Süd")
    expect(page.locator("[data-name]")).to_have_text("Beratung Süd")
    page.locator('[name="logo"]').set_input_files(
        FilePayload(name="l.png", mimeType="image/png", buffer=make_picture(size=(90, 30)))
    )
    page.locator(".branding .btn-1").click()
    expect(page.locator(".cover-line rect")).to_have_attribute("fill", "#104060")
    assert page.locator(".cover-sample img").evaluate("e => e.naturalWidth") == 90


def test_a_template_is_uploaded_previewed_removed_and_brought_back(
    signed_in: OpenPage, owner: User
) -> None:
    page = signed_in(owner, language="en")
    page.goto(reverse("branding"))
    page.locator('[name="docx"]').set_input_files(
        FilePayload(name="Our house.docx", mimeType=DOCX, buffer=starter("en"))
    )
    page.get_by_role("button", name="Check and keep").click()
    expect(page.get_by_text("Our house", exact=True)).to_be_visible()

    with page.expect_download(timeout=60_000) as loading:
        link = page.get_by_role("link", name=re.compile("Preview.*Our house"))
        link.click(timeout=60_000)  # the first one computes a whole example
    assert loading.value.suggested_filename == "our-house-preview.docx"

    page.get_by_role("button", name="Remove the template: Our house").click()
    expect(page.get_by_text("Our house", exact=True)).to_have_count(0)
    page.locator('[name="restore_template"]').click()
    expect(page.get_by_text("Our house", exact=True)).to_be_visible()
