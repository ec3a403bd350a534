"""Files of a report in the web: ask, watch, take along, find again."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from assessments.models import (
    Assessment,
    FileFormat,
    FileProblem,
    FileStatus,
    ReportEdition,
    ReportFile,
    Role,
    User,
    WordTemplate,
)
from assessments.services import editions, examples, files, printing
from assessments.services.printing import Wanted
from tests.factories import client_of, make_member, make_organisation, organisation_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
POLL_QUERIES = 4


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def edition(owner: User) -> ReportEdition:
    ours = organisation_of(owner)
    assessment = examples.add_example(ours, "hallweg", title="Beispiel", user=owner)
    assessment.company.name = "Hallweg & Söhne GmbH"
    assessment.company.save()
    return editions.edition_of(assessment)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Wanted]:
    """Files are made at once, in the request's own thread."""
    asked: list[Wanted] = []

    def bytes_of(edition: ReportEdition, wanted: Wanted, progress: Any) -> bytes:
        asked.append(wanted)
        return b"%PDF-bytes"

    def start(row: ReportFile) -> None:
        if row.status == FileStatus.QUEUED and files._claimed(row.pk):
            files._make(row.pk)

    monkeypatch.setattr(printing, "made", bytes_of)
    monkeypatch.setattr(files, "start", start)
    return asked


def ask(client: Client, edition: ReportEdition, **query: Any) -> Any:
    address = reverse("report_file_new", args=[edition.assessment_id, edition.number])
    return client.get(address, query)


def loaded(client: Client, asked: Any) -> Any:
    """The bytes that the answer leads to, read to the end."""
    got = client.get(asked["Location"])
    assert b"".join(got.streaming_content) == b"%PDF-bytes"  # type: ignore[attr-defined]
    return got


def make_file(edition: ReportEdition, **fields: Any) -> ReportFile:
    number = ReportFile.objects.count()
    usual = {"request_sha256": f"{number:064}", "format": "pdf", "language": "de", "steps": 3}
    usual |= {"expires_at": timezone.now() + files.KEPT, "heartbeat_at": timezone.now()}
    return ReportFile.objects.create(edition=edition, **usual | fields)


def finished_file(edition: ReportEdition, **fields: Any) -> ReportFile:
    row = make_file(edition, status=FileStatus.DONE, size=3, **fields)
    row.file.save(f"{row.pk}.{row.format}", ContentFile(b"abc"))
    return row


def page_of(client: Client, row: ReportFile, headers: dict[str, str] | None = None) -> Any:
    address = reverse("report_file", args=[row.edition.assessment_id, row.pk])
    return client.get(address, headers=headers or {})


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_quick_file_comes_at_once_under_a_name_with_umlauts(
    owner: User, edition: ReportEdition, made: list[Wanted]
) -> None:
    client = client_of(owner)

    asked = ask(client, edition, format="pdf", sprache="en")
    got = loaded(client, asked)

    day = edition.created_at.date().isoformat()
    assert got["Content-Type"] == "application/pdf"
    encoded = f"Modellwahl-Hallweg-S%C3%B6hne-GmbH-Version-1-{day}.pdf"
    assert got["Content-Disposition"] == f"attachment; filename*=utf-8''{encoded}"
    assert [w.language for w in made] == ["en"]


@pytest.mark.parametrize(
    ("form", "kind", "ending"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        ("csv", "application/zip", "zip"),
        ("json", "application/json", "json"),
    ],
)
def test_each_form_has_its_type_and_ending(
    owner: User, edition: ReportEdition, made: list[Wanted], form: str, kind: str, ending: str
) -> None:
    got = loaded(client_of(owner), ask(client_of(owner), edition, format=form))

    assert got["Content-Type"] == kind
    assert got["Content-Disposition"].endswith(f".{ending}")


def test_the_chosen_parts_reach_the_printer(
    owner: User, edition: ReportEdition, made: list[Wanted]
) -> None:
    ask(client_of(owner), edition, format="pdf", ohne=["costs", "unknown"], anhang="0")

    selection = made[0].selection
    assert (selection.without, selection.appendix) == (("costs",), False)


def test_a_template_reaches_word_alone(
    owner: User, edition: ReportEdition, made: list[Wanted]
) -> None:
    fields = {"name": "Haus", "docx": b"PK", "sha256": "7"}
    template = WordTemplate.objects.create(organisation=organisation_of(owner), **fields)

    for form in ("docx", "pdf"):
        ask(client_of(owner), edition, format=form, vorlage=template.pk)

    assert [(w.format, w.template) for w in made] == [
        (FileFormat.DOCX, b"PK"),
        (FileFormat.PDF, None),
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "Choose a format."),
        ({"format": "exe"}, "This format is not offered. Choose another one."),
        ({"format": "pdf", "sprache": "fr"}, "This language is not offered. Choose another one."),
        ({"format": "docx", "vorlage": "99"}, "This template is no longer there."),
        ({"format": "docx", "vorlage": "x²"}, "This template is no longer there."),
    ],
)
def test_what_is_not_offered_leads_back_with_a_word(
    owner: User, edition: ReportEdition, made: list[Wanted], query: dict[str, str], said: str
) -> None:
    client = client_of(owner, language="en")

    answer = ask(client, edition, ohne="costs", **query)

    page = reverse("report_edition", args=[edition.assessment_id, 1])
    assert answer["Location"] == f"{page}?ohne=costs#dateien"
    assert said in client.get(answer["Location"]).content.decode()
    assert made == []


def test_a_strangers_template_is_as_good_as_none(
    owner: User, edition: ReportEdition, made: list[Wanted]
) -> None:
    theirs = WordTemplate.objects.create(
        organisation=make_organisation(), name="Fremd", docx=b"PK", sha256="8"
    )

    answer = ask(client_of(owner), edition, format="docx", vorlage=theirs.pk)

    assert answer["Location"].endswith("#dateien")
    assert made == []


def test_a_colleague_who_only_reads_may_take_files_along(
    owner: User, edition: ReportEdition, made: list[Wanted]
) -> None:
    viewer = make_member(organisation_of(owner), role=Role.VIEWER)
    client = client_of(viewer)

    got = loaded(client, ask(client, edition, format="pdf"))

    assert got.status_code == 200
    assert ReportFile.objects.get().requested_by == viewer


def test_a_file_that_takes_long_shows_its_progress(owner: User, edition: ReportEdition) -> None:
    """In a test's transaction the threads never begin: the row waits."""
    client = client_of(owner, language="en")

    answer = ask(client, edition, format="pdf")

    row = ReportFile.objects.get()
    assert answer["Location"] == reverse("report_file", args=[edition.assessment_id, row.pk])
    page = words(client.get(answer["Location"]))
    assert "Waiting for its turn." in page
    assert "You can leave this page." in page
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page


@pytest.mark.parametrize(
    ("form", "step", "said"),
    [
        ("pdf", 2, "Step 2 of 3: drawing the figures"),
        ("docx", 3, "Step 3 of 3: writing the file"),
        ("xlsx", 2, "Step 2 of 2: writing the file"),
    ],
)
def test_progress_is_told_in_words(
    owner: User, edition: ReportEdition, form: str, step: int, said: str
) -> None:
    row = make_file(edition, format=form, step=step, status=FileStatus.RUNNING)

    assert said in words(page_of(client_of(owner, language="en"), row))


def test_a_look_that_finds_nothing_new_changes_nothing_on_the_page(
    owner: User, edition: ReportEdition
) -> None:
    row = make_file(edition, step=1, status=FileStatus.RUNNING)
    address = reverse("report_file", args=[edition.assessment_id, row.pk])
    client = client_of(owner)

    same = client.get(f"{address}?stand=running-1", headers=HTMX)
    ReportFile.objects.update(step=2)
    new = client.get(f"{address}?stand=running-1", headers=HTMX)

    assert same.status_code == 204
    assert words(new).startswith("<div")
    assert 'stand=running-2"' in words(new)


@pytest.mark.parametrize("count", [1, 3])
def test_a_look_costs_the_same_however_many_files_there_are(
    owner: User,
    edition: ReportEdition,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [make_file(edition, step=1, status=FileStatus.RUNNING) for _ in range(count)]
    client = client_of(owner)

    with django_assert_num_queries(POLL_QUERIES):
        page_of(client, rows[0], HTMX)


def test_a_finished_file_is_offered_and_asked_about_no_more(
    owner: User, edition: ReportEdition
) -> None:
    row = finished_file(edition)

    page = words(page_of(client_of(owner, language="en"), row))

    load = reverse("report_file_load", args=[edition.assessment_id, row.pk])
    assert f'href="{load}"' in page
    assert "hx-trigger" not in page
    assert 'http-equiv="refresh"' not in page


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (FileProblem.OTHER, "Try again in a moment. Printing from the browser works too."),
        (FileProblem.TEMPLATE, "The report could not be put into your template."),
        (FileProblem.UNREADABLE, "This version is too old for new files."),
        (FileProblem.NO_ROOM, "The server has no room for files."),
    ],
)
def test_a_failed_file_says_what_to_do(
    owner: User, edition: ReportEdition, problem: FileProblem, said: str
) -> None:
    selection = {"without": ["costs"], "use_cases": [], "appendix": False}
    row = make_file(edition, status=FileStatus.FAILED, problem=problem, selection=selection)

    page = words(page_of(client_of(owner, language="en"), row))

    assert said in page
    again = reverse("report_file_new", args=[edition.assessment_id, 1])
    query = "ohne=costs&amp;anhang=0&amp;format=pdf&amp;sprache=de"
    assert f'href="{again}?{query}"' in page


def test_a_file_whose_bytes_are_gone_can_be_made_anew(owner: User, edition: ReportEdition) -> None:
    row = finished_file(edition)
    row.file.storage.delete(row.file.name or "")
    client = client_of(owner, language="en")
    load = reverse("report_file_load", args=[edition.assessment_id, row.pk])

    answer = client.get(load, follow=True)

    assert answer.redirect_chain == [
        (reverse("report_file", args=[edition.assessment_id, row.pk]), 302)
    ]
    assert "This file is deleted. Make it anew." in words(answer)


def test_a_file_older_than_thirty_days_is_not_handed_out(
    owner: User, edition: ReportEdition
) -> None:
    row = finished_file(edition, expires_at=timezone.now() - timedelta(seconds=1))
    load = reverse("report_file_load", args=[edition.assessment_id, row.pk])

    assert client_of(owner).get(load).status_code == 302


def test_a_version_that_can_no_longer_be_read_leads_to_its_page(
    owner: User, edition: ReportEdition
) -> None:
    ReportEdition.objects.update(documents=b"", content_sha256="0" * 64)

    answer = ask(client_of(owner), edition, format="pdf")

    assert answer["Location"] == reverse("report_edition", args=[edition.assessment_id, 1])


def test_a_file_of_another_assessment_is_not_found_under_this_one(
    owner: User, edition: ReportEdition
) -> None:
    other: Assessment = examples.add_example(
        organisation_of(owner), "fadenwerk", title="Zweite", user=owner
    )
    row = finished_file(edition)

    for name in ("report_file", "report_file_load"):
        answer = client_of(owner).get(reverse(name, args=[other.pk, row.pk]))
        assert answer.status_code == 404


def test_the_report_offers_formats_templates_and_finished_files(
    owner: User, edition: ReportEdition
) -> None:
    finished_file(edition, selection={"without": ["costs"]})
    WordTemplate.objects.create(
        organisation=organisation_of(owner), name="Unser Haus", docx=b"PK", sha256="7"
    )
    address = reverse("report_edition", args=[edition.assessment_id, 1])

    page = words(client_of(owner, language="en").get(address))

    panel = page[page.index('id="dateien"') :]
    assert [form for form in FileFormat.values if f'value="{form}"' not in panel] == []
    assert "Unser Haus" in panel
    assert "in part" in panel
    assert "deleted on" in panel
