"""Pairwise comparisons (AHP): weights, and how well the judgements fit together.

A matrix holds a_ij = how many times criterion i matters as much as j, a_ji = 1 / a_ij.
Everything but `worst_pair` takes a stack of matrices, (K, n, n), one for each participant.
Saaty 1980; random index: Alonso & Lamata 2006; geometric index: Aguarón & Moreno-Jiménez 2003.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

SCALE = 9.0  # the strongest judgement; its mirror is 1/9
ACCEPTABLE_RATIO = 0.10
# Mean consistency index of random matrices, by number of criteria.
RANDOM_INDEX = (0, 0, 0, 0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499)
MOST_CRITERIA = len(RANDOM_INDEX) - 1

EXACT = 1e-13
STEPS = 1000
RECIPROCAL = 1e-9
BEYOND_ANY_SCALE = 1e9
FITTING = 1e-9


def priorities(matrices: Array) -> Array:
    """Return the principal eigenvectors, (K, n), each summing to 1.

    Power iteration on all matrices at once. Raises ValueError on a matrix that is not
    reciprocal or leaves 0 … 10⁹.
    """
    _check(matrices)
    # The eighth power has the same eigenvector and needs an eighth of the steps.
    powers = matrices
    for _ in range(3):
        powers = powers @ powers
    # Participants last: the long axis is the one that runs through memory.
    wide = np.ascontiguousarray(powers.transpose(1, 2, 0))
    weights: Array = wide.sum(axis=1)
    weights /= weights.sum(axis=0)
    for _ in range(STEPS):
        following = np.einsum("ijk,jk->ik", wide, weights)
        following /= following.sum(axis=0)
        moved = np.abs(following - weights).max(initial=0)
        weights = following
        if moved < EXACT:
            break
    return np.ascontiguousarray(weights.T)


def _check(matrices: Array) -> None:
    if matrices.ndim != 3 or matrices.shape[1] != matrices.shape[2] or not matrices.shape[1]:
        raise ValueError("expected square matrices in a stack: (participants, n, n)")
    # A comparison with NaN is false, so it ends here too. The bound keeps powers finite.
    sound = bool(matrices.min(initial=1) > 0 and matrices.max(initial=1) < BEYOND_ANY_SCALE)
    ones = matrices * matrices.swapaxes(1, 2) if sound else np.zeros(1)
    if not 1 - RECIPROCAL <= ones.min(initial=1) <= ones.max(initial=1) <= 1 + RECIPROCAL:
        raise ValueError("every judgement must be above 0 and the reverse of its mirror")


def row_geometric_means(matrices: Array) -> Array:
    """Return the weights by row geometric mean, (K, n), each summing to 1 (Crawford 1985)."""
    _check(matrices)
    means = np.exp(np.log(matrices).mean(axis=2))
    weights: Array = means / means.sum(axis=1, keepdims=True)
    return weights


def largest_eigenvalues(matrices: Array, weights: Array) -> Array:
    """Return lambda max, (K,): n for perfect consistency, else above."""
    products: Array = np.einsum("kij,kj->k", matrices, weights)
    return products


def random_index(n: int, missing: int = 0) -> float:
    """Return what random judgements would score, falling with every pair left out.

    Linear in the number of missing pairs, 0 where the given ones form a tree and cannot
    contradict each other (Ágoston & Csató 2022). Raises ValueError above nine criteria.
    """
    if n > MOST_CRITERIA:
        raise ValueError(f"at most {MOST_CRITERIA} criteria can be compared in pairs")
    spare = (n - 1) * (n - 2) // 2
    return RANDOM_INDEX[n] * (1 - missing / spare) if spare else 0.0


def consistency_indices(eigenvalues: Array, n: int) -> Array:
    """Return CI = (lambda max − n) / (n − 1), (K,); 0 for a single criterion."""
    indices: Array = np.maximum(eigenvalues - n, 0.0) / max(n - 1, 1)
    return indices


def consistency_ratios(eigenvalues: Array, n: int, missing: int = 0) -> Array:
    """Return CR = CI / RI, (K,); 0 where nothing can contradict."""
    index = random_index(n, missing)
    indices = consistency_indices(eigenvalues, n)
    return indices / index if index else np.zeros_like(indices)


def geometric_indices(matrices: Array) -> Array:
    """Return GCI, (K,): mean squared log error against the row geometric means."""
    n = matrices.shape[1]
    if n < 3:
        return np.zeros(len(matrices))
    logs = np.log(row_geometric_means(matrices))
    errors = np.log(matrices) - (logs[:, :, None] - logs[:, None, :])
    # Both triangles hold the same squares, so the formula's 2 is in the sum.
    indices: Array = (errors**2).sum(axis=(1, 2)) / ((n - 1) * (n - 2))
    return indices


def joint_matrix(matrices: Array, voices: Array) -> Array:
    """Return the group's matrix, (n, n): weighted geometric mean (AIJ, Aczél & Saaty 1983).

    voices: (K,), the participants' shares, sum 1.
    """
    joined: Array = np.exp(np.einsum("k,kij->ij", voices, np.log(matrices)))
    return joined


def worst_pair(matrix: Array, weights: Array, given: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Return the given pair (i, j), i < j, furthest from what the weights say (Saaty 2003).

    given: (n, n), True where somebody judged. (0, 0) if every judgement fits.
    """
    errors = np.abs(np.log(matrix * weights[None, :] / weights[:, None]))
    errors = np.triu(np.where(given, errors, 0.0), 1)
    first, second = np.unravel_index(int(errors.argmax()), errors.shape)
    return (int(first), int(second)) if errors.max(initial=0) > FITTING else (0, 0)
