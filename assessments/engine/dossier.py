"""The dossier: the whole input of one assessment as plain frozen values.

Its JSON form is `modellwahl-dossier/1` (see data/schemas). Reading and judging a
document is the work of `engine.reading`; these values are already sound.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer: a level code ("1", "M", "9" = do not know) or, for KP1, a number."""

    level: str | None = None
    number: float | None = None
    binding: bool = False
    confidence: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """How much a use case is used: tokens a month, or people's words (the engine converts)."""

    input_tokens_per_month: float | None = None
    output_tokens_per_month: float | None = None
    requests_per_month: float | None = None
    users: float | None = None
    requests_per_user_per_day: float | None = None
    pages_in: float | None = None
    pages_out: float | None = None


@dataclass(frozen=True, slots=True)
class UseCaseInput:
    """One use case; its answers override the company's key by key."""

    id: str
    title: str
    archetype: str | None
    usage: Usage
    answers: dict[str, GivenAnswer] = field(default_factory=dict)
    intake: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GivenImportance:
    """One respondent's weights over the seven criteria, by the method they were asked.

    values: what the method needs, see `engine.weighing.weigh`. weight: how much the respondent
    counts beside the others.
    """

    respondent: str
    method: str
    values: dict[str, Any]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class CompanyInput:
    """The company's name and its profile (U1 … U14; an absent code = we do not know)."""

    name: str
    profile: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything `recommend` needs.

    readiness: themes (T1) or statements (T1a) → 1 … 5. figures: the company's own values in
    place of the catalogue's, by the codes of `engine.figures.figure_codes`, in their units.
    confirmed: rule → option → True (safeguards in place) or False (refused); absent = open.
    switched_off: rule → why the organisation does not apply it. theme_importance: readiness
    theme → 1 (not important) … 3 (high); absent = we do not know.
    """

    catalogue: str
    language: str
    as_of: date
    company: CompanyInput
    importance: tuple[GivenImportance, ...]
    answers: dict[str, GivenAnswer]
    readiness: dict[str, int]
    use_cases: tuple[UseCaseInput, ...]
    confirmed: dict[str, dict[str, bool]] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    switched_off: dict[str, str] = field(default_factory=dict)
    theme_importance: dict[str, int] = field(default_factory=dict)
