"""What differs between two dossiers, entry by entry and cause by cause."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from .dossier import Dossier, GivenAnswer, Usage, UseCaseInput
from .weights import group_weights

Cause = Literal[
    "use_cases",
    "company",
    "answers",
    "readiness",
    "importance",
    "safeguards",
    "switches",
    "figures",
    "facts",
    "prices",
    "law",
    "engine",
    "catalogue",
]
PLACES = 6  # digits of a share that count: what is smaller is rounding


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs. kind: what it is, code: which one; None = it was or is not there.

    use_case: id of the later one it belongs to, "" for the company.
    """

    cause: Cause
    kind: str
    code: str
    before: Any
    after: Any
    use_case: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A use case in both dossiers; None where it was added or removed."""

    before: UseCaseInput | None
    after: UseCaseInput | None

    @property
    def key(self) -> str:
        """The later id; of a removed one the earlier, marked so that it meets no other."""
        if self.after is not None:
            return self.after.id
        assert self.before is not None
        return f"{self.before.id}~"


def pairs(before: Dossier, after: Dossier, *, same_ids: bool = True) -> tuple[Pair, ...]:
    """Match the use cases: the later ones in their order, then those that were removed.

    same_ids: an id means the same use case in both, whatever its title; else only the title
    tells, as between assessments that have nothing to do with each other.
    """
    left = list(before.use_cases)
    found: dict[str, UseCaseInput] = {}
    for tells in _tellers(same_ids=same_ids):
        for late in after.use_cases:
            early = next((u for u in left if tells(u) == tells(late)), None)
            if late.id not in found and early is not None:
                found[late.id] = early
                left.remove(early)
    matched = [Pair(found.get(late.id), late) for late in after.use_cases]
    return (*matched, *(Pair(early, None) for early in left))


def _tellers(*, same_ids: bool) -> tuple[Callable[[UseCaseInput], str], ...]:
    """By what two use cases are told to be the same, the surest first."""
    return (_id_and_title, _id, _title) if same_ids else (_id_and_title, _title)


def _id(case: UseCaseInput) -> str:
    return case.id


def _title(case: UseCaseInput) -> str:
    return case.title.strip().casefold()


def _id_and_title(case: UseCaseInput) -> str:
    return f"{case.id} {_title(case)}"


def input_changes(
    before: Dossier, after: Dossier, matched: tuple[Pair, ...], criteria: Iterable[str]
) -> Iterator[Change]:
    """Yield everything that differs in what people entered, in the order of the causes."""
    for pair in matched:
        yield from _use_case(pair)
    if before.company.name != after.company.name:
        names = before.company.name, after.company.name
        yield Change("company", "name", "", *names)
    yield from _tables("company", "profile", before.company.profile, after.company.profile)
    yield from _answers(before.answers, after.answers, "")
    for pair in matched:
        if pair.before and pair.after:
            yield from _answers(pair.before.answers, pair.after.answers, pair.key)
    yield from _tables("readiness", "level", before.readiness, after.readiness)
    themes = before.theme_importance, after.theme_importance
    yield from _tables("readiness", "theme_importance", *themes)
    yield from _importance(before, after, tuple(criteria))
    yield from _tables("safeguards", "safeguard", _flat(before), _flat(after))
    yield from _tables("switches", "switch", before.switched_off, after.switched_off)
    yield from _tables("figures", "figure", before.figures, after.figures)


def _tables(
    cause: Cause, kind: str, before: Mapping[str, Any], after: Mapping[str, Any], use_case: str = ""
) -> Iterator[Change]:
    for code in dict.fromkeys((*before, *after)):
        was, now = before.get(code), after.get(code)
        if was != now:
            yield Change(cause, kind, code, was, now, use_case)


def _use_case(pair: Pair) -> Iterator[Change]:
    was, now = pair.before, pair.after
    if was is None or now is None:
        titles = was and was.title, now and now.title
        yield Change("use_cases", "removed" if now is None else "added", "", *titles, pair.key)
        return
    for name in ("title", "archetype"):
        said = getattr(was, name), getattr(now, name)
        if said[0] != said[1]:
            yield Change("use_cases", name, "", *said, pair.key)
    usage = (_usage(was.usage), _usage(now.usage))
    yield from _tables("use_cases", "usage", *usage, pair.key)
    yield from _tables("use_cases", "intake", was.intake, now.intake, pair.key)


def _usage(usage: Usage) -> dict[str, float | None]:
    return {f.name: getattr(usage, f.name) for f in fields(Usage)}


def _answers(
    before: Mapping[str, GivenAnswer], after: Mapping[str, GivenAnswer], use_case: str
) -> Iterator[Change]:
    yield from _tables("answers", "answer", before, after, use_case)


def _flat(dossier: Dossier) -> dict[str, bool]:
    """What was said of the conditions, by "rule.option"."""
    return {
        f"{rule}.{option}": said
        for rule, options in dossier.confirmed.items()
        for option, said in options.items()
    }


def _importance(before: Dossier, after: Dossier, criteria: tuple[str, ...]) -> Iterator[Change]:
    if before.importance == after.importance:
        return
    weights = _weights(before, criteria), _weights(after, criteria)
    moved = tuple(_tables("importance", "weight", *weights))
    was, now = (tuple(given.respondent for given in d.importance) for d in (before, after))
    yield from moved
    if was != now or not moved:
        yield Change("importance", "respondents", "", was, now)


def _weights(dossier: Dossier, criteria: tuple[str, ...]) -> dict[str, float]:
    shares = group_weights(dossier.importance, criteria)
    return {code: round(share, PLACES) for code, share in shares.items()}
