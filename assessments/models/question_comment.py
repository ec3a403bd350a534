"""Remarks of the team on a question."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .organisation import WRITERS
from .use_case import UseCase
from .user import User


class QuestionCommentQuerySet(models.QuerySet["QuestionComment"]):
    """Questions on comments."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Comments in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Comments the user may settle or remove."""
        if not user.is_authenticated:
            return self.none()
        members = "assessment__company__organisation__members"
        return self.filter(**{f"{members}__user": user, f"{members}__role__in": WRITERS})

    def present(self) -> Self:
        """Those not removed; a removed one can be brought back."""
        return self.filter(deleted_at=None)


class QuestionComment(models.Model):
    """What somebody of the team remarked on a question, for the company or one use case."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="question_comments")
    question = models.CharField(max_length=4)
    use_case = models.ForeignKey(UseCase, models.CASCADE, null=True, related_name="+")
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

    objects = QuestionCommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="question_comment_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
