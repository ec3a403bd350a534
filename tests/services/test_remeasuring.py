"""A new assessment begins with what was said in the last one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments.catalogue import load
from assessments.engine.comparison import compare
from assessments.models import (
    ActionStatus,
    Answer,
    Assessment,
    Importance,
    Response,
    ResponseKind,
    Safeguard,
    User,
)
from assessments.services import answers, dossiers, examples, remeasuring, use_cases
from assessments.services.answers import Entered
from tests.factories import POINTS, make_action, make_member, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    made = examples.add_example(organisation_of(owner), "hallweg", title="Erste", user=owner)
    made.figures = {"usd_eur": {"value": 0.9, "note": "Hausbank"}}
    made.save()
    person = Response.objects.create(
        assessment=made, kind=ResponseKind.INVITED, label="Betriebsrat", weight=2,
        token_sha256="a" * 64,
    )  # fmt: skip
    Importance.objects.create(response=person, method="points", values=POINTS, is_chosen=True)
    return made


def test_the_copy_says_the_very_same(owner: User, assessment: Assessment) -> None:
    again = remeasuring.repeat(assessment, "Zweite", user=owner)

    before, after = dossiers.of_assessment(assessment), dossiers.of_assessment(again)
    assert compare(before, after, load(), load()).is_same
    assert after.importance == before.importance
    assert [u.id for u in after.use_cases] == [u.id for u in before.use_cases]
    assert (again.follows, again.company, again.title) == (assessment, assessment.company, "Zweite")
    assert again.as_of == timezone.localdate()
    assert again.figures["usd_eur"]["note"] == "Hausbank"


def test_reasons_and_confirmations_come_along(owner: User, assessment: Assessment) -> None:
    Safeguard.objects.update_or_create(
        assessment=assessment, rule="KO-04", option="api_us",
        defaults={"state": "met", "said_by": "Frau Ay", "said_on": date(2026, 3, 1)},
    )  # fmt: skip

    again = remeasuring.repeat(assessment, "Zweite", user=owner)

    said = again.safeguards.get(rule="KO-04", option="api_us")
    assert (said.said_by, said.said_on) == ("Frau Ay", date(2026, 3, 1))
    mine, copied = answers.stored(assessment, "KT1", None), answers.stored(again, "KT1", None)
    assert mine is not None and copied is not None and mine.reason
    assert Entered.of(copied) == Entered.of(mine)


def test_who_was_invited_keeps_name_and_weight_but_no_way_in(
    owner: User, assessment: Assessment
) -> None:
    again = remeasuring.repeat(assessment, "Zweite", user=owner)

    person = again.responses.get(label="Betriebsrat")
    assert (person.kind, person.weight, person.token_sha256) == ("participant", 2, None)


def test_only_what_is_still_to_be_done_comes_along(owner: User, assessment: Assessment) -> None:
    make_action(assessment, "Offen", owner="Frau Ay", origin="duty:KO-13")
    make_action(assessment, "Fertig", status=ActionStatus.DONE)
    make_action(assessment, "Verworfen", status=ActionStatus.DROPPED)
    gone = make_action(assessment, "Entfernt")
    gone.deleted_at = timezone.now()
    gone.save()

    again = remeasuring.repeat(assessment, "Zweite", user=owner)

    (item,) = again.actions.all()
    assert (item.title, item.owner, item.origin) == ("Offen", "Frau Ay", "duty:KO-13")


def test_deleted_use_cases_stay_behind(owner: User, assessment: Assessment) -> None:
    use_cases.delete(assessment.use_cases.get(code="UC2"))

    again = remeasuring.repeat(assessment, "Zweite", user=owner)

    assert not again.use_cases.filter(code="UC2").exists()
    assert again.use_cases.count() == assessment.use_cases.count() - 1


def test_the_old_one_stays_as_it_is(owner: User, assessment: Assessment) -> None:
    before = dossiers.of_assessment(assessment)
    again = remeasuring.repeat(assessment, "Zweite", user=owner)
    copied = answers.stored(again, "KT1", None)
    assert copied is not None

    answers.save(again, "KT1", Entered("1"), version=copied.version, user=owner)

    assert dossiers.of_assessment(assessment) == before


def test_a_copied_answer_is_unchecked_until_somebody_saves_it_even_unchanged(
    owner: User, assessment: Assessment
) -> None:
    again = remeasuring.repeat(assessment, "Zweite", user=owner)
    rows = list(Answer.objects.of_record(again))
    assert remeasuring.unchecked(again, rows) == len(rows) > 31
    copied = answers.stored(again, "KT1", None)
    assert copied is not None

    answers.save(again, "KT1", Entered.of(copied), version=copied.version, user=owner)

    after = list(Answer.objects.of_record(again))
    assert remeasuring.unchecked(again, after) == len(rows) - 1
    assert remeasuring.unchecked(assessment, Answer.objects.of_record(assessment)) == 0


@pytest.mark.parametrize(
    ("begin", "months", "day"),
    [
        (date(2026, 11, 25), 6, date(2027, 5, 25)),
        (date(2026, 11, 25), 12, date(2027, 11, 25)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_from_a_day(begin: date, months: int, day: date) -> None:
    assert remeasuring.in_months(begin, months) == day


def test_a_reminder_is_due_from_its_day_on(assessment: Assessment) -> None:
    today = timezone.localdate()
    for days, due in ((-1, True), (0, True), (1, False)):
        remeasuring.remind(assessment, today + timedelta(days=days))
        assert remeasuring.is_due(assessment) is due
    remeasuring.remind(assessment, None)
    assessment.refresh_from_db()
    assert not remeasuring.is_due(assessment)
