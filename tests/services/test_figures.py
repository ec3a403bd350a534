"""Own values: stored one by one, taken back, and reckoned with."""

import pytest

from assessments.catalogue import load
from assessments.engine.cost_result import CostStudy
from assessments.engine.figures import Figures
from assessments.models import Assessment
from assessments.services import costing, dossiers, examples, figures
from assessments.services.figures import Own, StaleFigureError
from tests.factories import make_assessment, make_member, organisation_of

pytestmark = pytest.mark.django_db


def stored(assessment: Assessment) -> dict[str, object]:
    figures_now: dict[str, object] = Assessment.objects.get(pk=assessment.pk).figures
    return figures_now


def hallweg() -> Assessment:
    owner = make_member()
    return examples.add_example(organisation_of(owner), "hallweg", title="B", user=owner)


def test_an_own_value_is_stored_with_its_note_and_reckoned_with() -> None:
    assessment = make_assessment()

    figures.put(assessment, "usd_eur", Own(0.9, "Hausbank"), seen=None)

    assert stored(assessment) == {"usd_eur": {"value": 0.9, "note": "Hausbank"}}
    assert dossiers.of_assessment(assessment).figures == {"usd_eur": 0.9}


def test_a_zero_is_a_value() -> None:
    assessment = make_assessment()

    figures.put(assessment, "in_api_us_M", Own(0.0), seen=None)

    assert dossiers.of_assessment(assessment).figures == {"in_api_us_M": 0.0}


def test_taking_back_keeps_the_note_and_counts_no_more() -> None:
    assessment = make_assessment()
    figures.put(assessment, "usd_eur", Own(0.9, "Hausbank"), seen=None)

    figures.put(assessment, "usd_eur", Own(None, "Hausbank"), seen=0.9)

    assert stored(assessment) == {"usd_eur": {"note": "Hausbank"}}
    assert dossiers.of_assessment(assessment).figures == {}


def test_nothing_stays_of_a_value_without_note_taken_back() -> None:
    assessment = make_assessment()
    figures.put(assessment, "usd_eur", Own(0.9), seen=None)

    figures.put(assessment, "usd_eur", Own(), seen=0.9)

    assert stored(assessment) == {}


def test_two_people_at_two_figures_lose_nothing() -> None:
    assessment = make_assessment()
    mine, yours = (Assessment.objects.get(pk=assessment.pk) for _ in range(2))

    figures.put(mine, "usd_eur", Own(0.9), seen=None)
    figures.put(yours, "pue", Own(1.2), seen=None)

    assert stored(assessment) == {"usd_eur": {"value": 0.9}, "pue": {"value": 1.2}}


def test_two_people_at_one_figure_are_told() -> None:
    assessment = make_assessment()
    figures.put(assessment, "usd_eur", Own(0.9, "Bank"), seen=None)

    with pytest.raises(StaleFigureError) as refused:
        figures.put(assessment, "usd_eur", Own(0.8), seen=None)

    assert refused.value.stored == Own(0.9, "Bank")
    assert stored(assessment) == {"usd_eur": {"value": 0.9, "note": "Bank"}}


def test_sending_the_same_twice_is_no_conflict() -> None:
    assessment = make_assessment()

    for _ in range(2):
        figures.put(assessment, "usd_eur", Own(0.9), seen=None)

    assert stored(assessment) == {"usd_eur": {"value": 0.9}}


def test_several_at_once_say_what_stood_there_before() -> None:
    assessment = make_assessment()
    figures.put(assessment, "in_api_us_M", Own(3.0, "alt"), seen=None)

    before = figures.put_all(assessment, {"in_api_us_M": Own(1.0), "out_api_us_M": Own(2.0)})

    assert before == {"in_api_us_M": Own(3.0, "alt"), "out_api_us_M": Own()}
    assert stored(assessment) == {"in_api_us_M": {"value": 1.0}, "out_api_us_M": {"value": 2.0}}


def test_a_figure_the_catalogue_no_longer_has_counts_no_more() -> None:
    assessment = make_assessment()
    Assessment.objects.filter(pk=assessment.pk).update(figures={"gone": {"value": 1.0}})
    assessment.refresh_from_db()

    assert dossiers.of_assessment(assessment).figures == {}


def test_own_values_come_along_into_another_database() -> None:
    assessment = hallweg()
    figures.put(assessment, "usd_eur", Own(0.9, "Hausbank"), seen=None)
    dossier = dossiers.of_assessment(assessment)

    copy = dossiers.store(dossier, organisation_of(make_member()), title="Kopie", user=None)

    assert dossiers.of_assessment(copy).figures == {"usd_eur": 0.9}


def test_the_same_question_is_answered_from_memory() -> None:
    dossier = dossiers.of_assessment(hallweg())

    first = costing.costing(dossier, None, 36)

    assert costing.costing(dossier, None, 36) is first
    assert costing.costing(dossier, None, 60) is not first
    assert costing.costing(dossier, "UC1", 36).study.use_cases == ("UC1",)


def test_what_is_tried_multiplies_and_adds_up() -> None:
    dossier = dossiers.of_assessment(hallweg())
    figures_now = Figures.of(load())

    tried = costing.tried(dossier, ("preis4", "menge10", "personal", "unknown"))

    assert tried.figures["token_price_factor"] == 4
    assert tried.figures["volume_factor"] == 10
    for option in load().options:
        care = f"care_fte_{option}"
        assert tried.figures[care] == figures_now.range(care).high
    assert costing.tried(dossier, ("preis4", "preisviertel")).figures == {"token_price_factor": 1.0}
    assert dossier.figures == {}


def test_ten_times_the_volume_makes_ten_times_the_usage() -> None:
    dossier = dossiers.of_assessment(hallweg())
    before = costing.costing(dossier, "UC1", 36).study
    after = costing.costing(costing.tried(dossier, ("menge10",)), "UC1", 36).study

    def usage(study: CostStudy) -> float:
        return sum(study.options["api_us"].views["likely"].months["usage"])

    assert usage(after) == pytest.approx(10 * usage(before))


def test_the_split_names_the_way_in_first_place() -> None:
    study = costing.costing(dossiers.of_assessment(hallweg()), None, 36).study

    assert sum(lane.share for lane in study.split) == pytest.approx(1)
    assert {case for lane in study.split for case in lane.use_cases} == set(study.use_cases)
