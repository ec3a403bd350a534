"""Files of reports, made beside the requests: asked for once, kept for thirty days.

Whoever asks gets the same row for the same file. A process claims a row by one UPDATE, so that
two never make the same; one that dies leaves a row without a sign of life, which the next look
takes up again.
"""

import errno
import hashlib
import json
import logging
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, close_old_connections, connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.models import (
    Assessment,
    FileFormat,
    FileProblem,
    FileStatus,
    ReportEdition,
    ReportFile,
    User,
    WordTemplate,
)
from assessments.report.selection import read_selection

from . import background, printing, tokens
from .editions import UnreadableEditionError
from .printing import Wanted, steps_of

KEPT = timedelta(days=30)
BEAT = timedelta(seconds=15)  # between two signs of life
SILENT = timedelta(seconds=60)  # without one, somebody else takes the work up
FOLDER = "reports"  # in the storage of files
logger = logging.getLogger(__name__)


def ask(
    edition: ReportEdition,
    user: User | None,
    wanted: Wanted,
    template: WordTemplate | None = None,
) -> ReportFile:
    """Return the file that was asked for, ready or on its way; the same request is made once."""
    delete_expired()
    key = _request_sha256(edition, wanted, template)
    row = ReportFile.objects.filter(request_sha256=key).first()
    if row is not None and (row.status == FileStatus.FAILED or is_gone(row)):
        _forget(row)
        row = None
    if row is None:
        row = _queued(edition, user, wanted, template, key)
    start(row)
    return row


def _request_sha256(edition: ReportEdition, wanted: Wanted, template: WordTemplate | None) -> str:
    parts = [edition.pk, edition.content_sha256, wanted.format, wanted.language]
    parts += [wanted.selection.document(), template.sha256 if template else ""]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _queued(
    edition: ReportEdition,
    user: User | None,
    wanted: Wanted,
    template: WordTemplate | None,
    key: str,
) -> ReportFile:
    try:
        with transaction.atomic():
            return ReportFile.objects.create(
                edition=edition,
                request_sha256=key,
                format=wanted.format,
                language=wanted.language,
                selection=wanted.selection.document(),
                template=template,
                steps=len(steps_of(wanted.format)),
                requested_by=user,
                expires_at=timezone.now() + KEPT,
            )
    except IntegrityError:
        return ReportFile.objects.get(request_sha256=key)


def is_gone(row: ReportFile) -> bool:
    """True for a file that is too old, or was finished and whose bytes are no longer there."""
    if row.expires_at <= timezone.now():
        return True
    return row.status == FileStatus.DONE and not default_storage.exists(row.file.name or "-")


def start(row: ReportFile) -> None:
    """Have the file made in this process, unless it is ready or somebody is at it."""
    if row.status in (FileStatus.QUEUED, FileStatus.RUNNING):
        begin = partial(background.crew().begin, row.pk, partial(work, row.pk))
        transaction.on_commit(begin)  # a thread sees only what is stored


def wait_for(row: ReportFile, seconds: float) -> ReportFile:
    """Return the row as it is once the file is ready, or after so many seconds."""
    background.crew().wait(row.pk, seconds)
    row.refresh_from_db()
    return row


def work(key: int) -> None:
    """Make the file of this row, unless it is made or somebody is at it."""
    close_old_connections()
    if _claimed(key):
        with _alive(key):
            _make(key)


def _claimed(key: int) -> bool:
    """Take the row for this thread; False if somebody else is at it."""
    now = timezone.now()
    silent = Q(status=FileStatus.RUNNING, heartbeat_at__lt=now - SILENT)
    free = ReportFile.objects.filter(Q(status=FileStatus.QUEUED) | silent, pk=key)
    return free.update(status=FileStatus.RUNNING, heartbeat_at=now, step=0) == 1


@contextmanager
def _alive(key: int) -> Iterator[None]:
    """Give signs of life while a step takes long."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT.total_seconds()):
            try:
                _running(key).update(heartbeat_at=timezone.now())
            except DatabaseError:
                continue  # the next beat comes soon enough
            finally:
                connections.close_all()

    heart = threading.Thread(target=beat, daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def _running(key: int) -> QuerySet[ReportFile]:
    """The row while the work lasts: whoever comes second changes nothing."""
    return ReportFile.objects.filter(pk=key, status=FileStatus.RUNNING)


def _make(key: int) -> None:
    row = ReportFile.objects.select_related("edition__logo", "template").get(pk=key)
    names = steps_of(FileFormat(row.format))

    def progress(step: str) -> None:
        _running(key).update(step=names.index(step) + 1, heartbeat_at=timezone.now())

    try:
        data = printing.made(row.edition, _wanted(row), progress)
        # a name nobody can guess; people see another one
        row.file.save(f"{tokens.new_token()}.{row.format}", ContentFile(data), save=False)
    except Exception as error:  # whatever breaks in there, people must be told
        _log(key, error)
        _running(key).update(
            status=FileStatus.FAILED, problem=_problem(row, error), finished_at=timezone.now()
        )
        return
    finished = _running(key).update(
        file=row.file.name, size=len(data), status=FileStatus.DONE, finished_at=timezone.now()
    )
    if not finished:  # somebody took it up meanwhile and was quicker, or it was deleted
        row.file.delete(save=False)


def _log(key: int, error: Exception) -> None:
    """Write where it broke; not the message, which may quote what somebody typed."""
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("file %s could not be made: %s\n%s", key, type(error).__name__, where)


def _problem(row: ReportFile, error: Exception) -> FileProblem:
    if isinstance(error, UnreadableEditionError):
        return FileProblem.UNREADABLE
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FileProblem.NO_ROOM
    return FileProblem.TEMPLATE if row.template_id else FileProblem.OTHER


def _wanted(row: ReportFile) -> Wanted:
    template = bytes(row.template.docx) if row.template else None
    selection = read_selection(row.selection)
    return Wanted(FileFormat(row.format), row.language, selection, template)


def ready(assessment: Assessment) -> list[ReportFile]:
    """Return the finished files of an assessment, the newest first; one query."""
    done = ReportFile.objects.fresh(timezone.now()).filter(
        edition__assessment=assessment, status=FileStatus.DONE
    )
    return list(
        done.select_related("edition", "template").defer("edition__documents", "template__docx")
    )


def delete_expired() -> int:
    """Delete what is older than thirty days, the bytes too; return how many."""
    rows = list(ReportFile.objects.filter(expires_at__lte=timezone.now())[:200])
    for row in rows:
        _forget(row)
    return len(rows)


def delete_orphans() -> int:
    """Delete bytes whose row is gone, as with a deleted assessment; return how many.

    What was written within the last hour stays: its row may be about to name it.
    """
    named = set(ReportFile.objects.exclude(file="").values_list("file", flat=True))
    before = timezone.now() - timedelta(hours=1)
    lost = [
        name
        for name in _stored(FOLDER)
        if name not in named and default_storage.get_modified_time(name) < before
    ]
    for name in lost:
        default_storage.delete(name)
    return len(lost)


def _stored(folder: str) -> Iterator[str]:
    """Yield the names of all files below a folder of the storage."""
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in names)
    for inner in folders:
        yield from _stored(f"{folder}/{inner}")


def _forget(row: ReportFile) -> None:
    if row.file:
        row.file.delete(save=False)
    row.delete()
