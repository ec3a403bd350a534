"""Saving importance points: one set per record, stale saves refused."""

import pytest

from assessments.models import Assessment, Importance
from assessments.services import weighing
from assessments.services.weighing import StaleImportanceError
from tests.factories import POINTS, make_assessment

pytestmark = pytest.mark.django_db
OTHERS = {"KT": 40, "SO": 10, "KP": 10, "AN": 10, "FA": 10, "PE": 10, "NA": 10}


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


def test_points_are_kept_and_counted_up(assessment: Assessment) -> None:
    first = weighing.save(assessment, POINTS, version=0)
    second = weighing.save(assessment, OTHERS, version=1)

    assert (first.version, second.version) == (1, 2)
    stored = weighing.stored(assessment)
    assert stored is not None and stored.points == OTHERS


@pytest.mark.parametrize("version", [0, 1])
def test_points_from_an_old_form_are_refused(assessment: Assessment, version: int) -> None:
    weighing.save(assessment, POINTS, version=0)
    weighing.save(assessment, OTHERS, version=1)

    with pytest.raises(StaleImportanceError) as refusal:
        weighing.save(assessment, POINTS, version=version)

    assert refusal.value.stored.points == OTHERS
    assert Importance.objects.get().points == OTHERS


def test_the_same_points_twice_are_no_conflict(assessment: Assessment) -> None:
    weighing.save(assessment, POINTS, version=0)

    again = weighing.save(assessment, POINTS, version=0)

    assert again.version == 1


def test_nothing_is_stored_before_somebody_weighed(assessment: Assessment) -> None:
    assert weighing.stored(assessment) is None
