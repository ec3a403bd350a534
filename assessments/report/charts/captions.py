"""What all charts share: names for ids, and the line on the source."""

import re
from datetime import date

from .. import numbers
from ..voice import Voice


def chart_name(kind: str, key: str = "") -> str:
    """Return a name for ids: letters, digits and hyphens, distinct for distinct keys."""
    safe = re.sub(r"[^A-Za-z0-9]", lambda match: f"-{ord(match[0]):x}-", key)
    return f"{kind}-{safe}".rstrip("-")


def source_line(voice: Voice, dated: date) -> str:
    """Return where the figures come from, with version and date."""
    day = numbers.day(dated, voice.language)
    version = voice.catalogue.version
    return voice.say(
        f"Quelle: Ihre Antworten und Gewichte, Katalog {version}, Stand {day}",
        f"Source: your answers and weights, catalogue {version}, as of {day}",
    )
