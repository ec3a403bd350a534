"""Names in two catalogues at once, and from what to what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assessments.engine.changes import Change

from ..voice import Voice


@dataclass(frozen=True, slots=True)
class Voices:
    """The same language with both catalogues: what is gone has its name in the earlier one."""

    before: Voice
    after: Voice

    def question(self, code: str) -> Voice:
        """The voice that knows the question, the later one first."""
        return self.after if code in self.after.catalogue.questions else self.before


def from_to(before: str, after: str, voice: Voice) -> str:
    """From what to what; what was or is not said has its own words."""
    if not before:
        return voice.say(f"neu: {after}", f"new: {after}")
    if not after:
        return voice.say(f"entfallen, vorher: {before}", f"gone, before: {before}")
    return f"{before} → {after}"


def said(value: Any) -> str:
    """Return a value as text, nothing for None."""
    return "" if value is None else str(value)


def option_name(code: str, voices: Voices) -> str:
    """Return a way's short name, its code where neither catalogue has it."""
    for voice in (voices.after, voices.before):
        if code in voice.catalogue.options:
            return voice.short(code)
    return code


def rule_name(code: str, voices: Voices) -> str:
    """Return a rule's id with its title."""
    for voice in (voices.after, voices.before):
        if code in voice.catalogue.rules:
            return f"{code} {voice.text(voice.catalogue.rules[code].title)}"
    return code


Words = Callable[[Change, Voices], tuple[str, str]]
