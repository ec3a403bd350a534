"""Files made from a report: asked for, in work, ready, and gone after thirty days."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .report_edition import ReportEdition
from .user import User
from .word_template import WordTemplate


class FileFormat(models.TextChoices):
    """What a report can be taken along as."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")
    XLSX = "xlsx", _("Excel")
    CSV = "csv", _("CSV (ZIP)")
    JSON = "json", _("JSON")


class FileStatus(models.TextChoices):
    """How far a file is."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("in work")
    DONE = "done", _("ready")
    FAILED = "failed", _("failed")


class FileProblem(models.TextChoices):
    """Why there is no file."""

    TEMPLATE = "template", _("the Word template does not fit")
    UNREADABLE = "unreadable", _("the version can no longer be read")
    NO_ROOM = "no_room", _("there is no room left for files")
    OTHER = "other", _("something broke")


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    """Questions on files."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Files of reports in the user's organisations; nothing for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(edition__assessment__company__organisation__members__user=user)

    def fresh(self, now: datetime) -> Self:
        """Those not yet to be deleted."""
        return self.filter(expires_at__gt=now)


class ReportFile(models.Model):
    """One file of one edition. request_sha256: what was asked for, so that it is made once.

    step of steps: how far the work is. heartbeat_at: the last sign of whoever makes it.
    problem: why it failed, "" unless it did.
    """

    edition = models.ForeignKey(ReportEdition, models.CASCADE, related_name="files")
    request_sha256 = models.CharField(max_length=64, unique=True)
    format = models.CharField(max_length=4, choices=FileFormat.choices)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    selection = models.JSONField(default=dict)
    template = models.ForeignKey(WordTemplate, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=7, choices=FileStatus.choices, default=FileStatus.QUEUED)
    problem = models.CharField(max_length=10, choices=FileProblem.choices, blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=1)
    file = models.FileField(upload_to="reports/%Y/%m", blank=True)
    size = models.PositiveIntegerField(default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(format__in=FileFormat.values), name="file_format_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=FileStatus.values), name="file_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(problem__in=["", *FileProblem.values]),
                name="file_problem_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_format_display()} {self.pk}"
