"""The nearest weight that puts another option first, against the closed form by hand."""

import pytest
from hypothesis import assume, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.engine.result import ScoreFlip, Stability
from assessments.engine.sensitivity import score_flips, stability, tipping_points
from assessments.engine.value import Table
from tests.engine.dossiers import A, B, C


def value(weights: dict[str, float], fit: Table, option: str) -> float:
    return sum(weight * fit[code][option] for code, weight in weights.items())


def moved(weights: dict[str, float], code: str, to: float) -> dict[str, float]:
    """The weights with one set to `to` and the others scaled to the rest."""
    rest = 1 - weights[code]
    return {c: to if c == code else w * (1 - to) / rest for c, w in weights.items()}


def test_a_flip_by_hand() -> None:
    # A(t) = 100t, B(t) = 40t + 60(1-t): equal at t = 0.5 of KT, 0.5 of SO below.
    fit = {"KT": {A: 100.0, B: 40.0}, "SO": {A: 0.0, B: 60.0}}
    points = tipping_points({"KT": 0.7, "SO": 0.3}, fit, (A, B))

    assert [(p.criterion, p.before, p.new_first) for p in points] == [
        ("KT", 0.7, B),
        ("SO", 0.3, B),
    ]
    assert [p.after for p in points] == pytest.approx([0.5, 0.5])


def test_an_option_better_everywhere_has_no_tipping_point() -> None:
    fit = {"KT": {A: 90.0, B: 40.0}, "SO": {A: 80.0, B: 60.0}}

    assert tipping_points({"KT": 0.5, "SO": 0.5}, fit, (A, B)) == ()


def test_nothing_can_overtake_the_only_option() -> None:
    assert tipping_points({"KT": 1.0}, {"KT": {A: 50.0}}, (A,)) == ()
    assert tipping_points({"KT": 1.0}, {"KT": {A: 50.0}}, ()) == ()


def test_the_nearest_three_are_shown_nearest_first() -> None:
    fit = {
        "KT": {A: 90.0, B: 20.0},
        "SO": {A: 60.0, B: 50.0},
        "FA": {A: 20.0, B: 70.0},
        "PE": {A: 40.0, B: 80.0},
    }
    weights = {"KT": 0.4, "SO": 0.2, "FA": 0.2, "PE": 0.2}
    points = tipping_points(weights, fit, (A, B))
    gaps = [abs(p.after - p.before) for p in points]

    assert len(points) == 3
    assert gaps == sorted(gaps)


FITS = st.lists(st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=3, max_size=3)
SHARES = st.lists(st.floats(0.05, 1), min_size=3, max_size=3)


@for_all(FITS, SHARES)
@settings(max_examples=200)
def test_at_the_tipping_point_both_are_level_and_just_before_the_first_still_leads(
    rows: list[list[float]], raw: list[float]
) -> None:
    codes = ("KT", "SO", "FA")
    fit = {
        code: dict(zip((A, B, C), row, strict=True)) for code, row in zip(codes, rows, strict=True)
    }
    weights = {code: share / sum(raw) for code, share in zip(codes, raw, strict=True)}
    ranked = tuple(sorted((A, B, C), key=lambda option: -value(weights, fit, option)))
    assume(value(weights, fit, ranked[0]) - value(weights, fit, ranked[1]) > 1e-3)

    for point in tipping_points(weights, fit, ranked):
        level = moved(weights, point.criterion, point.after)
        before = moved(
            weights, point.criterion, point.before + 0.999 * (point.after - point.before)
        )
        assert value(level, fit, ranked[0]) == pytest.approx(
            value(level, fit, point.new_first), abs=1e-6
        )
        assert max((A, B, C), key=lambda option: value(before, fit, option)) == ranked[0]


# Triantaphyllou & Sanchez 1997, example: four alternatives, four criteria.
TS_WEIGHTS = {"C1": 0.3277, "C2": 0.3058, "C3": 0.2876, "C4": 0.0790}
TS_ROWS = {
    "A1": (0.3088, 0.2897, 0.3867, 0.1922),
    "A2": (0.2163, 0.3458, 0.1755, 0.6288),
    "A3": (0.4509, 0.2473, 0.1194, 0.0575),
    "A4": (0.0240, 0.1172, 0.3184, 0.1215),
}
TS_FIT = {
    code: {option: 100 * row[place] for option, row in TS_ROWS.items()}
    for place, code in enumerate(TS_WEIGHTS)
}


def test_the_published_preferences_are_found_again() -> None:
    found = {o: value(TS_WEIGHTS, TS_FIT, o) / 100 for o in TS_ROWS}

    assert found == pytest.approx(
        {"A1": 0.3162, "A2": 0.2768, "A3": 0.2621, "A4": 0.1449}, abs=2e-4
    )


def test_a_published_critical_change_is_the_same_flip_in_another_convention() -> None:
    # A3 overtakes A1 when C1 loses δ = (P3 - P1) / (a31 - a11) = -0.3807 before scaling;
    # published from figures rounded to four digits.
    weights = {code: w / sum(TS_WEIGHTS.values()) for code, w in TS_WEIGHTS.items()}
    delta = -0.3807
    interval = stability(weights, TS_FIT, ("A1", "A3"))["C1"]

    assert interval.first_above == "A3"
    assert interval.high == pytest.approx((0.3277 - delta) / (1 - delta), abs=1e-3)


def test_the_interval_by_hand() -> None:
    # A(t) = 100t, B(t) = 40t + 60(1-t): A is first from t = 1/2.
    fit = {"KT": {A: 100.0, B: 40.0}, "SO": {A: 0.0, B: 60.0}}
    found = stability({"KT": 0.7, "SO": 0.3}, fit, (A, B))

    assert (found["KT"].high, found["KT"].first_above) == (1, None)
    assert found["KT"].low == pytest.approx(0.5)
    assert found["KT"].first_below == B
    assert (found["SO"].low, found["SO"].first_below) == (0, None)
    assert found["SO"].high == pytest.approx(0.5)
    assert found["SO"].first_above == B


def test_an_option_better_everywhere_stays_first_whatever_counts() -> None:
    fit = {"KT": {A: 90.0, B: 40.0}, "SO": {A: 80.0, B: 60.0}}
    everything = Stability(0.0, 1.0, None, None)

    assert stability({"KT": 0.5, "SO": 0.5}, fit, (A, B)) == {"KT": everything, "SO": everything}


def test_options_that_are_equal_everywhere_leave_the_whole_interval() -> None:
    fit = {"KT": {A: 50.0, B: 50.0}, "SO": {A: 50.0, B: 50.0}}

    assert stability({"KT": 0.5, "SO": 0.5}, fit, (A, B))["KT"] == Stability(0.0, 1.0, None, None)
    assert tipping_points({"KT": 0.5, "SO": 0.5}, fit, (A, B)) == ()


def test_two_that_are_level_now_leave_no_room_on_one_side() -> None:
    fit = {"KT": {A: 60.0, B: 40.0}, "SO": {A: 40.0, B: 60.0}}
    found = stability({"KT": 0.5, "SO": 0.5}, fit, (A, B))["KT"]

    assert found.low == pytest.approx(0.5)
    assert found.high == 1
    assert found.first_below == B


def test_where_one_criterion_counts_alone_the_others_would_share_the_rest_alike() -> None:
    # A(t) = 80t + 10(1-t), B(t) = 50t + 40(1-t) with (20 + 60)/2 = 40: level at t = 1/2.
    fit = {"KT": {A: 80.0, B: 50.0}, "SO": {A: 20.0, B: 20.0}, "FA": {A: 0.0, B: 60.0}}
    found = stability({"KT": 1.0, "SO": 0.0, "FA": 0.0}, fit, (A, B))["KT"]

    assert found.low == pytest.approx(0.5)
    assert found.first_below == B


def test_without_options_there_is_no_interval_and_with_one_the_whole() -> None:
    fit = {"KT": {A: 50.0}}

    assert stability({"KT": 1.0}, fit, ()) == {}
    assert stability({"KT": 1.0}, fit, (A,)) == {"KT": Stability(0.0, 1.0, None, None)}


@for_all(FITS, SHARES)
@settings(max_examples=200)
def test_within_the_interval_the_first_leads_and_beyond_it_another(
    rows: list[list[float]], raw: list[float]
) -> None:
    codes, options = ("KT", "SO", "FA"), (A, B, C)
    fit = {
        code: dict(zip(options, row, strict=True)) for code, row in zip(codes, rows, strict=True)
    }
    weights = {code: share / sum(raw) for code, share in zip(codes, raw, strict=True)}
    ranked = tuple(sorted(options, key=lambda option: -value(weights, fit, option)))
    assume(value(weights, fit, ranked[0]) - value(weights, fit, ranked[1]) > 1e-3)

    for code, found in stability(weights, fit, ranked).items():
        assert found.low <= weights[code] <= found.high
        for step in (0.01, 0.5, 0.99):
            inside = moved(weights, code, found.low + step * (found.high - found.low))
            best = max(value(inside, fit, option) for option in options)
            assert value(inside, fit, ranked[0]) == pytest.approx(best, abs=1e-6)
        for end, other in ((found.low, found.first_below), (found.high, found.first_above)):
            if other is not None:
                level = moved(weights, code, end)
                assert value(level, fit, other) == pytest.approx(
                    value(level, fit, ranked[0]), abs=1e-6
                )


def test_score_flips_by_hand() -> None:
    # A 70, B 60: B lacks 10, in KT 10/0.25 = 40 points, in SO 10/0.75.
    fit = {"KT": {A: 70.0, B: 90.0}, "SO": {A: 70.0, B: 50.0}}
    weights = {"KT": 0.25, "SO": 0.75}
    found = {
        (flip.option, flip.criterion): flip
        for flip in score_flips(weights, fit, {A: 70.0, B: 60.0}, (A, B))
    }

    assert found[B, "KT"] == ScoreFlip(B, "KT", 90, 130, False, B)  # beyond 100
    assert found[A, "KT"] == ScoreFlip(A, "KT", 70, 30, True, B)
    assert found[B, "SO"].needed == pytest.approx(50 + 40 / 3)
    assert found[A, "SO"].needed == pytest.approx(70 - 40 / 3)
    assert found[A, "SO"].reachable
    assert found[B, "SO"].reachable


def test_the_nearest_score_flip_comes_first_and_the_unreachable_last() -> None:
    fit = {"KT": {A: 70.0, B: 90.0}, "SO": {A: 70.0, B: 50.0}}
    found = score_flips({"KT": 0.25, "SO": 0.75}, fit, {A: 70.0, B: 60.0}, (A, B))

    assert [flip.criterion for flip in found] == ["SO", "SO", "KT", "KT"]
    assert [flip.reachable for flip in found] == [True, True, True, False]


def test_a_criterion_that_counts_nothing_cannot_flip() -> None:
    fit = {"KT": {A: 70.0, B: 60.0}, "SO": {A: 0.0, B: 100.0}}
    found = score_flips({"KT": 1.0, "SO": 0.0}, fit, {A: 70.0, B: 60.0}, (A, B))

    assert [(f.needed, f.reachable) for f in found if f.criterion == "SO"] == [(None, False)] * 2


def test_the_only_option_has_no_score_flip() -> None:
    assert score_flips({"KT": 1.0}, {"KT": {A: 50.0}}, {A: 50.0}, (A,)) == ()


@for_all(FITS, SHARES)
@settings(max_examples=100)
def test_at_the_score_flip_two_options_are_level(rows: list[list[float]], raw: list[float]) -> None:
    codes, options = ("KT", "SO", "FA"), (A, B, C)
    fit = {
        code: dict(zip(options, row, strict=True)) for code, row in zip(codes, rows, strict=True)
    }
    weights = {code: share / sum(raw) for code, share in zip(codes, raw, strict=True)}
    score = {option: value(weights, fit, option) for option in options}
    ranked = tuple(sorted(options, key=lambda option: -score[option]))

    for flip in score_flips(weights, fit, score, ranked):
        assert flip.needed is not None
        changed = fit | {flip.criterion: fit[flip.criterion] | {flip.option: flip.needed}}
        rival = flip.new_first if flip.option == ranked[0] else ranked[0]
        assert value(weights, changed, flip.option) == pytest.approx(score[rival], abs=1e-6)
