"""The smallest joint change of weights, against solutions found by hand and by search."""

import numpy as np
import pytest
from hypothesis import assume, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.engine.joint_change import (
    fewest_points,
    joint_change,
    least_moved,
    nearest_weights,
)
from assessments.engine.sensitivity import tipping_points
from tests.engine.dossiers import A, B, C


def test_the_projection_by_hand() -> None:
    # Lead 60w1 - 20w2 + 20w3; the plane through Σw = 1 where it is 0.
    after = nearest_weights(np.array([0.3, 0.5, 0.2]), np.array([60.0, -20.0, 20.0]))

    # μ = M·3 / (3·4400 - 60²) with margin M = 12: moves 1/3 of (lead - 20) · 12/3200.
    assert after == pytest.approx([0.3 - 0.15, 0.5 + 0.15, 0.2])


def test_no_weight_falls_below_zero() -> None:
    # Without the bound the third weight would fall below 0.
    after = nearest_weights(np.array([0.5, 0.45, 0.05]), np.array([40.0, -10.0, 90.0]))

    assert after is not None
    assert after == pytest.approx([0.2, 0.8, 0.0])  # 40 · 0.2 = 10 · 0.8


def test_the_least_weight_moved_by_hand() -> None:
    # Margin 12: a point from w1 to w2 takes 80, so 0.15 must move.
    after = fewest_points(np.array([0.3, 0.5, 0.2]), np.array([60.0, -20.0, 20.0]))

    assert after == pytest.approx([0.15, 0.65, 0.2])


def test_the_least_weight_comes_from_where_it_does_most_and_then_from_the_next() -> None:
    # Margin 24.5: 0.1 from w1 takes 11, then 0.15 from w3 at 90 each takes 13.5.
    after = fewest_points(np.array([0.1, 0.3, 0.6]), np.array([100.0, -10.0, 29.1667]))

    assert after is not None
    assert after[0] == 0
    assert float(after @ np.array([100.0, -10.0, 29.1667])) == pytest.approx(0, abs=1e-6)


def test_what_leads_in_every_criterion_cannot_be_caught() -> None:
    lead = np.array([10.0, 5.0, 1.0])

    assert nearest_weights(np.full(3, 1 / 3), lead) is None
    assert fewest_points(np.full(3, 1 / 3), lead) is None


def test_an_option_equal_in_one_criterion_is_level_if_that_counts_alone() -> None:
    lead = np.array([10.0, 0.0, 5.0])

    assert nearest_weights(np.array([0.2, 0.3, 0.5]), lead) == pytest.approx([0, 1, 0], abs=1e-9)
    assert fewest_points(np.array([0.2, 0.3, 0.5]), lead) == pytest.approx([0, 1, 0], abs=1e-9)


def test_two_that_are_level_need_no_change() -> None:
    weights = {"KT": 0.5, "SO": 0.5}
    fit = {"KT": {A: 60.0, B: 40.0}, "SO": {A: 40.0, B: 60.0}}
    change = joint_change(weights, fit, (A, B))

    assert change is not None
    assert (change.new_first, change.moved, change.distance) == (B, 0, 0)


def test_identical_options_are_level_as_they_are() -> None:
    weights = {"KT": 0.5, "SO": 0.5}
    fit = {"KT": {A: 60.0, B: 60.0}, "SO": {A: 40.0, B: 40.0}}

    for change in (joint_change(weights, fit, (A, B)), least_moved(weights, fit, (A, B))):
        assert change is not None
        assert change.weights == pytest.approx(weights)


@pytest.mark.parametrize("ranked", [(), (A,)])
def test_without_a_second_option_there_is_no_change(ranked: tuple[str, ...]) -> None:
    fit = {"KT": {A: 60.0}}

    assert joint_change({"KT": 1.0}, fit, ranked) is None
    assert least_moved({"KT": 1.0}, fit, ranked) is None


LEADS = st.lists(st.integers(-90, 90).map(float), min_size=2, max_size=7)


@for_all(LEADS, st.data())
@settings(max_examples=300, deadline=None)
def test_the_projection_is_feasible_and_nothing_near_is_nearer(
    lead: list[float], data: st.DataObject
) -> None:
    raw = data.draw(st.lists(st.floats(0.02, 1), min_size=len(lead), max_size=len(lead)))
    weights, gaps = np.array(raw) / sum(raw), np.array(lead)
    assume(float(gaps @ weights) > 1e-3)
    after, moved = nearest_weights(weights, gaps), fewest_points(weights, gaps)
    assert (after is None) == (moved is None) == bool(gaps.min() > 0)
    if after is None or moved is None:
        return

    for found in (after, moved):
        assert found.min() >= 0
        assert found.sum() == pytest.approx(1)
        assert float(gaps @ found) == pytest.approx(0, abs=1e-5)
    # Optimal in a convex set: no feasible point lies in the direction of the start.
    assert np.linalg.norm(after - weights) <= np.linalg.norm(moved - weights) + 1e-7
    assert np.abs(moved - weights).sum() <= np.abs(after - weights).sum() + 1e-7
    for _ in range(20):
        other = np.random.default_rng(len(raw)).dirichlet(np.ones(len(lead)))
        if gaps @ other > 0:
            continue
        # Where the way from the start to a point beyond the plane crosses it.
        step = float(gaps @ weights) / float(gaps @ (weights - other))
        crossing = weights + step * (other - weights)
        assert np.linalg.norm(after - weights) <= np.linalg.norm(crossing - weights) + 1e-7
        assert np.abs(moved - weights).sum() <= np.abs(crossing - weights).sum() + 1e-7


@for_all(
    st.lists(st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=4, max_size=4),
    st.lists(st.floats(0.05, 1), min_size=4, max_size=4),
)
@settings(max_examples=100, deadline=None)
def test_moving_all_weights_together_takes_no_more_than_moving_one(
    rows: list[list[float]], raw: list[float]
) -> None:
    codes, options = ("KT", "SO", "FA", "PE"), (A, B, C)
    fit = {
        code: dict(zip(options, row, strict=True)) for code, row in zip(codes, rows, strict=True)
    }
    weights = {code: share / sum(raw) for code, share in zip(codes, raw, strict=True)}
    score = {o: sum(w * fit[code][o] for code, w in weights.items()) for o in options}
    ranked = tuple(sorted(options, key=lambda option: -score[option]))
    assume(score[ranked[0]] - score[ranked[1]] > 1e-3)
    moved = least_moved(weights, fit, ranked)

    for point in tipping_points(weights, fit, ranked):
        assert moved is not None
        # One weight moves by |to - from|, the others together by as much.
        assert moved.moved <= abs(point.after - point.before) + 1e-6
