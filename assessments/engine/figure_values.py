"""Own values in place of the catalogue's figures: which are there, and what may they be?"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from assessments.catalogue.content import Catalogue

from .figures import figure_codes
from .problems import Problem, is_number, pointer


class Bounds(NamedTuple):
    """The least and the most an own value may be, in the figure's unit."""

    least: float
    most: float


# By unit. Capacities and factors must not be zero: the formulas divide by them.
BY_UNIT = {
    "share": Bounds(0, 1),
    "share/a": Bounds(-0.95, 5),
    "x": Bounds(0.01, 100),
    "FTE": Bounds(0, 50),
    "EUR/USD": Bounds(0.1, 10),
    "EUR/kWh": Bounds(0, 5),
    "EUR/h": Bounds(0, 1000),
    "kg/kWh": Bounds(0, 2),
    "d/month": Bounds(1, 31),
    "tokens/page": Bounds(1, 100_000),
    "pages": Bounds(0, 100_000),
    "requests/d": Bounds(0, 1e9),
    "months": Bounds(0, 60),
    "h/month": Bounds(0, 744),
    "tokens/s": Bounds(1, 1e7),
    "requests": Bounds(1, 1e6),
    "ms": Bounds(0, 10_000),
    "GB": Bounds(0, 1000),
    "GiB": Bounds(0, 1000),
}
WORKING = Bounds(0.01, 1)
BY_CODE = {"pue": Bounds(1, 3), "lifetime_months": Bounds(1, 240)}
BY_BEGIN = {
    "busy_share": WORKING,
    "decode_efficiency": WORKING,
    "prefill_efficiency": WORKING,
    "multi_gpu_efficiency": WORKING,
    "usable_memory_share": WORKING,
    "in": Bounds(0, 10_000),
    "out": Bounds(0, 10_000),
    "cached": Bounds(0, 10_000),
    "hour": Bounds(0, 10_000),
    "purchase": Bounds(0, 1e8),
    "kw": Bounds(0.01, 10_000),
}
ELSE = Bounds(0, 1e9)


def bounds(code: str, catalogue: Catalogue) -> Bounds:
    """Return what an own value of this figure may be."""
    if code in BY_CODE:
        return BY_CODE[code]
    begins = (BY_BEGIN[b] for b in BY_BEGIN if code == b or code.startswith(f"{b}_"))
    assumption = catalogue.assumptions.get(code)
    return next(begins, BY_UNIT.get(assumption.unit, ELSE) if assumption else ELSE)


def figure_problems(figures: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield own values of unknown figures, and those out of bounds."""
    known = figure_codes(catalogue) if figures else {}
    for code, value in figures.items():
        place = pointer(("figures", code))
        if code not in known:
            yield Problem(place, "the code of an assumption, a price or a set of hardware")
            continue
        least, most = bounds(code, catalogue)
        if is_number(value) and not least <= value <= most:
            yield Problem(place, f"a number from {least:g} to {most:g}")
