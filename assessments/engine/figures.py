"""The catalogue's figures as the formulas need them: by code, by option and class."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Assumption, LanePrice

from .result import Range

CLASSES = ("S", "M", "L", "XL")  # capability classes, weakest first


@dataclass(frozen=True, slots=True)
class Figures:
    """Assumptions and prices, ready to look up."""

    assumptions: Mapping[str, Assumption]
    prices: Mapping[tuple[str, str], LanePrice]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Figures":
        """Index the catalogue's figures."""
        prices = {(price.option, price.capability): price for price in catalogue.prices}
        return cls(catalogue.assumptions, prices)

    def value(self, code: str) -> float:
        """Return the likely value of an assumption."""
        return self.assumptions[code].value

    def range(self, code: str) -> Range:
        """Return an assumption with its bounds."""
        figure = self.assumptions[code]
        return Range(figure.low, figure.value, figure.high)


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
