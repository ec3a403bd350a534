"""Units, dates and sources of the catalogue as people write them."""

from datetime import date

from .. import numbers
from ..voice import Voice

UNITS = {  # as the catalogue writes them: German, English
    "EUR": ("Euro", "euros"),
    "EUR/USD": ("Euro je Dollar", "euros per dollar"),
    "EUR/a": ("Euro im Jahr", "euros a year"),
    "EUR/h": ("Euro je Stunde", "euros an hour"),
    "EUR/kWh": ("Euro je kWh", "euros per kWh"),
    "FTE": ("Vollzeitstellen", "full-time positions"),
    "d/month": ("Tage im Monat", "days a month"),
    "h/month": ("Stunden im Monat", "hours a month"),
    "kg/kWh": ("kg je kWh", "kg per kWh"),
    "months": ("Monate", "months"),
    "pages": ("Seiten", "pages"),
    "requests": ("Anfragen", "requests"),
    "requests/d": ("Anfragen am Tag", "requests a day"),
    "share": ("Prozent", "percent"),
    "share/a": ("Prozent im Jahr", "percent a year"),
    "tokens/page": ("Textbausteine je Seite", "tokens per page"),
    "tokens/s": ("Textbausteine je Sekunde", "tokens per second"),
    "x": ("-fach", "times"),
}
SHARES = frozenset({"share", "share/a"})
SOURCES = {  # what is no document: German, English
    "OWN": ("eigene Schätzung", "own estimate"),
    "CALC": ("eigene Rechnung", "own calculation"),
    "MEMORY": ("nicht geprüft", "not checked"),
    "CONTRACT": ("Ihr Vertrag", "your contract"),
}


def unit(code: str, voice: Voice) -> str:
    """Return a unit in words; as the catalogue writes it where it needs none."""
    return voice.say(*UNITS.get(code, (code, code)))


def figure(value: float, code: str, voice: Voice) -> str:
    """Write a figure with as many decimals as it needs, three at most; shares in percent."""
    shown = 100 * value if code in SHARES else value
    places = next((p for p in range(3) if abs(round(shown, p) - shown) < 1e-9), 3)
    return voice.number(shown, places)


def origin(dated: str, source: str, voice: Voice) -> str:
    """Return date and source: "23.11.2026 · S3", "23.11.2026 · eigene Schätzung"."""
    return f"{day(dated, voice)} · {voice.say(*SOURCES.get(source, (source, source)))}"


def day(written: str, voice: Voice) -> str:
    """Write a date of the catalogue; what is no whole date stays as it is."""
    try:
        return numbers.day(date.fromisoformat(written), voice.language)
    except ValueError:
        return written
