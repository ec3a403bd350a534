"""Which conditions are met: what somebody said about the safeguards, for one way each."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .user import User


class SafeguardState(models.TextChoices):
    """Is everything in place that the condition asks for?"""

    MET = "met", _("met")
    REFUSED = "refused", _("not met")
    OPEN = "open", _("still open")


class SafeguardQuerySet(models.QuerySet["Safeguard"]):
    """Questions on safeguards."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Safeguards in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)

    def decided(self) -> Self:
        """Those somebody has said yes or no to."""
        return self.exclude(state=SafeguardState.OPEN)


class Safeguard(models.Model):
    """What was said about one condition for one way of sourcing.

    said_by, said_on: who confirmed or refused it, and when, as entered. version counts every
    save, so that a stale one is noticed.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="safeguards")
    rule = models.CharField(max_length=8)
    option = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=SafeguardState.choices)
    said_by = models.CharField(_("by whom"), max_length=120, blank=True)
    said_on = models.DateField(_("when"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = SafeguardQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "rule", "option"], name="safeguard_once_for_a_way"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=SafeguardState.values), name="safeguard_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.option} {self.state}"
