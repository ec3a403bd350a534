"""The smallest change of all weights together that puts another option level with the first.

One-at-a-time changes look safer than they are: a few points moved jointly can do more than
many points on one criterion (decision method 1.3).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from .result import JointChange
from .value import Table

Array = npt.NDArray[np.float64]
EXACT = 1e-9


def joint_change(
    weights: Mapping[str, float], fit: Table, ranked: Sequence[str]
) -> JointChange | None:
    """Return the nearest weights by √Σ(w' − w)² with which another option is level.

    weights: sum 1. ranked: the allowed options, best first. None where no weights do it.
    """
    return _smallest(weights, fit, ranked, nearest_weights, lambda change: change.distance)


def least_moved(
    weights: Mapping[str, float], fit: Table, ranked: Sequence[str]
) -> JointChange | None:
    """Return the change that moves the least weight, ½ Σ|w' − w|, as `joint_change`."""
    return _smallest(weights, fit, ranked, fewest_points, lambda change: change.moved)


def _smallest(
    weights: Mapping[str, float],
    fit: Table,
    ranked: Sequence[str],
    solve: Callable[[Array, Array], Array | None],
    size: Callable[[JointChange], float],
) -> JointChange | None:
    before = np.array(list(weights.values()))
    found = []
    for other in ranked[1:]:
        lead = np.array([fit[code][ranked[0]] - fit[code][other] for code in weights])
        after = solve(before, lead)
        if after is not None:
            moved = float(np.abs(after - before).sum() / 2)
            distance = float(np.sqrt(((after - before) ** 2).sum()))
            changed = dict(zip(weights, after.tolist(), strict=True))
            found.append(JointChange(other, changed, moved, distance))
    return min(found, key=lambda change: round(size(change), 9), default=None)


def nearest_weights(weights: Array, lead: Array) -> Array | None:
    """Project weights, (n,), on {w' ≥ 0, Σw' = 1, lead · w' = 0}; None if that is empty.

    The solution keeps some criteria above 0; among them the nearest point of the plane is
    linear algebra. All 2ⁿ sets are solved at once and the nearest feasible one is the answer.
    """
    kept = _sets(len(weights))
    size, linear, square = kept.sum(axis=1), kept @ lead, kept @ lead**2
    excess, margin = kept @ weights - 1, kept @ (lead * weights)
    spread = size * square - linear**2
    flat = spread <= EXACT * np.maximum(size * square, EXACT)  # one and the same lead in the set
    safe = np.where(flat, 1.0, spread)
    by_lead = np.where(flat, 0.0, (size * margin - linear * excess) / safe)
    by_all = np.where(flat, excess / size, (square * excess - linear * margin) / safe)
    after = (weights - by_all[:, None] - by_lead[:, None] * lead) * kept
    scale = max(float(np.abs(lead).max(initial=0)), 1.0)
    feasible = (after.min(axis=1) >= -EXACT) & (np.abs(after @ lead) <= EXACT * scale * 10)
    if not feasible.any():
        return None
    distances = np.where(feasible, ((after - weights) ** 2).sum(axis=1), np.inf)
    nearest: Array = np.maximum(after[distances.argmin()], 0.0)
    return nearest


@cache
def _sets(criteria: int) -> Array:
    """Every set of criteria but the empty one, (2ⁿ − 1, n), 1 where a criterion is in it."""
    return np.array([*product((0.0, 1.0), repeat=criteria)])[1:]


def fewest_points(weights: Array, lead: Array) -> Array | None:
    """Return the weights, (n,), level with the least weight moved; None if nothing does it.

    Weight goes to the criterion that speaks most for the other option, taken first from where
    each point moved does most: the greedy solution of this linear programme is exact.
    """
    after = weights.copy()
    to = int(lead.argmin())
    margin = float(lead @ weights)
    for source in np.argsort(-lead, kind="stable"):
        gain = float(lead[source] - lead[to])
        if margin <= EXACT or gain <= EXACT:
            break
        amount = min(float(after[source]), margin / gain)
        after[source] -= amount
        after[to] += amount
        margin -= amount * gain
    return after if margin <= EXACT * 10 else None
