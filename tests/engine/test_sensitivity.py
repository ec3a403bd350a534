"""The nearest weight that puts another option first, against the closed form by hand."""

import pytest
from hypothesis import assume, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.engine.fit import Table
from assessments.engine.sensitivity import tipping_points
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
