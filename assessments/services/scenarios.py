"""Keep a set of weights under a name, remove it, bring it back."""

from collections.abc import Sequence

from django.utils import timezone

from assessments.models import Assessment, Scenario, User


def keep(assessment: Assessment, name: str, points: Sequence[int], *, user: User) -> Scenario:
    """Save seven amounts in the catalogue's order."""
    return Scenario.objects.create(
        assessment=assessment, name=name, points=list(points), created_by=user
    )


def remove(scenario: Scenario) -> None:
    """Hide the scenario; `restore` brings it back."""
    Scenario.objects.filter(pk=scenario.pk).update(deleted_at=timezone.now())


def restore(scenario: Scenario) -> None:
    """Undo `remove`."""
    Scenario.objects.filter(pk=scenario.pk).update(deleted_at=None)
