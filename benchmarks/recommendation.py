"""A whole recommendation for ten use cases, against the least that NumPy needs to draw as much.

One thread, one process, all in turn so that a busy moment hits all alike. Printed: median CPU
milliseconds and the ratio to the plain way, which draws a score for every option in every
criterion, weighs and ranks: no rules, no costs, no answers, no what-ifs. Nothing here passes or
fails.

    OMP_NUM_THREADS=1 python -m benchmarks.recommendation
"""

import numpy as np

from assessments.catalogue import load
from assessments.engine.recommendation import DRAWS, recommend
from benchmarks.what_if import dossier, measure

USE_CASES, OPTIONS, CRITERIA, MANY = 10, 5, 7, 100_000
BATCH = 10_000


def plain(draws: int) -> int:
    """Draw scores and weights in batches; count who is first."""
    drawn = np.random.default_rng(1)
    first = 0
    for _ in range(USE_CASES * (draws // BATCH)):
        scores = drawn.random((CRITERIA, OPTIONS, BATCH))
        weights = drawn.dirichlet(np.ones(CRITERIA), BATCH).T
        first += int(((scores * weights[:, None]).sum(axis=0).argmax(axis=0) == 0).sum())
    return first


def main() -> None:
    """Compare, and say what a recommendation costs."""
    catalogue, ten = load(), dossier(USE_CASES)
    medians = measure(
        {
            "plain, 10,000 draws": lambda: plain(DRAWS),
            "recommend, 10,000 draws": lambda: recommend(ten, catalogue),
            "plain, 100,000 draws": lambda: plain(MANY),
            "recommend, 100,000 draws": lambda: recommend(ten, catalogue, MANY),
        }
    )
    for name, median in medians.items():
        floor = medians[f"plain, {name.rpartition(', ')[2]}"]
        print(f"  {name:26}{median:>9.1f} ms{median / floor:>8.2f} × plain")


if __name__ == "__main__":
    main()
