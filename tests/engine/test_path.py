"""What has to happen between start and target, one limit after the other."""

from typing import Any

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.case import Scenario, appraise_all
from assessments.engine.figures import Figures
from assessments.engine.path import path
from assessments.engine.result import PathStep
from assessments.engine.start import start
from tests.engine.dossiers import OPTIONS, B, C, E, made

FIGURES = Figures.of(load())
READY = {"T1": 2, "T2": 3, "T3": 2, "T4": 2, "T5": 3}


def between(*only: str, **given: Any) -> tuple[PathStep, ...]:
    dossier = made(given.pop("levels", None), readiness=given.pop("readiness", READY), **given)
    cut = Scenario(cut=tuple(o for o in OPTIONS if o not in only))
    return path(appraise_all(dossier, load(), FIGURES, cut)[0], dossier, load(), FIGURES)


def test_where_the_target_can_start_nothing_has_to_happen() -> None:
    assert between(C) == ()


def test_without_any_option_there_is_no_path() -> None:
    assert between() == ()


def test_a_theme_is_raised_level_by_level_and_the_widest_gap_first() -> None:
    steps = between(
        E, levels={"AN4": "4"}, profile={"U14": 12}, readiness={**READY, "T2": 1, "T5": 2}
    )

    assert steps == (
        PathStep("theme", "T2", 1, None),
        PathStep("theme", "T2", 2, None),
        PathStep("theme", "T5", 2, E),
    )


def test_people_and_hardware_are_steps_of_their_own() -> None:
    steps = between(
        E, levels={"AN4": "1"}, profile={"U6": "no", "U7": [], "U14": 3}, readiness=READY
    )

    assert [step.kind for step in steps] == ["operation", "hardware"]
    assert steps[-1].opens == E


def test_a_task_above_the_usual_class_asks_for_a_quality_test() -> None:
    levels = {"FA1": "XL", "SO3": "3", "SO5": "2", "KT4": "3"}

    assert between(B, C, levels=levels) == (PathStep("quality_test", None, None, C),)


@settings(max_examples=40, deadline=None)
@for_all(
    st.fixed_dictionaries({theme: st.integers(1, 5) for theme in READY}),
    st.sampled_from(["1", "2", "3", "4"]),
    st.sampled_from(OPTIONS),
)
def test_the_path_ends_at_the_target(levels: dict[str, int], people: str, option: str) -> None:
    dossier = made({"AN4": people}, readiness=levels)
    cut = Scenario(cut=tuple(o for o in OPTIONS if o != option))
    appraisal = appraise_all(dossier, load(), FIGURES, cut)[0]

    steps = path(appraisal, dossier, load(), FIGURES)
    begin = start(appraisal, dossier, load(), FIGURES)

    assert (steps == ()) == (begin.option == begin.target)
    assert [step.opens for step in steps if step.opens] == [option] * bool(steps)
