"""The team: owners add, change and remove; the last owner stays; nobody else may."""

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Member, Role, User
from tests.factories import client_of, make_member, organisation_of

pytestmark = pytest.mark.django_db


def _add(owner: User, **data: str) -> dict[str, str]:
    key = str(organisation_of(owner).pk)
    return {"organisation": key, "email": "neu@firma.example", "role": "consultant", **data}


@pytest.mark.django_db(transaction=True)
def test_an_owner_adds_somebody_who_gets_a_mail() -> None:
    owner = make_member()

    client_of(owner).post(reverse("team"), _add(owner))

    added = Member.objects.get(user__email="neu@firma.example")
    assert added.organisation == organisation_of(owner)
    assert not added.user.has_usable_password()
    assert reverse("account_request_login_code") in mail.outbox[0].body


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"email": ""}, "Geben Sie eine E-Mail-Adresse ein."),
        ({"email": "kein"}, "Geben Sie eine Adresse ein wie name@firma.de."),
        ({"role": "king"}, "Wählen Sie eine der Antworten aus der Liste."),
    ],
)
def test_a_wrong_entry_is_named(data: dict[str, str], message: str) -> None:
    owner = make_member()

    answer = client_of(owner).post(reverse("team"), _add(owner, **data))

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert Member.objects.count() == 1


def test_nobody_is_added_twice() -> None:
    owner = make_member()

    answer = client_of(owner).post(reverse("team"), _add(owner, email=owner.email.upper()))

    assert answer.status_code == 422
    assert "gehört schon zum Team" in answer.content.decode()


def test_the_last_owner_stays() -> None:
    owner = make_member()
    row = Member.objects.get(user=owner)
    client, url = client_of(owner), reverse("member", args=[row.pk])

    removed = client.post(url, {"remove": "1"}, follow=True).content.decode()
    client.post(url, {"role": "viewer"})

    assert "Jemand muss die Organisation leiten" in removed
    assert Member.objects.get(user=owner).role == Role.OWNER


def test_a_role_changes_and_a_member_leaves() -> None:
    owner = make_member()
    other = Member.objects.get(user=make_member(organisation_of(owner), role=Role.VIEWER))
    client, url = client_of(owner), reverse("member", args=[other.pk])

    client.post(url, {"role": "consultant"})
    assert Member.objects.get(pk=other.pk).role == Role.CONSULTANT
    client.post(url, {"role": "king"})
    assert Member.objects.get(pk=other.pk).role == Role.CONSULTANT
    client.post(url, {"remove": "1"})
    assert not Member.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER, None])
def test_only_owners_change_the_team(role: Role | None) -> None:
    owner = make_member()
    row = Member.objects.get(user=owner)
    other = make_member(organisation_of(owner), role=role) if role else make_member()
    client, refused = client_of(other), 403 if role else 404

    assert client.post(reverse("team"), _add(owner)).status_code == refused
    assert client.post(reverse("team"), {"organisation": "x"}).status_code == 404
    assert client.post(reverse("member", args=[row.pk]), {"remove": "1"}).status_code == refused
    shown = owner.email in client.get(reverse("team")).content.decode()
    assert shown == (role is not None)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owner = make_member()
    for _ in range(count):
        make_member(organisation_of(owner), role=Role.VIEWER)
    client = client_of(owner)

    with django_assert_num_queries(3):
        client.get(reverse("team"))
