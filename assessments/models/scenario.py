"""Weights somebody tried out and wants to find again."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .organisation import WRITERS
from .user import User


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    """Questions on scenarios."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Scenarios in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Scenarios the user may remove and bring back."""
        if not user.is_authenticated:
            return self.none()
        members = "assessment__company__organisation__members"
        return self.filter(**{f"{members}__user": user, f"{members}__role__in": WRITERS})

    def present(self) -> Self:
        """Those not removed; a removed one can be brought back."""
        return self.filter(deleted_at=None)


class Scenario(models.Model):
    """A name and seven amounts in the catalogue's order; importance itself is not touched."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scenarios")
    name = models.CharField(_("name"), max_length=80)
    points = models.JSONField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="scenario_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
