"""Volumes and monthly costs against results worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.answers import Answers, effective
from assessments.engine.capacity import tokens_per_month
from assessments.engine.case import cases
from assessments.engine.costs import costs, lane_cost
from assessments.engine.dossier import GivenAnswer, Usage
from assessments.engine.figures import CLASSES, Figures, times
from assessments.engine.result import Range
from assessments.engine.usage import Volume, units, volume
from tests.engine.dossiers import CALM, OPTIONS, USAGE, A, B, C, D, E, given, made

FIGURES = Figures.of(load())
MILLION = 1e6


def answered(**levels: str) -> Answers:
    return effective(load(), given(CALM), given(levels), {})


def exactly(tokens_in: float, tokens_out: float) -> Volume:
    requests = Range(*[tokens_in / 2000] * 3)
    return Volume(Range(*[tokens_in] * 3), Range(*[tokens_out] * 3), requests, known=True)


def test_people_requests_and_pages_become_tokens() -> None:
    usage = Usage(users=10, requests_per_user_per_day=4, pages_in=2, pages_out=0.5)
    result = volume(usage, {}, FIGURES, None)

    assert result.input_tokens.likely == 10 * 4 * 21 * 2 * 800
    assert result.output_tokens.likely == 10 * 4 * 21 * 0.5 * 800 * 1.5  # with "thinking"
    assert result.known


def test_given_tokens_count_as_they_are() -> None:
    result = volume(replace(USAGE, users=3, pages_in=9), {}, FIGURES, None)

    assert (result.input_tokens.likely, result.output_tokens.likely) == (50e6, 5e6)


def test_requests_a_month_beat_people_and_days() -> None:
    usage = Usage(requests_per_month=1000, users=99, requests_per_user_per_day=9, pages_in=1)

    assert volume(usage, {}, FIGURES, None).input_tokens.likely == 1000 * 800


def test_a_template_fills_what_is_not_said_but_is_no_knowledge() -> None:
    template = {"users": 5, "requests_per_user_per_day": 2, "pages_in": 3, "pages_out": 1}
    result = volume(Usage(pages_in=1), template, FIGURES, None)

    assert result.input_tokens.likely == 5 * 2 * 21 * 1 * 800
    assert not result.known


def test_the_requests_of_the_company_are_shared_by_the_silent_use_cases() -> None:
    dossier = made(use_cases=3)
    silent = [replace(u, usage=Usage(pages_in=1)) for u in dossier.use_cases[1:]]
    dossier = replace(
        dossier,
        use_cases=(dossier.use_cases[0], *silent),
        answers=dossier.answers | {"KP1": GivenAnswer(number=100)},
    )
    first, second, third = (case.volume for case in cases(dossier, load(), FIGURES))

    assert first.input_tokens.likely == 50e6
    assert second.input_tokens.likely == third.input_tokens.likely == 50 * 21 * 800


def test_requests_follow_from_people_or_from_the_tokens_they_read() -> None:
    said = volume(Usage(users=10, requests_per_user_per_day=4), {}, FIGURES, None)
    tokens = volume(Usage(input_tokens_per_month=8e6, pages_in=2), {}, FIGURES, None)
    both = volume(replace(USAGE, requests_per_month=123), {}, FIGURES, None)

    assert said.requests.likely == 10 * 4 * 21
    assert tokens.requests.likely == 8e6 / (2 * 800)
    assert both.requests.likely == 123


def test_a_missing_volume_has_wide_bounds() -> None:
    result = volume(Usage(), {}, FIGURES, None)

    assert not result.known
    assert result.tokens.high > 100 * result.tokens.low


def test_usage_hardware_and_care_make_the_cost() -> None:
    api = lane_cost(load().options[A], "L", exactly(10e6, 2e6), answered(), FIGURES)
    server = lane_cost(load().options[E], "M", exactly(10e6, 2e6), answered(), FIGURES)

    assert api.usage.likely == pytest.approx(10 * 1.72 + 2 * 8.6)
    assert api.hardware.likely == 0
    assert api.care.likely == pytest.approx(0.05 * 80_000 / 12)
    month = 20_000 / 48 + 0.65 * 1.3 * 730 * 0.25
    assert server.usage.likely == 0
    assert server.hardware.likely == pytest.approx(month)
    assert server.total.likely == pytest.approx(month + 1000)


def test_more_than_one_set_can_serve_takes_a_second() -> None:
    answers, one = answered(KP2="1"), exactly(1 * MILLION, 0)
    full = tokens_per_month(FIGURES.sets[E, "M"], one, "1", FIGURES) / MILLION

    def hardware(times: float, **levels: str) -> float:
        cost = lane_cost(load().options[E], "M", one.scaled(times), answered(**levels), FIGURES)
        return cost.hardware.likely

    month = lane_cost(load().options[E], "M", one, answers, FIGURES).hardware.likely
    assert hardware(0.999 * full, KP2="1") == month
    assert hardware(1.001 * full, KP2="1") == pytest.approx(2 * month)
    assert hardware(1.001 * full, KP2="3") == month  # around the clock one set does more


def test_repeated_text_and_batches_cost_less() -> None:
    own = Figures.of(load(), {"cached_share": 0.5})
    here = lane_cost(load().options[A], "L", exactly(10e6, 2e6), answered(), own)
    batch = lane_cost(load().options[A], "L", exactly(10e6, 2e6), answered(KP2="4"), FIGURES)

    assert here.usage.likely == pytest.approx(0.86 * (10 * (0.5 * 2 + 0.5 * 0.1) + 2 * 10))
    assert batch.usage.likely == pytest.approx(0.5 * 0.86 * (10 * 2 + 2 * 10))


def test_own_values_stand_instead_of_the_catalogues() -> None:
    own = Figures.of(
        load(),
        {"in_open_eu_api_M": 1, "purchase_open_onprem_M": 40_000, "fte_eur_per_year": 40_000},
    )
    usage = lane_cost(load().options[C], "M", exactly(1e6, 0), answered(), own)
    server = lane_cost(load().options[E], "M", exactly(1e6, 0), answered(), own)

    assert usage.usage.likely == pytest.approx(1)
    assert usage.care.likely == pytest.approx(0.07 * 40_000 / 12)
    assert server.hardware.likely == pytest.approx(40_000 / 48 + 0.65 * 1.3 * 730 * 0.25)
    assert own.range("fte_eur_per_year") == Range(32_500, 40_000, 47_500)  # the band in proportion
    assert own.own == {"in_open_eu_api_M", "purchase_open_onprem_M", "fte_eur_per_year"}


def test_token_prices_move_the_usage_alone() -> None:
    dearer = costs(load().options, exactly(10e6, 2e6), answered(), FIGURES, token_price=4)
    normal = costs(load().options, exactly(10e6, 2e6), answered(), FIGURES)

    assert dearer[C].usage.likely == pytest.approx(4 * normal[C].usage.likely)
    assert dearer[C].care == normal[C].care
    assert dearer[E] == normal[E]


def test_the_exchange_rate_widens_the_dollar_prices_alone() -> None:
    lanes = costs(load().options, exactly(10e6, 2e6), answered(), FIGURES)

    assert lanes[B].usage.high / lanes[B].usage.likely == pytest.approx(1.5 * 0.95 / 0.86)
    assert lanes[C].usage.high / lanes[C].usage.likely == pytest.approx(1.5)


def test_an_unknown_task_spans_all_classes() -> None:
    lanes = costs(load().options, exactly(10e6, 2e6), answered(FA1="9"), FIGURES)

    def known(level: str) -> Range:
        return costs(load().options, exactly(10e6, 2e6), answered(FA1=level), FIGURES)[A].total

    assert lanes[A].total.low == pytest.approx(known("S").low)
    assert lanes[A].total.likely == pytest.approx(known("L").likely)
    assert lanes[A].total.high == pytest.approx(known("XL").high)


@for_all(st.sampled_from(OPTIONS), st.sampled_from(CLASSES), st.floats(0, 1e12))
def test_the_bounds_hold_the_likely_cost(option: str, capability: str, tokens: float) -> None:
    volume = times(Range(tokens, tokens, tokens), FIGURES.range("volume_factor"))
    lane = lane_cost(
        load().options[option],
        capability,
        Volume(volume, volume, volume, True),
        answered(),
        FIGURES,
    )

    assert 0 < lane.total.low <= lane.total.likely <= lane.total.high


def test_units_are_whole_and_at_least_one() -> None:
    assert [units(0, 10), units(10, 10), units(10.1, 10)] == [1, 1, 2]


def test_rent_stays_the_same_whatever_is_asked() -> None:
    few, many = (
        lane_cost(load().options[D], "L", exactly(tokens, 0), answered(), FIGURES).total.likely
        for tokens in (1, 900e6)
    )

    assert few == many == pytest.approx(3.76 * 730 + 0.2 * 80_000 / 12)


def test_a_rented_server_costs_its_hours_alone() -> None:
    own = Figures.of(load(), {"rented_hours": 160})
    server = lane_cost(load().options[D], "L", exactly(1e6, 0), answered(), own)

    assert server.hardware.likely == pytest.approx(3.76 * 160)
