"""Start, copy into the archive, and bring back an assessment."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from assessments.catalogue import load
from assessments.models import Assessment, Company, Response, ResponseKind, User


@transaction.atomic
def start(
    company: Company, title: str, *, user: User | None, as_of: date | None = None
) -> Assessment:
    """Make a new assessment with its empty record, pinned to today's catalogue."""
    catalogue = load()
    assessment = Assessment.objects.create(
        company=company,
        title=title,
        catalogue_version=catalogue.version,
        catalogue_sha256=catalogue.sha256,
        as_of=as_of or timezone.localdate(),
        created_by=user,
    )
    Response.objects.create(assessment=assessment, kind=ResponseKind.RECORD)
    return assessment


def archive(assessment: Assessment) -> None:
    """Take the assessment off the list; nothing is deleted."""
    Assessment.objects.filter(pk=assessment.pk).update(archived_at=timezone.now())


def bring_back(assessment: Assessment) -> None:
    """Undo `archive`."""
    Assessment.objects.filter(pk=assessment.pk).update(archived_at=None)
