"""What the catalogue consists of: plain frozen values, no reading and no judging.

Every text exists in German and English (`Text`). Every figure carries the id of a
`Source`. Codes are those of the domain notes: criteria `KT … NA`, questions `KT1 … NA4`,
profile `U1 … U14`, use-case intake `F1 … F16`, themes `T1 … T5`, statements `T1a … T5e`,
rules `KO-01 … KO-25`, options `api_us … open_onprem`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Language = Literal["de", "en"]
DONT_KNOW = "9"  # the level code of "we do not know yet", the same in every question


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    de: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the English text for "en…", else the German one."""
        return self.en if language.startswith("en") else self.de


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure or a statement comes from; `dated` is free text such as "2026-05"."""

    id: str
    title: str
    dated: str
    checked: date
    read: Literal["whole", "excerpt", "memory", "own"]


@dataclass(frozen=True, slots=True)
class BaseLevel:
    """How well an option serves a criterion before any answer: 0 (worst) to 4 (best)."""

    level: float
    low: float
    high: float
    reason: Text
    source: str


@dataclass(frozen=True, slots=True)
class SourcingOption:
    """One of the five ways of sourcing a model.

    usual_class: the strongest capability class usually met on this lane (S, M, L, XL).
    readiness: the level each theme needs at least for a start on this lane.
    """

    code: str
    letter: str
    label: Text
    short: Text
    description: Text
    open_weights: bool
    operated_by: Text
    usual_class: str
    readiness: dict[str, int]
    readiness_else: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the seven criteria with its anchors; `base` is empty where it is computed."""

    code: str
    label: Text
    short: Text
    description: Text
    worst: Text
    best: Text
    base: dict[str, BaseLevel]


@dataclass(frozen=True, slots=True)
class Level:
    """One possible answer.

    need: 0 (no need) to 1 (highest), or None where the question does not measure need.
    effects: points -2 … +2 on the fit of each option; `hybrid` = need for a second lane.
    """

    code: str
    label: Text
    detail: Text | None
    note: Text | None
    need: float | None
    effects: dict[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """One of the 32 criterion questions.

    kind: "choice" (one of `levels`), "number" (KP1), "computed" (NA3; never asked).
    hidden_when: question → levels that make this one pointless (AN2 when AN1 = "1").
    """

    code: str
    criterion: str
    kind: Literal["choice", "number", "computed"]
    text: Text
    short: Text
    hint: Text | None
    why: Text
    why_sources: tuple[str, ...]
    per_use_case: bool
    binding_text: Text | None
    levels: tuple[Level, ...]
    unit: Text | None = None
    minimum: int = 0
    maximum: int = 1_000_000
    hidden_when: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def asked(self) -> bool:
        """False for the computed question."""
        return self.kind != "computed"

    def level(self, code: str) -> Level | None:
        """Return the level with this code, or None (also for "do not know")."""
        return next((level for level in self.levels if level.code == code), None)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the market debate for one side, corrected to today.

    side: which camp the claim speaks of. holds: does it hold today?
    reveals: the questions whose answer decides whether it matters for this company.
    """

    id: str
    criterion: str
    side: Literal["proprietary", "open", "both"]
    holds: Literal["yes", "depends", "outdated", "no"]
    claim: Text
    today: Text
    sources: tuple[str, ...]
    reveals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One selectable entry of a profile or intake question."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    """A question on the company (U1 … U14) or a use case (F1 … F16).

    kind: choice | choices (several) | integer | decimal | money (turnover and balance)
    | text | yes_no | question (answered by the criterion questions in `same_as`)
    | archetype (picked from the use-case templates).
    """

    code: str
    kind: str
    text: Text
    short: Text
    hint: Text | None
    why: Text
    required: bool
    choices: tuple[Choice, ...]
    same_as: tuple[str, ...]
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True, slots=True)
class Archetype:
    """A use-case template with prefilled answers and volumes.

    usage: users, requests_per_user_per_day, pages_in, pages_out (defaults of the form).
    answers: question code → level, put in as overrides when the template is picked.
    """

    code: str
    label: Text
    description: Text
    advice: Text
    usage: dict[str, float]
    answers: dict[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One readiness statement; `levels` are the five sentences to choose from."""

    code: str
    label: Text
    levels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ThemeAction:
    """What to do next at a maturity level."""

    level: int
    action: Text
    effort: Text
    owner: Text
    duration: Text
    weeks: int


@dataclass(frozen=True, slots=True)
class ReadinessTheme:
    """One of the five readiness themes of the deck.

    importance: the question how much it matters; `Catalogue.theme_importance` are its answers.
    """

    code: str
    label: Text
    description: Text
    importance: Text
    statements: tuple[Statement, ...]
    actions: tuple[ThemeAction, ...]


@dataclass(frozen=True, slots=True)
class ThemeImportance:
    """One answer to how much a readiness theme matters for what the company is up to."""

    code: str
    label: Text
    detail: Text


@dataclass(frozen=True, slots=True)
class Assumption:
    """A dated figure of the cost model; the unit stands in `unit` and in the code."""

    code: str
    label: Text
    value: float
    low: float
    high: float
    unit: str
    source: str
    dated: str


@dataclass(frozen=True, slots=True)
class LanePrice:
    """What an option that is paid per token (A to C) costs in one capability class, dated.

    per_million_in, per_million_out: list price in `currency`, without VAT. cached_in: for input
    read from a cache, None where the provider offers none. surcharge: factor for processing in
    the EU. list_model: "provider/model" of genai-prices whose price this is, None where another
    source gives it.
    """

    option: str
    capability: str
    label: str
    currency: Literal["EUR", "USD"]
    per_million_in: float
    per_million_out: float
    cached_in: float | None
    surcharge: float
    list_model: str | None
    source: str
    dated: str


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready spread of the 100 importance points."""

    code: str
    label: Text
    points: dict[str, int]
