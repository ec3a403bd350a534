"""Years of payments against results worked out by hand and published ones."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine import equipment
from assessments.engine.cost_result import Course, Part
from assessments.engine.demand import Demand
from assessments.engine.equipment import Owned, has_spare, purchases
from assessments.engine.figures import Figures, fixed
from assessments.engine.ownership import series, terms
from assessments.engine.ownership_draws import Sampled
from assessments.engine.result import Range
from assessments.engine.split import option_costs
from assessments.engine.usage import Volume
from tests.engine.dossiers import OPTIONS, A, B, C, D, E

# One set serves 1,000 million tokens a month, so that every step is found by hand.
CAPACITY = 1000e6
STEADY = {
    "growth_per_year": 0.0,
    "price_decline_per_year": 0.0,
    "discount_rate": 0.0,
    "care_fte_open_onprem": 0.0,
    "integration_eur_open_onprem": 0.0,
    "maintenance_share_per_year": 0.0,
    "electricity_eur_per_kwh": 0.0,
    "purchase_open_onprem_L": 30_000.0,
}


@pytest.fixture(autouse=True)
def known_capacity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(equipment, "tokens_per_month", lambda *_: CAPACITY)
    monkeypatch.setattr(equipment, "request_seconds", lambda *_: Range(8, 10, 20))


def carried(
    tokens_in: float = 10e6, tokens_out: float = 2e6, requests: float = 1000, **changed: str
) -> Demand:
    volume = Volume(fixed(tokens_in), fixed(tokens_out), fixed(requests), known=True)
    usual = Demand("UC1", volume, "L", "1", "1")
    return replace(usual, **changed)  # type: ignore[arg-type]


def figures(own: Mapping[str, float] | None = None) -> Figures:
    return Figures.of(load(), own or {})


def course(
    option: str, *demands: Demand, own: Mapping[str, float] | None = None, months: int = 36
) -> Course:
    likely = Sampled.likely(figures(own))
    return series(terms(option, demands, likely), likely, months).course(0)


def paid(found: Course, part: Part) -> float:
    return sum(found.months[part])


def test_a_service_costs_the_same_every_month_where_nothing_changes() -> None:
    found = course(C, carried(), own=STEADY)
    list_price = figures().eur_per_million

    assert found.months["usage"] == pytest.approx(
        [10 * list_price(C, "L", "in") + 2 * list_price(C, "L", "out")] * 36
    )
    assert found.servers == (0,) * 36
    assert found.total == pytest.approx(12_000 + paid(found, "usage") + 36 * 0.07 * 80_000 / 12)


def test_use_grows_and_prices_fall_by_the_year() -> None:
    found = course(A, carried(), own={"growth_per_year": 0.5, "price_decline_per_year": 0.2})
    first, second, third = found.months["usage"][0::12]

    assert second == pytest.approx(first * 1.5 * 0.8)
    assert third == pytest.approx(first * (1.5 * 0.8) ** 2)


def test_repeated_text_counts_at_the_price_of_the_cache() -> None:
    none, half = (
        course(A, carried(tokens_out=0), own={"cached_share": share}).months["usage"][0]
        for share in (0.0, 0.5)
    )

    assert none == pytest.approx(10 * 2 * 0.86)
    assert half == pytest.approx(5 * 2 * 0.86 + 5 * 0.1 * 0.86)


def test_work_that_waits_until_morning_costs_half() -> None:
    now, later = (course(B, carried(pattern=p)).months["usage"][0] for p in ("1", "4"))

    assert later == pytest.approx(now / 2)


def test_processing_in_the_eu_costs_its_surcharge() -> None:
    direct, inside = (course(option, carried()).months["usage"][0] for option in (A, B))

    assert inside / direct == pytest.approx(
        figures().eur_per_million(B, "L", "in") / figures().eur_per_million(A, "L", "in")
    )
    assert inside > direct


def test_a_rented_server_is_paid_for_the_hours_it_is_booked() -> None:
    whole = course(D, carried(), own={"hour_open_eu_gpu_L": 3.76})
    office = course(D, carried(), own={"hour_open_eu_gpu_L": 3.76, "rented_hours": 176})

    assert whole.months["hardware"][0] == pytest.approx(2744.8)  # domain notes 2.4: about 2,745
    assert office.months["hardware"][0] == pytest.approx(176 * 3.76)


def test_a_server_booked_for_half_of_the_busy_hours_serves_half() -> None:
    # Around the clock means 70 % of 730 hours: 511. 600 million fill one set, but not in 255.5.
    load = carried(tokens_in=600e6, tokens_out=0, pattern="3")

    assert course(D, load).servers[0] == 1
    assert course(D, load, own={"rented_hours": 511.0}).servers[0] == 1
    assert course(D, load, own={"rented_hours": 255.5}).servers[0] == 2


def test_a_server_is_bought_whenever_the_load_needs_one_more() -> None:
    # 900 million, doubling every year: more than n sets from 1 + 12 · log2(n / 0.9) on.
    load = carried(tokens_in=900e6, tokens_out=0)
    found = course(E, load, own={**STEADY, "growth_per_year": 1.0})
    bought = {n: eur for n, eur in enumerate(found.months["hardware"], start=1) if eur}

    assert found.servers[:3] == (1, 1, 2)
    assert bought == pytest.approx(
        {1: 30_000, 3: 30_000, 15: 30_000, 22: 30_000, 27: 30_000, 31: 30_000, 34: 30_000}
    )
    assert found.servers[-1] == 7


def test_a_server_is_replaced_at_the_end_of_its_life() -> None:
    found = course(E, carried(), own=STEADY, months=60)
    bought = [n for n, eur in enumerate(found.months["hardware"], start=1) if eur]

    assert bought == [1, 49]


def test_what_wears_out_is_not_replaced_if_the_load_has_gone() -> None:
    bought, installed = purchases(np.array([[2.0, 2, 1, 1, 1, 3]]), np.array([3]))

    assert bought.tolist() == [[2, 0, 0, 1, 0, 2]]
    assert installed.tolist() == [[2, 2, 2, 1, 1, 3]]


@for_all(
    st.lists(st.lists(st.integers(1, 6), min_size=12, max_size=12), min_size=1, max_size=4),
    st.lists(st.integers(1, 14), min_size=4, max_size=4),
)
def test_enough_is_always_installed_and_nothing_beyond_need_is_bought(
    targets: list[list[int]], lives: list[int]
) -> None:
    target, lifetime = np.array(targets, float), np.array(lives[: len(targets)])
    bought, installed = purchases(target, lifetime)

    for needs, buys, there, life in zip(target, bought, installed, lifetime, strict=True):
        alive: list[int] = []
        for month, need in enumerate(needs):
            alive = [since for since in alive if month - since < life]
            missing = max(0, int(need) - len(alive))
            alive += [month] * missing
            assert (buys[month], there[month]) == (missing, len(alive))


def test_minutes_of_downtime_need_a_second_server_hours_a_faster_repair() -> None:
    day, hours, minutes = (course(E, carried(downtime=n)) for n in ("1", "2", "3"))

    assert [c.servers[0] for c in (day, hours, minutes)] == [1, 1, 2]
    assert paid(minutes, "hardware") == pytest.approx(2 * paid(day, "hardware"))
    assert paid(hours, "maintenance") / paid(day, "maintenance") == pytest.approx(0.12 / 0.07)
    assert paid(minutes, "maintenance") == pytest.approx(2 * paid(day, "maintenance"))


def test_only_own_hardware_has_a_spare() -> None:
    strict = [carried(downtime="3")]

    assert [has_spare(option, strict, figures()) for option in OPTIONS] == [False] * 4 + [True]


def test_electricity_as_published() -> None:
    # makeit4u: 0.65 kW · 720 h · 0.25 EUR · PUE 1.3 = 152 EUR; ours has 730 hours a month.
    own = {"kw_open_onprem_M": 0.65, "electricity_eur_per_kwh": 0.25, "pue": 1.3}
    owned = terms(E, [carried(capability="M")], Sampled.likely(figures(own))).hardware

    assert isinstance(owned, Owned)
    assert (owned.idle + owned.busy).item() * 720 / 730 == pytest.approx(152.1)


def test_electricity_follows_how_much_the_server_works() -> None:
    own = {**STEADY, "electricity_eur_per_kwh": 0.25, "idle_power_share": 0.3, "pue": 1.0}
    own["kw_open_onprem_L"] = 1.0
    idle, full = (course(E, carried(n, 0, pattern="3"), own=own) for n in (0, CAPACITY))

    # At its peak all month long the set would be full; spread over the day 0.7 / peak factor is.
    working = 0.7 / figures().value("peak_factor_3")
    assert idle.months["power"][0] == pytest.approx(0.3 * 730 * 0.25)
    assert full.months["power"][0] == pytest.approx((0.3 + 0.7 * working) * 730 * 0.25)


def test_present_value_is_that_of_an_annuity() -> None:
    found = course(
        C, carried(), own={**STEADY, "integration_eur_open_eu_api": 0.0, "discount_rate": 0.06}
    )
    month, q = found.total / 36, 1.06 ** (1 / 12)

    assert found.present_value == pytest.approx(month * (1 - q**-36) / (1 - 1 / q))


def test_what_is_paid_today_is_not_discounted() -> None:
    found = course(E, carried(), own={**STEADY, "discount_rate": 0.2})

    assert found.present_value == found.total == 30_000


def test_a_sale_at_the_end_brings_its_share_of_the_straight_line() -> None:
    found = course(E, carried(), own={**STEADY, "residual_share": 0.5})

    assert found.months["hardware"][-1] == pytest.approx(-0.5 * 30_000 * 12 / 48)


def test_cost_per_request_divides_by_all_requests() -> None:
    found = course(C, carried(requests=100), own={"growth_per_year": 0.0})

    assert found.per_request == pytest.approx(found.total / 3600)


def test_without_requests_there_is_no_cost_of_one() -> None:
    nothing = course(C, carried(0, 0, 0))

    assert nothing.per_request is None
    assert paid(nothing, "usage") == 0


@pytest.mark.parametrize("option", OPTIONS)
def test_at_minus_hundred_percent_growth_the_first_month_alone_is_used(option: str) -> None:
    found = course(option, carried(), own={"growth_per_year": -1.0})

    assert np.isfinite([*found.months["usage"], found.total, found.present_value]).all()
    assert not any(found.months["usage"][1:])
    assert found.per_request == pytest.approx(found.total / 1000)


@pytest.mark.parametrize("option", OPTIONS)
def test_a_million_million_tokens_give_a_finite_answer(option: str) -> None:
    found = course(option, carried(1e12, 1e11, 1e9), months=60)

    assert np.isfinite([found.total, found.present_value, found.per_request or 0]).all()
    assert all(later >= earlier for earlier, later in pairwise(found.servers))


def test_one_pool_serves_all_use_cases_in_the_highest_class() -> None:
    small, large = carried(capability="S"), carried(capability="XL")
    likely = Sampled.likely(figures())
    pool, alone = (option_costs(E, x, (likely, likely), 36)[0] for x in ([small, large], [large]))

    assert pool.capability == "XL"
    assert pool.views["likely"].months["hardware"] == alone.views["likely"].months["hardware"]
    assert pool.views["likely"].months["care"] == alone.views["likely"].months["care"]


def test_every_use_case_pays_for_tokens_of_its_own_class() -> None:
    small, large = carried(capability="S"), carried(capability="L")
    together, one, other = (
        course(A, *x).months["usage"][0] for x in ([small, large], [small], [large])
    )

    assert together == pytest.approx(one + other)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_view_adds_up(option: str) -> None:
    samples = Sampled.likely(figures()), Sampled.drawn(figures(), seed=7)
    views = option_costs(option, [carried()], samples, 60)[0].views

    assert views["low"].total < views["likely"].total < views["high"].total
    for view in views.values():
        assert sum(map(sum, view.months.values())) == pytest.approx(view.total)
        assert sum(view.years("care")) == pytest.approx(paid(view, "care"))


def test_the_views_are_the_tenth_and_the_ninetieth_percent_of_all_draws() -> None:
    drawn = Sampled.drawn(figures(), seed=7, count=201)
    totals = np.sort(series(terms(E, [carried()], drawn), drawn, 36).totals)
    found = option_costs(E, [carried()], (Sampled.likely(figures()), drawn), 36)[0].views

    assert found["low"].total == pytest.approx(totals[20])
    assert found["high"].total == pytest.approx(totals[180])


def test_the_same_seed_gives_the_same_views() -> None:
    def drawn(seed: int) -> object:
        samples = Sampled.likely(figures()), Sampled.drawn(figures(), seed)
        return option_costs(D, [carried()], samples, 36)[0].views["high"]

    assert drawn(1) == drawn(1) != drawn(2)


def test_one_more_assumption_moves_no_other_draw() -> None:
    few, many = (Sampled.drawn(figures(), seed=3) for _ in range(2))
    for code in ("pue", "discount_rate"):
        many.value(code)

    assert (few.value("growth_per_year") == many.value("growth_per_year")).all()


def test_no_draw_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Sampled.drawn(figures(), seed=1, count=0)


@for_all(
    st.sampled_from(OPTIONS),
    st.floats(0, 1e12),
    st.floats(-1, 3),
    st.sampled_from(["1", "2", "3", "4"]),
)
def test_no_volume_and_no_growth_breaks_the_sum(
    option: str, tokens: float, growth: float, pattern: str
) -> None:
    own = Sampled.drawn(figures({"growth_per_year": growth}), seed=1, count=5)
    found = series(terms(option, [carried(tokens, tokens, pattern=pattern)], own), own, 60)

    assert np.isfinite(found.totals).all()
    assert (found.totals > 0).all()
