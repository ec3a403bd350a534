"""The action plan in a browser: take, change in the row, remove, undo – by mouse and keyboard."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.models import ActionItem, Assessment, User
from assessments.services import examples
from assessments.services import plan as service
from tests.browser.conftest import LANGUAGES, VIEWS, OpenPage
from tests.browser.inspection import (
    Stop,
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_action, make_member, organisation_of

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung mit allen abstimmen"


@pytest.fixture
def owner(transactional_db: None) -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return examples.add_example(organisation_of(owner), "fadenwerk", title="Erste", user=owner)


@pytest.fixture
def item(assessment: Assessment) -> ActionItem:
    due = timezone.localdate() + timedelta(days=5)
    words = {"detail": "Erste Zeile\nzweite", "origin": "readiness:T5-1"}
    return make_action(assessment, LONG, owner="Frau Dr. Müller-Lüdenscheidt", due=due, **words)


def plan_of(page: Page, assessment: Assessment, query: str = "") -> None:
    page.goto(reverse("plan", args=[assessment.pk]) + query)


def walked(page: Page) -> list[Stop]:
    """Tab through the page; a date field would hold several stops under one element."""
    page.evaluate("document.querySelectorAll('[type=date]').forEach(f => { f.type = 'text'; })")
    return walk_keyboard(page, most=200)


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_plan_is_clean_empty_filled_and_after_each_swap(
    signed_in: OpenPage, owner: User, assessment: Assessment, language: str, width: int
) -> None:
    page = signed_in(owner, language=language, width=width)
    with watched(page) as problems:
        plan_of(page, assessment)
        assert_accessible(page)
        assert_valid_html(page.request.get(page.url).text())
        assert_reflows(page)

        page.locator('[name="take"]').first.click()
        expect(page.locator(".act-edit")).to_have_count(1)
        assert_accessible(page)
        page.locator('[name="all"]').click()
        expect(page.locator('[name="take"]')).to_have_count(0)
        assert_accessible(page)
        assert_reflows(page)
        page.locator(".act-edit select").first.select_option("done")
        expect(page.locator(".act.done .ok-word")).to_be_visible()
        assert_accessible(page)
        page.locator(".act-remove button").first.click()
        expect(page.locator(".toast")).to_be_visible()
        assert_accessible(page)
        assert_valid_html(page.request.get(page.url).text())
        assert_reflows(page)
    assert problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_one_entry_is_clean(
    signed_in: OpenPage, owner: User, item: ActionItem, language: str
) -> None:
    page = signed_in(owner, language=language)
    with watched(page) as problems:
        page.goto(reverse("plan_item", args=[item.assessment_id, item.pk]))
        assert_accessible(page)
        assert_valid_html(page.request.get(page.url).text())
        assert_reflows(page)
        walked(page)
    assert problems == []


def test_everything_is_reached_by_keyboard(
    signed_in: OpenPage, owner: User, assessment: Assessment, item: ActionItem
) -> None:
    page = signed_in(owner)
    plan_of(page, assessment)

    stops = [stop.name for stop in walked(page)]

    assert any(re.search("Speichern ?: Donau", stop) for stop in stops)
    assert any("Entfernen: " in stop for stop in stops)
    assert any(re.search("Übernehmen ?: ", stop) for stop in stops)


def test_a_new_state_is_saved_at_once_and_keeps_the_focus(
    signed_in: OpenPage, owner: User, assessment: Assessment, item: ActionItem
) -> None:
    page = signed_in(owner)
    plan_of(page, assessment)
    state = page.locator(f"#a{item.pk}-status")
    expect(page.locator("h1")).to_have_text("Eine Maßnahme steht in den nächsten 30 Tagen an")

    state.focus()
    state.select_option("done")

    expect(page.locator("h1")).to_have_text("Alles im Plan ist erledigt")
    expect(page.locator("#say")).to_contain_text("Gespeichert")
    expect(page.locator(f"#a{item.pk}-status")).to_be_focused()
    item.refresh_from_db()
    assert item.status == "done"


def test_enter_in_a_row_saves_it_and_a_bad_date_is_said_there(
    signed_in: OpenPage, owner: User, assessment: Assessment, item: ActionItem
) -> None:
    page = signed_in(owner)
    with watched(page) as problems:
        plan_of(page, assessment)
        page.locator(f"#a{item.pk}-owner").fill("IT")
        page.keyboard.press("Enter")
        expect(page.locator(f"#a{item.pk} .ok-word")).to_be_visible()
        item.refresh_from_db()
        assert item.owner == "IT"

        page.locator(f"#a{item.pk}-due").evaluate(
            "field => { field.type = 'text'; field.value = 'bald'; }"
        )
        page.locator(f"#save-a{item.pk}").click()
        expect(page.locator(f"#a{item.pk}-due_error")).to_be_visible()
        expect(page.locator(f"#a{item.pk}-due")).to_have_value("bald")
        assert_accessible(page)
        assert_reflows(page)
    assert [p for p in problems if "422" not in p] == []


def test_two_people_at_one_row_see_both_values(
    signed_in: OpenPage, owner: User, assessment: Assessment, item: ActionItem
) -> None:
    page = signed_in(owner)
    plan_of(page, assessment)
    service.change(item, version=1, owner="Herr Beck")

    page.locator(f"#a{item.pk}-owner").fill("Frau Ay")
    page.locator(f"#save-a{item.pk}").click()

    clash = page.locator(f"#a{item.pk} [role=alert]")
    expect(clash).to_contain_text("Frau Ay")
    expect(clash).to_contain_text("Herr Beck")
    assert_accessible(page)
    assert_reflows(page)
    page.get_by_role("button", name="Meine Angaben behalten").click()
    expect(page.locator(f"#a{item.pk} .ok-word")).to_be_visible()
    item.refresh_from_db()
    assert item.owner == "Frau Ay"


def test_a_removed_entry_is_brought_back(
    signed_in: OpenPage, owner: User, assessment: Assessment, item: ActionItem
) -> None:
    page = signed_in(owner)
    plan_of(page, assessment)

    page.get_by_role("button", name=f"Entfernen: {LONG}").click()
    expect(page.locator(f"#a{item.pk}")).to_have_count(0)
    page.get_by_role("button", name="Rückgängig").click()

    expect(page.locator(f"#a{item.pk}-owner")).to_have_value("Frau Dr. Müller-Lüdenscheidt")


def test_taking_one_after_the_other_needs_only_the_enter_key(
    signed_in: OpenPage, owner: User, assessment: Assessment
) -> None:
    page = signed_in(owner)
    plan_of(page, assessment)
    page.locator('[name="take"]').first.focus()

    for number in (1, 2, 3):
        page.keyboard.press("Enter")
        expect(page.locator(".act-edit")).to_have_count(number)
        expect(page.locator('[name="take"]').first).to_be_focused()

    assert assessment.actions.count() == 3


def test_choosers_change_list_and_address(
    signed_in: OpenPage, owner: User, assessment: Assessment, item: ActionItem
) -> None:
    make_action(assessment, "Fertiges", status="done")
    page = signed_in(owner)
    with watched(page) as problems:
        plan_of(page, assessment)
        page.get_by_role("link", name=re.compile("^Erledigt")).click()
        expect(page).to_have_url(re.compile(r"zeige=erledigt$"))
        expect(page.locator("#plan-list .acts")).to_contain_text("Fertiges")
        assert_accessible(page)
        page.locator("#who").select_option("Frau Dr. Müller-Lüdenscheidt")
        expect(page.locator("#plan-list")).to_contain_text("Hier steht nichts.")
        expect(page).to_have_url(re.compile(r"wer=Frau"))
        page.go_back()
        expect(page.locator("#plan-list .acts")).to_contain_text("Fertiges")
    assert problems == []


def test_without_javascript_rows_are_saved_and_removed(
    signed_in: OpenPage, owner: User, assessment: Assessment, item: ActionItem
) -> None:
    page = signed_in(owner)
    browser = page.context.browser
    assert browser is not None
    page.goto(reverse("dashboard"))
    plain = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state(), locale="de-DE"
    )
    still = plain.new_page()
    still.goto(page.url.replace("/start/", reverse("plan", args=[assessment.pk])))

    still.locator(f"#a{item.pk}-status").select_option("doing")
    still.locator(f"#save-a{item.pk}").click()
    expect(still.locator(f"#a{item.pk}-status")).to_have_value("doing")
    still.get_by_role("button", name=f"Entfernen: {LONG}").click()
    still.get_by_role("button", name="Rückgängig").click()
    expect(still.locator(f"#a{item.pk}")).to_be_visible()
    plain.close()


def test_300_entries_stay_usable(signed_in: OpenPage, owner: User, assessment: Assessment) -> None:
    begin = timezone.localdate()
    ActionItem.objects.bulk_create(
        ActionItem(assessment=assessment, title=f"{LONG} {n}", due=begin + timedelta(days=n))
        for n in range(300)
    )
    page = signed_in(owner, width=390)
    plan_of(page, assessment)

    page.get_by_role("link", name="Später").click()

    expect(page.locator("#plan-list")).to_contain_text("Seite 2 von 6")
    expect(page.locator(".act-edit")).to_have_count(50)
    assert_reflows(page)
