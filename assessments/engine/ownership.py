"""What an option costs month by month over years: usage, hardware in steps, power, people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .cost_result import PARTS, Course, Part
from .costs import BATCH
from .demand import Demand, highest_class
from .draws import Array
from .equipment import Owned, Rented, equipment, needed_sets, owning
from .ownership_draws import Sampled


@dataclass(frozen=True, slots=True)
class Terms:
    """What an option costs today, each an array (N, 1): one-off EUR, else EUR a month."""

    one_off: Array
    usage: Array
    care: Array
    requests: Array
    hardware: Rented | Owned | None


@dataclass(frozen=True, slots=True)
class Series:
    """Payments by month in N cases. parts: part → (N, M) EUR; servers, requests: (N, M)."""

    parts: Mapping[Part, Array]
    servers: Array
    requests: Array
    discounts: Array

    @property
    def totals(self) -> Array:
        """(N,) EUR over the horizon."""
        return sum((part.sum(axis=1) for part in self.parts.values()), np.zeros(1))

    def course(self, case: int) -> Course:
        """One case as plain values; its parts add up to its total."""
        rows = {part: paid[case] for part, paid in self.parts.items()}
        nothing = (0.0,) * self.servers.shape[1]
        months = {p: tuple(rows[p].tolist()) if p in rows else nothing for p in PARTS}
        paid = np.add.reduce(list(rows.values()))
        requests = float(self.requests[case].sum())
        total = float(paid.sum())
        return Course(
            months=months,
            servers=tuple(int(sets) for sets in self.servers[case].tolist()),
            total=total,
            present_value=float((paid * self.discounts[case]).sum()),
            per_request=total / requests if requests > 0 else None,
        )


def terms(
    option: str, demands: Sequence[Demand], sampled: Sampled, token_price: float = 1.0
) -> Terms:
    """Work out what an option costs that carries all these demands.

    Tokens are paid in each use case's own class, hardware as one pool for the highest of them;
    people and integration once. token_price: factor on the price per token (stress tests).
    """
    figures, nothing = sampled.figures, np.zeros((sampled.count, 1))
    care = sampled.spread("care", figures.range(f"care_fte_{option}"))
    found = figures.sets.get((option, highest_class(demands)))
    requests = (sampled.spread("volume", demand.volume.requests) for demand in demands)
    return Terms(
        one_off=sampled.spread("integration", figures.range(f"integration_eur_{option}")),
        usage=token_price * _usage(option, demands, sampled) if found is None else nothing,
        care=care * sampled.value("fte_eur_per_year") / 12,
        requests=sum(requests, nothing),
        hardware=equipment(option, found, demands, sampled) if found else None,
    )


def _usage(option: str, demands: Sequence[Demand], sampled: Sampled) -> Array:
    """EUR a month for tokens at today's volume and price."""
    figures = sampled.figures
    cached = np.clip(sampled.value("cached_share"), 0, 1)
    paid = np.zeros((sampled.count, 1))
    for demand in demands:
        lane = option, demand.capability
        fresh = figures.eur_per_million(*lane, "in")
        read = fresh - cached * (fresh - figures.eur_per_million(*lane, "cached"))
        cost = sampled.spread("volume", demand.volume.input_tokens) * read
        cost = cost + sampled.spread("volume", demand.volume.output_tokens) * (
            figures.eur_per_million(*lane, "out")
        )
        if demand.pattern == BATCH:
            cost = cost * sampled.value("batch_price_factor")
        listed, rate = figures.prices.get(lane), figures.value("usd_eur")
        if listed is not None and listed.currency == "USD" and rate:
            cost = cost * (sampled.value("usd_eur") / rate)
        paid = paid + cost
    return paid * sampled.value("token_price_factor") / 1e6


def series(terms: Terms, sampled: Sampled, months: int) -> Series:
    """Pay month by month: what grows, what gets cheaper, what is bought in steps."""
    growth = sampled.growth(months)
    shape = growth.shape
    one_off = np.zeros(shape)
    one_off[:, :1] = terms.one_off
    parts: dict[Part, Array] = {"one_off": one_off, "care": np.broadcast_to(terms.care, shape)}
    servers = np.zeros(shape)
    match terms.hardware:
        case None:
            parts["usage"] = terms.usage * growth * sampled.token_prices(months)
        case Rented(needed, rent):
            servers = needed_sets(needed * growth)
            parts["hardware"] = servers * rent
        case Owned() as owned:
            servers = needed_sets(owned.needed * growth) + owned.spare
            parts |= owning(owned, servers, growth)
    return Series(parts, servers, terms.requests * growth, sampled.discounts(months))
