"""Links that let somebody without an account read one version of a report."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import WRITERS
from .report_edition import ReportEdition
from .user import User


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Questions on links."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Links to reports of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(edition__assessment__company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Links the user may end."""
        if not user.is_authenticated:
            return self.none()
        members = "edition__assessment__company__organisation__members"
        return self.filter(**{f"{members}__user": user, f"{members}__role__in": WRITERS})

    def open_on(self, day: date) -> Self:
        """Links that work on this day."""
        return self.filter(revoked_at=None, ends_on__gte=day)


class ShareLink(models.Model):
    """Read-only, with an end; the secret itself is not kept, only its hash.

    recipient: whom it is for, as typed. selection: which parts of the report it shows.
    """

    edition = models.ForeignKey(ReportEdition, models.CASCADE, related_name="links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    recipient = models.CharField(_("for whom"), max_length=80)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    selection = models.JSONField(default=dict)
    ends_on = models.DateField(_("works until"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(recipient=""), name="link_has_a_recipient"),
        ]

    def __str__(self) -> str:
        return self.recipient
