"""Remarks on sections of the report: written, settled, removed, brought back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from assessments.models import Assessment, SectionComment, User


@dataclass(frozen=True, slots=True)
class Remarks:
    """What was remarked on one section, the oldest first."""

    rows: tuple[SectionComment, ...]

    @property
    def open(self) -> int:
        """How many are not settled."""
        return sum(row.resolved_at is None for row in self.rows)


def by_section(assessment: Assessment) -> dict[str, Remarks]:
    """Return what was remarked on each section, on whatever version; one query."""
    found: dict[str, list[SectionComment]] = {}
    rows = SectionComment.objects.present().filter(assessment=assessment)
    for row in rows.select_related("author", "resolved_by"):
        found.setdefault(row.section, []).append(row)
    return {section: Remarks(tuple(rows)) for section, rows in found.items()}


def without_section(
    remarks: dict[str, Remarks], sections: Iterable[str]
) -> tuple[SectionComment, ...]:
    """Return remarks on sections that are not among these, so that none is lost from sight."""
    known = set(sections)
    return tuple(
        row for section, found in remarks.items() if section not in known for row in found.rows
    )


def write(
    assessment: Assessment, user: User, section: str, edition_number: int, text: str
) -> SectionComment:
    """Add a remark."""
    return SectionComment.objects.create(
        assessment=assessment,
        author=user,
        section=section,
        edition_number=edition_number,
        text=text,
    )


def settle(comment: SectionComment, user: User) -> None:
    """Say that it is dealt with."""
    SectionComment.objects.filter(pk=comment.pk).update(
        resolved_at=timezone.now(), resolved_by=user
    )


def reopen(comment: SectionComment) -> None:
    """Undo `settle`."""
    SectionComment.objects.filter(pk=comment.pk).update(resolved_at=None, resolved_by=None)


def remove(comment: SectionComment) -> None:
    """Hide it; `restore` brings it back."""
    SectionComment.objects.filter(pk=comment.pk).update(deleted_at=timezone.now())


def restore(comment: SectionComment) -> None:
    """Undo `remove`."""
    SectionComment.objects.filter(pk=comment.pk).update(deleted_at=None)
