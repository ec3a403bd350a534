"""Who says what matters: the room together, and people or roles one by one."""

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, Response, ResponseKind

from .answers import record_of

MOST = 500  # what a dossier holds


def listed(assessment: Assessment) -> list[Response]:
    """Everybody who is there with what they said, the room together first; two queries."""
    rows = list(assessment.responses.present().order_by("pk").prefetch_related("importances"))
    if not any(row.is_record for row in rows):
        record_of(assessment)
        return listed(assessment)
    return sorted(rows, key=lambda row: not row.is_record)


@transaction.atomic
def add(assessment: Assessment, *, label: str, weight: float) -> Response:
    """Add a person or a role."""
    made = Response.objects.create(
        assessment=assessment, kind=ResponseKind.PARTICIPANT, label=label, weight=weight
    )
    _changed(made)
    return made


@transaction.atomic
def change(response: Response, *, label: str, weight: float) -> None:
    """Rename somebody, or let them count more or less; the room together has no other name."""
    named = {} if response.is_record else {"label": label}
    Response.objects.filter(pk=response.pk).update(weight=weight, **named)
    _changed(response)


@transaction.atomic
def remove(response: Response) -> None:
    """Take somebody out; what they said stays stored. Raises ValueError for the record."""
    if response.is_record:
        raise ValueError("the record cannot be removed")
    Response.objects.filter(pk=response.pk, deleted_at=None).update(deleted_at=timezone.now())
    _changed(response)


@transaction.atomic
def restore(response: Response) -> None:
    """Undo `remove`."""
    Response.objects.filter(pk=response.pk).update(deleted_at=None)
    _changed(response)


def _changed(response: Response) -> None:
    Assessment.objects.filter(pk=response.assessment_id).update(changed_at=timezone.now())
