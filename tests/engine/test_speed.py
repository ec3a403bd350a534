"""Speed of models on graphics processors, against measured runs."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.figures import Figures
from assessments.engine.sizing import MissingFactsError, weight_bytes
from assessments.engine.speed import (
    Load,
    Pace,
    decode_tokens_per_second,
    first_token_seconds,
    prefill_seconds,
)

FIGURES = Figures.of(load())
MODELS, GPUS, FORMATS = FIGURES.models, FIGURES.gpus, FIGURES.quantisations
LLAMA_8B, LLAMA_70B = MODELS["Llama-3.1-8B-Instruct"], MODELS["Llama-3.1-70B-Instruct"]
A100, H100 = GPUS["NVIDIA A100 SXM 80GB"], GPUS["NVIDIA H100 SXM 80GB"]


# Share of the bandwidth that measured runs reached (domain notes 4.2): community runs, and the
# measurement of johnmusgrave on an A100.
@pytest.mark.parametrize(
    ("gpu", "model", "form", "reached"),
    [
        ("NVIDIA GeForce RTX 4090", "gemma-3-27b-it", "Q4_K_M", 0.77),
        ("Apple M4 Max (128 GB)", "gemma-3-27b-it", "Q4_K_M", 0.67),
        ("AMD Radeon RX 7900 XTX", "gemma-3-27b-it", "Q4_K_M", 0.49),
        ("NVIDIA GeForce RTX 3090", "Llama-3.1-8B-Instruct", "Q4_K_M", 0.5),
        ("NVIDIA A100 SXM 80GB", "Llama-3.1-8B-Instruct", "BF16", 0.77),
    ],
)
def test_the_range_of_one_person_contains_what_was_measured(
    gpu: str, model: str, form: str, reached: float
) -> None:
    limit = (GPUS[gpu].bandwidth_gbs or 0) * 1e9 / weight_bytes(MODELS[model], FORMATS[form].bits)
    found = decode_tokens_per_second(
        MODELS[model], FORMATS[form], GPUS[gpu], 1, 0, 1, FIGURES, serving=False
    )

    assert found.low <= reached * limit * 1.0001
    assert found.high >= reached * limit * 0.9999
    assert found.low < found.likely < found.high


def test_sixteen_requests_of_a_70b_model_on_eight_a100() -> None:
    # evokernel: batch 16, 16 bit, 8 × A100: 1,480 tokens a second.
    found = decode_tokens_per_second(LLAMA_70B, FORMATS["BF16"], A100, 8, 512, 16, FIGURES)

    assert found.low < 1480 < found.high


def test_a_70b_file_of_two_bits_on_a_card_of_936_gb_a_second() -> None:
    # Domain notes 7b: 936 GB/s ÷ 21.1 GB × 0.55 … 0.77 = 24 … 34 tokens a second.
    real = replace(FORMATS["IQ2_XS"], bits=21.1 * 8 / 70.55)
    card = GPUS["NVIDIA GeForce RTX 3090"]
    found = decode_tokens_per_second(LLAMA_70B, real, card, 1, 0, 1, FIGURES, serving=False)

    assert (round(found.low), round(found.high)) == (24, 34)


def test_a_step_by_hand() -> None:
    # 100 GB of weights, a tenth in use; two requests touch 1 − 0.9² = 0.19: 19 GB, and two
    # caches of 3 GB: 25 GB at 1,000 GB/s, and 5 ms delay.
    load_ = Load(weights=100e9, active=0.1, cache=3e9, operations=1e9)

    assert load_.seconds(2, Pace(1e12, None, 0.005)) == pytest.approx(0.030)


def test_computing_power_bounds_a_large_batch() -> None:
    load_ = Load(weights=10e9, active=1.0, cache=0.0, operations=10e9)
    pace = Pace(1e12, 100e12, 0.0)  # reading takes 10 ms, computing 0.1 ms for each request

    assert load_.seconds(1, pace) == load_.seconds(100, pace) == pytest.approx(0.010)
    assert load_.seconds(200, pace) == pytest.approx(0.020)


def test_a_sparse_model_is_as_fast_as_its_active_parameters() -> None:
    # llmfit#474: 117B parameters in memory, 5.1B of them read per token.
    sparse, card = MODELS["gpt-oss-120b"], GPUS["NVIDIA H100 SXM 80GB"]
    dense = replace(sparse, active_b=sparse.total_b)
    fast = decode_tokens_per_second(sparse, FORMATS["MXFP4"], card, 1, 1000, 1, FIGURES)
    slow = decode_tokens_per_second(dense, FORMATS["MXFP4"], card, 1, 1000, 1, FIGURES)

    assert fast.likely > 5 * slow.likely


def test_several_cards_make_a_server_faster_but_not_a_single_user() -> None:
    def speed(gpus: int, serving: bool) -> float:
        form = FORMATS["Q4_K_M"]
        return decode_tokens_per_second(
            LLAMA_70B, form, A100, gpus, 4096, 1, FIGURES, serving
        ).likely

    assert speed(2, serving=True) > 1.3 * speed(1, serving=True)
    assert speed(2, serving=False) == speed(1, serving=False)


def test_reading_by_hand() -> None:
    # 2 × 8.03e9 × 10,000 operations ÷ (989e12 × 0.4 … 0.6)
    found = prefill_seconds(LLAMA_8B, H100, 1, 10_000, FIGURES)

    assert found is not None
    assert (found.low, found.likely, found.high) == pytest.approx(
        (0.27065, 0.32477, 0.40597), abs=0.0001
    )


def test_without_tensor_figures_nothing_is_said_on_reading() -> None:
    card = GPUS["NVIDIA GeForce RTX 3090"]

    assert prefill_seconds(LLAMA_8B, card, 1, 1000, FIGURES) is None
    assert first_token_seconds(LLAMA_8B, FORMATS["Q4_K_M"], card, 1, 1000, FIGURES) is None


def test_the_first_token_takes_reading_and_one_step() -> None:
    form = FORMATS["BF16"]
    reading = prefill_seconds(LLAMA_8B, H100, 1, 4000, FIGURES)
    step = decode_tokens_per_second(LLAMA_8B, form, H100, 1, 4000, 1, FIGURES)
    first = first_token_seconds(LLAMA_8B, form, H100, 1, 4000, FIGURES)

    assert reading is not None
    assert first is not None
    assert first.likely == pytest.approx(reading.likely + 1 / step.likely)
    assert first.low < first.likely < first.high


def test_unknown_facts_are_named() -> None:
    form = FORMATS["FP8"]
    with pytest.raises(MissingFactsError, match=r"granite-4\.0-h-small: active_b not verified"):
        decode_tokens_per_second(MODELS["granite-4.0-h-small"], form, H100, 1, 1, 1, FIGURES)
    with pytest.raises(MissingFactsError, match="MI325X: bandwidth_gbs not verified"):
        decode_tokens_per_second(LLAMA_8B, form, GPUS["AMD Instinct MI325X"], 1, 1, 1, FIGURES)


def test_without_a_request_nothing_is_written() -> None:
    found = decode_tokens_per_second(LLAMA_8B, FORMATS["FP8"], H100, 1, 1000, 0, FIGURES)

    assert (found.low, found.likely, found.high) == (0, 0, 0)


def test_nonsense_is_refused() -> None:
    form = FORMATS["FP8"]
    with pytest.raises(ValueError, match="no negative number"):
        decode_tokens_per_second(LLAMA_8B, form, H100, 1, -1, 1, FIGURES)
    with pytest.raises(ValueError, match="one card at least"):
        decode_tokens_per_second(LLAMA_8B, form, H100, 0, 1, 1, FIGURES)
    with pytest.raises(ValueError, match="one card at least"):
        prefill_seconds(LLAMA_8B, H100, 1, float("nan"), FIGURES)


def test_an_own_efficiency_of_zero_gives_a_slow_model_and_no_fault() -> None:
    own = {
        "prefill_efficiency": 0.0,
        "decode_efficiency_serving": 0.0,
        "multi_gpu_efficiency": 0.0,
    }
    figures = Figures.of(load(), own)
    found = decode_tokens_per_second(LLAMA_8B, FORMATS["FP8"], H100, 2, 1000, 1, figures)

    assert 0 < found.low <= found.high


@for_all(st.integers(1, 300), st.integers(1, 300), st.integers(0, 100_000))
@settings(deadline=None)
def test_more_people_make_more_tokens_but_nobody_faster(one: int, other: int, context: int) -> None:
    few, many = sorted((one, other))
    model, form = MODELS["Qwen3-235B-A22B"], FORMATS["FP8"]

    def speed(sequences: int) -> float:
        return decode_tokens_per_second(model, form, H100, 4, context, sequences, FIGURES).likely

    assert speed(few) / few >= speed(many) / many * (1 - 1e-9)
    assert speed(few) <= speed(many) * (1 + 1e-9)


def test_the_engine_imports_no_price_list_and_no_energy_library() -> None:
    code = (
        "import pkgutil, sys, importlib, assessments.engine as e\n"
        "for m in pkgutil.iter_modules(e.__path__):\n"
        "    importlib.import_module(f'{e.__name__}.{m.name}')\n"
        "print([n for n in ('genai_prices', 'ecologits', 'pandas', 'django') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.strip() == "[]"
