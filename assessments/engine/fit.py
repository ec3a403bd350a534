"""How well an option fits a criterion, 0 … 100 on anchors fixed by the catalogue."""

from collections.abc import Mapping
from math import log2

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Level, Question

from .answers import CAUTIOUS_LEVEL, Answers

POINTS_PER_BASE_LEVEL = 25.0
POINTS_PER_EFFECT = 7.0
# The cost criterion: every doubling against the cheapest option costs 25 points.
POINTS_PER_DOUBLING = 25.0
COST_POINTS_PER_EFFECT = 3.5
Table = dict[str, dict[str, float]]  # criterion → option → figure


def effect(question: Question, answers: Answers, option: str) -> float:
    """Points -2 … +2 an answer gives an option.

    An unknown answer takes the cautious level where the notes name one, else the mean over
    all levels; a hidden question gives nothing.
    """
    levels = answers.possible(question)
    if len(levels) > 1 and question.code in CAUTIOUS_LEVEL:
        levels = tuple(lv for lv in levels if lv.code == CAUTIOUS_LEVEL[question.code]) or levels
    return mean_effect(levels, option)


def mean_effect(levels: tuple[Level, ...], option: str) -> float:
    """The mean effect of these levels on an option, 0 without levels."""
    return sum(level.effects.get(option, 0) for level in levels) / max(len(levels), 1)


def effects(catalogue: Catalogue, answers: Answers) -> Table:
    """Sum the effects of all answers by criterion and option."""
    table = {code: dict.fromkeys(catalogue.options, 0.0) for code in catalogue.criteria}
    for question in catalogue.questions.values():
        for option in catalogue.options:
            table[question.criterion][option] += effect(question, answers, option)
    return table


def fits(catalogue: Catalogue, answers: Answers, eur_per_month: Mapping[str, float]) -> Table:
    """Return the fit by criterion and option.

    eur_per_month: likely cost of every option. The cheapest of all options is the anchor,
    also where it is excluded, so that excluding one never changes the others.
    Source: domain notes 2.5, rule 2.
    """
    cheapest = min(eur_per_month.values())
    table = effects(catalogue, answers)
    for code, criterion in catalogue.criteria.items():
        for option, points in table[code].items():
            if criterion.base:
                base = POINTS_PER_BASE_LEVEL * criterion.base[option].level
                raw = base + POINTS_PER_EFFECT * points
            else:
                doublings = log2(eur_per_month[option] / cheapest)
                raw = 100 - POINTS_PER_DOUBLING * doublings + COST_POINTS_PER_EFFECT * points
            table[code][option] = min(100.0, max(0.0, raw))
    return table
