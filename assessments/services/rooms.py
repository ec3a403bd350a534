"""The room: what everybody weighs, how far they agree, and what that would change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessments.catalogue import load
from assessments.engine import disagreement
from assessments.engine.disagreement import Minority, Topic
from assessments.engine.dossier import GivenImportance
from assessments.engine.group import Group, group
from assessments.engine.recommendation import read_recommendation
from assessments.engine.result import Recommendation, UseCaseResult
from assessments.engine.weights import scaled_weights
from assessments.models import Assessment, Evaluation

from . import dossiers


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the room's disagreement means for one use case of the latest evaluation.

    first: the option the mean puts first, None if none is allowed. geometric_first: the
    option of the geometric mean, if it is another. minorities: who alone would get another.
    topics: criteria worth talking about, the first first.
    """

    result: UseCaseResult
    first: str | None
    geometric_first: str | None
    minorities: tuple[Minority, ...]
    topics: tuple[Topic, ...]


def room(assessment: Assessment, together: str) -> Group | None:
    """Return everybody's weights side by side; None as long as nobody counts. One query.

    together: what the record is called in the reader's language.
    """
    given = dossiers.given_importance(assessment)
    if not given:
        return None
    return group([_named(one, together) for one in given], tuple(load().criteria))


def _named(given: GivenImportance, together: str) -> GivenImportance:
    return replace(given, respondent=together) if given.respondent == dossiers.RECORD else given


def latest(evaluations: Sequence[Evaluation]) -> Recommendation | None:
    """Return the newest stored result, None before the first."""
    newest = max(evaluations, key=lambda evaluation: evaluation.number, default=None)
    return read_recommendation(newest.recommendation) if newest else None


def cases(everybody: Group, recommendation: Recommendation) -> list[CaseView]:
    """Return what the room means for every use case; fit and need come from the result."""
    return [_case(everybody, result) for result in recommendation.use_cases]


def _case(everybody: Group, result: UseCaseResult) -> CaseView:
    allowed = [code for code, option in result.options.items() if option.status != "excluded"]
    fit = {
        criterion: {code: option.criteria[criterion] for code, option in result.options.items()}
        for criterion in load().criteria
    }
    weights = scaled_weights(everybody.arithmetic, result.needs)
    known = (everybody, result.needs, fit, allowed)
    return CaseView(
        result,
        disagreement.first_option(weights, fit, allowed),
        disagreement.geometric_first(*known) if allowed else None,
        disagreement.minorities(*known),
        disagreement.topics(*known),
    )
