"""Speed of a model on graphics processors: writing, reading, time to the first word.

Writing is bound by memory: for every token all weights in use and all caches are read once
(the bandwidth roofline). Reading is bound by computing power.
"""

from dataclasses import dataclass
from math import isfinite

from assessments.catalogue.technology import Gpu, OpenModel, Quantisation

from .figures import Figures, fixed
from .result import Range
from .sizing import demand, kv_bytes, weight_bytes

# Weights in use below this are read so fast that fixed delays count (8B at 4 bit: 4.9 GB).
SMALL_BYTES = 8e9
NVIDIA = "NVIDIA"
# An own value of 0 would stop everything, one above 1 is against physics.
LEAST_EFFICIENCY = 1e-3


@dataclass(frozen=True, slots=True)
class Pace:
    """What the cards really do a second: bytes read, operations computed (None: not known).

    delay: seconds a step takes besides – scheduling, sampling, talk between the cards.
    """

    read: float
    computed: float | None
    delay: float


@dataclass(frozen=True, slots=True)
class Load:
    """What one step of writing reads and computes, whatever the hardware.

    weights: bytes of all weights. active: share of the parameters a token uses, 0 … 1.
    cache: bytes of one request's cache. operations: floating-point operations per token.
    """

    weights: float
    active: float
    cache: float
    operations: float

    def seconds(self, sequences: int, pace: Pace) -> float:
        """Seconds of one step that writes one token for each of `sequences` requests."""
        touched = 1 - (1 - self.active) ** sequences
        reading = (self.weights * touched + sequences * self.cache) / pace.read
        computing = sequences * self.operations / pace.computed if pace.computed else 0.0
        return max(reading, computing) + pace.delay


def load_of(model: OpenModel, quantisation: Quantisation, context: float) -> Load:
    """Work out what a step reads and computes; raises MissingFactsError.

    A sparse model reads its active parameters for one request. With n requests at once every
    one counts as choosing its parameters by itself: the share read is 1 − (1 − active)ⁿ, that
    is active for one and nearly all for many.
    """
    demand(model, "total_b", "active_b")
    total, active = model.total_b or 1.0, model.active_b or 0.0
    return Load(
        weight_bytes(model, quantisation.bits),
        min(active / total, 1.0),
        kv_bytes(model, context),
        2 * active * 1e9,
    )


def paces(
    model: OpenModel,
    quantisation: Quantisation,
    gpu: Gpu,
    gpus: int,
    figures: Figures,
    serving: bool = True,
) -> tuple[Pace, Pace, Pace]:
    """Return what `gpus` cards really read and compute: at worst, likely, at best.

    Bandwidth × efficiency, several cards with their own efficiency, a delay when serving.
    For a single user several cards work one after the other, each on its own layers (the
    default of llama.cpp): more memory, not more speed. Raises MissingFactsError without a
    bandwidth, ValueError on no card.
    """
    if gpus < 1:
        raise ValueError("one card at least")
    demand(gpu, "bandwidth_gbs")
    gpus = gpus if serving else 1
    reached = figures.range(efficiency_code(model, quantisation, gpu, serving))
    computed, together = figures.range("prefill_efficiency"), figures.range("multi_gpu_efficiency")
    delay = figures.range("step_milliseconds") if serving else fixed(0)

    def pace(read: float, compute: float, efficiency: float, milliseconds: float) -> Pace:
        cards = gpus * _share(efficiency) if gpus > 1 else 1.0
        bandwidth = (gpu.bandwidth_gbs or 0.0) * 1e9 * _share(read) * cards
        tensor = (gpu.tensor_tflops or 0.0) * 1e12 * _share(compute) * cards
        return Pace(bandwidth, tensor or None, milliseconds / 1000)

    return (
        pace(reached.low, computed.low, together.low, delay.high),
        pace(reached.likely, computed.likely, together.likely, delay.likely),
        pace(reached.high, computed.high, together.high, delay.low),
    )


def _share(efficiency: float) -> float:
    return min(max(efficiency, LEAST_EFFICIENCY), 1.0)


def efficiency_code(model: OpenModel, quantisation: Quantisation, gpu: Gpu, serving: bool) -> str:
    """Return the assumption that holds: how much of the bandwidth is reached.

    Lower with unified memory, with other makers' cards, and for a single user where little is
    read per token; a server's fixed delay is counted by itself (`step_milliseconds`).
    """
    if gpu.unified or not gpu.code.startswith(NVIDIA):
        return "decode_efficiency_unified"
    if serving:
        return "decode_efficiency_serving"
    active = (model.active_b or 0.0) * 1e9 * quantisation.bits / 8
    return "decode_efficiency_unified" if active < SMALL_BYTES else "decode_efficiency"


def decode_tokens_per_second(
    model: OpenModel,
    quantisation: Quantisation,
    gpu: Gpu,
    gpus: int,
    context: float,
    sequences: int,
    figures: Figures,
    serving: bool = True,
) -> Range:
    """Tokens a second written for all `sequences` requests together.

    bandwidth × efficiency ÷ (bytes of the weights in use + bytes of all caches), per step one
    token a request; never more than the computing power allows, where that is known. Divide
    by `sequences` for what one person sees. 0 without a request. Raises MissingFactsError.
    """
    if sequences < 0 or not (isfinite(context) and context >= 0):
        raise ValueError("no negative number of requests or tokens")
    load = load_of(model, quantisation, context)
    found = paces(model, quantisation, gpu, gpus, figures, serving)
    if not sequences:
        return Range(0.0, 0.0, 0.0)
    return Range(*(sequences / load.seconds(sequences, pace) for pace in found))


def prefill_seconds(
    model: OpenModel, gpu: Gpu, gpus: int, tokens: float, figures: Figures
) -> Range | None:
    """Seconds to read a request of `tokens`: 2 × active parameters × tokens ÷ computing power.

    None where no tensor figures of the card are known: shader figures would mislead. Raises
    MissingFactsError without the active parameters.
    """
    if gpus < 1 or not (isfinite(tokens) and tokens >= 0):
        raise ValueError("one card at least, and no negative number of tokens")
    demand(model, "active_b")
    if gpu.tensor_tflops is None:
        return None
    reached, together = figures.range("prefill_efficiency"), figures.range("multi_gpu_efficiency")
    peak = gpu.tensor_tflops * 1e12
    operations = 2 * (model.active_b or 0.0) * 1e9 * tokens

    def seconds(efficiency: float, several: float) -> float:
        cards = gpus * _share(several) if gpus > 1 else 1.0
        return operations / (peak * _share(efficiency) * cards)

    return Range(
        seconds(reached.high, together.high),
        seconds(reached.likely, together.likely),
        seconds(reached.low, together.low),
    )


def first_token_seconds(
    model: OpenModel,
    quantisation: Quantisation,
    gpu: Gpu,
    gpus: int,
    tokens: float,
    figures: Figures,
    serving: bool = True,
) -> Range | None:
    """Seconds to the first token of an answer, nobody else waiting: reading, then one step.

    None where no tensor figures of the card are known. Raises MissingFactsError.
    """
    reading = prefill_seconds(model, gpu, gpus, tokens, figures)
    if reading is None:
        return None
    load = load_of(model, quantisation, tokens)
    slow, likely, fast = paces(model, quantisation, gpu, gpus, figures, serving)
    return Range(
        reading.low + load.seconds(1, fast),
        reading.likely + load.seconds(1, likely),
        reading.high + load.seconds(1, slow),
    )
