"""Weights from 1,000 pairwise matrices of seven criteria, against a plain batched power
iteration and against one matrix at a time.

One thread, one process, all in turn so that a busy moment hits all alike. Printed: median
milliseconds and the ratio to ours. All must find the same weights, or the run ends. Nothing
else here passes or fails.

    OMP_NUM_THREADS=1 python -m benchmarks.ahp
"""

import statistics
import time
from collections.abc import Callable

import numpy as np

from assessments.engine.ahp import Array, largest_eigenvalues, priorities
from assessments.engine.weighing import weigh

PEOPLE, CRITERIA, ROUNDS = 1000, 7, 25
EXACT = 1e-13
SCALE = np.array([*(1 / value for value in range(9, 1, -1)), *range(1, 10)])


def judgements(noise: float, seed: int = 1) -> Array:
    """Return (PEOPLE, n, n): ratios of random weights, blurred, on the scale 1/9 … 9."""
    generator = np.random.default_rng(seed)
    weights = generator.dirichlet(np.full(CRITERIA, 3.0), PEOPLE)
    rows, columns = np.triu_indices(CRITERIA, 1)
    logs = np.log(weights[:, rows] / weights[:, columns])
    logs += generator.normal(0, noise, logs.shape)
    nearest = np.abs(logs[:, :, None] - np.log(SCALE)).argmin(axis=2)
    matrices = np.ones((PEOPLE, CRITERIA, CRITERIA))
    matrices[:, rows, columns] = SCALE[nearest]
    matrices[:, columns, rows] = 1 / SCALE[nearest]
    return matrices


def plain_power_iteration(matrices: Array) -> Array:
    """The textbook, all matrices at once."""
    weights = np.full(matrices.shape[:2], 1 / matrices.shape[1])
    while True:
        following = (matrices @ weights[:, :, None])[:, :, 0]
        following /= following.sum(axis=1, keepdims=True)
        if np.abs(following - weights).max() < EXACT:
            return np.asarray(following)
        weights = following


def eig_loop(matrices: Array) -> Array:
    """numpy.linalg.eig on one matrix after the other."""
    found = []
    for matrix in matrices:
        values, vectors = np.linalg.eig(matrix)
        weights = np.abs(vectors[:, values.real.argmax()].real)
        found.append(weights / weights.sum())
    return np.array(found)


def one_by_one(matrices: Array) -> Array:
    """A power iteration on one matrix after the other, with its consistency ratio."""
    found = []
    for matrix in matrices:
        weights = np.full(len(matrix), 1 / len(matrix))
        while True:
            following = matrix @ weights
            following /= following.sum()
            if np.abs(following - weights).max() < EXACT:
                break
            weights = following
        _ = (float((matrix @ following).sum()) - len(matrix)) / (len(matrix) - 1) / 1.3417
        found.append(following)
    return np.array(found)


def one_person_each(matrices: Array) -> Array:
    """Our own door for a single person: weights, consistency, worst judgement, warnings."""
    criteria = tuple("abcdefg")
    pairs = [
        (i, j, f"{criteria[i]}>{criteria[j]}") for i in range(7) for j in range(i + 1, CRITERIA)
    ]
    return np.array(
        [
            list(weigh("ahp", {name: m[i, j] for i, j, name in pairs}, criteria).weights.values())
            for m in matrices
        ]
    )


def measure(things: dict[str, Callable[[], Array]]) -> dict[str, float]:
    """Return the median CPU milliseconds of each, in turns."""
    times: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(ROUNDS):
        for name, thing in things.items():
            start = time.process_time()
            thing()
            times[name].append(1000 * (time.process_time() - start))
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Compare on judgements as people make them, and on ones that hardly fit together."""
    for title, noise in (("as people judge", 0.35), ("hardly consistent", 1.0)):
        matrices = judgements(noise)
        weights = priorities(matrices)
        largest = largest_eigenvalues(matrices, weights)
        ratio = float(np.median((largest - CRITERIA) / (CRITERIA - 1) / 1.3417))
        things: dict[str, Callable[[], Array]] = {
            "ours": lambda m=matrices: priorities(m),  # type: ignore[misc]
            "plain batched": lambda m=matrices: plain_power_iteration(m),  # type: ignore[misc]
            "eig loop": lambda m=matrices: eig_loop(m),  # type: ignore[misc]
            "one by one": lambda m=matrices: one_by_one(m),  # type: ignore[misc]
            "one person each": lambda m=matrices: one_person_each(m),  # type: ignore[misc]
        }
        for name, thing in things.items():
            if np.abs(thing() - weights).max() > 1e-11:
                raise SystemExit(f"{name} finds other weights")
        medians = measure(things)
        print(f"{PEOPLE} matrices {CRITERIA}×{CRITERIA}, {title} (median CR {ratio:.2f})")
        for name, median in medians.items():
            print(f"  {name:16}{median:>9.2f} ms{median / medians['ours']:>8.1f} × ours")


if __name__ == "__main__":
    main()
