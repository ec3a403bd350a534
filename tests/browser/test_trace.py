"""Why, in a real browser: a number opens, leads deeper and back, and gives the focus back."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from assessments.models import Assessment, User
from assessments.services import editions, examples
from tests.browser.conftest import VIEWS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    watched,
)
from tests.factories import make_member, organisation_of

HEADING = "#h-warum"
CODES = ("UC1.score.open_eu_api", "UC1.mark.KT.open_onprem", "UC1.cost.open_onprem", "readiness.T1")


def example(owner: User, name: str = "fadenwerk") -> Assessment:
    return examples.add_example(organisation_of(owner), name, title="Beispiel", user=owner)


def address(assessment: Assessment, code: str) -> str:
    edition = editions.edition_of(assessment)
    return reverse("trace", args=[assessment.pk, edition.number, code])


def report_page(signed_in: OpenPage, width: int = 1440) -> Page:
    owner = make_member()
    page = signed_in(owner, width=width)
    page.goto(reverse("report", args=[example(owner).pk]))
    return page


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_page_is_sound(signed_in: OpenPage, language: str, width: int) -> None:
    owner = make_member()
    page, assessment = signed_in(owner, language=language, width=width), example(owner)

    with watched(page) as problems:
        for code in CODES:
            page.goto(address(assessment, code))
            assert_accessible(page)
            assert_reflows(page)
        answer = page.request.get(page.url)
    assert_valid_html(answer.text())
    assert problems == []


@pytest.mark.parametrize("width", [1440, 320])
def test_a_click_opens_the_way_beside_the_number_and_back(signed_in: OpenPage, width: int) -> None:
    page = report_page(signed_in, width)
    number = page.locator(".rank .why").first

    with watched(page) as problems:
        number.click()
        expect(page.locator(HEADING)).to_be_focused()
        assert_accessible(page)
        assert_reflows(page)
        page.locator("#warum").get_by_role("button", name="Schließen").click()

    expect(page.locator(HEADING)).to_have_count(0)
    expect(number).to_be_focused()
    assert problems == []


def test_the_keyboard_goes_deeper_comes_back_and_leaves(signed_in: OpenPage) -> None:
    page = report_page(signed_in)
    number, heading = page.locator(".rank .why").first, page.locator(HEADING)
    at = page.url
    number.focus()

    with watched(page) as problems:
        page.keyboard.press("Enter")
        expect(heading).to_contain_text("Punkte für")
        page.locator("#warum .why").first.focus()
        page.keyboard.press("Enter")
        expect(heading).to_contain_text("Punkte durch")
        expect(heading).to_be_focused()
        assert_accessible(page)
        page.locator("#warum").get_by_role("link", name="Zurück").focus()
        page.keyboard.press("Enter")
        expect(heading).to_contain_text("Punkte für")
        page.keyboard.press("Escape")

    expect(heading).to_have_count(0)
    expect(number).to_be_focused()
    assert page.url == at
    assert problems == []


def test_a_number_of_a_table_opens_too(signed_in: OpenPage) -> None:
    page = report_page(signed_in)

    page.locator("#readiness details.data summary").first.click()
    page.locator("#readiness table .why").first.click()

    expect(page.locator(HEADING)).to_contain_text("Reifestufe")


def test_without_scripts_a_number_is_a_page_of_its_own(
    signed_in: OpenPage, chromium: Browser
) -> None:
    page = report_page(signed_in)
    plain = chromium.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    still = plain.new_page()
    still.goto(page.url)

    still.locator(".rank .why").first.click()
    expect(still.locator("h1")).to_contain_text("Punkte für")
    still.locator(".trace .why").first.click()
    expect(still.locator("h1")).to_contain_text("Punkte durch")
    still.locator(".trace .btn", has_text="Zurück").first.click()
    expect(still.locator("h1")).to_contain_text("Punkte für")
    still.get_by_role("link", name="Zurück zum Bericht").click()
    assert still.url.endswith("#use-case-UC1")
    plain.close()
