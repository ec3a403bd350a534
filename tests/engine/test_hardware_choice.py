"""Which cards hold a model, and what they cost."""

from dataclasses import replace

from assessments.catalogue import load
from assessments.engine.figures import Figures
from assessments.engine.hardware_choice import choices

FIGURES = Figures.of(load())
MODELS, GPUS, FORMATS = FIGURES.models, FIGURES.gpus, FIGURES.quantisations
LLAMA_70B, Q4 = MODELS["Llama-3.1-70B-Instruct"], FORMATS["Q4_K_M"]
RTX_3090, RTX_4090 = GPUS["NVIDIA GeForce RTX 3090"], GPUS["NVIDIA GeForce RTX 4090"]
L40S, A100 = GPUS["NVIDIA L40S"], GPUS["NVIDIA A100 SXM 80GB"]


def test_a_70b_model_at_four_bits_needs_48_gb() -> None:
    found = choices(LLAMA_70B, Q4, 8192, 1, [A100, L40S, RTX_4090, RTX_3090], FIGURES, False)

    assert [(c.gpu.code, c.count, c.price_eur) for c in found.fitting] == [
        ("NVIDIA GeForce RTX 3090", 2, 1400),
        ("NVIDIA GeForce RTX 4090", 2, 3800),
        ("NVIDIA A100 SXM 80GB", 1, 18750),
        ("NVIDIA L40S", 1, None),  # no price in EUR is known: last, however cheap it may be
    ]
    assert all(c.fit.fits and c.speed for c in found.fitting)


def test_the_nearest_that_does_not_fit_says_what_it_lacks() -> None:
    found = choices(LLAMA_70B, Q4, 8192, 1, [RTX_3090, RTX_4090, L40S], FIGURES, False)

    assert found.nearest is not None
    assert found.nearest.gpu in {RTX_3090, RTX_4090}
    assert found.nearest.count == 1
    assert found.nearest.fit.reason == "weights_too_big"
    assert found.nearest.fit.spare_gb is not None
    assert found.nearest.fit.spare_gb < 0


def test_nothing_fits_a_model_that_is_too_big() -> None:
    found = choices(MODELS["Kimi-K2.5"], FORMATS["BF16"], 4096, 1, [RTX_3090, L40S], FIGURES)

    assert found.fitting == ()
    assert found.nearest is not None
    assert (found.nearest.gpu, found.nearest.count) == (L40S, 8)  # the one that lacks least


def test_many_people_need_more_cards_than_one() -> None:
    alone = choices(LLAMA_70B, FORMATS["AWQ4"], 8192, 1, [L40S], FIGURES)
    fifty = choices(LLAMA_70B, FORMATS["AWQ4"], 8192, 50, [L40S], FIGURES)

    assert [c.count for c in alone.fitting] == [1]
    assert [c.count for c in fifty.fitting] == [8]


def test_computers_with_unified_memory_are_not_put_together() -> None:
    spark = GPUS["NVIDIA DGX Spark (GB10)"]
    found = choices(MODELS["DeepSeek-V3"], FORMATS["AWQ4"], 4096, 1, [spark], FIGURES)

    assert found.fitting == ()
    assert found.nearest is not None
    assert found.nearest.count == 1


def test_cards_with_unknown_memory_are_named_apart() -> None:
    found = choices(LLAMA_70B, Q4, 8192, 1, GPUS.values(), FIGURES)

    assert set(found.missing) == {"AMD Instinct MI325X", "Apple M5 Max"}


def test_a_model_without_verified_layers_is_said_to_be_unknown() -> None:
    unknown = replace(LLAMA_70B, full_layers=None)
    found = choices(unknown, FORMATS["AWQ4"], 8192, 1, [A100], FIGURES)

    assert found.fitting == ()
    assert found.nearest is not None
    assert found.nearest.fit.reason == "missing_facts"
    assert found.nearest.fit.missing == ("full_layers",)
    assert found.nearest.speed is None
