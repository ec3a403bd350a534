"""One run of the questionnaire for one company, pinned to a catalogue version."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from .codes import QUESTIONS
from .company import Company
from .organisation import WRITERS, Member
from .user import User


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Questions on assessments."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Assessments of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Assessments the user may change."""
        if not user.is_authenticated:
            return self.none()
        members = {"company__organisation__members__user": user}
        return self.filter(**members, company__organisation__members__role__in=WRITERS)

    def with_role_of(self, user: User) -> Self:
        """Add `role`: what this user is in the assessment's organisation."""
        mine = Member.objects.filter(organisation=OuterRef("company__organisation"), user=user)
        return self.annotate(role=Subquery(mine.values("role")[:1]))

    def current(self) -> Self:
        """Those not put into the archive."""
        return self.filter(archived_at=None)

    def matching(self, words: str) -> Self:
        """Those whose company or title holds every word."""
        found = self
        for word in words.split():
            found = found.filter(Q(company__name__icontains=word) | Q(title__icontains=word))
        return found

    def with_counts(self) -> Self:
        """Add `use_case_count`, `answer_count` (company's, given), `evaluation_count` and
        `again_count` (repetitions).
        """
        return self.annotate(
            use_case_count=Count("use_cases", filter=Q(use_cases__deleted_at=None), distinct=True),
            answer_count=Count(
                "responses__answers",
                filter=Q(
                    responses__kind="record",
                    responses__answers__use_case=None,
                    responses__answers__question__in=QUESTIONS,
                )
                & ~Q(responses__answers__level="", responses__answers__number=None),
                distinct=True,
            ),
            evaluation_count=Count("evaluations", distinct=True),
            again_count=Count("followed_by", distinct=True),
        )


class Assessment(models.Model):
    """The frame around use cases, answers and results of one company."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="assessments")
    title = models.CharField(_("title"), max_length=160)
    catalogue_version = models.CharField(max_length=20)
    catalogue_sha256 = models.CharField(max_length=64)
    as_of = models.DateField()
    # Own values in place of the catalogue's: code → {"value": 0.2, "note": "our contract"}.
    # A note alone means: the catalogue's value counts.
    figures = models.JSONField(default=dict, blank=True)
    # Measured again: the assessment this one repeats, and when to repeat this one.
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    remeasure_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="assessment_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title
