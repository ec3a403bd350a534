"""Volumes, costs, utilisation and emissions against results worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.answers import Answers, effective
from assessments.engine.case import Scenario, cases
from assessments.engine.costs import costs, lane_cost
from assessments.engine.dossier import GivenAnswer, Usage
from assessments.engine.figures import CLASSES, Figures, times
from assessments.engine.footprint import co2e_kg_per_month, utilisation
from assessments.engine.result import Range
from assessments.engine.usage import Volume, units, utilisation_level, volume
from tests.engine.dossiers import CALM, OPTIONS, USAGE, A, B, C, D, E, given, made

FIGURES = Figures.of(load())
MILLION = 1e6


def answered(**levels: str) -> Answers:
    return effective(load(), given(CALM), given(levels), {})


def exactly(tokens_in: float, tokens_out: float) -> Volume:
    return Volume(Range(*[tokens_in] * 3), Range(*[tokens_out] * 3), known=True)


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
    assert (server.usage.likely, server.hardware.likely) == (0, 571)
    assert server.total.likely == pytest.approx(571 + 1000)


def test_more_than_one_set_can_serve_takes_a_second() -> None:
    # Class M serves 6,000 million tokens a month, a fifth of it in office hours.
    just = exactly(1200 * MILLION, 0)
    more = exactly(1201 * MILLION, 0)
    server = load().options[E]

    assert lane_cost(server, "M", just, answered(KP2="1"), FIGURES).hardware.likely == 571
    assert lane_cost(server, "M", more, answered(KP2="1"), FIGURES).hardware.likely == 2 * 571
    assert lane_cost(server, "M", more, answered(KP2="3"), FIGURES).hardware.likely == 571


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
        load().options[option], capability, Volume(volume, volume, True), answered(), FIGURES
    )

    assert 0 < lane.total.low <= lane.total.likely <= lane.total.high


def test_units_are_whole_and_at_least_one() -> None:
    assert [units(0, 10), units(10, 10), units(10.1, 10)] == [1, 1, 2]


def test_utilisation_is_the_share_of_the_capacity_of_all_sets() -> None:
    # 600 of 6,000 million around the clock: one set, a tenth used.
    assert utilisation([(exactly(600e6, 0), answered(KP2="3"))], FIGURES) == pytest.approx(0.1)
    # 2,400 million in office hours need two sets of 6,000: a fifth used.
    assert utilisation([(exactly(2400e6, 0), answered(KP2="1"))], FIGURES) == pytest.approx(0.2)


def test_all_use_cases_share_the_hardware() -> None:
    half = (exactly(300e6, 0), answered(KP2="3"))

    assert utilisation([half, half], FIGURES) == pytest.approx(0.1)


def test_without_any_volume_the_utilisation_is_unknown() -> None:
    assert utilisation([(volume(Usage(), {}, FIGURES, None), answered())], FIGURES) is None
    assert utilisation_level(None) is None


def test_the_levels_of_utilisation_begin_at_5_and_30_percent() -> None:
    levels = [utilisation_level(share) for share in (0.049, 0.05, 0.299, 0.3)]

    assert levels == ["1", "2", "2", "3"]


def test_ten_times_the_volume_lifts_the_utilisation() -> None:
    dossier = made({"KP2": "3"})
    now = cases(dossier, load(), FIGURES)[0]
    then = cases(dossier, load(), FIGURES, Scenario(volume=10))[0]

    assert (now.answers.level("NA3"), then.answers.level("NA3")) == ("1", "2")  # 0.9 · 9 %
    assert then.volume.input_tokens.likely == 500e6


def test_emissions_of_a_service_follow_the_tokens() -> None:
    api = co2e_kg_per_month(load().options[C], exactly(100e6, 10e6), answered(), FIGURES)

    assert api.likely == pytest.approx((10 + 0.1 * 100) * 0.2 * 0.33)


def test_emissions_of_own_hardware_run_all_month() -> None:
    idle = co2e_kg_per_month(load().options[E], exactly(1, 1), answered(), FIGURES)

    assert idle.likely == pytest.approx(0.65 * 730 * 1.3 * 0.33)
    assert idle.low < idle.likely < idle.high


def test_only_the_direct_way_runs_on_american_power() -> None:
    here, there = (
        co2e_kg_per_month(load().options[o], exactly(1e9, 1e9), answered(), FIGURES).likely
        for o in (B, A)
    )

    assert there / here == pytest.approx(0.384 / 0.33)


def test_rent_stays_the_same_whatever_is_asked() -> None:
    few, many = (
        lane_cost(load().options[D], "L", exactly(tokens, 0), answered(), FIGURES).total.likely
        for tokens in (1, 900e6)
    )

    assert few == many == pytest.approx(2745 + 0.2 * 80_000 / 12)
