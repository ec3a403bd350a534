"""SMAA-2: how often an option is first, second …, whom it beats, and for which weights.

Lahdelma & Salminen 2001; pairwise winning: Leskinen et al. 2006. Options that are equal in a
draw share the ranks they stand on, so that every rank sums to 1 over the options and two equal
options get half each. Sums run in a fixed order, so that every machine gives the same result.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.floating[Any]]
Array = npt.NDArray[np.float64]
ERROR_WIDTH = 4  # standard errors: a stated share is off by more in one of 16,000 cases


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in `count` draws of m options and n criteria.

    ranks: (m, m), draws in which an option (row) has a rank (column). wins: (m, m), draws in
    which one (row) beats another, half for a tie. weights: (m, n), sums of the weights with
    which an option is first. losses: (m,), sums of the points that lack to the best.
    """

    count: int
    ranks: Array
    wins: Array
    weights: Array
    losses: Array

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.count + other.count,
            self.ranks + other.ranks,
            self.wins + other.wins,
            self.weights + other.weights,
            self.losses + other.losses,
        )

    @property
    def acceptabilities(self) -> Array:
        """Rank acceptability indices, (options, ranks); rows and columns sum to 1."""
        return self.ranks / self.count

    @property
    def winning(self) -> Array:
        """Pairwise winning indices, (options, options); ½ on the diagonal."""
        return self.wins / self.count

    @property
    def central_weights(self) -> Array:
        """Mean weights with which an option is first, (options, criteria); NaN if never."""
        first = self.ranks[:, :1]
        means: Array = np.divide(
            self.weights, first, out=np.full_like(self.weights, np.nan), where=first > 0
        )
        return means

    @property
    def expected_losses(self) -> Array:
        """Points an option lacks to the best on average, (options,)."""
        return self.losses / self.count


def values(fits: Values, weights: Values) -> Values:
    """Return the value of every option in every draw, (options, N).

    fits: (criteria, options, N), or (criteria, options, 1) where they are certain. weights:
    (criteria, N), or (criteria, 1).
    """
    shape = np.broadcast_shapes(fits.shape[1:], weights[0].shape)
    summed: Values = np.zeros(shape, np.result_type(fits, weights))
    part = np.empty_like(summed)
    for fit, weight in zip(fits, weights, strict=True):
        np.multiply(fit, weight, out=part)
        summed += part
    return summed


def tally(valued: Values, weights: Values) -> Tally:
    """Count ranks, wins, central weights and losses.

    valued: (options, N). weights: (criteria, N), what each draw valued with.
    """
    options, count = valued.shape
    behind = np.zeros((options, count), np.int8)
    wins = np.full((options, options), count / 2)
    tied = np.zeros(count, np.bool_)
    for one in range(options):
        for other in range(one + 1, options):
            loses = valued[one] < valued[other]
            behind[one] += loses
            lost = int(np.count_nonzero(loses))
            level = valued[one] == valued[other]
            even = int(np.count_nonzero(level))
            if even:
                tied |= level
            np.greater(valued[one], valued[other], out=loses)
            behind[other] += loses
            wins[one, other] = count - lost - even / 2
            wins[other, one] = lost + even / 2
    counts = [[np.count_nonzero(row == rank) for rank in range(options)] for row in behind]
    ranks = np.array(counts, np.float64)
    sums = _first_weights(valued, behind, weights)
    if tied.any():
        _share_ties(valued[:, tied], behind[:, tied], weights[:, tied], ranks, sums)
    best = valued.max(axis=0)
    losses = np.array([np.subtract(best, row).sum(dtype=np.float64) for row in valued])
    return Tally(count, ranks, wins, sums, losses)


def _first_weights(valued: Values, behind: npt.NDArray[np.int8], weights: Values) -> Array:
    """Sum the weights of the draws in which each option is first."""
    first = (behind == 0).argmax(axis=0)
    sums = [np.bincount(first, row, minlength=len(valued)) for row in weights]
    return np.stack(sums, axis=1).astype(np.float64)


def _share_ties(
    valued: Values, behind: npt.NDArray[np.int8], weights: Values, ranks: Array, sums: Array
) -> None:
    """Share ranks and first places out among options that are equal in a draw."""
    equal = (valued[:, None] == valued[None]).sum(axis=1)
    first = behind == 0
    sums -= _first_weights(valued, behind, weights)
    sums += np.where(first, 1 / equal, 0.0) @ weights.T
    for option, (row, alike) in enumerate(zip(behind, equal, strict=True)):
        np.subtract.at(ranks[option], row, 1.0)
        for step in range(len(valued)):
            reached = step < alike
            np.add.at(ranks[option], row[reached] + step, 1 / alike[reached])


def smaa(batches: Iterable[tuple[Values, Values]]) -> Tally:
    """Count over batches of (fits, weights) as `values` takes them.

    Raises ValueError without any draw.
    """
    whole: Tally | None = None
    for fits, weights in batches:
        counted = tally(values(fits, weights), weights)
        whole = counted if whole is None else whole + counted
    if whole is None:
        raise ValueError("at least one draw")
    return whole


def monte_carlo_error(draws: int, share: float = 0.5) -> float:
    """Return how far a share may be off by chance: 4 √(p(1−p)/N), at most at p = ½."""
    return ERROR_WIDTH * sqrt(share * (1 - share) / draws)
