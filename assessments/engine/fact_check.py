"""Two claims heard in talks on language models, worked out with our own formulas.

The claims: "GPT-4 runs on several clusters of 128 A100 with 80 GB for 12,200 EUR" and "a
compressed model of 70 billion parameters runs on an RTX 3090 with 24 GB for 1,200 EUR".
"""

from dataclasses import dataclass, replace
from math import ceil

from assessments.catalogue.technology import Gpu, OpenModel, Quantisation

from .figures import Figures
from .hardware_choice import Choice, choices
from .result import Range
from .sizing import (
    GB,
    GIB,
    MissingFactsError,
    kv_bytes,
    kv_bytes_per_token,
    memory_bytes,
    overhead_bytes,
    usable_bytes,
    weight_bytes,
)
from .speed import decode_tokens_per_second

# The first claim. Parameters: ecologits 0.11.3 assumes 1,760 billion; the leak said 1,800.
CLUSTER_GPU, CARDS, CARD_EUR = "NVIDIA A100 SXM 80GB", 128, 12_200.0
PARAMETERS_B, CLUSTER_BITS = 1760.0, 16.0

# The second claim.
MODEL, GPU, SYSTEM_EUR = "Llama-3.1-70B-Instruct", "NVIDIA GeForce RTX 3090", 1_200.0
CONTEXT, FAIR_CONTEXT, FAIR_FORMAT = 4096, 8192, "Q4_K_M"
# Published files of this model, decimal GB. Bits per weight fall with a model's size, so the
# sizes are read, not computed from the table of the 8B model. Largest first.
FILES_GB = {
    "Q4_K_M": 42.5,
    "Q3_K_M": 34.3,
    "Q3_K_S": 30.9,
    "Q2_K": 26.4,
    "IQ2_XS": 21.1,
    "IQ1_M": 16.8,
}
# What is offered instead on the same card: billions of parameters.
INSTEAD_FROM_B, INSTEAD_TO_B = 20.0, 35.0


@dataclass(frozen=True, slots=True)
class ClusterCheck:
    """The first claim: what one cluster costs and holds.

    card_eur: as claimed, for one card. listed_eur: this card's price in the catalogue, None
    if unknown. cluster_eur: all cards, without servers, network and power. weights_gb: the
    assumed parameters at 16 bit. memory_gb: of all cards, decimal. cards_needed: cards that
    hold the weights alone. confirmed: the maker never named size or hardware. weights_public:
    nobody but the maker can run the model, whatever the hardware.
    """

    gpu: Gpu
    cards: int
    card_eur: float
    listed_eur: float | None
    cluster_eur: float
    parameters_b: float
    bits: float
    weights_gb: float
    memory_gb: float
    cards_needed: int
    confirmed: bool = False
    weights_public: bool = False


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One published file of the 70B model on the card.

    bits: real bits per weight. tokens: context that is left for one person at 16 bit, 0 if
    the file does not fit. speed: tokens a second at the start of an answer, None if it does
    not fit. loss_percent: how much worse perplexity gets, None if nobody measured it; then
    loss_above is the loss of the next larger measured format.
    """

    code: str
    file_gb: float
    bits: float
    fits: bool
    tokens: int
    speed: Range | None
    loss_percent: float | None
    loss_above: float | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A smaller model at 4 bit on the same card; tokens: context that is left for one person."""

    model: OpenModel
    weights_gb: float
    tokens: int
    speed: Range


@dataclass(frozen=True, slots=True)
class CardCheck:
    """The second claim: what fits on the card, and what instead.

    memory_gib − overhead_gib − cache_gib (for `context` tokens) leaves room for most_bits per
    weight. holds: whether the file of usual quality (`fair_format`) fits. price_eur: the card
    alone, None if unknown; claimed_eur: what the claim said. fair: hardware that holds the
    fair format with fair_context tokens for one person, cheapest first.
    """

    model: OpenModel
    gpu: Gpu
    memory_gib: float
    overhead_gib: float
    context: int
    cache_gib: float
    most_bits: float
    files: tuple[FileCheck, ...]
    fair_format: str
    holds: bool
    claimed_eur: float
    price_eur: float | None
    instead: tuple[Alternative, ...]
    fair_context: int
    fair: tuple[Choice, ...]


def cluster_check(figures: Figures) -> ClusterCheck:
    """Work out the first claim."""
    gpu = figures.gpus[CLUSTER_GPU]
    weights = PARAMETERS_B * 1e9 * CLUSTER_BITS / 8
    each = usable_bytes(gpu, 1, figures) - overhead_bytes(1, figures)
    return ClusterCheck(
        gpu=gpu,
        cards=CARDS,
        card_eur=CARD_EUR,
        listed_eur=gpu.price_eur,
        cluster_eur=CARDS * CARD_EUR,
        parameters_b=PARAMETERS_B,
        bits=CLUSTER_BITS,
        weights_gb=weights / GB,
        memory_gb=memory_bytes(gpu) * CARDS / GB,
        cards_needed=ceil(weights / max(each, 1.0)),
    )


def card_check(figures: Figures) -> CardCheck:
    """Work out the second claim, with the upper bound of a single user's overhead."""
    model, gpu = figures.models[MODEL], figures.gpus[GPU]
    overhead = figures.range("single_user_overhead_gib").high * GIB
    cache = kv_bytes(model, CONTEXT)
    room = memory_bytes(gpu) - overhead
    files = tuple(_file(code, gb, model, gpu, room, figures) for code, gb in FILES_GB.items())
    fair = figures.quantisations[FAIR_FORMAT]
    cards = figures.gpus.values()
    return CardCheck(
        model=model,
        gpu=gpu,
        memory_gib=memory_bytes(gpu) / GIB,
        overhead_gib=overhead / GIB,
        context=CONTEXT,
        cache_gib=cache / GIB,
        most_bits=max(room - cache, 0.0) * 8 / ((model.total_b or 1.0) * 1e9),
        files=files,
        fair_format=FAIR_FORMAT,
        holds=any(file.fits for file in files if file.code == FAIR_FORMAT),
        claimed_eur=SYSTEM_EUR,
        price_eur=gpu.price_eur,
        instead=_instead(gpu, fair, room, figures),
        fair_context=FAIR_CONTEXT,
        fair=choices(model, fair, FAIR_CONTEXT, 1, cards, figures, serving=False).fitting,
    )


def _file(
    code: str, file_gb: float, model: OpenModel, gpu: Gpu, room: float, figures: Figures
) -> FileCheck:
    total = model.total_b or 1.0
    listed = figures.quantisations.get(code)
    left = room - file_gb * GB
    tokens = max(int(left // kv_bytes_per_token(model)), 0)
    fits = left >= kv_bytes(model, CONTEXT)
    real = replace(figures.quantisations[FAIR_FORMAT], bits=file_gb * 8 / total)
    speed = decode_tokens_per_second(model, real, gpu, 1, 0, 1, figures, serving=False)
    loss = listed.loss_percent if listed else None
    return FileCheck(
        code=code,
        file_gb=file_gb,
        bits=real.bits,
        fits=fits,
        tokens=tokens if fits else 0,
        speed=speed if fits else None,
        loss_percent=loss,
        loss_above=None if loss is not None else _loss_above(code, figures),
    )


def _loss_above(code: str, figures: Figures) -> float | None:
    """The loss of the smallest measured format that is larger than this file's."""
    larger = list(FILES_GB)[: list(FILES_GB).index(code)]
    known = (figures.quantisations.get(each) for each in reversed(larger))
    return next((q.loss_percent for q in known if q and q.loss_percent is not None), None)


def _instead(
    gpu: Gpu, fair: Quantisation, room: float, figures: Figures
) -> tuple[Alternative, ...]:
    """Models of middle size that fit the card at 4 bit with the same context, largest first."""
    found = []
    for model in figures.models.values():
        if not INSTEAD_FROM_B <= (model.total_b or 0.0) <= INSTEAD_TO_B:
            continue
        try:
            left = room - weight_bytes(model, fair.bits)
            if left < kv_bytes(model, CONTEXT):
                continue
            speed = decode_tokens_per_second(model, fair, gpu, 1, 0, 1, figures, serving=False)
            growing = kv_bytes_per_token(model)
            fixed_part = kv_bytes(model, CONTEXT) - growing * CONTEXT
        except MissingFactsError:
            continue
        tokens = min(int((left - fixed_part) // growing), model.context or CONTEXT)
        found.append(Alternative(model, weight_bytes(model, fair.bits) / GB, tokens, speed))
    return tuple(sorted(found, key=lambda a: (-(a.model.total_b or 0.0), a.model.code)))
