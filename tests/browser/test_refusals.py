"""What people see when something is not there, not allowed, or went wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.models import Role
from tests.browser.conftest import LANGUAGES, OpenPage
from tests.browser.inspection import assert_accessible, assert_reflows, assert_valid_html
from tests.factories import client_of, make_assessment, make_member, organisation_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_page_is_friendly(signed_in: OpenPage, language: str) -> None:
    page = signed_in(make_member(), language=language)

    answer = page.goto("/b/99999/ergebnis/")

    assert answer is not None and answer.status == 404
    assert_accessible(page)
    assert_valid_html(page.content())
    assert_reflows(page)


@pytest.mark.django_db
def test_a_viewer_is_told_who_can_help() -> None:
    owner = make_member()
    viewer = make_member(organisation_of(owner), role=Role.VIEWER)
    url = reverse("use_cases", args=[make_assessment(owner).pk])

    answer = client_of(viewer).post(url, {"title": "x"})

    assert answer.status_code == 403
    assert "Sie dürfen hier lesen, aber nichts ändern" in answer.content.decode()
    assert_valid_html(answer.content.decode())


@pytest.mark.django_db
def test_a_stale_form_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "de"

    answer = client.post(reverse("account_login"), {"login": "a@b.example", "password": "x"})

    assert answer.status_code == 403
    assert "Dieses Formular ist nicht mehr frisch" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_our_own_faults_needs_nothing(language: str) -> None:
    with translation.override(language):
        html = render_to_string("500.html")

    assert f'<html lang="{language}">' in html
    assert_valid_html(html.strip())
