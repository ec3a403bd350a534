"""One use case as the formulas see it, and its answer without any draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assessments.catalogue.content import Catalogue

from .answers import Answers, effective
from .costs import LaneCost, costs
from .dossier import Dossier, GivenAnswer, UseCaseInput
from .figures import Figures
from .fit import Table, fits
from .footprint import utilisation
from .rules import Facts, Screening, screen
from .usage import Volume, names_volume, utilisation_level, volume
from .value import contributions, ranking, scores
from .weights import group_importance, needs, respondents, scaled_weights


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a stress test changes: prices, volumes, options cut off, answers of everybody."""

    token_price: float = 1.0
    volume: float = 1.0
    cut: tuple[str, ...] = ()
    answers: Mapping[str, GivenAnswer] = field(default_factory=dict)


AS_ANSWERED = Scenario()


@dataclass(frozen=True, slots=True)
class Case:
    """A use case with the answers and the volume that count for it."""

    use_case: UseCaseInput
    answers: Answers
    volume: Volume


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Everything about a case that follows without sampling.

    fit: criterion → option → 0 … 100. parts: option → criterion → points of the score.
    ranking: allowed options, best first.
    """

    case: Case
    screening: Screening
    costs: Mapping[str, LaneCost]
    fit: Table
    needs: Mapping[str, float]
    weights: Mapping[str, float]
    parts: Mapping[str, Mapping[str, float]]
    scores: Mapping[str, float]
    ranking: tuple[str, ...]


def cases(
    dossier: Dossier, catalogue: Catalogue, figures: Figures, scenario: Scenario = AS_ANSWERED
) -> tuple[Case, ...]:
    """Return all use cases; own hardware would serve them together, so its load is shared."""
    volumes = [v.scaled(scenario.volume) for v in _volumes(dossier, catalogue, figures)]

    def answers(use_case: UseCaseInput, na3: str | None) -> Answers:
        own = {**use_case.answers, **scenario.answers}
        return effective(catalogue, dossier.answers, own, {"NA3": na3})

    loads = [(v, answers(u, None)) for u, v in zip(dossier.use_cases, volumes, strict=True)]
    na3 = utilisation_level(utilisation(loads, figures))
    return tuple(
        Case(use_case, answers(use_case, na3), v)
        for use_case, v in zip(dossier.use_cases, volumes, strict=True)
    )


def _volumes(dossier: Dossier, catalogue: Catalogue, figures: Figures) -> list[Volume]:
    """KP1 counts for the use cases that do not say their volume, in equal parts."""
    silent = sum(not names_volume(use_case.usage) for use_case in dossier.use_cases)
    given = dossier.answers.get("KP1")
    each = given.number / silent if given and given.number is not None and silent else None
    return [
        volume(u.usage, _template_usage(catalogue, u.archetype), figures, each)
        for u in dossier.use_cases
    ]


def _template_usage(catalogue: Catalogue, archetype: str | None) -> Mapping[str, float]:
    template = catalogue.archetypes.get(archetype or "")
    return template.usage if template else {}


def appraise(
    case: Case,
    dossier: Dossier,
    catalogue: Catalogue,
    figures: Figures,
    scenario: Scenario = AS_ANSWERED,
) -> Appraisal:
    """Screen, cost, score and rank one case."""
    use_case, answers = case.use_case, case.answers
    facts = Facts(answers, dossier.company.profile, use_case.intake, use_case.archetype)
    screening = screen(catalogue, facts, dossier.confirmed, scenario.cut)
    cost = costs(catalogue.options, case.volume, answers, figures, scenario.token_price)
    fit = fits(catalogue, answers, {code: lane.total.likely for code, lane in cost.items()})
    need = needs(catalogue, answers)
    importance = group_importance(respondents(dossier.importance, catalogue.criteria))
    weights = scaled_weights(importance, need)
    parts = contributions(weights, fit, catalogue.options)
    score = scores(parts)
    ranked = ranking(score, screening.allowed)
    return Appraisal(case, screening, cost, fit, need, weights, parts, score, ranked)


def appraise_all(
    dossier: Dossier, catalogue: Catalogue, figures: Figures, scenario: Scenario = AS_ANSWERED
) -> tuple[Appraisal, ...]:
    """Appraise every use case of the dossier."""
    return tuple(
        appraise(case, dossier, catalogue, figures, scenario)
        for case in cases(dossier, catalogue, figures, scenario)
    )


def first_options(appraisals: Iterable[Appraisal]) -> tuple[str | None, ...]:
    """Return the first option of every ranking, None where nothing is left."""
    return tuple(a.ranking[0] if a.ranking else None for a in appraisals)
