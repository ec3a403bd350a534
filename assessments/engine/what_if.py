"""What if other things mattered? Live answers to moved weights; nothing is stored.

Everything that importance cannot change is worked out once, in `prepare`. The draws are those
of the recommendation, so unmoved weights of one respondent give its very figures, and a moved
weight shows the change and no noise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assessments.catalogue.content import Catalogue

from .case import Appraisal, appraise_all
from .dossier import Dossier
from .draws import Array, draw_all
from .figures import Figures
from .importance_draws import GROUP, Room
from .reading import dossier_sha256
from .recommendation import DRAWS, seed_of
from .result import Stability, TippingPoint, UseCaseResult
from .robustness import Contest, confidence, contest, drawn_importance, tally
from .sensitivity import stability, tipping_points
from .start import start
from .value import contributions, ranking, scores, tied_with_first
from .weighing import POINTS, only_weights
from .weights import scaled_weights


@dataclass(frozen=True, slots=True)
class Prepared:
    """One dossier, ready for any weights: about 1.5 MB for each use case and 10,000 draws."""

    dossier: Dossier
    catalogue: Catalogue
    figures: Figures
    seed: int
    draws: int
    appraisals: tuple[Appraisal, ...]
    contests: tuple[Contest, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One use case under other weights; the fields are those of UseCaseResult and OptionResult.

    scores and contributions also hold the excluded options ("as if"), first_rank_share only
    the allowed ones.
    """

    id: str
    weights: dict[str, float]
    scores: dict[str, float]
    contributions: dict[str, dict[str, float]]
    ranking: tuple[str, ...]
    tied_with_first: tuple[str, ...]
    first_rank_share: dict[str, float]
    confidence: Literal["clear", "leaning", "open"]
    start_option: str | None
    start_note: str | None
    start_themes: tuple[str, ...]
    target_option: str | None
    stability: dict[str, Stability]
    tipping_points: tuple[TippingPoint, ...]


def prepare(
    dossier: Dossier, catalogue: Catalogue, draws: int = DRAWS, only: str | None = None
) -> Prepared:
    """Work out everything but importance, for all use cases or the one with this id.

    Raises ValueError below one draw.
    """
    figures = Figures.of(catalogue, dossier.figures)
    seed = seed_of(dossier_sha256(dossier))
    inputs = draw_all(catalogue, seed, draws)
    appraisals = tuple(
        appraisal
        for appraisal in appraise_all(dossier, catalogue, figures)
        if only in (None, appraisal.case.use_case.id)
    )
    contests = tuple(contest(appraisal, catalogue, figures, inputs) for appraisal in appraisals)
    return Prepared(dossier, catalogue, figures, seed, draws, appraisals, contests)


def what_if(prepared: Prepared, points: Mapping[str, float]) -> tuple[WhatIf, ...]:
    """Return every use case's answer if these points were the whole room's importance.

    points: criterion → any amount, only proportions count; one left out counts nothing.
    Raises ValueError on an unknown criterion, an amount that is negative or no finite number,
    or nothing above 0.
    """
    importance = only_weights(POINTS, points, tuple(prepared.catalogue.criteria))
    room = Room.of([importance], [1.0])
    drawn = drawn_importance(GROUP, room, prepared.seed, prepared.draws)
    pairs = zip(prepared.appraisals, prepared.contests, strict=True)
    return tuple(
        _answer(_weighed(appraisal, importance, prepared.catalogue), match, drawn, prepared)
        for appraisal, match in pairs
    )


def _answer(
    moved: Appraisal, match: Contest, importance: Sequence[Array], prepared: Prepared
) -> WhatIf:
    ranked = moved.ranking
    shares: dict[str, float] = {}
    duels: dict[str, float] = {}
    if ranked:
        counted, place = tally(match, importance), match.options.index(ranked[0])
        shares = dict(zip(match.options, counted.acceptabilities[:, 0].tolist(), strict=True))
        duels = dict(zip(match.options, counted.winning[place].tolist(), strict=True))
        del duels[ranked[0]]
    begin = start(moved, prepared.dossier, prepared.catalogue, prepared.figures)
    return WhatIf(
        id=moved.case.use_case.id,
        weights=dict(moved.weights),
        scores=dict(moved.scores),
        contributions={option: dict(parts) for option, parts in moved.parts.items()},
        ranking=ranked,
        tied_with_first=tied_with_first(moved.scores, ranked),
        first_rank_share=shares,
        confidence=confidence(ranked, match, shares, duels),
        start_option=begin.option,
        start_note=begin.note,
        start_themes=begin.themes,
        target_option=begin.target,
        stability=stability(moved.weights, moved.fit, ranked),
        tipping_points=tipping_points(moved.weights, moved.fit, ranked),
    )


def _weighed(
    appraisal: Appraisal, importance: Mapping[str, float], catalogue: Catalogue
) -> Appraisal:
    """Return the appraisal with other weights."""
    weights = scaled_weights(importance, appraisal.needs)
    parts = contributions(weights, appraisal.fit, catalogue.options)
    score = scores(parts)
    return replace(
        appraisal,
        importance=importance,
        weights=weights,
        parts=parts,
        scores=score,
        ranking=ranking(score, appraisal.screening.allowed),
    )


def moved(result: UseCaseResult, answer: WhatIf) -> UseCaseResult:
    """Return the use case's result as it would be; what weights cannot change stays."""
    ranks = {option: place for place, option in enumerate(answer.ranking, start=1)}
    return replace(
        result,
        options={
            code: replace(
                option,
                score=answer.scores[code],
                rank=ranks.get(code),
                contributions=answer.contributions[code],
                first_rank_share=answer.first_rank_share.get(code),
            )
            for code, option in result.options.items()
        },
        weights=answer.weights,
        ranking=answer.ranking,
        tied_with_first=answer.tied_with_first,
        start_option=answer.start_option,
        start_note=answer.start_note,
        start_themes=answer.start_themes,
        target_option=answer.target_option,
        confidence=answer.confidence,
        stability=answer.stability,
        tipping_points=answer.tipping_points,
    )
