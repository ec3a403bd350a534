"""How ready a company is, theme by theme (domain notes 4)."""

from collections.abc import Mapping

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import ReadinessTheme

ABOVE_WEAKEST = 1  # a theme is never more than one level above its weakest statement
# A theme nobody spoke of counts as "first tries" where it limits the start.
CAUTIOUS_THEME_LEVEL = 2


def theme_level(theme: ReadinessTheme, given: Mapping[str, int]) -> int | None:
    """Return a theme's level 1 … 5, None where nothing was said.

    A level given for the theme itself counts as such; else the rounded-down mean of its
    statements, at most one above the weakest.
    """
    if theme.code in given:
        return given[theme.code]
    levels = [given[s.code] for s in theme.statements if s.code in given]
    if not levels:
        return None
    return min(sum(levels) // len(levels), min(levels) + ABOVE_WEAKEST)


def theme_levels(catalogue: Catalogue, given: Mapping[str, int]) -> dict[str, int | None]:
    """Return the level of every theme."""
    return {code: theme_level(theme, given) for code, theme in catalogue.themes.items()}


def lacking(needed: Mapping[str, int], levels: Mapping[str, int | None]) -> tuple[str, ...]:
    """Return the themes below the level an option needs for a start."""
    return tuple(
        theme for theme, least in needed.items() if (levels[theme] or CAUTIOUS_THEME_LEVEL) < least
    )
