"""Energy and making of shared model services, recomputed with the installed ecologits.

The figures stand in `data/energy.toml` and `data/electricity.toml`; here is where they come from.
ecologits is imported only to check them, never to compute a result. It counts tokens of the
answer alone: what reading costs is added by `input_energy_share` in the footprint.
"""

from dataclasses import dataclass
from math import inf, sqrt
from typing import TYPE_CHECKING, Any, cast

from assessments.catalogue.technology import ServiceEnergy

if TYPE_CHECKING:
    from ecologits.model_repository import Model

VERSION = "0.11.3"  # results jump between versions: 0.9 gave 44 times those of 0.8
MILLION = 1e6

# What providers publish of a median request (Google 0.24 Wh, OpenAI 0.34 Wh), read as an answer
# of 400 tokens by a model of class L: kWh per million tokens.
ANSWER_TOKENS = 400
PUBLISHED_WH = (0.24, 0.34)
PUBLISHED_KWH = tuple(wh / 1000 / ANSWER_TOKENS * MILLION for wh in PUBLISHED_WH)


@dataclass(frozen=True, slots=True)
class Running:
    """How a service is run: cooling and supply (PUE), bits a weight, requests at once."""

    pue: float
    bits: int
    at_once: int


# The package assumes 16 bits and 64 requests at once; its providers' PUE is 1.09 to 1.20.
# Services often store weights in 8 bits; smaller ones fill their servers half as well, and data
# centres that are not built for this need 1.5.
THRIFTY = Running(pue=1.09, bits=8, at_once=64)
USUAL = Running(pue=1.20, bits=16, at_once=64)
COSTLY = Running(pue=1.50, bits=16, at_once=32)


@dataclass(frozen=True, slots=True)
class Computed:
    """Per million tokens of answer: kWh with bounds, kg CO2e of making the hardware."""

    kwh_low: float
    kwh: float
    kwh_high: float
    embodied_kg: float


@dataclass(frozen=True, slots=True)
class Size:
    """Billions of parameters from the smallest to the largest guess."""

    active_low_b: float
    active_high_b: float
    total_low_b: float
    total_high_b: float


def compute(row: ServiceEnergy) -> Computed:
    """Recompute a row of `energy.toml` from its parameters.

    Low: the smallest guess, run thriftily. Likely: the geometric middle, run as usual. High:
    the largest guess, run at great cost. The bounds of class L of a proprietary model also
    hold what providers publish. Takes about half a second the first time.
    """
    low, _ = _per_million(row.active_low_b, row.total_low_b, THRIFTY)
    middle = sqrt(row.active_low_b * row.active_high_b), sqrt(row.total_low_b * row.total_high_b)
    likely, embodied = _per_million(*middle, USUAL)
    high, _ = _per_million(row.active_high_b, row.total_high_b, COSTLY)
    if row.guessed and row.capability == "L":
        low, high = min(low, *PUBLISHED_KWH), max(high, *PUBLISHED_KWH)
    return Computed(low, likely, high, embodied)


def listed_size(models: str) -> Size:
    """Return what the package lists for "provider/model", or for several, comma between them.

    Several are taken together: the smallest and the largest of all. Raises LookupError for a
    model that is not listed.
    """
    sizes = [_size(name.strip()) for name in models.split(",")]
    return Size(
        min(size.active_low_b for size in sizes),
        max(size.active_high_b for size in sizes),
        min(size.total_low_b for size in sizes),
        max(size.total_high_b for size in sizes),
    )


def kg_per_kwh(zone: str) -> float:
    """Return the package's kg CO2e per kWh of a country; raises LookupError for an unknown one."""
    from ecologits.electricity_mix_repository import electricity_mixes

    mix = electricity_mixes.find_electricity_mix(zone=zone)
    if mix is None:
        raise LookupError(f"no electricity mix of {zone}")
    return float(mix.gwp)


def _per_million(active_b: float, total_b: float, running: Running) -> tuple[float, float]:
    """Return kWh and kg CO2e of making the hardware for a million tokens of answer."""
    from ecologits.impacts.llm import compute_llm_impacts

    impacts = compute_llm_impacts(
        model_active_parameter_count=active_b,
        model_total_parameter_count=total_b,
        output_token_count=MILLION,
        request_latency=inf,
        if_electricity_mix_adpe=0,
        if_electricity_mix_pe=0,
        if_electricity_mix_gwp=0,
        if_electricity_mix_wue=0,
        datacenter_pue=running.pue,
        datacenter_wue=0,
        model_quantization_bits=running.bits,
        batch_size=running.at_once,
    )
    # numbers, not ranges, because every argument is one number
    return cast(float, impacts.energy.value), cast(float, impacts.embodied.gwp.value)


def _size(name: str) -> Size:
    model = _listed(name)
    parameters: Any = model.architecture.parameters
    active = getattr(parameters, "active", parameters)
    total = getattr(parameters, "total", parameters)
    return Size(*_ends(active), *_ends(total))


def _listed(name: str) -> "Model":
    from ecologits.model_repository import models

    provider, _, code = name.partition("/")
    model = models.find_model(provider=provider, model_name=code)
    if model is None:
        raise LookupError(f"ecologits does not list {name}")
    return model


def _ends(value: Any) -> tuple[float, float]:
    return float(getattr(value, "min", value)), float(getattr(value, "max", value))
