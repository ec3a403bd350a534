"""Fit, weights and value against results found by hand."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.answers import Answers, effective
from assessments.engine.case import Appraisal, appraise_all
from assessments.engine.dossier import Dossier, GivenImportance
from assessments.engine.figures import Figures
from assessments.engine.fit import effect, measures, valued
from assessments.engine.levels import cost_levels
from assessments.engine.value import Table, contributions, ranking, scores, tied_with_first
from assessments.engine.weights import (
    group_importance,
    needs,
    respondents,
    scaled_weights,
    shares,
)
from tests.engine.dossiers import CALM, CRITERIA, OPTIONS, A, B, C, D, E, given, made, without

COSTS = dict(zip(OPTIONS, (100.0, 200.0, 400.0, 800.0, 25_600.0), strict=True))


def answered(levels: dict[str, str]) -> Answers:
    return effective(load(), given(CALM), given(levels), {"NA3": "2"})


def fits(answers: Answers) -> Table:
    """The fit on the judged base levels alone, at these costs."""
    base = {
        code: {option: judged.level for option, judged in criterion.base.items()}
        for code, criterion in load().criteria.items()
    }
    base["KP"] = cost_levels(COSTS, Figures.of(load()))
    return valued(measures(load(), answers, base))


def appraised(dossier: Dossier) -> Appraisal:
    return appraise_all(dossier, load(), Figures.of(load()))[0]


def test_the_base_level_and_the_effects_make_the_fit() -> None:
    # PE: base 3/3/3/3/2; PE1 = 1 and PE2 = 1 give E -1 and +1, PE4 = 3 gives A to C +1, E -2.
    fit = fits(answered({"PE4": "3"}))["PE"]

    assert fit == pytest.approx(
        {A: 82, B: 82, C: 82, D: 75, E: 36}
    )  # 25·3 + 7 · 75 · 25·2 + 7·(-1+1-2)


def test_every_doubling_of_the_cost_takes_25_points() -> None:
    # KP2 = 2 takes D -1, KP3 = 2, KP4 = 1 and KP5 = 2 are neutral.
    answers = answered({"KP2": "2", "KP3": "2", "KP5": "2"})

    assert fits(answers)["KP"] == pytest.approx({A: 100, B: 75, C: 50, D: 21.5, E: 0})


def test_the_fit_ends_at_100_and_at_0() -> None:
    fit = fits(answered({"SO1": "4", "SO2": "4", "SO3": "4", "SO5": "3"}))["SO"]

    assert fit[A] == 0
    assert fit[E] == 100  # 75 + 7·4 = 103


def test_an_unknown_answer_scores_the_mean_of_its_levels() -> None:
    answers = answered({"FA3": "9"})
    question = load().questions["FA3"]

    # A 0, 0, +1, +2 · D +1, 0, -1, -2
    assert effect(question, answers, A) == 0.75
    assert effect(question, answers, D) == -0.5


def test_an_unknown_place_of_processing_counts_as_the_eu() -> None:
    question = load().questions["KT1"]

    for option in OPTIONS:
        assert effect(question, answered({"KT1": "9"}), option) == effect(
            question, answered({"KT1": "2"}), option
        )


def test_a_hidden_question_gives_nothing_and_is_not_open() -> None:
    answers = answered({"AN1": "1", "AN3": "3"})

    assert effect(load().questions["AN3"], answers, A) == 0
    assert not answers.is_unknown("AN3")


def test_training_without_examples_counts_as_answers_from_documents() -> None:
    assert answered({"AN1": "5", "AN2": "2"}).level("AN1") == "3"
    assert answered({"AN1": "5", "AN2": "3"}).level("AN1") == "5"


def test_need_is_the_mean_of_the_two_highest_answers() -> None:
    levels = {"SO1": "4", "SO2": "2", "SO3": "1", "SO5": "2"}

    assert needs(load(), answered(levels))["SO"] == pytest.approx(0.75)  # (1 + 1/2) / 2


def test_an_unknown_answer_is_no_absence_of_need() -> None:
    levels = {"SO1": "1", "SO2": "1", "SO3": "9", "SO5": "1"}

    assert needs(load(), answered(levels))["SO"] == pytest.approx(0.25)  # (1/2 + 0) / 2


def test_weights_are_points_times_a_quarter_plus_five_quarters_of_need() -> None:
    weights = scaled_weights({"KT": 0.5, "SO": 0.5}, {"KT": 1.0, "SO": 0.0})

    assert weights == pytest.approx({"KT": 6 / 7, "SO": 1 / 7})  # 1.5 : 0.25


def test_cost_has_no_need_of_its_own_and_keeps_its_points() -> None:
    assert needs(load(), answered({}))["KP"] == pytest.approx(0.6)  # 0.25 + 1.25·0.6 = 1


def test_several_respondents_count_alike() -> None:
    one = GivenImportance("GF", "points", dict.fromkeys(CRITERIA, 0.0) | {"KT": 100})
    two = GivenImportance("IT", "rating", dict.fromkeys(CRITERIA, 0.0) | {"KT": 20, "SO": 60})

    assert group_importance(respondents((one, two), CRITERIA)) == pytest.approx(
        dict.fromkeys(CRITERIA, 0.0) | {"KT": 0.625, "SO": 0.375}  # (1 + 1/4)/2 · (0 + 3/4)/2
    )


def test_without_importance_all_criteria_count_alike() -> None:
    assert respondents((), CRITERIA) == [dict.fromkeys(CRITERIA, 1 / 7)]


def test_scores_by_hand() -> None:
    fit = {"KT": {A: 100.0, B: 50.0}, "SO": {A: 0.0, B: 80.0}}
    parts = contributions({"KT": 0.75, "SO": 0.25}, fit, (A, B))

    assert parts == {A: {"KT": 75, "SO": 0}, B: {"KT": 37.5, "SO": 20}}
    assert scores(parts) == {A: 75, B: 57.5}


def test_equal_scores_keep_the_order_of_the_catalogue() -> None:
    score = {A: 50.0, B: 70.0, C: 70.0 + 1e-12, D: 69.0}

    assert ranking(score, (A, B, C, D)) == (B, C, D, A)


def test_less_than_five_points_is_no_lead() -> None:
    score = {A: 80.0, B: 75.0, C: 75.1}

    assert tied_with_first(score, (A, C, B)) == (C,)


@for_all(st.fixed_dictionaries({code: st.integers(0, 100) for code in CRITERIA}))
@settings(max_examples=60)
def test_scaling_all_importance_changes_nothing(points: dict[str, int]) -> None:
    points["KT"] += 1
    once = GivenImportance("x", "rating", {c: float(p) for c, p in points.items()})
    thrice = replace(once, values={c: 3.0 * p for c, p in points.items()})

    assert shares(thrice, CRITERIA) == pytest.approx(shares(once, CRITERIA))


LEVELS = st.fixed_dictionaries(
    {
        question.code: st.sampled_from([*(level.code for level in question.levels), "9"])
        for question in load().asked
        if question.kind == "choice"
    }
)


@for_all(LEVELS)
@settings(max_examples=60, deadline=None)
def test_contributions_sum_to_the_score_within_bounds(levels: dict[str, str]) -> None:
    appraisal = appraised(made(levels))

    assert sum(appraisal.weights.values()) == pytest.approx(1)
    for option in OPTIONS:
        assert sum(appraisal.parts[option].values()) == pytest.approx(appraisal.scores[option])
        assert 0 <= appraisal.scores[option] <= 100


@for_all(LEVELS)
@settings(max_examples=30, deadline=None)
def test_do_not_know_and_no_answer_are_the_same(levels: dict[str, str]) -> None:
    unknown = [code for code, level in levels.items() if level == "9"]

    assert appraised(made(levels)).scores == appraised(without(made(levels), *unknown)).scores


@for_all(LEVELS, st.permutations(OPTIONS))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_options_decides_nothing(levels: dict[str, str], order: list[str]) -> None:
    shuffled = replace(load(), options={code: load().options[code] for code in order})
    here = appraised(made(levels))
    there = appraise_all(made(levels), shuffled, Figures.of(shuffled))[0]

    assert there.scores == pytest.approx(here.scores)
    assert set(there.ranking) == set(here.ranking)
    assert [round(here.scores[o], 6) for o in there.ranking] == pytest.approx(
        [here.scores[o] for o in here.ranking], abs=1e-5
    )
