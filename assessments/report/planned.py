"""One entry of an action plan as the report, the workbook and the calendar print it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from .voice import Voice

Status = Literal["open", "doing", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """Who does what by when. uid: the same for ever; changed and version: of the last save.

    lapsed: the reason it was proposed for no longer exists.
    """

    uid: str
    title: str
    detail: str
    owner: str
    due: date | None
    status: Status
    reason: str
    lapsed: bool
    changed: datetime
    version: int

    @property
    def is_ahead(self) -> bool:
        """True while something remains to be done."""
        return self.status in ("open", "doing")


def status_word(status: Status, voice: Voice) -> str:
    """Return how far an entry is, in one or two words."""
    words = {
        "open": ("offen", "open"),
        "doing": ("in Arbeit", "in progress"),
        "done": ("erledigt", "done"),
        "dropped": ("verworfen", "dropped"),
    }
    return voice.say(*words[status])
