"""Rules an organisation does not apply, with the reason; nothing is ever silently gone."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation, Role
from .user import User


class RuleSwitchQuerySet(models.QuerySet["RuleSwitch"]):
    """Questions on rules that are, or were, switched off."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__members__user=user)

    def ruled_by(self, user: User | AnonymousUser) -> Self:
        """Those of the organisations the user owns."""
        if not user.is_authenticated:
            return self.none()
        members = {"organisation__members__user": user}
        return self.filter(**members, organisation__members__role=Role.OWNER)

    def off(self) -> Self:
        """The rules that are off now."""
        return self.filter(ended_at=None)


class RuleSwitch(models.Model):
    """One rule, switched off for all assessments of an organisation until `ended_at`."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="rule_switches")
    rule = models.CharField(max_length=8)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RuleSwitchQuerySet.as_manager()

    class Meta:
        ordering = ["rule", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule"],
                condition=models.Q(ended_at=None),
                name="rule_switched_off_once",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="rule_switch_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.pk}"
