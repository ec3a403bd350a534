"""What one respondent's statements weigh, and how well they fit together, by any method.

Contradictions are reported, with the statement that fits least and a proposal; they never
keep anybody's weights out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

import numpy as np

from . import ahp, best_worst, pairs
from .ranking import rank_order_centroid

POINTS, RATING, SWING, RANK = "points", "rating", "swing", "rank"
BEST_WORST, AHP = "best_worst", "ahp"
METHODS = (POINTS, RATING, SWING, RANK, BEST_WORST, AHP)
# What a figure may be at most where every criterion gets one; points are 100 in all.
LARGEST = {POINTS: 100, RATING: 10, SWING: 100}
TOTAL_POINTS = 100
WEIGHT_DIGITS = 12

Warned = Literal["inconsistent", "incomplete", "zero_weight", "equal_weights", "no_full_swing"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One comparison: how many times as much the first matters, as given and as proposed.

    proposed: exactly what the other statements say, within the method's scale.
    """

    first: str
    second: str
    given: float
    proposed: float


@dataclass(frozen=True, slots=True)
class AhpConsistency:
    """How pairwise judgements fit together.

    ratio: CR = index / random_index; up to .10 counts as consistent. completed: missing pair
    → the figure that contradicts the given ones least.
    """

    ratio: float
    index: float
    random_index: float
    lambda_max: float
    geometric_index: float
    completed: dict[str, float]


@dataclass(frozen=True, slots=True)
class BestWorstConsistency:
    """How best-worst judgements fit together.

    ratio: the largest of by_criterion (CR_I, input-based); up to `accepted` counts as
    consistent. deviation: ξ of the linear model; nonlinear_deviation: ξ* of the nonlinear one.
    """

    ratio: float
    accepted: float
    by_criterion: dict[str, float]
    deviation: float
    nonlinear_deviation: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """One respondent's weights, criterion → 0 … 1, sum 1, and what to know about them.

    consistency: None where a method leaves no room for contradiction. worst: the judgement
    that fits the others least, None if all fit. warnings: inconsistent – beyond the rule of
    thumb; incomplete – pairs were left out; zero_weight – a criterion counts nothing;
    equal_weights – all count alike; no_full_swing – no swing got 100.
    """

    method: str
    weights: dict[str, float]
    consistency: AhpConsistency | BestWorstConsistency | None = None
    worst: Judgement | None = None
    warnings: tuple[Warned, ...] = ()


def weigh(method: str, values: Mapping[str, Any], criteria: Sequence[str]) -> Weighing:
    """Turn one respondent's statements into weights.

    values by method – points, rating, swing: criterion → figure, none negative, absent = 0;
    rank: criterion → place from 1; best_worst: best, worst, best_to_others, others_to_worst;
    ahp: "KT>SO" → 1/9 … 9. Raises ValueError on an unknown method or values that method cannot use.
    """
    if method not in _WEIGH:
        raise ValueError(f"expected one of {', '.join(METHODS)}")
    found = _WEIGH[method](method, values, criteria)
    weights = found.weights
    warned = list(found.warnings)
    if not all(weights.values()):
        warned.append("zero_weight")
    if max(weights.values()) - min(weights.values()) < 1e-9:
        warned.append("equal_weights")
    ordered = {code: weights[code] for code in criteria}
    return Weighing(method, ordered, found.consistency, found.worst, tuple(warned))


def only_weights(
    method: str, values: Mapping[str, Any], criteria: Sequence[str]
) -> dict[str, float]:
    """Return the weights `weigh` finds, without asking how well the statements fit."""
    if method == BEST_WORST:
        found, _ = best_worst.weights(said_best_worst(values, criteria))
        return {code: found[code] for code in criteria}
    if method == AHP:
        (weights,) = ahp_weights(pairs.whole_matrix(values, criteria)[None])
        return dict(zip(criteria, weights.tolist(), strict=True))
    return weigh(method, values, criteria).weights


def _figures(values: Mapping[str, Any], criteria: Sequence[str]) -> dict[str, float]:
    if unknown := set(values) - set(criteria):
        raise ValueError(f"no such criterion: {', '.join(sorted(unknown))}")
    figures = {code: float(values.get(code, 0)) for code in criteria}
    if not all(isfinite(figure) and figure >= 0 for figure in figures.values()):
        raise ValueError("every figure must be finite and not negative")
    return figures


def _amounts(method: str, values: Mapping[str, Any], criteria: Sequence[str]) -> Weighing:
    """Points, ratings and swings are all divided by their sum (decision method 1.2)."""
    figures = _figures(values, criteria)
    total = sum(figures.values())
    if not total > 0:
        raise ValueError("at least one figure must be above 0")
    full = method != SWING or max(figures.values()) >= LARGEST[SWING]
    weights = {code: figure / total for code, figure in figures.items()}
    return Weighing(method, weights, warnings=() if full else ("no_full_swing",))


def _ranked(method: str, values: Mapping[str, Any], criteria: Sequence[str]) -> Weighing:
    if set(values) != set(criteria) or min(_figures(values, criteria).values()) < 1:
        raise ValueError("every criterion needs a place, 1 or more")
    return Weighing(method, rank_order_centroid(_figures(values, criteria)))


def said_best_worst(values: Mapping[str, Any], criteria: Sequence[str]) -> best_worst.BestWorst:
    """Read best-worst values; ValueError where something is missing."""
    best, worst = values.get("best"), values.get("worst")
    if not (isinstance(best, str) and isinstance(worst, str) and {best, worst} <= set(criteria)):
        raise ValueError("best and worst must be criteria")
    if best == worst:
        raise ValueError("best and worst must be different criteria")
    from_best, to_worst = values.get("best_to_others", {}), values.get("others_to_worst", {})
    middle = [code for code in criteria if code not in (best, worst)]
    if missing := [c for c in (*middle, worst) if c not in from_best]:
        raise ValueError(f"best_to_others: {', '.join(missing)} is missing")
    if missing := [c for c in middle if c not in to_worst]:
        raise ValueError(f"others_to_worst: {', '.join(missing)} is missing")
    between = {code: (from_best[code], to_worst[code]) for code in middle}
    return best_worst.BestWorst(best, worst, from_best[worst], between)


def _best_worst(method: str, values: Mapping[str, Any], criteria: Sequence[str]) -> Weighing:
    said = said_best_worst(values, criteria)
    weights, deviation = best_worst.weights(said)
    ratios = best_worst.input_ratios(said)
    worst = best_worst.worst_judgement(said)
    consistency = BestWorstConsistency(
        ratio=max(ratios.values(), default=0.0),
        accepted=best_worst.accepted_ratio(said),
        by_criterion=ratios,
        deviation=deviation,
        nonlinear_deviation=best_worst.nonlinear_deviation(said),
    )
    # Where best and worst matter alike the ratio is 0 by definition, whatever else was said.
    alike = said.over_worst == 1 and worst is not None
    fits = consistency.ratio <= consistency.accepted and not alike
    judgement = Judgement(*worst) if worst else None
    return Weighing(method, weights, consistency, judgement, () if fits else ("inconsistent",))


def _pairs(method: str, values: Mapping[str, Any], criteria: Sequence[str]) -> Weighing:
    matrix = pairs.whole_matrix(values, criteria)
    given = ~np.isnan(pairs.incomplete_matrix(values, criteria))
    (weights,) = ahp_weights(matrix[None])
    consistency = _ahp_consistency(matrix, weights, given, criteria)
    warned: list[Warned] = []
    if consistency.ratio > ahp.ACCEPTABLE_RATIO:
        warned.append("inconsistent")
    if consistency.completed:
        warned.append("incomplete")
    worst = _worst_pair(matrix, weights, given, criteria)
    by_code = dict(zip(criteria, weights.tolist(), strict=True))
    return Weighing(method, by_code, consistency, worst, tuple(warned))


def ahp_weights(matrices: ahp.Array) -> ahp.Array:
    """Return the weights of complete matrices, (K, n), the same on every machine.

    Machines differ in the last digits of an eigenvector; twelve are kept.
    """
    weights: ahp.Array = ahp.priorities(matrices).round(WEIGHT_DIGITS)
    return weights


def _ahp_consistency(
    matrix: ahp.Array, weights: ahp.Array, given: Any, criteria: Sequence[str]
) -> AhpConsistency:
    n = len(criteria)
    left_out = np.argwhere(np.triu(~given, 1))
    largest = ahp.largest_eigenvalues(matrix[None], weights[None])
    return AhpConsistency(
        ratio=float(ahp.consistency_ratios(largest, n, len(left_out))[0]),
        index=float(ahp.consistency_indices(largest, n)[0]),
        random_index=ahp.random_index(n, len(left_out)),
        lambda_max=float(largest[0]),
        geometric_index=float(ahp.geometric_indices(matrix[None])[0]),
        completed={
            pairs.joined(criteria[i], criteria[j]): float(matrix[i, j]) for i, j in left_out
        },
    )


def _worst_pair(
    matrix: ahp.Array, weights: ahp.Array, given: Any, criteria: Sequence[str]
) -> Judgement | None:
    first, second = ahp.worst_pair(matrix, weights, given)
    if first == second:
        return None
    if matrix[first, second] < 1:  # said the way people say it: this matters more than that
        first, second = second, first
    proposed = float(np.clip(weights[first] / weights[second], 1 / ahp.SCALE, ahp.SCALE))
    return Judgement(criteria[first], criteria[second], float(matrix[first, second]), proposed)


_WEIGH: dict[str, Callable[[str, Mapping[str, Any], Sequence[str]], Weighing]] = {
    POINTS: _amounts,
    RATING: _amounts,
    SWING: _amounts,
    RANK: _ranked,
    BEST_WORST: _best_worst,
    AHP: _pairs,
}
