"""Create a company and change its profile."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import Assessment, Company, Organisation


class StaleCompanyError(Exception):
    """Somebody changed the profile meanwhile."""


def create(organisation: Organisation, name: str, profile: dict[str, Any]) -> Company:
    """Save a new company of this organisation."""
    return Company.objects.create(organisation=organisation, name=name, profile=profile)


@transaction.atomic
def change(company: Company, name: str, profile: dict[str, Any], *, version: int) -> None:
    """Save name and profile. Raises StaleCompanyError if another save came between."""
    rows = Company.objects.filter(pk=company.pk, version=version)
    now = timezone.now()
    if not rows.update(name=name, profile=profile, version=F("version") + 1, updated_at=now):
        raise StaleCompanyError
    Assessment.objects.filter(company=company).update(changed_at=now)
