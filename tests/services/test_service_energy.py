"""Energy and electricity mixes: every row equals what the pinned package computes."""

from dataclasses import replace
from importlib.metadata import version

import pytest

from assessments.catalogue import load
from assessments.catalogue.technology import ServiceEnergy
from assessments.services import service_energy
from assessments.services.service_energy import compute, kg_per_kwh, listed_size

# fmt: off
EU = [
    "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN",
    "FRA", "DEU", "GRC", "HUN", "IRL", "ITA", "LVA", "LTU", "LUX",
    "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE",
]
# fmt: on
PROPRIETARY = [row for row in load().energy if row.option != "open_eu_api"]
OPEN = [row for row in load().energy if row.option == "open_eu_api"]


def lane(row: ServiceEnergy) -> str:
    return f"{row.option}-{row.capability}"


def of_one_model(active_b: float, total_b: float) -> ServiceEnergy:
    active = replace(OPEN[0], active_low_b=active_b, active_high_b=active_b)
    return replace(active, total_low_b=total_b, total_high_b=total_b)


@pytest.mark.parametrize("row", load().energy, ids=lane)
def test_every_row_is_what_the_package_computes(row: ServiceEnergy) -> None:
    computed = compute(row)

    assert row.kwh_low == pytest.approx(computed.kwh_low, rel=0.01)
    assert row.kwh == pytest.approx(computed.kwh, rel=0.01)
    assert row.kwh_high == pytest.approx(computed.kwh_high, rel=0.01)
    assert row.embodied_kg == pytest.approx(computed.embodied_kg, rel=0.01)


def test_the_package_is_the_one_the_rows_were_computed_with() -> None:
    assert version("ecologits") == service_energy.VERSION


@pytest.mark.parametrize("row", PROPRIETARY, ids=lane)
def test_the_sizes_of_proprietary_models_are_the_packages_guesses(row: ServiceEnergy) -> None:
    size = listed_size(row.model)

    assert row.guessed
    assert (row.active_low_b, row.active_high_b) == (size.active_low_b, size.active_high_b)
    assert (row.total_low_b, row.total_high_b) == (size.total_low_b, size.total_high_b)


@pytest.mark.parametrize("row", OPEN, ids=lane)
def test_the_sizes_of_open_models_are_published(row: ServiceEnergy) -> None:
    model = load().models.get(row.model)
    size = listed_size("mistralai/zai-glm-5-3") if model is None else None

    assert not row.guessed
    if size is not None:  # GLM-5.3: the package lists it, our list of open models does not yet
        assert (row.active_low_b, row.total_low_b) == (size.active_low_b, size.total_low_b)
    elif model is not None:
        assert (row.active_low_b, row.total_low_b) == (model.active_b, model.total_b)
    assert (row.active_low_b, row.total_low_b) == (row.active_high_b, row.total_high_b)


def test_every_lane_paid_by_use_has_a_row() -> None:
    catalogue = load()

    assert [lane(row) for row in catalogue.energy] == [
        f"{price.option}-{price.capability}" for price in catalogue.prices
    ]


@pytest.mark.parametrize("row", load().energy, ids=lane)
def test_the_bounds_hold_the_likely_value(row: ServiceEnergy) -> None:
    assert 0 < row.kwh_low < row.kwh < row.kwh_high


@pytest.mark.parametrize("wh", [0.24, 0.34])  # Google, OpenAI: a median request
def test_what_providers_publish_lies_within_the_bounds(wh: float) -> None:
    per_million = wh / 1000 / 400 * 1e6
    rows = [row for row in PROPRIETARY if row.capability == "L"]

    assert len(rows) == 2
    assert all(row.kwh_low <= per_million <= row.kwh_high for row in rows)


def test_the_formula_is_that_of_the_package_by_hand() -> None:
    # 24 billion parameters, 16 bits, 64 at once: 1.2 · 24 · 2 = 57.6 GB on one card of eight.
    card = 1.1665273170451914e-06 * 0.48814 * 24 + 4.052928146734005e-05  # Wh a token
    seconds = 0.0006785088 * 24 + 0.0003119310 * 64 + 0.0194737176
    server = seconds / 3600 * 1200 / 8 / 64  # Wh a token
    likely = 1.20 * (card + server) / 1000 * 1e6

    assert compute(of_one_model(24, 24)).kwh == pytest.approx(likely, rel=0.001)
    assert compute(of_one_model(24, 24)).embodied_kg == pytest.approx(
        seconds * 1e6 / 64 * (5700 / 8 + 273) / (3 * 365 * 24 * 3600), rel=0.001
    )


def test_the_hardware_is_counted_in_powers_of_two() -> None:
    # 1.2 · 33 · 2 = 79.2 GB fits one card of 80 GB, 1.2 · 34 · 2 = 81.6 GB takes two.
    one, two = compute(of_one_model(10, 33)), compute(of_one_model(10, 34))

    assert two.kwh == pytest.approx(2 * one.kwh)
    assert two.embodied_kg == pytest.approx(2 * one.embodied_kg)


def test_several_models_are_taken_from_the_smallest_to_the_largest() -> None:
    size = listed_size("openai/gpt-6-luna, anthropic/claude-haiku-5-5")

    assert (size.active_low_b, size.active_high_b) == (3.8, 35)
    assert (size.total_low_b, size.total_high_b) == (10, 38)


def test_a_model_that_is_not_listed_is_refused() -> None:
    with pytest.raises(LookupError, match="gpt-99"):
        listed_size("openai/gpt-99")


# --- Electricity ---------------------------------------------------------------------------------


def test_every_mix_is_the_packages() -> None:
    mixes = load().mixes

    assert {code: mix.kg_per_kwh for code, mix in mixes.items()} == {
        code: kg_per_kwh(code) for code in mixes
    }


def test_every_country_of_the_eu_and_its_neighbours_may_be_chosen() -> None:
    assert {*EU, "CHE", "GBR", "NOR", "USA", "WOR"} <= set(load().mixes)
    assert all(mix.label.de and mix.label.en and mix.dated for mix in load().mixes.values())


def test_a_country_the_package_does_not_know_is_refused() -> None:
    with pytest.raises(LookupError, match="NOWHERE"):
        kg_per_kwh("NOWHERE")


def test_the_assumed_mixes_are_those_of_germany_and_the_usa() -> None:
    eu, us = (load().assumptions[f"grid_kg_per_kwh_{place}"] for place in ("eu", "us"))

    assert (eu.value, us.value) == (kg_per_kwh("DEU"), kg_per_kwh("USA"))
    assert eu.low == kg_per_kwh("EEE")
    assert us.high == kg_per_kwh("WOR")
    assert eu.high == 0.381  # codecarbon 3.3.2, Germany 2023: 380.95 g
    assert us.low == 0.369  # codecarbon 3.3.2, USA 2023: 369.473 g


def test_making_the_hardware_is_counted_as_the_package_does() -> None:
    from ecologits.impacts import llm

    figures = load().assumptions

    assert figures["embodied_gpu_kg"].value == llm.GPU_EMBODIED_IMPACT_GWP
    assert figures["embodied_server_kg_per_gpu"].value == (
        llm.SERVER_EMBODIED_IMPACT_GWP / llm.SERVER_GPUS
    )
