"""Invite people to answer without an account: make, find, begin, hand in, end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.models import (
    Assessment,
    Invitation,
    InvitationKind,
    Response,
    ResponseKind,
    User,
)

from . import tokens

READINESS = "readiness"  # the topic beside the criteria
LONGER = timedelta(days=14)  # how long a new link works at least


@dataclass(frozen=True, slots=True)
class Guest:
    """Who came by a link. response: None on an open link before a name is given."""

    invitation: Invitation
    response: Response | None

    @property
    def is_over(self) -> bool:
        """True once the link has ended or was withdrawn."""
        ended = self.invitation.ends_on < timezone.localdate()
        return ended or self.invitation.revoked_at is not None


def find(token: str) -> Guest | None:
    """Return who the link belongs to, also where it is over; None for anything else.

    Two queries. A respondent's own link is looked for first, then the open link itself.
    """
    if not tokens.is_token(token):
        return None
    key = tokens.digest(token)
    related = "assessment__company__organisation"
    response = (
        Response.objects.present()
        .filter(token_sha256=key, invitation__isnull=False)
        .select_related("invitation", related)
        .first()
    )
    if response is not None and response.invitation is not None:
        response.invitation.assessment = response.assessment
        return Guest(response.invitation, response)
    invitation = Invitation.objects.filter(token_sha256=key).select_related(related).first()
    return Guest(invitation, None) if invitation else None


def seat(response_id: int, token_sha256: str) -> Response | None:
    """Return the respondent a session came in for, also one whose link was replaced; one query.

    token_sha256: what the session keeps; "" finds nobody.
    """
    rows = Response.objects.present().filter(pk=response_id, invitation__isnull=False)
    related = "invitation", "assessment__company__organisation"
    return rows.select_related(*related).first() if token_sha256 else None


def door(invitation_id: int, token_sha256: str) -> Invitation | None:
    """Return the open invitation a session came by; one query. token_sha256: as in `seat`."""
    rows = Invitation.objects.filter(pk=invitation_id)
    related = "assessment__company__organisation"
    return rows.select_related(related).first() if token_sha256 else None


def came_by(
    invitation_id: int, responses: Iterable[int], doors: Iterable[int]
) -> Invitation | None:
    """Return the invitation if the session came by it, or sits in one of its seats."""
    rows = Invitation.objects.filter(pk=invitation_id)
    if invitation_id in doors:
        return rows.first()
    return rows.filter(responses__pk__in=list(responses)).first()


@transaction.atomic
def invite(
    assessment: Assessment, user: User, kind: InvitationKind, fields: Mapping[str, Any]
) -> tuple[Invitation, str]:
    """Make an invitation and return it with its secret, which nobody can read later.

    fields: the model's own. A personal one has its respondent from the beginning.
    """
    token = tokens.new_token()
    key = tokens.digest(token)
    invitation = Invitation.objects.create(
        assessment=assessment, created_by=user, kind=kind, token_sha256=key, **fields
    )
    if invitation.is_personal:
        _respondent(invitation, invitation.label, invitation.role, key)
    return invitation, token


@transaction.atomic
def begin(invitation: Invitation, label: str, role: str) -> tuple[Response, str]:
    """Take a seat on an open link; the secret returned is this person's own way back."""
    token = tokens.new_token()
    role = invitation.role or role
    return _respondent(invitation, label, role, tokens.digest(token)), token


def _respondent(invitation: Invitation, label: str, role: str, key: str) -> Response:
    return Response.objects.create(
        assessment_id=invitation.assessment_id,
        kind=ResponseKind.INVITED,
        label=label,
        role=role,
        invitation=invitation,
        token_sha256=key,
        language=invitation.language,
    )


@transaction.atomic
def renew(invitation: Invitation, ends_on: date) -> str:
    """Give a personal invitation or an open link a new secret and end; the old link is dead.

    Answers stay with their respondent. Returns the new secret.
    """
    token = tokens.new_token()
    key = tokens.digest(token)
    Invitation.objects.filter(pk=invitation.pk).update(
        token_sha256=key, ends_on=ends_on, revoked_at=None, asked_again_at=None, reminded_at=None
    )
    if invitation.is_personal:
        Response.objects.filter(invitation=invitation).update(token_sha256=key)
    return token


def revoke(invitation: Invitation) -> None:
    """End an invitation now; what was answered stays."""
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())


def opened(invitation: Invitation) -> None:
    """Note that somebody came by this link."""
    rows = Invitation.objects.filter(pk=invitation.pk, opened_at=None)
    rows.update(opened_at=timezone.now())


def hand_in(response: Response) -> None:
    """Close the answers; the consultant may open them again."""
    Response.objects.filter(pk=response.pk).update(handed_in_at=timezone.now())


def reopen(response: Response) -> None:
    """Let somebody who has handed in go on."""
    Response.objects.filter(pk=response.pk).update(reopened_at=timezone.now())


def ask_again(invitation: Invitation) -> None:
    """Note that somebody came too late and wants a new link."""
    Invitation.objects.filter(pk=invitation.pk).update(asked_again_at=timezone.now())
