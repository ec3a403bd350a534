"""Six ways to say what matters: each turned into weights, none of them ever in the way."""

from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.engine.dossier import GivenImportance
from assessments.engine.weighing import METHODS, Judgement, only_weights, weigh
from assessments.engine.weights import (
    group_importance,
    group_weights,
    respondents,
    voices,
    whole_points,
)
from tests.engine.dossiers import CRITERIA
from tests.engine.statements import AHP, BEST_WORST, POINTS, VALUES

FIGURES = st.fixed_dictionaries({code: st.floats(0, 100) for code in CRITERIA})


def said(method: str, weight: float = 1.0) -> GivenImportance:
    return GivenImportance(method, method, VALUES[method], weight)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gives_weights_that_sum_to_one(method: str) -> None:
    weights = weigh(method, VALUES[method], CRITERIA).weights

    assert tuple(weights) == CRITERIA
    assert sum(weights.values()) == pytest.approx(1)
    assert min(weights.values()) >= 0


@pytest.mark.parametrize("method", METHODS)
def test_the_weights_alone_are_the_same(method: str) -> None:
    expected = weigh(method, VALUES[method], CRITERIA).weights

    assert only_weights(method, VALUES[method], CRITERIA) == expected
    assert respondents([said(method)], CRITERIA) == [pytest.approx(expected, abs=1e-12)]


@pytest.mark.parametrize(("method", "total"), [("points", 100), ("rating", 36), ("swing", 340)])
def test_figures_are_divided_by_their_sum(method: str, total: int) -> None:
    values = VALUES[method]

    assert weigh(method, values, CRITERIA).weights == {c: values[c] / total for c in CRITERIA}


@for_all(FIGURES, st.floats(0.01, 100))
@settings(max_examples=50)
def test_only_proportions_count(figures: dict[str, float], factor: float) -> None:
    figures["KT"] += 1
    scaled = {code: factor * figure for code, figure in figures.items()}

    for method in ("points", "rating", "swing"):
        assert weigh(method, scaled, CRITERIA).weights == pytest.approx(
            weigh(method, figures, CRITERIA).weights
        )


@pytest.mark.parametrize(
    ("method", "values", "warnings"),
    [
        ("points", POINTS, ()),
        ("rating", VALUES["rating"], ("zero_weight",)),
        ("rating", dict.fromkeys(CRITERIA, 7), ("equal_weights",)),
        ("swing", VALUES["swing"], ()),
        ("swing", dict.fromkeys(CRITERIA, 50) | {"KT": 90}, ("no_full_swing",)),
        ("rank", dict.fromkeys(CRITERIA, 1), ("equal_weights",)),
        ("ahp", AHP, ("incomplete",)),
        ("best_worst", BEST_WORST, ()),
    ],
)
def test_what_is_worth_a_second_look_is_said(
    method: str, values: dict[str, Any], warnings: tuple[str, ...]
) -> None:
    assert weigh(method, values, CRITERIA).warnings == warnings


def test_going_round_in_circles_is_told_but_weighs() -> None:
    found = weigh("ahp", {"a>b": 5, "b>c": 5, "c>a": 5}, ("a", "b", "c"))

    assert found.warnings == ("inconsistent", "equal_weights")
    assert found.weights == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})
    assert found.worst == Judgement("a", "b", 5, 1)


@pytest.mark.parametrize(
    ("method", "values", "message"),
    [
        ("votes", POINTS, "one of points"),
        ("points", {}, "above 0"),
        ("points", dict.fromkeys(CRITERIA, 0), "above 0"),
        ("points", POINTS | {"XX": 1}, "no such criterion: XX"),
        ("rating", POINTS | {"KT": -1}, "not negative"),
        ("swing", POINTS | {"KT": float("nan")}, "not negative"),
        ("swing", POINTS | {"KT": float("inf")}, "finite"),
        ("rank", {}, "needs a place"),
        ("rank", {"KT": 1}, "needs a place"),
        ("rank", dict.fromkeys(CRITERIA, 0), "needs a place"),
        ("best_worst", {}, "must be criteria"),
        ("best_worst", BEST_WORST | {"best": "NA"}, "different criteria"),
        ("best_worst", BEST_WORST | {"worst": "XX"}, "must be criteria"),
        ("best_worst", BEST_WORST | {"best_to_others": {"KT": 2}}, "SO, AN, FA, PE, NA is miss"),
        ("best_worst", BEST_WORST | {"others_to_worst": {}}, "others_to_worst: KT, SO"),
    ],
)
def test_what_no_weights_can_be_made_of_is_refused(
    method: str, values: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        weigh(method, values, CRITERIA)


def test_five_hundred_comparing_in_pairs_weigh_as_each_alone() -> None:
    many = [
        GivenImportance(str(n), "ahp", {**AHP, "KT>SO": 1 + n % 9, "PE>NA": 1 + n % 7})
        for n in range(500)
    ]
    together = respondents(many, CRITERIA)

    for number in (0, 1, 250, 499):
        alone = weigh("ahp", many[number].values, CRITERIA).weights
        assert together[number] == pytest.approx(alone, abs=1e-11)


def test_who_counts_double_moves_the_mean_twice_as_far() -> None:
    one = GivenImportance("a", "points", dict.fromkeys(CRITERIA, 0) | {"KT": 100}, 2)
    two = GivenImportance("b", "points", dict.fromkeys(CRITERIA, 0) | {"SO": 100})

    assert voices((one, two)) == [2 / 3, 1 / 3]
    assert group_weights((one, two), CRITERIA) == pytest.approx(
        dict.fromkeys(CRITERIA, 0) | {"KT": 2 / 3, "SO": 1 / 3}
    )


def test_without_anybody_all_criteria_count_alike() -> None:
    assert group_weights((), CRITERIA) == dict.fromkeys(CRITERIA, 1 / 7)
    assert voices(()) == [1]


def test_equal_voices_change_nothing() -> None:
    people = respondents([said(method) for method in METHODS], CRITERIA)

    assert group_importance(people, [1 / 6] * 6) == group_importance(people)


@pytest.mark.parametrize("weights", [(0, 0), (-1, 2), (float("nan"), 1), (float("inf"), 1)])
def test_voices_nobody_can_count_are_refused(weights: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="one must count"):
        voices([said("points", weight) for weight in weights])


@for_all(FIGURES)
@settings(max_examples=80)
def test_whole_points_make_a_hundred_and_stay_close(figures: dict[str, float]) -> None:
    figures["KT"] += 1
    weights = weigh("rating", figures, CRITERIA).weights
    points = whole_points(weights)

    assert sum(points.values()) == 100
    for code in CRITERIA:
        assert abs(points[code] - 100 * weights[code]) < 1


def test_points_stay_the_points_they_were() -> None:
    assert whole_points(weigh("points", POINTS, CRITERIA).weights) == POINTS
