"""The plan: proposals are taken once, never overwrite, and survive another result."""

from datetime import date
from typing import Any

import pytest

from assessments.models import ActionItem, ActionStatus, Assessment, User
from assessments.report.sentences.proposals import Proposal
from assessments.services import plan
from tests.factories import make_action, make_assessment, make_member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)


def proposal(origin: str = "duty:KO-13", weeks: int = 2, **words: str) -> Proposal:
    kind: Any = origin.split(":", maxsplit=1)[0]
    given = {"title": "Betriebsrat beteiligen", "detail": "Früh.", "owner": "Leitung", **words}
    return Proposal(origin, kind, "Pflicht KO-13", weeks=weeks, **given)


@pytest.fixture
def user() -> User:
    return make_member()


@pytest.fixture
def assessment(user: User) -> Assessment:
    made = make_assessment(user)
    made.as_of = date(2026, 11, 23)
    made.save()
    return made


def test_a_proposal_becomes_an_open_entry_with_its_due_date(
    assessment: Assessment, user: User
) -> None:
    assert plan.take(assessment, [proposal()], user=user, today=TODAY) == 1

    item = assessment.actions.get()
    assert (item.origin, item.title, item.owner) == (
        "duty:KO-13",
        "Betriebsrat beteiligen",
        "Leitung",
    )
    assert (item.due, item.status) == (date(2026, 12, 9), "open")  # 25 November and two weeks


def test_due_dates_count_from_the_assessments_day_where_that_is_still_ahead(
    assessment: Assessment, user: User
) -> None:
    assessment.as_of = date(2027, 1, 1)

    plan.take(assessment, [proposal()], user=user, today=TODAY)

    assert assessment.actions.get().due == date(2027, 1, 15)


def test_what_was_changed_is_never_overwritten(assessment: Assessment, user: User) -> None:
    plan.take(assessment, [proposal()], user=user, today=TODAY)
    item = assessment.actions.get()
    plan.change(item, version=1, owner="Frau Ay", due=date(2027, 3, 1), status="doing")

    assert plan.take(assessment, [proposal(title="Neu")], user=user, today=TODAY) == 0

    item = assessment.actions.get()
    assert (item.title, item.owner, item.status) == ("Betriebsrat beteiligen", "Frau Ay", "doing")


@pytest.mark.parametrize("status", ActionStatus.values)
def test_what_is_in_the_plan_is_not_proposed_again(assessment: Assessment, status: str) -> None:
    item = make_action(assessment, origin="duty:KO-13", status=status)
    other = proposal("answers:UC1")

    assert plan.not_taken([proposal(), other], [item]) == [other]


def test_a_removed_entry_can_be_taken_again_with_the_proposals_words(
    assessment: Assessment, user: User
) -> None:
    item = make_action(assessment, "Alt", origin="duty:KO-13", status="done")
    plan.remove(item)

    assert plan.take(assessment, [proposal()], user=user, today=TODAY) == 1

    again = assessment.actions.get()
    assert (again.pk, again.deleted_at, again.title) == (item.pk, None, "Betriebsrat beteiligen")
    assert again.status == "open"


def test_removing_and_undoing_keeps_everything(assessment: Assessment) -> None:
    item = make_action(assessment, owner="Frau Ay", status="doing")

    plan.remove(item)
    assert not ActionItem.objects.present().exists()
    plan.restore(item)

    item.refresh_from_db()
    assert (item.owner, item.status, item.deleted_at) == ("Frau Ay", "doing", None)


def test_a_stale_save_is_refused_and_shows_what_stands_there(assessment: Assessment) -> None:
    item = make_action(assessment)
    plan.change(item, version=1, owner="Herr Beck")

    with pytest.raises(plan.StaleActionError) as refused:
        plan.change(item, version=1, owner="Frau Ay")

    assert refused.value.stored.owner == "Herr Beck"
    assert refused.value.stored.version == 2


def test_a_save_sent_twice_is_no_conflict(assessment: Assessment) -> None:
    item = make_action(assessment)
    plan.change(item, version=1, owner="Frau Ay")

    plan.change(item, version=1, owner="Frau Ay")

    assert (item.owner, item.version) == ("Frau Ay", 2)


def test_a_reason_that_vanished_is_said_only_while_something_is_to_do(
    assessment: Assessment,
) -> None:
    item = make_action(assessment, origin="readiness:T3-2")

    assert plan.lapsed(item, frozenset({"readiness:T3-3"}))
    assert not plan.lapsed(item, frozenset({"readiness:T3-2"}))
    assert not plan.lapsed(item, None)  # there is no result: nobody knows
    assert not plan.lapsed(make_action(assessment), frozenset())  # an own entry
    item.status = "done"
    assert not plan.lapsed(item, frozenset())
