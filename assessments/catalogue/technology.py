"""Facts on models, hardware, power and prices: plain frozen values, blank where unknown.

A fact nobody could verify is None and is said to be unknown; it is never guessed.
"""

from dataclasses import dataclass
from typing import Literal

from .entries import Text

Attention = Literal["full", "latent", "window", "hybrid"]
Trap = Literal["none", "eu_excluded", "non_commercial", "research_only", "user_limit", "unclear"]


@dataclass(frozen=True, slots=True)
class OpenModel:
    """An open-weight model as published.

    total_b, active_b: parameters in billions; a sparse model computes with the active ones.
    attention: full (MHA, GQA), latent (MLA), window (some layers see a sliding window) or
    hybrid (some layers keep a fixed state instead of a cache). full_layers: layers whose cache
    grows with every token. window: tokens a window layer keeps. latent_rank, rope_dim: the
    compressed cache of MLA. state_bytes: fixed cache of one sequence (hybrid, window), 16 bit.
    context: tokens. german_rank: mean rank in German tests, lower is better. trap: what in the
    licence may stop a company in the EU. evidence: where the single facts were read.
    """

    code: str
    publisher: str
    country: str
    released: str | None
    total_b: float | None
    active_b: float | None
    layers: int | None
    kv_heads: int | None
    head_dim: int | None
    attention: Attention | None
    full_layers: int | None
    window: int | None
    latent_rank: int | None
    rope_dim: int | None
    state_bytes: float | None
    context: int | None
    licence: str
    terms: Text
    trap: Trap
    languages: tuple[str, ...]
    german_rank: float | None
    german_note: str | None
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Gpu:
    """A graphics processor or a computer with unified memory.

    memory_gb: decimal GB as sold. bandwidth_gbs: GB/s. tensor_tflops: dense 16-bit tensor
    TFLOPS, None where only shader figures are known. watts: board power limit. price_eur:
    without VAT where known, else None; usd: a price known in dollars only.
    """

    code: str
    memory_gb: float | None
    bandwidth_gbs: float | None
    tensor_tflops: float | None
    watts: float | None
    unified: bool
    price_eur: float | None
    price_usd: str | None
    price_note: Text | None
    price_dated: str | None
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Quantisation:
    """A way of storing weights. bits: real bits per weight, scales and all.

    loss_percent: how much worse perplexity gets, None where nobody measured it.
    server: True for formats of serving engines, False for files of llama.cpp.
    """

    code: str
    label: Text
    bits: float
    loss_percent: float | None
    server: bool
    source: str


@dataclass(frozen=True, slots=True)
class HardwareSet:
    """The hardware of one lane in one capability class: what is rented or bought as one step.

    gpu, model, quantisation: codes. gpus: how many in one set. context: tokens held for one
    request. kilowatts: power of the whole set under load, with its bounds. Exactly one of
    eur_per_hour (rent of the whole set) and purchase_eur (the whole server) is given.
    """

    option: str
    capability: str
    label: Text
    gpu: str
    gpus: int
    model: str
    quantisation: str
    context: int
    kilowatts: float
    kilowatts_low: float
    kilowatts_high: float
    eur_per_hour: float | None
    purchase_eur: float | None
    source: str
    dated: str


@dataclass(frozen=True, slots=True)
class ElectricityMix:
    """kg CO2e per kWh of a country's electricity; code: ISO 3166-1 alpha-3."""

    code: str
    label: Text
    kg_per_kwh: float
    source: str
    dated: str


@dataclass(frozen=True, slots=True)
class ServiceEnergy:
    """Energy of a shared service (A to C) per million tokens of answer.

    active_b, total_b (low, high): billions of parameters, for a closed model a guess.
    kwh: per million output tokens with its bounds, PUE included, as the named library's
    function gives it. embodied_kg: CO2e of making the hardware, per million output tokens.
    """

    option: str
    capability: str
    model: str
    active_low_b: float
    active_high_b: float
    total_low_b: float
    total_high_b: float
    kwh_low: float
    kwh: float
    kwh_high: float
    embodied_kg: float
    guessed: bool
    source: str
    dated: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The fixed scale of a computed quantity: quantity → level 0 … 4.

    points: (quantity, level), the quantity rising; between two points the level follows the
    logarithm of the quantity. share: how much of the criterion's base it makes up, 0 … 1; the
    rest is the judged level.
    """

    code: str
    criterion: str
    label: Text
    unit: Text
    points: tuple[tuple[float, float], ...]
    share: float
    source: str
    dated: str


@dataclass(frozen=True, slots=True)
class ServiceSpeed:
    """How fast a shared service answers: seconds to the first token, tokens a second."""

    option: str
    first_low_s: float
    first_s: float
    first_high_s: float
    tokens_low: float
    tokens: float
    tokens_high: float
    source: str
    dated: str


@dataclass(frozen=True, slots=True)
class ClosedModel:
    """A proprietary model of the market picture; sizes are not published.

    list_model: "provider/model" in genai-prices, whose USD price is quoted.
    """

    code: str
    publisher: str
    country: str
    released: str | None
    list_model: str | None
    usd_in: float | None
    usd_out: float | None
    german_rank: float | None
    german_note: str | None
    source: str
    dated: str
