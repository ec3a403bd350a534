"""How sure the ranking is: SMAA-2 over everything the draws hold, and one word for it.

Lahdelma & Salminen 2001; decision method 1.2. All options are valued in every draw and only
the allowed ones compared, so an excluded option cannot matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessments.catalogue.content import Catalogue

from .acceptability import Tally, Values, smaa, values
from .answers import Answers
from .case import Appraisal
from .draws import Array, Draws, batches, draw_all
from .figures import Figures
from .fit_draws import FitDraws, fit_draws
from .importance_draws import GROUP, MODES, Room, importance_draws
from .result import Acceptability, Mode

CLEAR_SHARE, CLEAR_DUEL, LEANING_SHARE = 0.80, 0.75, 0.50
# Draws alone cannot make an unanswered questionnaire sure: the words also take answers.
CLEAR_ANSWERED, LEANING_ANSWERED = 0.75, 0.50
PERCENT = 2  # digits
Confidence = Literal["clear", "leaning", "open"]


@dataclass(frozen=True, slots=True)
class Sample:
    """All draws the use cases share, in batches: inputs, and importance by mode."""

    draws: tuple[Draws, ...]
    importance: Mapping[Mode, tuple[Array, ...]]

    @classmethod
    def of(cls, catalogue: Catalogue, room: Room, seed: int, count: int) -> "Sample":
        """Draw `count` times. Raises ValueError below one draw."""
        importance = {mode: drawn_importance(mode, room, seed, count) for mode in MODES}
        return cls(draw_all(catalogue, seed, count), importance)


def drawn_importance(mode: Mode, room: Room, seed: int, count: int) -> tuple[Array, ...]:
    """Return draws of importance in batches, (criteria, N) each."""
    sizes = enumerate(batches(count))
    return tuple(importance_draws(mode, room, seed, size, batch) for batch, size in sizes)


@dataclass(frozen=True, slots=True)
class Contest:
    """The allowed options of one use case, in every draw.

    options: in the catalogue's order. fits: by batch. unclear: options that an open answer
    could still shut out. answered: share of the visible questions with levels that have an
    answer, 0 … 1.
    """

    options: tuple[str, ...]
    criteria: tuple[str, ...]
    fits: tuple[FitDraws, ...]
    unclear: frozenset[str]
    answered: float


def contest(
    appraisal: Appraisal, catalogue: Catalogue, figures: Figures, draws: Sequence[Draws]
) -> Contest:
    """Work out one use case in every draw."""
    allowed = appraisal.screening.allowed
    rows = [place for place, code in enumerate(catalogue.options) if code in allowed]
    found = (fit_draws(appraisal.case, catalogue, figures, batch) for batch in draws if rows)
    return Contest(
        allowed,
        tuple(catalogue.criteria),
        tuple(FitDraws(drawn.fits[:, rows], drawn.scales) for drawn in found),
        _gates_unclear(appraisal, catalogue),
        _answered(appraisal.case.answers, catalogue),
    )


def tally(match: Contest, importance: Sequence[Array]) -> Tally:
    """Count over all draws with this importance, batch by batch."""
    return smaa(_pairs(match, importance))


def _pairs(match: Contest, importance: Sequence[Array]) -> list[tuple[Values, Values]]:
    return [
        (drawn.fits, drawn.weights(shares).astype(np.float32))
        for drawn, shares in zip(match.fits, importance, strict=True)
    ]


def acceptability(match: Contest, importance: Sequence[Array]) -> Acceptability:
    """Return the SMAA-2 indices of the allowed options; empty tables if none is allowed."""
    if not match.options:
        return Acceptability({}, {}, {}, {}, {})
    counted, codes = tally(match, importance), match.options
    central: dict[str, dict[str, float] | None] = {}
    factors: dict[str, float | None] = {}
    for place, (code, row) in enumerate(zip(codes, counted.central_weights, strict=True)):
        never = bool(np.isnan(row).any())
        central[code] = None if never else dict(zip(match.criteria, row.tolist(), strict=True))
        factors[code] = None if never else _first_with(match, row, place)
    winning = counted.winning.tolist()
    return Acceptability(
        ranks={c: tuple(r) for c, r in zip(codes, counted.acceptabilities.tolist(), strict=True)},
        winning={
            code: {other: share for other, share in zip(codes, row, strict=True) if other != code}
            for code, row in zip(codes, winning, strict=True)
        },
        central_weights=central,
        confidence_factors=factors,
        expected_loss=dict(zip(codes, counted.expected_losses.tolist(), strict=True)),
    )


def _first_with(match: Contest, weights: Array, place: int) -> float:
    """Return the share of draws in which an option is first with these weights, ties shared."""
    first = 0.0
    for drawn in match.fits:
        valued = values(drawn.fits, weights.astype(np.float32)[:, None])
        best = valued == valued.max(axis=0)
        first += float((best[place] / best.sum(axis=0)).sum())
    count: int = sum(drawn.fits.shape[2] for drawn in match.fits)
    return first / count


def confidence(
    ranked: Sequence[str], match: Contest, shares: Mapping[str, float], duels: Mapping[str, float]
) -> Confidence:
    """Word how sure the first of the ranking is.

    shares: of first ranks. duels: share of draws in which the first beats each other option.
    "clear" – first in 80 of 100 draws, ahead of every other in 75, three quarters of the
    questions answered and no gate on it unclear; "leaning" – first in 50 of 100, half of the
    questions answered; else "open". Shares count in whole percent, as they are shown.
    """
    if not ranked:
        return "open"
    first = round(shares[ranked[0]], PERCENT)
    duel = round(min(duels.values(), default=1.0), PERCENT)
    settled = ranked[0] not in match.unclear and match.answered >= CLEAR_ANSWERED
    if first >= CLEAR_SHARE and duel >= CLEAR_DUEL and settled:
        return "clear"
    leaning = first >= LEANING_SHARE and match.answered >= LEANING_ANSWERED
    return "leaning" if leaning else "open"


def first_shares(found: Acceptability) -> dict[str, float]:
    """Return option → share of the draws in which it is first."""
    return {option: ranks[0] for option, ranks in found.ranks.items()}


@dataclass(frozen=True, slots=True)
class Robustness:
    """first_share: allowed option → share of draws in which it is first, in group mode.

    modes: by mode, the full indices.
    """

    first_share: Mapping[str, float]
    confidence: Confidence
    modes: Mapping[Mode, Acceptability]


def robustness(
    appraisal: Appraisal, catalogue: Catalogue, figures: Figures, sample: Sample
) -> Robustness:
    """Compare the allowed options in every draw, in every mode."""
    match = contest(appraisal, catalogue, figures, sample.draws)
    modes = {mode: acceptability(match, drawn) for mode, drawn in sample.importance.items()}
    shares, ranked = first_shares(modes[GROUP]), appraisal.ranking
    duels = modes[GROUP].winning[ranked[0]] if ranked else {}
    return Robustness(shares, confidence(ranked, match, shares, duels), modes)


def _gates_unclear(appraisal: Appraisal, catalogue: Catalogue) -> frozenset[str]:
    """Return the options that an open answer could still shut out."""
    unclear = {
        rule
        for rule, state in appraisal.screening.states.items()
        if state == "unclear" and catalogue.rules[rule].kind == "gate"
    }
    touching = appraisal.screening.touching
    return frozenset(option for option in touching if unclear & {*touching[option]})


def _answered(answers: Answers, catalogue: Catalogue) -> float:
    asked = [q.code for q in catalogue.asked if q.kind == "choice" and q.code not in answers.hidden]
    return sum(not answers.is_unknown(code) for code in asked) / len(asked)
