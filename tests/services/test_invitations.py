"""Invitations: the secret is given out once, finds its way, and ends when it should."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from assessments.models import Assessment, Invitation, InvitationKind, Response, ResponseKind
from assessments.services import invitations, tokens
from tests.factories import make_assessment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


def today() -> date:
    return timezone.localdate()


def invite(
    assessment: Assessment, kind: InvitationKind = InvitationKind.PERSONAL, **fields: Any
) -> tuple[Invitation, str]:
    fields = {"label": "Frau Yıldız", "ends_on": today(), "language": "en"} | fields
    return invitations.invite(assessment, make_user(), kind, fields)


def test_the_secret_is_kept_nowhere(assessment: Assessment) -> None:
    invitation, token = invite(assessment, role="it", email="yildiz@example.org")

    stored = Invitation.objects.values().get()
    assert token not in str(stored)
    assert token not in str(Response.objects.values().get(kind=ResponseKind.INVITED))
    assert invitation.token_sha256 == tokens.digest(token)
    assert len(token) == tokens.LENGTH


def test_a_personal_link_finds_its_person_on_any_device(assessment: Assessment) -> None:
    invitation, token = invite(assessment, role="it")

    guest = invitations.find(token)

    assert guest is not None
    assert guest.invitation == invitation
    assert guest.response is not None
    assert (guest.response.kind, guest.response.role) == (ResponseKind.INVITED, "it")
    assert not guest.is_over


def test_an_open_link_gives_everybody_a_way_back_of_their_own(assessment: Assessment) -> None:
    invitation, token = invite(assessment, InvitationKind.OPEN, label="Alle im Einkauf")

    first, own = invitations.begin(invitation, "Ben", "department")
    second, other = invitations.begin(invitation, "Ben", "department")

    come = invitations.find(token)
    back = invitations.find(own)
    assert come is not None
    assert come.response is None
    assert back is not None
    assert back.response == first
    assert first != second
    assert len({token, own, other}) == 3


@pytest.mark.parametrize("wrong", ["", "x", "../" * 20, "A" * 42, "A" * 43, "A" * 44, "ä" * 43])
def test_nothing_is_found_for_what_was_never_given_out(assessment: Assessment, wrong: str) -> None:
    invite(assessment)

    assert invitations.find(wrong) is None


def test_a_link_ends_after_its_last_day(assessment: Assessment) -> None:
    _, still = invite(assessment, ends_on=today())
    _, over = invite(assessment, ends_on=today() - timedelta(days=1))

    assert [getattr(invitations.find(token), "is_over", None) for token in (still, over)] == [
        *(False, True)
    ]


def test_a_link_withdrawn_is_over_and_its_answers_stay(assessment: Assessment) -> None:
    invitation, token = invite(assessment)

    invitations.revoke(invitation)

    guest = invitations.find(token)
    assert guest is not None
    assert guest.is_over
    assert Response.objects.filter(invitation=invitation).count() == 1


def test_a_new_link_leads_to_the_same_answers_and_the_old_one_nowhere(
    assessment: Assessment,
) -> None:
    invitation, old = invite(assessment, ends_on=today() - timedelta(days=1))
    person = Response.objects.get(invitation=invitation)

    new = invitations.renew(invitation, today())

    guest = invitations.find(new)
    assert invitations.find(old) is None
    assert guest is not None
    assert guest.response == person
    assert not guest.is_over


def test_handing_in_closes_and_the_consultant_opens_again(assessment: Assessment) -> None:
    invitation, _ = invite(assessment)
    person = Response.objects.get(invitation=invitation)

    invitations.hand_in(person)
    person.refresh_from_db()
    closed = person.is_closed
    invitations.reopen(person)
    person.refresh_from_db()

    assert closed
    assert not person.is_closed


def test_asking_costs_two_queries(assessment: Assessment, django_assert_num_queries: Any) -> None:
    _, token = invite(assessment, InvitationKind.OPEN)

    with django_assert_num_queries(2):
        guest = invitations.find(token)
        assert guest is not None
        str(guest.invitation.assessment.company.organisation)
