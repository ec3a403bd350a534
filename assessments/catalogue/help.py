"""Help from outside on the way to the next maturity level, with the dates it depends on."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .entries import Text

HelpKind = Literal["workshop", "training", "pilot", "coaching", "funding", "service_desk"]
HelpStanding = Literal["current", "ends_soon", "recheck", "ended"]
SOON = timedelta(days=90)
FRESH = timedelta(days=180)  # how long a look-up counts


@dataclass(frozen=True, slots=True)
class HelpOffer:
    """One kind of help for one or more readiness themes.

    from_level, to_level: it helps from the first up to the second, 1 … 5. valid_until: the last
    day it can be had, None where no end is known. checked: when somebody looked it up.
    verified: False where it was written down from memory or hearsay.
    """

    code: str
    themes: tuple[str, ...]
    from_level: int
    to_level: int
    kind: HelpKind
    label: Text
    text: Text
    provider: Text
    region: Text
    valid_until: date | None
    checked: date
    verified: bool
    source: str
    note: Text | None

    def fits(self, theme: str, level: int) -> bool:
        """True where it helps a company on this level to go on."""
        return theme in self.themes and self.from_level <= level < self.to_level

    def standing(self, today: date) -> HelpStanding:
        """Whether one may still count on it."""
        if self.valid_until is not None and self.valid_until < today:
            return "ended"
        if self.valid_until is not None and self.valid_until - today <= SOON:
            return "ends_soon"
        return "recheck" if today - self.checked > FRESH or not self.verified else "current"
