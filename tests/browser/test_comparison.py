"""What has changed and measuring again in a browser: clean, narrow, by keyboard, without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import Assessment, User
from assessments.services import answers, editions, evaluations, examples
from assessments.services.answers import Entered
from tests.browser.conftest import VIEWS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_member, organisation_of


@pytest.fixture
def owner(transactional_db: None) -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    """Two results: a named one, and one with another answer and other readiness."""
    made = examples.add_example(organisation_of(owner), "fadenwerk", title="Erste", user=owner)
    editions.rename(editions.edition_of(made), "Nach dem Workshop")
    for question, level in (("KT1", "1"), ("T1a", "5"), ("T1b", "5")):
        before = answers.stored(made, question, None)
        version = before.version if before else 0
        answers.save(made, question, Entered(level), version=version, user=owner)
    evaluations.evaluate(made)
    return made


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_both_pages_are_clean(
    signed_in: OpenPage, owner: User, assessment: Assessment, language: str, width: int
) -> None:
    page = signed_in(owner, language=language, width=width)
    with watched(page) as problems:
        for name in ("comparison", "remeasure"):
            page.goto(reverse(name, args=[assessment.pk]))
            assert_accessible(page)
            assert_valid_html(page.request.get(page.url).text())
            assert_reflows(page)
    assert problems == []


def test_another_pair_is_chosen_and_compared(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    with watched(page) as problems:
        page.goto(reverse("comparison", args=[assessment.pk]))
        expect(page.locator("#von option:checked")).to_contain_text("Nach dem Workshop")
        expect(page.locator(".diffs").first).to_contain_text("KT1")
        page.locator("#bis").select_option(label=page.locator("#von option:checked").inner_text())
        page.get_by_role("button", name="Vergleichen").click()
        expect(page.locator("#h1")).to_have_text("Nichts hat sich geändert")
        assert_accessible(page)
        assert_reflows(page)
    assert problems == []


def test_everything_is_reached_by_keyboard(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner, width=390)
    page.goto(reverse("comparison", args=[assessment.pk]))

    names = [stop.name for stop in walk_keyboard(page, most=120)]

    assert any("Vergleichen" in name for name in names)
    assert sum(name.startswith("select") for name in names) == 2


def test_a_refused_reminder_says_why_and_is_clean(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner, width=320)
    with watched(page) as problems:
        page.goto(reverse("remeasure", args=[assessment.pk]))
        page.get_by_label("An einem anderen Tag").check()
        page.get_by_role("button", name="Erinnerung speichern").click()
        expect(page.locator("#errors")).to_contain_text("Geben Sie den Tag ein")
        assert_accessible(page)
        assert_reflows(page)
        page.get_by_label("In 6 Monaten").check()
        page.get_by_role("button", name="Erinnerung speichern").click()
        expect(page.get_by_role("link", name="Kalender (ICS)")).to_be_visible()
        assert_accessible(page)
    assert [p for p in problems if "422" not in p] == []


def test_measuring_again_leads_to_before_and_now(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    with watched(page) as problems:
        page.goto(reverse("remeasure", args=[assessment.pk]))
        page.get_by_role("button", name="Neu messen").click()
        page.wait_for_url("**/fragen/")
        made = assessment.followed_by.get()
        page.goto(reverse("results", args=[made.pk]))
        page.get_by_role("link", name="Vorher und jetzt").click()
        expect(page.locator("#h1")).to_have_text("Nichts hat sich geändert")
        assert_accessible(page)
        page.goto(reverse("question", args=[made.pk, "KT1"]))
        expect(page.get_by_text("Übernommen vom")).to_be_visible()
        assert_accessible(page)
    assert problems == []
