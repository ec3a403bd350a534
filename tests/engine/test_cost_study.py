"""The whole answer on cost: one use case, all of them, the split, the benefit, bad input."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from assessments.catalogue import load
from assessments.engine.case import Scenario, cases
from assessments.engine.cost_result import PARTS, CostStudy
from assessments.engine.cost_study import prepare, studies, study, study_of
from assessments.engine.costs import lane_cost
from assessments.engine.dossier import Dossier, GivenAnswer, Usage
from assessments.engine.figures import Figures
from tests.engine.dossiers import DEMOS, OPTIONS, USAGE, A, B, C, D, E, demo, made


def using(dossier: Dossier, usage: Usage, **intake: Any) -> Dossier:
    """Every use case with this usage, and more facts about it."""
    changed = (replace(u, usage=usage, intake=u.intake | intake) for u in dossier.use_cases)
    return replace(dossier, use_cases=tuple(changed))


def numbers(found: CostStudy) -> list[float]:
    """Every figure of an answer."""
    courses = [c for costs in found.options.values() for c in costs.views.values()]
    return [
        *(eur for c in courses for paid in c.months.values() for eur in paid),
        *(n for c in courses for n in (c.total, c.present_value, c.per_request or 0)),
        *(n for c in found.volume_crossings for n in (c.tokens, c.factor, c.eur_per_month)),
        *(n for curve in found.curves for n in (*curve.tokens, *curve.eur)),
        *(n for r in (found.peak.requests, found.peak.at_once) for n in (r.low, r.likely, r.high)),
    ]


def test_a_month_of_today_is_the_month_of_the_ranking() -> None:
    dossier = made()
    case = cases(dossier, load(), Figures.of(load()))[0]
    found = study(dossier, load(), "UC1")

    for option in (A, C, D):
        lane = lane_cost(load().options[option], "M", case.volume, case.answers, Figures.of(load()))
        months = found.options[option].views["likely"].months
        assert months["usage"][0] == pytest.approx(lane.usage.likely)
        assert months["hardware"][0] == pytest.approx(lane.hardware.likely)
        assert months["care"][0] == pytest.approx(lane.care.likely)


def test_a_study_answers_for_every_option_and_every_month() -> None:
    found = study(made(), load(), "UC1", horizon=60)

    assert tuple(found.options) == OPTIONS
    for costs in found.options.values():
        for view in costs.views.values():
            assert tuple(view.months) == PARTS
            assert {len(paid) for paid in view.months.values()} == {60}
    assert [curve.option for curve in found.curves] == [*OPTIONS]


def test_all_use_cases_share_integration_care_and_hardware() -> None:
    dossier = made(use_cases=3)
    found = studies(dossier, load())
    whole, one = (found[n].options[E].views["likely"].months for n in (None, "UC1"))

    assert list(found) == [None, "UC1", "UC2", "UC3"]
    assert found[None].use_cases == ("UC1", "UC2", "UC3")
    assert (whole["one_off"], whole["care"], whole["hardware"]) == (
        one["one_off"],
        one["care"],
        one["hardware"],
    )


def test_a_doubt_that_options_share_is_no_difference_between_them() -> None:
    found = study(made(), load()).options

    assert found[A].views["low"].total < found[B].views["low"].total


def test_tokens_of_all_use_cases_add_up() -> None:
    found = studies(made(use_cases=3), load())
    months = {n: s.options[A].views["likely"].months["usage"][0] for n, s in found.items()}

    assert months[None] == pytest.approx(months["UC1"] + months["UC2"] + months["UC3"])


def test_the_pool_runs_the_highest_class() -> None:
    dossier = made({"FA1": "S"}, use_cases=2)
    second = replace(dossier.use_cases[1], answers={"FA1": GivenAnswer(level="XL")})
    dossier = replace(dossier, use_cases=(dossier.use_cases[0], second))
    found = studies(dossier, load())

    assert [found[n].options[E].capability for n in (None, "UC1", "UC2")] == ["XL", "S", "XL"]


def test_the_answer_on_downtime_decides_on_a_second_server() -> None:
    spare = {n: study(made({"PE4": n}), load()).options[E] for n in ("1", "2", "3")}

    assert [costs.spare for costs in spare.values()] == [False, False, True]
    assert spare["3"].views["likely"].servers[0] == 2


def test_the_split_pays_for_its_lanes_and_for_the_gateway() -> None:
    found = study(made(use_cases=3), load(), lanes={"UC1": E, "UC2": C, "UC3": C})

    assert [(s.option, s.use_cases) for s in found.split] == [(C, ("UC2", "UC3")), (E, ("UC1",))]
    assert [share.share for share in found.split] == pytest.approx([2 / 3, 1 / 3])
    assert found.gateway == pytest.approx(0.05 * 80_000 * 3)


def test_one_lane_needs_no_gateway_and_costs_as_that_option() -> None:
    found = study(made(use_cases=2), load(), lanes={"UC1": C, "UC2": C})

    assert found.gateway == 0
    assert found.split[0].costs == found.options[C]


def test_the_benefit_is_requests_times_minutes_times_an_hours_cost() -> None:
    usage = replace(USAGE, requests_per_month=1000)
    found = study(using(made(), usage, F15="3"), load())

    assert found.benefit is not None
    assert found.benefit.likely == pytest.approx(1000 * 3 / 60 * 40)
    assert found.benefit.low < found.benefit.likely < found.benefit.high


def test_minutes_nobody_named_are_no_benefit() -> None:
    assert study(made(), load()).benefit is None


def test_excluded_options_are_named_with_their_rules() -> None:
    found = studies(demo("hallweg"), load())

    assert found["UC1"].excluded == {A: ("KO-07",)}
    assert found["UC3"].excluded == {}
    assert found[None].excluded == {
        A: ("KO-07", "KO-09a", "KO-26b"),
        **dict.fromkeys(OPTIONS[1:4], ("KO-26b",)),
    }


def test_an_option_that_a_stress_test_cuts_is_excluded_without_a_rule() -> None:
    assert study(made(), load(), scenario=Scenario(cut=(A,))).excluded == {A: ()}


def test_dearer_tokens_bring_the_break_even_nearer() -> None:
    def first(scenario: Scenario) -> float:
        found = study(made({"FA1": "L"}), load(), scenario=scenario)
        return next(
            c.tokens for c in found.volume_crossings if (c.cheaper_below, c.cheaper_above) == (A, E)
        )

    assert first(Scenario(token_price=4)) < first(Scenario()) / 3


def test_ten_times_the_volume_is_ten_times_the_tokens_and_no_other_break_even() -> None:
    now, then = (
        study(made({"FA1": "L"}), load(), scenario=Scenario(volume=n)) for n in (1.0, 10.0)
    )

    assert then.peak.tokens_in.likely == pytest.approx(10 * now.peak.tokens_in.likely)
    assert then.volume_crossings[0].tokens == pytest.approx(now.volume_crossings[0].tokens)
    assert then.volume_crossings[0].factor == pytest.approx(now.volume_crossings[0].factor / 10)


def test_own_figures_count() -> None:
    dossier = replace(made(), figures={"growth_per_year": 0.0, f"care_fte_{C}": 0.0})
    months = study(dossier, load()).options[C].views["high"].months

    assert not any(months["care"])


def test_the_peak_holds_those_who_ask_at_the_same_time() -> None:
    found = study(
        using(made(), Usage(users=50, requests_per_user_per_day=20, pages_in=2, pages_out=0.5)),
        load(),
    ).peak

    assert found.known
    assert found.requests.likely == pytest.approx(50 * 20 * 21)
    assert 0 < found.at_once.low < found.at_once.likely < found.at_once.high < 50


BAD: Mapping[str, Usage] = {
    "zero": Usage(input_tokens_per_month=0, output_tokens_per_month=0, requests_per_month=0),
    "a million million": Usage(input_tokens_per_month=1e12, output_tokens_per_month=1e12),
    "nothing said": Usage(),
}


@pytest.mark.parametrize("usage", BAD.values(), ids=BAD)
@pytest.mark.parametrize("growth", [-1.0, 0.2, 5.0])
def test_no_usage_and_no_growth_breaks_the_study(usage: Usage, growth: float) -> None:
    dossier = replace(using(made(use_cases=2), usage), figures={"growth_per_year": growth})
    for found in studies(dossier, load(), horizon=60).values():
        assert np.isfinite(numbers(found)).all()


def test_zero_usage_has_break_evens_but_no_cost_per_request() -> None:
    found = study(using(made({"FA1": "L"}), BAD["zero"]), load())

    assert all(c.views["likely"].per_request is None for c in found.options.values())
    assert found.volume_crossings
    assert {crossing.factor for crossing in found.volume_crossings} == {0}
    assert found.peak.at_once.likely == 0


def test_no_use_case_is_an_empty_study() -> None:
    found = study(replace(made(), use_cases=()), load())

    assert (found.options, found.curves, found.volume_crossings) == ({}, (), ())
    assert not found.peak.known


def test_unknown_use_cases_and_empty_horizons_are_refused() -> None:
    with pytest.raises(ValueError, match="no use case 'UC9'"):
        study(made(), load(), "UC9")
    with pytest.raises(ValueError, match="at least one month"):
        study(made(), load(), horizon=0)


@pytest.mark.parametrize("name", DEMOS)
def test_the_demo_companies_have_sound_studies(name: str) -> None:
    for found in studies(demo(name), load()).values():
        assert np.isfinite(numbers(found)).all()
        for costs in found.options.values():
            low, likely, high = (costs.views[v].total for v in ("low", "likely", "high"))
            assert 0 < low <= likely <= high


def test_the_same_dossier_gives_the_same_study() -> None:
    assert study(made(), load()) == study(made(), load())


def test_one_basis_serves_every_study() -> None:
    dossier = made(use_cases=2)
    basis = prepare(dossier, load())

    assert study_of(basis, "UC2") == study(dossier, load(), "UC2")
