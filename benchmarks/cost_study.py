"""Years of costs for five use cases, against the least that NumPy needs for the same draws.

One thread, one process, all in turn so that a busy moment hits all alike. Printed: median CPU
milliseconds and the ratio to the plain way, which lets a volume grow and a price fall month by
month in every draw, and adds up every option once: no steps, no break-evens, no split. Nothing
here passes or fails.

    OMP_NUM_THREADS=1 python -m benchmarks.cost_study
"""

from dataclasses import replace

import numpy as np

from assessments.catalogue import load
from assessments.engine.cost_study import HORIZON, studies, study
from assessments.engine.dossier import Dossier
from assessments.engine.ownership_draws import DRAWS
from benchmarks.what_if import dossier, measure

OPTIONS = 5
YEARS = np.arange(HORIZON) / 12


def various(use_cases: int) -> Dossier:
    """The benchmark's company with use cases of every class, so that every lane is worked out."""
    found = dossier(use_cases)
    levels = [replace(found.answers["FA1"], level=level) for level in ("S", "M", "L", "XL", "L")]
    cases = (
        replace(use_case, answers={"FA1": level})
        for use_case, level in zip(found.use_cases, levels, strict=True)
    )
    return replace(found, use_cases=tuple(cases))


def plain(studies: int) -> list[float]:
    """Draw growth, price and cost; pay every option in every month; add up."""
    drawn = np.random.default_rng(1)
    growth = (1 + drawn.random((DRAWS, 1))) ** YEARS
    prices = (1 - 0.4 * drawn.random((DRAWS, 1))) ** YEARS
    costs = drawn.random((studies * OPTIONS, DRAWS, 1))
    return [float(np.quantile((cost * growth * prices).sum(axis=1), 0.9)) for cost in costs]


def main() -> None:
    """Compare, and say what everything costs."""
    catalogue, five = load(), various(5)
    lanes = {"UC1": "api_us", "UC2": "open_eu_api", "UC3": "open_onprem"}
    medians = measure(
        {
            "plain, 6 studies": lambda: plain(6),
            "5 use cases and all": lambda: studies(five, catalogue, lanes=lanes),
            "the same, 60 months": lambda: studies(five, catalogue, 60, lanes=lanes),
            "all together": lambda: study(five, catalogue, lanes=lanes),
            "one use case": lambda: study(five, catalogue, "UC3"),
        }
    )
    floor = medians["plain, 6 studies"]
    for name, median in medians.items():
        print(f"  {name:24}{median:>9.1f} ms{median / floor:>8.2f} × plain")


if __name__ == "__main__":
    main()
