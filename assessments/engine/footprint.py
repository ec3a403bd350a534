"""What running the model emits a month, and how well own hardware would be used.

Running, idling and the share of making the hardware; not training the model, not the devices
of the people who use it. A shared service is charged by token, its figures are those of
ecologits for the tokens of the answer (data/energy.toml); reading adds `input_energy_share`.
Rented or bought hardware runs all month and is charged as a whole. The bounds are wide because
providers publish selectively (domain notes 1.7).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.catalogue.entries import SourcingOption
from assessments.catalogue.technology import HardwareSet

from .answers import Answers
from .capacity import tokens_per_month
from .costs import CAUTIOUS_CLASS, HOURS_PER_MONTH
from .figures import CLASSES, Figures, fixed, plus, times
from .result import Range
from .usage import Volume, pattern_of, units

Load = tuple[Volume, Answers]
OWN_HARDWARE, US_SERVICE = "open_onprem", "api_us"
NO_OUTAGE = "3"  # PE4: minutes at most, so a second set stands by
LEAST_HOURS = 0.01  # share of the hours of work for which hardware is there, at least
GRAMS = WATT_HOURS = 1000.0


@dataclass(frozen=True, slots=True)
class Footprint:
    """Electricity and emissions of one option.

    kwh: electricity a month, cooling included. kg: CO2e a month. parts: likely kg by running,
    idle and embodied (making the hardware), together the likely kg. per_request_g,
    per_request_wh: g CO2e and Wh of one request, None where nobody asks anything.
    """

    kwh: Range
    kg: Range
    parts: Mapping[str, float]
    per_request_g: Range | None
    per_request_wh: Range | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Before the electricity mix: kWh a month running and idle, kg of making the hardware.

    kwh holds both with bounds, idle the likely kWh of waiting alone.
    """

    kwh: Range
    idle: float
    embodied: Range


@dataclass(frozen=True, slots=True)
class Asked:
    """Sets of hardware that loads fill at their peaks, and sets they keep busy all month."""

    needed: Range
    worked: Range


def footprint(option: str, loads: Sequence[Load], figures: Figures) -> Footprint:
    """Work out the footprint of an option that carries all these loads.

    A service answers each in its own class of model, hardware is one pool for the highest.
    Where the class is unknown (FA1), the likely value is that of the dearer middle one and the
    bounds span all classes.
    """
    if all(answers.level("FA1") is not None for _, answers in loads):
        return _in_class(option, loads, CAUTIOUS_CLASS, figures)
    each = [_in_class(option, loads, capability, figures) for capability in CLASSES]
    likely = each[CLASSES.index(CAUTIOUS_CLASS)]
    return Footprint(
        _spanning(likely.kwh, [found.kwh for found in each]),
        _spanning(likely.kg, [found.kg for found in each]),
        likely.parts,
        _spanning_known(likely.per_request_g, [found.per_request_g for found in each]),
        _spanning_known(likely.per_request_wh, [found.per_request_wh for found in each]),
    )


def co2e_kg_per_month(
    option: SourcingOption, volume: Volume, answers: Answers, figures: Figures
) -> Range:
    """Return the kg CO2e a month of one use case."""
    return footprint(option.code, [(volume, answers)], figures).kg


def utilisation(loads: Iterable[Load], figures: Figures) -> float | None:
    """Share of its capacity that own hardware for all use cases together would be used.

    None where no volume is known. The hours in which people work (KP2) limit how much one
    set can serve; more load needs more sets, so the share never reaches one in office hours.
    """
    known = [(volume, answers) for volume, answers in loads if volume.known]
    if not known:
        return None
    found = figures.sets[OWN_HARDWARE, _highest(known, CAUTIOUS_CLASS)]
    asked = _asked(found, known, figures)
    return asked.worked.likely / units(asked.needed.likely, 1.0)


def _in_class(option: str, loads: Sequence[Load], unknown: str, figures: Figures) -> Footprint:
    """The footprint if loads of unknown class need the class `unknown`."""
    found = figures.sets.get((option, _highest(loads, unknown)))
    if found is None:
        drawn = _service(option, loads, unknown, figures)
    else:
        drawn = _hardware(found, loads, figures)
    place = "us" if option == US_SERVICE else "eu"
    mix = figures.range(f"grid_kg_per_kwh_{place}")
    kg = plus(times(drawn.kwh, mix), drawn.embodied)
    requests = plus(*(volume.requests for volume, _ in loads))
    parts = {
        "running": (drawn.kwh.likely - drawn.idle) * mix.likely,
        "idle": drawn.idle * mix.likely,
        "embodied": drawn.embodied.likely,
    }
    return Footprint(
        drawn.kwh,
        kg,
        parts,
        _each(times(kg, fixed(GRAMS)), requests),
        _each(times(drawn.kwh, fixed(WATT_HOURS)), requests),
    )


def _service(option: str, loads: Sequence[Load], unknown: str, figures: Figures) -> Drawn:
    """A shared service: nothing idles for one customer alone."""
    kwh, embodied = [], []
    for volume, answers in loads:
        row = figures.energy.get((option, answers.level("FA1") or unknown))
        if row is None:
            continue
        reading = times(volume.input_tokens, figures.range("input_energy_share"))
        millions = times(plus(volume.output_tokens, reading), fixed(1e-6))
        kwh.append(times(millions, Range(row.kwh_low, row.kwh, row.kwh_high)))
        # More parameters take more hardware and more time: the same band as for electricity.
        band = Range(row.kwh_low / row.kwh, 1, row.kwh_high / row.kwh) if row.kwh else fixed(1)
        embodied.append(times(millions, fixed(row.embodied_kg), band))
    return Drawn(plus(*kwh), 0.0, plus(*embodied))


def _hardware(found: HardwareSet, loads: Sequence[Load], figures: Figures) -> Drawn:
    """Full power while it works, a share of it while it waits, the whole of its making."""
    asked, hours = _asked(found, loads, figures), _hours(found, figures)
    spare = found.purchase_eur is not None and any(a.level("PE4") == NO_OUTAGE for _, a in loads)
    needed = (asked.needed.low, asked.needed.likely, asked.needed.high)
    sets = Range(*(float(units(filled, 1.0) + spare) for filled in needed))
    busy = Range(
        min(asked.worked.low * HOURS_PER_MONTH, sets.low * hours),
        min(asked.worked.likely * HOURS_PER_MONTH, sets.likely * hours),
        min(asked.worked.high * HOURS_PER_MONTH, sets.high * hours),
    )
    power = Range(found.kilowatts_low, found.kilowatts, found.kilowatts_high)
    power, rest = times(power, figures.range("pue")), figures.range("idle_power_share")
    waiting = rest.likely * (sets.likely * hours - busy.likely)
    full_hours = Range(
        busy.low + rest.low * (sets.low * hours - busy.low),
        busy.likely + waiting,
        busy.high + rest.high * (sets.high * hours - busy.high),
    )
    there = fixed(hours / HOURS_PER_MONTH)
    embodied = times(_embodied_a_month(found, figures), sets, there)
    return Drawn(times(power, full_hours), power.likely * waiting, embodied)


def _embodied_a_month(found: HardwareSet, figures: Figures) -> Range:
    """Kg CO2e of making one set, spread over its service life."""
    life = figures.range("lifetime_months")
    share = Range(1 / max(life.high, 1), 1 / max(life.likely, 1), 1 / max(life.low, 1))
    card = plus(figures.range("embodied_gpu_kg"), figures.range("embodied_server_kg_per_gpu"))
    return times(card, fixed(found.gpus), share)


def _hours(found: HardwareSet, figures: Figures) -> float:
    """Hours a month for which the hardware is switched on."""
    if found.purchase_eur is not None:
        return float(HOURS_PER_MONTH)
    return min(max(figures.value("rented_hours"), 0.0), float(HOURS_PER_MONTH))


def _asked(found: HardwareSet, loads: Sequence[Load], figures: Figures) -> Asked:
    """Hardware that is rented for fewer hours than people work serves less of the work."""
    needed, worked = [fixed(0)], [fixed(0)]
    for volume, answers in loads:
        pattern = pattern_of(answers)
        capacity = tokens_per_month(found, volume, pattern, figures)
        if not capacity > 0:
            continue
        spread, peak = (
            figures.value(f"busy_share_{pattern}"),
            figures.value(f"peak_factor_{pattern}"),
        )
        filled = times(volume.tokens, fixed(1 / capacity))
        # full at the peak, on the mean of the busy hours only a part of that, at night nothing
        worked.append(times(filled, fixed(spread / max(peak, 1.0))))
        there = _hours(found, figures) / (spread * HOURS_PER_MONTH) if spread > 0 else 1.0
        needed.append(times(filled, fixed(1 / min(max(there, LEAST_HOURS), 1.0))))
    return Asked(plus(*needed), plus(*worked))


def _highest(loads: Sequence[Load], unknown: str) -> str:
    asked = (answers.level("FA1") or unknown for _, answers in loads)
    return max(asked, key=CLASSES.index, default=unknown)


def _each(amount: Range, requests: Range) -> Range | None:
    """Divide bound by bound: who asks little at the lower bound also uses little there."""
    pairs = (
        (amount.low, requests.low),
        (amount.likely, requests.likely),
        (amount.high, requests.high),
    )
    if not all(count > 0 for _, count in pairs):
        return None
    one, likely, other = (total / count for total, count in pairs)
    return Range(min(one, likely, other), likely, max(one, likely, other))


def _spanning(likely: Range, ranges: Iterable[Range]) -> Range:
    ranges = list(ranges)
    return Range(min(r.low for r in ranges), likely.likely, max(r.high for r in ranges))


def _spanning_known(likely: Range | None, ranges: Iterable[Range | None]) -> Range | None:
    known = [found for found in ranges if found is not None]
    return _spanning(likely, known) if likely is not None and known else None
