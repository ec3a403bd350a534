"""The hardware of an option over years: sets in whole steps, purchase, upkeep, electricity."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessments.catalogue.technology import HardwareSet

from .capacity import request_seconds, tokens_per_month
from .cost_result import Part
from .costs import HOURS_PER_MONTH
from .demand import Demand, highest_class
from .draws import Array
from .figures import Figures, fixed, times
from .ownership_draws import Sampled
from .result import Range

NO_OUTAGE, SHORT_OUTAGE = "3", "2"  # PE4: minutes, a few hours
# Of the busy hours; a set that is booked for less would serve nothing.
LEAST_HOURS = 0.01


@dataclass(frozen=True, slots=True)
class Rented:
    """Hardware by the month. needed: (N, 1) sets that today's peak fills, not rounded.

    rent: (N, 1) EUR a month of one set, its electricity included.
    """

    needed: Array
    rent: Array


@dataclass(frozen=True, slots=True)
class Owned:
    """Hardware that is bought, each an array (N, 1), but lifetime (N,) in whole months.

    needed: sets that today's peak fills, not rounded. worked: sets that would be busy around
    the clock. price: EUR to buy one. upkeep: maintenance of one, EUR a month. idle, busy:
    electricity of a running one and what full work adds, EUR a month. residual: share of the
    remaining value that a sale brings. spare: stand-in sets.
    """

    needed: Array
    worked: Array
    price: Array
    lifetime: npt.NDArray[np.intp]
    upkeep: Array
    idle: Array
    busy: Array
    residual: Array
    spare: int


def has_spare(option: str, demands: Sequence[Demand], figures: Figures) -> bool:
    """True if own hardware has to go on while a set is being repaired (PE4: minutes)."""
    owned = figures.sets.get((option, highest_class(demands)))
    if owned is None or owned.purchase_eur is None:
        return False
    return any(demand.downtime == NO_OUTAGE for demand in demands)


def equipment(
    option: str, found: HardwareSet, demands: Sequence[Demand], sampled: Sampled
) -> Rented | Owned:
    """The hardware of an option, as one pool for all use cases."""
    if found.purchase_eur is None:
        return _rented(found, demands, sampled)
    return _owned(found, demands, sampled, has_spare(option, demands, sampled.figures))


def _rented(found: HardwareSet, demands: Sequence[Demand], sampled: Sampled) -> Rented:
    hours = np.clip(sampled.value("rented_hours"), 0, HOURS_PER_MONTH)
    needed, _ = _filled(found, demands, sampled)
    rent = (found.eur_per_hour or 0.0) * hours * sampled.value("hardware_price_factor")
    return Rented(needed, rent)


def _owned(found: HardwareSet, demands: Sequence[Demand], sampled: Sampled, spare: bool) -> Owned:
    needed, worked = _filled(found, demands, sampled)
    price = (found.purchase_eur or 0.0) * sampled.value("hardware_price_factor")
    yearly = sampled.value("maintenance_share_per_year")
    if not spare and any(demand.downtime == SHORT_OUTAGE for demand in demands):
        yearly = yearly + sampled.value("quick_repair_share_per_year")
    kilowatts = Range(found.kilowatts_low, found.kilowatts, found.kilowatts_high)
    full = sampled.spread("kilowatts", kilowatts) * _eur_per_kilowatt(sampled)
    idle = np.clip(sampled.value("idle_power_share"), 0, 1)
    lifetime = np.maximum(np.rint(sampled.value("lifetime_months")), 1)
    return Owned(
        needed=needed,
        worked=worked,
        price=price,
        lifetime=lifetime[:, 0].astype(np.intp),
        upkeep=price * yearly / 12,
        idle=idle * full,
        busy=(1 - idle) * full,
        residual=np.clip(sampled.value("residual_share"), 0, 1),
        spare=int(spare),
    )


def _eur_per_kilowatt(sampled: Sampled) -> Array:
    """EUR a month for one kilowatt around the clock, cooling included."""
    return sampled.value("pue") * sampled.value("electricity_eur_per_kwh") * HOURS_PER_MONTH


def _filled(found: HardwareSet, demands: Sequence[Demand], sampled: Sampled) -> tuple[Array, Array]:
    """Sets that all demands fill at their peaks, and sets they would keep busy all month.

    A set rented for fewer hours than the work is spread over serves less of it.
    """
    hours = sampled.value("rented_hours") / HOURS_PER_MONTH
    needed = worked = np.zeros((sampled.count, 1))
    for demand in demands:
        capacity, seconds = _capacity(found, demand, sampled)
        tokens = sampled.spread("volume", demand.volume.input_tokens) + sampled.spread(
            "volume", demand.volume.output_tokens
        )
        busy = sampled.value(f"busy_share_{demand.pattern}")
        work = tokens / capacity * sampled.spread("serving_speed", seconds)
        at_peak = work * sampled.value(f"peak_factor_{demand.pattern}") / busy
        if found.purchase_eur is None:
            at_peak = at_peak / np.clip(hours / busy, LEAST_HOURS, 1)
        worked, needed = worked + work, needed + at_peak
    return needed, worked


def _capacity(found: HardwareSet, demand: Demand, sampled: Sampled) -> tuple[float, Range]:
    """Tokens a month that one set serves if it works all month; how much longer it may take."""
    key = found.option, found.capability, demand.volume, demand.pattern
    if key not in sampled.capacities:
        figures, pattern = sampled.figures, demand.pattern
        peak = tokens_per_month(found, demand.volume, pattern, figures)
        full = (
            peak * figures.value(f"peak_factor_{pattern}") / figures.value(f"busy_share_{pattern}")
        )
        each = request_seconds(found, demand.volume, figures)
        relative = times(each, fixed(1 / each.likely)) if each.likely > 0 else fixed(1)
        sampled.capacities[key] = full, relative
    return sampled.capacities[key]


def needed_sets(load: Array) -> Array:
    """Whole sets for a load measured in sets; at least one, because hardware has no zero."""
    sets: Array = np.maximum(np.ceil(load), 1)
    return sets


def owning(found: Owned, running: Array, growth: Array) -> dict[Part, Array]:
    """EUR by part and month for owning so many running sets, (N, M)."""
    bought, installed = purchases(running, found.lifetime)
    paid = bought * found.price
    if found.residual.any():
        months = running.shape[1]
        age = np.arange(months, 0, -1)
        left = np.maximum(1 - age / found.lifetime[:, None], 0)
        sold = found.residual * found.price * (bought * left).sum(axis=1, keepdims=True)
        paid[:, -1:] -= sold
    busy = np.minimum(found.worked * growth, running)
    return {
        "hardware": paid,
        "power": running * found.idle + busy * found.busy,
        "maintenance": installed * found.upkeep,
    }


def purchases(target: Array, lifetime: npt.NDArray[np.intp]) -> tuple[Array, Array]:
    """Buy so that enough sets run in every month, and replace what has reached its lifetime.

    target: (N, M) sets that run. lifetime: (N,) months, at least 1. Returns the sets bought in
    each month and those installed, (N, M). Nothing is sold when the load falls; what wears out
    is replaced only where it is still needed.
    """
    months = target.shape[1]
    ever = np.maximum.accumulate(target, axis=1)
    gone = np.zeros_like(ever)
    rows = np.arange(len(ever))
    for month in range(int(lifetime.min()), months):
        since = month - lifetime
        gone[:, month] = np.where(since >= 0, ever[rows, np.maximum(since, 0)], 0)
        ever[:, month] = np.maximum(ever[:, month - 1], target[:, month] + gone[:, month])
    return np.diff(ever, axis=1, prepend=0), ever - gone
