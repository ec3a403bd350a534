"""How far people agree on weights: consensus of the room, of each pair, and of the orders.

Consensus compares the diversity within the mean weights with that within each person's
(Shannon entropy, Goepel 2013, 2018): 1 = all say the same, 0 = as far apart as possible.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .ahp import SCALE, Array

Level = Literal["very_low", "low", "moderate", "high", "very_high"]
# Words of AHP-OS, from 140 group decisions; each up to and including its bound.
_LEVELS: tuple[tuple[float, Level], ...] = (
    (0.5, "very_low"),
    (0.625, "low"),
    (0.75, "moderate"),
    (0.875, "high"),
)
EQUAL_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Consensus:
    """value: 0 … 1. measure: relative_homogeneity, or ahp_consensus (Goepel's S*) where all
    compared in pairs. level: the word for it.
    """

    value: float
    level: Level
    measure: Literal["relative_homogeneity", "ahp_consensus"]


def level(value: float) -> Level:
    """Return the word for a consensus 0 … 1."""
    rounded = round(value, EQUAL_DIGITS)
    return next((word for bound, word in _LEVELS if rounded <= bound), "very_high")


def entropy(weights: Array) -> Array:
    """Return the Shannon entropy along the last axis, in nats; 0 · ln 0 = 0."""
    positive = np.where(weights > 0, weights, 1.0)
    total: Array = -(positive * np.log(positive)).sum(axis=-1)
    return total


def similarity(weights: Array, voices: Array) -> float:
    """Return S = exp(−H_beta), 1 = identical. weights: (K, n). voices: (K,), sum 1."""
    within = float(voices @ entropy(weights))
    whole = float(entropy(voices @ weights))
    return float(np.exp(min(within - whole, 0.0)))


def lowest_similarity(n: int, *, all_ahp: bool) -> float:
    """Return the S that counts as no agreement among n criteria.

    Any weights: 1/n. Pairwise comparisons on the scale to 9 cannot go that far: nobody's
    entropy falls below that of one criterion nine times as important as each other.
    """
    if not all_ahp:
        return 1 / n
    most, each = SCALE / (n + SCALE - 1), 1 / (n + SCALE - 1)
    least_entropy = -most * np.log(most) - (n - 1) * each * np.log(each)
    return float(np.exp(least_entropy) / n)


def consensus(weights: Array, voices: Array, *, all_ahp: bool) -> Consensus | None:
    """Return the agreement of the room; None for fewer than two people or criteria."""
    people, n = weights.shape
    if people < 2 or n < 2:
        return None
    low = lowest_similarity(n, all_ahp=all_ahp)
    # S* may fall below 0 where judgements leave the scale together (decision method 1.2).
    value = max((similarity(weights, voices) - low) / (1 - low), 0.0)
    measure: Literal["relative_homogeneity", "ahp_consensus"] = (
        "ahp_consensus" if all_ahp else "relative_homogeneity"
    )
    return Consensus(value, level(value), measure)


def pairwise_similarity(weights: Array, *, all_ahp: bool) -> Array:
    """Return the consensus of every two people alone, (K, K); 1 on the diagonal."""
    people, n = weights.shape
    if n < 2:
        return np.ones((people, people))
    own = entropy(weights)
    low = lowest_similarity(n, all_ahp=all_ahp)
    result = np.empty((people, people))
    for person in range(people):  # row by row: 500 people need no 500 × 500 × n block
        shared = entropy((weights + weights[person]) / 2) - (own + own[person]) / 2
        result[person] = (np.exp(-np.maximum(shared, 0.0)) - low) / (1 - low)
    np.fill_diagonal(result, 1.0)
    return np.maximum(result, 0.0)


def _ranks(weights: Array) -> tuple[Array, float]:
    """Return one person's mean ranks, 1 = smallest, and the sum of t³ − t over the ties."""
    _, place, count = np.unique(
        weights.round(EQUAL_DIGITS), return_inverse=True, return_counts=True
    )
    ends = np.cumsum(count)
    ranks: Array = (ends - (count - 1) / 2)[place]
    return ranks, float((count**3 - count).sum())


def kendall_w(weights: Array) -> float | None:
    """Return Kendall's W, 0 … 1: how alike people order the criteria, corrected for ties.

    weights: (K, n). Everybody counts alike. None for fewer than two people, or where nobody
    tells any criterion from another. Source: Kendall & Gibbons 1990, ch. 6.
    """
    people, n = weights.shape
    if people < 2 or n < 2:
        return None
    ranked = [_ranks(person) for person in weights]
    sums = np.sum([ranks for ranks, _ in ranked], axis=0)
    most = people**2 * (n**3 - n) - people * sum(ties for _, ties in ranked)
    if most <= 0:
        return None
    return float(12 * ((sums - sums.mean()) ** 2).sum() / most)
