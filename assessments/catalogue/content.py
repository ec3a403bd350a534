"""The catalogue as one value: everything that was read, and the questions one asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    Source,
    SourcingOption,
    Statement,
    ThemeImportance,
)
from .help import HelpOffer
from .law import LegalDate, LegalTopic, Rule
from .overrides import Overrides
from .technology import (
    Anchor,
    ClosedModel,
    ElectricityMix,
    Gpu,
    HardwareSet,
    OpenModel,
    Quantisation,
    ServiceEnergy,
    ServiceSpeed,
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
    theme_importance: dict[str, ThemeImportance]
    rules: dict[str, Rule]
    assumptions: dict[str, Assumption]
    prices: tuple[LanePrice, ...]
    presets: tuple[Preset, ...]
    models: dict[str, OpenModel]
    closed_models: dict[str, ClosedModel]
    gpus: dict[str, Gpu]
    quantisations: dict[str, Quantisation]
    hardware: tuple[HardwareSet, ...]
    mixes: dict[str, ElectricityMix]
    energy: tuple[ServiceEnergy, ...]
    speeds: dict[str, ServiceSpeed]
    anchors: dict[str, Anchor]
    help_offers: tuple[HelpOffer, ...]
    timetable: tuple[LegalDate, ...]
    topics: tuple[LegalTopic, ...]
    overrides: Overrides = field(default=Overrides(), kw_only=True)  # an organisation's own values

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
        return tuple(q for q in self.by_criterion.get(code, ()) if q.asked)

    @cached_property
    def by_criterion(self) -> dict[str, tuple[Question, ...]]:
        """The questions of each criterion, the computed one among them."""
        questions = self.questions.values()
        return {code: tuple(q for q in questions if q.criterion == code) for code in self.criteria}

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
