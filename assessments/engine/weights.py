"""What counts how much: importance points, scaled by the need the answers show."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf

import numpy as np

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Question

from .answers import Answers
from .dossier import GivenImportance
from .pairs import whole_matrix
from .weighing import AHP, TOTAL_POINTS, ahp_weights, only_weights

# weight = points × (FLOOR + SLOPE × need), domain notes 2.5, rule 3
FLOOR, SLOPE = 0.25, 1.25
UNKNOWN_NEED = 0.5
# Where no question measures need (cost) the points count once: FLOOR + SLOPE × 0.6 = 1.
NEUTRAL_NEED = 0.6


def shares(given: GivenImportance, criteria: Iterable[str]) -> dict[str, float]:
    """Return one respondent's weights, summing to 1, by the method they were asked.

    Raises ValueError on values the method cannot use.
    """
    return only_weights(given.method, given.values, tuple(criteria))


def respondents(
    importance: Iterable[GivenImportance], criteria: Iterable[str]
) -> list[dict[str, float]]:
    """Return every respondent's weights; equal weights if nobody gave any.

    All pairwise comparisons are solved together, so that 500 people cost little more than
    one. Raises ValueError on values a method cannot use.
    """
    codes = tuple(criteria)
    given = tuple(importance)
    paired = [number for number, one in enumerate(given) if one.method == AHP]
    people = [{} if one.method == AHP else shares(one, codes) for one in given]
    if paired:
        matrices = np.stack([whole_matrix(given[number].values, codes) for number in paired])
        for number, weights in zip(paired, ahp_weights(matrices).tolist(), strict=True):
            people[number] = dict(zip(codes, weights, strict=True))
    return people or [dict.fromkeys(codes, 1 / len(codes))]


def voices(importance: Iterable[GivenImportance]) -> list[float]:
    """Return how much each respondent counts, in the order of `respondents`, summing to 1.

    Raises ValueError on a negative weight, or if nobody counts.
    """
    given = [one.weight for one in importance] or [1.0]
    total = sum(given)
    if not (min(given) >= 0 and 0 < total < inf):
        raise ValueError("no respondent may count less than 0, and one must count")
    return [weight / total for weight in given]


def group_importance(
    people: Sequence[Mapping[str, float]], counting: Sequence[float] | None = None
) -> dict[str, float]:
    """Arithmetic mean of the respondents' weights: group totals are the mean of theirs.

    counting: the `voices`, default all alike.
    """
    if counting is None or len(set(counting)) == 1:
        return {code: sum(p[code] for p in people) / len(people) for code in people[0]}
    return {
        code: sum(voice * person[code] for voice, person in zip(counting, people, strict=True))
        for code in people[0]
    }


def group_weights(
    importance: Iterable[GivenImportance], criteria: Iterable[str]
) -> dict[str, float]:
    """Return the weights of the whole room, everybody counting as much as they should."""
    given = tuple(importance)
    return group_importance(respondents(given, criteria), voices(given))


def whole_points(weights: Mapping[str, float]) -> dict[str, int]:
    """Return the weights as whole points that make exactly 100 (largest remainders)."""
    exact = {code: round(TOTAL_POINTS * weight, 9) for code, weight in weights.items()}
    points = {code: int(amount) for code, amount in exact.items()}
    rest = TOTAL_POINTS - sum(points.values())
    for code in sorted(exact, key=lambda code: points[code] - exact[code])[:rest]:
        points[code] += 1
    return points


def need(question: Question, answers: Answers) -> float | None:
    """Return the need 0 … 1 an answer shows, None where the question measures none here."""
    levels = answers.possible(question)
    measured = [level.need for level in levels if level.need is not None]
    if not measured:
        return None
    return measured[0] if len(levels) == 1 else UNKNOWN_NEED


def measures_need(question: Question) -> bool:
    """True if any level carries a need."""
    return any(level.need is not None for level in question.levels)


def needs(catalogue: Catalogue, answers: Answers) -> dict[str, float]:
    """Return the need by criterion: the mean of its two highest answers."""
    return {
        code: criterion_need(catalogue.of_criterion(code), answers) for code in catalogue.criteria
    }


def criterion_need(questions: Iterable[Question], answers: Answers) -> float:
    """Return the need the answers to one criterion's questions show."""
    shown = [value for q in questions if (value := need(q, answers)) is not None]
    highest = sorted(shown, reverse=True)[:2]
    return sum(highest) / len(highest) if highest else NEUTRAL_NEED


def scaled_weights(
    importance: Mapping[str, float], need_by_criterion: Mapping[str, float]
) -> dict[str, float]:
    """Scale importance by need; the weights sum to 1."""
    raw = {
        code: share * (FLOOR + SLOPE * need_by_criterion[code])
        for code, share in importance.items()
    }
    total = sum(raw.values())
    return {code: value / total for code, value in raw.items()}
