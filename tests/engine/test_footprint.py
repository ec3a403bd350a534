"""Electricity, emissions and use of own hardware against results worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine import footprint as module
from assessments.engine.answers import Answers, effective
from assessments.engine.case import Scenario, cases
from assessments.engine.dossier import Usage
from assessments.engine.figures import CLASSES, Figures, times
from assessments.engine.footprint import Footprint, co2e_kg_per_month, footprint, utilisation
from assessments.engine.result import Range
from assessments.engine.usage import Volume, utilisation_level, volume
from tests.engine.dossiers import CALM, OPTIONS, A, B, C, D, E, given, made

FIGURES = Figures.of(load())
BILLION = 1e9
HOURS = 730
GERMANY, USA = 0.32965, 0.3844


def answered(**levels: str) -> Answers:
    return effective(load(), given(CALM), given({"FA1": "M", **levels}), {})


def exactly(tokens_in: float, tokens_out: float, requests: float = 1000) -> Volume:
    read, written, asked = (Range(n, n, n) for n in (tokens_in, tokens_out, requests))
    return Volume(read, written, asked, known=True)


def unsure(asked: Volume) -> Volume:
    """The same with the bounds every volume has: 0.6 to 1.8 times."""
    spread = FIGURES.range("volume_factor")
    return Volume(
        times(asked.input_tokens, spread),
        times(asked.output_tokens, spread),
        times(asked.requests, spread),
        known=True,
    )


def of(option: str, asked: Volume, **levels: str) -> Footprint:
    return footprint(option, [(asked, answered(**levels))], FIGURES)


@pytest.fixture
def billion_a_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """One set is full with a billion tokens a month, whatever the hours."""
    monkeypatch.setattr(module, "tokens_per_month", lambda *_: BILLION)


def with_own(**values: float) -> Figures:
    return Figures.of(load(), values)


# --- Services ------------------------------------------------------------------------------------


def test_a_service_is_charged_for_what_it_writes_and_a_tenth_of_what_it_reads() -> None:
    found = of(C, exactly(100e6, 10e6))
    row = FIGURES.energy[C, "M"]
    millions = 10 + 0.1 * 100

    assert found.kwh.likely == pytest.approx(millions * row.kwh)
    assert found.parts == pytest.approx(
        {
            "running": millions * row.kwh * GERMANY,
            "idle": 0,
            "embodied": millions * row.embodied_kg,
        }
    )
    assert found.kg.likely == pytest.approx(sum(found.parts.values()))


def test_the_bounds_of_a_service_are_those_of_its_model_its_reading_and_its_grid() -> None:
    found, row = of(C, exactly(100e6, 10e6)), FIGURES.energy[C, "M"]
    low, high = (10 + 0.03 * 100) * row.kwh_low, (10 + 0.3 * 100) * row.kwh_high

    assert (found.kwh.low, found.kwh.high) == pytest.approx((low, high))
    assert found.kg.high == pytest.approx(
        high * 0.381 + (10 + 0.3 * 100) * row.embodied_kg * row.kwh_high / row.kwh
    )


def test_only_the_direct_way_runs_on_american_power() -> None:
    here, there = of(B, exactly(BILLION, BILLION)), of(A, exactly(BILLION, BILLION))

    assert there.kwh == here.kwh  # the same model
    assert there.parts["running"] / here.parts["running"] == pytest.approx(USA / GERMANY)
    assert there.parts["embodied"] == here.parts["embodied"]


def test_a_request_is_the_month_divided_by_all_requests() -> None:
    found = of(C, exactly(100e6, 10e6, requests=20_000))

    assert found.per_request_g is not None and found.per_request_wh is not None
    assert found.per_request_g.likely == pytest.approx(found.kg.likely * 1000 / 20_000)
    assert found.per_request_wh.likely == pytest.approx(found.kwh.likely * 1000 / 20_000)


def test_an_unsure_volume_does_not_blur_what_one_request_takes() -> None:

    clear = of(C, exactly(100e6, 10e6))
    blurred = of(C, unsure(exactly(100e6, 10e6)))

    assert blurred.kg.high == pytest.approx(1.8 * clear.kg.high)
    assert blurred.per_request_g is not None and clear.per_request_g is not None
    assert blurred.per_request_g.low == pytest.approx(clear.per_request_g.low)
    assert blurred.per_request_g.high == pytest.approx(clear.per_request_g.high)


# --- Hardware ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("billion_a_month")
def test_own_hardware_works_a_part_of_the_month_and_idles_the_rest() -> None:
    found = of(E, exactly(500e6, 0), KP2="3")  # half of what one set can do
    kilowatts = 0.65 * 1.3  # with cooling
    works = 0.5 * 0.7 / 2  # 70 % of the month, on the mean half as much as at the peak
    idles = 0.3 * (1 - works)

    assert found.kwh.likely == pytest.approx(kilowatts * HOURS * (works + idles))
    assert found.parts == pytest.approx(
        {
            "running": kilowatts * HOURS * works * GERMANY,
            "idle": kilowatts * HOURS * idles * GERMANY,
            "embodied": (712.5 + 273) / 48,
        }
    )
    assert found.kg.likely == pytest.approx(sum(found.parts.values()))


@pytest.mark.usefixtures("billion_a_month")
def test_the_bounds_of_hardware_are_worked_out_bound_by_bound() -> None:
    found = of(E, exactly(500e6, 0), KP2="3")
    works = 0.175
    low = 0.5 * 1.05 * HOURS * (works + 0.2 * (1 - works))
    high = 0.8 * 1.6 * HOURS * (works + 0.45 * (1 - works))

    assert (found.kwh.low, found.kwh.high) == pytest.approx((low, high))
    assert found.kg.low == pytest.approx(low * 0.28268 + (500 + 164) / 60)
    assert found.kg.high == pytest.approx(high * 0.381 + (1500 + 400) / 36)


@pytest.mark.usefixtures("billion_a_month")
def test_a_second_set_doubles_making_and_idling() -> None:
    one = of(E, exactly(BILLION, 0), KP2="1")
    two = of(E, exactly(BILLION + 1, 0), KP2="1")

    assert two.parts["embodied"] == pytest.approx(2 * one.parts["embodied"])
    assert two.parts["running"] == pytest.approx(one.parts["running"])
    assert two.parts["idle"] - one.parts["idle"] == pytest.approx(
        0.65 * 1.3 * HOURS * 0.3 * GERMANY
    )


@pytest.mark.usefixtures("billion_a_month")
def test_a_stand_in_set_for_work_that_may_not_stop_idles_too() -> None:
    calm, urgent = (of(E, exactly(BILLION, 0), PE4=level) for level in ("1", "3"))

    assert urgent.parts["embodied"] == pytest.approx(2 * calm.parts["embodied"])
    assert urgent.parts["running"] == pytest.approx(calm.parts["running"])
    assert urgent.parts["idle"] > calm.parts["idle"]
    assert of(D, exactly(BILLION, 0), PE4="3") == of(D, exactly(BILLION, 0), PE4="1")


@pytest.mark.usefixtures("billion_a_month")
def test_a_server_rented_by_the_hour_is_off_for_the_rest() -> None:
    loads = [(exactly(500e6, 0), answered(KP2="1"))]
    reserved = footprint(D, loads, FIGURES)
    by_the_hour = footprint(D, loads, with_own(rented_hours=219))  # 30 % of the month

    assert by_the_hour.parts["embodied"] == pytest.approx(0.3 * reserved.parts["embodied"])
    assert by_the_hour.parts["running"] == pytest.approx(reserved.parts["running"])
    assert by_the_hour.parts["idle"] < 0.3 * reserved.parts["idle"]


@pytest.mark.usefixtures("billion_a_month")
def test_all_use_cases_share_one_pool_for_the_highest_class() -> None:
    small = (exactly(400e6, 0), answered(FA1="S", KP2="3"))
    large = (exactly(400e6, 0), answered(FA1="L", KP2="3"))
    pool = footprint(E, [small, large], FIGURES)
    alone = footprint(E, [(exactly(800e6, 0, requests=2000), large[1])], FIGURES)

    assert pool == alone


def test_services_answer_each_use_case_in_its_own_class() -> None:
    small = (exactly(1e6, 1e6), answered(FA1="S"))
    large = (exactly(1e6, 1e6), answered(FA1="L"))
    both = footprint(C, [small, large], FIGURES)

    assert both.kwh.likely == pytest.approx(
        1.1 * (FIGURES.energy[C, "S"].kwh + FIGURES.energy[C, "L"].kwh)
    )


# --- Own values, unknowns, extremes --------------------------------------------------------------


def test_another_country_changes_the_emissions_not_the_electricity() -> None:
    france = FIGURES.mixes["FRA"].kg_per_kwh
    loads = [(exactly(BILLION, BILLION), answered())]
    there = footprint(C, loads, with_own(grid_kg_per_kwh_eu=france))

    assert there.kwh == of(C, exactly(BILLION, BILLION)).kwh
    assert there.parts["running"] == pytest.approx(there.kwh.likely * 0.04144)


def test_an_own_power_figure_counts() -> None:
    loads = [(exactly(0, 0), answered())]
    doubled = footprint(E, loads, with_own(kw_open_onprem_M=1.3))

    assert doubled.kwh.likely == pytest.approx(2 * of(E, exactly(0, 0)).kwh.likely)


def test_an_unknown_class_spans_all_classes() -> None:
    asked = exactly(BILLION, BILLION)
    each = [of(C, asked, FA1=capability) for capability in CLASSES]
    unknown = of(C, asked, FA1="9")

    assert unknown.kg.likely == of(C, asked, FA1="L").kg.likely
    assert unknown.kg.low == min(found.kg.low for found in each)
    assert unknown.kg.high == max(found.kg.high for found in each)


@pytest.mark.parametrize("option", [A, B, C])
def test_a_service_nobody_asks_takes_nothing(option: str) -> None:
    found = of(option, exactly(0, 0, requests=0))

    assert found.kwh == found.kg == Range(0, 0, 0)
    assert found.per_request_g is None and found.per_request_wh is None


@pytest.mark.parametrize("option", [D, E])
def test_hardware_nobody_asks_idles_all_month(option: str) -> None:
    found = of(option, exactly(0, 0, requests=0))
    kilowatts = FIGURES.sets[option, "M"].kilowatts

    assert found.kwh.likely == pytest.approx(kilowatts * 1.3 * HOURS * 0.3)
    assert found.parts["running"] == 0
    assert found.per_request_g is None


def test_no_use_case_at_all_is_no_error() -> None:
    assert footprint(A, [], FIGURES).kg == Range(0, 0, 0)
    assert footprint(A, [], FIGURES).per_request_g is None


@settings(deadline=None, max_examples=60)
@for_all(
    st.sampled_from(OPTIONS),
    st.sampled_from(CLASSES),
    st.sampled_from("1234"),
    st.floats(0, 1e12),
    st.floats(0, 1e9),
)
def test_the_bounds_hold_the_likely_value(
    option: str, capability: str, pattern: str, tokens: float, requests: float
) -> None:
    asked = unsure(exactly(tokens, tokens / 5, requests))
    found = of(option, asked, FA1=capability, KP2=pattern)

    assert 0 <= found.kwh.low <= found.kwh.likely <= found.kwh.high < float("inf")
    assert 0 <= found.kg.low <= found.kg.likely <= found.kg.high < float("inf")
    assert min(found.parts.values()) >= 0
    assert sum(found.parts.values()) == pytest.approx(found.kg.likely)
    if found.per_request_g is not None:
        assert found.per_request_g.low <= found.per_request_g.likely <= found.per_request_g.high


@pytest.mark.parametrize("option", OPTIONS)
def test_the_ranking_shows_the_same_kilograms(option: str) -> None:
    asked = exactly(BILLION, BILLION)

    assert co2e_kg_per_month(load().options[option], asked, answered(), FIGURES) == (
        of(option, asked).kg
    )


# --- How well own hardware is used ---------------------------------------------------------------


@pytest.mark.usefixtures("billion_a_month")
def test_utilisation_is_the_share_of_the_month_all_sets_work() -> None:
    half = exactly(500e6, 0)

    # 70 % of the month, at half the peak's load, half full
    assert utilisation([(half, answered(KP2="3"))], FIGURES) == pytest.approx(0.5 * 0.7 / 2)
    # 20 % of the month, at a third of the peak's load: one and a half sets' work on two
    assert utilisation([(exactly(1.5e9, 0), answered(KP2="1"))], FIGURES) == pytest.approx(
        1.5 * 0.2 / 3 / 2
    )


@pytest.mark.usefixtures("billion_a_month")
def test_all_use_cases_share_the_hardware() -> None:
    half = (exactly(400e6, 0), answered(KP2="3"))

    assert utilisation([half, half], FIGURES) == pytest.approx(0.8 * 0.7 / 2)


def test_without_any_volume_the_utilisation_is_unknown() -> None:
    assert utilisation([(volume(Usage(), {}, FIGURES, None), answered())], FIGURES) is None
    assert utilisation([], FIGURES) is None
    assert utilisation_level(None) is None


def test_the_levels_of_utilisation_begin_at_5_and_30_percent() -> None:
    levels = [utilisation_level(share) for share in (0.049, 0.05, 0.299, 0.3)]

    assert levels == ["1", "2", "2", "3"]


def test_more_volume_never_lowers_the_level_of_utilisation() -> None:
    dossier = made({"KP2": "3"})
    levels = [
        cases(dossier, load(), FIGURES, Scenario(volume=factor))[0].answers.level("NA3") or ""
        for factor in (0.001, 1, 100)
    ]

    assert levels == sorted(levels)
    assert levels[0] == "1" and levels[-1] != "1"


def test_the_parts_of_the_embodied_figure_stand_in_the_catalogue() -> None:
    dearer = replace(FIGURES.assumptions["embodied_gpu_kg"], value=546)
    figures = replace(FIGURES, assumptions={**FIGURES.assumptions, "embodied_gpu_kg": dearer})
    now = footprint(E, [(exactly(0, 0), answered())], FIGURES).parts["embodied"]
    then = footprint(E, [(exactly(0, 0), answered())], figures).parts["embodied"]

    assert then - now == pytest.approx(273 / 48)
