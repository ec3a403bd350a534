"""Weights that vary around what somebody said: Dirichlet draws that can be repeated.

Two calls with equal streams use the same underlying numbers whatever the parameters, so two
results differ by the parameters and hardly by chance (common random numbers).
"""

import numpy as np
import numpy.typing as npt

from .draws import Array

# A person's weights are as uncertain as if each of them could move by ±50 %, evenly.
SWING = 0.5
# A weight below this share is as good as none; it does not narrow the others' spread.
NEGLIGIBLE = 0.005
LEAST_SHAPE = 1.0  # below it the density piles up at zero
TRIES = 20  # each refuses fewer than one in twenty


def concentration(weights: Array) -> float:
    """Return kappa of the Dirichlet distribution around one person's weights, (n,), sum 1.

    The summed variance equals that of weights which swing by ±50 % evenly and are scaled to 1
    (delta method): 12n − 1 for n equal weights. kappa is raised until kappa · w ≥ 1 for every
    weight that is not negligible.
    """
    swings = SWING**2 / 3 * weights**2 * (1 - 2 * weights + (weights**2).sum())
    variance = float(swings.sum())
    least = float(weights[weights >= NEGLIGIBLE].min())
    if variance <= 0:  # one criterion has everything: nothing can vary
        return LEAST_SHAPE / NEGLIGIBLE
    kappa = float((weights * (1 - weights)).sum()) / variance - 1
    return max(kappa, LEAST_SHAPE / least)


def dirichlet(shapes: Array, count: int, stream: np.random.Generator) -> Array:
    """Return N Dirichlet draws, (n, N), columns summing to 1.

    shapes: (n, 1) or (n, N), none negative; a shape of 0 gives 0.
    """
    drawn = gammas(shapes, count, stream)
    drawn /= drawn.sum(axis=0)
    return drawn


def gammas(shapes: Array, count: int, stream: np.random.Generator) -> Array:
    """Return gamma draws of these shapes, (n, N).

    Marsaglia & Tsang 2000: a normal number is taken in more than 95 of 100 cases, so small
    changes of the shapes move the draws little. Shapes below 1 come from shape + 1 (ibid., 6).
    """
    size = (len(shapes), count)
    small = shapes < LEAST_SHAPE
    raised = np.where(small, shapes + 1, shapes)
    drawn, refused = _tried(raised, stream.standard_normal(size), stream.random(size))
    if small.any():
        with np.errstate(divide="ignore"):  # 1 / 0: any number below 1 to that power is 0
            drawn *= np.where(small, stream.random(size) ** (1 / shapes), 1.0)
    where = np.nonzero(refused)
    whole = np.broadcast_to(raised, size)
    powers = np.broadcast_to(np.where(small, shapes, np.inf), size)
    for _ in range(TRIES):
        if not len(where[0]):
            break
        one, left = _tried(
            whole[where], stream.standard_normal(len(where[0])), stream.random(len(where[0]))
        )
        with np.errstate(divide="ignore"):
            drawn[where] = one * stream.random(len(one)) ** (1 / powers[where])
        where = tuple(axis[left] for axis in where)
    return drawn


def _tried(shapes: Array, normal: Array, uniform: Array) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Return candidates and where they are refused."""
    d = shapes - 1 / 3
    cube = 1 + normal / np.sqrt(9 * d)
    cube *= cube * cube
    squared = normal * normal
    refused = ~((uniform < 1 - 0.0331 * squared * squared) & (cube > 0))
    # The squeeze above takes nearly all; only the rest needs logarithms.
    where = np.nonzero(refused & (cube > 0))
    if len(where[0]):
        at = np.broadcast_to(d, normal.shape)[where]
        v = cube[where]
        bound = squared[where] / 2 + at * (1 - v + np.log(v))
        refused[where] = ~(np.log(uniform[where]) < bound)
    cube *= d
    return cube, refused
