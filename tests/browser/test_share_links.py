"""Sharing in a browser: make a link, hand it on, read it without an account or JavaScript."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessments.models import ReportEdition, ShareLink, User
from assessments.report.selection import EVERYTHING
from assessments.services import editions, examples, share_links
from tests.browser.conftest import PHONE, VIEWS, WIDTHS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_member, organisation_of

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungsabteilung"


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owner(transactional_db: None) -> User:
    return make_member()


@pytest.fixture
def edition(owner: User) -> ReportEdition:
    ours = organisation_of(owner)
    return editions.edition_of(examples.add_example(ours, "hallweg", title="Wahl", user=owner))


def address(edition: ReportEdition) -> str:
    return reverse("share_links", args=[edition.assessment_id, edition.number])


def token_of(edition: ReportEdition, owner: User, language: str = "de") -> str:
    _, token = share_links.share(
        edition,
        owner,
        recipient=LONG,
        ends_on=timezone.localdate(),
        language=language,
        selection=EVERYTHING,
    )
    return token


def make_link(page: Page, recipient: str = LONG) -> None:
    page.locator('[name="recipient"]').fill(recipient)
    page.locator('[name="recipient"]').press("Enter")
    expect(page.locator("#adresse")).to_be_visible()


def walked(page: Page) -> None:
    """Tab through the page; a date field would hold several stops under one element."""
    page.evaluate("document.querySelectorAll('[type=date]').forEach(f => { f.type = 'text'; })")
    walk_keyboard(page, most=200)


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_page_is_sound_empty_refused_with_a_link_and_after_its_end(
    signed_in: OpenPage, owner: User, edition: ReportEdition, language: str, width: int
) -> None:
    page = signed_in(owner, language=language, width=width)
    with watched(page) as problems:
        page.goto(address(edition))
        assert_accessible(page)
        assert_reflows(page)
        assert_valid_html(page.request.get(page.url).text())

        make_link(page)
        assert_accessible(page)
        assert_reflows(page)
        assert_valid_html(page.content().replace(' style=""', ""))
        walked(page)

        page.locator(".boards button").click()
        expect(page.locator(".note.success")).to_be_visible()
        assert_accessible(page)
        assert_reflows(page)
    assert problems == []


def test_a_refusal_keeps_what_was_typed(
    signed_in: OpenPage, owner: User, edition: ReportEdition
) -> None:
    page = signed_in(owner)
    page.goto(address(edition))

    page.locator('[name="recipient"]').fill("Vorstand")
    page.locator('[name="ends_on"]').fill("2020-01-01")
    page.locator('[name="recipient"]').press("Enter")

    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator('[name="recipient"]')).to_have_value("Vorstand")
    assert_accessible(page)


def test_the_link_is_copied_and_opens_for_a_stranger(
    signed_in: OpenPage, owner: User, edition: ReportEdition, live_server: LiveServer
) -> None:
    page = signed_in(owner)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto(address(edition))
    make_link(page)

    page.locator("[data-copy]").click()
    link = page.evaluate("navigator.clipboard.readText()")
    reader = signed_in()
    reader.goto(link)

    assert link == page.locator("#adresse").input_value()
    assert re.search(r"/bericht/[\w-]{43}/$", link)
    expect(reader.locator("#summary")).to_be_visible()
    expect(page.locator(".qr")).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("de", 1440), ("en", PHONE)])
def test_the_shared_report_is_sound(
    signed_in: OpenPage, owner: User, edition: ReportEdition, language: str, width: int
) -> None:
    token = token_of(edition, owner, language)
    page = signed_in(width=width)
    with watched(page) as problems:
        answer = page.goto(reverse("shared_report", args=[token]))
        assert answer is not None and answer.ok
        assert_accessible(page)
        assert_reflows(page)
        if width == PHONE:  # the same text at every width, and long to parse
            assert_valid_html(page.request.get(page.url).text())
        walked(page)
    assert problems == []
    assert page.locator("html").get_attribute("lang") == language


def test_its_own_address_leaves_the_page_in_no_header(
    signed_in: OpenPage, owner: User, edition: ReportEdition
) -> None:
    token = token_of(edition, owner)
    page = signed_in()
    told: list[str] = []
    page.on("request", lambda request: told.append(request.headers.get("referer", "")))

    page.goto(reverse("shared_report", args=[token]))
    page.get_by_role("link", name="Impressum").click()

    assert len(told) > 5
    assert [each for each in told if token in each] == []


def test_the_shared_report_reads_without_javascript(
    chromium: Browser, live_server: LiveServer, owner: User, edition: ReportEdition
) -> None:
    token = token_of(edition, owner)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()

    page.goto(reverse("shared_report", args=[token]))

    expect(page.locator(".rep-section").first).to_be_visible()
    expect(page.locator(".picture svg").first).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF herunterladen").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_that_is_over_says_whom_to_ask(
    signed_in: OpenPage, owner: User, edition: ReportEdition, width: int
) -> None:
    token = token_of(edition, owner)
    share_links.revoke(ShareLink.objects.get())
    page = signed_in(language="de", width=width)

    answer = page.goto(reverse("shared_report", args=[token]))

    assert answer is not None and answer.status == 404
    assert_accessible(page)
    assert_reflows(page)
    expect(page.locator("h1")).to_have_text("Dieser Link funktioniert nicht")
