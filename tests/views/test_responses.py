"""Answers side by side on the page, and taking one over with a note."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessments.models import AnswerChange, Assessment, ChangeKind, InvitationKind, User
from assessments.services import answers, examples, invitations
from assessments.services.answers import Entered, Place
from tests.factories import client_of, make_member, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return examples.add_example(organisation_of(owner), "hallweg", title="B", user=owner)


def say(assessment: Assessment, name: str, level: str, question: str = "KT3") -> int:
    fields = {"label": name, "role": "it", "ends_on": timezone.localdate()}
    user = assessment.created_by
    assert user is not None
    made, _ = invitations.invite(assessment, user, InvitationKind.PERSONAL, fields)
    person = made.responses.get()
    answers.save_for(Place(person, question), Entered(level=level), version=0, user=None)
    return int(person.pk)


def page(client: Client, assessment: Assessment, query: str = "") -> str:
    answer = client.get(reverse("responses", args=[assessment.pk]) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_empty_page_leads_to_the_invitations(owner: User, assessment: Assessment) -> None:
    assert reverse("invitations", args=[assessment.pk]) in page(client_of(owner), assessment)


def test_names_roles_and_differences_are_shown(owner: User, assessment: Assessment) -> None:
    say(assessment, "Frau Yıldız <b>", "1")
    say(assessment, "Herr Ünal", "4")

    shown = page(client_of(owner), assessment)

    assert "Frau Yıldız &lt;b&gt;" in shown
    assert "weit auseinander" in shown
    assert "IT" in shown


def test_taking_an_answer_over_changes_the_record_and_is_remembered(
    owner: User, assessment: Assessment
) -> None:
    person = say(assessment, "Frau Yıldız", "4")
    before = answers.stored(assessment, "KT3", None)
    version = before.version if before else 0
    sent = {"whose": person, "version": version, "note": "Runde vom 25.11.", "fall": ""}

    answer = client_of(owner).post(
        reverse("response_adopt", args=[assessment.pk, "KT3"]), sent, follow=True
    )

    now = answers.stored(assessment, "KT3", None)
    change = AnswerChange.objects.first()
    assert now is not None
    assert now.level == "4"
    assert change is not None
    assert (change.kind, change.note, change.user) == (
        *(ChangeKind.ADOPTED, "Runde vom 25.11.", owner),
    )
    assert "zählt jetzt" in answer.content.decode()


def test_a_record_changed_meanwhile_is_not_overwritten(owner: User, assessment: Assessment) -> None:
    person = say(assessment, "Frau Yıldız", "4")
    sent = {"whose": person, "version": 99, "note": "", "fall": ""}

    answer = client_of(owner).post(
        reverse("response_adopt", args=[assessment.pk, "KT3"]), sent, follow=True
    )

    assert "inzwischen" in answer.content.decode()


def test_a_readiness_statement_is_taken_over_like_any_answer(
    owner: User, assessment: Assessment
) -> None:
    person = say(assessment, "Frau Yıldız", "5", "T2a")
    before = answers.stored(assessment, "T2a", None)
    sent = {"whose": person, "version": before.version if before else 0, "note": "", "fall": ""}

    client_of(owner).post(reverse("response_adopt", args=[assessment.pk, "T2a"]), sent)

    now = answers.stored(assessment, "T2a", None)
    assert now is not None
    assert now.level == "5"


@pytest.mark.parametrize("sent", [{}, {"whose": "x"}, {"whose": "1", "version": "-1"}])
def test_odd_input_takes_nothing_over(
    owner: User, assessment: Assessment, sent: dict[str, str]
) -> None:
    say(assessment, "Frau Yıldız", "4")

    answer = client_of(owner).post(reverse("response_adopt", args=[assessment.pk, "KT3"]), sent)

    assert answer.status_code == 404


def test_queries_do_not_grow_with_people_and_questions(
    owner: User, assessment: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(owner)
    say(assessment, "A", "1")
    page(client, assessment)

    with django_assert_num_queries(QUERIES):
        page(client, assessment)
    for name in "BC":
        say(assessment, name, "4")
        say(assessment, f"{name}2", "1", "SO1")
    with django_assert_num_queries(QUERIES):
        page(client, assessment)


QUERIES = 15
