"""Moved weights for five use cases, against the least that NumPy needs for the same draws.

One thread, one process, all in turn so that a busy moment hits all alike. Printed: median CPU
milliseconds and the ratio to the plain way, which draws weights once, values every option in
every draw and counts who is first. Beside it: what happens once per dossier, and a whole
recommendation for ten use cases. Nothing here passes or fails.

    OMP_NUM_THREADS=1 python -m benchmarks.what_if
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from assessments.catalogue import load
from assessments.engine.dossier import (
    CompanyInput,
    Dossier,
    GivenAnswer,
    GivenImportance,
    Usage,
    UseCaseInput,
)
from assessments.engine.recommendation import recommend
from assessments.engine.what_if import Prepared, prepare, what_if

ROUNDS = 31
POINTS = {"KT": 20.0, "SO": 15.0, "KP": 20.0, "AN": 10.0, "FA": 20.0, "PE": 10.0, "NA": 5.0}


def dossier(use_cases: int) -> Dossier:
    """A company that answered every question with its first level."""
    catalogue = load()
    usage = Usage(input_tokens_per_month=50e6, output_tokens_per_month=5e6)
    return Dossier(
        catalogue=catalogue.version,
        language="de",
        as_of=catalogue.as_of,
        company=CompanyInput("Benchmark"),
        importance=(GivenImportance("Benchmark", "points", POINTS),),
        answers={
            q.code: GivenAnswer(level=q.levels[0].code)
            for q in catalogue.asked
            if q.kind == "choice"
        },
        readiness={},
        use_cases=tuple(
            UseCaseInput(
                f"UC{n}", f"Benchmark {n}", None, replace(usage, output_tokens_per_month=n)
            )
            for n in range(1, use_cases + 1)
        ),
    )


def plain(prepared: Prepared) -> list[np.ndarray]:
    """Draw weights, value, count first places: no ranks, no duels, no sensitivity, no words."""
    shapes = 83 * np.array([*POINTS.values()]) / sum(POINTS.values())
    weights = np.random.default_rng(1).standard_gamma(shapes[:, None], (7, prepared.draws))
    weights /= weights.sum(axis=0)
    found = []
    for match in prepared.contests:
        (drawn,) = match.fits
        scaled = (weights * drawn.scales).astype(np.float32)
        values = np.einsum("cn,con->on", scaled, drawn.fits)
        found.append(np.bincount(values.argmax(axis=0), minlength=len(values)) / prepared.draws)
    return found


def measure(things: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median CPU milliseconds of each, in turns."""
    times: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(ROUNDS):
        for name, thing in things.items():
            start = time.process_time()
            thing()
            times[name].append(1000 * (time.process_time() - start))
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Compare, and say what everything costs."""
    catalogue, five, ten = load(), dossier(5), dossier(10)
    prepared = prepare(five, catalogue)
    medians = measure(
        {
            "plain, 5 use cases": lambda: plain(prepared),
            "what if, 5 use cases": lambda: what_if(prepared, POINTS),
            "prepare, 5 use cases": lambda: prepare(five, catalogue),
            "recommend, 10 use cases": lambda: recommend(ten, catalogue),
        }
    )
    floor = medians["plain, 5 use cases"]
    for name, median in medians.items():
        print(f"  {name:24}{median:>9.1f} ms{median / floor:>8.2f} × plain")


if __name__ == "__main__":
    main()
