"""Pairwise answers as they are written: {"KT>SO": 3} = KT matters three times as much as SO."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from .ahp import Array
from .completion import completed

BETWEEN = ">"
# The mirror of 9 may be written 0.11, 0.111 or 1/9.
WEAKEST, STRONGEST = 0.11, 9.0
MIRRORED = 0.05  # so 8 and 0.12 are mirrors


def split(pair: str) -> tuple[str, str]:
    """Return the two criteria of "KT>SO"; the second is empty where there is no sign."""
    first, _, second = pair.partition(BETWEEN)
    return first, second


def joined(first: str, second: str) -> str:
    """Return the pair as it is written."""
    return f"{first}{BETWEEN}{second}"


def unlinked(pairs: Sequence[str], criteria: Sequence[str]) -> tuple[str, ...]:
    """Return the criteria no chain of pairs leads to from the first criterion."""
    links = [set(split(pair)) for pair in pairs]
    reached = {criteria[0]}
    while grown := [link for link in links if link & reached and not link <= reached]:
        reached = reached.union(*grown)
    return tuple(code for code in criteria if code not in reached)


def incomplete_matrix(values: Mapping[str, float], criteria: Sequence[str]) -> Array:
    """Return the (n, n) matrix of the given pairs, NaN where nobody judged.

    Raises ValueError on an unknown or equal criterion, a figure outside 1/9 … 9, or the
    same pair given twice with contradicting figures.
    """
    place = {code: number for number, code in enumerate(criteria)}
    matrix = np.full((len(place), len(place)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for pair, value in values.items():
        first, second = (place.get(code, -1) for code in split(pair))
        if min(first, second) < 0 or first == second:
            raise ValueError(f"{pair}: expected two different criteria such as KT>SO")
        if not WEAKEST <= value <= STRONGEST:
            raise ValueError(f"{pair}: expected 1/9 to 9")
        mirror = values.get(joined(*reversed(split(pair))))
        if mirror is not None and first > second:
            if not abs(value * mirror - 1) <= MIRRORED:
                raise ValueError(f"{pair}: contradicts its mirror")
            continue  # the one in the order of the criteria counts, whichever was written first
        matrix[first, second], matrix[second, first] = value, 1 / value
    return matrix


def whole_matrix(values: Mapping[str, float], criteria: Sequence[str]) -> Array:
    """Return the (n, n) matrix with missing pairs completed; it must not be written to.

    Raises ValueError as `incomplete_matrix`, or if the pairs do not link all criteria.
    """
    return _whole_matrix(tuple(values.items()), tuple(criteria))


# An evaluation asks for the same matrices once for every use case and what-if.
@lru_cache(maxsize=1024)
def _whole_matrix(values: tuple[tuple[str, float], ...], criteria: tuple[str, ...]) -> Array:
    matrix = completed(incomplete_matrix(dict(values), criteria))
    matrix.setflags(write=False)
    return matrix
