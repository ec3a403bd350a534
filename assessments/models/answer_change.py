"""What happened to an answer: who changed it when, from what to what."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .response import Response
from .use_case import UseCase
from .user import User


class ChangeKind(models.TextChoices):
    """How an answer came to be what it is."""

    SAVED = "saved", _("saved")
    ADOPTED = "adopted", _("taken over")
    UNDONE = "undone", _("undone")
    IMPORTED = "imported", _("imported")
    DROPPED = "dropped", _("removed")


class AnswerChangeQuerySet(models.QuerySet["AnswerChange"]):
    """Questions on changes."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Changes in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(response__assessment__company__organisation__members__user=user)


class AnswerChange(models.Model):
    """One change, written with the answer in one transaction and never changed.

    before, after: the fields of `services.answers.Entered`; None = no answer. user: None where
    the respondent changed it without an account. note: why, where somebody decided.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="changes")
    use_case = models.ForeignKey(UseCase, models.CASCADE, null=True, related_name="+")
    question = models.CharField(max_length=4)
    kind = models.CharField(max_length=8, choices=ChangeKind.choices, default=ChangeKind.SAVED)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    version = models.PositiveIntegerField()  # of the answer after the change
    note = models.CharField(max_length=500, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = AnswerChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["response", "question"], name="change_of_answer")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ChangeKind.values), name="change_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.kind}"
