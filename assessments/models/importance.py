"""How much each criterion matters to a respondent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .response import Response


class Method(models.TextChoices):
    """How the weights were asked."""

    POINTS = "points", _("100 points")


class Importance(models.Model):
    """Weights over the seven criteria: `points` by criterion code, in all exactly 100."""

    response = models.OneToOneField(Response, models.CASCADE, related_name="importance")
    method = models.CharField(max_length=12, choices=Method.choices, default=Method.POINTS)
    points = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(method__in=Method.values), name="importance_method_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.pk}"
