"""Files of a report in a browser: ask, watch, leave, find again; with and without JavaScript."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessments.models import FileProblem, FileStatus, ReportEdition, ReportFile, User
from assessments.services import editions, examples, files, printing
from assessments.services.printing import Wanted
from assessments.views import report_files
from tests.browser.conftest import VIEWS, OpenPage, _session_of
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_member, organisation_of


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


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """A printer that waits, after the first two steps, until the test lets it go on."""
    go_on = Event()

    def made(edition: ReportEdition, wanted: Wanted, progress: Callable[[str], None]) -> bytes:
        progress("read")
        progress("draw")
        go_on.wait(30)
        return b"%PDF-bytes"

    monkeypatch.setattr(printing, "made", made)
    monkeypatch.setattr(report_files, "PATIENCE", 0.2)
    yield go_on
    go_on.set()
    for row in ReportFile.objects.all():
        files.wait_for(row, 10)


def make_file(edition: ReportEdition, **fields: Any) -> ReportFile:
    now = timezone.now()
    usual = {"request_sha256": "0" * 64, "format": "pdf", "language": "de", "steps": 3, "step": 2}
    usual |= {"expires_at": now + timedelta(days=30), "heartbeat_at": now + timedelta(hours=1)}
    return ReportFile.objects.create(edition=edition, **usual | fields)


def page_of(row: ReportFile) -> str:
    return reverse("report_file", args=[row.edition.assessment_id, row.pk])


def ask(edition: ReportEdition) -> str:
    address = reverse("report_file_new", args=[edition.assessment_id, edition.number])
    return f"{address}?format=pdf"


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_each_state_of_the_page_is_sound(
    signed_in: OpenPage, owner: User, edition: ReportEdition, language: str, width: int
) -> None:
    row = make_file(edition, status=FileStatus.RUNNING)
    page = signed_in(owner, language=language, width=width)

    with watched(page) as problems:
        for status in (FileStatus.RUNNING, FileStatus.FAILED, FileStatus.DONE):
            problem = FileProblem.OTHER if status == FileStatus.FAILED else ""
            ReportFile.objects.update(status=status, problem=problem)
            page.goto(page_of(row))
            assert_accessible(page)
            assert_reflows(page)
            assert_valid_html(page.request.get(page.url).text())
            walk_keyboard(page)
    assert problems == []


def test_the_page_follows_the_work_until_the_file_can_be_taken(
    signed_in: OpenPage, owner: User, edition: ReportEdition, slow: Event
) -> None:
    page = signed_in(owner)
    with watched(page) as problems:
        page.goto(ask(edition))
        state = page.locator("#stand")
        expect(state).to_contain_text("Schritt 2 von 3: Abbildungen zeichnen")
        expect(state).to_contain_text("Sie können diese Seite verlassen.")

        slow.set()
        link = state.get_by_role("link", name="Herunterladen")
        expect(link).to_be_visible()
        assert_accessible(page)
        with page.expect_download() as waiting:
            link.press("Enter")
    assert problems == []
    day = edition.created_at.date().isoformat()
    name = waiting.value.suggested_filename
    assert name.startswith("Modellwahl-Hallweg") and name.endswith(f"-Version-1-{day}.pdf")
    assert waiting.value.path().read_bytes() == b"%PDF-bytes"


def test_one_may_leave_and_finds_the_file_in_the_report(
    signed_in: OpenPage, owner: User, edition: ReportEdition, slow: Event
) -> None:
    page = signed_in(owner)
    page.goto(ask(edition))
    page.goto(reverse("dashboard"))
    slow.set()
    files.wait_for(ReportFile.objects.get(), 10)

    page.goto(reverse("report_edition", args=[edition.assessment_id, 1]))
    page.locator("#dateien summary").click()

    expect(page.locator("#dateien .files a")).to_have_count(1)
    assert_accessible(page)
    with page.expect_download() as waiting:
        page.locator("#dateien .files a").click()
    assert waiting.value.path().read_bytes() == b"%PDF-bytes"


def test_a_quick_file_is_made_by_keyboard_from_the_report(
    signed_in: OpenPage, owner: User, edition: ReportEdition
) -> None:
    page = signed_in(owner, language="en")
    page.goto(reverse("report_edition", args=[edition.assessment_id, 1]))

    page.locator("#dateien summary").press("Enter")
    page.locator('#dateien [value="json"]').press("Space")
    with page.expect_download() as waiting:
        page.locator("#dateien").get_by_role("button", name="Make the file").press("Enter")

    assert waiting.value.suggested_filename.endswith(".json")
    assert waiting.value.path().read_bytes().startswith(b"{")


def test_without_javascript_the_page_looks_again_by_itself(
    chromium: Browser, live_server: LiveServer, owner: User, edition: ReportEdition, slow: Event
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    for name, value in {"sessionid": _session_of(owner), "django_language": "de"}.items():
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page = context.new_page()

    page.goto(ask(edition))
    expect(page.locator("#stand")).to_contain_text("Schritt 2 von 3")
    slow.set()
    expect(page.get_by_role("link", name="Herunterladen")).to_be_visible(timeout=10_000)
    context.close()
