"""Own values in place of the catalogue's figures: put in, take back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment


class StaleFigureError(Exception):
    """Somebody changed this value meanwhile. stored: what stands there now."""

    def __init__(self, stored: "Own") -> None:
        self.stored = stored
        super().__init__(f"now {stored.value}")


@dataclass(frozen=True, slots=True)
class Own:
    """What a company says of one figure. value: None = the catalogue's counts."""

    value: float | None = None
    note: str = ""


def own(assessment: Assessment, code: str) -> Own:
    """Return what is stored for one figure."""
    entry = assessment.figures.get(code, {})
    return Own(entry.get("value"), entry.get("note", ""))


@transaction.atomic
def put(assessment: Assessment, code: str, given: Own, *, seen: float | None) -> None:
    """Store one figure's own value and note; value None takes the catalogue's again.

    seen: the own value the person had before their eyes. The caller has checked that they may
    change the assessment and that the value is within bounds. Raises StaleFigureError if
    another value stands there now.
    """
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    stored = own(row, code)
    if stored.value not in (seen, given.value):
        raise StaleFigureError(stored)
    _write(assessment, row, {code: given})


@transaction.atomic
def put_all(assessment: Assessment, given: Mapping[str, Own]) -> dict[str, Own]:
    """Store several figures at once; return what stood there before, for taking back."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    before = {code: own(row, code) for code in given}
    _write(assessment, row, given)
    return before


def _write(assessment: Assessment, row: Assessment, given: Mapping[str, Own]) -> None:
    figures = dict(row.figures)
    for code, new in given.items():
        entry: dict[str, Any] = {} if new.value is None else {"value": new.value}
        if new.note:
            entry["note"] = new.note
        figures.pop(code, None)
        if entry:
            figures[code] = entry
    Assessment.objects.filter(pk=row.pk).update(figures=figures, changed_at=timezone.now())
    assessment.figures = figures
