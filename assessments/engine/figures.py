"""The catalogue's figures as the formulas need them, with the company's own values put in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Assumption, LanePrice
from assessments.catalogue.technology import (
    Anchor,
    ElectricityMix,
    Gpu,
    HardwareSet,
    OpenModel,
    Quantisation,
    ServiceEnergy,
    ServiceSpeed,
)

from .result import Range

CLASSES = ("S", "M", "L", "XL")  # capability classes, weakest first
Lane = tuple[str, str]  # option, capability class

# What an own value may replace in a lane: the code's beginning → the entry's field.
PRICE_FIELDS = {"in": "per_million_in", "out": "per_million_out", "cached": "cached_in"}
SET_FIELDS = {"hour": "eur_per_hour", "purchase": "purchase_eur", "kw": "kilowatts"}


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Assumptions, prices and technical facts, ready to look up.

    prices, sets, energy: by option and capability class. own: codes of the figures for which
    the company's own value stands instead of the catalogue's.
    """

    assumptions: Mapping[str, Assumption]
    prices: Mapping[Lane, LanePrice]
    sets: Mapping[Lane, HardwareSet]
    energy: Mapping[Lane, ServiceEnergy]
    models: Mapping[str, OpenModel]
    gpus: Mapping[str, Gpu]
    quantisations: Mapping[str, Quantisation]
    mixes: Mapping[str, ElectricityMix]
    speeds: Mapping[str, ServiceSpeed]
    anchors: Mapping[str, Anchor]
    own: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, catalogue: Catalogue, own: Mapping[str, float] | None = None) -> "Figures":
        """Index the catalogue's figures; own: code → value, see `figure_codes`."""
        own = own or {}
        return cls(
            {code: _own_assumption(a, own.get(code)) for code, a in catalogue.assumptions.items()},
            {(p.option, p.capability): _own_price(p, own) for p in catalogue.prices},
            {(s.option, s.capability): _own_set(s, own) for s in catalogue.hardware},
            {(e.option, e.capability): e for e in catalogue.energy},
            catalogue.models,
            catalogue.gpus,
            catalogue.quantisations,
            catalogue.mixes,
            catalogue.speeds,
            catalogue.anchors,
            frozenset(own),
        )

    def value(self, code: str) -> float:
        """Return the likely value of an assumption."""
        return self.assumptions[code].value

    def range(self, code: str) -> Range:
        """Return an assumption with its bounds."""
        figure = self.assumptions[code]
        return Range(figure.low, figure.value, figure.high)

    def eur_per_million(
        self, option: str, capability: str, part: Literal["in", "out", "cached"]
    ) -> float:
        """EUR per million tokens at the likely rate; 0 for lanes that are not paid by use.

        Where no price for cached input is known, the full one counts.
        """
        price = self.prices.get((option, capability))
        if price is None:
            return 0.0
        listed = getattr(price, PRICE_FIELDS[part])
        amount = price.per_million_in if listed is None else listed
        rate = self.value("usd_eur") if price.currency == "USD" else 1.0
        return float(amount) * price.surcharge * rate


def figure_codes(catalogue: Catalogue) -> dict[str, float]:
    """Return every code a company may put its own value to, with the catalogue's value."""
    codes = {code: assumption.value for code, assumption in catalogue.assumptions.items()}
    entries = [(p, PRICE_FIELDS) for p in catalogue.prices]
    entries += [(s, SET_FIELDS) for s in catalogue.hardware]  # type: ignore[misc]
    for entry, fields in entries:
        for begin, name in fields.items():
            value = getattr(entry, name)
            if value is None and begin == "cached":  # no price known: the full one counts
                value = getattr(entry, PRICE_FIELDS["in"])
            if value is not None:
                codes[f"{begin}_{entry.option}_{entry.capability}"] = float(value)
    return codes


def _own_assumption(figure: Assumption, own: float | None) -> Assumption:
    """The band moves with the value: in proportion, or by the difference where signs mix."""
    if own is None:
        return figure
    if figure.value > 0 and figure.low >= 0 and own >= 0:
        by = own / figure.value
        return replace(figure, value=own, low=figure.low * by, high=figure.high * by)
    moved = own - figure.value
    return replace(figure, value=own, low=figure.low + moved, high=figure.high + moved)


def _own_price(price: LanePrice, own: Mapping[str, float]) -> LanePrice:
    return replace(price, **_given(price, PRICE_FIELDS, own))


def _own_set(found: HardwareSet, own: Mapping[str, float]) -> HardwareSet:
    given = _given(found, SET_FIELDS, own)
    if kilowatts := given.get("kilowatts"):
        by = kilowatts / found.kilowatts
        given |= {
            "kilowatts_low": found.kilowatts_low * by,
            "kilowatts_high": found.kilowatts_high * by,
        }
    return replace(found, **given)


def _given(
    entry: LanePrice | HardwareSet, fields: Mapping[str, str], own: Mapping[str, float]
) -> dict[str, Any]:
    lane = f"{entry.option}_{entry.capability}"
    return {name: own[f"{b}_{lane}"] for b, name in fields.items() if f"{b}_{lane}" in own}


def times(*factors: Range) -> Range:
    """Multiply ranges of positive figures bound by bound."""
    low = likely = high = 1.0
    for factor in factors:
        low, likely, high = low * factor.low, likely * factor.likely, high * factor.high
    return Range(low, likely, high)


def plus(*parts: Range) -> Range:
    """Add ranges bound by bound."""
    return Range(
        sum(p.low for p in parts), sum(p.likely for p in parts), sum(p.high for p in parts)
    )


def fixed(value: float) -> Range:
    """A figure without doubt."""
    return Range(value, value, value)
