"""Memory of models, against published file sizes and cache sizes."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.catalogue.technology import OpenModel
from assessments.engine.figures import Figures
from assessments.engine.sizing import (
    GIB,
    MissingFactsError,
    fit,
    kv_bytes,
    kv_bytes_per_token,
    memory_bytes,
    weight_bytes,
)

FIGURES = Figures.of(load())
MODELS, GPUS, FORMATS = FIGURES.models, FIGURES.gpus, FIGURES.quantisations
LLAMA_8B, LLAMA_70B = MODELS["Llama-3.1-8B-Instruct"], MODELS["Llama-3.1-70B-Instruct"]
RTX_3090, L40S = GPUS["NVIDIA GeForce RTX 3090"], GPUS["NVIDIA L40S"]
KIB = 1024

# llama.cpp, tools/quantize/README.md @311c2c9: GiB of Llama-3.1-8B.
PUBLISHED_GIB = {
    "IQ1_S": 1.87,
    "IQ1_M": 2.01,
    "IQ2_XXS": 2.23,
    "IQ2_XS": 2.42,
    "IQ2_S": 2.56,
    "IQ2_M": 2.74,
    "IQ3_XXS": 3.04,
    "IQ3_XS": 3.27,
    "IQ3_S": 3.42,
    "IQ3_M": 3.52,
    "IQ4_XS": 4.17,
    "IQ4_NL": 4.38,
    "Q2_K": 2.95,
    "Q3_K_S": 3.41,
    "Q3_K_L": 4.02,
    "Q4_K_S": 4.36,
    "Q4_K_M": 4.58,
    "Q5_K_S": 5.21,
    "Q5_K_M": 5.33,
    "Q6_K": 6.14,
    "Q8_0": 7.95,
    "F16": 14.96,
}


def made(**facts: object) -> OpenModel:
    """A model of 7 billion parameters with the facts given."""
    blank = dict.fromkeys(("kv_heads", "head_dim", "window", "latent_rank", "rope_dim"))
    plain = replace(LLAMA_8B, code="made", total_b=7.0, active_b=7.0, state_bytes=None)
    return replace(plain, **(blank | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", PUBLISHED_GIB)
def test_weights_are_within_one_percent_of_the_published_files(code: str) -> None:
    computed = weight_bytes(LLAMA_8B, FORMATS[code].bits) / GIB

    assert computed == pytest.approx(PUBLISHED_GIB[code], rel=0.01)


def test_the_published_table_is_covered_whole() -> None:
    assert set(PUBLISHED_GIB) == {q.code for q in FORMATS.values() if not q.server}


def test_a_sparse_model_keeps_all_its_parameters_in_memory() -> None:
    # llmfit#230, #497: 116.8B parameters at 4.25 bits, not the 5.1B active ones.
    assert weight_bytes(MODELS["gpt-oss-120b"], 4.25) == pytest.approx(62.05e9)


def test_cache_of_llama_2_7b_with_a_key_for_every_head() -> None:
    # Llama 2 (arXiv 2307.09288): 32 layers, 32 heads of 128: 512 KiB a token at 16 bit.
    llama_2 = made(layers=32, full_layers=32, kv_heads=32, head_dim=128)

    assert kv_bytes_per_token(llama_2) == 512 * KIB


# Published: Meta's configuration; LMCache#1739; ik_llama.cpp#629; unslothai/unsloth#4757
# (gemma-3, DeepSeek-V3, Kimi-K2.5); lmstudio-bug-tracker#1862 (Qwen3.6-27B).
@pytest.mark.parametrize(
    ("code", "each"),
    [
        ("Llama-3.1-70B-Instruct", 320 * KIB),
        ("Llama-3.1-8B-Instruct", 128 * KIB),
        ("Qwen3-14B", 160 * KIB),
        ("Qwen3-235B-A22B", 188 * KIB),
        ("gemma-3-27b-it", 81_920),
        ("DeepSeek-V3", 61 * (512 + 64) * 2),
        ("Kimi-K2.5", 70_272),
        ("Qwen3.6-27B", 65_536),
    ],
)
def test_cache_of_a_token_as_published(code: str, each: int) -> None:
    assert kv_bytes_per_token(MODELS[code]) == each


def test_window_layers_stop_growing_at_their_window() -> None:
    gemma = MODELS["gemma-3-27b-it"]  # 10 of 62 layers see everything, the others 1,024 tokens
    below, at, beyond = kv_bytes(gemma, 512), kv_bytes(gemma, 1024), kv_bytes(gemma, 2048)

    assert below == 62 * 2 * 16 * 128 * 2 * 512
    assert at == 2 * below
    assert beyond - at == 1024 * 81_920
    assert at - 1024 * 81_920 == gemma.state_bytes  # as published: 416 MiB


def test_a_hybrid_model_adds_its_fixed_state() -> None:
    qwen = MODELS["Qwen3.6-27B"]

    assert kv_bytes(qwen, 0) == qwen.state_bytes
    assert kv_bytes(qwen, 1000) - kv_bytes(qwen, 0) == 65_536_000


def test_a_compressed_cache_is_smaller_in_proportion() -> None:
    assert kv_bytes_per_token(LLAMA_70B, 1.0625) == 320 * KIB * 1.0625 / 2


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"attention": None}, ("attention",)),
        ({"full_layers": None}, ("full_layers",)),
        ({"attention": "full"}, ("kv_heads", "head_dim")),
        ({"attention": "latent"}, ("latent_rank", "rope_dim")),
        ({"attention": "window", "kv_heads": 8, "head_dim": 128}, ("window",)),
        ({"attention": "hybrid", "kv_heads": 8, "head_dim": 128}, ("state_bytes",)),
    ],
)
def test_a_missing_fact_is_named_and_never_guessed(
    facts: dict[str, object], fields: tuple[str, ...]
) -> None:
    with pytest.raises(MissingFactsError) as missing:
        kv_bytes(made(**facts), 4096)

    assert missing.value.subject == "made"
    assert missing.value.fields == fields


def test_a_card_of_24_gb_holds_24_gib() -> None:
    assert memory_bytes(RTX_3090) == 24 * 2**30


def test_a_server_by_hand() -> None:
    # 48 GiB = 51.54 GB, of it 0.90 = 46.39; less 3.5 for the engine and 17.61 for the weights
    # (32.76B × 4.3 / 8); 8,192 tokens of 256 KiB are 2.147 GB: eleven times, 23.62.
    found = fit(MODELS["Qwen3-32B"], FORMATS["AWQ4"], L40S, 1, 8192, 11, FIGURES)

    assert (found.fits, found.reason, found.sequences_at_most) == (True, None, 11)
    assert found.usable_gb == pytest.approx(46.385, abs=0.001)
    assert found.weights_gb == pytest.approx(17.6085)
    assert found.cache_gb == pytest.approx(23.622, abs=0.001)
    assert found.overhead_gb == 3.5
    assert found.spare_gb == pytest.approx(1.654, abs=0.001)


def test_one_request_too_many_has_no_room() -> None:
    found = fit(MODELS["Qwen3-32B"], FORMATS["AWQ4"], L40S, 1, 8192, 12, FIGURES)

    assert (found.fits, found.reason, found.sequences_at_most) == (False, "no_room_for_cache", 11)
    assert found.spare_gb == pytest.approx(-0.493, abs=0.001)


def test_a_single_user_has_the_whole_card_but_for_the_software() -> None:
    found = fit(LLAMA_8B, FORMATS["Q4_K_M"], RTX_3090, 1, 8192, 1, FIGURES, serving=False)

    assert found.usable_gb == found.memory_gb == pytest.approx(24 * 2**30 / 1e9)
    assert found.overhead_gb == pytest.approx(1.25 * 2**30 / 1e9)


def test_unified_memory_is_shared_with_the_computer() -> None:
    spark = GPUS["NVIDIA DGX Spark (GB10)"]
    found = fit(LLAMA_8B, FORMATS["Q4_K_M"], spark, 1, 8192, 1, FIGURES, serving=False)

    assert found.usable_gb == pytest.approx(0.75 * 128 * 2**30 / 1e9)


def test_weights_that_are_too_big_are_said_to_be() -> None:
    found = fit(LLAMA_70B, FORMATS["BF16"], L40S, 1, 4096, 1, FIGURES)

    assert (found.fits, found.reason, found.sequences_at_most) == (False, "weights_too_big", 0)


def test_a_model_without_verified_facts_is_said_to_be_unknown() -> None:
    found = fit(
        MODELS["Mistral-Small-3.2-24B-Instruct-2506"], FORMATS["AWQ4"], L40S, 1, 1, 1, FIGURES
    )

    assert (found.fits, found.reason) == (False, "missing_facts")
    assert found.missing_of == "Mistral-Small-3.2-24B-Instruct-2506"
    assert found.missing == ("full_layers",)
    assert found.weights_gb == pytest.approx(12.905, abs=0.001)  # known all the same
    assert found.cache_gb is None


def test_too_big_is_certain_even_where_the_cache_is_unknown() -> None:
    model = MODELS["Mistral-Large-3-675B-Instruct-2512"]

    found = fit(model, FORMATS["FP8"], L40S, 1, 4096, 1, FIGURES)

    assert found.reason == "weights_too_big"
    assert found.missing == ("full_layers",)


def test_a_card_without_a_known_memory_is_said_to_be_unknown() -> None:
    found = fit(LLAMA_8B, FORMATS["FP8"], GPUS["Apple M5 Max"], 1, 4096, 1, FIGURES)

    assert (found.reason, found.missing_of, found.missing) == (
        "missing_facts",
        "Apple M5 Max",
        ("memory_gb",),
    )


def test_a_context_beyond_the_model_does_not_fit_however_large_the_server() -> None:
    found = fit(LLAMA_8B, FORMATS["FP8"], GPUS["NVIDIA B200 SXM"], 8, 1e12, 1, FIGURES)

    assert (found.fits, found.reason, found.sequences_at_most) == (False, "context_too_long", 0)


def test_no_request_needs_room_for_the_weights_alone() -> None:
    found = fit(LLAMA_8B, FORMATS["FP8"], L40S, 1, 8192, 0, FIGURES)

    assert found.fits
    assert found.cache_gb == 0


@pytest.mark.parametrize(("gpus", "context", "sequences"), [(0, 1, 1), (1, -1, 1), (1, 1, -1)])
def test_nonsense_is_refused(gpus: int, context: int, sequences: int) -> None:
    with pytest.raises(ValueError, match="one card at least"):
        fit(LLAMA_8B, FORMATS["FP8"], L40S, gpus, context, sequences, FIGURES)


@pytest.mark.parametrize("bits", [0.0, -4.0, float("nan"), float("inf")])
def test_no_bits_are_refused(bits: float) -> None:
    with pytest.raises(ValueError, match="bits per weight"):
        weight_bytes(LLAMA_8B, bits)


def test_every_set_of_the_catalogue_holds_its_model() -> None:
    for found in FIGURES.sets.values():
        model, quantisation = MODELS[found.model], FORMATS[found.quantisation]
        result = fit(model, quantisation, GPUS[found.gpu], found.gpus, found.context, 4, FIGURES)

        assert result.fits, (found.option, found.capability, result.reason)


KNOWN = sorted(
    code
    for code, model in MODELS.items()
    if not fit(model, FORMATS["AWQ4"], L40S, 8, 1, 1, FIGURES).missing
)
CARDS = sorted(code for code, gpu in GPUS.items() if gpu.memory_gb is not None)
MODEL, CARD, COUNT = st.sampled_from(KNOWN), st.sampled_from(CARDS), st.integers(1, 16)
TOKENS, REQUESTS = st.integers(0, 300_000), st.integers(0, 300)
FORMAT = st.sampled_from(sorted(FORMATS))


@for_all(MODEL, FORMAT, CARD, COUNT, TOKENS, TOKENS, REQUESTS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_more_context_never_fits_better(
    model: str,
    form: str,
    card: str,
    gpus: int,
    one: int,
    other: int,
    requests: int,
    serving: bool,
) -> None:
    few, many = (
        fit(MODELS[model], FORMATS[form], GPUS[card], gpus, context, requests, FIGURES, serving)
        for context in sorted((one, other))
    )

    assert few.fits or not many.fits
    assert few.sequences_at_most >= many.sequences_at_most


@for_all(MODEL, FORMAT, CARD, COUNT, COUNT, TOKENS, REQUESTS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_more_cards_never_fit_worse(
    model: str,
    form: str,
    card: str,
    one: int,
    other: int,
    context: int,
    requests: int,
    serving: bool,
) -> None:
    few, many = (
        fit(MODELS[model], FORMATS[form], GPUS[card], gpus, context, requests, FIGURES, serving)
        for gpus in sorted((one, other))
    )

    assert many.fits or not few.fits
    assert many.sequences_at_most >= few.sequences_at_most


@for_all(MODEL, st.floats(0.5, 32), st.floats(0.5, 32))
def test_fewer_bits_are_never_bigger(model: str, one: float, other: float) -> None:
    small, large = sorted((one, other))

    assert weight_bytes(MODELS[model], small) <= weight_bytes(MODELS[model], large)
