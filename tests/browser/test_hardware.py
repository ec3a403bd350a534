"""Calculator, fact check and the reason for a server in a browser, before and after swaps."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.services.examples import add_example
from tests.browser.conftest import LANGUAGES, VIEWS, WIDTHS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_member, organisation_of

TOO_SMALL = "?model=Llama-3.1-70B-Instruct&quantisation=Q4_K_M&gpu=NVIDIA GeForce RTX 3090&count=1"


def _inspect(page: Page) -> None:
    assert_valid_html(page.request.get(page.url).text())
    assert_reflows(page)
    for details in page.locator("details.data").all():
        details.evaluate("(e) => { e.open = true; }")
    assert_accessible(page)
    assert_reflows(page)


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_open_pages_on_hardware_are_clean(signed_in: OpenPage, language: str, width: int) -> None:
    page = signed_in(language=language, width=width)
    with watched(page) as problems:
        for url in (
            reverse("calculator"),
            reverse("calculator") + TOO_SMALL,
            reverse("calculator") + "?people=0&model=x",
            reverse("fact_check"),
        ):
            page.goto(url)
            _inspect(page)

    assert problems == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", ["open_eu_gpu", "open_onprem"])
def test_the_reason_for_a_server_is_clean(signed_in: OpenPage, language: str, option: str) -> None:
    owner = make_member()
    assessment = add_example(organisation_of(owner), "hallweg", title="Bewertung", user=owner)
    page = signed_in(owner, language=language)
    with watched(page) as problems:
        page.goto(reverse("hardware", args=[assessment.pk, option]))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            _inspect(page)

    assert problems == []


def test_a_question_is_answered_in_place_and_said_aloud(signed_in: OpenPage) -> None:
    page = signed_in(language="en")
    with watched(page) as problems:
        page.goto(reverse("calculator"))
        page.get_by_label("Model", exact=True).select_option("Llama-3.1-70B-Instruct")
        page.get_by_label("Format of the weights").select_option("Q4_K_M")
        page.get_by_label("Graphics card or computer").select_option("NVIDIA GeForce RTX 3090")
        page.get_by_role("button", name="Calculate").click()
        expect(page.locator("#verdict")).to_contain_text("It does not fit")
        expect(page.locator("#say")).to_contain_text("It does not fit")
        expect(page.get_by_role("button", name="Calculate")).to_be_focused()
        assert "model=Llama-3.1-70B-Instruct" in page.url
        _inspect(page)

        page.get_by_label("How many of them").fill("4")
        page.keyboard.press("Enter")
        expect(page.locator("#verdict")).to_contain_text("It fits")
        page.go_back()
        expect(page.locator("#verdict")).to_contain_text("It does not fit")
        expect(page.get_by_role("banner")).to_be_visible()

    assert problems == []


def test_a_wrong_entry_takes_the_focus_to_the_summary_and_from_there_to_the_field(
    signed_in: OpenPage,
) -> None:
    page = signed_in(language="en")
    with watched(page) as problems:
        page.goto(reverse("calculator"))
        page.get_by_label("People at the same moment").fill("0")
        page.keyboard.press("Enter")
        expect(page.locator("#errors")).to_be_focused()
        expect(page.locator("#verdict")).to_have_count(0)
        assert_accessible(page)
        page.get_by_role("link", name="People at the same moment").click()
        expect(page.get_by_label("People at the same moment")).to_be_focused()

    assert problems == []


def test_an_alternative_is_one_click_away(signed_in: OpenPage) -> None:
    page = signed_in(language="en")
    page.goto(reverse("calculator") + TOO_SMALL)

    page.get_by_role("table").get_by_role("link").first.click()

    expect(page.locator("#verdict")).to_contain_text("It fits")


@pytest.mark.parametrize("width", [1440, 320])
def test_everything_is_reached_by_keyboard(signed_in: OpenPage, width: int) -> None:
    owner = make_member()
    assessment = add_example(organisation_of(owner), "hallweg", title="Bewertung", user=owner)
    page = signed_in(owner, width=width)
    for url in (
        reverse("calculator"),
        reverse("fact_check"),
        reverse("hardware", args=[assessment.pk, "open_onprem"]),
    ):
        page.goto(url)
        assert len(walk_keyboard(page)) > 8
