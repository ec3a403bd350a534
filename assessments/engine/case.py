"""One use case as the formulas see it, and its answer without any draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assessments.catalogue.content import Catalogue

from .answers import Answers, effective
from .costs import LaneCost, costs
from .dossier import Dossier, GivenAnswer, UseCaseInput
from .figures import Figures
from .fit import measures, valued
from .footprint import utilisation
from .levels import Levels, base_levels, cost_levels
from .rules import Facts, Screening, screen
from .usage import Volume, names_volume, utilisation_level, volume
from .value import Table, contributions, ranking, scores
from .weights import group_weights, needs, scaled_weights


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a stress test changes: prices, volumes, options cut off, answers of everybody.

    refused: rule → options whose safeguard falls away. rebuilt: options whose integration has
    to be paid once more within a year.
    """

    token_price: float = 1.0
    volume: float = 1.0
    cut: tuple[str, ...] = ()
    answers: Mapping[str, GivenAnswer] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rebuilt: tuple[str, ...] = ()


AS_ANSWERED = Scenario()
UTILISATION = "NA3"  # nobody is asked; it follows from the volumes of all use cases


@dataclass(frozen=True, slots=True)
class Case:
    """A use case with the answers and the volume that count for it."""

    use_case: UseCaseInput
    answers: Answers
    volume: Volume


@dataclass(frozen=True, slots=True)
class Groundwork:
    """What is computed before answers adjust it.

    costs: EUR a month by option. levels: criterion → option → level 0 … 4 with its bounds.
    base: their likely values, and the level of the costs.
    """

    costs: Mapping[str, LaneCost]
    levels: Levels
    base: Table


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Everything about a case that follows without sampling.

    measures: criterion → option → level after all answers, before it is cut at the ends.
    fit: the same as 0 … 100. importance: the room's shares before needs scale them.
    parts: option → criterion → points of the score. ranking: allowed options, best first.
    """

    case: Case
    screening: Screening
    ground: Groundwork
    measures: Table
    fit: Table
    needs: Mapping[str, float]
    importance: Mapping[str, float]
    weights: Mapping[str, float]
    parts: Mapping[str, Mapping[str, float]]
    scores: Mapping[str, float]
    ranking: tuple[str, ...]

    @property
    def costs(self) -> Mapping[str, LaneCost]:
        """EUR a month by option."""
        return self.ground.costs


def cases(
    dossier: Dossier, catalogue: Catalogue, figures: Figures, scenario: Scenario = AS_ANSWERED
) -> tuple[Case, ...]:
    """Return all use cases; own hardware would serve them together, so its load is shared."""
    volumes = [v.scaled(scenario.volume) for v in _volumes(dossier, catalogue, figures)]

    given = [
        effective(catalogue, dossier.answers, {**u.answers, **scenario.answers}, {})
        for u in dossier.use_cases
    ]
    load = shared_load(zip(volumes, given, strict=True), catalogue, figures)
    return tuple(
        Case(use_case, answers.given(UTILISATION, load) if load else answers, v)
        for use_case, answers, v in zip(dossier.use_cases, given, volumes, strict=True)
    )


def shared_load(
    loads: Iterable[tuple[Volume, Answers]], catalogue: Catalogue, figures: Figures
) -> GivenAnswer | None:
    """Return the answer to NA3 that all use cases together give; None where nothing is known."""
    level = utilisation_level(utilisation(loads, figures))
    if level is None or UTILISATION not in catalogue.questions:
        return None
    return GivenAnswer(level=level)


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
    importance: Mapping[str, float] | None = None,
) -> Appraisal:
    """Screen, cost, score and rank one case.

    importance: what `group_weights` finds in the dossier, if it is at hand.
    """
    ground = groundwork(case, catalogue, figures, scenario.token_price)
    importance = importance or group_weights(dossier.importance, catalogue.criteria)
    return appraise_at(ground, case, dossier, catalogue, importance, scenario.cut)


def groundwork(
    case: Case, catalogue: Catalogue, figures: Figures, token_price: float = 1.0
) -> Groundwork:
    """Compute costs and base levels of every option."""
    cost = costs(catalogue.options, case.volume, case.answers, figures, token_price)
    levels = base_levels(case.volume, case.answers, catalogue, figures)
    paid = cost_levels(likely_costs(cost), figures)
    base = {
        code: {o: band.likely for o, band in levels[code].items()} if code in levels else paid
        for code in catalogue.criteria
    }
    return Groundwork(cost, levels, base)


def appraise_at(
    ground: Groundwork,
    case: Case,
    dossier: Dossier,
    catalogue: Catalogue,
    importance: Mapping[str, float],
    cut: Iterable[str] = (),
) -> Appraisal:
    """Screen, score and rank a case whose costs and base levels are known."""
    use_case, answers = case.use_case, case.answers
    facts = Facts.of(dossier, use_case, answers)
    screening = screen(catalogue, facts, dossier.confirmed, cut)
    measured = measures(catalogue, answers, ground.base)
    fit = valued(measured)
    need = needs(catalogue, answers)
    weights = scaled_weights(importance, need)
    parts = contributions(weights, fit, catalogue.options)
    score = scores(parts)
    ranked = ranking(score, screening.allowed)
    return Appraisal(
        case, screening, ground, measured, fit, need, importance, weights, parts, score, ranked
    )


def likely_costs(lanes: Mapping[str, LaneCost]) -> dict[str, float]:
    """EUR a month of every option, the likely value."""
    return {code: lane.total.likely for code, lane in lanes.items()}


def appraise_all(
    dossier: Dossier,
    catalogue: Catalogue,
    figures: Figures,
    scenario: Scenario = AS_ANSWERED,
    importance: Mapping[str, float] | None = None,
) -> tuple[Appraisal, ...]:
    """Appraise every use case of the dossier."""
    importance = importance or group_weights(dossier.importance, catalogue.criteria)
    return tuple(
        appraise(case, dossier, catalogue, figures, scenario, importance)
        for case in cases(dossier, catalogue, figures, scenario)
    )


def first_options(appraisals: Iterable[Appraisal]) -> tuple[str | None, ...]:
    """Return the first option of every ranking, None where nothing is left."""
    return tuple(a.ranking[0] if a.ranking else None for a in appraisals)
