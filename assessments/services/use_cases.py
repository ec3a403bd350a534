"""Add, change, order and delete use cases."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from assessments.catalogue import load
from assessments.models import Answer, Assessment, UseCase, User

from .answers import record_of


class StaleUseCaseError(Exception):
    """Somebody changed the use case meanwhile."""


@transaction.atomic
def add(
    assessment: Assessment, *, user: User | None, archetype: str = "", **fields: Any
) -> UseCase:
    """Add a use case; its template's answers become overrides, ready to be corrected.

    fields: title, usage fields and intake of `UseCase`.
    """
    last = assessment.use_cases.aggregate(last=Max("position"))["last"] or 0
    use_case = UseCase.objects.create(
        assessment=assessment,
        code=f"UC{last + 1}",
        position=last + 1,
        archetype=archetype,
        **fields,
    )
    template = load().archetypes.get(archetype)
    if template is not None:
        override(use_case, template.answers, user=user)
    _touch(assessment)
    return use_case


@transaction.atomic
def override(use_case: UseCase, levels: Mapping[str, str], *, user: User | None) -> None:
    """Set several answers of one use case at once, keeping those already given."""
    record = record_of(use_case.assessment)
    present = set(use_case.answers.values_list("question", flat=True))
    Answer.objects.bulk_create(
        Answer(response=record, use_case=use_case, question=question, level=level, updated_by=user)
        for question, level in levels.items()
        if question not in present
    )


@transaction.atomic
def change(use_case: UseCase, *, version: int, **fields: Any) -> None:
    """Save changed fields. Raises StaleUseCaseError if another save came between."""
    rows = UseCase.objects.filter(pk=use_case.pk, version=version)
    if not rows.update(**fields, version=F("version") + 1):
        raise StaleUseCaseError
    _touch(use_case.assessment)


@transaction.atomic
def delete(use_case: UseCase) -> None:
    """Hide the use case; `restore` brings it back with all its answers."""
    UseCase.objects.filter(pk=use_case.pk).update(deleted_at=timezone.now())
    _touch(use_case.assessment)


@transaction.atomic
def restore(use_case: UseCase) -> None:
    """Undo `delete`."""
    UseCase.objects.filter(pk=use_case.pk).update(deleted_at=None)
    _touch(use_case.assessment)


@transaction.atomic
def move(use_case: UseCase, *, up: bool) -> None:
    """Swap places with the neighbour above or below; at the end nothing happens."""
    others = UseCase.objects.present().filter(assessment=use_case.assessment)
    if up:
        other = others.filter(position__lt=use_case.position).order_by("-position").first()
    else:
        other = others.filter(position__gt=use_case.position).order_by("position").first()
    if other is not None:
        here, there = use_case.position, other.position
        UseCase.objects.filter(pk=use_case.pk).update(position=there)
        UseCase.objects.filter(pk=other.pk).update(position=here)
        _touch(use_case.assessment)


def _touch(assessment: Assessment) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(changed_at=timezone.now())
