"""The draws all use cases share: what we do not know exactly, sampled once per dossier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from assessments.catalogue.content import Catalogue

from .result import Range

Array = npt.NDArray[np.float64]

# Draws come in batches of this size: what is held at once stays small, and 10,000 draws are
# the first batch of 100,000.
BATCH = 10_000
# In a quarter of the draws the doubt about base levels moves all options alike: drawing every
# level on its own only would overstate doubt (decision method 1.2: shared shocks cancel).
SHARED_DOUBT = 0.25
VOLUME = "volume"
SHOCKS = (VOLUME, "token_price", "exchange", "hardware_price", "power", "care")
# Streams are numbered, so that one more unknown answer never moves the others' draws.
BASE_STREAM, IMPORTANCE_STREAM, SHOCK_STREAM, ANSWER_STREAM = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Draws:
    """N draws of everything uncertain that is no answer and no importance.

    base: criterion → option → (N,) quantiles 0 … 1 of the base level. shocks: name → (N,)
    quantiles 0 … 1; one quantile moves all options together, so that a shared doubt never
    looks like a difference.
    """

    seed: int
    batch: int
    count: int
    base: Mapping[str, Mapping[str, Array]]
    shocks: Mapping[str, Array]
    _spreads: dict[tuple[str, Range], Array] = field(
        default_factory=dict, repr=False, compare=False
    )
    _levels: dict[tuple[str, str], tuple[Range, Array]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def quantiles(self, question_number: int) -> Array:
        """(N,) quantiles for the question with this place in the catalogue."""
        return generator(self.seed, ANSWER_STREAM, question_number, self.batch).random(self.count)

    def spread(self, shock: str, bounds: Range) -> Array:
        """(N,) values of a figure that this shock moves between its bounds."""
        if shock == VOLUME:  # every use case has its own, so keeping it would gain nothing
            return triangular(self.shocks[shock], bounds)
        key = (shock, bounds)
        if key not in self._spreads:
            self._spreads[key] = triangular(self.shocks[shock], bounds)
        return self._spreads[key]

    def level(self, criterion: str, option: str, band: Range) -> Array:
        """(N,) base levels of one option on one criterion, within its band."""
        key = criterion, option
        kept = self._levels.get(key)
        # Most bands are the same in all use cases; keeping the last one bounds the memory.
        if kept is None or kept[0] != band:
            kept = self._levels[key] = (band, triangular(self.base[criterion][option], band))
        return kept[1]

    def level_by_place(
        self, criterion: str, option: str, bands: Sequence[Range], places: npt.NDArray[np.intp]
    ) -> Array:
        """(N,) base levels where each draw has the band at its place in `bands`."""
        quantiles = self.base[criterion][option]
        if all(band == bands[0] for band in bands):
            return self.level(criterion, option, bands[0])
        levels = np.empty_like(quantiles)
        for place, band in enumerate(bands):
            here = places == place
            levels[here] = triangular(quantiles[here], band)
        return levels


def generator(*stream: int) -> np.random.Generator:
    """Return the generator of one stream; the first number is the stored seed."""
    return np.random.Generator(np.random.PCG64(stream))


def triangular(quantile: Array, spread: Range) -> Array:
    """Return the value at a quantile of the triangular distribution low – likely – high."""
    low, mode, high = spread.low, spread.likely, spread.high
    if high <= low:
        return np.full_like(quantile, mode)
    rising = low + np.sqrt(quantile * ((high - low) * (mode - low)))
    falling = high - np.sqrt((1 - quantile) * ((high - low) * (high - mode)))
    return np.where(quantile < (mode - low) / (high - low), rising, falling)


def batches(count: int) -> list[int]:
    """Return the sizes of the batches that make up `count` draws."""
    if count < 1:
        raise ValueError("at least one draw")
    whole, rest = divmod(count, BATCH)
    return [BATCH] * whole + [rest] * (rest > 0)


def draw(catalogue: Catalogue, seed: int, count: int, batch: int = 0) -> Draws:
    """Sample where base levels and shocks lie; `batch` numbers independent draws."""
    shocks = generator(seed, SHOCK_STREAM, batch).random((len(SHOCKS), count))
    base = _base_quantiles(catalogue, seed, count, batch)
    return Draws(seed, batch, count, base, dict(zip(SHOCKS, shocks, strict=True)))


def draw_all(catalogue: Catalogue, seed: int, count: int) -> tuple[Draws, ...]:
    """Return `count` draws in batches."""
    return tuple(draw(catalogue, seed, size, n) for n, size in enumerate(batches(count)))


def _base_quantiles(
    catalogue: Catalogue, seed: int, count: int, batch: int
) -> dict[str, dict[str, Array]]:
    """Each criterion has its own stream, so that one option more moves no other option."""
    quantiles = {}
    for number, criterion in enumerate(catalogue.criteria.values()):
        if not criterion.base:
            continue
        stream = generator(seed, BASE_STREAM, number, batch)
        alike = stream.random(count) < SHARED_DOUBT
        shared = stream.random(count)
        quantiles[criterion.code] = {
            option: np.where(alike, shared, stream.random(count)) for option in catalogue.options
        }
    return quantiles
