"""How far one weight or one fit may move before another option comes first, in closed form.

One weight takes the value t and the others shrink or grow in proportion. An option's value is
then V(t) = t·v + (1 − t)·R with R its value without the criterion (decision method 1.2), so
two options cross at most once. Triantaphyllou & Sanchez 1997 state the same flip as a change
δ before scaling: t = (w − δ) / (1 − δ).
"""

from collections.abc import Iterator, Mapping, Sequence

from .result import ScoreFlip, Stability, TippingPoint
from .value import Table

SHOWN = 3
EQUAL = 1e-9


def rest_values(
    criterion: str, weights: Mapping[str, float], fit: Table, options: Sequence[str]
) -> dict[str, float]:
    """Return every option's value without one criterion, R.

    Where the criterion has all the weight the others have no proportion: all alike.
    """
    others = {code: w for code, w in weights.items() if code != criterion}
    total = sum(others.values())
    if total < EQUAL:
        others, total = dict.fromkeys(others, 1.0), float(len(others))
    if not others:
        return {option: fit[criterion][option] for option in options}
    return {o: sum(w * fit[c][o] for c, w in others.items()) / total for o in options}


def _crossings(
    criterion: str, weights: Mapping[str, float], fit: Table, ranked: Sequence[str]
) -> Iterator[tuple[float, float, str]]:
    """Yield (t, slope of the first's lead, other) where an option draws level with the first."""
    rest = rest_values(criterion, weights, fit, ranked)
    first = ranked[0]
    for other in ranked[1:]:
        behind = rest[first] - rest[other]
        slope = fit[criterion][first] - fit[criterion][other] - behind
        if abs(slope) > EQUAL:
            yield -behind / slope, slope, other


def stability(
    weights: Mapping[str, float], fit: Table, ranked: Sequence[str]
) -> dict[str, Stability]:
    """Return for every criterion the interval of its weight in which the first stays first.

    weights: sum 1. ranked: the allowed options, best first; empty: nothing to say.
    """
    return {c: _interval(c, weights, fit, ranked) for c in weights} if ranked else {}


def _interval(
    criterion: str, weights: Mapping[str, float], fit: Table, ranked: Sequence[str]
) -> Stability:
    low, high = 0.0, 1.0
    below: str | None = None
    above: str | None = None
    weight = weights[criterion]
    for at, slope, other in _crossings(criterion, weights, fit, ranked):
        # A rising lead was lost below the crossing, a falling one is lost above it.
        if slope > 0 and at > low:
            low, below = min(at, weight), other
        elif slope < 0 and at < high:
            high, above = max(at, weight), other
    return Stability(low, high, below, above)


def tipping_points(
    weights: Mapping[str, float], fit: Table, ranked: Sequence[str]
) -> tuple[TippingPoint, ...]:
    """Return the three nearest changes of one weight that put another option first."""
    found = []
    for criterion, interval in stability(weights, fit, ranked).items():
        weight = weights[criterion]
        ends = ((interval.low, interval.first_below), (interval.high, interval.first_above))
        for at, other in ends:
            if other is not None and abs(at - weight) > EQUAL:
                found.append(TippingPoint("importance", criterion, weight, at, other))
    found.sort(key=lambda point: abs(point.after - point.before))
    return tuple(found[:SHOWN])


def score_flips(
    weights: Mapping[str, float], fit: Table, score: Mapping[str, float], ranked: Sequence[str]
) -> tuple[ScoreFlip, ...]:
    """Return for every option and criterion the fit that would change who is first.

    A challenger needs v + (V_first − V) / w, the first falls at v − (V_first − V_second) / w.
    """
    if len(ranked) < 2:
        return ()
    found = []
    for option in ranked:
        challenges = option != ranked[0]
        rival = ranked[0] if challenges else ranked[1]
        gap = score[rival] - score[option]
        for criterion, weight in weights.items():
            now = fit[criterion][option]
            needed = now + gap / weight if weight > EQUAL else None
            reachable = needed is not None and -EQUAL <= needed <= 100 + EQUAL
            new_first = option if challenges else rival
            found.append(ScoreFlip(option, criterion, now, needed, reachable, new_first))
    found.sort(key=lambda flip: (not flip.reachable, _distance(flip)))
    return tuple(found)


def _distance(flip: ScoreFlip) -> float:
    return abs(flip.needed - flip.fit) if flip.needed is not None else float("inf")
