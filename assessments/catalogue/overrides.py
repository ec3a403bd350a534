"""What an organisation judges otherwise than the catalogue: own levels and own effects."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .entries import BaseLevel, Criterion, Level, Question, Text

if TYPE_CHECKING:
    from .content import Catalogue

OWN = "OWN"  # the source of whatever somebody judges


@dataclass(frozen=True, slots=True)
class OwnLevel:
    """An own starting level 0 … 4 of one way on one criterion, with its band and the reason."""

    criterion: str
    option: str
    level: float
    low: float
    high: float
    reason: str


@dataclass(frozen=True, slots=True)
class OwnEffect:
    """Own points -2 … +2 that one answer gives one way, with the reason."""

    question: str
    level: str
    option: str
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Overrides:
    """Everything an organisation judges otherwise; empty for most."""

    levels: tuple[OwnLevel, ...] = ()
    effects: tuple[OwnEffect, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.levels or self.effects)

    def level(self, criterion: str, option: str) -> OwnLevel | None:
        """Return the own level of a way on a criterion, None where the catalogue's counts."""
        wanted = (criterion, option)
        return next((own for own in self.levels if (own.criterion, own.option) == wanted), None)


def overridden(catalogue: "Catalogue", given: Overrides) -> "Catalogue":
    """Return the catalogue with these values in place of its own.

    What the catalogue does not know (any more) is passed over. The hash goes with the values
    that count, not with the reasons: other words alone change no result.
    """
    kept = _known(catalogue, given)
    if not kept:
        return catalogue
    return replace(
        catalogue,
        sha256=_sha256(catalogue.sha256, kept),
        criteria={c.code: _criterion(c, kept.levels) for c in catalogue.criteria.values()},
        questions={q.code: _question(q, kept.effects) for q in catalogue.questions.values()},
        overrides=kept,
    )


def _known(catalogue: "Catalogue", given: Overrides) -> Overrides:
    levels = (
        own
        for own in given.levels
        if own.criterion in catalogue.criteria
        and own.option in catalogue.criteria[own.criterion].base
    )
    effects = (
        own
        for own in given.effects
        if own.option in catalogue.options
        and own.question in catalogue.questions
        and catalogue.questions[own.question].level(own.level) is not None
    )
    return Overrides(tuple(levels), tuple(effects))


def _sha256(shipped: str, kept: Overrides) -> str:
    values = [(o.criterion, o.option, o.level, o.low, o.high) for o in kept.levels]
    points = [(o.question, o.level, o.option, o.points) for o in kept.effects]
    written = json.dumps([shipped, sorted(values), sorted(points)])
    return hashlib.sha256(written.encode()).hexdigest()


def _criterion(criterion: Criterion, levels: Iterable[OwnLevel]) -> Criterion:
    own = {
        o.option: BaseLevel(o.level, o.low, o.high, Text(o.reason, o.reason), OWN)
        for o in levels
        if o.criterion == criterion.code
    }
    return replace(criterion, base=criterion.base | own) if own else criterion


def _question(question: Question, effects: Iterable[OwnEffect]) -> Question:
    own = [effect for effect in effects if effect.question == question.code]
    if not own:
        return question
    return replace(question, levels=tuple(_level(level, own) for level in question.levels))


def _level(level: Level, own: Iterable[OwnEffect]) -> Level:
    points = {effect.option: effect.points for effect in own if effect.level == level.code}
    return replace(level, effects=level.effects | points) if points else level
