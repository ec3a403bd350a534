"""Measure again: a new assessment that begins with what was said in the last one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.models import (
    ActionItem,
    Answer,
    Assessment,
    Importance,
    Response,
    ResponseKind,
    Safeguard,
    UseCase,
    User,
)
from assessments.models.action import AHEAD
from assessments.models.use_case import USAGE_FIELDS

from . import assessing
from .answers import record_of

SAID = ("question", "level", "number", "binding", "confidence", "reason")


@transaction.atomic
def repeat(assessment: Assessment, title: str, *, user: User) -> Assessment:
    """Make a new assessment of the same company that takes over what was entered.

    It speaks of today and of today's catalogue. Taken over: use cases, the record's answers
    with their reasons, readiness, everybody's importance, own figures, confirmed conditions,
    and what is still to be done in the plan. Results, reports and comments stay behind.
    """
    made = assessing.start(assessment.company, title, user=user)
    made.follows = assessment
    made.figures = assessment.figures
    made.save(update_fields=["follows", "figures"])
    cases = _use_cases(assessment, made)
    _answers(assessment, made, cases)
    _importance(assessment, made)
    _safeguards(assessment, made)
    _plan(assessment, made)
    return made


def _use_cases(assessment: Assessment, made: Assessment) -> dict[int, UseCase]:
    """Copy those present under their codes; earlier key → copy."""
    fields = ("code", "position", "title", "archetype", "intake", *USAGE_FIELDS)
    rows = list(UseCase.objects.present().filter(assessment=assessment))
    copies = [UseCase(assessment=made, **_fields(row, fields)) for row in rows]
    UseCase.objects.bulk_create(copies)
    return {row.pk: copy for row, copy in zip(rows, copies, strict=True)}


def _fields(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _answers(assessment: Assessment, made: Assessment, cases: dict[int, UseCase]) -> None:
    """Copy the record; the copies date from the beginning, so that a later save is told apart."""
    record = record_of(made)
    Answer.objects.bulk_create(
        Answer(
            response=record,
            use_case=cases[row.use_case_id] if row.use_case_id else None,
            updated_by_id=row.updated_by_id,
            **_fields(row, SAID),
        )
        for row in Answer.objects.of_record(assessment)
    )
    Answer.objects.filter(response=record).update(updated_at=made.created_at)


def _importance(assessment: Assessment, made: Assessment) -> None:
    """Copy everybody who weighed; who was invited keeps label and weight, not the way in."""
    rows = list(Response.objects.present().filter(assessment=assessment))
    copies: dict[int, Response] = {}
    for row in rows:
        if row.is_record:
            copies[row.pk] = record_of(made)
            Response.objects.filter(pk=copies[row.pk].pk).update(weight=row.weight)
        else:
            copies[row.pk] = Response(
                assessment=made,
                kind=ResponseKind.PARTICIPANT,
                label=str(row),
                weight=row.weight,
                role=row.role,
            )
    Response.objects.bulk_create([copy for copy in copies.values() if copy.pk is None])
    said = ("method", "values", "is_chosen")
    Importance.objects.bulk_create(
        Importance(response=copies[row.response_id], **_fields(row, said))
        for row in Importance.objects.filter(response__in=rows).order_by("pk")
    )


def _safeguards(assessment: Assessment, made: Assessment) -> None:
    said = ("rule", "option", "state", "said_by", "said_on", "note", "changed_by_id")
    Safeguard.objects.bulk_create(
        Safeguard(assessment=made, **_fields(row, said))
        for row in Safeguard.objects.filter(assessment=assessment)
    )


def _plan(assessment: Assessment, made: Assessment) -> None:
    said = ("origin", "title", "detail", "owner", "due", "status", "created_by_id")
    ahead = ActionItem.objects.present().filter(assessment=assessment, status__in=AHEAD)
    ActionItem.objects.bulk_create(
        ActionItem(assessment=made, **_fields(row, said)) for row in ahead.order_by("pk")
    )


def is_taken_over(assessment: Assessment, answer: Answer) -> bool:
    """True while nobody has saved the copied answer, not even unchanged."""
    copied = answer.version == 1 and answer.updated_at <= assessment.created_at
    return assessment.follows_id is not None and copied


def unchecked(assessment: Assessment, answers: Iterable[Answer]) -> int:
    """Count the copied answers that nobody has looked at yet."""
    return sum(is_taken_over(assessment, answer) for answer in answers)


def remind(assessment: Assessment, day: date | None) -> None:
    """Set the day on which to measure again; None = no reminder."""
    Assessment.objects.filter(pk=assessment.pk).update(remeasure_on=day)
    assessment.remeasure_on = day


def in_months(begin: date, months: int) -> date:
    """Return the same day so many months later, the month's last one where it has none."""
    years, month = divmod(begin.month - 1 + months, 12)
    for day in range(begin.day, 27, -1):
        try:
            return date(begin.year + years, month + 1, day)
        except ValueError:
            continue
    return date(begin.year + years, month + 1, begin.day)


def is_due(assessment: Assessment) -> bool:
    """True from the day of the reminder on."""
    day = assessment.remeasure_on
    return day is not None and day <= timezone.localdate()
