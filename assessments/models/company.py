"""An SME with its profile."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import WRITERS, Organisation
from .user import User


class CompanyQuerySet(models.QuerySet["Company"]):
    """Questions on companies."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Companies of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Companies the user may change."""
        if not user.is_authenticated:
            return self.none()
        members = {"organisation__members__user": user}
        return self.filter(**members, organisation__members__role__in=WRITERS)

    def without_assessment(self) -> Self:
        """Those whose every assessment lies in the archive, or that never had one."""
        return self.exclude(assessments__archived_at=None, assessments__isnull=False)


class Company(models.Model):
    """A company; `profile` holds U1 … U14 by code, an absent code = we do not know."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="companies")
    name = models.CharField(_("name"), max_length=160)
    profile = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="company_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
