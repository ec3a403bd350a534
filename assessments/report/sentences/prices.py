"""The age of a price, in words."""

from datetime import date, timedelta

from ..voice import Voice

OLD = timedelta(days=90)


def old_price(dated: str, today: date, voice: Voice) -> str:
    """Return a warning for a price that is, or may be, older than 90 days.

    dated: "2026-07-15", "2026-07" or "2026", more words may follow.
    """
    span = _days_of(dated)
    if span is None:
        return voice.say("Datum des Preises unbekannt: bitte prüfen.",
                         "Date of the price unknown: please check.")  # fmt: skip
    first, last = span
    if today - last > OLD:
        return voice.say("Preis älter als 90 Tage: bitte prüfen.",
                         "Price older than 90 days: please check.")  # fmt: skip
    if today - first > OLD:
        return voice.say("Preis vielleicht älter als 90 Tage: bitte prüfen.",
                         "Price perhaps older than 90 days: please check.")  # fmt: skip
    return ""


def _days_of(dated: str) -> tuple[date, date] | None:
    """Return the first and the last day a written date may mean."""
    parts = [int(part) for part in dated.partition(" ")[0].split("-") if part.isdigit()]
    try:
        if len(parts) == 3:
            day = date(*parts)
            return day, day
        if len(parts) == 2:
            year, month = parts
            after = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), after - timedelta(days=1)
        return (date(parts[0], 1, 1), date(parts[0], 12, 31)) if parts else None
    except ValueError:
        return None
