"""The result page in a real browser: choosing, comparing, exploring, projecting."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

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
from tests.factories import make_assessment, make_member, make_use_case, organisation_of


def example(owner: User, name: str = "hallweg") -> Assessment:
    return examples.add_example(organisation_of(owner), name, title="Beispiel", user=owner)


def address(assessment: Assessment, query: str = "") -> str:
    return reverse("results", args=[assessment.pk]) + query


@pytest.mark.parametrize(("language", "width"), VIEWS)
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


@pytest.mark.parametrize("width", WIDTHS)
def test_every_stop_of_the_tab_key_is_seen(signed_in: OpenPage, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    page.goto(address(example(owner)))

    stops = walk_keyboard(page)

    assert len(stops) > 20


@pytest.mark.parametrize("width", [1440, 390])
def test_choosing_a_use_case_swaps_the_result_and_moves_focus(
    signed_in: OpenPage, width: int
) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    with watched(page) as problems:
        page.goto(address(example(owner)))
        first = page.title()

        page.get_by_role("link", name="Gelistete/NDA-Zeichnungen auswerten").click()

        expect(page.locator("#h1")).to_contain_text("Offenes Modell auf eigenem Server")
        expect(page.locator("#h1")).to_be_focused()
        expect(page.locator("#h1")).to_be_in_viewport()
        expect(page).to_have_url(re.compile(r"\?fall=UC4$"))
        expect(page).to_have_title("Ergebnis: Gelistete/NDA-Zeichnungen auswerten – Modellwahl")
        assert_accessible(page)
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))

        page.go_back()
        expect(page).to_have_title(first)
        expect(page.locator("nav.picks, .overview tr.on")).to_contain_text("Service-Wissen")
    assert problems == []


def test_comparing_another_way_keeps_place_and_focus(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)))
    title = page.locator("#h-rad").inner_text()
    choice = page.get_by_role("link", name="Proprietär, direkt")
    choice.scroll_into_view_if_needed()

    choice.focus()
    page.keyboard.press("Enter")

    expect(page.locator("#mit-api_us")).to_have_attribute("aria-current", "true")
    expect(page.locator("#mit-api_us")).to_be_focused()
    expect(page.locator("#h-rad")).not_to_have_text(title)
    assert page.url.endswith("?fall=UC1&mit=api_us")
    assert_accessible(page)
    compared = page.locator("#h-rad").inner_text()
    page.reload()
    expect(page.locator("#h-rad")).to_have_text(compared)


@pytest.mark.parametrize("width", [1440, 390])
def test_another_weight_swaps_the_lines_and_keeps_place_and_focus(
    signed_in: OpenPage, width: int
) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    with watched(page) as problems:
        page.goto(address(example(owner)))
        compared = page.locator("#h-rad").inner_text()
        choice = page.locator("#gewicht-FA")
        choice.scroll_into_view_if_needed()

        choice.focus()
        page.keyboard.press("Enter")

        expect(page.locator("#gewicht-FA")).to_have_attribute("aria-current", "true")
        expect(page.locator("#gewicht-FA")).to_be_focused()
        expect(page.locator("#h-line")).to_contain_text("Gewicht für Fähigkeiten")
        assert page.url.endswith("?fall=UC1&kriterium=FA")
        assert page.locator("#h-rad").inner_text() == compared
        assert_accessible(page)
        assert_reflows(page, width)
        page.reload()
        expect(page.locator("#h-line")).to_contain_text("Gewicht für Fähigkeiten")
    assert problems == []


def test_the_language_switch_stays_with_what_was_chosen(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)))
    page.get_by_role("link", name="Angebotsentwürfe").click()
    expect(page).to_have_url(re.compile(r"\?fall=UC2$"))

    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("?fall=UC2")


def test_charts_are_there_without_javascript_and_plotly_is_not(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))

    page.goto(address(example(owner)))

    expect(page.locator(".picture.wide svg")).to_have_count(7)
    assert [url for url in loaded if "plotly.min.js" in url] == []
    for chart in page.locator(".chart-area").all():
        assert chart.get_attribute("role") == "img"
        assert len(chart.get_attribute("aria-label") or "") > 20


@pytest.mark.parametrize("width", [1440, 390])
def test_exploring_a_chart_breaks_no_policy_and_sends_nothing_out(
    signed_in: OpenPage, width: int
) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with watched(page) as problems:
        page.goto(address(example(owner)))
        page.evaluate(
            "window.violations = []; document.addEventListener('securitypolicyviolation',"
            " e => violations.push(e.violatedDirective + ' ' + e.sourceFile))"
        )
        for button in page.locator("[data-explore]").all():
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true")

        assert page.locator(".plot .main-svg").count() >= 7
        assert page.locator(".modebar, [data-title*='loud']").count() == 0
        assert_accessible(page)
        assert_reflows(page, width)
        assert page.evaluate("violations") == []
    host = page.url.split("/b/")[0]
    assert [url for url in asked if not url.startswith((host, "data:"))] == []
    assert problems == []


def test_an_explored_chart_goes_back_to_its_picture(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)))
    button = page.locator(".a-con [data-explore]")

    button.click()
    expect(page.locator(".a-con .plot .main-svg").first).to_be_visible()
    expect(page.locator(".a-con .picture.wide")).to_be_hidden()
    expect(button).to_contain_text("Zurück zum Bild")
    button.click()

    expect(page.locator(".a-con .picture.wide")).to_be_visible()
    expect(page.locator(".a-con .plot")).to_have_count(0)


def test_the_large_view_turns_with_the_arrow_keys(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner, width=1440)
    with watched(page) as problems:
        page.goto(address(example(owner), "?ansicht=gross"))
        expect(page.locator(".nav-steps, .a-what, .overview, .foot")).to_have_count(0)

        page.keyboard.press("ArrowRight")
        expect(page.locator(".eyebrow")).to_contain_text("Angebotsentwürfe")
        page.keyboard.press("PageDown")
        expect(page.locator(".eyebrow")).to_contain_text("Programmierhilfe")
        page.keyboard.press("ArrowLeft")
        expect(page.locator(".eyebrow")).to_contain_text("Angebotsentwürfe")

        assert page.url.endswith("?fall=UC2&ansicht=gross")
        assert_accessible(page)
        assert_reflows(page)
    assert problems == []


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_empty_pages_are_sound(signed_in: OpenPage, language: str, width: int) -> None:
    owner = make_member()
    without_use_case, without_answer = make_assessment(owner), make_assessment(owner)
    make_use_case(without_answer)
    page = signed_in(owner, language=language, width=width)

    for assessment in (without_use_case, without_answer):
        with watched(page) as problems:
            page.goto(address(assessment))
            expect(page.locator(".empty .btn-1")).to_be_visible()
            assert_accessible(page)
            assert_reflows(page)
        assert problems == []


def test_somebody_who_only_reads_sees_the_whole_result(signed_in: OpenPage) -> None:
    owner = make_member()
    reader = make_member(organisation_of(owner), role=Role.VIEWER)
    page = signed_in(reader)

    page.goto(address(example(owner)))

    expect(page.locator("#h1")).to_contain_text("Offenes Modell als fertiger Dienst in der EU")
    page.get_by_role("link", name="Bericht öffnen").first.click()
    expect(page.locator("#h1")).to_contain_text("Welches Sprachmodell")
