"""How the numbers of a recommendation came about: the parts that the result does not keep.

Everything here is worked out again by the very functions of the engine, so a trace cannot tell
another story than the result. Pure: no draw, no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assessments.catalogue.content import Catalogue

from .case import Appraisal, appraise_all
from .costs import CAUTIOUS_CLASS, set_cost, sets_needed, token_rates
from .dossier import Dossier
from .figures import Figures, Lane
from .fit import LEVELS, POINTS_PER_BASE_LEVEL, counting_levels, mean_effect, per_effect
from .footprint import Footprint, footprint
from .levels import CENT, GRAMS, SECONDS, SIZE, Scale, ladders_of
from .levels import COST as COST_ANCHOR
from .readiness import ABOVE_WEAKEST
from .robustness import contest
from .start import Standing, startable
from .usage import pattern_of
from .weights import FLOOR, SLOPE, group_importance, need, respondents, voices

ANCHORS = {"PE": SECONDS, "NA": GRAMS, "FA": SIZE}  # criterion → its computed quantity


@dataclass(frozen=True, slots=True)
class Moved:
    """What one answer does to a mark. levels: codes that count; points: of the mark, signed."""

    question: str
    levels: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class Base:
    """The mark before any answer, 0 … 100 and beyond where it is computed from cost.

    anchor, quantity, computed: the fixed scale, what it reads and the mark it gives; None
    where nothing is computed. share: how much of the base is computed, 0 … 1. judged: the
    experts' mark, None where all is computed.
    """

    points: float
    judged: float | None
    anchor: str | None
    quantity: float | None
    computed: float | None
    share: float


@dataclass(frozen=True, slots=True)
class MarkParts:
    """A mark: base + moves = uncut, cut at 0 and 100 = mark."""

    base: Base
    moves: tuple[Moved, ...]
    uncut: float
    mark: float


@dataclass(frozen=True, slots=True)
class Shown:
    """The need one answer shows, 0 … 1. counts: among the two highest."""

    question: str
    need: float
    counts: bool


@dataclass(frozen=True, slots=True)
class WeightParts:
    """A weight: importance × factor = raw; raw ÷ total of all criteria = weight."""

    importance: float
    shown: tuple[Shown, ...]
    need: float
    factor: float
    raw: float
    total: float
    weight: float


@dataclass(frozen=True, slots=True)
class CostParts:
    """Likely EUR a month of one way. rates: EUR per million tokens read and written."""

    capability: str
    rates: tuple[float, float]
    sets: float
    per_set: float
    usage: float
    hardware: float
    care: float


@dataclass(frozen=True, slots=True)
class ThemeParts:
    """A readiness level. given: statement → level; mean, cap: None where the theme was told."""

    given: Mapping[str, int]
    mean: float | None
    cap: int | None
    level: int | None


class Workings:
    """The way from a dossier and a catalogue to every number that involves no draw."""

    def __init__(self, dossier: Dossier, catalogue: Catalogue) -> None:
        """Work out nothing yet; every part is worked out once, when it is asked for."""
        self.dossier, self.catalogue = dossier, catalogue
        self.figures = Figures.of(catalogue, dossier.figures)

    @cached_property
    def people(self) -> list[dict[str, float]]:
        """Every respondent's weights."""
        return respondents(self.dossier.importance, self.catalogue.criteria)

    @cached_property
    def voices(self) -> list[float]:
        """How much each respondent counts."""
        return voices(self.dossier.importance)

    @cached_property
    def importance(self) -> dict[str, float]:
        """The room's weights."""
        return group_importance(self.people, self.voices)

    @cached_property
    def appraisals(self) -> dict[str, Appraisal]:
        """Use case → everything about it that follows without sampling."""
        found = appraise_all(self.dossier, self.catalogue, self.figures, importance=self.importance)
        return {each.case.use_case.id: each for each in found}

    def capability(self, use_case: str) -> str:
        """Class of model that a use case needs; the cautious one where nobody said."""
        return self.appraisals[use_case].case.answers.level("FA1") or CAUTIOUS_CLASS

    def mark(self, use_case: str, criterion: str, option: str) -> MarkParts:
        """Return how a mark came about."""
        appraisal = self.appraisals[use_case]
        step = per_effect(self.catalogue.criteria[criterion]) * POINTS_PER_BASE_LEVEL
        moves = []
        for question in self.catalogue.by_criterion[criterion]:
            levels = counting_levels(question, appraisal.case.answers)
            effect = mean_effect(levels, option)
            if levels:
                codes = tuple(level.code for level in levels)
                moves.append(Moved(question.code, codes, step * effect))
        base = self._base(appraisal, criterion, option)
        uncut = base.points + sum(move.points for move in moves)
        value = LEVELS.value(uncut / POINTS_PER_BASE_LEVEL)
        return MarkParts(base, tuple(moves), uncut, value)

    def _base(self, appraisal: Appraisal, criterion: str, option: str) -> Base:
        points = POINTS_PER_BASE_LEVEL * appraisal.ground.base[criterion][option]
        judged = self.catalogue.criteria[criterion].base.get(option)
        if judged is None:
            paid = {o: max(c.total.likely, CENT) for o, c in appraisal.costs.items()}
            return Base(points, None, COST_ANCHOR, paid[option] / min(paid.values()), points, 1.0)
        told = POINTS_PER_BASE_LEVEL * judged.level
        quantity = self._quantity(appraisal, criterion, option)
        if quantity is None:
            return Base(points, told, None, None, None, 0.0)
        anchor = self.figures.anchors[ANCHORS[criterion]]
        level = min(max(Scale.of(anchor).level(quantity), 0.0), 4.0)
        computed = POINTS_PER_BASE_LEVEL * level
        return Base(points, told, anchor.code, quantity, computed, anchor.share)

    def _quantity(self, appraisal: Appraisal, criterion: str, option: str) -> float | None:
        if criterion not in ANCHORS:
            return None
        case, lanes = appraisal.case, ladders_of(self.figures).lanes
        lane: Lane = option, case.answers.level("FA1") or CAUTIOUS_CLASS
        if criterion == "FA":
            return lanes.size(lane)
        if criterion == "NA":
            found = lanes.grams(lane, case.volume)
        else:
            found = lanes.page_seconds(lane, case.volume, pattern_of(case.answers))
        return found.likely if found else None

    def weight(self, use_case: str, criterion: str) -> WeightParts:
        """Return how a weight came about."""
        appraisal, answers = self.appraisals[use_case], self.appraisals[use_case].case.answers
        asked = self.catalogue.of_criterion(criterion)
        found = [(q.code, value) for q in asked if (value := need(q, answers)) is not None]
        counting = {code for code, _ in sorted(found, key=lambda pair: -pair[1])[:2]}
        raws = {
            code: share * (FLOOR + SLOPE * appraisal.needs[code])
            for code, share in appraisal.importance.items()
        }
        return WeightParts(
            importance=appraisal.importance[criterion],
            shown=tuple(Shown(code, value, code in counting) for code, value in found),
            need=appraisal.needs[criterion],
            factor=FLOOR + SLOPE * appraisal.needs[criterion],
            raw=raws[criterion],
            total=sum(raws.values()),
            weight=appraisal.weights[criterion],
        )

    def cost(self, use_case: str, option: str) -> CostParts:
        """Return how the cost of a month came about."""
        appraisal, figures = self.appraisals[use_case], self.figures
        case, capability = appraisal.case, self.capability(use_case)
        lane, entry = appraisal.costs[option], self.catalogue.options[option]
        needed = sets_needed(option, capability, case.volume, case.answers, figures)
        return CostParts(
            capability=capability,
            rates=token_rates(option, capability, case.answers, figures),
            sets=needed.likely,
            per_set=set_cost(entry, capability, figures).likely,
            usage=lane.usage.likely,
            hardware=lane.hardware.likely,
            care=lane.care.likely,
        )

    def footprint(self, use_case: str | None, option: str) -> Footprint:
        """Return the footprint of one use case, or of all together."""
        chosen = self.appraisals.values() if use_case is None else [self.appraisals[use_case]]
        loads = [(found.case.volume, found.case.answers) for found in chosen]
        return footprint(option, loads, self.figures)

    def answered(self, use_case: str) -> float:
        """Return the share of the questions that have an answer, 0 … 1."""
        found = contest(self.appraisals[use_case], self.catalogue, self.figures, ())
        return found.answered

    def gate_unclear(self, use_case: str, option: str) -> bool:
        """Return True if an answer still open could shut the option out."""
        found = contest(self.appraisals[use_case], self.catalogue, self.figures, ())
        return option in found.unclear

    def may_start(self, use_case: str, option: str) -> bool:
        """Return True if nothing bars a start on this way today."""
        standing = Standing.of(
            self.appraisals[use_case], self.dossier, self.catalogue, self.figures
        )
        return startable((option,), standing, self.catalogue) is not None

    def theme(self, code: str) -> ThemeParts:
        """Return how a readiness level came about."""
        given, theme = self.dossier.readiness, self.catalogue.themes[code]
        if code in given:
            return ThemeParts({}, None, None, given[code])
        said = {s.code: given[s.code] for s in theme.statements if s.code in given}
        if not said:
            return ThemeParts({}, None, None, None)
        mean, cap = sum(said.values()) / len(said), min(said.values()) + ABOVE_WEAKEST
        return ThemeParts(said, mean, cap, min(int(mean), cap))
