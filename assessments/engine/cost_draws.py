"""What every option costs a month in every draw: shocks on volume, prices, power and care."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assessments.catalogue.entries import SourcingOption

from .capacity import tokens_per_month
from .case import Case
from .costs import bare_set_cost, care_cost, exchange, power_cost, token_rates
from .draws import VOLUME, Array
from .figures import CLASSES, Figures
from .result import Range
from .usage import pattern_of

Places = npt.NDArray[np.intp]


class Spreads(Protocol):
    """Where shocks put a figure within its bounds, in N cases at once."""

    @property
    def count(self) -> int:
        """How many cases there are, N."""

    def spread(self, shock: str, bounds: Range) -> Array:
        """(N,) values of a figure that this shock moves."""


def drawn_costs(
    options: Iterable[SourcingOption],
    case: Case,
    figures: Figures,
    spreads: Spreads,
    capability: str | Places,
) -> Array:
    """Return EUR a month of every option, (options, N).

    capability: the class the use case needs, or (N,) places in CLASSES where it is unknown.
    """
    needed = Needed(capability)
    tokens_in = spreads.spread(VOLUME, case.volume.input_tokens)
    tokens_out = spreads.spread(VOLUME, case.volume.output_tokens)
    factor = spreads.spread("token_price", figures.range("token_price_factor")) / 1e6
    costs = []
    for option in options:
        cost = spreads.spread("care", care_cost(option.code, figures))
        rates = [token_rates(option.code, c, case.answers, figures) for c in needed.classes]
        if any(read or written for read, written in rates):
            usage = tokens_in * needed.pick(read for read, _ in rates)
            usage += tokens_out * needed.pick(written for _, written in rates)
            usage *= factor
            rate = [exchange(option, c, figures) for c in needed.classes]
            if any(bounds.low != bounds.high for bounds in rate):
                usage *= needed.pick(spreads.spread("exchange", bounds) for bounds in rate)
            cost = cost + usage
        if any((option.code, c) in figures.sets for c in needed.classes):
            sets = _sets(option.code, tokens_in + tokens_out, case, needed, figures)
            cost = cost + sets * _set_cost(option, needed, figures, spreads)
        costs.append(cost)
    return np.stack(costs)


def _sets(option: str, tokens: Array, case: Case, needed: "Needed", figures: Figures) -> Array:
    """(N,) sets of hardware: at least one, a whole step more for every one that is full."""
    pattern = pattern_of(case.answers)
    full = needed.pick(
        tokens_per_month(figures.sets[option, c], case.volume, pattern, figures)
        for c in needed.classes
    )
    return np.maximum(1, np.ceil(tokens / full))


@dataclass(frozen=True, slots=True)
class Needed:
    """The capability class in every draw: one for all, or a place in CLASSES for each."""

    capability: str | Places

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that occur."""
        return (self.capability,) if isinstance(self.capability, str) else CLASSES

    def pick(self, by_class: Iterable[float | Array]) -> float | Array:
        """Return each draw's figure: the only one, or that of its class, (N,)."""
        figures = list(by_class)
        if isinstance(self.capability, str):
            return figures[0]
        if isinstance(figures[0], float | int):
            return np.array(figures, float).take(self.capability)
        return np.choose(self.capability, [np.asarray(figure) for figure in figures])


def _set_cost(
    option: SourcingOption, needed: Needed, figures: Figures, spreads: Spreads
) -> float | Array:
    """One set of hardware: rent or purchase by its shock, the electricity by another."""
    power = [power_cost(option, c, figures) for c in needed.classes]
    bare = needed.pick(bare_set_cost(option.code, c, figures) for c in needed.classes)
    factor = spreads.spread("hardware_price", figures.range("hardware_price_factor"))
    if not any(p.high for p in power):
        return bare * factor
    return bare * factor + needed.pick(spreads.spread("power", p) for p in power)
