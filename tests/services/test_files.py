"""Files of reports: asked for once, made beside the requests, taken up again, deleted in time."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from assessments.models import (
    FileFormat,
    FileProblem,
    FileStatus,
    ReportEdition,
    ReportFile,
    WordTemplate,
)
from assessments.report.selection import Selection
from assessments.services import background, editions, examples, files, printing
from assessments.services.printing import Wanted
from tests.factories import make_organisation

ROOT = Path(__file__).resolve().parent.parent.parent
LONG = 30  # seconds until a thread that hangs fails the test
PDF = Wanted(FileFormat.PDF, "de")
# Another process: says that it is up, waits for a word, works on one row.
WORKER = """
import sys, time, django
django.setup()
from assessments.services import files, printing
def made(*args):
    print("made", flush=True)
    time.sleep({seconds})
    return b"bytes"
printing.made = made
print("up", flush=True)
sys.stdin.readline()
files.work({row})
"""


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def edition(transactional_db: None) -> ReportEdition:
    assessment = examples.add_example(make_organisation(), "hallweg", title="Beispiel", user=None)
    return editions.edition_of(assessment)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The printers print one word at once; the list says for which form."""
    forms: list[str] = []

    def made(edition: ReportEdition, wanted: Wanted, progress: Callable[[str], None]) -> bytes:
        forms.append(wanted.format.value)
        return b"bytes"

    monkeypatch.setattr(printing, "made", made)
    return forms


def finished(row: ReportFile) -> ReportFile:
    """The row after its work is over."""
    row = files.wait_for(row, LONG)
    assert row.status in (FileStatus.DONE, FileStatus.FAILED)
    return row


def aged(row: ReportFile, **fields: Any) -> ReportFile:
    ReportFile.objects.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    return row


def bytes_of(row: ReportFile) -> bytes:
    with row.file.open("rb") as opened:
        content: bytes = opened.read()
    return content


def broken(error: Exception) -> Callable[..., bytes]:
    def made(*args: Any) -> bytes:
        raise error

    return made


def test_a_file_is_made_beside_the_request(edition: ReportEdition) -> None:
    row = files.ask(edition, None, Wanted(FileFormat.JSON, "de"))

    row = finished(row)

    assert row.status == FileStatus.DONE
    assert bytes_of(row).startswith(b"{")
    assert row.size == len(bytes_of(row))
    assert (row.step, row.steps) == (1, 2)


def test_the_same_request_is_made_once_and_every_other_anew(
    edition: ReportEdition, printed: list[str]
) -> None:
    template = WordTemplate.objects.create(
        organisation=edition.assessment.company.organisation, name="Haus", docx=b"", sha256="7"
    )
    part = Selection(appendix=False)
    word = Wanted(FileFormat.DOCX, "de")
    wishes: list[tuple[Wanted, WordTemplate | None]] = [
        *((PDF, None), (PDF, None)),
        *((Wanted(FileFormat.PDF, "en"), None), (Wanted(FileFormat.PDF, "de", part), None)),
        *((word, None), (word, template), (word, template)),
    ]

    rows = [finished(files.ask(edition, None, wanted, template)) for wanted, template in wishes]

    assert [row.pk - rows[0].pk for row in rows] == [0, 0, 1, 2, 3, 4, 4]
    assert printed == ["pdf", "pdf", "pdf", "docx", "docx"]


def test_nobody_can_guess_where_a_file_lies(edition: ReportEdition, printed: list[str]) -> None:
    row = finished(files.ask(edition, None, PDF))

    name = Path(row.file.name or "").stem
    assert len(name) == 43
    assert "Hallweg" not in (row.file.name or "")


def test_each_step_is_told_as_it_begins(
    edition: ReportEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []

    def made(edition: ReportEdition, wanted: Wanted, progress: Callable[[str], None]) -> bytes:
        for step in printing.steps_of(wanted.format):
            progress(step)
            row = ReportFile.objects.get()
            seen.append((row.step, row.steps))
        return b""

    monkeypatch.setattr(printing, "made", made)
    finished(files.ask(edition, None, PDF))

    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("form", list(FileFormat))
def test_every_form_begins_with_its_own_bytes(edition: ReportEdition, form: FileFormat) -> None:
    steps: list[str] = []

    data = printing.made(edition, Wanted(form, "de"), steps.append)

    begins = {"pdf": b"%PDF-", "json": b"{"}.get(form.value, b"PK\x03\x04")
    assert data.startswith(begins)
    assert tuple(steps) == printing.steps_of(form)[: len(steps)]


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (ValueError("Frau Geheim"), FileProblem.OTHER),
        (OSError(28, "voll"), FileProblem.NO_ROOM),
        (OSError(5, "kaputt"), FileProblem.OTHER),
        (editions.UnreadableEditionError(), FileProblem.UNREADABLE),
    ],
)
def test_a_failure_says_why_and_quotes_nobody(
    edition: ReportEdition,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    problem: FileProblem,
) -> None:
    monkeypatch.setattr(printing, "made", broken(error))

    row = finished(files.ask(edition, None, PDF))

    assert (row.status, row.problem, bool(row.file)) == (FileStatus.FAILED, problem, False)
    assert type(error).__name__ in caplog.text
    assert "Geheim" not in caplog.text


def test_what_failed_is_tried_again_when_asked_again(
    edition: ReportEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(printing, "made", broken(ValueError()))
        finished(files.ask(edition, None, Wanted(FileFormat.JSON, "de")))

    row = finished(files.ask(edition, None, Wanted(FileFormat.JSON, "de")))

    assert row.status == FileStatus.DONE
    assert ReportFile.objects.count() == 1


def test_a_row_whose_maker_fell_silent_is_taken_up_by_a_look(
    edition: ReportEdition, printed: list[str]
) -> None:
    row = finished(files.ask(edition, None, PDF))
    silent = timezone.now() - files.SILENT - timedelta(seconds=1)
    row = aged(row, status=FileStatus.RUNNING, heartbeat_at=silent)

    files.start(row)

    assert finished(row).status == FileStatus.DONE
    assert len(printed) == 2


def test_a_row_with_a_sign_of_life_is_left_alone(
    edition: ReportEdition, printed: list[str]
) -> None:
    row = finished(files.ask(edition, None, PDF))
    row = aged(row, status=FileStatus.RUNNING, heartbeat_at=timezone.now() - timedelta(seconds=50))

    files.start(row)
    row = files.wait_for(row, LONG)

    assert row.status == FileStatus.RUNNING
    assert len(printed) == 1


def test_long_work_gives_signs_of_life(
    edition: ReportEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BEAT", timedelta(milliseconds=20))
    beats: list[Any] = []

    def made(*args: Any) -> bytes:
        for _ in range(3):
            time.sleep(0.2)
            beats.append(ReportFile.objects.get().heartbeat_at)
        return b""

    monkeypatch.setattr(printing, "made", made)
    finished(files.ask(edition, None, PDF))

    assert beats == sorted(set(beats))


def test_whoever_comes_second_changes_nothing(
    edition: ReportEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that slept wakes up after another one has finished its row."""

    def made(*args: Any) -> bytes:
        other = default_storage.save("reports/other.pdf", ContentFile(b"other"))
        ReportFile.objects.update(status=FileStatus.DONE, file=other, size=5)
        return b"late"

    monkeypatch.setattr(printing, "made", made)
    row = finished(files.ask(edition, None, PDF))

    assert bytes_of(row) == b"other"
    assert list(stored()) == ["reports/other.pdf"]


def stored() -> Iterator[str]:
    root = Path(default_storage.path(""))
    return (p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


def worker(row: ReportFile, room: Path, seconds: float) -> subprocess.Popen[str]:
    """A process of its own on the database of this test."""
    base = connection.settings_dict
    name = str(base["NAME"])
    if connection.vendor == "sqlite":
        address = f"sqlite:///{name}"
    else:
        asked = urlsplit(os.environ["MODELLWAHL_DATABASE_URL"])
        address = asked._replace(path=f"/{name}").geturl()
    environment = {"MODELLWAHL_DATABASE_URL": address, "MODELLWAHL_VAR": str(room)}
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER.format(row=row.pk, seconds=seconds)],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


def queued(edition: ReportEdition, monkeypatch: pytest.MonkeyPatch) -> ReportFile:
    """A row that nobody works on yet."""
    with monkeypatch.context() as patched:
        patched.setattr(files, "start", lambda row: None)
        return files.ask(edition, None, PDF)


def test_of_several_processes_exactly_one_makes_a_file(
    edition: ReportEdition, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = queued(edition, monkeypatch)
    processes = [worker(row, room, seconds=0.5) for _ in range(3)]

    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = "".join(process.communicate(timeout=LONG)[0] for process in processes)

    row.refresh_from_db()
    assert said == "made\n"
    assert row.status == FileStatus.DONE
    assert bytes_of(row) == b"bytes"


def test_a_process_killed_in_the_middle_leaves_work_that_another_does(
    edition: ReportEdition, room: Path, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = queued(edition, monkeypatch)
    process = worker(row, room, seconds=600)
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "made\n"
    process.kill()
    process.communicate()
    row.refresh_from_db()
    left = row.status

    aged(row, heartbeat_at=timezone.now() - files.SILENT - timedelta(seconds=1))
    again = finished(files.ask(edition, None, PDF))

    assert left == FileStatus.RUNNING
    assert (again.pk, again.status, printed) == (row.pk, FileStatus.DONE, ["pdf"])


def test_files_are_deleted_after_thirty_days_at_the_next_request(
    edition: ReportEdition, printed: list[str]
) -> None:
    old = finished(files.ask(edition, None, PDF))
    kept = old.expires_at - old.created_at
    aged(old, expires_at=timezone.now())

    finished(files.ask(edition, None, Wanted(FileFormat.XLSX, "de")))

    assert abs(kept - timedelta(days=30)) < timedelta(seconds=5)
    assert [row.format for row in ReportFile.objects.all()] == ["xlsx"]
    assert len(list(stored())) == 1


def test_a_file_whose_bytes_are_lost_is_made_anew(
    edition: ReportEdition, printed: list[str]
) -> None:
    row = finished(files.ask(edition, None, PDF))
    default_storage.delete(row.file.name or "")

    again = finished(files.ask(edition, None, PDF))

    assert files.is_gone(row)
    assert bytes_of(again) == b"bytes"


def test_cleaning_up_deletes_what_is_too_old_and_what_no_row_names(
    edition: ReportEdition, printed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = finished(files.ask(edition, None, PDF))
    old = finished(files.ask(edition, None, Wanted(FileFormat.CSV, "de")))
    aged(old, expires_at=timezone.now())
    fresh = default_storage.save("reports/2026/11/fresh.pdf", ContentFile(b""))
    lost = default_storage.save("reports/2025/01/lost.pdf", ContentFile(b""))
    hours_ago = time.time() - 2 * 3600
    for name in (lost, kept.file.name or ""):
        os.utime(default_storage.path(name), (hours_ago, hours_ago))

    call_command("clean_up")

    assert capsys.readouterr().out == "Deleted: 1 expired, 1 without an assessment.\n"
    assert sorted(stored()) == sorted([fresh, kept.file.name or ""])


def test_finished_files_are_offered_newest_first_in_one_query(
    edition: ReportEdition, printed: list[str], django_assert_num_queries: Any
) -> None:
    rows = [
        finished(files.ask(edition, None, Wanted(form, "de")))
        for form in (FileFormat.PDF, FileFormat.XLSX)
    ]
    aged(finished(files.ask(edition, None, Wanted(FileFormat.CSV, "de"))), status="failed")

    with django_assert_num_queries(1):
        offered = [(row.pk, row.edition.number) for row in files.ready(edition.assessment)]

    assert offered == [(row.pk, 1) for row in reversed(rows)]


def test_threads_start_with_the_first_work_and_outlive_what_breaks() -> None:
    crew = background.Crew(1)
    done: list[str] = []

    def breaks() -> None:
        raise ValueError

    crew.begin(1, breaks)
    crew.begin(2, lambda: done.append("second"))
    crew.wait(2, LONG)

    assert done == ["second"]


def test_a_child_process_has_a_crew_of_its_own() -> None:
    before = background.crew()

    background._forget_crew()

    assert background.crew() is not before
