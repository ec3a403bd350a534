"""The ways in: one-time link, password, code by mail, a new account."""

import re
import time

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from assessments.models import Member, Role
from assessments.services.accounts import sign_in_link
from tests.factories import make_member

pytestmark = pytest.mark.django_db
PASSWORD = "Wolkig-mit-Aussicht-7"


def test_a_link_signs_in_once() -> None:
    link = sign_in_link(make_member())

    first, second = Client().get(link), Client().get(link)

    assert first.status_code == 302 and first["Location"] == reverse("dashboard")
    assert second.status_code == 410
    assert "Dieser Link gilt nicht mehr" in second.content.decode()


@pytest.mark.parametrize(("minutes", "status"), [(14, 302), (16, 410)])
def test_a_link_expires_after_15_minutes(
    monkeypatch: pytest.MonkeyPatch, minutes: int, status: int
) -> None:
    link = sign_in_link(make_member())
    later = time.time() + minutes * 60
    monkeypatch.setattr("sesame.tokens_v2.time.time", lambda: later)

    assert Client().get(link).status_code == status


def test_an_invented_link_is_friendly() -> None:
    answer = Client().get(reverse("sign_in_by_link", args=["x" * 40]))

    assert answer.status_code == 410


def test_a_new_account_founds_an_organisation() -> None:
    client = Client()

    answer = client.post(
        reverse("account_signup"), {"email": "neu@firma.example", "password1": PASSWORD}
    )

    assert answer.status_code == 302
    member = Member.objects.get(user__email="neu@firma.example")
    assert member.role == Role.OWNER
    assert client.get(reverse("dashboard")).status_code == 200


def test_password_and_code_sign_in() -> None:
    user = make_member()
    user.set_password(PASSWORD)
    user.save()
    client = Client()

    by_password = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert by_password.status_code == 302
    by_code = Client()
    by_code.post(reverse("account_request_login_code"), {"email": user.email})
    code = _code_of(str(mail.outbox[-1].body))
    answer = by_code.post(reverse("account_confirm_login_code"), {"code": code})
    assert answer.status_code == 302
    assert by_code.get(reverse("dashboard")).status_code == 200


def _code_of(body: str) -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]*)\s*$", body, re.MULTILINE)
    assert found, body
    return found.group(1)


def test_errors_never_say_whether_an_account_exists() -> None:
    user = make_member()

    def words(email: str) -> str:
        page = Client().post(reverse("account_login"), {"login": email, "password": "falsch"})
        return page.content.decode().split('id="errors"')[1].split("</div>")[0]

    assert words(user.email) == words("niemand@firma.example")


def test_signing_in_returns_to_the_page_asked_for() -> None:
    user = make_member()
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    wanted = reverse("company_new")

    asked = client.get(wanted)
    answer = client.post(
        asked["Location"], {"login": user.email, "password": PASSWORD, "next": wanted}
    )

    assert answer["Location"] == wanted
