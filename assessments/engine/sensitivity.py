"""How far a criterion's weight may move before another option comes first, in closed form."""

from collections.abc import Iterator, Mapping

from .fit import Table
from .result import TippingPoint

SHOWN = 3
EQUAL = 1e-9


def flips(
    criterion: str, weights: Mapping[str, float], fit: Table, ranked: tuple[str, ...]
) -> Iterator[tuple[float, str]]:
    """Yield every weight of the criterion, 0 … 1, at which an option draws level with the first.

    The other weights shrink or grow in proportion: V(t) = t·v + (1 − t)·R with R the value
    without the criterion (decision method 1.2, sensitivity).
    """
    weight = weights[criterion]
    if weight > 1 - EQUAL:
        return
    rest = {
        o: sum(w * fit[c][o] for c, w in weights.items() if c != criterion) / (1 - weight)
        for o in ranked
    }
    first = ranked[0]
    slope_first = fit[criterion][first] - rest[first]
    for other in ranked[1:]:
        slope = slope_first - (fit[criterion][other] - rest[other])
        if abs(slope) < EQUAL:
            continue
        at = (rest[other] - rest[first]) / slope
        if 0 <= at <= 1 and abs(at - weight) > EQUAL:
            yield at, other


def tipping_points(
    weights: Mapping[str, float], fit: Table, ranked: tuple[str, ...]
) -> tuple[TippingPoint, ...]:
    """Return the three nearest changes of one weight that put another option first.

    Of each criterion only the nearest change below and above counts.
    """
    found = []
    if len(ranked) < 2:
        return ()
    for criterion, weight in weights.items():
        reached = list(flips(criterion, weights, fit, ranked))
        for side in (-1, 1):
            here = [(at, other) for at, other in reached if (at - weight) * side > 0]
            if here:
                at, other = min(here, key=lambda flip: abs(flip[0] - weight))
                found.append(TippingPoint("importance", criterion, weight, at, other))
    found.sort(key=lambda point: abs(point.after - point.before))
    return tuple(found[:SHOWN])
