"""The consultancy and its members: the wall between tenants."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .user import User


class Role(models.TextChoices):
    """What a member may do: owners and consultants change things, viewers read."""

    OWNER = "owner", _("Owner")
    CONSULTANT = "consultant", _("Consultant")
    VIEWER = "viewer", _("Viewer")


WRITERS = (Role.OWNER, Role.CONSULTANT)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Questions on organisations."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The user's own organisations; nothing for a visitor."""
        return self.filter(members__user=user) if user.is_authenticated else self.none()

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Organisations in which the user may change things."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(members__user=user, members__role__in=WRITERS)

    def owned_by(self, user: User | AnonymousUser) -> Self:
        """Organisations whose team the user may change."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(members__user=user, members__role=Role.OWNER)


class Organisation(models.Model):
    """A consultancy, or a company that assesses itself."""

    name = models.CharField(_("name"), max_length=120)
    # On reports: a picture, and the colour of headings as "#0b5563"; empty = ours.
    logo = models.ForeignKey("Logo", models.SET_NULL, null=True, blank=True, related_name="+")
    colour = models.CharField(max_length=7, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["Member"]):
    """Questions on members."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Members of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__members__user=user)

    def ruled_by(self, user: User | AnonymousUser) -> Self:
        """Members of the organisations the user owns."""
        if not user.is_authenticated:
            return self.none()
        members = {"organisation__members__user": user}
        return self.filter(**members, organisation__members__role=Role.OWNER)


class Member(models.Model):
    """A user with a role in one organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.CONSULTANT)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="member_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="member_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.pk}"
