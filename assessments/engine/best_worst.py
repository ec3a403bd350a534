"""The best-worst method: weights from what the best is worth against the others, and the
others against the worst (Rezaei 2015, 2016), with consistency known while answering (Liang,
Brunelli & Rezaei 2020).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import sqrt

STRONGEST = 9

# Accepted input-based consistency ratio by number of criteria 3 … 9 (Liang et al. 2020), one
# row for each value from 2 of best over worst.
_ACCEPTED = (
    (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    (0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667),
    (0.1121, 0.1529, 0.1898, 0.2206, 0.2527, 0.2577, 0.2683),
    (0.1354, 0.1994, 0.2306, 0.2546, 0.2716, 0.2844, 0.2960),
    (0.1330, 0.1990, 0.2643, 0.3044, 0.3144, 0.3221, 0.3262),
    (0.1294, 0.2457, 0.2819, 0.3029, 0.3144, 0.3251, 0.3403),
    (0.1309, 0.2521, 0.2958, 0.3154, 0.3408, 0.3620, 0.3657),
    (0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662),
)


@dataclass(frozen=True, slots=True)
class BestWorst:
    """What one person said, each figure 1 … 9.

    over_worst: best against worst. middle: every other criterion → (best against it, it
    against worst).
    """

    best: str
    worst: str
    over_worst: float
    middle: Mapping[str, tuple[float, float]]

    def __post_init__(self) -> None:
        figures = [self.over_worst, *(figure for pair in self.middle.values() for figure in pair)]
        if self.best == self.worst or {self.best, self.worst} & self.middle.keys():
            raise ValueError("best, worst and the others must be different criteria")
        if not all(1 <= figure <= STRONGEST for figure in figures):
            raise ValueError(f"every comparison must lie between 1 and {STRONGEST}")


def weights(said: BestWorst) -> tuple[dict[str, float], float]:
    """Return the weights, sum 1, and ξ, the largest deviation, of the linear model.

    Minimise ξ subject to |w_B − a_Bj w_j| ≤ ξ, |w_j − a_jW w_W| ≤ ξ, sum w = 1 (Rezaei 2016).
    Solved exactly: measured in units of ξ every constraint bounds one weight from above by
    an increasing function of one other, so the feasible weights have a greatest element, and
    the one with the greatest sum has the smallest ξ. With p_j = a_Bj a_jW and D_j = a_Bj + 1
    (best against worst: p = a_BW, D = 1) elimination leaves w_B ≤ p_i w_W + D_i and
    w_W ≤ (w_B + D_k) / p_k; each pair with p_i < p_k bounds w_B.
    """
    between = tuple(said.middle.items())
    shares, deviation = _solved(said.best, said.worst, said.over_worst, between)
    return dict(shares), deviation


# An evaluation asks for the same weights once for every use case and what-if.
@lru_cache(maxsize=1024)
def _solved(
    best_code: str,
    worst_code: str,
    direct: float,
    between: tuple[tuple[str, tuple[float, float]], ...],
) -> tuple[dict[str, float], float]:
    over_worst = Fraction(direct)
    middle = {c: (Fraction(a), Fraction(b)) for c, (a, b) in between}
    paths = [(over_worst, Fraction(1)), *((a * b, a + 1) for a, b in middle.values())]
    bounds = [
        (low * k + high * i) / (high - low)
        for (low, i), (high, k) in product(paths, paths)
        if low < high
    ]
    if not bounds:  # no contradiction at all: ξ = 0
        amounts = {best_code: over_worst, worst_code: Fraction(1)}
        amounts |= {c: over_worst / a for c, (a, _) in middle.items()}
        return _shares(amounts), 0.0
    best = min(bounds)
    worst = min((best + k) / high for high, k in paths)
    amounts = {best_code: best, worst_code: worst}
    amounts |= {c: min((best + 1) / a, b * worst + 1) for c, (a, b) in middle.items()}
    return _shares(amounts), float(1 / sum(amounts.values()))


def _shares(amounts: Mapping[str, Fraction]) -> dict[str, float]:
    total = sum(amounts.values())
    return {code: float(amount / total) for code, amount in amounts.items()}


def input_ratios(said: BestWorst) -> dict[str, float]:
    """Return CR_I by criterion in between: |a_Bj a_jW − a_BW| / (a_BW² − a_BW), 0 = it fits.

    Known as soon as the two comparisons are. 0 where best and worst matter alike.
    """
    scale = said.over_worst**2 - said.over_worst
    return {
        code: abs(a * b - said.over_worst) / scale if scale else 0.0
        for code, (a, b) in said.middle.items()
    }


def accepted_ratio(said: BestWorst) -> float:
    """Return the largest CR_I that still counts as consistent, from the published table."""
    n = len(said.middle) + 2
    if n < 3 or said.over_worst < 2:
        return 0.0
    row = _ACCEPTED[int(said.over_worst) - 2]
    return row[min(n, 9) - 3]


def nonlinear_deviation(said: BestWorst) -> float:
    """Return ξ* of the nonlinear model: the least largest error of a ratio (Rezaei 2015).

    Every path from best to worst allows an interval for w_B / w_W that grows with ξ; ξ* is
    where the last two of them meet. Two criteria in between meet on a straight line, one
    and the direct comparison on a parabola.
    """
    direct = said.over_worst
    middle = list(said.middle.values())
    meetings = [0.0]
    for a, b in middle:
        gap = a * b - direct
        if gap > 0:  # (a − ξ)(b − ξ) = direct + ξ
            half = (a + b + 1) / 2
            meetings.append(gap / (half + sqrt(half**2 - gap)))
        else:  # (a + ξ)(b + ξ) = direct − ξ
            half = (a + b + 1) / 2
            meetings.append(-gap / (half + sqrt(half**2 - gap)))
        meetings += [(a * b - c * d) / (a + b + c + d) for c, d in middle]
    return max(meetings)


def worst_judgement(said: BestWorst) -> tuple[str, str, float, float] | None:
    """Return (first, second, given, proposed) for the comparison that fits least.

    Of the two over a criterion in between, the one against the worst, unless the best's
    alone is already beyond best against worst. None if all fit.
    """
    off = {c: abs(a * b - said.over_worst) for c, (a, b) in said.middle.items()}
    code = max(off, key=lambda c: off[c], default=None)
    if code is None or off[code] <= 1e-9:
        return None
    a, b = said.middle[code]
    if a > said.over_worst:
        return said.best, code, a, min(max(said.over_worst / b, 1.0), STRONGEST)
    return code, said.worst, b, said.over_worst / a
