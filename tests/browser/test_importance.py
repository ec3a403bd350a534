"""Giving out 100 points in a real browser."""

import pytest
from playwright.sync_api import expect

from assessments.models import Assessment, Importance, User
from tests.browser.conftest import LANGUAGES, WIDTHS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_assessment, make_importance, make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def assessment(transactional_db: None) -> Assessment:
    return make_assessment(make_member())


def owner(assessment: Assessment) -> User:
    assert assessment.created_by is not None
    return assessment.created_by


def address(assessment: Assessment) -> str:
    return f"/b/{assessment.pk}/gewichtung/"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_passes_inspection(
    signed_in: OpenPage, assessment: Assessment, language: str, width: int
) -> None:
    make_importance(assessment)
    page = signed_in(owner(assessment), language=language, width=width)

    with watched(page) as problems:
        answer = page.goto(address(assessment))
        assert answer is not None
        assert_valid_html(answer.text())
        assert_accessible(page)
        assert_reflows(page)
        walk_keyboard(page)
    assert problems == []


def test_the_rest_follows_every_step(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))
    rest = page.locator("#left b")
    expect(rest).to_have_text("Noch 100 Punkte verteilen")

    page.get_by_role("button", name="Souveränität: 5 mehr").click()
    expect(rest).to_have_text("Noch 95 Punkte verteilen")
    page.get_by_role("button", name="Souveränität: 5 weniger").click(click_count=2)
    expect(page.locator("#id_SO")).to_have_value("0")
    page.locator("#id_KT").fill("99")
    expect(rest).to_have_text("Noch 1 Punkt verteilen")
    page.locator("#id_FA").fill("6")
    expect(rest).to_have_text("5 Punkte zu viel")
    page.locator("#id_FA").fill("1")

    expect(rest).to_have_text("Alle Punkte sind verteilt")
    expect(page.locator("#say")).to_have_text("Alle Punkte sind verteilt")


def test_a_preset_fills_in_and_saves_only_on_request(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))

    page.get_by_role("button", name="Gleich verteilen").click()
    expect(page.locator("#id_KT")).to_have_value("15")
    expect(page.locator("#left b")).to_have_text("Alle Punkte sind verteilt")
    assert not Importance.objects.exists()
    page.get_by_role("button", name="Punkte speichern und weiter").click()

    expect(page.locator(".note.success")).to_have_text("Ihre Punkte sind gespeichert.")
    assert Importance.objects.get().points["KT"] == 15
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_wrong_sum_is_told_with_focus_and_nothing_is_lost(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))
    page.locator("#id_KT").fill("40")
    page.get_by_role("button", name="Punkte speichern und weiter").click()

    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors")).to_contain_text("Verteilen Sie noch 60 Punkte.")
    expect(page.locator("#id_KT")).to_have_value("40")
    assert_accessible(page)


def test_unsaved_points_are_offered_after_a_reload(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))
    page.locator("#id_KT").fill("40")

    page.reload()
    expect(page.locator("#id_KT")).to_have_value("0")
    page.get_by_role("button", name="Übernehmen").click()

    expect(page.locator("#id_KT")).to_have_value("40")
    expect(page.locator("#left b")).to_have_text("Noch 60 Punkte verteilen")


def test_points_work_without_javascript(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(page.url)

    plain.get_by_role("button", name="Schnell starten").click()
    expect(plain.locator("#id_KP")).to_have_value("25")
    expect(plain.locator("[data-step]").first).to_be_hidden()
    plain.get_by_role("button", name="Punkte speichern und weiter").click()

    expect(plain.locator(".note.success")).to_be_visible()
    assert Importance.objects.get().points["KP"] == 25
    context.close()
