"""The version of a report that an address names, and its files' names."""

import re

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

from assessments.models import FileFormat, ReportEdition, ReportFile
from assessments.services.printing import TYPES

from .access import READING, MemberRequest

RELATED = ("assessment__company__organisation", "evaluation", "logo")


def edition_for(
    request: MemberRequest, assessment_id: int, number: int, *, to_read: bool = False
) -> ReportEdition:
    """The version, if this person may read (or, when sending, change) it; else 404 or 403.

    to_read: reading is enough, even when something is sent.
    """
    wanted = {"assessment_id": assessment_id, "number": number}
    changes = not to_read and request.method not in READING
    if changes:
        mine = ReportEdition.objects.writable_by(request.user).filter(**wanted)
        row = mine.select_related(*RELATED).first()
        if row is not None:
            return row
    rows = ReportEdition.objects.visible_to(request.user).filter(**wanted)
    row = rows.select_related(*RELATED).first()
    if row is None:
        raise Http404
    if changes:
        raise PermissionDenied
    return row


def sent(data: bytes, edition: ReportEdition, form: FileFormat) -> HttpResponse:
    """The bytes as a file to keep."""
    disposition = content_disposition_header(as_attachment=True, filename=filename(edition, form))
    return HttpResponse(
        data, content_type=TYPES[form], headers={"Content-Disposition": disposition}
    )


def sent_file(row: ReportFile, edition: ReportEdition) -> FileResponse:
    """A finished file, read while it is sent."""
    form = FileFormat(row.format)
    content: File[bytes] = row.file.open("rb")
    return FileResponse(
        content, as_attachment=True, filename=filename(edition, form), content_type=TYPES[form]
    )


def filename(edition: ReportEdition, form: FileFormat) -> str:
    """Return "Modellwahl-Hallweg-GmbH-Version-3-2026-11-23.pdf"; letters keep umlauts."""
    company = edition.assessment.company.name
    safe = re.sub(r"[^\w]+", "-", company).strip("-_")[:60].rstrip("-_")
    day = edition.created_at.date().isoformat()
    parts = ("Modellwahl", safe, f"Version-{edition.number}", day)
    ending = "zip" if form == FileFormat.CSV else form.value
    return f"{'-'.join(part for part in parts if part)}.{ending}"
