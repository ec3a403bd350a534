"""The best-worst method by hand, by brute force, and against Rezaei's own example."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.engine.best_worst import (
    BestWorst,
    accepted_ratio,
    input_ratios,
    nonlinear_deviation,
    weights,
    worst_judgement,
)
from assessments.engine.weighing import BestWorstConsistency, Judgement, weigh
from tests.engine.dossiers import CRITERIA

# Rezaei 2015 ("Best-worst multi-criteria decision-making method", Omega 53), first example:
# best against the others 8, 2, 1; the others against the worst 1, 5, 8.
REZAEI = BestWorst("third", "first", 8, {"second": (2, 5)})

FIGURE = st.integers(1, 9).map(float) | st.floats(1, 9)
STATEMENTS = st.builds(
    lambda over_worst, middle: BestWorst("B", "W", over_worst, dict(zip("cdefg", middle))),  # noqa: B905
    FIGURE,
    st.lists(st.tuples(FIGURE, FIGURE), min_size=0, max_size=5),
)


def deviation(said: BestWorst, found: dict[str, float]) -> float:
    """The largest deviation the linear model allows for, straight from its definition."""
    best, worst = found[said.best], found[said.worst]
    terms = [abs(best - said.over_worst * worst)]
    for code, (a, b) in said.middle.items():
        terms += [abs(best - a * found[code]), abs(found[code] - b * worst)]
    return max(terms)


def by_vertices(said: BestWorst) -> tuple[dict[str, float], float]:
    """Solve the linear programme by trying every vertex; for few criteria only."""
    names = [said.best, said.worst, *said.middle]
    n = len(names)

    def row(**factors: float) -> "list[float]":
        return [factors.get(name, 0.0) for name in names]

    terms = [row(**{said.best: 1, said.worst: -said.over_worst})]
    for code, (a, b) in said.middle.items():
        terms += [row(**{said.best: 1, code: -a}), row(**{code: 1, said.worst: -b})]
    # term − ξ ≤ 0 and −term − ξ ≤ 0; weights are positive at every optimum.
    sides = np.array([[*(sign * f for f in term), -1.0] for term in terms for sign in (1, -1)])
    total = np.array([*[1.0] * n, 0.0])
    best, best_point = np.inf, np.zeros(n + 1)
    for active in combinations(range(len(sides)), n):
        system = np.vstack([total, sides[list(active)]])
        if abs(np.linalg.det(system)) < 1e-12:
            continue
        point = np.linalg.solve(system, np.array([1.0, *[0.0] * n]))
        feasible = (sides @ point <= 1e-9).all() and (point >= -1e-9).all()
        if feasible and point[n] < best:
            best, best_point = float(point[n]), point
    return dict(zip(names, best_point[:n].tolist(), strict=True)), best


def test_the_linear_model_by_hand() -> None:
    # In units of ξ: 17 − 2·9 = −1, 9 − 5·2 = −1, 17 − 8·2 = 1; they sum to 28.
    found, largest = weights(REZAEI)

    assert found == pytest.approx({"third": 17 / 28, "second": 9 / 28, "first": 2 / 28})
    assert largest == pytest.approx(1 / 28)


def test_the_nonlinear_deviation_of_rezaeis_example() -> None:
    # (2 − ξ)(5 − ξ) = 8 + ξ, so ξ = 4 − √14; printed as .26.
    assert nonlinear_deviation(REZAEI) == pytest.approx(4 - 14**0.5)
    assert nonlinear_deviation(REZAEI) == pytest.approx(0.26, abs=0.005)


@for_all(FIGURE, st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=2))
@settings(max_examples=60, deadline=None)
def test_no_vertex_of_the_linear_programme_is_better(
    over_worst: float, middle: list[tuple[float, float]]
) -> None:
    said = BestWorst("B", "W", over_worst, dict(zip("cd", middle)))  # noqa: B905
    found, largest = weights(said)
    expected, least = by_vertices(said)

    assert largest == pytest.approx(least, abs=1e-9)
    assert found == pytest.approx(expected, abs=1e-7)


@for_all(STATEMENTS)
@settings(max_examples=80)
def test_no_direction_leads_to_a_smaller_deviation(said: BestWorst) -> None:
    # The model is convex: what cannot be improved nearby cannot be improved at all.
    found, largest = weights(said)
    generator = np.random.default_rng(2)

    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) > 0
    assert deviation(said, found) == pytest.approx(largest, abs=1e-12)
    here = np.array(list(found.values()))
    for change in generator.normal(0, 1e-4, (60, len(found))):
        moved = dict(zip(found, here + change - change.mean(), strict=True))
        assert deviation(said, moved) >= largest - 1e-12


@for_all(st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_consistent_comparisons_give_the_weights_back(amounts: list[int]) -> None:
    amounts[0], amounts[-1] = 9, 1
    values = {
        "best": "KT",
        "worst": "NA",
        "best_to_others": {c: 9 / a for c, a in zip(CRITERIA, amounts, strict=True)},
        "others_to_worst": {c: float(a) for c, a in zip(CRITERIA, amounts, strict=True)},
    }
    found = weigh("best_worst", values, CRITERIA)

    expected = {c: a / sum(amounts) for c, a in zip(CRITERIA, amounts, strict=True)}
    assert found.weights == pytest.approx(expected)
    assert isinstance(found.consistency, BestWorstConsistency)
    assert found.consistency.deviation == pytest.approx(0, abs=1e-12)
    assert found.consistency.ratio == pytest.approx(0, abs=1e-12)
    assert "inconsistent" not in found.warnings


@for_all(STATEMENTS)
def test_the_order_of_the_criteria_decides_nothing(said: BestWorst) -> None:
    turned = BestWorst("B", "W", said.over_worst, dict(reversed(list(said.middle.items()))))

    assert weights(turned)[0] == pytest.approx(weights(said)[0])


@for_all(STATEMENTS)
@settings(max_examples=80)
def test_the_nonlinear_deviation_is_where_all_intervals_meet(said: BestWorst) -> None:
    def meet(xi: float) -> bool:
        lows = [max(a - xi, 0) * max(b - xi, 0) for a, b in said.middle.values()]
        highs = [(a + xi) * (b + xi) for a, b in said.middle.values()]
        direct = (said.over_worst - xi, said.over_worst + xi)
        return max([*lows, direct[0]]) <= min([*highs, direct[1]])

    low, high = 0.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if meet(middle) else (middle, high)

    assert nonlinear_deviation(said) == pytest.approx(high, abs=1e-9)


def test_the_input_based_ratio_by_hand() -> None:
    # |2·5 − 8| / (64 − 8), and 0 where both ways lead to the same.
    assert input_ratios(REZAEI) == pytest.approx({"second": 2 / 56})
    assert input_ratios(BestWorst("B", "W", 8, {"c": (2, 4)})) == {"c": 0}
    assert input_ratios(BestWorst("B", "W", 1, {"c": (3, 3)})) == {"c": 0}


@pytest.mark.parametrize(
    ("over_worst", "between", "accepted"),
    [(9, 5, 0.3517), (8, 1, 0.1309), (3, 5, 0.1667), (4.9, 5, 0.2527), (2, 5, 0), (1, 5, 0)],
)
def test_the_accepted_ratio_is_the_published_one(
    over_worst: float, between: int, accepted: float
) -> None:
    # Liang, Brunelli & Rezaei 2020, "Consistency issues in the best worst method", Omega 96.
    said = BestWorst("B", "W", over_worst, {str(number): (1, 1) for number in range(between)})

    assert accepted_ratio(said) == accepted


def test_the_worst_comparison_and_what_the_others_say() -> None:
    assert worst_judgement(REZAEI) == ("second", "first", 5, 4)
    # Best against c is beyond best against worst: that is the one to think about.
    beyond = BestWorst("B", "W", 3, {"c": (9, 1), "d": (1, 3)})
    assert worst_judgement(beyond) == ("B", "c", 9, 3)
    assert worst_judgement(BestWorst("B", "W", 6, {"c": (2, 3)})) is None
    assert worst_judgement(BestWorst("B", "W", 6, {})) is None


def test_contradictions_are_told_and_still_weigh() -> None:
    values = {
        "best": "KT",
        "worst": "NA",
        "best_to_others": dict.fromkeys(CRITERIA[1:6], 9) | {"NA": 2},
        "others_to_worst": dict.fromkeys(CRITERIA[1:6], 9),
    }
    found = weigh("best_worst", values, CRITERIA)

    assert found.warnings == ("inconsistent",)
    assert found.worst == Judgement("KT", "SO", 9, 1)
    assert sum(found.weights.values()) == pytest.approx(1)


def test_best_and_worst_alike_but_not_the_others_is_a_contradiction() -> None:
    values = {
        "best": "a",
        "worst": "c",
        "best_to_others": {"b": 3, "c": 1},
        "others_to_worst": {"b": 3},
    }

    assert weigh("best_worst", values, ("a", "b", "c")).warnings == ("inconsistent",)


def test_two_criteria_need_one_comparison() -> None:
    assert weights(BestWorst("B", "W", 4, {})) == ({"B": 0.8, "W": 0.2}, 0)


@pytest.mark.parametrize(
    ("best", "worst", "over_worst", "middle"),
    [
        ("B", "B", 3, {}),
        ("B", "W", 3, {"B": (1, 1)}),
        ("B", "W", 10, {}),
        ("B", "W", 0.5, {}),
        ("B", "W", float("nan"), {}),
        ("B", "W", 3, {"c": (0, 1)}),
    ],
)
def test_nonsense_is_refused(
    best: str, worst: str, over_worst: float, middle: dict[str, tuple[float, float]]
) -> None:
    with pytest.raises(ValueError, match=r"different criteria|between 1 and 9"):
        BestWorst(best, worst, over_worst, middle)
