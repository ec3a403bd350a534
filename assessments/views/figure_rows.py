"""The figures behind the costs as rows: grouped, with unit, source, date and own value."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.catalogue import load
from assessments.catalogue.entries import LanePrice
from assessments.catalogue.technology import HardwareSet
from assessments.engine.figure_values import bounds
from assessments.engine.figures import PRICE_FIELDS, SET_FIELDS, figure_codes
from assessments.forms.figure import FigureForm
from assessments.forms.numbers import write_number
from assessments.models import Assessment
from assessments.services.figures import Own, own

OLD = 90  # days after which a price should be looked at again
SHARES = ("share", "share/a")  # written as percent

# Group → how its codes begin; what fits nowhere is hardware.
GROUPS: dict[str, tuple[str, ...]] = {
    "volume": (
        *("working_days", "tokens_per_page", "thinking", "volume", "default_", "growth"),
        *("busy_share", "peak", "seconds", "requests"),
    ),
    "prices": ("in_", "out_", "cached_", "token_price", "batch", "usd", "price_decline"),
    "hardware": (),
    "people": ("fte", "care", "gateway", "integration", "hourly"),
    "money": ("discount",),
    "power": ("electricity", "pue", "grid", "input_energy", "idle_power", "embodied", "kw_"),
}
NAMES: dict[str, str | Promise] = {
    "volume": gettext_lazy("Volume"),
    "prices": gettext_lazy("Prices"),
    "hardware": gettext_lazy("Hardware"),
    "people": gettext_lazy("People"),
    "money": gettext_lazy("Money"),
    "power": gettext_lazy("Electricity and climate"),
}
UNITS: dict[str, str | Promise] = {
    "share": "%",
    "share/a": gettext_lazy("% a year"),
    "x": "×",
    "EUR": "€",
    "EUR/a": gettext_lazy("€ a year"),
    "EUR/h": gettext_lazy("€ an hour"),
    "EUR/kWh": gettext_lazy("€ per kWh"),
    "EUR/USD": gettext_lazy("€ per US dollar"),
    "FTE": gettext_lazy("full-time positions"),
    "d/month": gettext_lazy("days a month"),
    "h/month": gettext_lazy("hours a month"),
    "months": gettext_lazy("months"),
    "tokens/page": gettext_lazy("tokens per page"),
    "tokens/s": gettext_lazy("tokens per second"),
    "requests": gettext_lazy("requests"),
    "ms": gettext_lazy("milliseconds"),
    "requests/d": gettext_lazy("requests per working day"),
    "pages": gettext_lazy("pages"),
    "kg/kWh": gettext_lazy("kg per kWh"),
}
LANE_NAMES: dict[str, str | Promise] = {
    "in": gettext_lazy("price for what is read"),
    "out": gettext_lazy("price for what is written"),
    "cached": gettext_lazy("price for repeated text"),
    "hour": gettext_lazy("rent of the whole set"),
    "purchase": gettext_lazy("purchase of the whole server"),
    "kw": gettext_lazy("power under load"),
}
LANE_UNITS: dict[str, str | Promise] = {
    "EUR": gettext_lazy("€ per million tokens"),
    "USD": gettext_lazy("US dollars per million tokens"),
    "hour": gettext_lazy("€ an hour"),
    "purchase": "€",
    "kw": "kW",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the catalogue. lane: option and class of a price or a set, else empty."""

    code: str
    group: str
    value: float
    unit: str
    source: str
    dated: str
    lane: tuple[str, ...] = ()
    part: str = ""

    @property
    def percent(self) -> bool:
        """True where people read it as percent."""
        return self.unit in SHARES


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as it stands on the page.

    value: what counts. catalogue: what the catalogue says. old: its date is too long ago; an
    own value has none.
    """

    code: str
    label: str
    example: str
    value: str
    catalogue: str
    unit: str
    source: str
    dated: str
    old: bool
    own: Own


@dataclass(slots=True)
class Group:
    """Figures of one kind. unused: prices and hardware of classes nobody needs here."""

    code: str
    name: str
    rows: list[Row] = field(default_factory=list)
    unused: list[Row] = field(default_factory=list)

    @property
    def own_count(self) -> int:
        """How many have an own value."""
        return sum(row.own.value is not None for row in (*self.rows, *self.unused))

    @property
    def old_count(self) -> int:
        """How many of those in use have an old date."""
        return sum(row.old for row in self.rows)


@cache
def entries() -> dict[str, Entry]:
    """Return every figure that may have an own value, by code, in the catalogue's order."""
    catalogue, known = load(), figure_codes(load())
    found = [
        Entry(a.code, _group(a.code), a.value, a.unit, a.source, a.dated)
        for a in catalogue.assumptions.values()
    ]
    for price in catalogue.prices:
        found += _lane(price, PRICE_FIELDS, known)
    for hardware in catalogue.hardware:
        found += _lane(hardware, SET_FIELDS, known)
    return {entry.code: entry for entry in found}


def _lane(
    entry: LanePrice | HardwareSet, fields: dict[str, str], known: dict[str, float]
) -> Iterator[Entry]:
    for part in fields:
        code = f"{part}_{entry.option}_{entry.capability}"
        if code not in known:
            continue
        unit = entry.currency if isinstance(entry, LanePrice) else part
        lane = entry.option, entry.capability
        yield Entry(code, _group(code), known[code], unit, entry.source, entry.dated, lane, part)


def _group(code: str) -> str:
    fits = (name for name, begins in GROUPS.items() if code.startswith(begins))
    return next(fits, "hardware")


def row(code: str, assessment: Assessment, today: date) -> Row:
    """Return one figure as this assessment has it."""
    entry, mine = entries()[code], own(assessment, code)
    value = entry.value if mine.value is None else mine.value
    return Row(
        code=code,
        label=label(entry),
        example=_example(entry),
        value=_written(value, entry),
        catalogue=_written(entry.value, entry),
        unit=unit(entry),
        source=load().sources[entry.source].title,
        dated=_dated(entry.dated),
        old=mine.value is None and is_old(entry.dated, today),
        own=mine,
    )


def groups(assessment: Assessment, today: date, classes: Mapping[str, str]) -> list[Group]:
    """Return all figures by group.

    classes: option → capability class that is reckoned with; other classes stand apart.
    """
    found = {name: Group(name, str(NAMES[name])) for name in GROUPS}
    for entry in entries().values():
        group = found[entry.group]
        used = not entry.lane or classes.get(entry.lane[0]) == entry.lane[1]
        mine = row(entry.code, assessment, today)
        (group.rows if used else group.unused).append(mine)
    return list(found.values())


def form(code: str, *args: object, **kwargs: object) -> FigureForm:
    """Return the form for one figure, in its unit and with its bounds."""
    entry = entries()[code]
    limits = bounds(code, load())
    return FigureForm(
        *args,
        bounds=limits,
        unit=unit(entry),
        percent=entry.percent,
        auto_id=f"{code}-%s",
        **kwargs,
    )


def initial(code: str, assessment: Assessment) -> dict[str, object]:
    """Return what the form shows first: the own value, else the catalogue's."""
    entry, mine = entries()[code], own(assessment, code)
    value = entry.value if mine.value is None else mine.value
    shown = round(value * 100, 10) if entry.percent else value
    return {"value": shown, "note": mine.note, "seen": mine.value}


def label(entry: Entry) -> str:
    """Name a figure: that of the assumption, or way, class and what is paid."""
    catalogue, language = load(), get_language() or "de"
    if not entry.lane:
        return catalogue.assumptions[entry.code].label.in_language(language)
    option, capability = entry.lane
    short = catalogue.options[option].short.in_language(language)
    return _("%(way)s, class %(class)s: %(what)s") % {
        "way": short,
        "class": capability,
        "what": LANE_NAMES[entry.part],
    }


def unit(entry: Entry) -> str:
    """The unit in words."""
    return str((LANE_UNITS if entry.lane else UNITS).get(entry.unit, entry.unit))


def is_old(dated: str, today: date) -> bool:
    """True if even the last day of this date (2026, 2026-07, 2026-07-31) is long ago."""
    parts = [int(part) for part in dated.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return (today - date(year, month, day)).days > OLD


def _example(entry: Entry) -> str:
    catalogue = load()
    for price in catalogue.prices:
        if (price.option, price.capability) == entry.lane:
            return price.label
    for found in catalogue.hardware:
        if (found.option, found.capability) == entry.lane:
            return found.label.in_language(get_language() or "de")
    return ""


def _written(value: float, entry: Entry) -> str:
    shown = round(value * 100, 10) if entry.percent else value
    return write_number(round(shown, 6), get_language() or "de")


def _dated(dated: str) -> str:
    """Write 2026-11-23 as 23.11.2026 and 2026-07 as 07/2026; English keeps the ISO form."""
    parts = dated.split("-")
    if not (get_language() or "de").startswith("de") or len(parts) == 1:
        return dated
    return ".".join(reversed(parts)) if len(parts) == 3 else "/".join(reversed(parts))
