"""The report in a real browser: reading, finding, printing, downloading."""

import io

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import Assessment, User
from assessments.services import examples
from tests.browser.conftest import LANGUAGES, WIDTHS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_member, organisation_of

A4 = (595.28, 841.89)  # points


def example(owner: User, name: str = "fadenwerk") -> Assessment:
    return examples.add_example(organisation_of(owner), name, title="Beispiel", user=owner)


def address(assessment: Assessment) -> str:
    return reverse("report", args=[assessment.pk])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_sound(signed_in: OpenPage, language: str, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, language=language, width=width)

    with watched(page) as problems:
        page.goto(address(example(owner)))
        assert_accessible(page)
        assert_reflows(page)
        answer = page.request.get(page.url)
    assert_valid_html(answer.text())
    assert problems == []


@pytest.mark.parametrize("width", [1440, 390])
def test_every_stop_of_the_tab_key_is_seen(signed_in: OpenPage, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    page.goto(address(example(owner)))

    stops = walk_keyboard(page, most=200)

    assert len(stops) > 30


def test_the_contents_list_leads_to_its_chapter(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)))

    page.locator(".rep-toc").get_by_role("link", name="Quellen").click()

    expect(page.locator("#h-sources")).to_be_in_viewport()
    expect(page.locator(".rep-toc")).to_be_in_viewport()


def test_the_pdf_is_downloaded_under_its_name(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)))

    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF herunterladen").click()

    assert waiting.value.suggested_filename == "Modellwahl-Fadenwerk-Online-GmbH-2026-11-23.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


def test_the_print_button_opens_the_print_dialogue(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)))
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")

    page.get_by_role("button", name="Drucken").click()

    assert page.evaluate("printed") == 1


def test_paper_shows_title_page_pictures_and_tables_without_controls(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)))

    page.emulate_media(media="print")
    hidden = page.locator(".rep-side, .btn, .nav-steps, .foot, .explore")
    tables = page.locator("details.data table")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        sizes = {tuple(round(float(x)) for x in p.mediabox[2:]) for p in printed.pages}
        count = len(printed.pages)

    assert [each for each in hidden.all() if each.is_visible()] == []
    assert [each for each in tables.all() if each.bounding_box() is None] == []
    assert [p for p in page.locator(".picture.wide").all() if not p.is_visible()] == []
    assert sizes == {tuple(round(x) for x in A4)}
    assert 10 < count < 60


def test_a_phone_gets_pictures_for_its_width(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner, width=390)

    page.goto(address(example(owner)))

    wide, narrow = page.locator(".picture.wide"), page.locator(".picture.narrow")
    assert wide.count() == narrow.count() > 5
    expect(wide.first).to_be_hidden()
    expect(narrow.first).to_be_visible()
    box = narrow.first.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] <= 360
