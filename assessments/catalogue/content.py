"""The catalogue as one value: everything that was read, and the questions one asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .entries import (
    Archetype,
    Assumption,
    Claim,
    Criterion,
    LanePrice,
    Preset,
    ProfileQuestion,
    Question,
    ReadinessTheme,
    Rule,
    Source,
    SourcingOption,
    Statement,
)


@dataclass(frozen=True)
class Catalogue:
    """Everything domain people edit, read once; `sha256` is the hash of the files."""

    version: str
    as_of: date
    sha256: str
    sources: dict[str, Source]
    options: dict[str, SourcingOption]
    criteria: dict[str, Criterion]
    questions: dict[str, Question]
    claims: tuple[Claim, ...]
    profile: dict[str, ProfileQuestion]
    intake: dict[str, ProfileQuestion]
    archetypes: dict[str, Archetype]
    themes: dict[str, ReadinessTheme]
    rules: dict[str, Rule]
    assumptions: dict[str, Assumption]
    prices: tuple[LanePrice, ...]
    presets: tuple[Preset, ...]

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions a person sees, in their order."""
        return tuple(q for q in self.questions.values() if q.asked)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """All readiness statements by code."""
        return {s.code: s for t in self.themes.values() for s in t.statements}

    def of_criterion(self, code: str) -> tuple[Question, ...]:
        """The asked questions of one criterion."""
        return tuple(q for q in self.asked if q.criterion == code)

    def visible(self, levels: Mapping[str, str]) -> tuple[Question, ...]:
        """The asked questions that make sense beside these answers (code → level)."""
        return tuple(
            q
            for q in self.asked
            if not any(levels.get(code) in hides for code, hides in q.hidden_when.items())
        )

    def evidence(self, question: Question) -> tuple[Claim, ...]:
        """Claims this question decides; where none does, those of its criterion."""
        direct = tuple(c for c in self.claims if question.code in c.reveals)
        sides = {c.side for c in direct}
        if "both" in sides or {"proprietary", "open"} <= sides:
            return direct
        rest = (c for c in self.claims if c.criterion == question.criterion)
        return direct + tuple(c for c in rest if c not in direct and c.side not in sides)
