"""How sure the ranking is: the share of draws in which an option comes first (SMAA-2).

Sampled are inputs, never scores: importance, base levels in their bands, unknown answers
over all their levels, and cost shocks that hit all options alike. All options are valued in
every draw and only the allowed ones compared, so an excluded option cannot matter.
Lahdelma & Salminen 2001; decision method 1.2. Sums run in a fixed order, criterion by
criterion, so that every machine gives the same result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Question

from .answers import Answers
from .case import Appraisal, Case
from .cost_draws import drawn_cost
from .draws import Array, Draws
from .figures import Figures
from .fit import (
    COST_POINTS_PER_EFFECT,
    POINTS_PER_BASE_LEVEL,
    POINTS_PER_DOUBLING,
    POINTS_PER_EFFECT,
    mean_effect,
)
from .weights import FLOOR, NEUTRAL_NEED, SLOPE, measures_need, need

CLEAR_SHARE, CLEAR_DUEL, LEANING_SHARE = 0.80, 0.75, 0.50
# Draws alone cannot make an unanswered questionnaire sure: the words also take answers.
CLEAR_ANSWERED, LEANING_ANSWERED = 0.75, 0.50
Confidence = Literal["clear", "leaning", "open"]


@dataclass(frozen=True, slots=True)
class Robustness:
    """first_share: allowed option → share of draws in which it is first.

    confidence: "clear" – first in 80 of 100 draws, ahead of every other in 75, three quarters
    of the questions answered and no gate on it unclear; "leaning" – first in 50 of 100, half
    of the questions answered; else "open".
    """

    first_share: Mapping[str, float]
    confidence: Confidence


def robustness(
    appraisal: Appraisal, catalogue: Catalogue, figures: Figures, draws: Draws
) -> Robustness:
    """Compare the allowed options in every draw."""
    ranked = appraisal.ranking
    if not ranked:
        return Robustness({}, "open")
    values = _values(appraisal.case, catalogue, figures, draws)
    # In ranking order, so that argmax gives equal values to the better ranked option.
    compared = np.stack([values[option] for option in ranked])
    firsts = np.bincount(compared.argmax(axis=0), minlength=len(ranked)) / draws.count
    duels = [float(np.mean(compared[0] >= other)) for other in compared[1:]]
    share = dict(zip(ranked, (float(s) for s in firsts), strict=True))
    settled = not _gate_unclear(appraisal, catalogue)
    answered = _answered(appraisal.case.answers, catalogue)
    first, duel = share[ranked[0]], min(duels, default=1.0)
    if first >= CLEAR_SHARE and duel >= CLEAR_DUEL and answered >= CLEAR_ANSWERED and settled:
        return Robustness(share, "clear")
    leaning = first >= LEANING_SHARE and answered >= LEANING_ANSWERED
    return Robustness(share, "leaning" if leaning else "open")


def _gate_unclear(appraisal: Appraisal, catalogue: Catalogue) -> bool:
    """True while an open answer could still shut out the first option."""
    states = appraisal.screening.states
    return any(
        catalogue.rules[rule].kind == "gate" and states[rule] == "unclear"
        for rule in appraisal.screening.touching[appraisal.ranking[0]]
    )


def _answered(answers: Answers, catalogue: Catalogue) -> float:
    """Share of the visible questions with levels that are answered, 0 … 1."""
    asked = [q.code for q in catalogue.asked if q.kind == "choice" and q.code not in answers.hidden]
    return sum(not answers.is_unknown(code) for code in asked) / len(asked)


def _values(case: Case, catalogue: Catalogue, figures: Figures, draws: Draws) -> dict[str, Array]:
    """Return the value of every option in every draw, (N,) each."""
    unknown = _unknown_levels(case.answers, catalogue, draws)
    weights = _weights(case.answers, catalogue, draws, unknown)
    cost = {
        code: drawn_cost(option, case, figures, draws, unknown.get("FA1"))
        for code, option in catalogue.options.items()
    }
    cheapest = np.minimum.reduce(list(cost.values()))
    values = {code: np.zeros(draws.count) for code in catalogue.options}
    for criterion, weight in weights.items():
        for column, option in enumerate(catalogue.options):
            points = _effect_points(criterion, option, case.answers, catalogue, unknown)
            if criterion in draws.base:
                base = POINTS_PER_BASE_LEVEL * draws.base[criterion][column]
                raw = base + POINTS_PER_EFFECT * points
            else:
                doublings = np.log2(cost[option] / cheapest)
                raw = 100 - POINTS_PER_DOUBLING * doublings + COST_POINTS_PER_EFFECT * points
            values[option] += weight * np.clip(raw, 0, 100)
    return values


def _unknown_levels(answers: Answers, catalogue: Catalogue, draws: Draws) -> dict[str, Array]:
    """Return question → (N,) index of the drawn level, for every unknown answer."""
    return {
        question.code: np.floor(draws.quantiles(number) * len(question.levels))
        for number, question in enumerate(catalogue.questions.values())
        if len(answers.possible(question)) > 1
    }


def _pick(index: Array, figures: list[float]) -> Array:
    picked: Array = np.array(figures)[index.astype(np.intp)]
    return picked


def _effect_points(
    criterion: str,
    option: str,
    answers: Answers,
    catalogue: Catalogue,
    unknown: Mapping[str, Array],
) -> Array | float:
    points: Array | float = 0.0
    for question in catalogue.questions.values():
        if question.criterion != criterion:
            continue
        levels = answers.possible(question)
        if question.code in unknown:
            each = [float(level.effects.get(option, 0)) for level in levels]
            points = points + _pick(unknown[question.code], each)
        else:
            points = points + mean_effect(levels, option)
    return points


def _weights(
    answers: Answers, catalogue: Catalogue, draws: Draws, unknown: Mapping[str, Array]
) -> dict[str, Array]:
    raw = {}
    for criterion, importance in draws.importance.items():
        asked = [q for q in catalogue.of_criterion(criterion) if measures_need(q)]
        raw[criterion] = importance * (FLOOR + SLOPE * _need(asked, answers, unknown))
    total = np.zeros(draws.count)
    for weight in raw.values():
        total += weight
    return {criterion: weight / total for criterion, weight in raw.items()}


def _need(
    questions: list[Question], answers: Answers, unknown: Mapping[str, Array]
) -> Array | float:
    """Mean of the two highest needs, one figure or (N,) where an answer is unknown."""
    shown: list[Array | float] = []
    for question in questions:
        if question.code in unknown:
            each = [level.need or 0.0 for level in answers.possible(question)]
            shown.append(_pick(unknown[question.code], each))
        elif (known := need(question, answers)) is not None:
            shown.append(known)
    if not shown:
        return NEUTRAL_NEED
    ordered = np.sort(np.stack(np.broadcast_arrays(*shown)), axis=0)
    highest: Array = ordered[-2:].mean(axis=0)
    return highest
