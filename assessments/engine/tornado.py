"""What every uncertain input does to the lead of the first option over the second."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np

from assessments.catalogue.content import Catalogue

from .case import Appraisal
from .cost_draws import drawn_costs
from .costs import CAUTIOUS_CLASS
from .draws import SHOCKS, Array
from .figures import Figures
from .fit import LEVELS
from .levels import drawn_cost_levels
from .result import Range, TornadoBar
from .variations import Variation

NOTHING = 1e-9
ENDS = ("low", "high")
LIKELY = "likely"
Bar = tuple[Literal["answer", "base_level", "cost"], str, str | None, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class OneByOne:
    """Every shock at its low, then at its high end, all others where they likely are."""

    @property
    def count(self) -> int:
        """Cases: two for each shock, and one with nothing moved."""
        return len(ENDS) * len(SHOCKS) + 1

    def spread(self, shock: str, bounds: Range) -> Array:
        """(N,) values: the likely one but for the two cases of this shock."""
        values = np.full(self.count, bounds.likely)
        place = len(ENDS) * SHOCKS.index(shock)
        values[place : place + len(ENDS)] = (bounds.low, bounds.high)
        return values


def tornado(
    appraisal: Appraisal,
    variations: Iterable[Variation],
    catalogue: Catalogue,
    figures: Figures,
) -> tuple[TornadoBar, ...]:
    """Return a bar for every uncertain input that moves the lead, the widest first.

    One input moves at a time, the others stay at their likely value. Empty with fewer than
    two options.
    """
    if len(appraisal.ranking) < 2:
        return ()
    pair = appraisal.ranking[:2]
    lead = appraisal.scores[pair[0]] - appraisal.scores[pair[1]]
    found: list[Bar] = [
        *_answers(variations, pair),
        *_base_levels(appraisal, pair, lead),
        *_costs(appraisal, catalogue, figures, pair, lead),
    ]
    bars = [_bar(*bar) for bar in found]
    moving = [bar for bar in bars if bar.high - bar.low > NOTHING]
    return tuple(sorted(moving, key=lambda bar: -round(bar.high - bar.low, 9)))


def _bar(
    kind: Literal["answer", "base_level", "cost"],
    code: str,
    option: str | None,
    leads: Mapping[str, float],
) -> TornadoBar:
    low_at, high_at = min(leads, key=lambda at: leads[at]), max(leads, key=lambda at: leads[at])
    return TornadoBar(kind, code, option, leads[low_at], leads[high_at], low_at, high_at)


def _answers(variations: Iterable[Variation], pair: Sequence[str]) -> Iterator[Bar]:
    """Open answers, over all their levels."""
    unknown = (v for v in variations if v.before is None)
    for code, changes in groupby(unknown, key=lambda v: v.question):
        leads = {v.after: v.scores[pair[0]] - v.scores[pair[1]] for v in changes}
        yield "answer", code, None, leads


def _base_levels(appraisal: Appraisal, pair: Sequence[str], lead: float) -> Iterator[Bar]:
    """Base levels of the two options, over their bands."""
    for code, bands in appraisal.ground.levels.items():
        for option, sign in zip(pair, (1, -1), strict=True):
            band, now = bands[option], appraisal.measures[code][option]
            ends = {"low": band.low, "high": band.high, LIKELY: band.likely}
            leads = {
                at: lead
                + sign
                * appraisal.weights[code]
                * (LEVELS.value(now + level - band.likely) - LEVELS.value(now))
                for at, level in ends.items()
            }
            yield "base_level", code, option, leads


def _costs(
    appraisal: Appraisal,
    catalogue: Catalogue,
    figures: Figures,
    pair: Sequence[str],
    lead: float,
) -> Iterator[Bar]:
    """Volume, prices, rate, power and care, over their ranges; each moves all options alike."""
    computed = [code for code, criterion in catalogue.criteria.items() if not criterion.base]
    capability = appraisal.case.answers.level("FA1") or CAUTIOUS_CLASS
    cases = OneByOne()
    costs = drawn_costs(catalogue.options.values(), appraisal.case, figures, cases, capability)
    levels = dict(zip(catalogue.options, drawn_cost_levels(costs, figures), strict=True))
    leads = np.full(cases.count, lead)
    for code in computed:
        for option, sign in zip(pair, (1, -1), strict=True):
            moved = levels[option] - levels[option][-1]
            fit = LEVELS.values(appraisal.measures[code][option] + moved)
            leads += sign * appraisal.weights[code] * (fit - appraisal.fit[code][option])
    for place, shock in enumerate(SHOCKS):
        ends = leads[len(ENDS) * place : len(ENDS) * (place + 1)]
        yield "cost", shock, None, dict(zip((*ENDS, LIKELY), (*ends.tolist(), lead), strict=True))
