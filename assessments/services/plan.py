"""The action plan: take proposals, add own entries, change, remove, bring back."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any, cast

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import ActionItem, ActionStatus, Assessment, User
from assessments.report.planned import PlannedStep, Status
from assessments.report.sentences.proposals import Proposal, reason
from assessments.report.voice import Voice

MOST = 1000  # entries one plan may hold


class StaleActionError(Exception):
    """Somebody changed the entry meanwhile. stored: what stands there now."""

    def __init__(self, stored: ActionItem) -> None:
        self.stored = stored
        super().__init__(f"now version {stored.version}")


def not_taken(proposed: Iterable[Proposal], items: Iterable[ActionItem]) -> list[Proposal]:
    """Those that stand in no entry; what was dropped is an entry too. items: present ones."""
    taken = {item.origin for item in items}
    return [proposal for proposal in proposed if proposal.origin not in taken]


def lapsed(item: ActionItem, origins: Collection[str] | None) -> bool:
    """True where an entry still ahead has lost its reason. origins: None = nobody knows yet."""
    known = origins is not None and item.origin not in origins
    return known and bool(item.origin) and item.is_ahead


def entries(assessment: Assessment) -> list[ActionItem]:
    """Everything in the plan that was not removed, soonest first."""
    rows = ActionItem.objects.present().filter(assessment=assessment)
    return list(rows.soonest_first())


@transaction.atomic
def take(
    assessment: Assessment,
    proposed: Iterable[Proposal],
    *,
    user: User,
    today: date,
    status: ActionStatus = ActionStatus.OPEN,
) -> int:
    """Put proposals into the plan and return how many; one that stands there stays untouched.

    A removed entry comes back with the proposal's words. Due dates count from the day the
    assessment speaks of, or from today where that is later.
    """
    stored = {item.origin: item for item in assessment.actions.exclude(origin="")}
    begin, count, new = max(assessment.as_of, today), 0, []
    for proposal in proposed:
        fields = {
            "title": proposal.title,
            "detail": proposal.detail,
            "owner": proposal.owner,
            "due": begin + timedelta(weeks=proposal.weeks),
            "status": status,
        }
        item = stored.get(proposal.origin)
        if item is None:
            new.append(
                ActionItem(assessment=assessment, origin=proposal.origin, created_by=user, **fields)
            )
        elif item.deleted_at is not None:
            _write(item, deleted_at=None, **fields)
            count += 1
    # Somebody else may take the same ones at the same moment: then theirs stand.
    ActionItem.objects.bulk_create(new, ignore_conflicts=True)
    _touch(assessment.pk)
    return count + len(new)


@transaction.atomic
def add(assessment: Assessment, *, user: User, **fields: Any) -> ActionItem:
    """Add an entry of one's own. fields: title, detail, owner, due."""
    item = ActionItem.objects.create(assessment=assessment, created_by=user, **fields)
    _touch(assessment.pk)
    return item


@transaction.atomic
def change(item: ActionItem, *, version: int, **fields: Any) -> None:
    """Save changed fields; the row in hand is up to date afterwards.

    Raises StaleActionError if another save with other values came between.
    """
    rows = ActionItem.objects.filter(pk=item.pk, version=version)
    now = timezone.now()
    changed = rows.update(**fields, version=F("version") + 1, changed_at=now)
    item.refresh_from_db()
    if not changed and any(getattr(item, name) != value for name, value in fields.items()):
        raise StaleActionError(item)
    _touch(item.assessment_id)


@transaction.atomic
def remove(item: ActionItem) -> None:
    """Hide the entry; `restore` brings it back, and its proposal can be taken again."""
    _write(item, deleted_at=timezone.now())
    _touch(item.assessment_id)


@transaction.atomic
def restore(item: ActionItem) -> None:
    """Undo `remove`."""
    _write(item, deleted_at=None)
    _touch(item.assessment_id)


def planned(
    items: Iterable[ActionItem], origins: Collection[str] | None, voice: Voice
) -> tuple[PlannedStep, ...]:
    """Return entries as the report and the files print them."""
    return tuple(
        PlannedStep(
            uid=f"massnahme-{item.pk}-{item.created_at:%Y%m%d%H%M%S}@modellwahl",
            title=item.title,
            detail=item.detail,
            owner=item.owner,
            due=item.due,
            status=cast("Status", item.status),
            reason=reason(item.origin, voice),
            lapsed=lapsed(item, origins),
            changed=item.changed_at,
            version=item.version,
        )
        for item in items
    )


def _write(item: ActionItem, **fields: Any) -> None:
    ActionItem.objects.filter(pk=item.pk).update(
        **fields, version=F("version") + 1, changed_at=timezone.now()
    )


def _touch(assessment_id: int) -> None:
    Assessment.objects.filter(pk=assessment_id).update(changed_at=timezone.now())
