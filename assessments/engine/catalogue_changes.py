"""What differs between two catalogues: facts, prices and assumptions, law."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Criterion, LanePrice, Question
from assessments.catalogue.law import Rule
from assessments.catalogue.technology import HardwareSet

from .changes import Cause, Change

PRICES = ("assumptions", "prices", "hardware")
LAW = ("rules", "timetable", "topics")
PARTS = ("models", "gpus", "quantisations", "mixes")  # what hardware refers to
# What says which catalogue it is, or only where something stands; it moves no result.
NAMES = ("version", "as_of", "sha256", "sources", "overrides")
FACTS = tuple(f.name for f in fields(Catalogue) if f.name not in {*PRICES, *LAW, *NAMES})


def catalogue_changes(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Yield everything that differs, in the order of the causes facts, prices, law."""
    for code, was, now in _both(before.criteria, after.criteria):
        yield from _criterion(code, was, now)
    for code, was, now in _both(before.questions, after.questions):
        yield from _question(code, was, now)
    for name in FACTS:
        if name not in {"criteria", "questions"}:
            yield from _entries("facts", name, before, after)
    for code, was, now in _both(before.assumptions, after.assumptions):
        values = (was and was.value, now and now.value)
        yield Change("prices", "assumption", code, *values)
    yield from _lanes("price", _by_lane(before.prices), _by_lane(after.prices))
    yield from _lanes("hardware", _by_lane(before.hardware), _by_lane(after.hardware))
    for code, was, now in _both(before.rules, after.rules):
        yield Change("law", _rule_kind(was, now), code, was and was.kind, now and now.kind)
    for name in ("timetable", "topics"):
        yield from _entries("law", name, before, after)


def _both(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Codes whose entries differ, with both; None where there is none."""
    for code in dict.fromkeys((*before, *after)):
        was, now = before.get(code), after.get(code)
        if was != now:
            yield code, was, now


def _criterion(code: str, was: Criterion | None, now: Criterion | None) -> Iterator[Change]:
    bases = (was.base if was else {}), (now.base if now else {})
    found = [
        Change("facts", "base", f"{code}.{option}", old and old.level, new and new.level)
        for option, old, new in _both(*bases)
        if (old and (old.level, old.low, old.high)) != (new and (new.level, new.low, new.high))
    ]
    yield from found or [Change("facts", "criterion_words", code, None, None)]


def _question(code: str, was: Question | None, now: Question | None) -> Iterator[Change]:
    if was is None or now is None:
        yield Change("facts", "question", code, was and was.short, now and now.short)
        return
    levels = ({level.code: level for level in each.levels} for each in (was, now))
    found = []
    for level, old, new in _both(*levels):
        effects = (old.effects if old else {}), (new.effects if new else {})
        found += [
            Change("facts", "effect", f"{code}.{level}.{option}", one, other)
            for option, one, other in _both(*effects)
            if (one or 0) != (other or 0)
        ]
        if (old and old.need) != (new and new.need) or not (old and new):
            needs = old and old.need, new and new.need
            found.append(Change("facts", "answer_level", f"{code}.{level}", *needs))
    yield from found or [Change("facts", "question_words", code, None, None)]


def _entries(cause: Cause, name: str, before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """One line for a whole table: how many of its entries differ."""
    tables = [_table(getattr(catalogue, name)) for catalogue in (before, after)]
    differing = len(tuple(_both(*tables)))
    if differing:
        yield Change(cause, "entries", name, None, differing)


def _table(entries: Any) -> dict[str, Any]:
    if isinstance(entries, Mapping):
        return dict(entries)
    return {str(getattr(entry, "code", number)): entry for number, entry in enumerate(entries)}


def _by_lane(entries: tuple[Any, ...]) -> dict[str, Any]:
    return {f"{entry.option}.{entry.capability}": entry for entry in entries}


def _lanes(
    kind: str,
    before: Mapping[str, LanePrice | HardwareSet],
    after: Mapping[str, LanePrice | HardwareSet],
) -> Iterator[Change]:
    for lane, was, now in _both(before, after):
        yield Change("prices", kind, lane, was, now)


def _rule_kind(was: Rule | None, now: Rule | None) -> str:
    if was is None or now is None:
        return "rule_added" if was is None else "rule_removed"
    return "rule_kind" if was.kind != now.kind else "rule"


def with_facts(catalogue: Catalogue, after: Catalogue) -> Catalogue:
    """Return the catalogue with the facts of another one.

    What either speaks of stays whole: prices and assumptions of what only the other knows come
    along, and what the hardware of this one is made of stays.
    """
    known = _by_lane(catalogue.prices).keys()
    return replace(
        catalogue,
        **{name: getattr(after, name) for name in (*FACTS, *NAMES)}
        | {name: getattr(catalogue, name) | getattr(after, name) for name in PARTS},
        assumptions={**after.assumptions, **catalogue.assumptions},
        prices=(
            *catalogue.prices,
            *(p for p in after.prices if f"{p.option}.{p.capability}" not in known),
        ),
    )


def with_law(catalogue: Catalogue, other: Catalogue) -> Catalogue:
    """Return the catalogue with the law of another one."""
    changed: dict[str, Any] = {name: getattr(other, name) for name in LAW}
    return replace(catalogue, **changed)
