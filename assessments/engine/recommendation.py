"""The front door: a dossier and a catalogue in, a recommendation out."""

import re
from datetime import date

from assessments.catalogue.content import Catalogue

from .attention import is_fallback_needed, open_answers, warnings
from .case import Appraisal, appraise_all
from .company import company_result
from .documents import read_recommendation, recommendation_document
from .dossier import Dossier
from .draws import Draws, draw
from .figures import Figures
from .footprint import co2e_kg_per_month
from .reading import dossier_sha256
from .result import OptionResult, Recommendation, StressTest, UseCaseResult
from .robustness import Robustness, robustness
from .sensitivity import tipping_points
from .start import start
from .stress import stress_tests
from .value import tied_with_first
from .weights import respondents

__all__ = ["DRAWS", "ENGINE_VERSION", "read_recommendation", "recommend", "recommendation_document"]

ENGINE_VERSION = "1.0"
DRAWS = 10_000
SEED_DIGITS = 12  # hex digits of the dossier's hash: below 2⁵³, so JSON keeps it exact


def recommend(dossier: Dossier, catalogue: Catalogue) -> Recommendation:
    """Recommend a way of sourcing for every use case.

    Pure: the same dossier and catalogue give the same recommendation, because the seed comes
    from the dossier's hash.
    """
    sha256 = dossier_sha256(dossier)
    seed = int(sha256[:SEED_DIGITS], 16)
    figures = Figures.of(catalogue)
    people = respondents(dossier.importance, catalogue.criteria)
    draws = draw(catalogue, people, seed, DRAWS)
    appraisals = appraise_all(dossier, catalogue, figures)
    stress = stress_tests(dossier, catalogue, figures)
    results = tuple(
        _use_case(appraisal, tests, dossier, catalogue, figures, draws)
        for appraisal, tests in zip(appraisals, stress, strict=True)
    )
    exact = Recommendation(
        engine=ENGINE_VERSION,
        catalogue=catalogue.version,
        prices_as_of=prices_as_of(catalogue),
        seed=seed,
        draws=DRAWS,
        dossier_sha256=sha256,
        use_cases=results,
        company=company_result(dossier, catalogue, appraisals, results),
    )
    # What is kept is what is returned: six digits, on every machine the same.
    return read_recommendation(recommendation_document(exact))


def prices_as_of(catalogue: Catalogue) -> date:
    """Return the newest full date among the prices, else the catalogue's own."""
    days = [p.dated for p in catalogue.prices if re.fullmatch(r"\d{4}-\d\d-\d\d", p.dated)]
    return max((date.fromisoformat(day) for day in days), default=catalogue.as_of)


def _use_case(
    appraisal: Appraisal,
    stress: tuple[StressTest, ...],
    dossier: Dossier,
    catalogue: Catalogue,
    figures: Figures,
    draws: Draws,
) -> UseCaseResult:
    ranked = appraisal.ranking
    sure = robustness(appraisal, catalogue, figures, draws)
    begin = start(appraisal, dossier, catalogue, figures)
    return UseCaseResult(
        id=appraisal.case.use_case.id,
        title=appraisal.case.use_case.title,
        options=_options(appraisal, catalogue, figures, sure),
        weights=dict(appraisal.weights),
        needs=dict(appraisal.needs),
        ranking=ranked,
        tied_with_first=tied_with_first(appraisal.scores, ranked),
        start_option=begin.option,
        start_note=begin.note,
        start_themes=begin.themes,
        target_option=begin.target,
        confidence=sure.confidence,
        tipping_points=tipping_points(appraisal.weights, appraisal.fit, ranked),
        stress_tests=stress,
        warnings=warnings(appraisal, dossier),
        open_answers=open_answers(appraisal, catalogue),
        fallback_needed=is_fallback_needed(appraisal.case.answers),
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
        )
        for code, option in catalogue.options.items()
    }
