"""Break-evens against published ones, results found by hand, and a plain scan of signs."""

from itertools import pairwise
from math import inf

import numpy as np
import pytest
from hypothesis import assume
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine import equipment
from assessments.engine.cost_result import PARTS, Course, VolumeCrossing
from assessments.engine.crossings import (
    Line,
    curves,
    month_line,
    time_crossings,
    volume_crossings,
)
from assessments.engine.demand import Demand
from assessments.engine.figures import Figures, fixed
from assessments.engine.ownership import terms
from assessments.engine.ownership_draws import Sampled
from assessments.engine.usage import Volume
from tests.engine.dossiers import A, B, C, D, E

BILLION = 1e9
# Domain notes 2.4: D = one H100 and 0.2 FTE, E = a server, its power and 0.15 FTE, EUR a month.
RENTED, OWN = Line(D, 1333, 0, 2745), Line(E, 1000, 0, 571)


def service(option: str, eur_in: float, eur_out: float) -> Line:
    """Input to output 6:1, and nobody who looks after it, as in the notes' table."""
    return Line(option, 0, (6 * eur_in + eur_out) / 7e6)


@pytest.mark.parametrize(
    ("line", "rented_from", "own_from"),
    [
        (service(A, 0.086, 0.43), 30, 12),  # a small proprietary model
        (service(C, 0.15, 0.60), 19, 7),  # gpt-oss-120b
        (service(C, 0.60, 3.60), 4.0, 1.5),  # Qwen3.5-397B
        (service(A, 1.72, 8.6), 1.5, 0.6),  # a middle proprietary model
        (service(A, 3.44, 17.2), 0.75, 0.3),  # a large proprietary model
    ],
)
def test_break_evens_as_published(line: Line, rented_from: float, own_from: float) -> None:
    rented, own = (
        volume_crossings([line, other], 0.2 * BILLION, 100 * BILLION) for other in (RENTED, OWN)
    )

    assert [c.tokens / BILLION for c in rented] == pytest.approx([rented_from], rel=0.04)
    assert [c.tokens / BILLION for c in own] == pytest.approx([own_from], rel=0.05)
    assert (rented[0].cheaper_below, rented[0].cheaper_above) == (line.option, D)
    assert not rented[0].at_step


def test_the_engine_finds_the_published_break_even(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(equipment, "tokens_per_month", lambda *_: 1e15)
    own = {f"integration_eur_{option}": 0.0 for option in (A, D)} | {f"care_fte_{A}": 0.0}
    likely = Sampled.likely(Figures.of(load(), own))
    demand = Demand("UC1", Volume(fixed(6e6), fixed(1e6), fixed(1), known=True), "L", "1", None)
    lines = [month_line(o, terms(o, [demand], likely), 7e6, 36) for o in (A, D)]
    (found,) = volume_crossings(lines, 7e6, 100 * BILLION)

    assert found.eur_per_month == pytest.approx(4078, abs=1)
    assert found.tokens == pytest.approx(4078 / 2.70 * 1e6, rel=0.002)
    assert found.factor == pytest.approx(found.tokens / 7e6)


def test_a_second_set_may_turn_the_order_back() -> None:
    # 1 EUR a million against 100 EUR for every 150 million: 100, back at the step 150, at 200,
    # and at the step 300 both cost 300 or more: 300 against 200 just below, equal just above.
    straight, steps = Line(A, 0, 1e-6), Line(D, 0, 0, 100, 150e6)
    found = volume_crossings([straight, steps], 10e6, 290e6)

    assert [
        (c.cheaper_below, c.cheaper_above, round(c.tokens / 1e6), c.at_step) for c in found
    ] == [
        (A, D, 100, False),
        (D, A, 150, True),
        (A, D, 200, False),
    ]
    assert [c.eur_per_month for c in found] == pytest.approx([100, 150, 200])
    assert [c.factor for c in found] == pytest.approx([10, 15, 20])


def test_options_that_only_touch_do_not_cross() -> None:
    # At 300 million the step lifts D from 200 to just what A costs: equal, and then cheaper again.
    straight, steps = Line(A, 0, 1e-6), Line(D, 0, 0, 100, 150e6)
    found = volume_crossings([straight, steps], 10e6, 400e6)

    assert len(found) == 3


def test_equal_options_never_cross() -> None:
    same = [Line(A, 100, 1e-6), Line(B, 100, 1e-6)]

    assert volume_crossings(same, 1e6, 1e12) == ()


def test_parallel_costs_with_steps_keep_crossing() -> None:
    # 1 EUR a million on both sides: at every step the order turns, and turns back in between.
    straight, steps = Line(A, 50, 1e-6), Line(D, 0, 0, 100, 100e6)
    found = volume_crossings([straight, steps], 1e6, 500e6)

    assert [round(c.tokens / 1e6) for c in found] == [50, 100, 150, 200, 250, 300, 350, 400, 450]
    assert [c.at_step for c in found] == [False, True] * 4 + [False]


def test_without_volume_today_there_is_no_factor() -> None:
    (found,) = volume_crossings([Line(A, 0, 1e-6), Line(B, 10, 0)], 0, 1e9)

    assert found.tokens == pytest.approx(10e6)
    assert found.factor == 0


def test_a_million_times_more_sets_than_anybody_needs_are_still_answered() -> None:
    lines = [Line(A, 0, 1e-6), Line(D, 0, 0, 100, 100e6), Line(E, 500, 0, 90, 91e6)]

    assert len(volume_crossings(lines, 1e12, 1e15)) > 2


lines = st.builds(
    Line,
    option=st.just(""),
    base=st.floats(0, 20_000),
    slope=st.floats(0, 10e-6),
    step=st.one_of(st.just(0.0), st.floats(10, 5_000)),
    capacity=st.floats(50e6, 20e9),
).map(lambda line: line if line.step else Line("", line.base, line.slope))


@for_all(lines, lines, st.lists(st.floats(1, 1e11), min_size=50, max_size=50))
def test_between_crossings_the_order_is_that_of_the_costs(
    first: Line, second: Line, volumes: list[float]
) -> None:
    pair = [
        Line(A, first.base, first.slope, first.step, first.capacity),
        Line(B, second.base, second.slope, second.step, second.capacity),
    ]
    found = volume_crossings(pair, 1e9, 1e11)

    for before, after in pairwise(found):
        assert before.cheaper_above == after.cheaper_below
    for volume in volumes:
        here = np.array([volume])
        costs = {line.option: line.at(here, line.sets(here)).item() for line in pair}
        if abs(costs[A] - costs[B]) > 1e-9 * max(costs.values()) and found:
            assert min(costs, key=costs.__getitem__) == cheaper(found, volume)


@for_all(lines, lines)
def test_a_pair_without_crossings_keeps_its_order(first: Line, second: Line) -> None:
    pair = [
        Line(A, first.base, first.slope, first.step, first.capacity),
        Line(B, second.base, second.slope, second.step, second.capacity),
    ]
    assume(not volume_crossings(pair, 1e9, 1e11))
    grid = np.linspace(1, 1e11, 4001)
    one, other = (line.at(grid, line.sets(grid)) for line in pair)
    sure = np.abs(one - other) > 1e-9 * np.maximum(one, other)

    assert len(set(np.sign((one - other)[sure]))) <= 1


def cheaper(found: tuple[VolumeCrossing, ...], volume: float) -> str:
    passed = [crossing for crossing in found if crossing.tokens < volume]
    return passed[-1].cheaper_above if passed else found[0].cheaper_below


@for_all(lines, lines)
def test_both_cost_the_same_where_they_cross_between_steps(first: Line, second: Line) -> None:
    pair = {
        A: Line(A, first.base, first.slope, first.step, first.capacity),
        B: Line(B, second.base, second.slope, second.step, second.capacity),
    }
    for crossing in volume_crossings(pair.values(), 1e9, 1e11):
        just_above = np.array([crossing.tokens * (1 + 1e-9)])
        above = pair[crossing.cheaper_above]
        assert crossing.eur_per_month == pytest.approx(
            above.at(just_above, above.sets(just_above)).item(), rel=1e-6
        )
        if not crossing.at_step:
            below = pair[crossing.cheaper_below]
            assert below.at(just_above, below.sets(just_above)).item() == pytest.approx(
                crossing.eur_per_month, rel=1e-6
            )


def test_the_curve_of_a_service_is_one_line_that_of_hardware_has_steps() -> None:
    straight, steps = curves([Line(A, 10, 1e-6), Line(D, 5, 1e-7, 100, 100e6)], 250e6)

    assert (straight.tokens, straight.eur) == ((0, 250e6), (10, 260))
    assert steps.tokens == pytest.approx((0, 100e6, 100e6, 200e6, 200e6, 250e6))
    assert steps.eur == pytest.approx((105, 115, 215, 225, 325, 330))


def test_a_curve_with_very_many_steps_ends_in_a_straight_line() -> None:
    (curve,) = curves([Line(D, 0, 0, 100, 1e6)], 1e9)

    assert len(curve.tokens) == 402
    assert (curve.tokens[-1], curve.eur[-1]) == (1e9, 100_000)


def paying(*months: float) -> Course:
    parts = {part: (0.0,) * len(months) for part in PARTS} | {"usage": months}
    return Course(parts, (0,) * len(months), sum(months), 0, None)


def test_the_sums_paid_change_order_in_the_month_found_by_hand() -> None:
    # 100, 110, 120 … against 10, 40, 70, 100, 130: behind by 90, 70, 50, 30, 10, then ahead.
    found = time_crossings({E: paying(100, 10, 10, 10), A: paying(10, 40, 80, 40)})

    assert [(c.cheaper_before, c.cheaper_after, c.month, c.eur) for c in found] == [(A, E, 3, 120)]


def test_the_order_over_time_may_change_twice() -> None:
    # A second server in month 4 puts E behind again.
    found = time_crossings({E: paying(100, 0, 0, 100, 0), A: paying(40, 40, 40, 40, 50)})

    assert [(c.cheaper_before, c.month) for c in found] == [(A, 3), (E, 4), (A, 5)]


payments = st.lists(st.floats(0, 1e5), min_size=24, max_size=24)


@for_all(payments, payments)
def test_months_agree_with_a_plain_scan(first: list[float], second: list[float]) -> None:
    found = time_crossings({A: paying(*first), B: paying(*second)})
    gaps = np.cumsum(first) - np.cumsum(second)
    assume((np.abs(gaps) > 1e-6).all())
    scanned = [n + 2 for n in range(23) if (gaps[n] < 0) != (gaps[n + 1] < 0)]

    assert [crossing.month for crossing in found] == scanned


def test_a_line_without_load_never_steps() -> None:
    assert Line(D, 1, 0, 100, inf).jumps(0, 1e12).size == 0
