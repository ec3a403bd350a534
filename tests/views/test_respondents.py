"""People and roles: add, rename, let count more or less, remove and bring back."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Response, Role
from assessments.services.answers import record_of
from tests.factories import (
    client_of,
    make_assessment,
    make_importance,
    make_member,
    make_respondent,
    organisation_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_member())


@pytest.fixture
def client(assessment: Assessment) -> Client:
    assert assessment.created_by is not None
    return client_of(assessment.created_by)


def listed(assessment: Assessment) -> str:
    return reverse("respondents", args=[assessment.pk])


def one(person: Response, *, remove: bool = False) -> str:
    name = "respondent_remove" if remove else "respondent"
    return reverse(name, args=[person.assessment_id, person.pk])


def fields(person: Response, **changed: str) -> dict[str, str]:
    entered = {"label": person.label, "weight": "1", **changed}
    return {f"person-{person.pk}-{name}": value for name, value in entered.items()}


def words_of(response: Any) -> str:
    page = response.content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_room_together_is_there_from_the_start(client: Client, assessment: Assessment) -> None:
    words = words_of(client.get(listed(assessment)))

    assert "Gemeinsam Noch nichts" in words
    assert "Eine Rolle genügt, zum Beispiel „Geschäftsführung“ oder „IT“." in words


def test_a_role_is_added(client: Client, assessment: Assessment) -> None:
    response = client.post(listed(assessment), {"label": " IT ", "weight": "1,5"}, follow=True)

    assert "„IT“ ist dabei." in words_of(response)
    person = assessment.responses.get(label="IT")
    assert (person.kind, person.weight) == ("participant", 1.5)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"label": "", "weight": "1"}, "Geben Sie eine Rolle oder einen Namen ein."),
        ({"label": "x" * 121, "weight": "1"}, "Verwenden Sie höchstens 120 Zeichen."),
        ({"label": "it", "weight": "1"}, "So heißt schon jemand."),
        ({"label": "gemeinsam", "weight": "1"}, "So heißt schon jemand."),
        ({"label": "Werk", "weight": "-1"}, "Geben Sie eine Zahl von 0 bis 100 ein."),
        ({"label": "Werk", "weight": "101"}, "Geben Sie eine Zahl von 0 bis 100 ein."),
        ({"label": "Werk", "weight": "viel"}, "Geben Sie eine Zahl von 0 bis 100 ein."),
        ({"label": "Werk", "weight": ""}, "Geben Sie eine Zahl von 0 bis 100 ein."),
    ],
)
def test_what_cannot_be_a_respondent_is_refused(
    client: Client, assessment: Assessment, form: dict[str, str], message: str
) -> None:
    make_respondent(assessment, "IT")

    response = client.post(listed(assessment), form)

    assert response.status_code == 422
    assert words_of(response).startswith("Fehler: ")
    assert message in words_of(response)
    assert f'value="{form["label"]}"' in response.content.decode() or not form["label"]
    assert assessment.responses.count() == 2


def test_somebody_is_renamed_and_counts_double(client: Client, assessment: Assessment) -> None:
    person = make_respondent(assessment, "IT")

    client.post(one(person), fields(person, label="IT-Leitung", weight="2"))

    person.refresh_from_db()
    assert (person.label, person.weight) == ("IT-Leitung", 2)


def test_a_refused_change_keeps_what_was_typed(client: Client, assessment: Assessment) -> None:
    person = make_respondent(assessment, "IT")
    make_respondent(assessment, "Werk")

    response = client.post(one(person), fields(person, label="Werk", weight="3"))

    assert response.status_code == 422
    assert "So heißt schon jemand." in words_of(response)
    assert 'aria-invalid="true"' in response.content.decode()
    person.refresh_from_db()
    assert (person.label, person.weight) == ("IT", 1)


def test_one_may_keep_the_own_name(client: Client, assessment: Assessment) -> None:
    person = make_respondent(assessment, "IT")

    assert client.post(one(person), fields(person, weight="0")).status_code == 302


def test_the_room_together_may_count_less_but_not_be_renamed(
    client: Client, assessment: Assessment
) -> None:
    record = record_of(assessment)

    client.post(one(record), fields(record, label="Chef", weight="0,5"))

    record.refresh_from_db()
    assert (record.label, record.weight) == ("", 0.5)


def test_removing_offers_to_undo_and_loses_nothing(client: Client, assessment: Assessment) -> None:
    person = make_respondent(assessment, "IT")
    make_importance(assessment, respondent=person)

    gone = client.post(one(person, remove=True), follow=True)
    assert "„IT“ ist entfernt." in words_of(gone)
    assert "Beantwortet mit" not in words_of(gone)
    back = client.post(one(person, remove=True), {"undo": "1"}, follow=True)

    assert "„IT“ ist wieder dabei." in words_of(back)
    assert "IT Beantwortet mit: 100 Punkte" in words_of(back)


def test_the_room_together_stays(client: Client, assessment: Assessment) -> None:
    response = client.post(one(record_of(assessment), remove=True), follow=True)

    assert "„Gemeinsam“ lässt sich nicht entfernen." in words_of(response)


def test_a_removed_one_cannot_be_changed(client: Client, assessment: Assessment) -> None:
    person = make_respondent(assessment, "IT")
    client.post(one(person, remove=True))

    client.post(one(person), fields(person, label="Neu"))

    person.refresh_from_db()
    assert person.label == "IT"


@pytest.mark.parametrize("others", [0, 3])
def test_the_list_asks_the_database_eight_times(
    client: Client,
    assessment: Assessment,
    django_assert_num_queries: DjangoAssertNumQueries,
    others: int,
) -> None:
    for number in range(others):
        person = make_respondent(assessment, f"Rolle {number}")
        make_importance(assessment, respondent=person)

    with django_assert_num_queries(8):
        client.get(listed(assessment))


def test_a_colleague_may_change_a_viewer_may_read_a_stranger_sees_nothing(
    assessment: Assessment,
) -> None:
    assert assessment.created_by is not None
    person = make_respondent(assessment, "IT")
    organisation = organisation_of(assessment.created_by)
    people = (
        (make_member(organisation, role=Role.CONSULTANT), 200, 302),
        (make_member(organisation, role=Role.VIEWER), 200, 403),
        (make_member(), 404, 404),
    )

    for member, read, write in people:
        client = client_of(member)
        assert client.get(listed(assessment)).status_code == read
        for headers in ({}, {"HX-Request": "true"}):
            name = f"Rolle {member.pk} {len(headers)}"
            answers = [
                client.post(listed(assessment), {"label": name, "weight": "1"}, headers=headers),
                client.post(one(person), fields(person), headers=headers),
                client.post(one(person, remove=True), headers=headers),
                client.post(one(person, remove=True), {"undo": "1"}, headers=headers),
            ]
            assert {answer.status_code for answer in answers} == {write}


def test_respondents_of_another_assessment_are_not_found(
    client: Client, assessment: Assessment
) -> None:
    elsewhere = make_respondent(make_assessment(assessment.created_by), "IT")
    path = reverse("respondent_remove", args=[assessment.pk, elsewhere.pk])

    assert client.post(path).status_code == 404


def test_a_viewer_finds_no_button(assessment: Assessment) -> None:
    assert assessment.created_by is not None
    make_respondent(assessment, "IT")
    viewer = make_member(organisation_of(assessment.created_by), role=Role.VIEWER)

    page = client_of(viewer).get(listed(assessment))

    assert "Sie können diese Liste lesen, aber nicht ändern." in words_of(page)
    assert "Speichern" not in words_of(page)
    assert "Hinzufügen" not in words_of(page)
