"""The page of invitations: made, mailed, reminded, ended, opened again."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Importance, Invitation, Method, Response, User
from assessments.services import dossiers, invitations
from tests.factories import client_of, make_assessment, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return make_assessment(owner)


@pytest.fixture
def client(owner: User) -> Client:
    return client_of(owner)


def address(assessment: Assessment) -> str:
    return reverse("invitations", args=[assessment.pk])


def form(**changes: Any) -> dict[str, Any]:
    fields = {
        "kind": "personal",
        "label": "Frau Yıldız",
        "role": "it",
        "language": "de",
        "ends_on": timezone.localdate().isoformat(),
        "asks_importance": "on",
    }
    return fields | changes


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_invitation_shows_its_link_once(client: Client, assessment: Assessment) -> None:
    made = client.post(address(assessment), form())

    token = re.search(r"/e/([A-Za-z0-9_-]{43})/", words(made))
    assert token
    assert "<svg" in words(made)
    again = words(client.get(address(assessment)))
    assert token[1] not in again
    assert "Frau Yıldız" in again


def test_a_form_sent_twice_makes_one_invitation(client: Client, assessment: Assessment) -> None:
    sent = form(einmal="derselbe-schluessel")
    client.post(address(assessment), sent)

    again = client.post(address(assessment), sent, follow=True)

    assert "Diese Einladung gibt es schon" in words(again)
    assert Invitation.objects.count() == 1


def test_a_mail_brings_the_link_in_the_persons_language(
    client: Client, assessment: Assessment
) -> None:
    sent = form(email="yildiz@example.org", language="en", greeting="Hello there")
    made = client.post(address(assessment), sent)

    (letter,) = mail.outbox
    assert letter.to == ["yildiz@example.org"]
    assert letter.subject.endswith("is wanted")
    assert "Hello there" in letter.body
    assert re.search(r"http://testserver/e/[A-Za-z0-9_-]{43}/", str(letter.body))
    assert "ist unterwegs" in words(made)


def test_a_reminder_brings_a_new_link_and_the_answers_stay(
    client: Client, assessment: Assessment
) -> None:
    client.post(address(assessment), form(email="yildiz@example.org"))
    row = Invitation.objects.get()
    before = row.token_sha256

    client.post(reverse("invitation", args=[assessment.pk, row.pk]), {"do": "renew"})

    row.refresh_from_db()
    assert row.token_sha256 != before
    assert row.reminded_at is not None
    assert row.ends_on >= timezone.localdate() + invitations.LONGER
    assert "ersetzt den früheren" in mail.outbox[1].body
    assert Response.objects.filter(invitation=row).count() == 1


def test_an_invitation_is_ended_and_a_seat_opened_again(
    client: Client, assessment: Assessment
) -> None:
    client.post(address(assessment), form())
    row = Invitation.objects.get()
    person = row.responses.get()
    invitations.hand_in(person)

    client.post(reverse("response_reopen", args=[assessment.pk, person.pk]))
    client.post(reverse("invitation", args=[assessment.pk, row.pk]), {"do": "end"})

    person.refresh_from_db()
    row.refresh_from_db()
    assert not person.is_closed
    assert row.revoked_at is not None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"label": ""}, "Geben Sie an, für wen der Link ist."),
        ({"label": "x" * 161}, "Höchstens 160 Zeichen"),
        ({"email": "kein at"}, "wie name@firma.de"),
        ({"ends_on": "gestern"}, "31.12.2026"),
        ({"ends_on": "2020-01-01"}, "Dieser Tag ist vorbei."),
        ({"ends_on": "2999-01-01"}, "höchstens ein Jahr"),
        ({"kind": "open", "email": "a@example.org"}, "Lassen Sie das Feld leer."),
        ({"is_anonymous": "on"}, "sagen Sie keine Anonymität zu"),
        ({"remind_on": "2020-01-01"}, "bis zum Ende des Links"),
    ],
)
def test_odd_input_is_named_at_its_field_and_nothing_is_lost(
    client: Client, assessment: Assessment, changes: dict[str, str], message: str
) -> None:
    answer = client.post(address(assessment), form(greeting="Mein langer Text", **changes))

    assert answer.status_code == 422
    assert message in words(answer)
    assert "Mein langer Text" in words(answer)
    assert not Invitation.objects.exists()


def test_weights_of_invited_people_count_once_they_have_handed_in(
    client: Client, assessment: Assessment
) -> None:
    client.post(address(assessment), form())
    person = Response.objects.get(kind="invited")
    values = {"KT": 5, "SO": 5, "KP": 5, "AN": 5, "FA": 5, "PE": 5, "NA": 5}
    Importance.objects.create(response=person, method=Method.RATING, values=values, is_chosen=True)

    before = dossiers.given_importance(assessment)
    invitations.hand_in(person)
    after = dossiers.given_importance(assessment)

    assert [one.respondent for one in before] == []
    assert [one.respondent for one in after] == ["Frau Yıldız"]


def test_a_wish_for_a_new_link_and_a_due_reminder_stand_out(
    client: Client, assessment: Assessment
) -> None:
    client.post(address(assessment), form())
    today = timezone.localdate()
    Invitation.objects.update(
        asked_again_at=timezone.now(), remind_on=today, ends_on=today - timedelta(days=1)
    )

    page = words(client.get(address(assessment)))

    for tag in ("bittet um einen neuen Link", "Erinnerung fällig", "beendet"):
        assert tag in page


def test_queries_do_not_grow_with_invitations(
    client: Client, assessment: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.post(address(assessment), form())
    with django_assert_num_queries(QUERIES):
        client.get(address(assessment))
    for name in "BC":
        client.post(address(assessment), form(label=name))
    with django_assert_num_queries(QUERIES):
        client.get(address(assessment))


QUERIES = 10
