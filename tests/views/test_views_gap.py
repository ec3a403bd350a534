"""The gap of views: two groups side by side, the widest gap first, nobody singled out."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, InvitationKind, Response, User
from assessments.services import (
    answers,
    calibration,
    dossiers,
    examples,
    invitations,
    side_by_side,
    views_gap,
)
from assessments.services.answers import Entered, Place
from tests.factories import client_of, make_member, organisation_of

pytestmark = pytest.mark.django_db
QUERIES = 15


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return examples.add_example(organisation_of(owner), "hallweg", title="B", user=owner)


def say(
    assessment: Assessment, role: str, level: str, *, question: str = "KT3", anonymous: bool = False
) -> None:
    user = assessment.created_by
    assert user is not None
    fields = {"label": "A", "role": role, "ends_on": timezone.localdate()}
    fields |= {"is_anonymous": anonymous}
    made, _ = invitations.invite(assessment, user, InvitationKind.PERSONAL, fields)
    person = made.responses.get()
    answers.save_for(Place(person, question), Entered(level=level), version=0, user=None)
    Response.objects.filter(pk=person.pk).update(handed_in_at=timezone.now())


def rows(assessment: Assessment) -> list[side_by_side.Row]:
    return side_by_side.rows(
        assessment, dossiers.of_assessment(assessment), calibration.catalogue_for(assessment)
    )


def page(client: Client, assessment: Assessment, query: str = "") -> str:
    answer = client.get(reverse("gap_of_views", args=[assessment.pk]) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_means_lie_on_the_questions_own_scale(assessment: Assessment) -> None:
    say(assessment, "it", "1")
    say(assessment, "it", "3")
    say(assessment, "management", "4")

    (gap,) = views_gap.gaps(rows(assessment), "it", "management")

    assert gap.one == pytest.approx((0 + 2 / 3) / 2)
    assert gap.other == 1
    assert gap.distance == pytest.approx(2 / 3)
    assert gap.people == (2, 1)


def test_the_widest_gap_comes_first(assessment: Assessment) -> None:
    for question, other in (("KT3", "2"), ("SO1", "4"), ("FA2", "1")):
        say(assessment, "it", "1", question=question)
        say(assessment, "management", other, question=question)

    found = views_gap.gaps(rows(assessment), "it", "management")

    assert [gap.question.code for gap in found] == ["SO1", "KT3", "FA2"]


def test_anonymous_people_are_in_no_role(assessment: Assessment) -> None:
    for level in "122":
        say(assessment, "it", level, anonymous=True)

    found = rows(assessment)

    assert views_gap.present(found) == ("record", "others")
    assert views_gap.gaps(found, "it", "record") == []
    (gap,) = views_gap.gaps(found, "record", "others")
    assert gap.people == (1, 3)


def test_the_page_compares_the_groups_that_were_chosen(owner: User, assessment: Assessment) -> None:
    say(assessment, "it", "1")
    say(assessment, "management", "4")

    shown = page(client_of(owner), assessment, "?eine=it&andere=management")

    assert "Am weitesten auseinander: Kontrolle" in shown
    assert "<svg" in shown
    assert "0 % (1)" in shown
    assert "100 % (1)" in shown


@pytest.mark.parametrize("query", ["", "?eine=x&andere=y", "?eine=it&andere=it"])
def test_odd_groups_fall_back_to_the_record_and_all_others(
    owner: User, assessment: Assessment, query: str
) -> None:
    say(assessment, "it", "1")

    assert "Alle anderen" in page(client_of(owner), assessment, query)


def test_without_a_second_view_it_leads_to_the_invitations(
    owner: User, assessment: Assessment
) -> None:
    assert "Es braucht zwei Sichtweisen" in page(client_of(owner), assessment)


def test_queries_do_not_grow_with_people(
    owner: User, assessment: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(owner)
    say(assessment, "it", "1")
    page(client, assessment)
    with django_assert_num_queries(QUERIES):
        page(client, assessment)
    for role in ("management", "department"):
        say(assessment, role, "4")
    with django_assert_num_queries(QUERIES):
        page(client, assessment)
