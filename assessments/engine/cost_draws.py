"""What every option costs a month in every draw: shocks on volume, prices, power and care."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assessments.catalogue.entries import SourcingOption

from .case import Case
from .costs import care_cost, exchange, power_cost
from .draws import VOLUME, Array
from .figures import CLASSES, Figures
from .result import Range
from .usage import monthly_capacity

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
    capacity = needed.pick(monthly_capacity(c, case.answers, figures) for c in needed.classes)
    sets = np.maximum(1, np.ceil((tokens_in + tokens_out) / capacity))
    factor = spreads.spread("token_price", figures.range("token_price_factor")) / 1e6
    costs = []
    for option in options:
        prices = [figures.prices[option.code, c] for c in needed.classes]
        cost = spreads.spread("care", care_cost(option.code, figures))
        if any(price.eur_per_million_in or price.eur_per_million_out for price in prices):
            usage = tokens_in * needed.pick(price.eur_per_million_in for price in prices)
            usage += tokens_out * needed.pick(price.eur_per_million_out for price in prices)
            usage *= factor
            if not option.open_weights:
                usage *= spreads.spread("exchange", exchange(option, figures))
            cost = cost + usage
        if any(price.fixed_eur_per_month for price in prices):
            cost = cost + sets * _set_cost(option, needed, figures, spreads)
        costs.append(cost)
    return np.stack(costs)


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
    """One set of hardware: rent or purchase by its shock, the electricity in it by another."""
    power = [power_cost(option, c, figures) for c in needed.classes]
    whole = [figures.prices[option.code, c].fixed_eur_per_month for c in needed.classes]
    bare = needed.pick(w - p.likely for w, p in zip(whole, power, strict=True))
    factor = spreads.spread("hardware_price", figures.range("hardware_price_factor"))
    if not any(p.high for p in power):
        return bare * factor
    return bare * factor + needed.pick(spreads.spread("power", p) for p in power)
