"""Save the record's importance points."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import Assessment, Importance, Response, ResponseKind

from .answers import record_of


class StaleImportanceError(Exception):
    """Somebody saved other points meanwhile; `stored` is what stands now."""

    def __init__(self, stored: Importance) -> None:
        self.stored = stored
        super().__init__("the points were changed meanwhile")


def stored(assessment: Assessment) -> Importance | None:
    """The record's points, or None."""
    return Importance.objects.filter(
        response__assessment=assessment, response__kind=ResponseKind.RECORD
    ).first()


@transaction.atomic
def save(assessment: Assessment, points: Mapping[str, int], *, version: int) -> Importance:
    """Save 100 points over the seven criteria (checked by the form).

    version: the one the form was filled from, 0 for the first time. Raises
    StaleImportanceError when another save with other points came between.
    """
    record = record_of(assessment)
    if version == 0:
        saved = _first(record, dict(points))
    else:
        saved = Importance.objects.filter(response=record, version=version).update(
            points=dict(points), version=F("version") + 1, updated_at=timezone.now()
        )
    now = Importance.objects.get(response=record)
    if not saved and now.points != dict(points):
        raise StaleImportanceError(now)
    Assessment.objects.filter(pk=assessment.pk).update(changed_at=timezone.now())
    return now


def _first(record: Response, points: dict[str, int]) -> int:
    try:
        with transaction.atomic():
            Importance.objects.create(response=record, points=points)
    except IntegrityError:
        return 0
    return 1
