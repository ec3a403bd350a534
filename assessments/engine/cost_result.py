"""The answer on cost of ownership: what the costs page and the report read.

Money in EUR without VAT, not rounded: rounding is the work of whoever shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .result import Range

Part = Literal["one_off", "usage", "hardware", "power", "maintenance", "care"]
PARTS: tuple[Part, ...] = ("one_off", "usage", "hardware", "power", "maintenance", "care")
View = Literal["low", "likely", "high"]
VIEWS: tuple[View, ...] = ("low", "likely", "high")


@dataclass(frozen=True, slots=True)
class Course:
    """One option's payments over the horizon, from one view.

    months: part → EUR paid in each month. servers: sets of hardware running in each month (0
    for a service). total: the sum of all parts, EUR. present_value: the same discounted to
    today, EUR. per_request: total divided by all requests, None without any.
    """

    months: Mapping[Part, tuple[float, ...]]
    servers: tuple[int, ...]
    total: float
    present_value: float
    per_request: float | None

    def years(self, part: Part) -> tuple[float, ...]:
        """EUR of one part by year."""
        paid = self.months[part]
        return tuple(sum(paid[start : start + 12]) for start in range(0, len(paid), 12))


@dataclass(frozen=True, slots=True)
class OptionCosts:
    """What one option costs over the horizon.

    views: likely = every figure at its likely value; low and high = the draw at the tenth and
    the ninetieth percent of all totals. capability: class of model that is paid for. spare:
    True if a stand-in server is counted because of PE4. use_cases: ids it carries.
    """

    option: str
    capability: str
    use_cases: tuple[str, ...]
    views: Mapping[View, Course]
    spare: bool


@dataclass(frozen=True, slots=True)
class VolumeCrossing:
    """Where two options cost the same in a month: tokens a month (input and output).

    Below, `cheaper_below` costs less, above `cheaper_above`. at_step: the cost jumps there
    because one more set of hardware is needed. factor: times today's volume, 0 without any.
    eur_per_month: what `cheaper_above` costs there; between steps both cost the same.
    """

    cheaper_below: str
    cheaper_above: str
    tokens: float
    factor: float
    eur_per_month: float
    at_step: bool


@dataclass(frozen=True, slots=True)
class TimeCrossing:
    """The month (from 1) in which the sum paid so far changes order, and that sum in EUR."""

    cheaper_before: str
    cheaper_after: str
    month: int
    eur: float


@dataclass(frozen=True, slots=True)
class VolumeCurve:
    """Cost of one option over volume: corners of a line with steps.

    tokens, eur: (n,) corner points, a step being two points with the same tokens. The curve
    ends past the first break-even of every pair; from the 200th step on it is one straight line.
    """

    option: str
    tokens: tuple[float, ...]
    eur: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One lane of the hybrid split: share of all tokens, and its costs."""

    option: str
    use_cases: tuple[str, ...]
    share: float
    costs: OptionCosts


@dataclass(frozen=True, slots=True)
class Peak:
    """The load in words' figures: all a month but for the peak.

    at_once: requests in work at the same time in the busiest hour.
    """

    requests: Range
    tokens_in: Range
    tokens_out: Range
    at_once: Range
    known: bool


@dataclass(frozen=True, slots=True)
class CostStudy:
    """Everything the costs page shows for one use case, or for all of them together.

    options: by option, also those excluded by a rule. excluded: option → rules that exclude
    it in at least one of the use cases, none for one that a stress test cut. split: the
    recommended lanes, empty for one use case.
    gateway: EUR over the horizon for looking after several lanes, 0 for one lane.
    benefit: EUR a month of the minutes saved, None where nobody said how many.
    """

    use_cases: tuple[str, ...]
    horizon: int
    peak: Peak
    options: Mapping[str, OptionCosts]
    curves: tuple[VolumeCurve, ...]
    volume_crossings: tuple[VolumeCrossing, ...]
    time_crossings: tuple[TimeCrossing, ...]
    benefit: Range | None
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    split: tuple[Share, ...] = ()
    gateway: float = 0.0
