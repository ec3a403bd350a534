"""Sliders on the result page: the ranking follows, the address too, and focus stays."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.models import Assessment, Importance, Scenario, User
from assessments.services import examples
from tests.browser.conftest import VIEWS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    watched,
)
from tests.factories import make_member, organisation_of


@pytest.fixture
def owner(transactional_db: None) -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    organisation = organisation_of(owner)
    return examples.add_example(organisation, "hallweg", title="Erste", user=owner)


def result_of(page: Page, assessment: Assessment, query: str = "fall=UC3") -> None:
    page.goto(f"{reverse('results', args=[assessment.pk])}?{query}")


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_card_is_clean_before_and_after_a_move(
    signed_in: OpenPage, owner: User, assessment: Assessment, language: str, width: int
) -> None:
    page = signed_in(owner, language=language, width=width)
    with watched(page) as problems:
        result_of(page, assessment)
        page.locator("#g-KP").fill("90")
        expect(page.locator("#what-if-live")).to_contain_text(
            "mit diesen Gewichten" if language == "de" else "with these weights"
        )
        assert_accessible(page)
        assert_valid_html(page.request.get(page.url).text())
        assert_reflows(page)

    assert problems == []


def test_arrow_keys_change_ranking_address_and_status_and_keep_the_focus(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    before = list(Importance.objects.values())
    page = signed_in(owner)
    result_of(page, assessment)
    slider = page.locator("#g-NA")
    share = page.locator(".sl", has=slider).locator("[data-share]")
    first = share.inner_text()

    slider.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")

    expect(page).to_have_url(re.compile(r"g=20,20,15,10,20,5,40$"))
    expect(slider).to_be_focused()
    assert share.inner_text() != first
    expect(page.locator("#say")).not_to_be_empty()
    expect(page.locator("#what-if-live .d", has_text=re.compile("[+−]")).first).to_be_visible()
    assert list(Importance.objects.values()) == before


def test_reload_and_reset_and_the_buttons(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    result_of(page, assessment)

    page.get_by_role("button", name="Nachhaltigkeit: mehr").click()
    expect(page).to_have_url(re.compile(r"g=20,20,15,10,20,5,15$"))
    page.reload()
    expect(page.locator("#g-NA")).to_have_value("15")
    page.get_by_role("link", name="Zurücksetzen").click()

    expect(page.locator("#g-NA")).to_have_value("10")
    assert "g=" not in page.url


def test_a_scenario_is_kept_with_the_weights_of_the_sliders(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    result_of(page, assessment)
    page.locator("#g-KP").fill("80")
    page.get_by_label("Name des Szenarios").fill("Sparsam")
    page.get_by_role("button", name="Szenario merken").click()

    expect(page.get_by_role("link", name="Sparsam")).to_be_visible()
    expect(page.locator("#g-KP")).to_have_value("80")
    assert_accessible(page)


def test_weights_on_trial_go_along_to_another_use_case_and_chart(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    with watched(page) as problems:
        result_of(page, assessment, "fall=UC3&mit=api_us")
        page.locator("#g-KP").fill("80")
        expect(page).to_have_url(re.compile(r"fall=UC3&mit=api_us&g=20,20,80,10,20,5,10$"))

        page.locator("#mit-open_onprem").click()
        expect(page).to_have_url(re.compile(r"mit=open_onprem&g=20,20,80,10,20,5,10$"))
        page.get_by_role("link", name="Angebotsentwürfe").click()

        expect(page.locator(".eyebrow")).to_contain_text("Angebotsentwürfe")
        expect(page).to_have_url(re.compile(r"fall=UC2&g=20,20,80,10,20,5,10$"))
        expect(page.locator("#g-KP")).to_have_value("80")
        expect(page.locator("#what-if-live")).to_contain_text("mit diesen Gewichten")
        filled = "slider => getComputedStyle(slider).getPropertyValue('--v')"
        assert page.locator("#g-KP").evaluate(filled) == "80%"
    assert problems == []


def test_with_every_slider_at_0_the_last_ranking_stays(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    result_of(page, assessment, "fall=UC3&g=0,0,0,0,0,0,3")
    ranking = page.locator("#what-if-live ol").inner_text()
    address = page.url
    slider = page.locator("#g-NA")

    slider.focus()
    page.keyboard.press("Home")

    message = "Stellen Sie mindestens einen Regler höher als 0."
    expect(page.locator("#what-if-problem")).to_have_text(message)
    expect(page.locator("#say")).to_have_text(message)
    assert page.locator("#what-if-live ol").inner_text() == ranking
    assert page.url == address
    expect(slider).to_be_focused()
    assert_accessible(page)

    page.keyboard.press("ArrowRight")
    expect(page.locator("#what-if-problem")).to_be_hidden()


def test_an_answer_that_does_not_arrive_is_said_until_one_does(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    result_of(page, assessment)
    ranking = page.locator("#what-if-live ol").inner_text()
    page.route("**/was-waere-wenn/**", lambda route: route.abort())

    page.locator("#g-KP").fill("80")

    note = page.locator("#what-if-failed")
    expect(note).to_have_text("Die neue Rangfolge kam nicht an. Sie sehen die letzte.")
    assert page.locator("#what-if-live ol").inner_text() == ranking
    page.unroute("**/was-waere-wenn/**")
    page.locator("#g-KP").fill("81")
    expect(note).to_be_hidden()


def test_one_move_asks_once_and_only_the_last_amount_counts(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    result_of(page, assessment)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator("#g-KP").focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")

    expect(page).to_have_url(re.compile(r"g=20,20,25,10,20,5,10$"))
    pages = [url for url in asked if "/static/" not in url]
    assert len(pages) == 1
    assert "/was-waere-wenn/" in pages[0]


def test_cards_of_the_side_column_never_cover_each_other(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    result_of(page, assessment)

    page.locator("#g-NA").scroll_into_view_if_needed()

    boxes = [box for card in page.locator(".a-what > *").all() if (box := card.bounding_box())]
    assert len(boxes) >= 2
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"]


def test_a_scenario_is_opened_removed_and_brought_back(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    Scenario.objects.create(assessment=assessment, name="Sparsam", points=[0, 0, 90, 0, 10, 0, 0])
    page = signed_in(owner)
    with watched(page) as problems:
        result_of(page, assessment)
        page.get_by_role("link", name="Sparsam").click()
        expect(page.locator("#g-KP")).to_have_value("90")

        page.get_by_role("button", name="Szenario entfernen: Sparsam").click()
        expect(page.get_by_role("link", name="Sparsam")).to_have_count(0)
        expect(page.locator("#g-KP")).to_have_value("90")
        assert_accessible(page)
        assert_reflows(page)
        page.get_by_role("button", name="Rückgängig").click()

        expect(page.get_by_role("link", name="Sparsam")).to_be_visible()
        expect(page.locator("#g-KP")).to_have_value("90")
    assert problems == []


def test_without_javascript_a_button_sends_the_sliders(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    context = page.context.browser
    assert context is not None
    plain = context.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state(), locale="de-DE"
    )
    still = plain.new_page()
    page.goto(reverse("dashboard"))
    still.goto(page.url.replace("/start/", f"{reverse('results', args=[assessment.pk])}?fall=UC3"))

    still.locator("#g-KP").evaluate("slider => slider.value = 70")
    still.get_by_role("button", name="Neu rechnen").click()

    expect(still.locator("#what-if-live")).to_contain_text("mit diesen Gewichten")
    expect(still.locator("#g-KP")).to_have_value("70")
    plain.close()
