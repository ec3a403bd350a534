"""What counts how much: importance points, scaled by the need the answers show."""

from collections.abc import Iterable, Mapping

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Question

from .answers import Answers
from .dossier import GivenImportance

# How importance may be given: 100 points in all, or a figure 0 … 100 for each criterion.
POINTS = "points"
METHODS = (POINTS, "rating", "swing")
TOTAL_POINTS = 100

# weight = points × (FLOOR + SLOPE × need), domain notes 2.5, rule 3
FLOOR, SLOPE = 0.25, 1.25
UNKNOWN_NEED = 0.5
# Where no question measures need (cost) the points count once: FLOOR + SLOPE × 0.6 = 1.
NEUTRAL_NEED = 0.6


def shares(given: GivenImportance, criteria: Iterable[str]) -> dict[str, float]:
    """Return one respondent's weights, scaled to sum to 1.

    Points, ratings and swing points are all divided by their sum (decision method 1.2).
    """
    total = sum(given.values.values())
    return {code: given.values.get(code, 0.0) / total for code in criteria}


def respondents(
    importance: Iterable[GivenImportance], criteria: Iterable[str]
) -> list[dict[str, float]]:
    """Return every respondent's weights; equal weights if nobody gave any."""
    codes = tuple(criteria)
    given = [shares(one, codes) for one in importance]
    return given or [dict.fromkeys(codes, 1 / len(codes))]


def group_importance(people: list[dict[str, float]]) -> dict[str, float]:
    """Arithmetic mean of the respondents' weights: group totals are the mean of theirs."""
    return {code: sum(p[code] for p in people) / len(people) for code in people[0]}


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
    result = {}
    for code in catalogue.criteria:
        shown = [
            value
            for question in catalogue.of_criterion(code)
            if (value := need(question, answers)) is not None
        ]
        highest = sorted(shown, reverse=True)[:2]
        result[code] = sum(highest) / len(highest) if highest else NEUTRAL_NEED
    return result


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
