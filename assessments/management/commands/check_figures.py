"""Recompute prices, energy and electricity mixes with the pinned packages; say what differs."""

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from math import isclose
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import LanePrice
from assessments.services import list_prices, service_energy

TOLERANCE = 0.01  # of the figure; the files hold four leading digits


class Difference(NamedTuple):
    """A figure of the catalogue and what the package says instead."""

    file: str
    entry: str
    ours: object
    theirs: object

    def __str__(self) -> str:
        return f"{self.file}: {self.entry}: {self.ours} here, {self.theirs} in the package"


class Command(BaseCommand):
    """`manage.py check_figures`; fails if a figure differs from the package it came from."""

    help = "Compare prices, energy and electricity mixes with the installed packages."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every difference; the exit code is 1 if there is one."""
        found = list(differences(load()))
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{len(found)} figures differ from the installed packages.")
        prices, energy = version("genai-prices"), version("ecologits")
        self.stdout.write(f"All figures as in genai-prices {prices} and ecologits {energy}.")


def differences(catalogue: Catalogue) -> Iterator[Difference]:
    """Yield every figure that the packages give otherwise."""
    yield from _versions()
    for price in catalogue.prices:
        if price.list_model:
            yield from _price(price)
    for row in catalogue.energy:
        computed = service_energy.compute(row)
        for name in ("kwh_low", "kwh", "kwh_high", "embodied_kg"):
            ours, theirs = getattr(row, name), getattr(computed, name)
            if not isclose(ours, theirs, rel_tol=TOLERANCE):
                entry = f"{row.option} {row.capability} {name}"
                yield Difference("energy.toml", entry, ours, f"{theirs:.4g}")
    for mix in catalogue.mixes.values():
        theirs = service_energy.kg_per_kwh(mix.code)
        if mix.kg_per_kwh != theirs:
            yield Difference("electricity.toml", mix.code, mix.kg_per_kwh, theirs)


def _versions() -> Iterator[Difference]:
    if version("genai-prices") != list_prices.LIST_VERSION:
        yield Difference(
            "list_prices.py", "LIST_VERSION", list_prices.LIST_VERSION, version("genai-prices")
        )
    if version("ecologits") != service_energy.VERSION:
        yield Difference(
            "service_energy.py", "VERSION", service_energy.VERSION, version("ecologits")
        )


def _price(price: LanePrice) -> Iterator[Difference]:
    entry = f"{price.option} {price.capability}"
    try:
        listed = list_prices.quote(
            price.list_model or "", 1000, 1000, at=date.fromisoformat(price.dated)
        )
    except list_prices.ListPriceError as error:
        yield Difference("prices.toml", f"{entry} list_model", price.list_model, error)
        return
    pairs = {
        "per_million_in": listed.per_million_in,
        "per_million_out": listed.per_million_out,
        "cached_in": listed.per_million_cached,
    }
    for name, theirs in pairs.items():
        if getattr(price, name) != theirs:
            yield Difference("prices.toml", f"{entry} {name}", getattr(price, name), theirs)
