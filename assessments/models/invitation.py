"""Invitations to answer without an account."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .organisation import WRITERS
from .user import User


class RespondentRole(models.TextChoices):
    """From where somebody looks at the company."""

    MANAGEMENT = "management", _("Management")
    IT = "it", _("IT")
    DEPARTMENT = "department", _("Department")
    DATA_PROTECTION = "data_protection", _("Data protection")
    OTHER = "other", _("Other")


class InvitationKind(models.TextChoices):
    """A link for one person, or one for all who get it and give a name."""

    PERSONAL = "personal", _("For one person")
    OPEN = "open", _("One link for several")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions on invitations."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Invitations of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Invitations the user may change, send and end."""
        if not user.is_authenticated:
            return self.none()
        members = "assessment__company__organisation__members"
        return self.filter(**{f"{members}__user": user, f"{members}__role__in": WRITERS})

    def open_on(self, day: date) -> Self:
        """Those that work on this day."""
        return self.filter(revoked_at=None, ends_on__gte=day)


class Invitation(models.Model):
    """Who is asked for what, until when; the secret itself is not kept, only its hash.

    label: whom it is for, as typed. role: empty on an open link = everybody says it. topics:
    codes of criteria and "readiness", empty = all. use_cases: codes asked beside the company,
    empty = the company alone. is_anonymous: what single people said is shown to nobody, only
    groups of three and more.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="invitations")
    kind = models.CharField(max_length=8, choices=InvitationKind.choices)
    label = models.CharField(_("for whom"), max_length=160)
    role = models.CharField(max_length=15, choices=RespondentRole.choices, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    topics = models.JSONField(default=list, blank=True)
    use_cases = models.JSONField(default=list, blank=True)
    asks_importance = models.BooleanField(default=True)
    is_anonymous = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="de")
    greeting = models.TextField(_("greeting"), max_length=1000, blank=True)
    ends_on = models.DateField(_("works until"))
    remind_on = models.DateField(_("reminder on"), null=True, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    asked_again_at = models.DateTimeField(null=True, blank=True)  # somebody wants a new one
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(label=""), name="invitation_has_a_label"),
            models.CheckConstraint(
                condition=models.Q(kind__in=InvitationKind.values), name="invitation_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=("", *RespondentRole.values)),
                name="invitation_role_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="open") | models.Q(email=""),
                name="invitation_open_has_no_address",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_personal(self) -> bool:
        """True for a link that belongs to one person."""
        return self.kind == InvitationKind.PERSONAL
