"""The front door: a dossier and a catalogue in, a recommendation out."""

import re
from dataclasses import dataclass
from datetime import date

from assessments.catalogue.content import Catalogue

from .acceptability import monte_carlo_error
from .answer_tipping import answer_tipping_points
from .attention import is_fallback_needed, open_answers, warnings
from .case import Appraisal, appraise_all
from .changed_load import ChangedLoad
from .company import company_result
from .documents import read_recommendation, recommendation_document
from .dossier import Dossier
from .figures import Figures
from .fit import clipped
from .footprint import co2e_kg_per_month
from .importance_draws import Room
from .joint_change import joint_change, least_moved
from .path import path
from .reading import dossier_sha256
from .result import OptionResult, Recommendation, StressTest, UseCaseResult
from .robustness import Robustness, Sample, robustness
from .sensitivity import score_flips, stability, tipping_points
from .start import start
from .stress import stress_tests
from .tornado import tornado
from .value import tied_with_first
from .variations import variations
from .weights import group_importance, respondents, voices

__all__ = ["DRAWS", "ENGINE_VERSION", "read_recommendation", "recommend", "recommendation_document"]

ENGINE_VERSION = "2.0"
DRAWS = 10_000
SEED_DIGITS = 12  # hex digits of the dossier's hash: below 2⁵³, so JSON keeps it exact


@dataclass(frozen=True, slots=True)
class Inputs:
    """What every use case of one dossier is worked out from."""

    dossier: Dossier
    catalogue: Catalogue
    figures: Figures
    sample: Sample
    load: ChangedLoad


def recommend(dossier: Dossier, catalogue: Catalogue, draws: int = DRAWS) -> Recommendation:
    """Recommend a way of sourcing for every use case.

    draws: how often everything uncertain is sampled; 100,000 for a tenth of a percent. Pure:
    the same arguments give the same recommendation, because the seed comes from the dossier's
    hash. Raises ValueError below one draw.
    """
    sha256 = dossier_sha256(dossier)
    figures = Figures.of(catalogue, dossier.figures)
    people = respondents(dossier.importance, catalogue.criteria)
    room = Room.of(people, voices(dossier.importance))
    importance = group_importance(people, voices(dossier.importance))
    sample = Sample.of(catalogue, room, seed_of(sha256), draws)
    appraisals = appraise_all(dossier, catalogue, figures, importance=importance)
    stress = stress_tests(dossier, catalogue, figures, importance, appraisals)
    load = ChangedLoad(tuple(a.case for a in appraisals), dossier, catalogue, figures)
    inputs = Inputs(dossier, catalogue, figures, sample, load)
    results = tuple(
        _use_case(position, appraisal, tests, inputs)
        for position, (appraisal, tests) in enumerate(zip(appraisals, stress, strict=True))
    )
    exact = Recommendation(
        engine=ENGINE_VERSION,
        catalogue=catalogue.version,
        prices_as_of=prices_as_of(catalogue),
        seed=seed_of(sha256),
        draws=draws,
        dossier_sha256=sha256,
        use_cases=results,
        company=company_result(dossier, catalogue, appraisals, results),
        monte_carlo_error=monte_carlo_error(draws),
    )
    # What is kept is what is returned: six digits, on every machine the same.
    return read_recommendation(recommendation_document(exact))


def seed_of(sha256: str) -> int:
    """Return the seed that belongs to a dossier's hash."""
    return int(sha256[:SEED_DIGITS], 16)


def prices_as_of(catalogue: Catalogue) -> date:
    """Return the newest full date among the prices, else the catalogue's own."""
    days = [p.dated for p in catalogue.prices if re.fullmatch(r"\d{4}-\d\d-\d\d", p.dated)]
    return max((date.fromisoformat(day) for day in days), default=catalogue.as_of)


def _use_case(
    position: int, appraisal: Appraisal, stress: tuple[StressTest, ...], inputs: Inputs
) -> UseCaseResult:
    dossier, catalogue, figures = inputs.dossier, inputs.catalogue, inputs.figures
    ranked, weights, fit = appraisal.ranking, appraisal.weights, appraisal.fit
    sure = robustness(appraisal, catalogue, figures, inputs.sample)
    begin = start(appraisal, dossier, catalogue, figures)
    varied = tuple(variations(position, appraisal, dossier, catalogue, figures, inputs.load))
    return UseCaseResult(
        id=appraisal.case.use_case.id,
        title=appraisal.case.use_case.title,
        options=_options(appraisal, catalogue, figures, sure),
        weights=dict(weights),
        needs=dict(appraisal.needs),
        ranking=ranked,
        tied_with_first=tied_with_first(appraisal.scores, ranked),
        start_option=begin.option,
        start_note=begin.note,
        start_themes=begin.themes,
        target_option=begin.target,
        confidence=sure.confidence,
        tipping_points=tipping_points(weights, fit, ranked),
        stress_tests=stress,
        warnings=warnings(appraisal, dossier),
        open_answers=open_answers(appraisal, catalogue),
        fallback_needed=is_fallback_needed(appraisal.case.answers),
        stability=stability(weights, fit, ranked),
        score_flips=score_flips(weights, fit, appraisal.scores, ranked),
        joint_change=joint_change(weights, fit, ranked),
        least_moved=least_moved(weights, fit, ranked),
        tornado=tornado(appraisal, varied, catalogue, figures),
        answer_tipping_points=answer_tipping_points(ranked[0] if ranked else None, varied),
        acceptability=dict(sure.modes),
        path=path(appraisal, dossier, catalogue, figures),
    )


def _options(
    appraisal: Appraisal, catalogue: Catalogue, figures: Figures, sure: Robustness
) -> dict[str, OptionResult]:
    ranks = {option: place for place, option in enumerate(appraisal.ranking, start=1)}
    case, screening = appraisal.case, appraisal.screening
    return {
        code: OptionResult(
            status=screening.status[code],
            rules=screening.touching[code],
            score=appraisal.scores[code],
            rank=ranks.get(code),
            criteria={criterion: fit[code] for criterion, fit in appraisal.fit.items()},
            contributions=dict(appraisal.parts[code]),
            cost_eur_per_month=appraisal.costs[code].total,
            cost_parts=appraisal.costs[code].parts,
            co2e_kg_per_month=co2e_kg_per_month(option, case.volume, case.answers, figures),
            first_rank_share=sure.first_share.get(code),
            clipped=clipped(appraisal.measures, code),
        )
        for code, option in catalogue.options.items()
    }
