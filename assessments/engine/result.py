"""The recommendation: what the engine answers, as plain frozen values.

Its JSON form is `modellwahl-recommendation/1`. Texts are codes; the report words them.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Mode = Literal["group", "ranking_only", "no_preference"]


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
    first_rank_share: share of the draws in which it is first, None if excluded. clipped:
    criteria in which it lies beyond the worst or the best end of the scale.
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
    clipped: dict[str, Literal["worst", "best"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """What would put another option first: the criterion's weight, from → to (0 … 1)."""

    kind: Literal["importance"]
    criterion: str
    before: float
    after: float
    new_first: str


@dataclass(frozen=True, slots=True)
class Stability:
    """How far one criterion's weight may move, the others in proportion, and the first stays.

    low, high: 0 … 1. first_below, first_above: the option first beyond these ends, None where
    the end is 0 or 1 and nothing flips.
    """

    low: float
    high: float
    first_below: str | None
    first_above: str | None


@dataclass(frozen=True, slots=True)
class ScoreFlip:
    """The fit at which one option alone would change who is first.

    option: whose fit moves, from `fit` to `needed` – up for a challenger, down for the first.
    new_first: who is first then. reachable: False if the fit would have to leave 0 … 100, or
    if the criterion counts nothing (needed is None).
    """

    option: str
    criterion: str
    fit: float
    needed: float | None
    reachable: bool
    new_first: str


@dataclass(frozen=True, slots=True)
class JointChange:
    """The smallest change of all weights together that puts another option level with the first.

    weights: after the change, sum 1. moved: share of the whole weight that changes criterion,
    0 … 1. distance: √Σ(w' − w)².
    """

    new_first: str
    weights: dict[str, float]
    moved: float
    distance: float


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """What one uncertain input does to the lead of the first over the second, in points.

    kind and code: answer – a question not yet answered; base_level – a criterion's level of
    `option`; cost – volume, token_price, exchange, hardware_price, power or care. low, high:
    the smallest and largest lead, below 0 the second is ahead. low_at, high_at: the answer's
    level, or the end of the input's range ("low", "likely", "high"), where that is so.
    """

    kind: Literal["answer", "base_level", "cost"]
    code: str
    option: str | None
    low: float
    high: float
    low_at: str
    high_at: str


@dataclass(frozen=True, slots=True)
class AnswerTippingPoint:
    """One answer that, given otherwise, puts another option first (None: nothing is left).

    before, after: neighbouring levels; before is None where nobody knows the answer yet. own:
    True if the answer is the use case's own, False if it is the company's.
    """

    question: str
    before: str | None
    after: str
    new_first: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class Acceptability:
    """SMAA-2 for one way of knowing importance, over the allowed options.

    ranks: option → share of the draws on rank 1, 2 … winning: option → other → share of the
    draws in which it is ahead (half for a tie). central_weights: mean weights with which it is
    first, None if never. confidence_factors: share of the draws in which it is first with
    these weights, None if never. expected_loss: points it lacks to the best on average.
    """

    ranks: dict[str, tuple[float, ...]]
    winning: dict[str, dict[str, float]]
    central_weights: dict[str, dict[str, float] | None]
    confidence_factors: dict[str, float | None]
    expected_loss: dict[str, float]


@dataclass(frozen=True, slots=True)
class StressTest:
    """A what-if and the option that would then be first (None: nothing is left).

    excluded: options allowed today that would be out.
    """

    id: str
    new_first: str | None
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PathStep:
    """One thing that has to happen between start and target.

    kind: theme – raise a readiness theme by one level; operation – somebody has to run it;
    hardware – buy and set up a server; quality_test – prove that the models there suffice.
    theme, from_level: for kind theme. opens: the option one may start with once this step and
    those before it are done, where that differs from before.
    """

    kind: Literal["theme", "operation", "hardware", "quality_test"]
    theme: str | None
    from_level: int | None
    opens: str | None


@dataclass(frozen=True, slots=True)
class UseCaseResult:
    """The answer for one use case.

    weights: need-scaled importance, sums to 1. needs: 0 … 1 by criterion.
    ranking: option codes, best first, without the excluded ones (empty: all excluded).
    start_note: None or a code – capability_floor | readiness | nobody_operates |
    all_excluded – saying why `start_option` differs from the first or is None.
    warnings: question codes whose answer needs attention (FA5 …).
    open_answers: questions unanswered or answered "do not know" that could matter here.
    stability: by criterion. score_flips: the nearest first, by option. joint_change: the
    smallest by distance, least_moved: the smallest by weight moved; None where no weights
    let another be first. tornado: the widest bar first. acceptability: by mode – group (what
    first_rank_share and confidence rest on), ranking_only, no_preference. path: what has to
    happen from start to target, in order.
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
    stability: dict[str, Stability] = field(default_factory=dict)
    score_flips: tuple[ScoreFlip, ...] = ()
    joint_change: JointChange | None = None
    least_moved: JointChange | None = None
    tornado: tuple[TornadoBar, ...] = ()
    answer_tipping_points: tuple[AnswerTippingPoint, ...] = ()
    acceptability: dict[Mode, Acceptability] = field(default_factory=dict)
    path: tuple[PathStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A next step out of a readiness theme: `T4-2` = what to do at level 2 of T4.

    weight: how much the theme matters (1 … 3) times the levels it lacks; 0 if it lacks none.
    """

    id: str
    theme: str
    from_level: int
    weeks: int
    weight: float = 0.0


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
    never spill to another lane. offline: use cases that always run without internet; no router
    reaches them. readiness: theme → level, None where nothing was said.
    """

    lanes: tuple[str, ...]
    hybrid: bool
    fail_closed: tuple[str, ...]
    rules: tuple[RuleHit, ...]
    duties: tuple[str, ...]
    readiness: dict[str, int | None]
    actions: tuple[Action, ...]
    importance: dict[str, float]
    offline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The engine's whole answer; identical bytes for identical input.

    monte_carlo_error: how far any share may be off by chance, at most (4 standard errors).
    """

    engine: str
    catalogue: str
    prices_as_of: date
    seed: int
    draws: int
    dossier_sha256: str
    use_cases: tuple[UseCaseResult, ...]
    company: CompanyResult
    monte_carlo_error: float = 0.0
    format: str = field(default="modellwahl-recommendation/1")
