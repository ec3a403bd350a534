"""The two claims, against the domain notes' section 7."""

import pytest

from assessments.catalogue import load
from assessments.engine.fact_check import card_check, cluster_check
from assessments.engine.figures import Figures

FIGURES = Figures.of(load())


def test_a_cluster_costs_a_million_and_a_half_for_cards_alone() -> None:
    found = cluster_check(FIGURES)

    assert found.cluster_eur == 128 * 12_200 == 1_561_600
    assert found.listed_eur == 18_750
    assert (found.confirmed, found.weights_public) == (False, False)


def test_the_cluster_holds_the_assumed_model_three_times() -> None:
    found = cluster_check(FIGURES)

    assert found.weights_gb == 3520  # 1,760 billion × 2 bytes
    assert found.memory_gb == pytest.approx(128 * 80 * 2**30 / 1e9)
    assert found.cards_needed == 48  # 3,520 ÷ (80 GiB × 0.9 − 3.5 GB = 73.8 GB) = 47.7


def test_the_card_has_room_for_two_and_a_half_bits() -> None:
    found = card_check(FIGURES)

    assert (found.memory_gib, found.overhead_gib, found.cache_gib) == (24, 1.5, 1.25)
    assert found.most_bits == pytest.approx(2.59, abs=0.005)
    assert not found.holds


def test_only_two_bit_files_fit() -> None:
    files = {file.code: file for file in card_check(FIGURES).files}

    assert {code: file.fits for code, file in files.items()} == {
        "Q4_K_M": False,
        "Q3_K_M": False,
        "Q3_K_S": False,
        "Q2_K": False,
        "IQ2_XS": True,
        "IQ1_M": True,
    }
    assert files["Q4_K_M"].bits == pytest.approx(4.82, abs=0.005)
    assert files["IQ2_XS"].bits == pytest.approx(2.39, abs=0.005)


def test_the_file_that_fits_leaves_nine_thousand_tokens_and_answers_slowly() -> None:
    file = next(f for f in card_check(FIGURES).files if f.code == "IQ2_XS")

    assert file.tokens == pytest.approx(9000, rel=0.05)
    assert file.speed is not None
    assert (round(file.speed.low), round(file.speed.high)) == (24, 34)
    assert file.loss_percent is None
    assert file.loss_above == 16.7  # that of Q2_K, which has more bits


def test_a_file_that_does_not_fit_has_no_speed() -> None:
    file = next(f for f in card_check(FIGURES).files if f.code == "Q4_K_M")

    assert (file.tokens, file.speed, file.loss_percent) == (0, None, 1.2)


def test_middle_sized_models_fit_the_card_at_four_bits() -> None:
    found = {each.model.code: each for each in card_check(FIGURES).instead}

    assert {"Mistral-Small-3.1-24B-Instruct-2503", "Qwen3.6-27B", "gemma-4-31B-it"} <= set(found)
    assert all(each.tokens >= 4096 for each in found.values())
    assert "Mistral-Small-3.2-24B-Instruct-2506" not in found  # its layers are not verified


def test_four_bits_need_48_gb() -> None:
    fair = [(c.gpu.code, c.count) for c in card_check(FIGURES).fair]

    assert fair[0] == ("NVIDIA GeForce RTX 3090", 2)
    assert ("NVIDIA L40S", 1) in fair
    assert ("NVIDIA RTX 6000 Ada", 1) in fair
    assert all(c.gpu.memory_gb * c.count >= 48 for c in card_check(FIGURES).fair)  # type: ignore[operator]
