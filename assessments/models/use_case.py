"""The unit of recommendation: one task the model shall take on."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .codes import ARCHETYPES
from .organisation import WRITERS
from .user import User

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST = 1_000_000_000_000
USAGE_FIELDS = (
    *("users", "requests_per_user_per_day", "pages_in", "pages_out"),
    *("input_tokens_per_month", "output_tokens_per_month", "requests_per_month"),
)


class UseCaseQuerySet(models.QuerySet["UseCase"]):
    """Questions on use cases."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Use cases of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Use cases the user may change."""
        if not user.is_authenticated:
            return self.none()
        members = {"assessment__company__organisation__members__user": user}
        return self.filter(**members, assessment__company__organisation__members__role__in=WRITERS)

    def present(self) -> Self:
        """Those not deleted; a deleted one can be brought back."""
        return self.filter(deleted_at=None)


def _amount(name: "StrPromise") -> "models.FloatField[float | None, float | None]":
    bounds = [MinValueValidator(0), MaxValueValidator(MOST)]
    return models.FloatField(name, null=True, blank=True, validators=bounds)


class UseCase(models.Model):
    """A use case with its usage (people's words or tokens a month) and its intake answers."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="use_cases")
    code = models.CharField(max_length=8)
    position = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=120)
    archetype = models.CharField(max_length=30, blank=True)
    users = _amount(_("users"))
    requests_per_user_per_day = _amount(_("requests per person and day"))
    pages_in = _amount(_("pages in"))
    pages_out = _amount(_("pages out"))
    input_tokens_per_month = _amount(_("input tokens per month"))
    output_tokens_per_month = _amount(_("output tokens per month"))
    requests_per_month = _amount(_("requests per month"))
    intake = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = UseCaseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="use_case_code_once"),
            models.CheckConstraint(
                condition=models.Q(archetype__in=("", *ARCHETYPES)), name="use_case_archetype_known"
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="use_case_has_a_title"),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{field}__isnull": True})
                    | models.Q(**{f"{field}__gte": 0, f"{field}__lte": MOST}),
                    name=f"use_case_{field}_in_bounds"[:63],
                )
                for field in USAGE_FIELDS
            ),
        ]

    def __str__(self) -> str:
        return self.title
