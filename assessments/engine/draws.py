"""The draws all use cases share: what we do not know exactly, sampled once per dossier."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessments.catalogue.content import Catalogue

from .result import Range

Array = npt.NDArray[np.float64]

IMPORTANCE_SWING = 0.5  # every importance moves by ±50 %, evenly, before scaling to 1
# In a quarter of the draws the doubt about base levels moves all options alike: drawing every
# level on its own only would overstate doubt (decision method 1.2: shared shocks cancel).
SHARED_DOUBT = 0.25
SHOCKS = ("volume", "token_price", "exchange", "hardware_price", "care")
# Streams are numbered, so that one more unknown answer never moves the others' draws.
BASE_STREAM, IMPORTANCE_STREAM, SHOCK_STREAM, ANSWER_STREAM = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Draws:
    """N draws of everything uncertain that is no answer.

    base: criterion → (options, N) base levels 0 … 4. importance: criterion → (N,) shares.
    shocks: name → (N,) quantiles 0 … 1; one quantile moves all options together, so that a
    shared doubt never looks like a difference.
    """

    seed: int
    count: int
    base: Mapping[str, Array]
    importance: Mapping[str, Array]
    shocks: Mapping[str, Array]

    def quantiles(self, question_number: int) -> Array:
        """(N,) quantiles for the question with this place in the catalogue."""
        return _uniform(self.seed, (ANSWER_STREAM, question_number), (self.count,))


def _uniform(seed: int, stream: tuple[int, ...], shape: tuple[int, ...]) -> Array:
    generator = np.random.Generator(np.random.PCG64([seed, *stream]))
    return generator.random(shape)


def triangular(quantile: Array, spread: Range) -> Array:
    """Return the value at a quantile of the triangular distribution low – likely – high."""
    low, mode, high = spread.low, spread.likely, spread.high
    if high <= low:
        return np.full_like(quantile, mode)
    rising = low + np.sqrt(quantile * ((high - low) * (mode - low)))
    falling = high - np.sqrt((1 - quantile) * ((high - low) * (high - mode)))
    return np.where(quantile < (mode - low) / (high - low), rising, falling)


def draw(catalogue: Catalogue, people: list[dict[str, float]], seed: int, count: int) -> Draws:
    """Sample base levels in their bands, importance and shocks.

    people: every respondent's importance; each draw takes one of them, evenly, and moves
    every criterion by up to half (SMAA-2 in group mode, decision method 1.2).
    """
    shocks = _uniform(seed, (SHOCK_STREAM,), (len(SHOCKS), count))
    return Draws(
        seed,
        count,
        _base_levels(catalogue, seed, count),
        _importance(people, list(catalogue.criteria), seed, count),
        dict(zip(SHOCKS, shocks, strict=True)),
    )


def _base_levels(catalogue: Catalogue, seed: int, count: int) -> dict[str, Array]:
    options = list(catalogue.options)
    judged = [criterion for criterion in catalogue.criteria.values() if criterion.base]
    quantiles = _uniform(seed, (BASE_STREAM,), (len(judged), len(options) + 2, count))
    levels = {}
    for criterion, (coin, shared, *own) in zip(judged, quantiles, strict=True):
        bands = [criterion.base[option] for option in options]
        levels[criterion.code] = np.stack(
            [
                triangular(
                    np.where(coin < SHARED_DOUBT, shared, mine),
                    Range(band.low, band.level, band.high),
                )
                for mine, band in zip(own, bands, strict=True)
            ]
        )
    return levels


def _importance(
    people: list[dict[str, float]], criteria: list[str], seed: int, count: int
) -> dict[str, Array]:
    uniform = _uniform(seed, (IMPORTANCE_STREAM,), (len(criteria) + 1, count))
    who = np.minimum((uniform[0] * len(people)).astype(np.intp), len(people) - 1)
    drawn = {}
    for code, u in zip(criteria, uniform[1:], strict=True):
        given = np.array([person[code] for person in people])[who]
        drawn[code] = given * (1 - IMPORTANCE_SWING + 2 * IMPORTANCE_SWING * u)
    return drawn
