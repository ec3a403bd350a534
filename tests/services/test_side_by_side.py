"""Answers side by side: named ones as they are, anonymous ones in whole groups of three alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from assessments.models import Assessment, Invitation, InvitationKind, Response
from assessments.services import answers, calibration, dossiers, examples, invitations
from assessments.services.answers import Entered, Place
from assessments.services.side_by_side import Row, rows, taken
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return examples.add_example(make_organisation(), "hallweg", title="B", user=None)


def invite(assessment: Assessment, label: str, **fields: Any) -> Invitation:
    fields = {"label": label, "ends_on": timezone.localdate()} | fields
    kind = InvitationKind.OPEN if fields.get("is_anonymous") else InvitationKind.PERSONAL
    return invitations.invite(assessment, make_user(), kind, fields)[0]


def say(person: Response, level: str, question: str = "KT3") -> None:
    answers.save_for(Place(person, question), Entered(level=level), version=0, user=None)


def row_of(assessment: Assessment, question: str = "KT3") -> Row | None:
    found = rows(
        assessment, dossiers.of_assessment(assessment), calibration.catalogue_for(assessment)
    )
    return next((row for row in found if row.question.code == question), None)


def come(invitation: Invitation, *levels: str, minutes: int = 0) -> list[Response]:
    """Anonymous people answer and hand in, one minute after the other."""
    people = []
    for at, level in enumerate(levels):
        person, _ = invitations.begin(invitation, "Ohne Namen", "")
        say(person, level)
        moment = timezone.now() + timedelta(minutes=minutes + at)
        Response.objects.filter(pk=person.pk).update(handed_in_at=moment)
        people.append(person)
    return people


def test_named_people_stand_with_role_beside_what_counts(assessment: Assessment) -> None:
    person = invite(assessment, "Frau Yıldız", role="it").responses.get()
    say(person, "4")

    row = row_of(assessment)

    assert row is not None
    (opinion,) = row.opinions
    assert (opinion.response.label, opinion.response.role, opinion.answer.level) == (
        *("Frau Yıldız", "it", "4"),
    )
    assert row.record is not None
    assert row.record.response.is_record


def test_what_nobody_else_answered_is_not_listed(assessment: Assessment) -> None:
    assert row_of(assessment) is None


@pytest.mark.parametrize(
    ("levels", "shown"), [(["1"], {}), (["1", "2"], {}), (["1", "2", "2"], {"1": 1, "2": 2})]
)
def test_fewer_than_three_anonymous_answers_are_kept_back(
    assessment: Assessment, levels: list[str], shown: dict[str, int]
) -> None:
    come(invite(assessment, "Alle", is_anonymous=True), *levels)

    row = row_of(assessment)

    assert row is not None
    assert dict(row.crowd) == shown
    assert row.hidden is (not shown)
    assert row.opinions == ()


def test_looking_before_and_after_gives_nobody_away(assessment: Assessment) -> None:
    invitation = invite(assessment, "Alle", is_anonymous=True)
    come(invitation, "1", "2", "2")
    seen = [row_of(assessment)]
    for minutes, level in enumerate("443", start=10):
        come(invitation, level, minutes=minutes)
        seen.append(row_of(assessment))

    shown = [dict(row.crowd) for row in seen if row]

    assert shown == [{"1": 1, "2": 2}] * 3 + [{"1": 1, "2": 2, "4": 2, "3": 1}]


def test_an_anonymous_answer_at_work_is_not_shown(assessment: Assessment) -> None:
    invitation = invite(assessment, "Alle", is_anonymous=True)
    people = come(invitation, "1", "2", "3")
    Response.objects.filter(pk=people[0].pk).update(handed_in_at=None)

    row = row_of(assessment)

    assert row is not None
    assert dict(row.crowd) == {}


def test_the_middle_is_the_lower_of_two_and_needs_a_scale(assessment: Assessment) -> None:
    for name, level in (("A", "1"), ("B", "4")):
        person = invite(assessment, name).responses.get()
        say(person, level)
        say(person, "M" if level == "1" else "XL", "FA1")

    numbered, named = row_of(assessment), row_of(assessment, "FA1")

    assert numbered is not None
    assert numbered.median == "1"
    assert named is not None
    assert named.median is None


def test_one_answer_is_taken_with_its_reason_but_never_an_anonymous_one(
    assessment: Assessment,
) -> None:
    person = invite(assessment, "A").responses.get()
    answers.save_for(Place(person, "KT3"), Entered("3", reason="Vertrag"), version=0, user=None)
    hidden = come(invite(assessment, "Alle", is_anonymous=True), "1", "2", "2")[0]

    row = row_of(assessment)

    assert row is not None
    assert taken(row, str(person.pk)) == Entered("3", reason="Vertrag")
    assert taken(row, str(hidden.pk)) is None
    assert taken(row, "x") is None


def test_readiness_statements_stand_beside_each_other_too(assessment: Assessment) -> None:
    for name, level in (("A", "1"), ("B", "4")):
        say(invite(assessment, name).responses.get(), level, "T2a")

    row = row_of(assessment, "T2a")

    assert row is not None
    assert row.is_readiness
    assert row.agreement == "apart"
    assert row.talk is None
    assert {o.answer.level for o in row.opinions} == {"1", "4"}
