"""Switch a rule off for an organisation, with a reason; switch it on again."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.catalogue import load
from assessments.models import Organisation, RuleSwitch, User


class AlreadyOffError(Exception):
    """The rule is off in this organisation already."""


def switched_off(organisation_id: int) -> dict[str, str]:
    """Rule → reason, of the rules the catalogue knows; one query."""
    rows = RuleSwitch.objects.off().filter(organisation_id=organisation_id)
    return {
        rule: reason for rule, reason in rows.values_list("rule", "reason") if rule in load().rules
    }


def switch_off(organisation: Organisation, rule: str, reason: str, *, user: User) -> RuleSwitch:
    """Apply a rule no longer. The caller has checked that the person owns the organisation.

    Raises AlreadyOffError.
    """
    try:
        with transaction.atomic():
            return RuleSwitch.objects.create(
                organisation=organisation, rule=rule, reason=reason, by=user
            )
    except IntegrityError:
        raise AlreadyOffError from None


def switch_on(row: RuleSwitch, *, user: User) -> None:
    """Apply the rule again; who had switched it off and why stays on record."""
    rows = RuleSwitch.objects.off().filter(pk=row.pk)
    rows.update(ended_at=timezone.now(), ended_by=user)


def switch_back(row: RuleSwitch) -> None:
    """Undo `switch_on`. Raises AlreadyOffError if it was switched off anew meanwhile."""
    try:
        with transaction.atomic():
            RuleSwitch.objects.filter(pk=row.pk).update(ended_at=None, ended_by=None)
    except IntegrityError:
        raise AlreadyOffError from None
