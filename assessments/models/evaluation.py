"""The immutable result with all its inputs and versions."""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from .assessment import Assessment
from .user import User


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Questions on evaluations."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Evaluations in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(assessment__company__organisation__members__user=user)


class Evaluation(models.Model):
    """Dossier in, recommendation out; written once, so that an old report prints unchanged."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="evaluations")
    number = models.PositiveIntegerField()
    dossier = models.JSONField()
    recommendation = models.JSONField()
    dossier_sha256 = models.CharField(max_length=64)
    catalogue_sha256 = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=20)
    seed = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="evaluation_number_once"),
            models.UniqueConstraint(
                fields=["assessment", "dossier_sha256", "catalogue_sha256", "engine_version"],
                name="evaluation_once_per_input",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new evaluation; a stored one never changes."""
        if self.pk is not None:
            raise TypeError("an evaluation is immutable")
        super().save(*args, **kwargs)
