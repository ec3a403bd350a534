"""The market picture in a browser: filters that swap, sorting, the keyboard, every width."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.catalogue import load
from tests.browser.conftest import LANGUAGES, WIDTHS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)

MODELS = load().models


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_market_picture_is_clean(signed_in: OpenPage, language: str) -> None:
    page = signed_in(language=language)
    with watched(page) as problems:
        page.goto(reverse("market"))
        assert_valid_html(page.request.get(page.url).text())
        assert_reflows(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert_accessible(page)

    assert problems == []


def test_a_filter_swaps_the_table_and_keeps_focus_address_and_voice(signed_in: OpenPage) -> None:
    small = [m.code for m in MODELS.values() if m.total_b is not None and m.total_b <= 10]
    page = signed_in(language="en")
    with watched(page) as problems:
        page.goto(reverse("market"))
        page.get_by_label("At most … billion parameters").fill("10")
        page.keyboard.press("Tab")
        expect(page.locator("#models tbody tr")).to_have_count(len(small))
        expect(page.get_by_label("Seat of the publisher")).to_be_focused()
        expect(page.locator("#say")).to_contain_text(f"{len(small)} of {len(MODELS)} open models")
        assert re.search(r"largest=10\b", page.url)
        assert_accessible(page)
        assert_reflows(page)

        page.get_by_label("Seat of the publisher").select_option("DE")
        page.get_by_label("Only licences without a known trap").check()
        german = [
            code for code in small if "DE" in MODELS[code].country and MODELS[code].trap == "none"
        ]
        expect(page.locator("#models tbody tr")).to_have_count(len(german))
        page.go_back()
        page.go_back()
        expect(page.locator("#models tbody tr")).to_have_count(len(small))
        expect(page.get_by_role("banner")).to_be_visible()

    assert problems == []


def test_a_size_that_is_no_number_is_said_at_its_field(signed_in: OpenPage) -> None:
    page = signed_in(language="en")
    with watched(page) as problems:
        page.goto(reverse("market"))
        page.get_by_label("At most … billion parameters").fill("large")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Enter a number, for example 70.")).to_be_visible()
        assert page.get_by_label("At most … billion parameters").input_value() == "large"
        assert_accessible(page)
        page.get_by_label("At most … billion parameters").fill("70")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Enter a number, for example 70.")).to_have_count(0)

    assert problems == []


def test_without_htmx_the_filters_are_a_plain_form(signed_in: OpenPage) -> None:
    page = signed_in(language="en")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(reverse("market"))

    page.get_by_label("Order").select_option("size")
    page.get_by_role("button", name="Show models").click()

    smallest = min(MODELS.values(), key=lambda m: m.total_b or 1e9)
    expect(page.locator("#models tbody th").first).to_contain_text(smallest.code)


def test_the_table_comes_as_a_download_with_the_filter_in_force(signed_in: OpenPage) -> None:
    page = signed_in(language="en")
    page.goto(reverse("market") + "?country=CH")

    with page.expect_download() as download:
        page.get_by_role("link", name="Download table (CSV)").click()

    text = download.value.path().read_text("utf-8-sig")
    opened = [line for line in text.splitlines() if line.startswith("open,")]
    assert len(opened) == sum("CH" in model.country for model in MODELS.values())


@pytest.mark.parametrize("width", [1440, 320])
def test_the_market_is_reached_by_keyboard(signed_in: OpenPage, width: int) -> None:
    page = signed_in(width=width)
    page.goto(reverse("market") + "?country=DE")

    assert len(walk_keyboard(page)) > 12
