"""Who answers without an account: the link opens a seat, the session keeps it.

The secret stands in the address of the way in alone. Behind it the session knows the seat, so
that no page, log or referrer of the questionnaire carries the secret.
"""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest
from django.urls import reverse

from assessments.models import Assessment, Invitation, Response
from assessments.services import invitations
from assessments.services.invitations import Guest
from assessments.services.scope import Scope, scope_of

SEATS, DOORS = "seats", "doors"  # session keys: {response or invitation: hash of the link}


class OverError(Exception):
    """The link ended, was withdrawn or replaced. invitation: whose."""

    def __init__(self, invitation: Invitation) -> None:
        self.invitation = invitation
        super().__init__("the link is over")


@dataclass(frozen=True)
class Seated:
    """A respondent at work."""

    invitation: Invitation
    response: Response

    @property
    def assessment(self) -> Assessment:
        """The assessment that is answered."""
        return self.response.assessment

    @cached_property
    def scope(self) -> Scope:
        """What is asked and answered."""
        return scope_of(self.invitation, self.response)

    @property
    def start_url(self) -> str:
        """The first page of this seat."""
        return reverse("guest_start", args=[self.response.pk])


def take_seat(request: HttpRequest, guest: Guest) -> None:
    """Let the session keep who came by which link."""
    if guest.response is not None:
        _remember(request, SEATS, guest.response.pk, guest.response.token_sha256 or "")
    else:
        _remember(request, DOORS, guest.invitation.pk, guest.invitation.token_sha256)


def _remember(request: HttpRequest, kind: str, key: int, token_sha256: str) -> None:
    kept = request.session.get(kind, {})
    request.session[kind] = kept | {str(key): token_sha256}


def seated(request: HttpRequest, response_id: int) -> Seated:
    """Return the seat this session holds. Raises Http404, or OverError once it has ended."""
    known = request.session.get(SEATS, {}).get(str(response_id), "")
    row = invitations.seat(response_id, known)
    if row is None or row.invitation is None:
        raise Http404
    row.invitation.assessment = row.assessment
    if row.token_sha256 != known or Guest(row.invitation, row).is_over:
        raise OverError(row.invitation)
    return Seated(row.invitation, row)


def at_the_door(request: HttpRequest, invitation_id: int) -> Invitation:
    """Return the open invitation this session came by. Raises Http404 or OverError."""
    known = request.session.get(DOORS, {}).get(str(invitation_id), "")
    row = invitations.door(invitation_id, known)
    if row is None:
        raise Http404
    if row.token_sha256 != known or Guest(row, None).is_over:
        raise OverError(row)
    return row


def remembered(request: HttpRequest, invitation_id: int) -> Invitation | None:
    """Return the invitation this session came by, also one that is over."""
    seats, doors = (map(int, request.session.get(kind, {})) for kind in (SEATS, DOORS))
    return invitations.came_by(invitation_id, seats, list(doors))
