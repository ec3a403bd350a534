"""Answering without an account, in a real browser: from the link to the end, with and without
JavaScript, on the phone, by keyboard, and light enough for a bad connection."""

import gzip
from typing import Any
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.models import Assessment, InvitationKind, Response, User
from assessments.services import examples, invitations
from tests.browser.conftest import VIEWS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_member, organisation_of

LIGHT = 120 * 1024  # bytes, compressed: everything a page of the questionnaire loads


@pytest.fixture
def owner(transactional_db: None) -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return examples.add_example(organisation_of(owner), "fadenwerk", title="B", user=owner)


def invite(
    assessment: Assessment,
    kind: InvitationKind = InvitationKind.PERSONAL,
    **fields: Any,
) -> str:
    user = assessment.created_by
    assert user is not None
    fields = {"label": "Frau Yıldız", "ends_on": timezone.localdate(), "language": "de"} | fields
    return invitations.invite(assessment, user, kind, fields)[1]


def checked(page: Page) -> None:
    assert_accessible(page)
    assert_reflows(page)
    assert_valid_html(page.content())


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_from_the_link_to_the_end(
    signed_in: OpenPage, assessment: Assessment, language: str, width: int
) -> None:
    token = invite(assessment, topics=["KT", "readiness"], language=language)
    page = signed_in(None, language=language, width=width)
    with watched(page) as problems:
        page.goto(reverse("guest_enter", args=[token]))
        checked(page)
        assert token not in page.url
        page.locator("a.btn-1").click()
        checked(page)
        page.locator("label.choice").nth(1).click()
        expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
        checked(page)
        while "/frage/" in page.url:
            page.locator("button.btn-1").click()
        assert "/reifegrad/" in page.url
        checked(page)
        while "/reifegrad/" in page.url:
            page.locator("button.btn-1").click()
        assert "/gewichtung/" in page.url
        checked(page)
        page.locator("button.btn-1").click()
        assert "/pruefen/" in page.url
        checked(page)
        page.locator("button.btn-1").click()
        assert "/danke/" in page.url
        checked(page)
    assert problems == []
    assert Response.objects.get(kind="invited").is_closed


def test_the_whole_way_works_without_javascript(
    chromium: Browser, live_server: LiveServer, assessment: Assessment
) -> None:
    token = invite(assessment, InvitationKind.OPEN, label="Alle", topics=["NA"])
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(reverse("guest_enter", args=[token]))
    page.locator("#id_label").fill("Ben")
    page.locator("#id_role").select_option("it")
    page.locator("button.btn-1").click()
    page.locator("a.btn-1").click()
    page.locator("a.btn-1").click()
    while "/frage/" in page.url:
        page.locator("input[name=level]").first.check()
        page.locator("button.btn-1").click()
    page.locator("button.btn-1").click()
    page.locator("button.btn-1").click()

    assert "/danke/" in page.url
    person = Response.objects.get(kind="invited")
    assert person.label == "Ben"
    assert person.answers.count() == 3
    assert {cookie["name"] for cookie in context.cookies()} <= {"sessionid", "csrftoken"}
    context.close()


def test_another_device_goes_on_where_the_first_stopped(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    token = invite(assessment, topics=["KT"])
    first = signed_in(None)
    first.goto(reverse("guest_enter", args=[token]))
    first.locator("a.btn-1").click()
    first.locator("label.choice").first.click()
    expect(first.locator("#save-state")).to_have_attribute("data-state", "saved")

    second = signed_in(None, width=390)
    second.goto(reverse("guest_enter", args=[token]))
    second.locator("a.btn-1").click()

    assert "/frage/KT2/" in second.url


def test_what_was_typed_offline_stays_and_is_sent_later(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    token = invite(assessment, topics=["KT"])
    page = signed_in(None)
    page.goto(reverse("guest_enter", args=[token]))
    page.locator("a.btn-1").click()
    page.context.set_offline(True)
    page.locator("label.choice").first.click()
    page.locator("#id_reason").fill("Ohne Netz getippt")
    expect(page.locator("#offline")).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
    page.reload()
    expect(page.locator("#id_reason")).to_have_value("Ohne Netz getippt")


def test_the_keyboard_reaches_everything(signed_in: OpenPage, assessment: Assessment) -> None:
    token = invite(assessment, topics=["KT"])
    page = signed_in(None)
    page.goto(reverse("guest_enter", args=[token]))
    walk_keyboard(page)
    page.locator("a.btn-1").click()

    assert len(walk_keyboard(page)) > 5


def test_a_question_page_is_light(signed_in: OpenPage, assessment: Assessment) -> None:
    token = invite(assessment, topics=["KT"])
    page = signed_in(None)
    page.goto(reverse("guest_enter", args=[token]))
    loaded: dict[str, int] = {}
    page.on("response", lambda r: loaded.update({r.url: len(gzip.compress(r.body()))}))
    page.locator("a.btn-1").click()
    page.wait_for_load_state("networkidle")

    assert page.url in loaded
    assert sum(loaded.values()) <= LIGHT, sorted(loaded.items(), key=lambda item: -item[1])


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_pages_of_the_team(
    signed_in: OpenPage, assessment: Assessment, owner: User, language: str, width: int
) -> None:
    for name, level in (("Frau Yıldız", "1"), ("Donaudampfschifffahrtsgesellschaft", "4")):
        token = invite(assessment, label=name, role="it")
        guest = invitations.find(token)
        assert guest is not None
        assert guest.response is not None
        guest.response.answers.create(question="KT3", level=level, reason="x" * 400)
    page = signed_in(owner, language=language, width=width)
    page.set_default_navigation_timeout(60_000)  # the first chart of a process starts V8
    with watched(page) as problems:
        for name in ("invitations", "responses", "gap_of_views", "bulk_entry", "paper"):
            page.goto(reverse(name, args=[assessment.pk]))
            checked(page)
        page.goto(reverse("question_talks", args=[assessment.pk, "KT1"]))
        checked(page)
    assert problems == []


def test_an_invitation_is_made_and_its_link_leads_in(
    signed_in: OpenPage, assessment: Assessment, owner: User
) -> None:
    page = signed_in(owner)
    page.goto(reverse("invitations", args=[assessment.pk]))
    page.locator("#id_label").fill("Herr Ünal")
    page.get_by_role("button", name="Einladen").click()
    checked(page)
    address = page.locator("#adresse").input_value()

    guest = signed_in(None)
    guest.goto(urljoin(page.url, address))

    expect(guest.locator("h1")).to_contain_text("Ihre Sicht auf")


def test_history_opens_beside_the_question(
    signed_in: OpenPage, assessment: Assessment, owner: User
) -> None:
    page = signed_in(owner)
    with watched(page) as problems:
        page.goto(reverse("question", args=[assessment.pk, "KT1"]))
        page.get_by_role("link", name="Verlauf und Kommentare zeigen").click()
        page.locator("#talk textarea").fill("Bitte belegen")
        page.get_by_role("button", name="Kommentar hinzufügen").click()
        expect(page.locator("#talk")).to_contain_text("Bitte belegen")
        checked(page)
    assert problems == []


def test_a_save_can_be_taken_back(signed_in: OpenPage, assessment: Assessment, owner: User) -> None:
    page = signed_in(owner)
    page.goto(reverse("question", args=[assessment.pk, "KT3"]))
    before = page.locator("input[name=level]:checked").get_attribute("value")
    other = "1" if before != "1" else "2"
    page.locator(f"label.choice:has(input[value='{other}'])").click()
    expect(page.locator("#undo-answer")).to_contain_text("Rückgängig")
    checked(page)

    page.locator("#undo-answer button").click()

    expect(page.locator(f"input[name=level][value='{before}']")).to_be_checked()
