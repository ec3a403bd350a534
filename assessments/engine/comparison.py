"""Two assessments side by side: what changed, and what each change did to the result.

The causes are applied one after another to the earlier dossier and catalogue, always in the
same order; after the last one the later result stands there. So the steps sum up to the whole
difference, but in another order each could be of another size.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessments.catalogue.content import Catalogue

from .case import Appraisal, appraise_all, likely_costs
from .catalogue_changes import catalogue_changes, with_facts, with_law
from .changes import Cause, Change, Pair, input_changes, pairs
from .dossier import Dossier, UseCaseInput
from .figures import Figures
from .recommendation import ENGINE_VERSION
from .result import Recommendation, UseCaseResult
from .start import start

PLACES = 6  # digits of points and EUR, as in stored results
INPUTS: tuple[Cause, ...] = (
    *("use_cases", "company", "answers", "readiness"),
    *("importance", "safeguards", "switches", "figures"),
)
CONTENT: tuple[Cause, ...] = ("facts", "prices", "law")
CAUSES: tuple[Cause, ...] = ("engine", "catalogue", *INPUTS, *CONTENT)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one use case stands. points, eur_per_month: by option, likely values, six digits.

    points also holds excluded options; ranking holds the allowed ones, best first.
    """

    points: Mapping[str, float]
    ranking: tuple[str, ...]
    start: str | None
    target: str | None
    eur_per_month: Mapping[str, float]

    @property
    def first(self) -> str | None:
        """The option on first place, None where all are excluded."""
        return self.ranking[0] if self.ranking else None

    @property
    def lead(self) -> float | None:
        """Points from first to second place, None without a second."""
        if len(self.ranking) < 2:
            return None
        return round(self.points[self.ranking[0]] - self.points[self.ranking[1]], PLACES)


@dataclass(frozen=True, slots=True)
class Step:
    """Where a use case stands once a cause and all before it are applied."""

    cause: Cause
    standing: Standing


@dataclass(frozen=True, slots=True)
class Course:
    """One use case from the earlier to the later result.

    key: its later id (see `Pair.key`), earlier_id: the one it had. before: None where it was
    added; after: None where it was removed. steps: one for every cause of the comparison, the
    last stands at `after`; empty unless the use case is in both.
    """

    key: str
    title: str
    before: Standing | None
    after: Standing | None
    earlier_id: str | None = None
    steps: tuple[Step, ...] = ()

    def moved(self, option: str) -> tuple[tuple[Cause, float], ...]:
        """Return what each cause did to an option's points; 0 where it was not known."""
        last, found = self.before, []
        for step in self.steps:
            was = last.points.get(option, 0.0) if last else 0.0
            found.append((step.cause, round(step.standing.points.get(option, 0.0) - was, PLACES)))
            last = step.standing
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Comparison:
    """changes: everything that differs, by cause. courses: the later use cases in their order,
    then the removed ones. causes: those that changed something, in the order applied.
    """

    changes: tuple[Change, ...]
    courses: tuple[Course, ...]
    causes: tuple[Cause, ...]

    @property
    def is_same(self) -> bool:
        """True where nothing differs."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class Stored:
    """A result as it was computed then. catalogue: None where it was not kept."""

    recommendation: Recommendation
    catalogue: Catalogue | None


Standings = Mapping[str, Standing]
End = tuple[Cause, Standings]  # why a stored result differs, and where it stands


def compare(
    before: Dossier,
    after: Dossier,
    catalogue_before: Catalogue,
    catalogue_after: Catalogue,
    *,
    same_ids: bool = True,
    stored: tuple[Stored | None, Stored | None] = (None, None),
) -> Comparison:
    """Return what differs and what each cause did, worked out without any draw.

    same_ids: see `changes.pairs`. stored: both results as they were computed then; where one
    comes from another version of the engine, or from a catalogue that was not kept, the way to
    what is computed now is a step of its own ("engine", "catalogue").
    """
    matched = pairs(before, after, same_ids=same_ids)
    ends = (
        _stored(stored[0], {p.before.id: p.key for p in matched if p.before}),
        _stored(stored[1], {p.after.id: p.key for p in matched if p.after}),
    )
    changes = [
        *_computed_otherwise(ends, stored),
        *input_changes(before, after, matched, catalogue_after.criteria),
    ]
    if catalogue_before.sha256 != catalogue_after.sha256:
        changes += catalogue_changes(catalogue_before, catalogue_after)
    causes = tuple(cause for cause in CAUSES if cause in {change.cause for change in changes})
    states = _states(_renamed(before, matched), after, catalogue_before, catalogue_after)
    stops = _stops(states, causes, ends)
    return Comparison(
        tuple(sorted(changes, key=lambda change: CAUSES.index(change.cause))),
        tuple(_course(pair, stops) for pair in matched),
        causes,
    )


def _stops(
    states: Iterator[tuple[Cause | None, Dossier, Catalogue]],
    causes: tuple[Cause, ...],
    ends: tuple[End | None, End | None],
) -> list[tuple[Cause | None, Standings]]:
    """Return where everything stands at first and after each cause that changed something."""
    early, late = ends
    stops: list[tuple[Cause | None, Standings]] = [(None, early[1])] if early else []
    for cause, dossier, catalogue in states:
        if cause is None:
            stops.append((early[0] if early else None, standings(dossier, catalogue)))
        elif cause in causes:
            stops.append((cause, standings(dossier, catalogue)))
    return [*stops, late] if late else stops


def _computed_otherwise(
    ends: tuple[End | None, End | None],
    stored: tuple[Stored | None, Stored | None],
) -> Iterator[Change]:
    """One line for each way in which the results were not computed alike."""
    causes = {end[0] for end in ends if end}
    if "engine" in causes:
        was, now = (e.recommendation.engine if e else ENGINE_VERSION for e in stored)
        yield Change("engine", "version", "", was, now)
    if "catalogue" in causes:
        was, now = (e.recommendation.catalogue if e else "" for e in stored)
        yield Change("catalogue", "not_kept", "", was, now)


def standings(dossier: Dossier, catalogue: Catalogue) -> dict[str, Standing]:
    """Return where every use case of a dossier stands, by its id."""
    figures = Figures.of(catalogue, dossier.figures)
    return {
        appraisal.case.use_case.id: _standing(appraisal, dossier, catalogue, figures)
        for appraisal in appraise_all(dossier, catalogue, figures)
    }


def _standing(
    appraisal: Appraisal, dossier: Dossier, catalogue: Catalogue, figures: Figures
) -> Standing:
    begin = start(appraisal, dossier, catalogue, figures)
    costs = likely_costs(appraisal.costs)
    return Standing(
        {code: round(points, PLACES) for code, points in appraisal.scores.items()},
        appraisal.ranking,
        begin.option,
        begin.target,
        {code: round(eur, PLACES) for code, eur in costs.items()},
    )


def of_result(result: UseCaseResult) -> Standing:
    """Return where a use case stands in a stored result."""
    return Standing(
        {code: option.score for code, option in result.options.items()},
        result.ranking,
        result.start_option,
        result.target_option,
        {code: option.cost_eur_per_month.likely for code, option in result.options.items()},
    )


def _stored(stored: Stored | None, keys: Mapping[str, str]) -> End | None:
    """Why a stored result is not what is computed now, and where it stands; None if it is.

    keys: its use cases' ids → theirs in the comparison.
    """
    if stored is None:
        return None
    engine = stored.recommendation.engine
    if stored.catalogue is not None and engine == ENGINE_VERSION:
        return None
    found = {keys[r.id]: of_result(r) for r in stored.recommendation.use_cases if r.id in keys}
    return "engine" if stored.catalogue is not None else "catalogue", found


def _renamed(dossier: Dossier, matched: tuple[Pair, ...]) -> Dossier:
    """Return the earlier dossier with the ids of the comparison, in its own order."""
    keys = {pair.before.id: pair.key for pair in matched if pair.before}
    return replace(dossier, use_cases=tuple(replace(u, id=keys[u.id]) for u in dossier.use_cases))


def _states(
    dossier: Dossier, after: Dossier, catalogue: Catalogue, later: Catalogue
) -> Iterator[tuple[Cause | None, Dossier, Catalogue]]:
    """Yield what counts at first and after each cause; at the end everything is as later."""
    yield None, dossier, catalogue
    earlier = {use_case.id: use_case for use_case in dossier.use_cases}
    cases = tuple(_with_answers(u, earlier.get(u.id)) for u in after.use_cases)
    dossier = replace(dossier, use_cases=cases)
    yield "use_cases", dossier, catalogue
    dossier = replace(dossier, company=after.company)
    yield "company", dossier, catalogue
    dossier = replace(dossier, answers=after.answers, use_cases=after.use_cases)
    yield "answers", dossier, catalogue
    dossier = replace(dossier, readiness=after.readiness, theme_importance=after.theme_importance)
    yield "readiness", dossier, catalogue
    dossier = replace(dossier, importance=after.importance)
    yield "importance", dossier, catalogue
    dossier = replace(dossier, confirmed=after.confirmed)
    yield "safeguards", dossier, catalogue
    dossier = replace(dossier, switched_off=after.switched_off)
    yield "switches", dossier, catalogue
    yield "figures", after, catalogue
    yield "facts", after, with_facts(catalogue, later)
    yield "prices", after, with_law(later, catalogue)
    yield "law", after, later


def _with_answers(now: UseCaseInput, was: UseCaseInput | None) -> UseCaseInput:
    """A use case as it is later, with the answers from before; a new one brings its own."""
    return now if was is None else replace(now, answers=was.answers)


def _course(pair: Pair, stops: list[tuple[Cause | None, Standings]]) -> Course:
    case = pair.after or pair.before
    assert case is not None
    was = stops[0][1][pair.key] if pair.before else None
    now = stops[-1][1][pair.key] if pair.after else None
    both = was is not None and now is not None
    steps = tuple(Step(c, found[pair.key]) for c, found in stops[1:] if c and both)
    earlier = pair.before.id if pair.before else None
    return Course(pair.key, case.title, was, now, earlier, steps)
