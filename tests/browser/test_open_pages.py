"""Pages around the work: the way in, accounts, company, use cases, start page."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.models import UseCase
from tests.browser.conftest import LANGUAGES, VIEWS, WIDTHS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_assessment, make_member, make_use_case

OPEN = [
    *("home", "sources", "privacy", "accessibility", "imprint", "help", "style_guide"),
    *("account_login", "account_signup", "account_request_login_code", "account_reset_password"),
]


def _inspect(page: Page) -> None:
    assert_accessible(page)
    assert_valid_html(page.request.get(page.url).text())
    assert_reflows(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OPEN)
def test_an_open_page_is_clean(signed_in: OpenPage, name: str, language: str) -> None:
    page = signed_in(language=language)
    with watched(page) as problems:
        page.goto(reverse(name))
        _inspect(page)
        for width in WIDTHS[1:]:
            page.set_viewport_size({"width": width, "height": 800})
            assert_accessible(page)

    assert problems == []


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_company_use_cases_and_start_are_clean(
    signed_in: OpenPage, language: str, width: int
) -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    made = make_use_case(assessment, "Kundenchat", archetype="customer_chat")
    make_use_case(assessment, "Donaudampfschifffahrtsgesellschaftskapitänsmützenverwaltung " * 2)
    page = signed_in(owner, language=language, width=width)
    with watched(page) as problems:
        for url in (
            reverse("dashboard"),
            reverse("company_new"),
            reverse("company", args=[assessment.company_id]),
            reverse("use_cases", args=[assessment.pk]),
            reverse("use_case", args=[assessment.pk, made.code]),
            reverse("account_change_password"),
            reverse("account_email"),
            reverse("team"),
        ):
            page.goto(url)
            _inspect(page)

    assert problems == []


@pytest.mark.parametrize("width", [1440, 320])
def test_everything_is_reached_by_keyboard(signed_in: OpenPage, width: int) -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    make_use_case(assessment, "Kundenchat", archetype="customer_chat")
    page = signed_in(owner, width=width)
    for url in (
        reverse("dashboard"),
        reverse("company", args=[assessment.company_id]),
        reverse("use_cases", args=[assessment.pk]),
    ):
        page.goto(url)
        assert len(walk_keyboard(page)) > 5


def test_a_use_case_is_added_moved_removed_and_brought_back(signed_in: OpenPage) -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    make_use_case(assessment, "Kundenchat")
    page = signed_in(owner)
    with watched(page) as problems:
        page.goto(reverse("use_cases", args=[assessment.pk]))
        page.get_by_role("button", name="Angebote schreiben").click()
        page.get_by_role("button", name="Anwendungsfall speichern").last.click()
        page.get_by_role("button", name="Nach oben: Angebote schreiben").click()
        expect(page.locator("#cases h2").first).to_have_text("Angebote schreiben")
        assert_accessible(page)
        page.get_by_role("button", name="Entfernen: Kundenchat").click()
        expect(page.get_by_text("„Kundenchat“ ist entfernt.")).to_be_visible()
        assert_accessible(page)
        page.get_by_role("button", name="Rückgängig").click()
        expect(page.locator("#cases h2")).to_have_count(2)

    assert problems == []
    assert UseCase.objects.present().count() == 2


def test_searching_as_you_type_keeps_the_address_and_the_back_button(signed_in: OpenPage) -> None:
    owner = make_member()
    make_assessment(owner)
    page = signed_in(owner)
    page.goto(reverse("dashboard"))

    page.get_by_label("Suche nach Unternehmen oder Titel").press_sequentially("nichtda")
    expect(page.get_by_text("Nichts gefunden für „nichtda“")).to_be_visible()

    assert page.url.endswith("?q=nichtda")
    page.go_back()
    expect(page.get_by_role("link", name="Muster Maschinenbau GmbH", exact=True)).to_be_visible()
    expect(page.get_by_role("banner")).to_be_visible()


def test_a_wrong_entry_takes_the_focus_to_the_summary(signed_in: OpenPage) -> None:
    page = signed_in(make_member())
    page.goto(reverse("company_new"))

    page.get_by_role("button", name=re.compile("Speichern und weiter")).last.click()

    expect(page).to_have_title(re.compile("^Fehler:"))
    expect(page.locator("#errors")).to_be_focused()
    page.get_by_role("link", name=re.compile("Name des Unternehmens")).click()
    expect(page.get_by_label("Name des Unternehmens")).to_be_focused()
    assert_accessible(page)


def test_the_language_switch_stays_on_the_page(signed_in: OpenPage) -> None:
    page = signed_in(make_member())
    page.goto(reverse("dashboard"))

    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith(reverse("dashboard"))
