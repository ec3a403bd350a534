"""The costs page in a real browser: choosing, trying, changing a figure in its place."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.models import Assessment, Role, User
from assessments.services import examples
from tests.browser.conftest import VIEWS, WIDTHS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_member, organisation_of


def example(owner: User, name: str = "hallweg") -> Assessment:
    return examples.add_example(organisation_of(owner), name, title="Beispiel", user=owner)


def address(assessment: Assessment, query: str = "") -> str:
    return reverse("costs", args=[assessment.pk]) + query


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('#annahmen > details').forEach(d => d.open = true)")


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_page_is_sound(signed_in: OpenPage, language: str, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, language=language, width=width)

    with watched(page) as problems:
        page.goto(address(example(owner)))
        assert_accessible(page)
        assert_reflows(page)
        answer = page.request.get(page.url)
        unfold(page)
        assert_accessible(page)
        assert_reflows(page)
    assert_valid_html(answer.text())
    assert problems == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_stop_of_the_tab_key_is_seen(signed_in: OpenPage, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    page.goto(address(example(owner), "?fall=UC1"))

    stops = walk_keyboard(page)

    assert len(stops) > 30


@pytest.mark.parametrize("width", [1440, 390])
def test_choosing_swaps_the_costs_and_keeps_place_and_focus(
    signed_in: OpenPage, width: int
) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    with watched(page) as problems:
        page.goto(address(example(owner)))
        heading, title = page.locator("#h1").inner_text(), page.title()

        page.locator("#fall-UC1").focus()
        page.keyboard.press("Enter")

        expect(page.locator("#fall-UC1")).to_have_attribute("aria-current", "true")
        expect(page.locator("#fall-UC1")).to_be_focused()
        expect(page.locator("#h1")).not_to_have_text(heading)
        expect(page).to_have_url(re.compile(r"\?fall=UC1$"))
        expect(page.locator("#say")).to_have_text(page.locator("#h1").inner_text())
        page.locator("#sicht-vorsichtig").click()
        expect(page).to_have_url(re.compile(r"\?fall=UC1&sicht=vorsichtig$"))
        assert_accessible(page)
        assert_reflows(page)
        shown = page.locator("#h1").inner_text()
        page.reload()
        expect(page.locator("#h1")).to_have_text(shown)
        page.go_back()
        expect(page).to_have_url(re.compile(r"\?fall=UC1$"))
        expect(page.locator("#sicht-realistisch")).to_have_attribute("aria-current", "true")
        page.go_back()
        expect(page).to_have_title(title)
        expect(page.locator("#h1")).to_have_text(heading)
    assert problems == []


def test_a_change_is_tried_by_a_box_and_put_away_again(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    with watched(page) as problems:
        page.goto(address(example(owner), "?fall=UC1"))
        before = page.locator(".t-sum").all_inner_texts()

        page.locator("#probe-menge10").check()

        expect(page.locator(".cost-side .note")).to_contain_text("statt")
        expect(page.locator("#probe-menge10")).to_be_checked()
        expect(page.locator("#probe-menge10")).to_be_focused()
        assert page.locator(".t-sum").all_inner_texts() != before
        assert "probe=menge10" in page.url
        assert_accessible(page)
        page.get_by_role("link", name="Zurücksetzen").click()
        expect(page.locator("#probe-menge10")).not_to_be_checked()
        assert page.locator(".t-sum").all_inner_texts() == before
    assert problems == []


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_a_refused_value_stays_in_its_field(signed_in: OpenPage, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    page.goto(address(example(owner), "?fall=UC1"))
    page.locator("#gruppe-people > summary").click()

    page.locator("#aendern-fte_eur_per_year").click()
    field = page.locator("#fte_eur_per_year-value")
    expect(field).to_be_focused()
    assert_accessible(page)
    assert_reflows(page)
    field.fill("nichts")
    page.keyboard.press("Enter")

    expect(page.locator("#fte_eur_per_year-value_error")).to_contain_text("€ im Jahr")
    expect(field).to_have_value("nichts")
    expect(field).to_be_focused()
    assert_accessible(page)
    assert_reflows(page)
    page.get_by_role("link", name="Abbrechen").click()
    expect(page.locator("#aendern-fte_eur_per_year")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_a_figure_is_changed_in_its_place(signed_in: OpenPage, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    with watched(page) as problems:
        page.goto(address(example(owner), "?fall=UC1"))
        sums = page.locator(".t-sum")
        before = sums.all_inner_texts()
        page.locator("#gruppe-people > summary").click()

        page.locator("#aendern-fte_eur_per_year").click()
        page.locator("#fte_eur_per_year-value").fill("160.000")
        page.keyboard.press("Enter")

        row = page.locator("#w-fte_eur_per_year")
        expect(row).to_contain_text("Eigener Wert")
        expect(page.locator("#aendern-fte_eur_per_year")).to_be_focused()
        expect(sums.first).not_to_have_text(before[0])
        expect(page.locator("#gruppe-people")).to_have_attribute("open", "")
        assert_accessible(page)
        assert_reflows(page)
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))

        row.get_by_role("button", name="Zurück auf Katalogwert").click()
        expect(row).not_to_contain_text("Eigener Wert")
        expect(sums).to_have_text(before)
        row.get_by_role("button", name="Rückgängig").click()
        expect(row).to_contain_text("Eigener Wert")
    assert problems == []


def test_a_figure_can_be_changed_without_javascript(signed_in: OpenPage) -> None:
    owner = make_member()
    assessment = example(owner)
    page = signed_in(owner)
    page.route("**/*.js", lambda route: route.abort())
    page.goto(address(assessment, "?jahre=5"))
    unfold(page)

    page.locator("#aendern-usd_eur").click()
    page.get_by_label("Eigener Wert").fill("0,95")
    page.get_by_role("button", name="Mit diesem Wert rechnen").click()

    expect(page).to_have_url(re.compile(r"\?jahre=5#w-usd_eur$"))
    assessment.refresh_from_db()
    assert assessment.figures == {"usd_eur": {"value": 0.95}}


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_taking_over_a_price_is_sound(signed_in: OpenPage, language: str, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, language=language, width=width)
    where = reverse("model_price", args=[example(owner).pk])

    with watched(page) as problems:
        page.goto(f"{where}?weg=api_us_M&anbieter=mistral")
        assert_accessible(page)
        assert_reflows(page)
        walk_keyboard(page)
        assert_valid_html(page.request.get(page.url).text())
    assert problems == []


def test_a_viewer_finds_nothing_to_change(signed_in: OpenPage) -> None:
    owner = make_member()
    assessment = example(owner)
    page = signed_in(make_member(organisation_of(owner), role=Role.VIEWER))

    page.goto(address(assessment))
    unfold(page)

    expect(page.get_by_role("link", name="Ändern")).to_have_count(0)
    expect(page.locator("#annahmen form, #klima form")).to_have_count(0)
    assert_accessible(page)
