"""Choosing sentences in a real browser."""

import pytest
from playwright.sync_api import expect

from assessments.models import Answer, Assessment, User
from tests.browser.conftest import VIEWS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_answers, make_assessment, make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def assessment(transactional_db: None) -> Assessment:
    return make_assessment(make_member())


def owner(assessment: Assessment) -> User:
    assert assessment.created_by is not None
    return assessment.created_by


def levels(assessment: Assessment) -> dict[str, str]:
    return {a.question: a.level for a in Answer.objects.of_record(assessment)}


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_both_pages_pass_inspection(
    signed_in: OpenPage, assessment: Assessment, language: str, width: int
) -> None:
    make_answers(assessment, T1a="3", T1b="1", T1c="9", T2a="5", T1="1", T2="3")
    page = signed_in(owner(assessment), language=language, width=width)

    with watched(page) as problems:
        for path in ("reifegrad/", "reifegrad/T1/"):
            answer = page.goto(f"/b/{assessment.pk}/{path}")
            assert answer is not None
            assert_valid_html(answer.text())
            assert_accessible(page)
            assert_reflows(page)
            walk_keyboard(page)
    assert problems == []


def test_sentences_chosen_in_a_row_are_all_saved(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(f"/b/{assessment.pk}/reifegrad/T1/")

    for position, code in enumerate(("T1a", "T1b", "T1c", "T1d")):
        page.locator(f"#id_{code}_{position}").check()
    expect(page.locator("#themes .now .n")).to_have_text("4/4")
    expect(page.locator("#standing")).to_contain_text("Stufe 2 von 5")
    page.get_by_role("button", name="Nächstes Thema").click()

    expect(page.locator("#h1")).to_have_text("Prozessorientierung")
    assert levels(assessment) == {"T1a": "1", "T1b": "2", "T1c": "3", "T1d": "4"}
    assert page.evaluate("Object.keys(localStorage)") == []


def test_how_much_a_theme_matters_is_chosen_by_key_and_shown_at_once(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(f"/b/{assessment.pk}/reifegrad/T1/")

    page.locator("#id_T1_0").focus()
    page.keyboard.press("3")
    expect(page.locator("#standing")).to_contain_text("Wichtigkeit: hoch.")
    page.keyboard.press("1")
    expect(page.locator("#standing")).to_contain_text("Wichtigkeit: nicht wichtig.")
    assert_accessible(page)
    page.get_by_role("button", name="Nächstes Thema").click()

    expect(page.locator("#h1")).to_have_text("Prozessorientierung")
    assert levels(assessment) == {"T1": "1"}


def test_a_refused_sentence_is_told_in_its_place(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(f"/b/{assessment.pk}/reifegrad/T1/")
    make_answers(assessment, T1a="5")

    page.locator("#id_T1a_1").check()
    problem = page.locator("#problem-T1a")
    expect(problem).to_contain_text("an anderer Stelle geändert")
    assert_accessible(page)
    problem.get_by_role("button", name="Meine Antwort behalten").click()

    expect(problem).to_have_text("")
    expect(page.locator("#id_T1a_1")).to_be_checked()
    assert levels(assessment) == {"T1a": "2"}


def test_a_sentence_chosen_offline_is_sent_later(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(f"/b/{assessment.pk}/reifegrad/T1/")

    page.context.set_offline(True)
    page.locator("#id_T1b_2").check()
    expect(page.locator("[data-save-error]")).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
    assert levels(assessment) == {"T1b": "3"}
