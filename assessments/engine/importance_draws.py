"""Importance in every draw, by what is known of it: the room's weights, their order, nothing.

Lahdelma & Salminen 2001 (order and nothing); decision method 1.2 (group).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .dirichlet import concentration, dirichlet
from .draws import IMPORTANCE_STREAM, Array, generator
from .result import Mode

GROUP: Mode = "group"
RANKING_ONLY: Mode = "ranking_only"
NO_PREFERENCE: Mode = "no_preference"
MODES = (GROUP, RANKING_ONLY, NO_PREFERENCE)
EQUAL_DIGITS = 9  # to which two weights share a place in the order


@dataclass(frozen=True, slots=True)
class Room:
    """Everybody's weights, (people, criteria), rows summing to 1, and their voices, (people,)."""

    weights: Array
    voices: Array

    @classmethod
    def of(cls, people: Sequence[Mapping[str, float]], voices: Sequence[float]) -> "Room":
        """Take the weights as `respondents` and the voices as `voices` gives them."""
        return cls(np.array([list(person.values()) for person in people]), np.array(voices))


def importance_draws(mode: Mode, room: Room, seed: int, count: int, batch: int = 0) -> Array:
    """Return N draws of importance, (criteria, N), each summing to 1.

    In group and ranking mode each draw takes one person, by voice. Equal seeds give the same
    underlying numbers whatever the weights, so that a what-if shows the change and no noise.
    """
    stream = generator(seed, IMPORTANCE_STREAM, MODES.index(mode), batch)
    if mode == NO_PREFERENCE:
        return no_preference(room.weights.shape[1], count, stream)
    voices = np.cumsum(room.voices)
    who = np.searchsorted(voices[:-1] / voices[-1], stream.random(count), side="right")
    if mode == RANKING_ONLY:
        return ranking_only(room.weights, who, stream)
    shapes = np.stack([concentration(row) * row for row in room.weights])
    # One person's shapes are a column that stands for all draws.
    return dirichlet(shapes.T if len(shapes) == 1 else shapes[who].T, count, stream)


def no_preference(criteria: int, count: int, stream: np.random.Generator) -> Array:
    """Spread evenly over all weights: Dirichlet(1, …, 1), (criteria, N)."""
    drawn = stream.standard_exponential((criteria, count))
    drawn /= drawn.sum(axis=0)
    return drawn


def ranking_only(weights: Array, who: npt.NDArray[np.intp], stream: np.random.Generator) -> Array:
    """Spread evenly over all weights that keep a person's order, (criteria, N).

    weights: (people, criteria). who: (N,) whose order counts. Criteria of equal weight have
    no order among them. The mean of a strict order is its rank-order centroid.
    """
    drawn = no_preference(weights.shape[1], len(who), stream)
    drawn[::-1].sort(axis=0)
    places = np.stack([_places(row) for row in weights])
    # Chance decides within a place, and only there: places are whole numbers.
    order = np.argsort(places[who].T + stream.random(drawn.shape), axis=0)
    ordered = np.empty_like(drawn)
    np.put_along_axis(ordered, order, drawn, axis=0)
    return ordered


def _places(weights: Array) -> npt.NDArray[np.intp]:
    """Return every criterion's place, 0 for the heaviest; equal weights share one."""
    _, places = np.unique(-weights.round(EQUAL_DIGITS), return_inverse=True)
    return places
