"""Who answers, and every single answer."""

from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .codes import LEVELS, NUMBER_QUESTION, PER_USE_CASE
from .invitation import Invitation, RespondentRole
from .organisation import WRITERS
from .use_case import UseCase
from .user import User


class ResponseKind(models.TextChoices):
    """`record` is the answer set that counts."""

    RECORD = "record", _("Record")
    INVITED = "invited", _("Invited")
    PARTICIPANT = "participant", _("Participant")


MOST_WEIGHT = 100  # how much one respondent may count beside another


class ResponseQuerySet(models.QuerySet["Response"]):
    """Questions on respondents."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Respondents in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Respondents the user may change."""
        if not user.is_authenticated:
            return self.none()
        members = {"assessment__company__organisation__members__user": user}
        return self.filter(**members, assessment__company__organisation__members__role__in=WRITERS)

    def present(self) -> Self:
        """Those not removed; a removed one can be brought back."""
        return self.filter(deleted_at=None)


class Response(models.Model):
    """The answer set of one respondent; every assessment has exactly one record.

    label: a role or a name. weight: how much the respondent counts beside the others. invitation
    and the five fields after it: of those who answer without an account; handed in and not
    reopened, their answers are closed.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="responses")
    kind = models.CharField(max_length=12, choices=ResponseKind.choices)
    label = models.CharField(max_length=160, blank=True)
    weight = models.FloatField(default=1.0)
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="responses"
    )
    role = models.CharField(max_length=15, choices=RespondentRole.choices, blank=True)
    # The way back for whoever answers without an account; the secret itself is not kept.
    token_sha256 = models.CharField(max_length=64, unique=True, null=True, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                condition=models.Q(kind=ResponseKind.RECORD),
                name="response_one_record",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=ResponseKind.values), name="response_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=0, weight__lte=MOST_WEIGHT),
                name="response_weight_in_bounds",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=ResponseKind.RECORD) | models.Q(deleted_at=None),
                name="response_record_stays",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=("", *RespondentRole.values)),
                name="response_role_known",
            ),
        ]

    def __str__(self) -> str:
        if self.is_record and not self.label:
            return gettext("Together")
        return self.label or self.get_kind_display()

    @property
    def is_record(self) -> bool:
        """True for the answer set that counts."""
        return self.kind == ResponseKind.RECORD

    @property
    def is_closed(self) -> bool:
        """True once handed in; the consultant may open it again."""
        handed, again = self.handed_in_at, self.reopened_at
        return handed is not None and (again is None or again < handed)


class Confidence(models.TextChoices):
    """How sure the respondent is."""

    ESTIMATED = "estimated", _("Estimated")
    FAIRLY_SURE = "fairly_sure", _("Fairly sure")
    PROVEN = "proven", _("Proven")


def _known_answers() -> models.Q:
    """A level belongs to its question; only KP1 takes a number; an empty answer is a note."""
    pairs = (
        models.Q(question__in=questions, level__in=("", *levels))
        for questions, levels in LEVELS.items()
    )
    return reduce(or_, pairs) & (
        models.Q(number__isnull=True) | models.Q(question=NUMBER_QUESTION, number__gte=0)
    )


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Questions on answers."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Answers in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(response__assessment__company__organisation__members__user=user)

    def of_record(self, assessment: Assessment) -> Self:
        """The answers that count, without those of deleted use cases."""
        record = {"response__assessment": assessment, "response__kind": ResponseKind.RECORD}
        return self.filter(**record, use_case__deleted_at=None)

    def given(self) -> Self:
        """Those with a level or a number; the rest are notes without an answer."""
        return self.exclude(level="", number=None)


class Answer(models.Model):
    """One question in one response, for the company (no use case) or one use case.

    level: code of the chosen level, "9" = do not know, "" = none yet. version counts
    every save, so that a stale one is noticed.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    use_case = models.ForeignKey(
        UseCase, models.CASCADE, null=True, blank=True, related_name="answers"
    )
    question = models.CharField(max_length=4)
    level = models.CharField(max_length=2, blank=True)
    number = models.FloatField(null=True, blank=True)
    binding = models.BooleanField(default=False)
    confidence = models.CharField(max_length=12, choices=Confidence.choices, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two constraints: SQLite cannot say "nulls are equal" in one.
            models.UniqueConstraint(
                fields=["response", "question"],
                condition=models.Q(use_case=None),
                name="answer_once_for_company",
            ),
            models.UniqueConstraint(
                fields=["response", "question", "use_case"], name="answer_once_for_use_case"
            ),
            models.CheckConstraint(condition=_known_answers(), name="answer_known"),
            models.CheckConstraint(
                condition=models.Q(use_case=None) | models.Q(question__in=PER_USE_CASE),
                name="answer_use_case_question",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__in=("", *Confidence.values)),
                name="answer_confidence_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.level or self.number or ''}".strip()
