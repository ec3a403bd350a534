"""The codes frozen into the tables are the catalogue's: neither may know more than the other."""

from assessments.catalogue import load
from assessments.engine.weighing import METHODS
from assessments.models import Method
from assessments.models.codes import (
    ARCHETYPES,
    CRITERIA,
    DONT_KNOW,
    LEVELS,
    NUMBER_QUESTION,
    PER_USE_CASE,
    QUESTIONS,
    STATEMENTS,
    THEMES,
)

ASKED = {code: question for code, question in load().questions.items() if question.asked}


def test_every_asked_question_takes_exactly_its_levels() -> None:
    stored = {
        question: set(levels)
        for group, levels in LEVELS.items()
        if group not in (STATEMENTS, THEMES)
        for question in group
    }
    catalogue = {
        code: {level.code for level in question.levels} | {DONT_KNOW}
        for code, question in ASKED.items()
    }

    assert stored == catalogue


def test_the_number_question_is_the_one_without_levels() -> None:
    assert [code for code, question in ASKED.items() if not question.levels] == [NUMBER_QUESTION]


def test_questions_that_may_differ_by_use_case() -> None:
    catalogue = [code for code, question in ASKED.items() if question.per_use_case]

    assert sorted(PER_USE_CASE) == sorted(catalogue)


def test_archetypes_in_the_catalogues_order() -> None:
    assert tuple(load().archetypes) == ARCHETYPES


def test_criteria_in_the_catalogues_order() -> None:
    assert tuple(load().criteria) == CRITERIA


def test_statements_of_the_readiness_themes() -> None:
    catalogue = [s.code for theme in load().themes.values() for s in theme.statements]

    assert list(STATEMENTS) == catalogue


def test_a_theme_takes_the_answers_on_how_much_it_matters() -> None:
    assert list(THEMES) == list(load().themes)
    assert LEVELS[THEMES] == (*load().theme_importance, DONT_KNOW)


def test_questions_are_neither_statements_nor_themes() -> None:
    assert sorted(QUESTIONS) == sorted(ASKED)


def test_methods_of_weighing_are_the_engines() -> None:
    assert sorted(Method.values) == sorted(METHODS)
