"""The additive value of an option and its exact parts (Keeney & Raiffa 1976, ch. 3)."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Table = dict[str, dict[str, float]]  # criterion → option → figure
End = Literal["worst", "best"]

TIE_POINTS = 5.0  # a smaller lead is no lead (domain notes 2.5, rule 7)


@dataclass(frozen=True, slots=True)
class PartialValue:
    """What a measure is worth, piecewise linear between anchors that no option can move.

    anchors: (measure, value) with rising measures; values from 0 (worst) to 100 (best), all
    rising or all falling. Beyond the first and the last anchor the value stays.
    """

    anchors: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        measures, values = zip(*self.anchors, strict=True) if self.anchors else ((), ())
        if len(measures) < 2 or not all(np.diff(measures) > 0):
            raise ValueError("at least two anchors, their measures rising")
        if not all(0 <= value <= 100 for value in values):
            raise ValueError("every value must lie between 0 and 100")
        steps = np.diff(values)
        if not ((steps > 0).all() or (steps < 0).all()):
            raise ValueError("values must all rise or all fall")

    def value(self, measure: float) -> float:
        """Return the value 0 … 100 of one measure. Raises ValueError on NaN."""
        if isnan(measure):
            raise ValueError("a measure must be a number")
        place = bisect_right(self.anchors, measure, key=lambda anchor: anchor[0])
        if place in (0, len(self.anchors)):
            return self.anchors[min(place, len(self.anchors) - 1)][1]
        (left, low), (right, high) = self.anchors[place - 1 : place + 1]
        return low + (measure - left) * ((high - low) / (right - left))

    def values(self, measures: Array) -> Array:
        """Return the values of an array of measures, of the same shape."""
        points, worth = np.array(self.anchors).T
        if len(points) > 2:
            bent: Array = np.interp(measures, points, worth)
            return bent
        slope = (worth[1] - worth[0]) / (points[1] - points[0])
        straight: Array = worth[0] + slope * (measures - points[0])
        straight.clip(worth.min(), worth.max(), out=straight)
        return straight

    def clipped(self, measure: float) -> End | None:
        """Return the end of the scale beyond which the measure lies, None within."""
        (first, low), (last, high) = self.anchors[0], self.anchors[-1]
        if first <= measure <= last:
            return None
        return "worst" if (measure < first) == (low < high) else "best"


def contributions(
    weights: Mapping[str, float], fit: Table, options: Iterable[str]
) -> dict[str, dict[str, float]]:
    """Return option → criterion → points; an option's points sum to its score."""
    return {o: {c: weight * fit[c][o] for c, weight in weights.items()} for o in options}


def scores(parts: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return the score 0 … 100 of every option."""
    return {option: sum(points.values()) for option, points in parts.items()}


def differences(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Return criterion → points by which one option is ahead of another.

    one, other: their contributions. The points sum to the margin:
    V_a − V_b = Σ w · (v_a − v_b), so nothing is left unexplained.
    """
    return {criterion: points - other[criterion] for criterion, points in one.items()}


def ranking(score: Mapping[str, float], allowed: Iterable[str]) -> tuple[str, ...]:
    """Sort the allowed options by score, best first.

    Equal scores (to 9 digits) keep the catalogue's order, so that rounding never decides.
    """
    return tuple(sorted(allowed, key=lambda option: -round(score[option], 9)))


def tied_with_first(score: Mapping[str, float], ranked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the options less than five points behind the first."""
    return tuple(o for o in ranked[1:] if score[ranked[0]] - score[o] < TIE_POINTS)
