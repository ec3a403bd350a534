"""Who does what by when: the entries of an assessment's plan."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .organisation import WRITERS
from .user import User

TITLE_LENGTH, DETAIL_LENGTH, OWNER_LENGTH, ORIGIN_LENGTH = 200, 4000, 120, 60
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class ActionStatus(models.TextChoices):
    """How far it is. Dropped: decided against, and not proposed again."""

    OPEN = "open", _("Open")
    DOING = "doing", _("In progress")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


AHEAD = (ActionStatus.OPEN, ActionStatus.DOING)  # what still has to be done


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    """Questions on the plan's entries."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Entries in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Entries the user may change."""
        if not user.is_authenticated:
            return self.none()
        members = "assessment__company__organisation__members"
        return self.filter(**{f"{members}__user": user, f"{members}__role__in": WRITERS})

    def present(self) -> Self:
        """Those not removed; a removed one can be brought back."""
        return self.filter(deleted_at=None)

    def soonest_first(self) -> Self:
        """By due date, those without one last; within a day as they were taken in."""
        return self.order_by(F("due").asc(nulls_last=True), "pk")


class ActionItem(models.Model):
    """One entry. origin: what it was proposed for, such as "duty:KO-13", or "" for an own one.

    owner: a name or a role, free text. version counts every save, so that a stale one is
    noticed. A removed entry keeps its origin: the proposal may be taken again.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="actions")
    origin = models.CharField(max_length=ORIGIN_LENGTH, blank=True)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    detail = models.TextField(_("detail"), max_length=DETAIL_LENGTH, blank=True)
    owner = models.CharField(_("owner"), max_length=OWNER_LENGTH, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(max_length=8, choices=ActionStatus.choices, default=ActionStatus.OPEN)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "origin"],
                condition=~models.Q(origin=""),
                name="action_origin_once",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="action_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(status__in=ActionStatus.values), name="action_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(due=None) | models.Q(due__gte=EARLIEST, due__lte=LATEST),
                name="action_due_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ahead(self) -> bool:
        """True while something remains to be done."""
        return self.status in AHEAD
