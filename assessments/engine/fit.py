"""How well an option fits a criterion, 0 … 100 on anchors fixed by the catalogue."""

from collections.abc import Iterable, Mapping

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Criterion, Level, Question

from .answers import CAUTIOUS_LEVEL, Answers
from .value import End, PartialValue, Table

POINTS_PER_BASE_LEVEL = 25.0
POINTS_PER_EFFECT = 7.0
# What a way costs is known better than what people feel about it: answers move it less.
COST_POINTS_PER_EFFECT = 3.5

# Measured in levels, 0 (worst) to 4 (best).
LEVELS = PartialValue(((0.0, 0.0), (100 / POINTS_PER_BASE_LEVEL, 100.0)))
LEVELS_PER_EFFECT = POINTS_PER_EFFECT / POINTS_PER_BASE_LEVEL
COST_LEVELS_PER_EFFECT = COST_POINTS_PER_EFFECT / POINTS_PER_BASE_LEVEL


def per_effect(criterion: Criterion) -> float:
    """Return the levels that one effect point of an answer moves on a criterion."""
    return LEVELS_PER_EFFECT if criterion.base else COST_LEVELS_PER_EFFECT


def effect(question: Question, answers: Answers, option: str) -> float:
    """Points -2 … +2 an answer gives an option.

    An unknown answer takes the cautious level where the notes name one, else the mean over
    all levels; a hidden question gives nothing.
    """
    return mean_effect(counting_levels(question, answers), option)


def counting_levels(question: Question, answers: Answers) -> tuple[Level, ...]:
    """Return the levels whose mean effect counts: the answer's own, or what stands for it."""
    levels = answers.possible(question)
    if len(levels) > 1 and question.code in CAUTIOUS_LEVEL:
        cautious = CAUTIOUS_LEVEL[question.code]
        levels = tuple(level for level in levels if level.code == cautious) or levels
    return levels


def mean_effect(levels: tuple[Level, ...], option: str) -> float:
    """The mean effect of these levels on an option, 0 without levels."""
    if len(levels) == 1:
        return float(levels[0].effects.get(option, 0))
    return sum(level.effects.get(option, 0) for level in levels) / max(len(levels), 1)


def effects(
    questions: Iterable[Question], answers: Answers, options: Iterable[str]
) -> dict[str, float]:
    """Sum the effects of the answers to these questions by option."""
    sums = dict.fromkeys(options, 0.0)
    for question in questions:
        levels = counting_levels(question, answers)
        totals: dict[str, int] = dict(levels[0].effects) if levels else {}
        for level in levels[1:]:
            for option, points in level.effects.items():
                totals[option] = totals.get(option, 0) + points
        for option, total in totals.items():
            if option in sums:  # `hybrid` is no option
                sums[option] += total / len(levels)
    return sums


def criterion_measures(
    catalogue: Catalogue, criterion: Criterion, answers: Answers, base: Mapping[str, float]
) -> dict[str, float]:
    """Return every option's level on one criterion, before it is cut at the ends.

    base: level of every option before any answer, see `levels`; answers only adjust it.
    """
    points = effects(catalogue.by_criterion[criterion.code], answers, catalogue.options)
    step = per_effect(criterion)
    return {option: base[option] + step * moved for option, moved in points.items()}


def measures(
    catalogue: Catalogue, answers: Answers, base: Mapping[str, Mapping[str, float]]
) -> Table:
    """Return every option's level on every criterion. Source: domain notes 2.5, rule 2."""
    return {
        code: criterion_measures(catalogue, criterion, answers, base[code])
        for code, criterion in catalogue.criteria.items()
    }


def valued(measured: Table) -> Table:
    """Return the fit 0 … 100 by criterion and option."""
    return {
        code: {option: LEVELS.value(level) for option, level in row.items()}
        for code, row in measured.items()
    }


def clipped(measured: Table, option: str) -> dict[str, End]:
    """Return the criteria in which an option lies beyond an end of the scale."""
    return {
        code: end
        for code, row in measured.items()
        if (end := LEVELS.clipped(round(row[option], 9))) is not None
    }
