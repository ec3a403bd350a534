"""The start page: what is mine, found by a word, put away and brought back."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Role
from tests.factories import (
    client_of,
    make_answers,
    make_assessment,
    make_company,
    make_member,
    make_use_case,
    organisation_of,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_an_empty_start_offers_the_first_assessment_and_examples() -> None:
    page = client_of(make_member()).get(reverse("dashboard")).content.decode()

    assert "Erste Bewertung anlegen" in page
    assert reverse("example_add", args=["hallweg"]) in page


def test_the_list_shows_mine_with_its_state_and_nobody_elses() -> None:
    owner = make_member()
    mine = make_assessment(owner, company=make_company(organisation_of(owner), name="Meins GmbH"))
    make_use_case(mine, "Eins", archetype="mail_triage")
    make_answers(mine, KT1="2", KT2="9", KT3="")
    make_assessment(make_member(), company=None)

    page = client_of(owner).get(reverse("dashboard")).content.decode()

    assert "Meins GmbH" in page
    assert "1 Anwendungsfall" in page
    assert "2 von 31 beantwortet" in page
    assert "Muster Maschinenbau" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_start_costs_the_same_queries_for_one_and_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owner = make_member()
    for _ in range(count):
        make_use_case(make_assessment(owner))
    client = client_of(owner)

    with django_assert_num_queries(5):
        client.get(reverse("dashboard"))


def test_searching_finds_by_company_and_title() -> None:
    owner = make_member()
    organisation = organisation_of(owner)
    make_assessment(owner, company=make_company(organisation, name="Hallweg"), title="Erste")
    make_assessment(owner, company=make_company(organisation, name="Fadenwerk"), title="Zweite")
    client = client_of(owner)

    found = client.get(reverse("dashboard"), {"q": "hall erste"}, headers=HTMX).content.decode()
    missed = client.get(reverse("dashboard"), {"q": "<xyz>"}).content.decode()

    assert "Hallweg" in found and "Fadenwerk" not in found and "<html" not in found
    assert "Nichts gefunden für „&lt;xyz&gt;“" in missed


def test_the_archive_takes_and_gives_back() -> None:
    owner = make_member()
    mine = make_assessment(owner)
    url, client = reverse("assessment_archive", args=[mine.pk]), client_of(owner)

    page = client.post(url, follow=True).content.decode()

    assert "liegt im Archiv" in page
    assert not Assessment.objects.current().exists()
    assert (
        "Muster Maschinenbau" in client.get(reverse("dashboard"), {"archiv": "1"}).content.decode()
    )
    client.post(url, {"undo": "1"})
    assert Assessment.objects.current().exists()


@pytest.mark.parametrize("role", [Role.VIEWER, None])
def test_only_writers_archive_and_start(role: Role | None) -> None:
    owner = make_member()
    mine = make_assessment(owner)
    other = make_member(organisation_of(owner), role=role) if role else make_member()
    client, refused = client_of(other), 403 if role else 404

    for headers in ({}, HTMX):
        archived = client.post(reverse("assessment_archive", args=[mine.pk]), headers=headers)
        started = client.post(reverse("assessment_new", args=[mine.company_id]), headers=headers)
        assert (archived.status_code, started.status_code) == (refused, refused)
    assert Assessment.objects.current().count() == 1


def test_an_example_is_copied_into_the_own_organisation() -> None:
    owner = make_member()

    answer = client_of(owner).post(reverse("example_add", args=["lindqvist"]))

    made = Assessment.objects.visible_to(owner).get()
    assert answer["Location"] == reverse("results", args=[made.pk])
    assert made.use_cases.count() == 3
    assert client_of(owner).post(reverse("example_add", args=["other"])).status_code == 404


def test_going_back_in_history_gets_the_whole_page() -> None:
    owner = make_member()
    headers = {**HTMX, "HX-History-Restore-Request": "true"}

    page = client_of(owner).get(reverse("dashboard"), headers=headers).content.decode()

    assert "<html" in page
