"""Saving importance: by any method, stale saves refused, one method counts."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Assessment, Importance, Method, Response
from assessments.services import respondents, weighing
from assessments.services.answers import record_of
from assessments.services.weighing import StaleImportanceError
from tests.factories import (
    ORDER,
    PAIRS,
    POINTS,
    make_assessment,
    make_importance,
    make_respondent,
)

pytestmark = pytest.mark.django_db
OTHERS = {"KT": 40, "SO": 10, "KP": 10, "AN": 10, "FA": 10, "PE": 10, "NA": 10}


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


@pytest.fixture
def record(assessment: Assessment) -> Response:
    return record_of(assessment)


def points(record: Response, values: dict[str, int], version: int) -> Importance:
    return weighing.save(record, Method.POINTS, values, version=version)


def chosen(record: Response) -> list[str]:
    return list(record.importances.filter(is_chosen=True).values_list("method", flat=True))


def pairs_of(record: Response) -> dict[str, Any]:
    values: dict[str, Any] = record.importances.get(method=Method.AHP).values
    return values


def test_points_are_kept_and_counted_up(record: Response) -> None:
    first = points(record, POINTS, 0)
    second = points(record, OTHERS, 1)

    assert (first.version, second.version) == (1, 2)
    assert record.importances.get().values == OTHERS


@pytest.mark.parametrize("version", [0, 1])
def test_points_from_an_old_form_are_refused(record: Response, version: int) -> None:
    points(record, POINTS, 0)
    points(record, OTHERS, 1)

    with pytest.raises(StaleImportanceError) as refusal:
        points(record, POINTS, version)

    assert refusal.value.stored.values == OTHERS
    assert record.importances.get().values == OTHERS


def test_the_same_points_twice_are_no_conflict(record: Response) -> None:
    points(record, POINTS, 0)

    assert points(record, POINTS, 0).version == 1


def test_the_first_method_counts_and_another_keeps_it_that_way(record: Response) -> None:
    points(record, POINTS, 0)
    weighing.save(record, Method.RANK, ORDER, version=0)

    assert chosen(record) == ["points"]
    assert record.importances.count() == 2


def test_another_method_counts_on_request_and_nothing_is_lost(record: Response) -> None:
    points(record, POINTS, 0)
    order = weighing.save(record, Method.RANK, ORDER, version=0)

    weighing.choose(order)

    assert chosen(record) == ["rank"]
    assert record.importances.get(method=Method.POINTS).values == POINTS


def test_too_few_pairs_cannot_count_and_the_one_that_is_enough_does(record: Response) -> None:
    *begun, last = PAIRS
    for pair in begun:
        weighing.save_pair(record, pair[:2], pair[3:], 2, before=None)
    with pytest.raises(ValueError, match="too few"):
        weighing.choose(record.importances.get())
    assert chosen(record) == []

    weighing.save_pair(record, last[:2], last[3:], 2, before=None)

    assert chosen(record) == ["ahp"]


def test_the_database_lets_one_method_count(assessment: Assessment, record: Response) -> None:
    make_importance(assessment)
    order = make_importance(assessment, ORDER, method=Method.RANK)

    with pytest.raises(IntegrityError), transaction.atomic():
        record.importances.filter(pk=order.pk).update(is_chosen=True)


def test_everybody_has_one_that_counts(assessment: Assessment, record: Response) -> None:
    other = make_respondent(assessment)
    make_importance(assessment)
    make_importance(assessment, ORDER, method=Method.RANK, respondent=other)

    assert (chosen(record), chosen(other)) == (["points"], ["rank"])


def test_all_pairs_are_asked_once_and_every_criterion_comes_first_as_often() -> None:
    pairs = weighing.pairs_in_order()

    assert len(pairs) == len({frozenset(pair) for pair in pairs}) == 21
    firsts = [first for first, _ in pairs]
    assert {firsts.count(code) for code in ORDER} == {3}


def test_six_pairs_are_enough_to_stop_early() -> None:
    begun = {f"{first}>{second}": 1 for first, second in weighing.pairs_in_order()[:6]}

    found = weighing.weighed("ahp", begun)

    assert found is not None
    assert found.weights == pytest.approx(dict.fromkeys(ORDER, 1 / 7))
    assert weighing.weighed("ahp", dict(list(begun.items())[:5])) is None


def test_a_pair_is_stored_from_the_side_that_won(record: Response) -> None:
    weighing.save_pair(record, "KT", "SO", 3, before=None)
    weighing.save_pair(record, "SO", "KT", 5, before=1 / 3)

    assert pairs_of(record) == {"SO>KT": 5}
    assert weighing.pair_figure(pairs_of(record), "KT", "SO") == pytest.approx(0.2)


def test_other_pairs_may_come_between(record: Response) -> None:
    weighing.save_pair(record, "KT", "SO", 3, before=None)
    weighing.save_pair(record, "SO", "KP", 2, before=None)

    assert pairs_of(record) == {"KT>SO": 3, "SO>KP": 2}


def test_the_same_pair_changed_meanwhile_is_refused(record: Response) -> None:
    weighing.save_pair(record, "KT", "SO", 3, before=None)

    with pytest.raises(StaleImportanceError):
        weighing.save_pair(record, "KT", "SO", 5, before=None)

    assert pairs_of(record) == {"KT>SO": 3}


def test_somebody_removed_and_brought_back_still_says_the_same(assessment: Assessment) -> None:
    other = make_respondent(assessment)
    make_importance(assessment, respondent=other)

    respondents.remove(other)
    assert [str(p.kind) for p in respondents.listed(assessment)] == ["record"]
    respondents.restore(other)

    there = respondents.listed(assessment)
    assert [p.label for p in there] == ["", "IT"]
    assert [i.values for i in there[1].importances.all()] == [POINTS]


def test_the_record_stays_and_keeps_its_name(record: Response) -> None:
    with pytest.raises(ValueError, match="record"):
        respondents.remove(record)

    respondents.change(record, label="Chef", weight=3)

    record.refresh_from_db()
    assert (record.label, record.weight) == ("", 3)
