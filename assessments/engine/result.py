"""The recommendation: what the engine answers, as plain frozen values.

Its JSON form is `modellwahl-recommendation/1`. Texts are codes; the report words them.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Range:
    """A figure with its lower and upper bound, all in the unit of the field's name."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class MonthlyCost:
    """EUR a month by part, likely values: tokens, hardware (with power), care."""

    usage: float
    hardware: float
    care: float


@dataclass(frozen=True, slots=True)
class OptionResult:
    """One sourcing option in one use case.

    score: 0 … 100, for an excluded option "as if it were allowed". rank: from 1, None if
    excluded. criteria: fit 0 … 100 by criterion. contributions: points of the score by
    criterion, their sum is the score. rules: ids of every rule that touches the option.
    first_rank_share: share of the draws in which it is first, None if excluded.
    """

    status: Literal["open", "conditional", "excluded"]
    rules: tuple[str, ...]
    score: float
    rank: int | None
    criteria: dict[str, float]
    contributions: dict[str, float]
    cost_eur_per_month: Range
    cost_parts: MonthlyCost
    co2e_kg_per_month: Range | None
    first_rank_share: float | None


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """What would put another option first: the criterion's weight, from → to (0 … 1)."""

    kind: Literal["importance"]
    criterion: str
    before: float
    after: float
    new_first: str


@dataclass(frozen=True, slots=True)
class StressTest:
    """A what-if and the option that would then be first (None: nothing is left)."""

    id: str
    new_first: str | None


@dataclass(frozen=True, slots=True)
class UseCaseResult:
    """The answer for one use case.

    weights: need-scaled importance, sums to 1. needs: 0 … 1 by criterion.
    ranking: option codes, best first, without the excluded ones (empty: all excluded).
    start_note: None or a code – capability_floor | readiness | nobody_operates |
    all_excluded – saying why `start_option` differs from the first or is None.
    warnings: question codes whose answer needs attention (FA5 …).
    open_answers: questions unanswered or answered "do not know" that could matter here.
    """

    id: str
    title: str
    options: dict[str, OptionResult]
    weights: dict[str, float]
    needs: dict[str, float]
    ranking: tuple[str, ...]
    tied_with_first: tuple[str, ...]
    start_option: str | None
    start_note: str | None
    start_themes: tuple[str, ...]
    target_option: str | None
    confidence: Literal["clear", "leaning", "open"]
    tipping_points: tuple[TippingPoint, ...]
    stress_tests: tuple[StressTest, ...]
    warnings: tuple[str, ...]
    open_answers: tuple[str, ...]
    fallback_needed: bool


@dataclass(frozen=True, slots=True)
class Action:
    """A next step out of a readiness theme: `T4-2` = what to do at level 2 of T4."""

    id: str
    theme: str
    from_level: int
    weeks: int


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule that holds ("holds") or may hold ("unclear") for some use cases."""

    rule: str
    state: Literal["holds", "unclear"]
    use_cases: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompanyResult:
    """What follows for the company as a whole.

    lanes: distinct target options over all use cases. fail_closed: use cases that must
    never spill to another lane. readiness: theme → level, None where nothing was said.
    """

    lanes: tuple[str, ...]
    hybrid: bool
    fail_closed: tuple[str, ...]
    rules: tuple[RuleHit, ...]
    duties: tuple[str, ...]
    readiness: dict[str, int | None]
    actions: tuple[Action, ...]
    importance: dict[str, float]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The engine's whole answer; identical bytes for identical input."""

    engine: str
    catalogue: str
    prices_as_of: date
    seed: int
    draws: int
    dossier_sha256: str
    use_cases: tuple[UseCaseResult, ...]
    company: CompanyResult
    format: str = field(default="modellwahl-recommendation/1")
