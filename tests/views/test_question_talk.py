"""Beside a question: its history, remarks, undo, and who is there right now."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Answer, Assessment, Member, QuestionComment, Role, User
from assessments.services import answers
from assessments.services.answers import Entered
from tests.factories import client_of, make_assessment, make_member, organisation_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return make_assessment(owner)


@pytest.fixture
def client(owner: User) -> Client:
    return client_of(owner)


def address(name: str, assessment: Assessment, *more: object) -> str:
    return reverse(name, args=[assessment.pk, *more])


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def save(assessment: Assessment, level: str, version: int, user: User) -> None:
    answers.save(assessment, "KT1", Entered(level=level), version=version, user=user)


def test_the_history_tells_from_what_to_what(
    client: Client, assessment: Assessment, owner: User
) -> None:
    save(assessment, "1", 0, owner)
    save(assessment, "9", 1, owner)

    page = words(client, address("question_talks", assessment, "KT1"))

    assert "→ <strong>Wissen wir noch nicht</strong>" in page
    assert str(owner) in page


def test_a_remark_is_added_settled_removed_and_brought_back(
    client: Client, assessment: Assessment
) -> None:
    url = address("question_talks", assessment, "KT1")

    client.post(url, {"text": "Bitte <b>belegen</b>"})
    row = QuestionComment.objects.get()
    one = address("question_comment", assessment, row.pk)
    assert "Bitte &lt;b&gt;belegen&lt;/b&gt;" in words(client, url)
    client.post(one, {"do": "settle"})
    assert "erledigt" in words(client, url)
    client.post(one, {"do": "remove"})
    assert "belegen" not in words(client, url)
    client.post(one, {"do": "restore"})
    assert "belegen" in words(client, url)


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_a_remark_too_short_or_long_is_refused_and_kept_in_the_field(
    client: Client, assessment: Assessment, text: str
) -> None:
    answer = client.post(address("question_talks", assessment, "KT1"), {"text": text})

    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert not QuestionComment.objects.exists()


def test_undo_after_a_save_leads_back_to_the_question(
    client: Client, assessment: Assessment, owner: User
) -> None:
    save(assessment, "1", 0, owner)
    question = address("question", assessment, "KT1")
    saved = client.post(question, {"level": "3", "version": "1"}, headers=HTMX)
    assert 'name="version" value="2"' in " ".join(saved.content.decode().split())

    answer = client.post(address("question_undo", assessment, "KT1"), {"version": "2"})

    assert answer["Location"] == question
    assert Answer.objects.get(question="KT1").level == "1"


@pytest.mark.parametrize("version", ["", "x", "0", "99"])
def test_undo_of_nothing_says_so(client: Client, assessment: Assessment, version: str) -> None:
    url = address("question_undo", assessment, "KT1")

    answer = client.post(url, {"version": version}, follow=True)

    assert "nichts rückgängig" in answer.content.decode()


def test_somebody_elses_fresh_save_is_announced_and_ones_own_is_not(
    client: Client, assessment: Assessment, owner: User
) -> None:
    other = make_member(name="Frau Yıldız")
    Member.objects.create(organisation=organisation_of(owner), user=other, role=Role.CONSULTANT)
    save(assessment, "1", 0, other)
    question = address("question", assessment, "KT1")

    assert "Frau Yıldız bearbeitet gerade diese Frage" in words(client, question)
    save(assessment, "2", 1, owner)
    assert "bearbeitet gerade" not in words(client, question)
