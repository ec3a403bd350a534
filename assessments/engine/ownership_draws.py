"""Every figure of the cost of ownership in N cases at once: the likely one, or many drawn ones."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from zlib import crc32

import numpy as np

from .draws import Array, generator, triangular
from .figures import Figures
from .result import Range

DRAWS = 500
# Beside the streams of engine.draws; below it every figure has a stream of its own, so that one
# assumption more moves no other figure's draws.
OWNERSHIP_STREAM = 5
LOWEST_RATE = -0.99


@dataclass(frozen=True, slots=True)
class Sampled:
    """Figures in N cases, each an array (N, 1) that months (1, M) can be laid beside.

    seed: None for the one case in which every figure has its likely value. All options and use
    cases see the same cases: a shared doubt never looks like a difference between them.
    capacities: what sets carry, kept because it is the same in all cases and dear to work out.
    """

    figures: Figures
    count: int
    seed: int | None
    capacities: dict[object, tuple[float, Range]] = field(default_factory=dict, repr=False)
    _kept: dict[tuple[str, object], Array] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def likely(cls, figures: Figures) -> "Sampled":
        """The one case of likely values."""
        return cls(figures, 1, None)

    @classmethod
    def drawn(cls, figures: Figures, seed: int, count: int = DRAWS) -> "Sampled":
        """`count` cases. Raises ValueError below one."""
        if count < 1:
            raise ValueError("at least one draw")
        return cls(figures, count, seed)

    def redrawn(self, seed: int, count: int = DRAWS) -> "Sampled":
        """`count` cases that share with these what no draw moves."""
        return replace(self.drawn(self.figures, seed, count), capacities=self.capacities)

    def value(self, code: str) -> Array:
        """(N, 1) values of an assumption."""
        return self.spread(code, self.figures.range(code))

    def spread(self, name: str, bounds: Range) -> Array:
        """(N, 1) values between bounds; the same name moves all its bounds together."""
        if self.seed is None or bounds.low >= bounds.high:
            return np.full((self.count, 1), float(bounds.likely))
        return self._once((name, bounds), lambda: triangular(self._quantiles(name), bounds))

    def growth(self, months: int) -> Array:
        """(N, M) volume of each month, today's being 1; at −100 % a year nothing is left."""
        base = np.maximum(self.value("growth_per_year"), -1) + 1
        return self._once(("growth", months), lambda: base ** _years(months))

    def token_prices(self, months: int) -> Array:
        """(N, M) price per token in each month, today's being 1."""
        base = 1 - np.minimum(self.value("price_decline_per_year"), 1)
        return self._once(("token prices", months), lambda: base ** _years(months))

    def discounts(self, months: int) -> Array:
        """(N, M) what one euro at the start of each month is worth today."""
        base = 1 + np.maximum(self.value("discount_rate"), LOWEST_RATE)
        return self._once(("discounts", months), lambda: base ** -_years(months))

    def _quantiles(self, name: str) -> Array:
        seed = self.seed or 0
        number = crc32(name.encode())
        return self._once(
            ("quantiles", name),
            lambda: generator(seed, OWNERSHIP_STREAM, number).random((self.count, 1)),
        )

    def _once(self, key: tuple[str, object], make: Callable[[], Array]) -> Array:
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]


def _years(months: int) -> Array:
    return np.arange(months) / 12
