"""Clearing up conditions and switching rules off, in a real browser."""

import pytest
from playwright.sync_api import expect

from assessments.models import Assessment, RuleSwitch, Safeguard, User
from assessments.services.examples import add_example
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


@pytest.fixture
def assessment(transactional_db: None) -> Assessment:
    user = make_member()
    return add_example(organisation_of(user), "hallweg", title="Erste", user=user)


def owner(assessment: Assessment) -> User:
    assert assessment.created_by is not None
    return assessment.created_by


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_pages_pass_inspection(
    signed_in: OpenPage, assessment: Assessment, language: str, width: int
) -> None:
    RuleSwitch.objects.create(
        organisation=assessment.company.organisation, rule="KO-08", reason="Alles öffentlich"
    )
    page = signed_in(owner(assessment), language=language, width=width)

    with watched(page) as problems:
        for path in (f"/b/{assessment.pk}/bedingungen/", "/regeln/", "/team/regeln/"):
            answer = page.goto(path)
            assert answer is not None
            assert_valid_html(answer.text())
            assert_accessible(page)
            assert_reflows(page)
            walk_keyboard(page)
    assert problems == []


def test_a_choice_is_kept_at_once_and_the_rest_is_saved_by_its_button(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(f"/b/{assessment.pk}/bedingungen/")
    row = page.locator("#KO-04-open_eu_api")

    with watched(page) as problems:
        row.get_by_label("nicht erfüllt", exact=True).check()
        expect(row.locator(".cond-outcome")).to_contain_text("Vorher: „Offen, EU-Dienst“.")
        expect(page.locator("#now")).to_contain_text("„Offen, EU-Dienst“ ist ausgeschlossen.")
        expect(page.locator("#say")).to_contain_text("Empfehlung jetzt")
        # The focus stays where the choice was made.
        expect(row.get_by_label("nicht erfüllt", exact=True)).to_be_focused()
        row.get_by_label("Durch wen").fill("Frau Meier")
        row.get_by_label("Wann").fill("2026-11-20")
        row.get_by_role("button", name="Speichern").click()
        expect(row).to_contain_text("Laut Frau Meier · 20.11.2026")
        assert_accessible(page)
        assert_valid_html(page.content())
        assert_reflows(page)
    assert problems == []
    assert Safeguard.objects.values_list("state", "said_by").get() == ("refused", "Frau Meier")


def test_a_stale_choice_is_told_in_the_row(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(f"/b/{assessment.pk}/bedingungen/")
    Safeguard.objects.create(
        assessment=assessment, rule="KO-04", option="open_eu_api", state="met", said_by="Kim"
    )
    row = page.locator("#KO-04-open_eu_api")

    row.get_by_label("nicht erfüllt", exact=True).check()
    expect(row.get_by_role("alert")).to_contain_text("durch wen: Kim")
    assert_accessible(page)
    row.get_by_role("button", name="Speichern").click()

    expect(row.locator(".cond-outcome")).to_be_visible()
    assert Safeguard.objects.get().state == "refused"


def test_without_javascript_a_row_is_saved_by_its_button(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"/b/{assessment.pk}/bedingungen/")
    row = page.locator("#KO-04-open_eu_api")

    row.get_by_label("erfüllt", exact=True).check()
    row.get_by_role("button", name="Speichern").click()

    expect(page.get_by_text("Empfehlung jetzt: unverändert.").first).to_be_visible()
    assert page.url.endswith("/bedingungen/#KO-04-open_eu_api")
    assert Safeguard.objects.get().state == "met"


def test_an_owner_switches_a_rule_off_and_on(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto("/team/regeln/")

    page.get_by_label("Regel").select_option("KO-07")
    page.get_by_label("Begründung").fill("Verträge sind geprüft")
    page.get_by_role("button", name="Abschalten").click()
    expect(page.get_by_text("KO-07 ist abgeschaltet.")).to_be_visible()
    page.get_by_role("button", name="Wieder anwenden").click()
    expect(page.get_by_text("KO-07 wird wieder angewandt.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Rückgängig").click()

    expect(page.get_by_role("button", name="Wieder anwenden")).to_be_visible()
    assert RuleSwitch.objects.off().count() == 1
