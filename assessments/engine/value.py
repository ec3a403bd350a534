"""The additive value of an option and its exact parts (Keeney & Raiffa 1976, ch. 3)."""

from collections.abc import Iterable, Mapping

from .fit import Table

TIE_POINTS = 5.0  # a smaller lead is no lead (domain notes 2.5, rule 7)


def contributions(
    weights: Mapping[str, float], fit: Table, options: Iterable[str]
) -> dict[str, dict[str, float]]:
    """Return option → criterion → points; an option's points sum to its score."""
    return {o: {c: weight * fit[c][o] for c, weight in weights.items()} for o in options}


def scores(parts: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return the score 0 … 100 of every option."""
    return {option: sum(points.values()) for option, points in parts.items()}


def ranking(score: Mapping[str, float], allowed: Iterable[str]) -> tuple[str, ...]:
    """Sort the allowed options by score, best first.

    Equal scores (to 9 digits) keep the catalogue's order, so that rounding never decides.
    """
    return tuple(sorted(allowed, key=lambda option: -round(score[option], 9)))


def tied_with_first(score: Mapping[str, float], ranked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the options less than five points behind the first."""
    return tuple(o for o in ranked[1:] if score[ranked[0]] - score[o] < TIE_POINTS)
