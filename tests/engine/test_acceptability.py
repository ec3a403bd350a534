"""SMAA-2 against closed forms: volumes of the simplex, Beta integrals, centroids.

Lahdelma & Salminen 2001 define the indices; every expected figure here is found by hand, and
"near" means within four standard errors of the draws.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.engine.acceptability import (
    Array,
    Tally,
    monte_carlo_error,
    smaa,
    tally,
    values,
)
from assessments.engine.dirichlet import dirichlet
from assessments.engine.draws import generator
from assessments.engine.importance_draws import no_preference, ranking_only

N = 100_000
NEAR = monte_carlo_error(N)


def table(rows: Sequence[Sequence[float]] | Array) -> Array:
    """Options' fits, (options, criteria), as certain fits, (criteria, options, 1)."""
    return np.array(rows, float).T[:, :, None]


def uniform(criteria: int) -> Array:
    return no_preference(criteria, N, generator(1, criteria))


def counted(rows: Sequence[Sequence[float]] | Array, weights: Array | None = None) -> Tally:
    weights = uniform(len(rows[0])) if weights is None else weights
    return smaa([(table(rows), weights)])


def test_values_by_hand() -> None:
    valued = values(table([[100, 0], [50, 50]]), np.array([[0.75, 0.5], [0.25, 0.5]]))

    assert valued.tolist() == [[75, 50], [50, 50]]


def test_one_draw_counted_by_hand() -> None:
    found = tally(np.array([[10.0], [30.0], [20.0]]), np.array([[0.75], [0.25]]))

    assert found.acceptabilities.tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
    assert found.winning.tolist() == [[0.5, 0, 0], [1, 0.5, 1], [1, 0, 0.5]]
    assert found.expected_losses.tolist() == [20, 0, 10]
    assert found.central_weights[1].tolist() == [0.75, 0.25]
    assert np.isnan(found.central_weights[[0, 2]]).all()


def test_with_two_criteria_the_share_is_the_length_of_the_interval() -> None:
    # 80w + 20(1-w) > 50 where w > 1/2; 90w + 40(1-w) > 60 where w > 2/5.
    assert counted([[80, 20], [50, 50]]).winning[0, 1] == pytest.approx(1 / 2, abs=NEAR)
    assert counted([[90, 40], [60, 60]]).winning[0, 1] == pytest.approx(3 / 5, abs=NEAR)


def half_space(lead: Sequence[float]) -> float:
    """Share of the simplex in which lead · w > 0: sum over d_i > 0 of Π d_i / (d_i - d_j)."""
    return sum(
        float(np.prod([one / (one - other) for other in lead if other is not one]))
        for one in lead
        if one > 0
    )


@pytest.mark.parametrize(
    "lead",
    [
        [60.0, -30.0, -10.0],
        [50.0, 20.0, -40.0],
        [10.0, -30.0, 25.0, -5.0],
        [70.0, -10.0, -20.0, -30.0, 5.0, -40.0, 15.0],
    ],
)
def test_pairwise_winning_is_the_volume_of_a_half_space(lead: list[float]) -> None:
    found = counted([lead, [0.0] * len(lead)])

    assert found.winning[0, 1] == pytest.approx(half_space(lead), abs=NEAR)


def test_one_good_criterion_against_all_others_by_hand() -> None:
    # Π d1/(d1 - dj) = 60/90 · 60/70
    assert half_space([60.0, -30.0, -10.0]) == pytest.approx(4 / 7)


@pytest.mark.parametrize("n", [2, 3, 5])
def test_each_best_in_one_criterion_share_all_and_have_the_centroid_as_central_weights(
    n: int,
) -> None:
    found = counted(100 * np.eye(n))
    largest = sum(1 / k for k in range(1, n + 1)) / n  # mean of the largest of n weights
    rest = (1 - largest) / (n - 1)
    expected = np.full((n, n), rest) + np.eye(n) * (largest - rest)

    assert found.acceptabilities == pytest.approx(np.full((n, n), 1 / n), abs=NEAR)
    assert found.central_weights == pytest.approx(expected, abs=NEAR)


def test_the_cost_of_being_wrong_is_an_integral() -> None:
    # E max(0, 100(1-w) - 100w) = ∫ 100(1-2w) from 0 to 1/2
    assert counted([[100, 0], [0, 100]]).expected_losses == pytest.approx([25, 25], abs=0.5)


def test_weights_around_what_was_said_give_a_beta_integral() -> None:
    weights = dirichlet(np.array([[2.0], [1.0], [2.0]]), N, generator(7))
    # The first weight is Beta(2, 3) and must pass 1/2: 5/16.
    found = counted([[100, 0, 0], [50, 50, 50]], weights)

    assert found.winning[0, 1] == pytest.approx(5 / 16, abs=NEAR)


def test_a_ranking_alone_has_the_rank_order_centroid_as_central_weights() -> None:
    orders = ranking_only(np.array([[0.5, 0.3, 0.2]]), np.zeros(N, np.intp), generator(3))
    found = counted([[1, 1, 1], [0, 0, 0]], orders)

    assert found.central_weights[0] == pytest.approx([11 / 18, 5 / 18, 2 / 18], abs=NEAR)


def test_an_option_dominated_by_another_is_never_first() -> None:
    found = counted([[80, 60, 70], [70, 50, 70], [10, 90, 10]])

    assert found.acceptabilities[1, 0] == 0
    assert np.isnan(found.central_weights[1]).all()
    assert found.winning[0, 1] == 1


def test_with_certain_fits_the_central_weights_put_their_option_first() -> None:
    # The weights with which an option is first form a convex set, so their mean is in it.
    rows = np.random.default_rng(5).uniform(0, 100, (6, 7))
    found = counted(rows)

    for place, central in enumerate(found.central_weights):
        if not np.isnan(central).any():
            assert (rows @ central).argmax() == place


def test_equal_options_share_ranks_wins_and_central_weights() -> None:
    found = counted([[60, 40], [60, 40], [0, 100]])
    first = found.acceptabilities[:, 0]

    assert first[0] == first[1] == pytest.approx(1 / 4, abs=NEAR)  # w > ½, shared
    assert found.winning[0, 1] == found.winning[1, 0] == 0.5
    assert found.central_weights[0] == pytest.approx(found.central_weights[1])
    assert found.acceptabilities.sum(axis=0) == pytest.approx([1, 1, 1])


def test_all_options_alike_share_everything() -> None:
    found = counted([[50, 50]] * 4)

    assert found.acceptabilities == pytest.approx(np.full((4, 4), 0.25))
    assert found.winning.tolist() == np.full((4, 4), 0.5).tolist()
    assert found.expected_losses.tolist() == [0, 0, 0, 0]
    assert found.central_weights == pytest.approx(np.full((4, 2), 0.5), abs=NEAR)


def test_the_only_option_is_always_first() -> None:
    found = counted([[10, 20, 30]])

    assert found.acceptabilities.tolist() == [[1]]
    assert found.central_weights[0] == pytest.approx([1 / 3] * 3, abs=NEAR)


def test_nothing_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one draw"):
        smaa([])


def test_batches_count_like_one() -> None:
    rows, weights = table([[80, 20, 40], [30, 90, 10], [50, 50, 50]]), uniform(3)
    whole = smaa([(rows, weights)])
    parts = smaa([(rows, weights[:, :300]), (rows, weights[:, 300:])])

    assert parts.ranks.tolist() == whole.ranks.tolist()
    assert parts.wins.tolist() == whole.wins.tolist()
    assert parts.weights == pytest.approx(whole.weights)
    assert parts.losses == pytest.approx(whole.losses)


def test_a_doubt_shared_by_all_options_is_no_difference() -> None:
    # Certain lead of 10 in the criterion that counts; a shock of ±30 moves both.
    shock = generator(4).uniform(-30, 30, N)
    fits = np.stack([[60 + shock, 50 + shock]])

    assert smaa([(fits, np.ones((1, N)))]).winning[0, 1] == 1


def test_the_error_of_chance_falls_with_the_root_of_the_draws() -> None:
    assert monte_carlo_error(100_000) == pytest.approx(0.0063, abs=5e-5)
    assert monte_carlo_error(10_000) == pytest.approx(0.02)
    assert monte_carlo_error(10_000, 0.04) == pytest.approx(4 * np.sqrt(0.04 * 0.96) / 100)


@pytest.mark.parametrize("count", [1_000, 10_000, 100_000])
def test_more_draws_come_closer(count: int) -> None:
    weights = no_preference(3, count, generator(11))
    found = smaa([(table([[60, -30, -10], [0, 0, 0]]), weights)])

    assert abs(found.winning[0, 1] - 4 / 7) < monte_carlo_error(count)


# Whole fits and weights in sixteenths: every sum is exact, so equality means equality.
FITS = st.integers(2, 5).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(0, 100), min_size=n, max_size=n), min_size=1, max_size=6
    )
)


def sixteenths(criteria: int, count: int = 200) -> Array:
    return generator(9).multinomial(16, [1 / criteria] * criteria, count).T / 16


@for_all(FITS, st.data())
@settings(max_examples=60, deadline=None)
def test_relabelling_permutes_the_result(rows: list[list[int]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(rows))))
    weights = sixteenths(len(rows[0]))
    here, there = counted(rows, weights), counted([rows[place] for place in order], weights)

    assert there.ranks == pytest.approx(here.ranks[order])
    assert there.wins.tolist() == here.wins[np.ix_(order, order)].tolist()
    assert there.weights == pytest.approx(here.weights[order])
    assert there.losses.tolist() == here.losses[order].tolist()


@for_all(FITS, st.integers(-100, 100))
@settings(max_examples=60, deadline=None)
def test_a_shock_on_one_criterion_for_all_changes_no_rank(rows: list[list[int]], by: int) -> None:
    weights = sixteenths(len(rows[0]))
    shocked = [[row[0] + by, *row[1:]] for row in rows]

    assert counted(shocked, weights).ranks.tolist() == counted(rows, weights).ranks.tolist()
    assert counted(shocked, weights).wins.tolist() == counted(rows, weights).wins.tolist()


@for_all(FITS, st.sampled_from([0.25, 2.0, 8.0]))
@settings(max_examples=60, deadline=None)
def test_scaling_all_weights_changes_no_rank(rows: list[list[int]], by: float) -> None:
    weights = sixteenths(len(rows[0]))

    assert counted(rows, by * weights).ranks.tolist() == counted(rows, weights).ranks.tolist()


@for_all(FITS, st.data())
@settings(max_examples=60, deadline=None)
def test_a_copy_changes_no_duel_between_the_others(
    rows: list[list[int]], data: st.DataObject
) -> None:
    copied = data.draw(st.integers(0, len(rows) - 1))
    weights, size = sixteenths(len(rows[0])), len(rows)
    here, there = counted(rows, weights), counted([*rows, rows[copied]], weights)

    assert there.wins[:size, :size].tolist() == here.wins.tolist()
    assert there.losses[:size].tolist() == here.losses.tolist()
    assert there.losses[size] == here.losses[copied]
    rest = [place for place in range(size) if place != copied]
    assert (there.ranks[rest, 0] <= here.ranks[rest, 0] + 1e-9).all()


@for_all(FITS)
@settings(max_examples=60, deadline=None)
def test_every_rank_is_taken_once_in_every_draw(rows: list[list[int]]) -> None:
    found = counted(rows, sixteenths(len(rows[0])))

    assert found.acceptabilities.sum(axis=0) == pytest.approx(np.ones(len(rows)))
    assert found.acceptabilities.sum(axis=1) == pytest.approx(np.ones(len(rows)))
    assert (found.winning + found.winning.T).tolist() == np.ones((len(rows), len(rows))).tolist()
    assert found.weights.sum() == pytest.approx(found.count)


def test_single_precision_counts_like_double() -> None:
    rows: npt.NDArray[np.float64] = table(np.random.default_rng(2).uniform(0, 100, (6, 7)))
    weights = uniform(7)
    exact = smaa([(rows, weights)])
    rough = smaa([(rows.astype(np.float32), weights.astype(np.float32))])

    assert rough.acceptabilities == pytest.approx(exact.acceptabilities, abs=1e-4)
    assert rough.central_weights == pytest.approx(exact.central_weights, abs=1e-3, nan_ok=True)
