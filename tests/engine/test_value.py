"""Partial values on anchors that no option can move, and what follows: no rank reversal."""

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.case import appraise_all
from assessments.engine.figures import Figures
from assessments.engine.fit import LEVELS, clipped
from assessments.engine.recommendation import recommend
from assessments.engine.value import (
    PartialValue,
    contributions,
    differences,
    ranking,
    scores,
)
from tests.engine.dossiers import OPTIONS, A, B, C, D, E, demo, made

BENT = PartialValue(((0.0, 0.0), (10.0, 80.0), (30.0, 100.0)))
FALLING = PartialValue(((100.0, 100.0), (200.0, 50.0), (1000.0, 0.0)))


def test_values_between_anchors_by_hand() -> None:
    assert [BENT.value(x) for x in (0, 5, 10, 20, 30)] == [0, 40, 80, 90, 100]
    assert [FALLING.value(x) for x in (100, 150, 200, 600, 1000)] == [100, 75, 50, 25, 0]


def test_beyond_the_ends_the_value_stays_and_is_marked() -> None:
    assert [BENT.value(x) for x in (-5, 31)] == [0, 100]
    assert [BENT.clipped(x) for x in (-5, 0, 17, 30, 31)] == ["worst", None, None, None, "best"]
    assert [FALLING.clipped(x) for x in (99, 100, 1001)] == ["best", None, "worst"]


@for_all(st.floats(-50, 50))
def test_one_value_and_many_are_the_same(x: float) -> None:
    for scale in (BENT, LEVELS, FALLING):
        assert scale.values(np.array([x]))[0] == pytest.approx(scale.value(x), abs=1e-9)


def test_a_value_of_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="a measure must be a number"):
        BENT.value(float("nan"))


@pytest.mark.parametrize(
    ("anchors", "message"),
    [
        ((), "at least two anchors"),
        (((0.0, 0.0),), "at least two anchors"),
        (((1.0, 0.0), (1.0, 100.0)), "at least two anchors"),
        (((0.0, 0.0), (float("nan"), 100.0)), "at least two anchors"),
        (((0.0, -1.0), (1.0, 100.0)), "between 0 and 100"),
        (((0.0, 0.0), (1.0, 101.0)), "between 0 and 100"),
        (((0.0, 0.0), (1.0, 50.0), (2.0, 40.0)), "all rise or all fall"),
        (((0.0, 5.0), (1.0, 5.0)), "all rise or all fall"),
    ],
)
def test_anchors_that_make_no_scale_are_refused(
    anchors: tuple[tuple[float, float], ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        PartialValue(anchors)


def test_the_anchors_are_levels() -> None:
    assert [LEVELS.value(level) for level in range(5)] == [0, 25, 50, 75, 100]


def test_the_result_says_where_a_fit_was_cut() -> None:
    # SO: 75 + 7·4 = 103 for the own server, 0 - 7·8 for A.
    levels = {"SO1": "4", "SO2": "4", "SO3": "4", "SO5": "3"}
    options = recommend(made(levels), load()).use_cases[0].options

    assert options[E].clipped["SO"] == "best"
    assert options[A].clipped["SO"] == "worst"
    for option in options.values():
        for criterion, end in option.clipped.items():
            assert option.criteria[criterion] == {"worst": 0, "best": 100}[end]


def test_a_fit_on_the_anchor_itself_is_not_cut() -> None:
    row = {code: dict.fromkeys(OPTIONS, 4.0) for code in load().criteria}

    assert clipped(row, A) == {}


def test_the_differences_sum_to_the_margin() -> None:
    for appraisal in appraise_all(demo("hallweg"), load(), Figures.of(load())):
        for one, other in ((C, E), (A, D)):
            gaps = differences(appraisal.parts[one], appraisal.parts[other])
            by_hand = {
                code: weight * (appraisal.fit[code][one] - appraisal.fit[code][other])
                for code, weight in appraisal.weights.items()
            }
            assert gaps == pytest.approx(by_hand)
            assert sum(gaps.values()) == pytest.approx(
                appraisal.scores[one] - appraisal.scores[other]
            )


def test_a_copy_reverses_no_ranks() -> None:
    """Belton & Gear 1983: with relative scales a copy of B puts A before B.

    Their A, B, C score (1, 9, 1), (9, 1, 9), (1, 1, 1) on three equal criteria. Scaled to a
    sum of 1 over the options B leads .47 to .45; with a copy of B, A leads .37 to .29.
    """
    rows = {A: (1, 9, 8), B: (9, 1, 9), C: (1, 1, 1)}

    def relative(options: dict[str, tuple[int, int, int]]) -> dict[str, float]:
        sums = [sum(column) for column in zip(*options.values(), strict=True)]
        return {
            o: sum(x / total for x, total in zip(row, sums, strict=True)) / 3
            for o, row in options.items()
        }

    def anchored(options: dict[str, tuple[int, int, int]]) -> dict[str, float]:
        scale = PartialValue(((0.0, 0.0), (10.0, 100.0)))
        fit = {
            str(place): {o: scale.value(row[place]) for o, row in options.items()}
            for place in range(3)
        }
        return scores(contributions(dict.fromkeys(fit, 1 / 3), fit, options))

    with_copy = rows | {D: rows[B]}
    assert relative(rows) == pytest.approx({A: 0.45, B: 0.47, C: 0.08}, abs=0.005)
    assert relative(with_copy) == pytest.approx({A: 0.37, B: 0.29, C: 0.06, D: 0.29}, abs=0.005)

    before, after = anchored(rows), anchored(with_copy)
    assert before[B] > before[A] > before[C]
    assert {o: after[o] for o in rows} == before
    assert ranking(after, with_copy) == (B, D, A, C)
