"""Reports as they were handed out: every word and figure, never to change."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .evaluation import Evaluation
from .logo import Logo
from .organisation import WRITERS
from .user import User


class ReportEditionQuerySet(models.QuerySet["ReportEdition"]):
    """Questions on editions."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Editions in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Editions the user may name and share."""
        if not user.is_authenticated:
            return self.none()
        members = "assessment__company__organisation__members"
        return self.filter(**{f"{members}__user": user, f"{members}__role__in": WRITERS})

    def listed(self) -> Self:
        """Without what fills a whole report: enough for a list."""
        return self.defer("documents")


class ReportEdition(models.Model):
    """One numbered version of the report. Only its name may be given later.

    documents: both languages as compressed JSON. headline: the recommendation in one sentence
    by language.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="editions")
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=80, blank=True)
    content_sha256 = models.CharField(max_length=64)
    documents = models.BinaryField()
    headline = models.JSONField(default=dict)
    logo = models.ForeignKey(Logo, models.RESTRICT, null=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReportEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["assessment", "content_sha256"], name="edition_once_per_content"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new edition; of a stored one only the name may change."""
        if self.pk is not None and kwargs.get("update_fields") != ["name"]:
            raise TypeError("an edition of the report is immutable")
        super().save(*args, **kwargs)
