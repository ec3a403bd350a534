"""What an organisation judges otherwise than the catalogue, with reason, name and date."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .organisation import WRITERS, Organisation
from .user import User


class CalibrationKind(models.TextChoices):
    """A starting level of a way on a criterion, or the effect of an answer on a way."""

    BASE = "base", _("Starting level")
    EFFECT = "effect", _("Effect of an answer")


class CalibrationQuerySet(models.QuerySet["Calibration"]):
    """Questions on calibrations."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Calibrations of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Calibrations the user may change."""
        if not user.is_authenticated:
            return self.none()
        members = {"organisation__members__user": user}
        return self.filter(**members, organisation__members__role__in=WRITERS)

    def counting(self, organisation_id: int) -> Self:
        """Those that count in an organisation now, in the order of their codes."""
        return self.filter(organisation_id=organisation_id, active=True).order_by("kind", "code")

    def of_value(self, organisation_id: int, kind: str, code: str) -> Self:
        """All there ever was for one value, the newest first."""
        rows = self.filter(organisation_id=organisation_id, kind=kind, code=code)
        return rows.order_by("-version")


_BASE = Q(
    kind=CalibrationKind.BASE,
    points=None,
    level__isnull=False,
    low__isnull=False,
    high__isnull=False,
    low__gte=0,
    level__gte=F("low"),
    high__gte=F("level"),
    high__lte=4,
)
_EFFECT = Q(
    kind=CalibrationKind.EFFECT,
    points__isnull=False,
    points__gte=-2,
    points__lte=2,
    level=None,
    low=None,
    high=None,
)


class Calibration(models.Model):
    """One own value in place of the catalogue's; every change is a row of its own.

    code: "KT.api_us" (criterion, way) for a starting level, "KT1.2.api_us" (question, level,
    way) for an effect. version: counted for each code. At most one of a code is active; none
    means that the catalogue's value counts.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="calibrations")
    kind = models.CharField(max_length=6, choices=CalibrationKind.choices)
    code = models.CharField(max_length=40)
    level = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    points = models.SmallIntegerField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=400)
    version = models.PositiveIntegerField()
    active = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "code"],
                condition=Q(active=True),
                name="calibration_active_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "code", "version"],
                name="calibration_version_once",
            ),
            models.CheckConstraint(condition=_BASE | _EFFECT, name="calibration_within_bounds"),
            models.CheckConstraint(condition=~Q(reason=""), name="calibration_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
