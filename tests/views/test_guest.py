"""Answering without an account: the way in, every page, the end – and who is kept out."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Importance, Invitation, InvitationKind, Response
from assessments.services import answers, examples, invitations
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def assessment() -> Assessment:
    return examples.add_example(
        make_organisation("Beratung Nord"), "fadenwerk", title="B", user=None
    )


def invite(
    assessment: Assessment, kind: InvitationKind = InvitationKind.PERSONAL, **fields: Any
) -> tuple[Invitation, str]:
    fields = {"label": "Frau Yıldız", "ends_on": timezone.localdate()} | fields
    return invitations.invite(assessment, make_user(), kind, fields)


def text(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return " ".join(response.content.decode().split())


def enter(client: Client, token: str) -> str:
    """Come by the link; returns the address of the first page."""
    response = client.get(reverse("guest_enter", args=[token]))
    assert response.status_code == 302
    return response["Location"]


def test_the_way_in_says_who_asks_how_long_who_sees_and_until_when(
    assessment: Assessment, client: Client
) -> None:
    _, token = invite(assessment, greeting="Bitte bis Freitag.")

    page = text(client.get(enter(client, token)))

    day = timezone.localdate().strftime("%d.%m.%Y")
    for words in (
        "Bitte bis Freitag.",
        "Beratung Nord fragt Sie zu Fadenwerk Online GmbH.",
        "Minuten. Sie können jederzeit unterbrechen.",
        "Beratung Nord sieht Ihre Antworten mit Namen und Rolle.",
        f"Der Link gilt bis {day}",
    ):
        assert words in page


def test_no_page_behind_the_way_in_carries_the_secret(
    assessment: Assessment, client: Client
) -> None:
    _, token = invite(assessment)
    response = client.get(reverse("guest_enter", args=[token]))

    first = client.get(response["Location"])

    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert token not in response["Location"]
    assert token not in text(first)
    assert set(client.cookies) <= {"sessionid", "csrftoken"}


def test_a_question_is_saved_as_one_types_and_belongs_to_the_guest_alone(
    assessment: Assessment, client: Client
) -> None:
    _, token = invite(assessment)
    enter(client, token)
    person = Response.objects.get(kind="invited")
    url = reverse("guest_question", args=[person.pk, "KT1"])
    before = answers.stored(assessment, "KT1", None)

    saved = client.post(url, {"level": "4", "reason": "Vertrag", "version": "0"}, headers=HTMX)

    assert saved.status_code == 200
    assert "Gespeichert um" in text(saved)
    assert person.answers.get().level == "4"
    assert answers.stored(assessment, "KT1", None) == before


def test_a_stale_save_is_refused_with_both_values(assessment: Assessment, client: Client) -> None:
    _, token = invite(assessment)
    enter(client, token)
    person = Response.objects.get(kind="invited")
    url = reverse("guest_question", args=[person.pk, "KT1"])
    client.post(url, {"level": "4", "version": "0"}, headers=HTMX)

    refused = client.post(url, {"level": "2", "version": "0", "go": "next"})
    kept = client.post(url, {"level": "2", "version": "0", "keep": "1"})

    assert refused.status_code == 409
    assert "Nichts ist verloren" in text(refused)
    assert kept.status_code == 302
    assert person.answers.get().level == "2"


def test_the_whole_way_leads_through_every_part_to_the_end(
    assessment: Assessment, client: Client
) -> None:
    _, token = invite(assessment, topics=["KT", "readiness"], use_cases=["UC1"])
    start = enter(client, token)
    person = Response.objects.get(kind="invited")
    match = re.search(r'class="btn btn-1" href="([^"]+)"', text(client.get(start)))
    assert match
    url, seen = match[1].replace("&amp;", "&"), []
    while "frage" in url:
        assert client.get(url).status_code == 200
        seen.append(url)
        url = client.post(url, {"level": "9", "version": "0", "go": "next"})["Location"]
    while "reifegrad" in url:
        assert client.get(url).status_code == 200
        theme = url.rstrip("/").rsplit("/", 1)[-1]
        sent = {f"{theme}a": "2", f"version-{theme}a": "0", f"was-{theme}a": "", "go": "next"}
        url = client.post(url, sent)["Location"]
        seen.append(url)
    assert client.get(url).status_code == 200
    points = dict.fromkeys(("KT", "SO", "KP", "AN", "FA", "PE", "NA"), "5")
    url = client.post(url, points | {"version": "0", "go": "next"})["Location"]

    review = client.get(url)
    client.post(reverse("guest_hand_in", args=[person.pk]))

    assert review.status_code == 200
    assert any("fall=UC1" in address for address in seen)
    assert Importance.objects.get(response=person).values["KT"] == 5
    person.refresh_from_db()
    assert person.is_closed
    closed = client.get(reverse("guest_question", args=[person.pk, "KT1"]))
    assert closed["Location"] == reverse("guest_thanks", args=[person.pk])
    assert "Danke" in text(client.get(closed["Location"]))


def test_what_was_not_asked_is_not_there(assessment: Assessment, client: Client) -> None:
    _, token = invite(assessment, topics=["KT"], asks_importance=False)
    enter(client, token)
    key = Response.objects.get(kind="invited").pk

    for url in (
        reverse("guest_question", args=[key, "SO1"]),
        reverse("guest_question", args=[key, "XX9"]),
        reverse("guest_question", args=[key, "KT2"]) + "?fall=UC1",
        reverse("guest_theme", args=[key, "T1"]),
        reverse("guest_importance", args=[key]),
    ):
        assert client.get(url).status_code == 404, url


def test_an_open_link_asks_for_a_name_and_gives_an_own_way_back(
    assessment: Assessment, client: Client
) -> None:
    _, token = invite(assessment, InvitationKind.OPEN, label="Einkauf")
    door = enter(client, token)

    missing = client.post(door, {"label": "", "role": ""})
    page = text(client.post(door, {"label": "Ben", "role": "department"}))

    assert missing.status_code == 422
    assert "Geben Sie einen Namen ein." in text(missing)
    own = re.search(r"/e/([A-Za-z0-9_-]{43})/", page)
    assert own
    guest = invitations.find(own[1])
    assert guest is not None
    assert guest.response is not None
    assert (guest.response.label, guest.response.role) == ("Ben", "department")


@pytest.mark.parametrize("token", ["x", "A" * 42, "A" * 43, "ä" * 20, "A" * 400])
def test_guessed_and_cut_links_get_one_friendly_page(client: Client, token: str) -> None:
    response = client.get(reverse("guest_enter", args=[token]))

    assert response.status_code == 404
    assert "Dieser Link funktioniert nicht" in text(response)
    assert "Neuen Link anfragen" not in text(response)


def test_a_link_that_is_over_lets_one_ask_for_a_new_one(
    assessment: Assessment, client: Client
) -> None:
    invitation, token = invite(assessment)
    enter(client, token)
    Invitation.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    person = Response.objects.get(kind="invited")

    over = client.get(reverse("guest_question", args=[person.pk, "KT1"]))
    asked = client.post(reverse("guest_ask_again", args=[invitation.pk]))

    assert over.status_code == 410
    assert "Neuen Link anfragen" in text(over)
    assert "weitergegeben" in text(asked)
    invitation.refresh_from_db()
    assert invitation.asked_again_at is not None


def test_a_seat_opens_to_nobody_without_its_link(assessment: Assessment, client: Client) -> None:
    _, token = invite(assessment)
    other, _ = invite(assessment, label="Jemand anders")
    enter(client, token)
    foreign = Response.objects.get(invitation=other)

    for name, *more in (
        ("guest_start",), ("guest_question", "KT1"), ("guest_theme", "T1"),
        ("guest_importance",), ("guest_review",), ("guest_thanks",), ("guest_hand_in",),
    ):  # fmt: skip
        url = reverse(name, args=[foreign.pk, *more])
        for method in (client.get, client.post):
            assert method(url).status_code in {404, 405}, url
        assert Client().get(url).status_code in {404, 405}, url


def test_a_renewed_link_ends_the_seats_of_the_old_one(
    assessment: Assessment, client: Client
) -> None:
    invitation, token = invite(assessment)
    start = enter(client, token)

    new = invitations.renew(invitation, timezone.localdate())

    assert client.get(start).status_code == 410
    assert client.get(reverse("guest_enter", args=[token])).status_code == 404
    assert client.get(enter(client, new)).status_code == 200
