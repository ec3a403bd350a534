"""Rows and dossiers: what goes in comes out again, but for what `store` documents."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError

from assessments.engine.dossier import Dossier, GivenImportance
from assessments.engine.reading import dossier_sha256
from assessments.models import Answer, Assessment, UseCase
from assessments.models.codes import STATEMENTS
from assessments.services import dossiers, use_cases
from assessments.services.examples import NAMES, read_example
from tests.factories import (
    POINTS,
    make_answer,
    make_answers,
    make_assessment,
    make_importance,
    make_organisation,
    make_use_case,
)

pytestmark = pytest.mark.django_db


def as_stored(dossier: Dossier) -> Dossier:
    """The documented differences: one respondent called record, themes spelled out."""
    themes = dossier.readiness
    return replace(
        dossier,
        importance=tuple(GivenImportance("record", g.method, g.values) for g in dossier.importance),
        readiness={s: themes.get(s, themes[s[:2]]) for s in STATEMENTS if {s, s[:2]} & {*themes}},
    )


def stored(dossier: Dossier) -> Assessment:
    return dossiers.store(dossier, make_organisation(), title="Bewertung", user=None)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_stored_comes_out_again(name: str) -> None:
    given = read_example(name)

    assert dossiers.of_assessment(stored(given)) == as_stored(given)


@pytest.mark.parametrize("name", NAMES)
def test_a_second_round_changes_nothing_at_all(name: str) -> None:
    once = dossiers.of_assessment(stored(read_example(name)))

    twice = dossiers.of_assessment(stored(once))

    assert dossier_sha256(twice) == dossier_sha256(once)


def test_three_queries_whatever_the_size(django_assert_num_queries: Any) -> None:
    assessment = Assessment.objects.select_related("company").get(
        pk=stored(read_example("hallweg")).pk
    )

    with django_assert_num_queries(3):
        dossiers.of_assessment(assessment)


def test_an_empty_assessment_is_an_empty_dossier() -> None:
    dossier = dossiers.of_assessment(make_assessment())

    assert dossier.answers == {}
    assert dossier.readiness == {}
    assert dossier.use_cases == ()
    assert dossier.importance == ()


def test_notes_without_an_answer_stay_out() -> None:
    assessment = make_assessment()
    make_answer(assessment, "KT2", "", reason="noch zu klären")
    make_answers(assessment, KT3="9")

    assert list(dossiers.of_assessment(assessment).answers) == ["KT3"]


def test_statements_become_readiness_and_do_not_know_says_nothing() -> None:
    assessment = make_assessment()
    make_answers(assessment, T1a="3", T1b="9")

    dossier = dossiers.of_assessment(assessment)

    assert dossier.readiness == {"T1a": 3}
    assert dossier.answers == {}


def test_a_budget_is_a_number() -> None:
    assessment = make_assessment()
    make_answer(assessment, "KP1", number=2500.0, confidence="estimated")

    given = dossiers.of_assessment(assessment).answers["KP1"]

    assert (given.level, given.number, given.confidence) == (None, 2500.0, "estimated")


def test_points_go_along() -> None:
    assessment = make_assessment()
    make_importance(assessment)

    (given,) = dossiers.of_assessment(assessment).importance

    assert given.values == {code: float(points) for code, points in POINTS.items()}


def test_deleted_use_cases_stay_out_and_the_others_keep_their_order() -> None:
    assessment = make_assessment()
    cases = [make_use_case(assessment, title) for title in ("Eins", "Zwei", "Drei")]
    use_cases.delete(cases[0])
    use_cases.move(cases[2], up=True)

    dossier = dossiers.of_assessment(assessment)

    assert [case.id for case in dossier.use_cases] == ["UC3", "UC2"]


def test_a_use_case_brings_its_own_answers_alone() -> None:
    assessment = make_assessment()
    make_answers(assessment, KT2="1")
    use_case = make_use_case(assessment, users=25.0, pages_in=2.0)
    make_answer(assessment, "KT2", "4", use_case=use_case, binding=True)

    dossier = dossiers.of_assessment(assessment)

    assert dossier.answers["KT2"].level == "1"
    assert dossier.use_cases[0].answers["KT2"].level == "4"
    assert dossier.use_cases[0].answers["KT2"].binding is True
    assert (dossier.use_cases[0].usage.users, dossier.use_cases[0].usage.pages_in) == (25.0, 2.0)


def test_a_broken_dossier_leaves_nothing_behind() -> None:
    given = read_example("hallweg")
    twice = replace(given, use_cases=given.use_cases[:1] * 2)

    with pytest.raises(IntegrityError):
        stored(twice)

    for rows in (Assessment, UseCase, Answer):
        assert rows.objects.count() == 0
