"""Comparing, trying and storing own values in a real browser."""

import pytest
from playwright.sync_api import expect

from assessments.catalogue import load
from assessments.models import Calibration, Role, User
from assessments.services import calibration
from assessments.services.calibration import Given, place_of
from tests.browser.conftest import VIEWS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_member, organisation_of

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/kalibrierung/"
WHY = "Unser Rahmenvertrag regelt Löschung und Ort."


@pytest.fixture
def owner(transactional_db: None) -> User:
    return make_member(name="Ada Amt")


def own(owner: User, kind: str, code: str, given: Given) -> None:
    place = place_of(load(), kind, code)
    assert place is not None
    calibration.put(organisation_of(owner), place, given, seen=0, user=owner)


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_page_and_both_forms_pass_inspection(
    signed_in: OpenPage, owner: User, language: str, width: int
) -> None:
    own(owner, "base", "KT.open_eu_api", Given(WHY, 0, 0, 0.5))
    own(owner, "effect", "KT1.2.api_us", Given(WHY, points=2))
    page = signed_in(owner, language=language, width=width)

    with watched(page) as problems:
        for path in ("", "stufe/KT.open_eu_api/", "wirkung/KT1.2.api_us/"):
            answer = page.goto(PAGE + path)
            assert answer is not None
            assert_valid_html(answer.text())
            assert_accessible(page)
            assert_reflows(page)
            walk_keyboard(page)
    assert problems == []


def test_a_level_is_tried_while_choosing_stored_and_taken_back(
    signed_in: OpenPage, owner: User
) -> None:
    page = signed_in(owner)
    page.goto(PAGE)

    with watched(page) as problems:
        page.locator("#aendern-w-KT-open_eu_api").click()
        expect(page.locator("#id_level")).to_be_focused()
        assert page.url.endswith("/stufe/KT.open_eu_api/?kriterium=KT&frage=KT1")
        page.locator("#id_level").select_option("0")
        expect(page.locator("#probe")).to_contain_text("nicht über der Stufe beginnen")
        page.locator("#id_low").select_option("0")
        expect(page.locator("#probe")).to_contain_text("Nur ausprobiert, nicht gespeichert.")
        expect(page.locator("#beispiele")).to_contain_text("vorher:")
        assert_accessible(page)
        assert not Calibration.objects.exists()

        page.get_by_role("button", name="Mit diesem Wert rechnen").click()
        expect(page.locator("#id_reason_error")).to_contain_text("mindestens zehn Zeichen")
        expect(page.locator("#id_reason")).to_be_focused()
        assert_accessible(page)
        page.locator("#id_reason").fill(WHY)
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Mit diesem Wert rechnen").click()
        undo = page.get_by_role("button", name="Rückgängig")
        expect(undo).to_be_focused()
        expect(page.locator("#w-KT-open_eu_api")).to_contain_text("eigene Einstufung")
        assert_accessible(page)
        assert Calibration.objects.get(active=True).level == 0

        undo.click()
        expect(page.locator("#kalibrierung")).to_contain_text(
            "Es zählt wieder der Wert des Katalogs."
        )
        expect(page.locator("#w-KT-open_eu_api")).not_to_contain_text("eigene Einstufung")
    # The browser reports every refusal; there is nothing else.
    assert [text for text in problems if "422" not in text] == []
    assert not Calibration.objects.filter(active=True).exists()


def test_an_effect_is_changed_by_keyboard(signed_in: OpenPage, owner: User) -> None:
    page = signed_in(owner, language="en")
    page.goto(f"{PAGE}?kriterium=SO&frage=SO3")

    page.locator("#w-SO3-1-open_onprem a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_points")).to_be_focused()
    page.locator("#id_points").select_option("1")
    page.locator("#id_reason").fill("No line means no line")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#w-SO3-1-open_onprem")).to_contain_text("+1")
    assert Calibration.objects.get().code == "SO3.1.open_onprem"


def test_everything_works_without_javascript(signed_in: OpenPage, owner: User) -> None:
    page = signed_in(owner)
    page.route("**/*.js", lambda route: route.abort())
    page.goto(PAGE)

    page.locator("#kriterium-SO").click()
    page.locator("#aendern-w-SO-api_us").click()
    page.locator("#id_level").select_option("1")
    page.get_by_role("button", name="Ausprobieren").click()
    expect(page.locator("#probe")).to_contain_text("Nur ausprobiert, nicht gespeichert.")
    expect(page.locator("#id_level")).to_have_value("1")
    page.locator("#id_reason").fill(WHY)
    page.get_by_role("button", name="Mit diesem Wert rechnen").click()

    expect(page.locator("#w-SO-api_us")).to_contain_text(WHY)
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator("#w-SO-api_us")).not_to_contain_text(WHY)


def test_viewers_find_nothing_to_change(signed_in: OpenPage, owner: User) -> None:
    own(owner, "base", "KT.open_eu_api", Given(WHY, 0, 0, 0.5))
    viewer = make_member(organisation_of(owner), role=Role.VIEWER)
    page = signed_in(viewer)
    page.goto(PAGE)

    expect(page.locator("#kalibrierung form")).to_have_count(0)
    expect(page.locator("#w-KT-open_eu_api")).to_contain_text(WHY)
    assert_accessible(page)
