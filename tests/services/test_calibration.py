"""Own values count wherever an assessment of the organisation is judged, and nowhere else."""

import time
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from assessments.catalogue import load
from assessments.models import Assessment, Calibration, Organisation
from assessments.services import calibration, costing, dossiers, evaluations, examples, what_ifs
from assessments.services.calibration import Given, Place, StaleCalibrationError
from tests.factories import make_member, make_organisation, organisation_of

pytestmark = pytest.mark.django_db

WHY = "Eigener Rahmenvertrag mit dem Anbieter"
WORST = Given(WHY, 0, 0, 0)


def place(kind: str, code: str) -> Place:
    found = calibration.place_of(load(), kind, code)
    assert found is not None
    return found


SERVICE_KT = place("base", "KT.open_eu_api")
SERVICE_SO = place("base", "SO.open_eu_api")
EFFECT = place("effect", "KT1.2.api_us")


@pytest.fixture
def ours() -> Organisation:
    return organisation_of(make_member())


def lowered(ours: Organisation) -> None:
    """What our consultants think of the service in the EU: the worst in everything."""
    for code in ("KT", "SO", "AN", "FA", "PE", "NA"):
        here = place("base", f"{code}.open_eu_api")
        calibration.put(ours, here, WORST, seen=0, user=None)


def example(organisation: Organisation) -> Assessment:
    return examples.add_example(organisation, "fadenwerk", title="Beispiel", user=None)


def test_without_own_values_the_catalogue_is_the_shipped_one_for_one_query(
    ours: Organisation, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert calibration.catalogue_of(ours.pk) is load()


def test_the_same_own_values_give_the_same_catalogue_for_one_query(
    ours: Organisation, django_assert_num_queries: Any
) -> None:
    lowered(ours)
    first = calibration.catalogue_of(ours.pk)

    with django_assert_num_queries(1):
        assert calibration.catalogue_of(ours.pk) is first
    assert first.criteria["KT"].base["open_eu_api"].level == 0


def test_own_values_end_at_the_wall_of_the_organisation(ours: Organisation) -> None:
    lowered(ours)

    assert calibration.catalogue_of(make_organisation().pk) is load()


def test_an_evaluation_is_judged_by_own_values_and_kept_apart(ours: Organisation) -> None:
    assessment = example(ours)
    _, before, first = evaluations.evaluate(assessment)
    lowered(ours)

    _, after, second = evaluations.evaluate(assessment)
    _, again, third = evaluations.evaluate(assessment)

    assert before.use_cases[0].ranking[0] == "open_eu_api"
    assert after.use_cases[0].ranking[0] != "open_eu_api"
    assert first.catalogue_sha256 == load().sha256
    assert second.catalogue_sha256 == calibration.catalogue_of(ours.pk).sha256
    assert (second.number, third.pk) == (first.number + 1, second.pk)
    assert again == after


def test_back_on_the_catalogue_the_old_result_is_found_again(ours: Organisation) -> None:
    assessment = example(ours)
    _, _, first = evaluations.evaluate(assessment)
    calibration.put(ours, SERVICE_KT, WORST, seen=0, user=None)
    evaluations.evaluate(assessment)
    calibration.put_back(ours, SERVICE_KT, 0, seen=1, user=None)

    assert evaluations.evaluate(assessment)[2].pk == first.pk


def test_other_weights_and_costs_follow_own_values(ours: Organisation) -> None:
    dossier = dossiers.of_assessment(example(ours))
    lowered(ours)
    judged = calibration.catalogue_of(ours.pk)
    _, made, _ = evaluations.evaluate(Assessment.objects.get(), dossier)
    result, points = made.use_cases[0], dict.fromkeys(load().criteria, 10)

    own = what_ifs.under(dossier, result, points, judged)
    shipped = what_ifs.under(dossier, result, points)

    assert own.options["open_eu_api"].score < shipped.options["open_eu_api"].score
    assert costing.costing(dossier, None, 36, judged) is not costing.costing(dossier, None, 36)


def test_every_change_is_a_version_of_its_own(ours: Organisation) -> None:
    for version, level in enumerate((1, 2, 3)):
        given = Given(WHY, level, level, level)
        calibration.put(ours, SERVICE_KT, given, seen=version, user=None)

    rows = Calibration.objects.of_value(ours.pk, "base", SERVICE_KT.code)
    assert [(row.version, row.level, row.active) for row in rows] == [
        *((3, 3, True), (2, 2, False), (1, 1, False))
    ]


def test_storing_the_same_again_makes_no_version(ours: Organisation) -> None:
    first = calibration.put(ours, SERVICE_KT, WORST, seen=0, user=None)

    assert calibration.put(ours, SERVICE_KT, WORST, seen=1, user=None) == first
    assert Calibration.objects.count() == 1


def test_an_earlier_version_counts_again_with_its_reason(ours: Organisation) -> None:
    calibration.put(ours, EFFECT, Given(WHY, points=2), seen=0, user=None)
    calibration.put(ours, EFFECT, Given("Ein anderer Grund", points=-1), seen=1, user=None)

    back = calibration.put_back(ours, EFFECT, 1, seen=2, user=None)

    assert back is not None
    assert (back.version, back.points, back.reason, back.active) == (3, 2, WHY, True)


@pytest.mark.parametrize("seen", [0, 2])
def test_who_saw_another_version_is_refused(ours: Organisation, seen: int) -> None:
    stored = calibration.put(ours, SERVICE_KT, WORST, seen=0, user=None)

    with pytest.raises(StaleCalibrationError) as putting:
        calibration.put(ours, SERVICE_KT, Given(WHY, 1, 1, 1), seen=seen, user=None)
    with pytest.raises(StaleCalibrationError) as taking_back:
        calibration.put_back(ours, SERVICE_KT, 0, seen=seen, user=None)

    assert putting.value.stored == taking_back.value.stored == stored
    assert Calibration.objects.get().active


def test_two_at_the_same_moment_one_is_refused(
    ours: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where rows cannot be locked, the constraint stops the second."""
    calibration.put(ours, SERVICE_KT, WORST, seen=0, user=None)
    monkeypatch.setattr(calibration, "_stored", lambda *_: None)

    with pytest.raises(StaleCalibrationError) as refused:
        calibration.put(ours, SERVICE_KT, Given(WHY, 1, 1, 1), seen=0, user=None)

    assert refused.value.stored is not None
    assert refused.value.stored.level == 0


def test_trying_stores_nothing_and_replaces_an_own_value(ours: Organisation) -> None:
    calibration.put(ours, SERVICE_KT, WORST, seen=0, user=None)
    calibration.put(ours, EFFECT, Given(WHY, points=2), seen=0, user=None)

    tried = calibration.tried(ours.pk, SERVICE_KT, Given("", 3.5, 3, 4))

    assert tried.criteria["KT"].base["open_eu_api"].level == 3.5
    assert len(tried.overrides.effects) == len(tried.overrides.levels) == 1
    assert Calibration.objects.get(kind="base").level == 0


def test_the_examples_answer_at_once(ours: Organisation) -> None:
    """Ten use cases within the time a person takes for instantaneous, by far."""
    calibration.examples_under(load())
    tried = calibration.tried(ours.pk, SERVICE_KT, WORST)
    began = time.process_time()

    places = calibration.examples_under(tried)

    assert time.process_time() - began < 0.3
    assert len(places) == 10
    assert places != calibration.examples_under(load())


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "base", "level": 4.5, "low": 4, "high": 4.5},
        {"kind": "base", "level": 1, "low": -1, "high": 2},
        {"kind": "base", "level": 1, "low": 2, "high": 3},
        {"kind": "base", "level": 1, "low": 0, "high": 0.5},
        {"kind": "base", "level": None, "low": 1, "high": 2},
        {"kind": "base", "level": 1, "low": 1, "high": 1, "points": 1},
        {"kind": "base", "points": 1},
        {"kind": "effect", "points": 3},
        {"kind": "effect", "points": None},
        {"kind": "effect", "points": 1, "level": 1, "low": 1, "high": 1},
        {"kind": "other", "points": 1},
        {"kind": "effect", "points": 1, "reason": ""},
    ],
)
def test_the_database_refuses_what_is_out_of_bounds(
    ours: Organisation, wrong: dict[str, Any]
) -> None:
    row = {"organisation": ours, "code": "KT.api_us", "reason": WHY, "version": 1, **wrong}

    with pytest.raises(IntegrityError), transaction.atomic():
        Calibration.objects.create(**row)


def test_a_place_knows_its_value_in_the_catalogue() -> None:
    base = load().criteria["KT"].base["open_eu_api"]

    assert SERVICE_KT.shipped == Given("", base.level, base.low, base.high)
    assert EFFECT.shipped == Given("", points=-2)
    assert replace(EFFECT, option=load().options["open_onprem"]).shipped == Given("", points=1)
    assert (SERVICE_SO.code, EFFECT.code) == ("SO.open_eu_api", "KT1.2.api_us")
