"""Law as data: the rules, the timetable of the AI Act, and what else holds – all of it dated.

Nothing here is legal advice. What was not looked up says so (`verified`, `state`).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from .entries import Text

REVIEW_DAYS = 365  # a rule nobody looked at for longer than this is due for another look

Validity = Literal["current", "review", "ended"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A knock-out, condition or duty, with its article and date.

    kind: gate (option out) | condition (only with the safeguard) | duty (to-do for every
    option) | flag (a hint). options: which options a gate or condition hits.
    when: alternatives (or), each a list of facts that must all hold (and). A fact is
    `{answer = "KT1", in = ["3"], binding = true}`, `{profile = "U8", has = "kritis_nis2"}`,
    `{profile = "U9", in = ["some"]}`, `{intake = "F9", in = ["decides"]}`,
    `{archetype = ["hr"]}` or `{always = true}`; an unknown answer makes it unclear.
    safeguards: what has to be in place (condition) or done (duty), one sentence each.
    valid_until: the last day it holds, None = no end is known. review_after: from the day
    after, somebody should look at it again; None = a year after `valid_as_of`.
    """

    id: str
    kind: Literal["gate", "condition", "duty", "flag"]
    title: Text
    text: Text
    options: tuple[str, ...]
    when: tuple[tuple[dict[str, Any], ...], ...]
    safeguards: tuple[Text, ...]
    legal_basis: Text
    source: str
    valid_as_of: date
    verified: bool
    valid_until: date | None = None
    review_after: date | None = None

    @property
    def review_day(self) -> date:
        """The last day on which nobody has to look at it again."""
        return self.review_after or self.valid_as_of + timedelta(days=REVIEW_DAYS)

    def validity(self, today: date) -> Validity:
        """Whether the rule is current, due for another look, or past its end; it applies still."""
        if self.valid_until is not None and today > self.valid_until:
            return "ended"
        return "review" if today > self.review_day else "current"


@dataclass(frozen=True, slots=True)
class LegalDate:
    """One line of the AI Act's timetable.

    day: when it starts. roughly: how the day is called where it is not exact ("July 2026"),
    `day` is then the last it can be. state: verified (read in the source) | expected (was
    announced, nobody saw it happen) | unverified (from memory). open: what is not known, if
    anything. rules: ids of the rules it concerns.
    """

    day: date
    roughly: Text | None
    what: Text
    open: Text | None
    state: Literal["verified", "expected", "unverified"]
    rules: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class LegalTopic:
    """Another law or guidance: the state that was found, on which day, and what is not known."""

    code: str
    title: Text
    state: Text
    open: Text | None
    as_of: date
    rules: tuple[str, ...]
    source: str
