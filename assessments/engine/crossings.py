"""Where two options cost the same: over the volume, and over the months paid so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import floor, inf

import numpy as np

from .cost_result import Course, TimeCrossing, VolumeCrossing, VolumeCurve
from .draws import Array
from .equipment import Owned, Rented
from .ownership import Terms

# Steps of one curve that a chart can still show; from there on a straight line joins its ends.
MOST_STEPS = 200
# Steps looked at between two options; so many sets are beyond any company's need.
MOST_JUMPS = 20_000
# Differences below this share of the costs themselves are rounding, not an order.
ROUNDING = 1e-12
MARGIN = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """Cost of a month in which the volume stays the same, over the tokens in that month.

    EUR = base + slope · tokens + step · max(1, ⌈tokens / capacity⌉). capacity: tokens a month
    that one set serves, infinite for a shared service (whose step is 0).
    """

    option: str
    base: float
    slope: float
    step: float = 0.0
    capacity: float = inf

    def at(self, tokens: Array, sets: Array) -> Array:
        """EUR a month where this many sets run."""
        return self.base + self.slope * tokens + self.step * sets

    def sets(self, tokens: Array) -> Array:
        """Whole sets that carry this many tokens, at least one."""
        sets: Array = np.maximum(1, np.ceil(tokens / self.capacity))
        return sets

    @property
    def mean_slope(self) -> float:
        """EUR per token with the steps smoothed."""
        return self.slope + self.step / self.capacity

    def jumps(self, begin: float, end: float) -> Array:
        """Tokens at which a set is full and one more is bought, between two volumes."""
        if self.step == 0 or self.capacity == inf or end <= begin:
            return np.empty(0)
        first = max(1, floor(begin / self.capacity))
        numbers: Array = np.arange(first, floor(end / self.capacity) + 1, dtype=float)
        return numbers * self.capacity


def month_line(option: str, terms: Terms, tokens: float, horizon: int) -> Line:
    """Spread what an option costs over a month: hardware over its lifetime, integration over all.

    terms: of one case, for `tokens` a month (above 0), whose mix of use stays the same. horizon:
    months over which integration is spread. The price per token is today's.
    """
    base = terms.care.item() + terms.one_off.item() / horizon
    slope = terms.usage.item() / tokens
    match terms.hardware:
        case None:
            return Line(option, base, slope)
        case Rented(needed, rent):
            return Line(option, base, slope, rent.item(), _capacity(tokens, needed.item()))
        case Owned() as owned:
            each = (owned.price / owned.lifetime + owned.upkeep + owned.idle).item()
            slope += (owned.worked * owned.busy).item() / tokens
            capacity = _capacity(tokens, owned.needed.item())
            return Line(option, base + owned.spare * each, slope, each, capacity)


def _capacity(tokens: float, sets: float) -> float:
    return tokens / sets if sets > 0 else inf


def volume_crossings(
    lines: Iterable[Line], today: float, until: float
) -> tuple[VolumeCrossing, ...]:
    """Find every volume up to `until` at which two options change order, by volume.

    today, until: tokens a month. Between two steps both costs are straight lines, so the
    crossing is exact; at a step the order may change by the jump itself.
    """
    found = [
        crossing
        for first, second in combinations(lines, 2)
        for crossing in _between(first, second, today, until)
    ]
    return tuple(sorted(found, key=lambda c: c.tokens))


def _between(first: Line, second: Line, today: float, until: float) -> Iterable[VolumeCrossing]:
    begin, end = _window(first, second, until)
    if begin >= end:
        return
    inner = np.concatenate([first.jumps(begin, end), second.jumps(begin, end)])
    edges = np.unique(np.concatenate([[begin], inner[(inner > begin) & (inner < end)], [end]]))
    # Just above the left edge and at the right edge of every piece, in the order of volume.
    tokens = np.stack([edges[:-1], edges[1:]], axis=1)
    middles = tokens.mean(axis=1)
    costs = [line.at(tokens, line.sets(middles)[:, None]).ravel() for line in (first, second)]
    places = tokens.ravel()
    for before, after in _flips(*costs):
        rises = costs[0][before] < costs[1][before]
        below, above = (first, second) if rises else (second, first)
        at_step, share = _meeting(places, costs[0] - costs[1], before, after)
        place = float(places[before] + share * (places[before + 1] - places[before]))
        paid = costs[1] if rises else costs[0]
        eur = paid[after] if at_step else np.interp(share, [0, 1], paid[before : before + 2])
        factor = place / today if today > 0 else 0.0
        yield VolumeCrossing(below.option, above.option, place, factor, float(eur), at_step)


def _meeting(places: Array, gaps: Array, before: int, after: int) -> tuple[bool, float]:
    """Whether a jump changes the order, and how far after `before` it changes (0 … 1)."""
    if after == before + 1:
        if places[before] == places[after]:
            return True, 0.0
        return False, float(gaps[before] / (gaps[before] - gaps[after]))
    # The costs are equal at the very next place, and stay so until `after`.
    return bool(places[before + 1] == places[after]), 1.0


def _flips(first: Array, second: Array) -> list[tuple[int, int]]:
    """Places before and after every change of sign of first − second; equal counts as neither."""
    gaps = first - second
    sure = np.flatnonzero(np.abs(gaps) > ROUNDING * np.maximum(np.abs(first), np.abs(second)))
    flips = np.flatnonzero(np.diff(np.sign(gaps[sure])))
    return list(zip(sure[flips].tolist(), sure[flips + 1].tolist(), strict=True))


def _window(first: Line, second: Line, until: float) -> tuple[float, float]:
    """Between which volumes two options may change order at all.

    A curve with steps lies at most one step (and the first, paid from zero) above its smoothed
    line; outside the window the lines are farther apart than that.
    """
    base, slope = first.base - second.base, first.mean_slope - second.mean_slope
    if slope == 0:
        return 0.0, min(until, *(MOST_JUMPS * line.capacity for line in (first, second)))
    ends = sorted((-(base + high) / slope) for high in (first.step, -second.step))
    begin = max(0.0, ends[0] * (1 - MARGIN))
    most = min(MOST_JUMPS * line.capacity for line in (first, second))
    return begin, min(until, max(0.0, ends[1] * (1 + MARGIN)), begin + most)


def curves(lines: Iterable[Line], until: float) -> tuple[VolumeCurve, ...]:
    """Corner points of every option's cost from no volume to `until` tokens a month."""
    return tuple(_curve(line, until) for line in lines)


def _curve(line: Line, until: float) -> VolumeCurve:
    jumps = line.jumps(0.0, min(until, (MOST_STEPS + 1) * line.capacity))
    jumps = jumps[jumps < until][:MOST_STEPS]
    edges = np.concatenate([[0.0], jumps, [until]])
    tokens = np.stack([edges[:-1], edges[1:]], axis=1)
    sets = np.arange(1.0, len(edges))[:, None] if line.step else np.ones((1, 1))
    eur = line.at(tokens, np.broadcast_to(sets, tokens.shape)).ravel()
    places = tokens.ravel()
    if len(jumps) == MOST_STEPS:
        eur[-1] = line.at(places[-1:], line.sets(places[-1:]))[0]
    return VolumeCurve(line.option, tuple(places.tolist()), tuple(eur.tolist()))


def time_crossings(courses: Mapping[str, Course]) -> tuple[TimeCrossing, ...]:
    """Find every month in which the sums paid so far of two options change order, by month."""
    sums = {option: _paid_so_far(course) for option, course in courses.items()}
    found = [
        crossing
        for first, second in combinations(sums, 2)
        for crossing in _months(first, second, sums)
    ]
    return tuple(sorted(found, key=lambda c: c.month))


def _paid_so_far(course: Course) -> Array:
    return np.cumsum(np.sum(list(course.months.values()), axis=0))


def _months(first: str, second: str, sums: Mapping[str, Array]) -> Iterable[TimeCrossing]:
    for before, after in _flips(sums[first], sums[second]):
        rises = sums[first][before] < sums[second][before]
        was, now = (first, second) if rises else (second, first)
        yield TimeCrossing(was, now, after + 1, float(sums[now][after]))
