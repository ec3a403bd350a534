"""Moved weights, live: the recommendation's own figures where nothing moved."""

import functools
from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.dossier import GivenImportance
from assessments.engine.recommendation import recommend
from assessments.engine.what_if import Prepared, prepare, what_if
from tests.engine.dossiers import CRITERIA, DEMOS, OPTIONS, E, demo, made, with_binding


@functools.cache
def prepared(name: str) -> Prepared:
    return prepare(demo(name), load(), 2_000)


def points(name: str) -> dict[str, float]:
    return dict(demo(name).importance[0].values)


@pytest.mark.parametrize("name", DEMOS)
def test_unmoved_weights_give_the_recommendation(name: str) -> None:
    answers = what_if(prepare(demo(name), load()), points(name))

    for answer, use_case in zip(answers, recommend(demo(name), load()).use_cases, strict=True):
        options = use_case.options
        assert (answer.id, answer.ranking) == (use_case.id, use_case.ranking)
        assert answer.scores == pytest.approx({o: options[o].score for o in options}, abs=1e-6)
        for option, share in answer.first_rank_share.items():
            assert round(share, 6) == options[option].first_rank_share
        assert answer.confidence == use_case.confidence
        assert answer.start_option == use_case.start_option
        assert (answer.start_note, answer.target_option) == (
            use_case.start_note,
            use_case.target_option,
        )
        assert answer.tied_with_first == use_case.tied_with_first
        assert len(answer.tipping_points) == len(use_case.tipping_points)


@for_all(st.fixed_dictionaries({code: st.integers(0, 100) for code in CRITERIA}))
@settings(max_examples=10, deadline=None)
def test_moved_weights_score_as_if_they_had_been_given(moved: dict[str, int]) -> None:
    moved["KP"] += 1
    given = GivenImportance("x", "rating", {code: float(p) for code, p in moved.items()})
    asked = recommend(replace(demo("lindqvist"), importance=(given,)), load(), 100)

    for answer, use_case in zip(
        what_if(prepared("lindqvist"), given.values), asked.use_cases, strict=True
    ):
        assert answer.ranking == use_case.ranking
        assert answer.weights == pytest.approx(use_case.weights, abs=1e-6)
        for option, parts in answer.contributions.items():
            assert parts == pytest.approx(use_case.options[option].contributions, abs=1e-5)
            assert sum(parts.values()) == pytest.approx(answer.scores[option])


@for_all(st.floats(0.01, 1000))
@settings(max_examples=20, deadline=None)
def test_only_proportions_count(factor: float) -> None:
    scaled = {code: factor * p for code, p in points("fadenwerk").items()}
    for one, other in zip(
        what_if(prepared("fadenwerk"), points("fadenwerk")),
        what_if(prepared("fadenwerk"), scaled),
        strict=True,
    ):
        assert other.ranking == one.ranking
        assert other.first_rank_share == pytest.approx(one.first_rank_share, abs=2e-3)


def test_a_criterion_with_everything_puts_the_best_in_it_first() -> None:
    for answer in what_if(prepared("fadenwerk"), dict.fromkeys(CRITERIA, 0.0) | {"KT": 1.0}):
        assert answer.ranking[0] == E
        assert answer.weights["KT"] == 1


def test_a_small_step_of_a_slider_moves_the_shares_little() -> None:
    near = points("fadenwerk") | {"SO": points("fadenwerk")["SO"] + 0.1}
    for one, other in zip(
        what_if(prepared("fadenwerk"), points("fadenwerk")),
        what_if(prepared("fadenwerk"), near),
        strict=True,
    ):
        assert other.first_rank_share == pytest.approx(one.first_rank_share, abs=0.01)


def test_shares_sum_to_one_over_the_allowed() -> None:
    for answer in what_if(prepared("hallweg"), points("hallweg")):
        assert sum(answer.first_rank_share.values()) == pytest.approx(1)
        assert set(answer.first_rank_share) == set(answer.ranking)
        assert set(answer.scores) == set(OPTIONS)


def test_where_nothing_is_left_nothing_is_ranked() -> None:
    # In the house only, binding, and no room for a server that an answer could change: all out.
    rule = next(r for r in load().rules.values() if r.kind == "gate" and E not in r.options)
    everywhere = replace(rule, options=OPTIONS, when=(({"always": True},),))
    catalogue = replace(load(), rules={rule.id: everywhere})
    (answer,) = what_if(prepare(made(), catalogue, 100), dict.fromkeys(CRITERIA, 1.0))

    assert (answer.ranking, answer.first_rank_share, answer.confidence) == ((), {}, "open")
    assert (answer.start_option, answer.start_note) == (None, "all_excluded")
    assert (answer.stability, answer.tipping_points) == ({}, ())


def test_the_only_option_left_is_first_whatever_counts() -> None:
    dossier = with_binding(made(), "KT1", "4")
    (answer,) = what_if(prepare(dossier, load(), 100), dict.fromkeys(CRITERIA, 1.0))

    assert answer.ranking == (E,)
    assert answer.first_rank_share == {E: 1.0}


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        dict.fromkeys(CRITERIA, 0.0),
        dict.fromkeys(CRITERIA, 1.0) | {"XX": 1.0},
        dict.fromkeys(CRITERIA, 1.0) | {"KT": -1.0},
        dict.fromkeys(CRITERIA, 1.0) | {"KT": float("nan")},
        dict.fromkeys(CRITERIA, 1.0) | {"KT": float("inf")},
    ],
)
def test_points_that_mean_nothing_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"figure|criterion"):
        what_if(prepared("hallweg"), wrong)
