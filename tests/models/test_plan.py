"""What the plan's table itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from assessments.models import ActionItem
from assessments.services import plan
from tests.factories import make_action, make_assessment

pytestmark = pytest.mark.django_db


def test_an_origin_stands_once_in_a_plan_even_after_removal() -> None:
    assessment = make_assessment()
    gone = make_action(assessment, origin="duty:KO-13")
    plan.remove(gone)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_action(assessment, origin="duty:KO-13")
    make_action(make_assessment(), origin="duty:KO-13")

    assert ActionItem.objects.count() == 2


def test_own_entries_have_no_origin_and_may_be_many() -> None:
    assessment = make_assessment()

    make_action(assessment)
    make_action(assessment)

    assert assessment.actions.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"status": "later"},
        {"due": date(1999, 12, 31)},
        {"due": date(2101, 1, 1)},
    ],
)
def test_nonsense_is_refused(wrong: dict[str, object]) -> None:
    assessment = make_assessment()

    with pytest.raises(IntegrityError), transaction.atomic():
        ActionItem.objects.create(assessment=assessment, **{"title": "Testen", **wrong})


def test_the_soonest_comes_first_and_what_has_no_date_last() -> None:
    assessment = make_assessment()
    undated = make_action(assessment)
    late = make_action(assessment, due=date(2027, 2, 1))
    soon = make_action(assessment, due=date(2027, 1, 1))

    assert list(ActionItem.objects.soonest_first()) == [soon, late, undated]
