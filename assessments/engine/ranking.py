"""Weights from an order alone."""

from collections.abc import Mapping


def rank_order_centroid(positions: Mapping[str, float]) -> dict[str, float]:
    """Return the weights an order of importance stands for, summing to 1.

    positions: criterion → place, 1 = matters most; equal places are ties and only the order
    counts (1, 1, 3 says the same as 1, 1, 2). Without ties the i-th of n gets the mean of all
    weights in that order, (1/i + … + 1/n) / n; tied criteria share the mean of the places
    they fill. Raises ValueError without any criterion. Source: Barron & Barrett 1996.
    """
    if not positions:
        raise ValueError("an order needs at least one criterion")
    ordered = sorted(positions, key=lambda code: positions[code])
    n = len(ordered)
    centroid = [sum(1 / place for place in range(first, n + 1)) / n for first in range(1, n + 1)]
    filled: dict[float, list[float]] = {}
    for code, weight in zip(ordered, centroid, strict=True):
        filled.setdefault(positions[code], []).append(weight)
    return {code: sum(filled[p]) / len(filled[p]) for code, p in positions.items()}
