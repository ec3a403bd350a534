"""Pictures that stand on an organisation's reports; kept as long as a report shows them."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from .organisation import Organisation
from .user import User


class LogoQuerySet(models.QuerySet["Logo"]):
    """Questions on pictures."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Pictures of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__members__user=user)


class Logo(models.Model):
    """One picture as PNG, checked and written anew at upload; content decides its identity."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="logos")
    sha256 = models.CharField(max_length=64)
    png = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LogoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="logo_once"),
        ]

    def __str__(self) -> str:
        return f"{self.width} × {self.height}"
