"""Weights from an order: published tables, the simplex, and ties."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.engine.ranking import rank_order_centroid
from tests.engine.dossiers import CRITERIA

PLACES = st.fixed_dictionaries({code: st.integers(1, 7) for code in CRITERIA})


def centroid(n: int) -> list[float]:
    return list(rank_order_centroid({str(place): place for place in range(1, n + 1)}).values())


@pytest.mark.parametrize(
    ("n", "published"),
    [
        (2, [0.75, 0.25]),
        (3, [0.6111, 0.2778, 0.1111]),
        (4, [0.5208, 0.2708, 0.1458, 0.0625]),
        (5, [0.4567, 0.2567, 0.1567, 0.0900, 0.0400]),
    ],
)
def test_the_table_of_barron_and_barrett(n: int, published: list[float]) -> None:
    # Barron & Barrett 1996, "Decision quality using ranked attribute weights".
    assert centroid(n) == pytest.approx(published, abs=5e-5)


def test_it_is_the_centre_of_all_weights_in_that_order() -> None:
    # The corners of { w1 ≥ … ≥ w7 ≥ 0, sum 1 } are (1, 0, …), (1/2, 1/2, 0, …), …
    corners = [[Fraction(i < k, k) for i in range(7)] for k in range(1, 8)]
    centre = [float(sum(column) / 7) for column in zip(*corners, strict=True)]

    assert centroid(7) == pytest.approx(centre)


def test_it_is_the_mean_of_random_weights_in_that_order() -> None:
    drawn = -np.sort(-np.random.default_rng(3).dirichlet(np.ones(7), 40_000), axis=1)

    assert centroid(7) == pytest.approx(drawn.mean(axis=0), abs=0.002)


def test_ties_share_the_places_they_fill() -> None:
    first, second, third = centroid(3)

    assert rank_order_centroid({"a": 1, "b": 1, "c": 3}) == pytest.approx(
        {"a": (first + second) / 2, "b": (first + second) / 2, "c": third}
    )


@for_all(PLACES)
def test_only_the_order_counts(places: dict[str, int]) -> None:
    dense = {place: number for number, place in enumerate(sorted(set(places.values())))}

    assert rank_order_centroid({c: dense[p] for c, p in places.items()}) == pytest.approx(
        rank_order_centroid(places)
    )


@for_all(PLACES)
def test_a_better_place_weighs_more_and_all_sum_to_one(places: dict[str, int]) -> None:
    weights = rank_order_centroid(places)

    assert sum(weights.values()) == pytest.approx(1)
    for one in CRITERIA:
        for other in CRITERIA:
            if places[one] < places[other]:
                assert weights[one] > weights[other]
            elif places[one] == places[other]:
                assert weights[one] == weights[other]


@for_all(PLACES, st.permutations(CRITERIA))
def test_the_order_of_asking_decides_nothing(places: dict[str, int], order: list[str]) -> None:
    assert rank_order_centroid({code: places[code] for code in order}) == rank_order_centroid(
        places
    )


def test_all_in_one_place_weigh_alike() -> None:
    assert rank_order_centroid(dict.fromkeys(CRITERIA, 4)) == pytest.approx(
        dict.fromkeys(CRITERIA, 1 / 7)
    )


def test_no_criterion_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        rank_order_centroid({})
