"""An organisation's own Word templates."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import WRITERS, Organisation
from .user import User


class WordTemplateQuerySet(models.QuerySet["WordTemplate"]):
    """Questions on templates."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Templates of the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__members__user=user)

    def writable_by(self, user: User | AnonymousUser) -> Self:
        """Templates the user may remove."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            organisation__members__user=user, organisation__members__role__in=WRITERS
        )

    def present(self) -> Self:
        """Those not removed."""
        return self.filter(deleted_at=None)


class WordTemplate(models.Model):
    """A checked .docx into which reports are written."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="word_templates")
    name = models.CharField(_("name"), max_length=80)
    docx = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = WordTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="template_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
