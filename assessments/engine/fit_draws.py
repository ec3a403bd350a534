"""One use case in every draw: how well each option fits, and how need scales importance.

Sampled are inputs, never scores: base levels within their bands, unknown answers over all
their levels, and cost shocks that hit all options alike. All options come from the same draw.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Criterion, Question

from .answers import Answers
from .case import Case
from .cost_draws import drawn_costs
from .costs import CAUTIOUS_CLASS
from .draws import Array, Draws
from .figures import CLASSES, Figures
from .fit import LEVELS, mean_effect, per_effect
from .levels import base_levels, class_levels, drawn_cost_levels
from .weights import FLOOR, NEUTRAL_NEED, SLOPE, measures_need, need

Places = Mapping[str, npt.NDArray[np.intp]]  # unknown question → (N,) index of the drawn level
# Seven digits are more than any figure here deserves, and half the memory.
Fits = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FitDraws:
    """fits: (criteria, options, N) 0 … 100. scales: (criteria, 1) or (criteria, N), above 0."""

    fits: Fits
    scales: Array

    def weights(self, importance: Array) -> Array:
        """Scale importance, (criteria, N), by need; columns sum to 1."""
        scaled = importance * self.scales
        scaled /= scaled.sum(axis=0)
        return scaled


def fit_draws(case: Case, catalogue: Catalogue, figures: Figures, draws: Draws) -> FitDraws:
    """Work out the fit of every option in every draw."""
    places = _drawn_places(case.answers, catalogue, draws)
    base = _base(case, catalogue, figures, draws, places)
    fits = np.empty((len(catalogue.criteria), len(catalogue.options), draws.count), np.float32)
    scales = []
    for row, criterion in zip(fits, catalogue.criteria.values(), strict=True):
        open_ = _open_questions(criterion, case.answers, catalogue, places)
        moved = _effects(criterion, case.answers, catalogue, open_) * per_effect(criterion)
        if criterion.base:
            measured = moved + base[criterion.code]
        else:
            measured = moved + _cost_levels(case, catalogue, figures, draws, places)
        row[:] = LEVELS.values(measured)
        need = _need(catalogue.of_criterion(criterion.code), case.answers, open_)
        scales.append(FLOOR + SLOPE * need)
    return FitDraws(fits, np.stack(np.broadcast_arrays(*scales)))


def _drawn_places(answers: Answers, catalogue: Catalogue, draws: Draws) -> Places:
    return {
        question.code: (draws.quantiles(number) * len(question.levels)).astype(np.intp)
        for number, question in enumerate(catalogue.questions.values())
        if len(answers.possible(question)) > 1
    }


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """The unknown answers of one criterion, in every combination of their levels.

    places: question → (combinations,) index of its level. drawn: (N,) index of the
    combination. Working out each combination once is cheaper than each draw.
    """

    places: Places
    drawn: npt.NDArray[np.intp]


def _open_questions(
    criterion: Criterion, answers: Answers, catalogue: Catalogue, places: Places
) -> OpenQuestions:
    asked = [q for q in catalogue.questions.values() if q.criterion == criterion.code]
    unknown = {q.code: len(answers.possible(q)) for q in asked if q.code in places}
    if not unknown:
        return OpenQuestions({}, np.zeros(1, np.intp))
    shape = tuple(unknown.values())
    each = np.indices(shape).reshape(len(shape), -1)
    drawn = np.ravel_multi_index(tuple(places[code] for code in unknown), shape)
    return OpenQuestions(dict(zip(unknown, each, strict=True)), drawn)


def _effects(
    criterion: Criterion, answers: Answers, catalogue: Catalogue, unknown: OpenQuestions
) -> Array:
    """Return the summed effects of all answers, (options, N), or (options, 1) if all are known."""
    table = np.zeros((len(catalogue.options), 1))
    for question in catalogue.questions.values():
        if question.criterion != criterion.code:
            continue
        possible = answers.possible(question)
        if question.code not in unknown.places:
            table = table + [[mean_effect(possible, option)] for option in catalogue.options]
        elif any(level.effects for level in possible):
            each = [[mean_effect((lv,), o) for lv in possible] for o in catalogue.options]
            table = table + np.array(each)[:, unknown.places[question.code]]
    return table.take(unknown.drawn, axis=1) if table.shape[1] > 1 else table


def _base(
    case: Case, catalogue: Catalogue, figures: Figures, draws: Draws, places: Places
) -> dict[str, Array]:
    """Return base levels by criterion, (options, N); an unknown class is the drawn one."""
    drawn = places.get("FA1")
    if drawn is None:
        bands = base_levels(case.volume, case.answers, catalogue, figures)
        return {
            code: np.stack([draws.level(code, o, row[o]) for o in catalogue.options])
            for code, row in bands.items()
        }
    each = [class_levels(c, case.volume, case.answers, catalogue, figures) for c in CLASSES]
    return {
        code: np.stack(
            [
                draws.level_by_place(code, option, [levels[code][option] for levels in each], drawn)
                for option in catalogue.options
            ]
        )
        for code in each[0]
    }


def _cost_levels(
    case: Case, catalogue: Catalogue, figures: Figures, draws: Draws, places: Places
) -> Array:
    """Return the level of every option's cost beside the cheapest, (options, N)."""
    capability = places.get("FA1", case.answers.level("FA1") or CAUTIOUS_CLASS)
    costs = drawn_costs(catalogue.options.values(), case, figures, draws, capability)
    return drawn_cost_levels(costs, figures)


def _need(questions: Iterable[Question], answers: Answers, unknown: OpenQuestions) -> Array:
    """Mean of the two highest needs, (N,), or (1,) where all answers are known."""
    shown: list[Array] = []
    for question in questions:
        if not measures_need(question):
            continue
        if question.code in unknown.places:
            each = [level.need or 0.0 for level in answers.possible(question)]
            shown.append(np.array(each)[unknown.places[question.code]])
        elif (known := need(question, answers)) is not None:
            shown.append(np.array([known]))
    if not shown:
        return np.array([NEUTRAL_NEED])
    ordered = np.sort(np.stack(np.broadcast_arrays(*shown)), axis=0)
    mean: Array = ordered[-2:].mean(axis=0)
    return mean.take(unknown.drawn) if len(mean) > 1 else mean
