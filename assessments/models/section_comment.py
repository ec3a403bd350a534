"""Remarks on a section of the report."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .organisation import WRITERS
from .user import User


class SectionCommentQuerySet(models.QuerySet["SectionComment"]):
    """Questions on comments. Whoever reads a report may add to it, also those who only read."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Comments in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Comments the user may settle."""
        if not user.is_authenticated:
            return self.none()
        members = "assessment__company__organisation__members"
        return self.filter(**{f"{members}__user": user, f"{members}__role__in": WRITERS})

    def removable_by(self, user: User | AnonymousUser) -> Self:
        """Comments the user may remove: writers any, everybody their own while in the team."""
        if not user.is_authenticated:
            return self.none()
        return self.visible_to(user).filter(
            models.Q(pk__in=self.model.objects.writable_by(user).values("pk"))
            | models.Q(author=user)
        )

    def present(self) -> Self:
        """Those not removed; a removed one can be brought back."""
        return self.filter(deleted_at=None)


class SectionComment(models.Model):
    """What somebody remarked. It follows the section through later versions of the report.

    section: its anchor. edition_number: the version it was written on.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="section_comments")
    section = models.CharField(max_length=80)
    edition_number = models.PositiveIntegerField()
    text = models.TextField(_("comment"), max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = SectionCommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:40]
