"""Draws of importance: means, variances and orders that can be worked out by hand."""

import numpy as np
import pytest

from assessments.engine.acceptability import monte_carlo_error
from assessments.engine.dirichlet import concentration, dirichlet, gammas
from assessments.engine.draws import generator
from assessments.engine.importance_draws import (
    GROUP,
    MODES,
    NO_PREFERENCE,
    RANKING_ONLY,
    Room,
    importance_draws,
)

N = 100_000
NEAR = monte_carlo_error(N)
WEIGHTS = np.array([0.35, 0.15, 0.15, 0.05, 0.20, 0.05, 0.05])


def room(*rows: object, voices: list[float] | None = None) -> Room:
    weights = np.array(rows, float)
    return Room(weights, np.array(voices or [1 / len(rows)] * len(rows)))


@pytest.mark.parametrize("shape", [0.02, 0.3, 1.0, 1.7, 12.0, 150.0])
def test_gamma_draws_have_the_moments_of_their_shape(shape: float) -> None:
    drawn = gammas(np.array([[shape]]), N, generator(1))[0]

    # Mean and variance of a gamma distribution are its shape; the skewness is 2/√shape.
    assert drawn.mean() == pytest.approx(shape, abs=5 * np.sqrt(shape / N))
    assert drawn.var() == pytest.approx(shape, rel=0.1 if shape < 0.1 else 0.03)
    assert (drawn >= 0).all()


def test_a_shape_of_one_is_the_exponential_distribution() -> None:
    drawn = gammas(np.array([[1.0]]), N, generator(2))[0]

    for at in (0.1, 0.7, 2.0):
        assert (drawn > at).mean() == pytest.approx(np.exp(-at), abs=NEAR)


def test_a_shape_of_zero_gives_zero() -> None:
    assert (gammas(np.array([[0.0], [3.0]]), 1000, generator(3))[0] == 0).all()


def test_dirichlet_draws_have_its_means_and_variances() -> None:
    shapes = np.array([2.0, 3.0, 5.0])
    drawn = dirichlet(shapes[:, None], N, generator(4))
    mean = shapes / 10

    assert drawn.sum(axis=0) == pytest.approx(np.ones(N))
    assert drawn.mean(axis=1) == pytest.approx(mean, abs=NEAR)
    assert drawn.var(axis=1) == pytest.approx(mean * (1 - mean) / 11, rel=0.03)  # α0 + 1 = 11


def test_equal_weights_vary_with_a_kappa_of_twelve_n_minus_one() -> None:
    assert concentration(np.full(7, 1 / 7)) == pytest.approx(83)
    assert concentration(np.full(3, 1 / 3)) == pytest.approx(35)


def test_the_spread_is_that_of_weights_that_swing_by_half() -> None:
    drawn = importance_draws(GROUP, room(WEIGHTS), 5, N)
    swung = WEIGHTS[:, None] * generator(6).uniform(0.5, 1.5, (7, N))
    swung /= swung.sum(axis=0)

    assert drawn.mean(axis=1) == pytest.approx(WEIGHTS, abs=NEAR)
    assert drawn.var(axis=1).sum() == pytest.approx(swung.var(axis=1).sum(), rel=0.05)


def test_no_weight_worth_naming_has_its_density_at_zero() -> None:
    weights = np.array([0.60, 0.38, 0.012, 0.008])

    assert concentration(weights) * weights[3] == pytest.approx(1)


def test_a_weight_of_next_to_nothing_does_not_freeze_the_others() -> None:
    plain, with_crumb = np.array([0.5, 0.3, 0.2]), np.array([0.5, 0.3, 0.199999, 0.000001])

    assert concentration(with_crumb) == pytest.approx(concentration(plain), rel=1e-3)


def test_one_criterion_with_everything_keeps_it() -> None:
    drawn = importance_draws(GROUP, room([1.0, 0.0, 0.0]), 1, 1000)

    assert (drawn[0] == 1).all()


def test_every_respondent_is_drawn_by_voice() -> None:
    two = room([1.0, 0.0], [0.0, 1.0], voices=[0.25, 0.75])
    drawn = importance_draws(GROUP, two, 2, N)

    assert (drawn[0] == 1).mean() == pytest.approx(0.25, abs=NEAR)
    assert set(np.unique(drawn)) == {0.0, 1.0}


def test_the_mean_over_a_room_is_the_arithmetic_mean() -> None:
    other = np.roll(WEIGHTS, 2)
    drawn = importance_draws(GROUP, room(WEIGHTS, other), 3, N)

    assert drawn.mean(axis=1) == pytest.approx((WEIGHTS + other) / 2, abs=NEAR)


def test_a_respondent_without_a_voice_is_never_drawn() -> None:
    drawn = importance_draws(GROUP, room([1.0, 0.0], [0.0, 1.0], voices=[0.0, 1.0]), 2, 1000)

    assert (drawn[1] == 1).all()


def test_five_hundred_respondents_are_no_burden() -> None:
    rows = generator(1).dirichlet(np.ones(7), 500)

    assert importance_draws(GROUP, room(*rows), 1, 10_000).shape == (7, 10_000)


def test_without_preference_every_weight_is_above_t_in_its_share_of_the_simplex() -> None:
    drawn = importance_draws(NO_PREFERENCE, room(WEIGHTS), 8, N)

    assert drawn.mean(axis=1) == pytest.approx(np.full(7, 1 / 7), abs=NEAR)
    assert (drawn[3] > 0.2).mean() == pytest.approx(0.8**6, abs=NEAR)  # Beta(1, 6)


def test_a_ranking_is_kept_in_every_draw_and_its_mean_is_the_centroid() -> None:
    drawn = importance_draws(RANKING_ONLY, room([0.2, 0.5, 0.3]), 9, N)

    assert ((drawn[1] >= drawn[2]) & (drawn[2] >= drawn[0])).all()
    assert drawn.mean(axis=1) == pytest.approx([2 / 18, 11 / 18, 5 / 18], abs=NEAR)


def test_equal_weights_have_no_order_among_them() -> None:
    drawn = importance_draws(RANKING_ONLY, room([0.25, 0.5, 0.25]), 9, N)

    assert (drawn[0] > drawn[2]).mean() == pytest.approx(0.5, abs=NEAR)
    # Both share what the centroid gives places two and three.
    assert drawn.mean(axis=1) == pytest.approx([7 / 36, 11 / 18, 7 / 36], abs=NEAR)


@pytest.mark.parametrize("mode", MODES)
def test_the_same_seed_gives_the_same_draws_and_another_batch_others(mode: str) -> None:
    here, again, other = (
        importance_draws(mode, room(WEIGHTS), 4, 1000, batch)  # type: ignore[arg-type]
        for batch in (0, 0, 1)
    )

    assert np.array_equal(here, again)
    assert not np.array_equal(here, other)


def test_a_small_change_of_the_weights_moves_the_draws_little() -> None:
    moved = WEIGHTS + np.array([0.002, -0.002, 0, 0, 0, 0, 0])
    here, there = (importance_draws(GROUP, room(w), 4, 10_000) for w in (WEIGHTS, moved))
    still = np.abs(there - here).max(axis=0) < 0.01

    assert still.mean() > 0.95  # only where a number was refused do draws start anew


def test_the_global_generator_is_left_alone() -> None:
    np.random.seed(1)
    before = np.random.get_state()[1].tolist()  # type: ignore[index]
    importance_draws(GROUP, room(WEIGHTS), 4, 1000)

    assert np.random.get_state()[1].tolist() == before  # type: ignore[index]
