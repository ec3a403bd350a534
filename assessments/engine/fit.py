"""How well an option fits a criterion, 0 … 100 on anchors fixed by the catalogue."""

from collections.abc import Iterable, Mapping
from math import log2

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Criterion, Level, Question

from .answers import CAUTIOUS_LEVEL, Answers
from .value import End, PartialValue, Table

POINTS_PER_BASE_LEVEL = 25.0
POINTS_PER_EFFECT = 7.0
# The cost criterion: every doubling against the cheapest option costs 25 points.
POINTS_PER_DOUBLING = 25.0
COST_POINTS_PER_EFFECT = 3.5

# Measured in base levels, 0 (worst) to 4 (best), and in doublings of the cheapest cost.
JUDGED = PartialValue(((0.0, 0.0), (100 / POINTS_PER_BASE_LEVEL, 100.0)))
COST = PartialValue(((0.0, 100.0), (100 / POINTS_PER_DOUBLING, 0.0)))
LEVELS_PER_EFFECT = POINTS_PER_EFFECT / POINTS_PER_BASE_LEVEL
DOUBLINGS_PER_EFFECT = -COST_POINTS_PER_EFFECT / POINTS_PER_DOUBLING


def scale(criterion: Criterion) -> PartialValue:
    """Return the scale of a criterion: judged in levels, or computed from cost."""
    return JUDGED if criterion.base else COST


def per_effect(criterion: Criterion) -> float:
    """Return what one effect point of an answer moves on the criterion's scale."""
    return LEVELS_PER_EFFECT if criterion.base else DOUBLINGS_PER_EFFECT


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
        totals: dict[str, int] = {}
        for level in levels:
            for option, points in level.effects.items():
                totals[option] = totals.get(option, 0) + points
        for option, total in totals.items():
            if option in sums:  # `hybrid` is no option
                sums[option] += total / len(levels)
    return sums


def criterion_measures(
    catalogue: Catalogue, criterion: Criterion, answers: Answers, eur_per_month: Mapping[str, float]
) -> dict[str, float]:
    """Return where every option stands on one criterion's scale, before it is cut at the ends."""
    questions = [q for q in catalogue.questions.values() if q.criterion == criterion.code]
    points = effects(questions, answers, catalogue.options)
    step = per_effect(criterion)
    if criterion.base:
        return {o: criterion.base[o].level + step * moved for o, moved in points.items()}
    cheapest = min(eur_per_month.values())
    return {o: log2(eur_per_month[o] / cheapest) + step * moved for o, moved in points.items()}


def measures(catalogue: Catalogue, answers: Answers, eur_per_month: Mapping[str, float]) -> Table:
    """Return where every option stands on every criterion's scale.

    eur_per_month: likely cost of every option. The cheapest of all options is the anchor,
    also where it is excluded, so that excluding one never changes the others.
    Source: domain notes 2.5, rule 2.
    """
    return {
        code: criterion_measures(catalogue, criterion, answers, eur_per_month)
        for code, criterion in catalogue.criteria.items()
    }


def valued(catalogue: Catalogue, measured: Table) -> Table:
    """Return the fit 0 … 100 by criterion and option."""
    return {
        code: {o: scale(catalogue.criteria[code]).value(x) for o, x in row.items()}
        for code, row in measured.items()
    }


def fits(catalogue: Catalogue, answers: Answers, eur_per_month: Mapping[str, float]) -> Table:
    """Return the fit by criterion and option, 0 … 100."""
    return valued(catalogue, measures(catalogue, answers, eur_per_month))


def clipped(catalogue: Catalogue, measured: Table, option: str) -> dict[str, End]:
    """Return the criteria in which an option lies beyond an end of the scale."""
    return {
        code: end
        for code, row in measured.items()
        if (end := scale(catalogue.criteria[code]).clipped(round(row[option], 9))) is not None
    }
