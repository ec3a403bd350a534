"""What was said about the conditions of an assessment; the engine's `confirmed` follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from assessments.catalogue import load
from assessments.engine.rules import meant_by
from assessments.models import Assessment, Safeguard, SafeguardState, User

Place = tuple[str, str]  # rule, option


class StaleSafeguardError(Exception):
    """Somebody said something else meanwhile. stored: what stands there now."""

    def __init__(self, stored: Safeguard) -> None:
        self.stored = stored
        super().__init__(f"now {stored.state}")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says about the safeguards of one condition for one way."""

    state: SafeguardState = SafeguardState.OPEN
    said_by: str = ""
    said_on: date | None = None
    note: str = ""

    @classmethod
    def of(cls, row: Safeguard) -> "Said":
        """What stands in a row."""
        return cls(SafeguardState(row.state), row.said_by, row.said_on, row.note)


def of_assessment(assessment: Assessment) -> dict[Place, Safeguard]:
    """Everything said so far, by rule and option; one query."""
    rows = Safeguard.objects.filter(assessment=assessment).select_related("changed_by")
    return {(row.rule, row.option): row for row in rows}


def confirmed(assessment: Assessment) -> dict[str, dict[str, bool]]:
    """Rule → option → in place (True) or refused (False), as the engine takes it; one query.

    What speaks of a rule that is no condition any more counts for nothing.
    """
    found: dict[str, dict[str, bool]] = {}
    rows = Safeguard.objects.decided().filter(assessment=assessment)
    for key, option, state in rows.values_list("rule", "option", "state"):
        for rule in meant_by(load(), key):
            if option in rule.options:
                found.setdefault(rule.id, {})[option] = state == SafeguardState.MET
    return found


@transaction.atomic
def record(
    assessment: Assessment, place: Place, said: Said, *, version: int, user: User | None
) -> Safeguard:
    """Keep what was said; version: of the row the person saw, 0 where there was none.

    The caller has checked that they may change the assessment and that the condition concerns
    this way. Raises StaleSafeguardError if something else was said meanwhile.
    """
    rule, option = place
    rows = Safeguard.objects.filter(assessment=assessment, rule=rule, option=option)
    stored = rows.select_for_update().first()
    if stored is not None and Said.of(stored) == said:
        return stored
    if stored is not None and stored.version != version:
        raise StaleSafeguardError(stored)
    _touch(assessment)
    if stored is None:
        return _made(assessment, place, said, user)
    rows.update(
        state=said.state,
        said_by=said.said_by,
        said_on=said.said_on,
        note=said.note,
        version=F("version") + 1,
        changed_by=user,
        changed_at=timezone.now(),
    )
    return rows.select_related("changed_by").get()


def _made(assessment: Assessment, place: Place, said: Said, user: User | None) -> Safeguard:
    """A new row; somebody who was quicker at the very same moment makes it a stale one."""
    rule, option = place
    try:
        with transaction.atomic():
            return Safeguard.objects.create(
                assessment=assessment,
                rule=rule,
                option=option,
                state=said.state,
                said_by=said.said_by,
                said_on=said.said_on,
                note=said.note,
                changed_by=user,
            )
    except IntegrityError:
        raise StaleSafeguardError(assessment.safeguards.get(rule=rule, option=option)) from None


def store(
    assessment: Assessment, told: Mapping[str, Mapping[str, bool]], *, user: User | None
) -> None:
    """Keep what a dossier says; who and when it does not know."""
    Safeguard.objects.bulk_create(
        Safeguard(
            assessment=assessment,
            rule=rule,
            option=option,
            state=SafeguardState.MET if in_place else SafeguardState.REFUSED,
            changed_by=user,
        )
        for rule, options in told.items()
        for option, in_place in options.items()
    )


def _touch(assessment: Assessment) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(changed_at=timezone.now())
