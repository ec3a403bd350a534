"""The order of readiness: importance times the levels lacking."""

from dataclasses import replace

import pytest

from assessments.catalogue import load
from assessments.engine.dossier import Dossier
from assessments.engine.gaps import Gap, gaps
from assessments.engine.reading import dossier_document, dossier_sha256, read_dossier
from assessments.engine.recommendation import (
    read_recommendation,
    recommend,
    recommendation_document,
)
from assessments.engine.result import UseCaseResult
from tests.engine.dossiers import A, C, D, E, made

LEVELS = {"T1": 1, "T2": 1, "T3": 1, "T4": 2, "T5": 1}


def result_of(
    dossier: Dossier, start: str | None, target: str | None, themes: tuple[str, ...] = ()
) -> UseCaseResult:
    """A result that says where to start, where to go and what bars it; the rest is real."""
    first = recommend(dossier, load()).use_cases[0]
    return replace(first, start_option=start, target_option=target, start_themes=themes)


def order(
    importance: dict[str, int],
    start: str | None = A,
    target: str | None = E,
    themes: tuple[str, ...] = ("T2",),
) -> list[tuple[str, float]]:
    dossier = replace(made(readiness=LEVELS), theme_importance=importance)
    found = gaps(dossier, load(), [result_of(dossier, start, target, themes)])
    return [(gap.theme, gap.weight) for gap in found]


def test_levels_lacking_alone_decide_where_nobody_said_what_matters() -> None:
    # A and E together need 2/3/2/2/3; the company has 1/1/1/2/1 and everything counts twice.
    # Between the two that lack one, T3 lacks it for the start as well.
    assert order({}) == [("T2", 4), ("T5", 4), ("T3", 2), ("T1", 2), ("T4", 0)]


def test_importance_times_levels_lacking_makes_the_order() -> None:
    importance = {"T1": 3, "T2": 1, "T3": 2, "T4": 3, "T5": 3}

    # T5 3·2, T1 3·1, T2 1·2 (it bars the target), T3 2·1; of the last two T3 matters more.
    assert order(importance) == [("T5", 6), ("T1", 3), ("T3", 2), ("T2", 2), ("T4", 0)]


def test_what_is_said_not_to_matter_comes_last_but_stays() -> None:
    # T5 lacks two levels, yet bars nothing: even T4, which lacks nothing, is before it.
    assert order({"T5": 1}) == [("T2", 4), ("T3", 2), ("T1", 2), ("T4", 0), ("T5", 2)]


def test_what_bars_the_target_keeps_its_place_though_said_not_to_matter() -> None:
    assert order({"T2": 1}, themes=("T2", "T5")) == [
        *(("T5", 4), ("T3", 2), ("T1", 2), ("T2", 2), ("T4", 0)),
    ]


def test_nothing_lacking_weighs_nothing_and_goes_by_importance() -> None:
    # C needs 1/1/2/2/2; without a start or target every theme needs level 1 alone.
    assert order({"T4": 3, "T1": 1}, start=None, target=None, themes=()) == [
        *(("T4", 0.0), ("T2", 0.0), ("T3", 0.0), ("T5", 0.0), ("T1", 0.0)),
    ]


def test_a_gap_by_hand() -> None:
    assert Gap("T1", level=2, importance=3, to_start=-1, to_target=2, bars=True).weight == 6
    assert Gap("T1", level=4, importance=3, to_start=-3, to_target=-1, bars=True).weight == 0


def test_the_next_steps_stand_in_that_order_with_their_weight() -> None:
    readiness = {"T1": 2, "T2": 3, "T3": 1, "T4": 1, "T5": 2}
    dossier = replace(made(readiness=readiness), theme_importance={"T4": 3, "T3": 2})
    recommendation = recommend(dossier, load())

    # Nothing can start; the target C needs 1/1/2/2/2, so T3 and T4 lack one level each.
    assert recommendation.use_cases[0].target_option == C
    actions = recommendation.company.actions
    assert [(a.id, a.weight) for a in actions[:2]] == [("T4-1", 3), ("T3-1", 2)]
    assert read_recommendation(recommendation_document(recommendation)) == recommendation


def test_an_older_document_without_weights_can_still_be_read() -> None:
    document = recommendation_document(recommend(made(readiness={"T1": 2}), load()))
    for action in document["company"]["actions"]:
        del action["weight"]

    assert [a.weight for a in read_recommendation(document).company.actions] == [0]


def test_importance_changes_no_score_and_no_way() -> None:
    plain = recommend(made(readiness=LEVELS), load()).use_cases[0]
    dossier = replace(made(readiness=LEVELS), theme_importance=dict.fromkeys(LEVELS, 3))
    said = recommend(dossier, load()).use_cases[0]

    assert [said.options[c].score for c in (A, C, D, E)] == pytest.approx(
        [plain.options[c].score for c in (A, C, D, E)]
    )
    assert (said.start_option, said.target_option) == (plain.start_option, plain.target_option)


def test_what_matters_is_read_and_written() -> None:
    plain = made()
    dossier = replace(plain, theme_importance={"T1": 1, "T5": 3})

    document = dossier_document(dossier)

    assert document["theme_importance"] == {"T1": 1, "T5": 3}
    assert read_dossier(document, load()).theme_importance == {"T1": 1, "T5": 3}
    assert "theme_importance" not in dossier_document(plain)
    assert dossier_sha256(dossier) != dossier_sha256(plain)
