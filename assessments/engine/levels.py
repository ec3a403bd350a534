"""Where an option starts on a criterion before any answer: level 0 (worst) to 4 (best).

Speed, footprint and size of the model are computed and read off fixed scales (anchors.toml);
the anchor's share says how much of the level they make up, the rest stays judged. Where a
fact is missing the judged level stands alone: blank beats guessed.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log2

import numpy as np
import numpy.typing as npt

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import BaseLevel, Criterion
from assessments.catalogue.technology import Anchor

from .answers import Answers
from .costs import CAUTIOUS_CLASS
from .figures import CLASSES, Figures, Lane, fixed
from .lanes import lanes_of
from .result import Range
from .usage import Volume, pattern_of

Array = npt.NDArray[np.float64]
Bands = Mapping[str, Range]  # option → level with its bounds
Levels = Mapping[str, Bands]  # criterion → option → level with its bounds
Criteria = Mapping[str, Criterion]

WORST, BEST = 0.0, 4.0
SECONDS, GRAMS, SIZE, COST = "answer_seconds", "answer_grams", "model_size", "cost_doublings"
CENT = 0.01  # EUR
NOTHING = 1e-12  # a logarithm needs more than nothing; 40 halvings are beyond any scale


@dataclass(frozen=True, slots=True)
class Scale:
    """The way from a quantity to a level, straight in the quantity's logarithm.

    logs: binary logarithms of the anchor points, rising. levels: theirs. Beyond the first and
    the last point the slope goes on, so that nothing is cut before answers have adjusted it.
    """

    logs: tuple[float, ...]
    levels: tuple[float, ...]

    @classmethod
    def of(cls, anchor: Anchor) -> "Scale":
        """Read the points of an anchor."""
        return cls(
            tuple(log2(quantity) for quantity, _ in anchor.points),
            tuple(float(level) for _, level in anchor.points),
        )

    def level(self, quantity: float) -> float:
        """Return the level of one quantity; next to nothing counts as a trace."""
        at = log2(max(quantity, NOTHING))
        place = min(max(bisect_right(self.logs, at), 1), len(self.logs) - 1)
        left, right = self.logs[place - 1], self.logs[place]
        low, high = self.levels[place - 1], self.levels[place]
        return low + (at - left) * ((high - low) / (right - left))

    def quantity(self, level: float) -> float:
        """Return the quantity that has this level, one of the scale's own."""
        logs, levels = self.logs, self.levels
        if levels[0] > levels[-1]:
            logs, levels = logs[::-1], levels[::-1]
        return float(2 ** np.interp(level, levels, logs))

    def levels_of(self, quantities: Array) -> Array:
        """Return the levels of an array of quantities, of the same shape."""
        at = np.log2(np.maximum(quantities, NOTHING))
        points, levels = np.array(self.logs), np.array(self.levels)
        slopes = np.diff(levels) / np.diff(points)
        if len(slopes) == 1:
            straight: Array = levels[0] + slopes[0] * (at - points[0])
            return straight
        place = np.searchsorted(points[1:-1], at, side="right")
        found: Array = levels[place] + slopes[place] * (at - points[place])
        return found

    def band(self, quantities: Range) -> Range:
        """Return the level of a quantity with its bounds, cut at 0 and 4."""
        one, likely, other = (
            min(max(self.level(quantity), WORST), BEST)
            for quantity in (quantities.low, quantities.likely, quantities.high)
        )
        return Range(min(one, likely, other), likely, max(one, likely, other))


def shared(computed: Range, judged: BaseLevel, share: float) -> Range:
    """Return the level made up of a computed and a judged part, bound by bound."""
    rest = 1 - share
    return Range(
        share * computed.low + rest * judged.low,
        share * computed.likely + rest * judged.level,
        share * computed.high + rest * judged.high,
    )


@lru_cache(maxsize=4096)
def _band(scale: Scale, quantities: Range) -> Range:
    """The same few quantities come with every answer that is tried."""
    return scale.band(quantities)


def _judged(judged: BaseLevel) -> Range:
    return Range(judged.low, judged.level, judged.high)


class Ladders:
    """The scales of some figures, and the levels of their lanes."""

    def __init__(self, figures: Figures) -> None:
        anchors = figures.anchors
        self.scales = {code: Scale.of(anchor) for code, anchor in anchors.items()}
        self.shares = {code: anchor.share for code, anchor in anchors.items()}
        self.lanes = lanes_of(figures)
        # Levels that no volume moves, by capability class, with the criteria they are of.
        self._still: dict[str, tuple[Criteria, Levels]] = {}

    def levels(self, capability: str, volume: Volume, pattern: str, criteria: Criteria) -> Levels:
        """Return every option's level on every criterion that is not cost alone."""
        still = self._still.get(capability)
        if still is None or still[0] is not criteria:
            still = self._still[capability] = (criteria, self._unmoved(capability, criteria))
        found = dict(still[1])
        if base := criteria["PE"].base:
            found["PE"] = {
                o: self._shared(
                    SECONDS, self.lanes.page_seconds((o, capability), volume, pattern), j
                )
                for o, j in base.items()
            }
        if base := criteria["NA"].base:
            found["NA"] = {
                o: self._shared(GRAMS, self.lanes.grams((o, capability), volume), j)
                for o, j in base.items()
            }
        return found

    def _unmoved(self, capability: str, criteria: Criteria) -> Levels:
        found = {
            code: {option: _judged(judged) for option, judged in criterion.base.items()}
            for code, criterion in criteria.items()
            if criterion.base
        }
        for option, judged in criteria["FA"].base.items():
            found["FA"][option] = self._sized((option, capability), judged)
        return found

    def _shared(self, code: str, quantity: Range | None, judged: BaseLevel) -> Range:
        """The judged level alone where nothing can be computed."""
        if quantity is None:
            return _judged(judged)
        return shared(_band(self.scales[code], quantity), judged, self.shares[code])

    def _sized(self, lane: Lane, judged: BaseLevel) -> Range:
        """The level of a model's size. How good such a model is stays as doubtful as judged."""
        size = self.lanes.size(lane)
        if size is None:
            return _judged(judged)
        level = self.scales[SIZE].band(fixed(size)).likely
        low, high = level + judged.low - judged.level, level + judged.high - judged.level
        return shared(Range(max(low, WORST), level, min(high, BEST)), judged, self.shares[SIZE])


@lru_cache(maxsize=8)
def ladders_of(figures: Figures) -> Ladders:
    """Return the ladders of these very figures, worked out once."""
    return Ladders(figures)


def class_levels(
    capability: str, volume: Volume, answers: Answers, catalogue: Catalogue, figures: Figures
) -> Levels:
    """Return every option's level on every criterion if this class of model is needed."""
    ladders = ladders_of(figures)
    return ladders.levels(capability, volume, pattern_of(answers), catalogue.criteria)


def base_levels(volume: Volume, answers: Answers, catalogue: Catalogue, figures: Figures) -> Levels:
    """Return criterion → option → level 0 … 4 before any answer, with its bounds.

    The criterion that is computed from cost alone has no entry, see `cost_levels`. With FA1
    unknown the likely level is that of the cautious class and the bounds span all classes.
    """
    needed = answers.level("FA1")
    if needed is not None:
        return class_levels(needed, volume, answers, catalogue, figures)
    each = [class_levels(c, volume, answers, catalogue, figures) for c in CLASSES]
    likely = each[CLASSES.index(CAUTIOUS_CLASS)]
    return {
        code: {
            option: Range(
                min(levels[code][option].low for levels in each),
                band.likely,
                max(levels[code][option].high for levels in each),
            )
            for option, band in row.items()
        }
        for code, row in likely.items()
    }


def cost_levels(eur_per_month: Mapping[str, float], figures: Figures) -> dict[str, float]:
    """Return the level of every option's cost beside the cheapest, not cut at the ends.

    Next to nothing counts as one cent, so that a free option keeps the scale finite.
    """
    scale = ladders_of(figures).scales[COST]
    paid = {option: max(eur, CENT) for option, eur in eur_per_month.items()}
    cheapest = min(paid.values())
    return {option: scale.level(eur / cheapest) for option, eur in paid.items()}


def drawn_cost_levels(eur_per_month: Array, figures: Figures) -> Array:
    """Return the same for costs in every draw, (options, N)."""
    paid = np.maximum(eur_per_month, CENT)
    return ladders_of(figures).scales[COST].levels_of(paid / paid.min(axis=0))
