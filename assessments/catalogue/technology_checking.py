"""What no single fact on models, hardware, power and prices can know: codes, bounds, sources.

Blanks are allowed everywhere: a fact nobody verified stays away. What is there must hold.
"""

import re
from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

from .content import Catalogue
from .technology import Gpu, HardwareSet, OpenModel, ServiceEnergy, ServiceSpeed

# file, table (code), key, what was expected: the fields of a Problem.
Fault = tuple[str, str, str, str]

DATE = re.compile(r"20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LIST_MODEL = re.compile(r"[a-z0-9-]+/\S+")
MODEL_NUMBERS = (
    *("total_b", "active_b", "layers", "kv_heads", "head_dim", "full_layers", "window"),
    *("latent_rank", "rope_dim", "context", "german_rank"),
)
GPU_NUMBERS = ("memory_gb", "bandwidth_gbs", "tensor_tflops", "watts", "price_eur")


def find_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield every fault in the facts on technology."""
    yield from _sources(catalogue)
    for model in catalogue.models.values():
        yield from _model(model)
    for closed in catalogue.closed_models.values():
        yield from _above_zero("closed_models.toml", closed, ("german_rank",))
        yield from _not_negative("closed_models.toml", closed, ("usd_in", "usd_out"))
        yield from _dates("closed_models.toml", closed, ("released", "dated"))
        if closed.list_model is not None and not LIST_MODEL.fullmatch(closed.list_model):
            text = f"expected provider/model, found {closed.list_model}"
            yield "closed_models.toml", closed.code, "list_model", text
    for gpu in catalogue.gpus.values():
        yield from _gpu(gpu)
    for written in catalogue.quantisations.values():
        yield from _above_zero("formats.toml", written, ("bits",))
        yield from _not_negative("formats.toml", written, ("loss_percent",))
    for mix in catalogue.mixes.values():
        yield from _above_zero("electricity.toml", mix, ("kg_per_kwh",))
        yield from _dates("electricity.toml", mix, ("dated",))
    for found in catalogue.hardware:
        yield from _set(catalogue, found)
    yield from _services(catalogue)


def _sources(catalogue: Catalogue) -> Iterator[Fault]:
    facts: tuple[tuple[str, Iterable[Any]], ...] = (
        ("open_models.toml", catalogue.models.values()),
        ("closed_models.toml", catalogue.closed_models.values()),
        ("gpus.toml", catalogue.gpus.values()),
        ("formats.toml", catalogue.quantisations.values()),
        ("electricity.toml", catalogue.mixes.values()),
        ("hardware.toml", catalogue.hardware),
        ("energy.toml", catalogue.energy),
        ("speeds.toml", catalogue.speeds.values()),
    )
    for file, entries in facts:
        for entry in entries:
            if entry.source not in catalogue.sources:
                yield file, _name(entry), "source", f"no source {entry.source}"


def _model(model: OpenModel) -> Iterator[Fault]:
    file = "open_models.toml"
    yield from _above_zero(file, model, MODEL_NUMBERS)
    yield from _not_negative(file, model, ("state_bytes",))
    yield from _dates(file, model, ("released",))
    for less, more in (("active_b", "total_b"), ("full_layers", "layers")):
        small, large = getattr(model, less), getattr(model, more)
        if small is not None and large is not None and small > large:
            yield file, model.code, less, f"expected no more than {more}, found {small} of {large}"
    if model.german_rank is not None and model.german_rank < 1:
        yield file, model.code, "german_rank", "expected 1 or more: 1 is the best there can be"
    if not re.fullmatch(r"[A-Z]{2}(/[A-Z]{2})*", model.country):
        yield file, model.code, "country", f"expected a code such as DE, found {model.country}"
    if not model.evidence.strip():
        yield file, model.code, "evidence", "expected where the facts were read"


def _gpu(gpu: Gpu) -> Iterator[Fault]:
    yield from _above_zero("gpus.toml", gpu, GPU_NUMBERS)
    yield from _dates("gpus.toml", gpu, ("price_dated",))
    if gpu.price_eur is not None and not (gpu.price_note and gpu.price_dated):
        yield "gpus.toml", gpu.code, "price_eur", "expected price_note and price_dated beside it"


def _set(catalogue: Catalogue, found: HardwareSet) -> Iterator[Fault]:
    file, name = "hardware.toml", _name(found)
    known = (
        ("option", catalogue.options),
        ("gpu", catalogue.gpus),
        ("model", catalogue.models),
        ("quantisation", catalogue.quantisations),
    )
    for key, codes in known:
        if getattr(found, key) not in codes:
            yield file, name, key, f"no {key} {getattr(found, key)}"
    if (found.eur_per_hour is None) == (found.purchase_eur is None):
        yield file, name, "eur_per_hour", "expected either eur_per_hour or purchase_eur"
    yield from _above_zero(file, found, ("gpus", "context", "eur_per_hour", "purchase_eur"))
    yield from _in_order(file, found, ("kilowatts_low", "kilowatts", "kilowatts_high"))
    yield from _dates(file, found, ("dated",))


def _services(catalogue: Catalogue) -> Iterator[Fault]:
    shared = {price.option for price in catalogue.prices}
    lanes = {(price.option, price.capability) for price in catalogue.prices}
    if set(catalogue.speeds) != shared:
        text = f"expected every way paid by use once: {', '.join(sorted(shared))}"
        yield "speeds.toml", "", "option", text
    if sorted((e.option, e.capability) for e in catalogue.energy) != sorted(lanes):
        text = "expected every lane of prices.toml once"
        yield "energy.toml", "", "option, capability", text
    for speed in catalogue.speeds.values():
        yield from _in_order("speeds.toml", speed, ("first_low_s", "first_s", "first_high_s"))
        yield from _in_order("speeds.toml", speed, ("tokens_low", "tokens", "tokens_high"))
        yield from _dates("speeds.toml", speed, ("dated",))
    for energy in catalogue.energy:
        yield from _in_order("energy.toml", energy, ("active_low_b", "active_high_b"))
        yield from _in_order("energy.toml", energy, ("total_low_b", "total_high_b"))
        yield from _in_order("energy.toml", energy, ("kwh_low", "kwh", "kwh_high"))
        yield from _not_negative("energy.toml", energy, ("embodied_kg",))
        yield from _dates("energy.toml", energy, ("dated",))


def _name(entry: Any) -> str:
    if isinstance(entry, HardwareSet | ServiceEnergy):
        return f"{entry.option} {entry.capability}"
    return str(entry.option if isinstance(entry, ServiceSpeed) else entry.code)


def _above_zero(file: str, entry: object, keys: Iterable[str]) -> Iterator[Fault]:
    for key in keys:
        value = getattr(entry, key)
        if value is not None and not (isfinite(value) and value > 0):
            yield file, _name(entry), key, f"expected a number above 0, found {value}"


def _not_negative(file: str, entry: object, keys: Iterable[str]) -> Iterator[Fault]:
    for key in keys:
        value = getattr(entry, key)
        if value is not None and not (isfinite(value) and value >= 0):
            yield file, _name(entry), key, f"expected 0 or more, found {value}"


def _in_order(file: str, entry: object, keys: tuple[str, ...]) -> Iterator[Fault]:
    values = [getattr(entry, key) for key in keys]
    if not (all(map(isfinite, values)) and values == sorted(values) and values[0] > 0):
        yield file, _name(entry), keys[0], f"expected 0 < {' ≤ '.join(keys)}, found {values}"


def _dates(file: str, entry: object, keys: Iterable[str]) -> Iterator[Fault]:
    for key in keys:
        value = getattr(entry, key)
        if value is not None and not DATE.fullmatch(value):
            yield file, _name(entry), key, f"expected 2026, 2026-05 or 2026-05-31, found {value}"
