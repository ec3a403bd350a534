"""How much each criterion matters to a respondent."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .assessment import Assessment
from .response import Response
from .user import User


class Method(models.TextChoices):
    """How the weights were asked, the quickest first; the values are the engine's."""

    RATING = "rating", _("Sliders")
    POINTS = "points", _("100 points")
    SWING = "swing", _("Biggest step")
    RANK = "rank", _("Order")
    BEST_WORST = "best_worst", _("Most and least")
    AHP = "ahp", _("Pairs")


class ImportanceQuerySet(models.QuerySet["Importance"]):
    """Questions on importance."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Importance in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(response__assessment__company__organisation__members__user=user)

    def counting(self, assessment: Assessment) -> Self:
        """The chosen one of every respondent who is there, with the respondent.

        Invited people count once they have handed in.
        """
        mine = self.filter(
            response__assessment=assessment, response__deleted_at=None, is_chosen=True
        )
        at_work = models.Q(response__invitation__isnull=False, response__handed_in_at=None)
        return mine.exclude(at_work).select_related("response")


class Importance(models.Model):
    """What one respondent said by one method; at most one method of a respondent counts.

    values: what the method needs, see `engine.weighing.weigh`. Pairwise comparisons may be
    too few for weights; they cannot be chosen before. version counts every save.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="importances")
    method = models.CharField(max_length=12, choices=Method.choices)
    values = models.JSONField(default=dict)
    is_chosen = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ImportanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "method"], name="importance_once_per_method"
            ),
            models.UniqueConstraint(
                fields=["response"],
                condition=models.Q(is_chosen=True),
                name="importance_one_chosen",
            ),
            models.CheckConstraint(
                condition=models.Q(method__in=Method.values), name="importance_method_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.pk}"
