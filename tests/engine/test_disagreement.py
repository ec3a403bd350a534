"""Who would choose differently, and which criterion is worth talking about."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.case import appraise_all
from assessments.engine.disagreement import (
    End,
    Minority,
    first_option,
    geometric_first,
    minorities,
    moved_to,
    topics,
)
from assessments.engine.dossier import GivenImportance
from assessments.engine.figures import Figures
from assessments.engine.group import group
from assessments.engine.weights import scaled_weights
from tests.engine.dossiers import CRITERIA, A, B, C, demo

TWO = ("KT", "SO")
THREE = ("KT", "SO", "KP")
ALIKE = dict.fromkeys(CRITERIA, 0.6)  # a need of .6 scales by 1
FIT = {"KT": {A: 100.0, B: 0.0}, "SO": {A: 0.0, B: 100.0}}


def points(name: str, *figures: float, weight: float = 1.0) -> GivenImportance:
    values = dict(zip(CRITERIA, figures, strict=False))
    return GivenImportance(name, "points", values, weight)


def test_who_alone_would_get_another_first() -> None:
    room = group([points("x", 80, 20), points("y", 70, 30), points("z", 10, 90)], TWO)

    # Together .533 : .467, so A; z alone has A 10, B 90.
    assert minorities(room, ALIKE, FIT, (A, B)) == (
        Minority(2, "z", B, pytest.approx(80)),  # type: ignore[arg-type]
    )


def test_need_counts_for_everybody_as_for_the_group() -> None:
    room = group([points("x", 55, 45)], TWO)
    needs = {"KT": 0.0, "SO": 1.0}  # × .25 and × 1.5

    assert first_option(scaled_weights(room.arithmetic, needs), FIT, (A, B)) == B
    assert minorities(room, needs, FIT, (A, B)) == ()


def test_an_equal_value_is_no_other_first() -> None:
    room = group([points("x", 60, 40), points("y", 50, 50)], TWO)

    assert minorities(room, ALIKE, FIT, (A, B)) == ()


def test_what_is_excluded_is_nobodys_first() -> None:
    room = group([points("x", 80, 20), points("z", 10, 90)], TWO)

    assert minorities(room, ALIKE, FIT, (A,)) == ()
    assert (minorities(room, ALIKE, FIT, ()), topics(room, ALIKE, FIT, ())) == ((), ())
    assert first_option(room.arithmetic, FIT, ()) is None
    assert geometric_first(room, ALIKE, FIT, ()) is None


def test_the_geometric_mean_is_told_where_it_chooses_differently() -> None:
    # One zero: KT .567 in the mean that counts, but ∛(.005 · .9 · .8) against ∛(1 · .1 · .2).
    room = group([points("x", 0, 100), points("y", 90, 10), points("z", 80, 20)], TWO)

    assert room.arithmetic["KT"] == pytest.approx(17 / 30)
    assert room.geometric["KT"] / room.geometric["SO"] == pytest.approx((0.0036 / 0.02) ** (1 / 3))
    assert first_option(room.arithmetic, FIT, (A, B)) == A
    assert geometric_first(room, ALIKE, FIT, (A, B)) == B


def test_the_geometric_mean_is_not_told_where_it_chooses_the_same() -> None:
    room = group([points("x", 95, 5), points("y", 60, 40)], TWO)

    assert geometric_first(room, ALIKE, FIT, (A, B)) is None


def test_a_topic_by_hand() -> None:
    room = group([points("x", 80, 20), points("z", 30, 70)], TWO)
    first, second = topics(room, ALIKE, FIT, (A, B))

    # KT .55 in the mean; at z's .3 A has 30 and B 70, at x's .8 A 80 and B 20.
    assert first.criterion == "KT"
    assert first.weight == pytest.approx(0.55)
    assert first.low == End(pytest.approx(0.3), "z", B, pytest.approx(-40))  # type: ignore[arg-type]
    assert first.high == End(pytest.approx(0.8), "x", A, pytest.approx(60))  # type: ignore[arg-type]
    assert first.flips
    assert second.closest == pytest.approx(first.closest)  # with two criteria it is one question


def test_first_comes_what_could_change_the_first() -> None:
    # All differ most on SO, where A and B are equal; KP is what decides.
    fit = {
        "KT": {A: 60.0, B: 40.0},
        "SO": {A: 50.0, B: 50.0},
        "KP": {A: 20.0, B: 80.0},
    }
    room = group([points("x", 40, 55, 5), points("y", 50, 5, 45), points("z", 45, 45, 10)], THREE)
    found = topics(room, ALIKE, fit, (A, B))

    assert [topic.criterion for topic in found] == ["KP", "KT", "SO"]
    assert [topic.flips for topic in found] == [True, False, False]


def test_observers_open_no_topic() -> None:
    speakers = [points("x", 60, 40), points("y", 55, 45)]
    quiet = topics(group(speakers, TWO), ALIKE, FIT, (A, B))
    watched = topics(
        group([*speakers, points("observer", 0, 100, weight=0)], TWO), ALIKE, FIT, (A, B)
    )

    assert watched == quiet


@pytest.mark.parametrize("people", [[], [points("x", 60, 40)]])
def test_alone_there_is_nothing_to_talk_about(people: list[GivenImportance]) -> None:
    assert topics(group(people, TWO), ALIKE, FIT, (A, B)) == ()


def test_identical_people_leave_the_lead_as_it_is() -> None:
    room = group([points("x", 60, 40)] * 3, TWO)
    found = topics(room, ALIKE, FIT, (A, B))

    assert minorities(room, ALIKE, FIT, (A, B)) == ()
    assert [topic.flips for topic in found] == [False, False]
    assert [topic.closest for topic in found] == pytest.approx([20, 20])
    assert [topic.criterion for topic in found] == ["KT", "SO"]


def test_moving_all_weight_to_and_from_one_criterion() -> None:
    everything = {"KT": 1.0, "SO": 0.0, "KP": 0.0}

    assert moved_to("KT", 0.4, everything) == pytest.approx({"KT": 0.4, "SO": 0.3, "KP": 0.3})
    assert moved_to("SO", 1.0, everything) == {"KT": 0, "SO": 1, "KP": 0}
    assert moved_to("SO", 0.5, {"KT": 0.6, "SO": 0.2, "KP": 0.2}) == pytest.approx(
        {"KT": 0.375, "SO": 0.5, "KP": 0.125}
    )


SPREADS = st.lists(st.lists(st.integers(1, 50), min_size=3, max_size=3), min_size=2, max_size=5)
FITS = st.lists(st.integers(0, 100), min_size=9, max_size=9)


@for_all(SPREADS, FITS)
@settings(max_examples=80, deadline=None)
def test_nothing_between_the_ends_is_closer(spreads: list[list[int]], figures: list[int]) -> None:
    options = (A, B, C)
    fit = {
        code: {o: float(f) for o, f in zip(options, figures[3 * n : 3 * n + 3], strict=True)}
        for n, code in enumerate(THREE)
    }
    people = [
        GivenImportance(str(n), "rating", dict(zip(THREE, spread, strict=True)))
        for n, spread in enumerate(spreads)
    ]
    room = group(people, THREE)
    weights = scaled_weights(room.arithmetic, ALIKE)
    ours = first_option(weights, fit, options)

    for topic in topics(room, ALIKE, fit, options):
        for weight in np.linspace(topic.low.weight, topic.high.weight, 11):
            moved = moved_to(topic.criterion, float(weight), weights)
            score = {o: sum(moved[c] * fit[c][o] for c in THREE) for o in options}
            lead = min(score[str(ours)] - score[o] for o in options if o != ours)
            assert lead >= topic.closest - 1e-9


def test_a_real_room_over_a_real_case() -> None:
    opposed = (
        GivenImportance("Geschäftsführung", "points", dict.fromkeys(CRITERIA, 0) | {"KP": 100}),
        GivenImportance("IT", "points", dict.fromkeys(CRITERIA, 0) | {"KT": 60, "SO": 40}),
    )
    dossier = replace(demo("hallweg"), importance=opposed)
    appraisal = appraise_all(dossier, load(), Figures.of(load()))[0]
    room = group(opposed, CRITERIA)
    allowed = tuple(o for o in load().options if o in appraisal.screening.allowed)

    assert first_option(appraisal.weights, appraisal.fit, allowed) == appraisal.ranking[0]
    assert {m.name for m in minorities(room, appraisal.needs, appraisal.fit, allowed)} <= {
        "Geschäftsführung",
        "IT",
    }
    assert len(topics(room, appraisal.needs, appraisal.fit, allowed)) == 7
