"""Links to one version of a report for people without an account."""

from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from assessments.models import ReportEdition, ShareLink, User
from assessments.report.selection import Selection

from . import tokens

DAYS, MOST_DAYS = 30, 365  # how long a link works unless said otherwise, and at most


def default_end() -> date:
    """Return the last day of a link unless somebody chooses another."""
    return timezone.localdate() + timedelta(days=DAYS)


def share(
    edition: ReportEdition,
    user: User,
    *,
    recipient: str,
    ends_on: date,
    language: str,
    selection: Selection,
) -> tuple[ShareLink, str]:
    """Make a link and return it with its secret, which nobody can read later."""
    token = tokens.new_token()
    link = ShareLink.objects.create(
        edition=edition,
        token_sha256=tokens.digest(token),
        recipient=recipient,
        language=language,
        selection=selection.document(),
        ends_on=ends_on,
        created_by=user,
    )
    return link, token


def find(token: str) -> ShareLink | None:
    """Return the link if it works today; None for what is over, withdrawn or never was."""
    if not tokens.is_token(token):
        return None
    links = ShareLink.objects.open_on(timezone.localdate()).filter(
        token_sha256=tokens.digest(token)
    )
    return links.select_related(
        "edition__assessment__company__organisation", "edition__logo"
    ).first()


def opened(link: ShareLink) -> None:
    """Count that somebody read it."""
    ShareLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, opened_at=timezone.now())


def revoke(link: ShareLink) -> None:
    """End a link now."""
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
