"""Base levels: computed quantities on fixed scales, adjusted by answers and never by opinion."""

import re
from dataclasses import replace
from itertools import pairwise
from math import log2
from typing import Any

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.catalogue.reading import DATA
from assessments.catalogue.technology import ServiceSpeed
from assessments.engine.capacity import mean_request, sequences
from assessments.engine.case import Appraisal, Case, appraise_all, cases
from assessments.engine.dossier import Dossier, Usage
from assessments.engine.draws import draw
from assessments.engine.figures import CLASSES, Figures
from assessments.engine.fit import LEVELS_PER_EFFECT, effect
from assessments.engine.lanes import Lanes, lanes_of
from assessments.engine.levels import (
    Levels,
    Scale,
    base_levels,
    class_levels,
    cost_levels,
    drawn_cost_levels,
    shared,
)
from assessments.engine.result import Range
from tests.engine.catalogues import judged
from tests.engine.dossiers import DEMOS, OPTIONS, A, B, C, D, E, demo, made, without

FIGURES = Figures.of(load())
ANCHORS = load().anchors
SCALES = {code: Scale.of(anchor) for code, anchor in ANCHORS.items()}
COMPUTED = ("FA", "PE", "NA")
QUANTITIES = st.floats(1e-3, 1e6)


def case_of(dossier: Dossier, catalogue: Catalogue | None = None) -> Case:
    catalogue = catalogue or load()
    return cases(dossier, catalogue, Figures.of(catalogue))[0]


def levels_of(dossier: Dossier, catalogue: Catalogue | None = None) -> Levels:
    catalogue = catalogue or load()
    case, figures = case_of(dossier, catalogue), Figures.of(catalogue)
    return base_levels(case.volume, case.answers, catalogue, figures)


def appraised(dossier: Dossier, catalogue: Catalogue | None = None) -> Appraisal:
    catalogue = catalogue or load()
    return appraise_all(dossier, catalogue, Figures.of(catalogue))[0]


def used(requests: float, read: float = 2000, written: float = 500) -> Dossier:
    """A dossier whose only use case asks so often, with so many tokens each."""
    usage = Usage(
        requests_per_month=requests,
        input_tokens_per_month=requests * read,
        output_tokens_per_month=requests * written,
    )
    return replace(made(), use_cases=(replace(made().use_cases[0], usage=usage),))


def with_speed(option: str, **changed: float) -> Catalogue:
    speeds = load().speeds
    moved: Any = changed
    return replace(load(), speeds=speeds | {option: replace(speeds[option], **moved)})


# --- Scales -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ANCHORS)
def test_every_anchor_point_has_its_level(code: str) -> None:
    for quantity, level in ANCHORS[code].points:
        assert SCALES[code].level(quantity) == pytest.approx(level)


@pytest.mark.parametrize("code", ANCHORS)
def test_between_two_points_the_middle_level_is_at_the_geometric_mean(code: str) -> None:
    points = ANCHORS[code].points
    for (low, one), (high, other) in pairwise(points):
        assert SCALES[code].level((low * high) ** 0.5) == pytest.approx((one + other) / 2)


def test_a_page_in_four_seconds_by_hand() -> None:
    # Between 2 s (level 4) and 8 s (level 3): 4 s is half the way in doublings.
    assert SCALES["answer_seconds"].level(4) == pytest.approx(3.5)


def test_the_scale_goes_on_beyond_its_ends_with_the_last_slope() -> None:
    scale = SCALES["cost_doublings"]

    assert [scale.level(2**n) for n in (-1, 0, 4, 6)] == pytest.approx([5, 4, 0, -2])


def test_a_band_ends_at_the_ends_of_the_scale() -> None:
    assert SCALES["answer_seconds"].band(Range(0.01, 8, 10_000)) == Range(0, 3, 4)
    assert SCALES["model_size"].band(Range(0.0, 8, 1e9)) == Range(0, 1, 4)


@for_all(QUANTITIES, QUANTITIES)
def test_less_time_and_less_gas_and_a_bigger_model_never_score_lower(a: float, b: float) -> None:
    low, high = sorted((a, b))
    for code in ("answer_seconds", "answer_grams", "cost_doublings"):
        assert SCALES[code].level(low) >= SCALES[code].level(high)
    assert SCALES["model_size"].level(low) <= SCALES["model_size"].level(high)


@for_all(st.lists(QUANTITIES, min_size=1, max_size=8))
def test_one_quantity_and_many_have_the_same_level(quantities: list[float]) -> None:
    for scale in SCALES.values():
        found = scale.levels_of(np.array(quantities))
        assert found == pytest.approx([scale.level(q) for q in quantities], abs=1e-9)


def test_a_shared_level_lies_between_the_computed_and_the_judged_one_bound_by_bound() -> None:
    entry = replace(load().criteria["PE"].base[A], low=1, level=2, high=4)

    assert shared(Range(2, 3, 4), entry, 0.5) == Range(1.5, 2.5, 4)
    assert shared(Range(2, 3, 4), entry, 0.25) == Range(1.25, 2.25, 4)
    assert shared(Range(2, 3, 4), entry, 1) == Range(2, 3, 4)


# --- Cost ---------------------------------------------------------------------------------------


def test_every_doubling_of_the_cost_is_one_level() -> None:
    costs = dict(zip(OPTIONS, (100.0, 200.0, 400.0, 800.0, 25_600.0), strict=True))

    assert list(cost_levels(costs, FIGURES).values()) == pytest.approx([4, 3, 2, 1, -4])


def test_a_free_way_keeps_the_levels_finite() -> None:
    found = cost_levels({A: 0.0, B: 0.0, C: 0.04}, FIGURES)

    assert found == pytest.approx({A: 4, B: 4, C: 2})  # 4 cents are two doublings of one cent


@for_all(st.lists(st.floats(0, 1e6), min_size=2, max_size=5))
def test_drawn_costs_have_the_levels_of_plain_ones(costs: list[float]) -> None:
    plain = cost_levels(dict(enumerate(costs)), FIGURES)  # type: ignore[arg-type]
    drawn = drawn_cost_levels(np.array(costs)[:, None], FIGURES)

    assert drawn[:, 0] == pytest.approx([*plain.values()], abs=1e-9)


# --- Speed --------------------------------------------------------------------------------------


def test_a_services_page_by_hand() -> None:
    # 0.8 s to the first of 800 tokens, then 250 a second: 4 s, level 3.5; judged 3, half each.
    even = {"first_low_s": 0.8, "first_s": 0.8, "first_high_s": 0.8}
    pace = {"tokens_low": 250, "tokens": 250, "tokens_high": 250}
    found = levels_of(made(), with_speed(A, **even, **pace))["PE"][A]

    judged_band = load().criteria["PE"].base[A]
    assert found.likely == pytest.approx((3.5 + judged_band.level) / 2)
    assert found.low == pytest.approx((3.5 + judged_band.low) / 2)
    assert found.high == pytest.approx((3.5 + judged_band.high) / 2)


@for_all(st.floats(1, 1000), st.floats(1, 1000))
@settings(max_examples=30, deadline=None)
def test_a_faster_service_never_scores_lower(a: float, b: float) -> None:
    slow, fast = sorted((a, b))
    here, there = (
        levels_of(made(), with_speed(C, tokens_low=x, tokens=x, tokens_high=x))["PE"][C]
        for x in (slow, fast)
    )

    assert here.likely <= there.likely
    assert here.low <= there.low


@for_all(st.floats(0.2, 5))
@settings(max_examples=20, deadline=None)
def test_memory_that_is_read_faster_never_scores_lower(factor: float) -> None:
    def faster(by: float) -> Catalogue:
        gpus = {
            code: replace(g, bandwidth_gbs=g.bandwidth_gbs and g.bandwidth_gbs * by)
            for code, g in load().gpus.items()
        }
        return replace(load(), gpus=gpus)

    low, high = sorted((1.0, factor))
    here, there = (levels_of(demo("fadenwerk"), faster(by))["PE"] for by in (low, high))

    for option in (D, E):
        assert here[option].likely <= there[option].likely + 1e-9


def test_more_people_at_once_make_a_page_on_one_server_slower() -> None:
    quiet, busy = levels_of(used(100))["PE"], levels_of(used(40_000))["PE"]

    for option in (D, E):
        assert busy[option].likely < quiet[option].likely
    for option in (A, B, C):
        assert busy[option] == quiet[option]


def test_what_one_set_cannot_carry_goes_to_further_sets() -> None:
    lanes, volume = lanes_of(FIGURES), case_of(used(1e9)).volume
    server, request = lanes.servers[E, "M"], mean_request(volume, FIGURES)
    assert server is not None
    most = sequences(server.found, FIGURES, volume, "1")
    full = server.seconds(request, FIGURES.value("tokens_per_page"), most)

    assert lanes.page_seconds((E, "M"), volume, "1") == full


def test_requests_in_work_follow_littles_law() -> None:
    lanes, case = Lanes(FIGURES), case_of(used(40_000))
    server, request = lanes.servers[E, "M"], mean_request(case.volume, FIGURES)
    assert server is not None
    per_second = 0.3
    many = server.at_once(request, per_second, 200)

    def needed(n: int) -> float:
        return per_second * server.seconds(request, request.written, n).likely

    assert many >= needed(many)
    assert many == 1 or many - 1 < needed(many - 1)


# --- Footprint ----------------------------------------------------------------------------------


def test_a_services_grams_by_hand() -> None:
    # 1,000 requests of 500 tokens written and 2,000 read, reading a tenth of writing: 0.7
    # million tokens.
    energy, grid = FIGURES.energy[C, "M"], FIGURES.value("grid_kg_per_kwh_eu")
    by_hand = 0.7 * energy.kwh * grid * 1000
    found = lanes_of(FIGURES).grams((C, "M"), case_of(used(1000)).volume)

    assert FIGURES.value("input_energy_share") == 0.1
    assert found is not None
    assert found.likely == pytest.approx(by_hand)


def test_own_hardware_counts_as_well_used_however_little_is_asked() -> None:
    few, many = levels_of(used(10))["NA"], levels_of(used(10_000))["NA"]

    for option in OPTIONS:
        assert few[option].likely == pytest.approx(many[option].likely)


@for_all(st.floats(0.1, 10))
@settings(max_examples=20, deadline=None)
def test_more_grams_never_score_higher(factor: float) -> None:
    def dirtier(by: float) -> Catalogue:
        energy = tuple(
            replace(e, kwh_low=e.kwh_low * by, kwh=e.kwh * by, kwh_high=e.kwh_high * by)
            for e in load().energy
        )
        hardware = tuple(
            replace(
                s,
                kilowatts_low=s.kilowatts_low * by,
                kilowatts=s.kilowatts * by,
                kilowatts_high=s.kilowatts_high * by,
            )
            for s in load().hardware
        )
        return replace(load(), energy=energy, hardware=hardware)

    low, high = sorted((1.0, factor))
    clean, dirty = (levels_of(demo("hallweg"), dirtier(by))["NA"] for by in (low, high))

    for option in OPTIONS:
        assert dirty[option].likely <= clean[option].likely + 1e-9
        assert dirty[option].low <= clean[option].low + 1e-9


def test_without_any_request_the_judged_level_stands_alone() -> None:
    found = levels_of(used(0))["NA"]

    for option, band in load().criteria["NA"].base.items():
        assert found[option] == Range(band.low, band.level, band.high)


# --- Size of the model --------------------------------------------------------------------------


def test_a_sets_model_counts_by_the_mean_of_all_and_active_parameters() -> None:
    found = next(s for s in load().hardware if (s.option, s.capability) == (E, "XL"))
    model = load().models[found.model]
    assert model.total_b and model.active_b
    computed = SCALES["model_size"].level((model.total_b * model.active_b) ** 0.5)
    share, band = ANCHORS["model_size"].share, load().criteria["FA"].base[E]

    level = levels_of(made({"FA1": "XL"}))["FA"][E].likely
    assert level == pytest.approx(share * computed + (1 - share) * band.level)


def test_sizes_that_are_not_published_leave_the_judged_level() -> None:
    for capability in CLASSES:
        found = levels_of(made({"FA1": capability}))["FA"]
        for option in (A, B):
            band = load().criteria["FA"].base[option]
            assert found[option] == Range(band.low, band.level, band.high)


def test_a_service_carries_its_largest_model_whatever_is_needed() -> None:
    assert len({levels_of(made({"FA1": size}))["FA"][C] for size in CLASSES}) == 1


@for_all(st.floats(0.5, 4))
@settings(max_examples=20, deadline=None)
def test_a_bigger_model_never_scores_lower(factor: float) -> None:
    def bigger(by: float) -> Catalogue:
        models = {
            code: replace(
                m, total_b=m.total_b and m.total_b * by, active_b=m.active_b and m.active_b * by
            )
            for code, m in load().models.items()
        }
        return replace(load(), models=models)

    low, high = sorted((1.0, factor))
    small, big = (levels_of(made(), bigger(by))["FA"] for by in (low, high))

    for option in (D, E):
        assert small[option].likely <= big[option].likely


# --- Missing facts and unknown answers ----------------------------------------------------------


def test_a_missing_fact_leaves_the_judged_level() -> None:
    blank = {code: replace(m, active_b=None, layers=None) for code, m in load().models.items()}
    speeds: dict[str, ServiceSpeed] = {}
    found = levels_of(made(), replace(load(), models=blank, speeds=speeds, energy=()))

    assert found == levels_of(made(), judged(load()))


def test_an_unknown_class_counts_as_large_and_its_bounds_span_all_classes() -> None:
    case = case_of(without(made(), "FA1"))
    found = base_levels(case.volume, case.answers, load(), FIGURES)
    each = {c: class_levels(c, case.volume, case.answers, load(), FIGURES) for c in CLASSES}

    for criterion, row in found.items():
        for option, band in row.items():
            assert band.likely == each["L"][criterion][option].likely
            assert band.low == min(each[c][criterion][option].low for c in CLASSES)
            assert band.high == max(each[c][criterion][option].high for c in CLASSES)


@pytest.mark.parametrize("name", DEMOS)
def test_every_level_lies_between_its_bounds_on_the_scale(name: str) -> None:
    for appraisal in appraise_all(demo(name), load(), FIGURES):
        assert set(appraisal.ground.levels) == set(load().criteria) - {"KP"}
        for row in appraisal.ground.levels.values():
            for band in row.values():
                assert 0 <= band.low <= band.likely <= band.high <= 4


@pytest.mark.parametrize("requests", [1e-6, 1e12])
def test_absurd_volumes_stay_on_the_scale(requests: float) -> None:
    for row in levels_of(used(requests, read=1e6, written=1e6)).values():
        assert all(0 <= band.low <= band.high <= 4 for band in row.values())


# --- Answers only adjust ------------------------------------------------------------------------


@pytest.mark.parametrize("criterion", COMPUTED)
def test_answers_move_the_computed_level_by_their_effects_alone(criterion: str) -> None:
    before = appraised(made())
    for question in load().of_criterion(criterion):
        if question.code in ("FA1", "NA3") or question.kind != "choice":
            continue  # FA1 names the class that is computed, NA3 nobody answers
        for level in question.levels:
            after = appraised(made({question.code: level.code}))
            for option in OPTIONS:
                points = effect(question, after.case.answers, option) - effect(
                    question, before.case.answers, option
                )
                moved = after.measures[criterion][option] - before.measures[criterion][option]
                assert moved == pytest.approx(LEVELS_PER_EFFECT * points)
                assert after.ground.levels[criterion] == before.ground.levels[criterion]


def test_without_shares_everything_is_as_judged() -> None:
    for criterion, row in levels_of(demo("hallweg"), judged(load())).items():
        for option, band in row.items():
            entry = load().criteria[criterion].base[option]
            assert band == Range(entry.low, entry.level, entry.high)


def test_computed_levels_are_drawn_like_judged_ones() -> None:
    # A catalogue whose judged bands are the computed ones gives the very same draws.
    appraisal = appraised(demo("fadenwerk"))
    draws = draw(load(), 7, 500)
    for criterion in COMPUTED:
        for option, band in appraisal.ground.levels[criterion].items():
            drawn = draws.level(criterion, option, band)
            assert band.low <= drawn.min() <= drawn.max() <= band.high
            middle = np.median(draws.base[criterion][option])
            assert 0.4 < middle < 0.6


# --- Data ---------------------------------------------------------------------------------------


def test_every_anchor_rises_in_quantity_and_runs_over_the_whole_scale() -> None:
    assert {anchor.criterion for anchor in ANCHORS.values()} == {"KP", *COMPUTED}
    for anchor in ANCHORS.values():
        quantities, levels = zip(*anchor.points, strict=True)
        steps = np.diff(levels)
        assert (np.diff(quantities) > 0).all()
        assert quantities[0] > 0
        assert {min(levels), max(levels)} == {0, 4}
        assert (steps > 0).all() or (steps < 0).all()
        assert 0 < anchor.share <= 1
        assert anchor.source in load().sources


def test_every_anchor_and_every_point_of_it_has_its_reason_beside_it() -> None:
    text = (DATA / "anchors.toml").read_text("utf-8")
    for anchor in ANCHORS.values():
        before = text[: text.index(f'code = "{anchor.code}"')].rsplit("\n\n", 1)[1]
        comment = "\n".join(line for line in before.splitlines() if line.startswith("#"))
        assert len(comment) > 200
        if anchor.criterion != "KP":
            for quantity, _ in anchor.points:
                assert re.search(rf"^#\s+{quantity:,g}\b", comment, re.MULTILINE), quantity


def test_the_ends_of_the_scales_are_sensible() -> None:
    def ends(code: str) -> tuple[float, float]:
        points = sorted(ANCHORS[code].points, key=lambda point: point[1])
        return points[0][0], points[-1][0]

    slowest, fastest = ends("answer_seconds")
    assert 1 <= fastest <= 3
    assert slowest == 8 * 60
    worst, best = ends("cost_doublings")
    assert (best, log2(worst)) == (1, 4)
