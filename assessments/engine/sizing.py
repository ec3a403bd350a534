"""Memory of a model on graphics processors: weights, cache, overhead, and whether it fits.

File sizes are decimal GB. The memory a card is sold with counts in binary steps: a 24 GB card
holds 24 GiB, an 80 GB card 80 GiB.
"""

from dataclasses import dataclass
from math import isfinite
from typing import Literal

from assessments.catalogue.technology import Gpu, OpenModel, Quantisation

from .figures import Figures

GB = 1e9
GIB = float(2**30)
# More requests than this at the same time no single server is asked for.
MOST_SEQUENCES = 1_000_000

FitReason = Literal["weights_too_big", "no_room_for_cache", "context_too_long", "missing_facts"]


class MissingFactsError(ValueError):
    """Facts nobody verified, so nothing can be computed.

    subject: code of the model or the graphics processor. fields: names of its blank fields.
    """

    def __init__(self, subject: str, fields: tuple[str, ...]) -> None:
        """Name whose facts are missing, and which."""
        super().__init__(f"{subject}: {', '.join(fields)} not verified")
        self.subject = subject
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a model fits, with the room each part takes in decimal GB over all cards.

    reason: why it does not fit, None if it does. memory_gb: all memory of the cards.
    usable_gb: what may be used of it. spare_gb: usable − overhead − weights − cache, below 0
    is what is lacking. sequences_at_most: requests at once that fit with this context, 0 if
    not one does. missing_of, missing: whose facts are missing, and which fields; then what
    needs them is None. The reason still is weights_too_big where that is certain.
    """

    fits: bool
    reason: FitReason | None
    weights_gb: float | None
    cache_gb: float | None
    overhead_gb: float
    memory_gb: float | None
    usable_gb: float | None
    spare_gb: float | None
    sequences_at_most: int
    missing_of: str | None = None
    missing: tuple[str, ...] = ()


def demand(entry: OpenModel | Gpu, *fields: str) -> None:
    """Raise MissingFactsError unless every one of these fields is known."""
    blank = tuple(name for name in fields if getattr(entry, name) is None)
    if blank:
        raise MissingFactsError(entry.code, blank)


def weight_bytes(model: OpenModel, bits: float) -> float:
    """Bytes of all weights: parameters × bits ÷ 8.

    bits: real bits per weight, scales and all. A sparse model keeps all its parameters in
    memory, not the active ones alone. Source: llama.cpp, tools/quantize/README.md.
    """
    if not (isfinite(bits) and bits > 0):
        raise ValueError("bits per weight must be above 0")
    demand(model, "total_b")
    return (model.total_b or 0.0) * 1e9 * bits / 8


def kv_bytes_per_token(model: OpenModel, bytes_per_value: float = 2.0) -> float:
    """Bytes by which the cache of one request grows with each token.

    MHA and GQA: 2 (key, value) × layers × key-value heads × head dimension × bytes per value.
    MLA: layers × (latent rank + rotary dimension) × bytes per value. Window and hybrid
    models: only the layers with full attention grow. bytes_per_value: 2 at 16 bit, 1.0625 at
    q8_0, 0.5625 at q4_0. Source: unslothai/unsloth#4757; DeepSeek-V2, arXiv 2405.04434.
    """
    if not (isfinite(bytes_per_value) and bytes_per_value > 0):
        raise ValueError("bytes per value must be above 0")
    demand(model, "attention", "full_layers")
    layers = model.full_layers or 0
    if model.attention == "latent":
        demand(model, "latent_rank", "rope_dim")
        return layers * ((model.latent_rank or 0) + (model.rope_dim or 0)) * bytes_per_value
    return layers * _layer_bytes(model, bytes_per_value)


def kv_bytes(model: OpenModel, context: float, bytes_per_value: float = 2.0) -> float:
    """Bytes of the cache of one request that holds `context` tokens.

    A window layer keeps at most its window; a hybrid model adds the fixed state of its other
    layers, as published (not scaled with bytes_per_value).
    """
    if not (isfinite(context) and context >= 0):
        raise ValueError("the context must not be negative")
    growing = kv_bytes_per_token(model, bytes_per_value) * context
    if model.attention == "window":
        demand(model, "layers", "window")
        windowed = (model.layers or 0) - (model.full_layers or 0)
        kept = min(context, model.window or 0)
        return growing + windowed * _layer_bytes(model, bytes_per_value) * kept
    if model.attention == "hybrid":
        demand(model, "state_bytes")
        return growing + (model.state_bytes or 0.0)
    return growing


def _layer_bytes(model: OpenModel, bytes_per_value: float) -> float:
    demand(model, "kv_heads", "head_dim")
    return 2 * (model.kv_heads or 0) * (model.head_dim or 0) * bytes_per_value


def memory_bytes(gpu: Gpu) -> float:
    """Bytes of one card: the number it is sold with, in GiB (RTX 3090: 24 × 2³⁰).

    Computers with unified memory the same, memory chips being binary. One card is counted 7 %
    too large by this, the B300, sold with decimal 288 GB; the usable share covers it.
    """
    demand(gpu, "memory_gb")
    return (gpu.memory_gb or 0.0) * GIB


def usable_bytes(gpu: Gpu, gpus: int, figures: Figures, serving: bool = True) -> float:
    """Bytes that weights, cache and overhead together may take on `gpus` cards.

    serving: a serving engine takes 0.90 of the memory for itself (the default of vLLM); for a
    single user all of a card counts. Unified memory is shared with the rest of the computer.
    """
    share = figures.value("usable_memory_share") if serving else 1.0
    if gpu.unified:
        share = min(share, figures.value("usable_memory_share_unified"))
    return memory_bytes(gpu) * gpus * share


def overhead_bytes(gpus: int, figures: Figures, serving: bool = True) -> float:
    """Bytes the software itself takes: 3.5 GB a card in a server, 1.0–1.5 GiB for one user."""
    if serving:
        return figures.value("engine_overhead_gb") * GB * gpus
    return figures.value("single_user_overhead_gib") * GIB * gpus


def fit(
    model: OpenModel,
    quantisation: Quantisation,
    gpu: Gpu,
    gpus: int,
    context: float,
    sequences: int,
    figures: Figures,
    serving: bool = True,
) -> Fit:
    """Say whether `sequences` requests of `context` tokens each fit on `gpus` cards.

    Raises ValueError on no card at all, or a negative number of requests or context.
    """
    if gpus < 1 or sequences < 0 or not (isfinite(context) and context >= 0):
        raise ValueError("one card at least, and no negative number of requests or tokens")
    overhead, usable = overhead_bytes(gpus, figures, serving), None
    try:
        usable = usable_bytes(gpu, gpus, figures, serving)
        weights = weight_bytes(model, quantisation.bits)
        each = kv_bytes(model, context)
    except MissingFactsError as missing:
        return _unknown(missing, model, quantisation, gpu, gpus, overhead, usable)
    room = usable - overhead - weights
    at_most = int(min(room // each, MOST_SEQUENCES)) if each else MOST_SEQUENCES
    at_most = at_most if room >= 0 and context <= (model.context or context) else 0
    reason = _reason(room, sequences, at_most, context, model)
    return Fit(
        reason is None,
        reason,
        weights / GB,
        sequences * each / GB,
        overhead / GB,
        memory_bytes(gpu) * gpus / GB,
        usable / GB,
        (room - sequences * each) / GB,
        at_most,
    )


def _reason(
    room: float, sequences: int, at_most: int, context: float, model: OpenModel
) -> FitReason | None:
    if room < 0:
        return "weights_too_big"
    if model.context is not None and context > model.context:
        return "context_too_long"
    return "no_room_for_cache" if sequences > at_most else None


def _unknown(
    missing: MissingFactsError,
    model: OpenModel,
    quantisation: Quantisation,
    gpu: Gpu,
    gpus: int,
    overhead: float,
    usable: float | None,
) -> Fit:
    """Say what can be said all the same: weights too big are too big whatever the cache."""
    memory = None if gpu.memory_gb is None else memory_bytes(gpu) * gpus / GB
    weights = None if model.total_b is None else weight_bytes(model, quantisation.bits)
    too_big = None not in (usable, weights) and (weights or 0.0) + overhead > (usable or 0.0)
    return Fit(
        fits=False,
        reason="weights_too_big" if too_big else "missing_facts",
        weights_gb=None if weights is None else weights / GB,
        cache_gb=None,
        overhead_gb=overhead / GB,
        memory_gb=memory,
        usable_gb=None if usable is None else usable / GB,
        spare_gb=None,
        sequences_at_most=0,
        missing_of=missing.subject,
        missing=missing.fields,
    )
