"""Rows and dossiers: what goes in comes out again, but for what `store` documents."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError

from assessments.engine.dossier import Dossier, GivenImportance
from assessments.engine.reading import dossier_sha256
from assessments.models import Answer, Assessment, Method, UseCase
from assessments.models.codes import STATEMENTS
from assessments.services import dossiers, respondents, use_cases, weighing
from assessments.services.examples import NAMES, read_example
from tests.factories import (
    ORDER,
    POINTS,
    make_answer,
    make_answers,
    make_assessment,
    make_importance,
    make_organisation,
    make_respondent,
    make_use_case,
)

pytestmark = pytest.mark.django_db


def as_stored(dossier: Dossier) -> Dossier:
    """The documented difference: themes spelled out."""
    themes = dossier.readiness
    return replace(
        dossier,
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


def test_five_queries_whatever_the_size(django_assert_num_queries: Any) -> None:
    assessment = Assessment.objects.select_related("company").get(
        pk=stored(read_example("hallweg")).pk
    )

    with django_assert_num_queries(5):
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


def test_what_matters_in_readiness_goes_along_and_do_not_know_says_nothing() -> None:
    assessment = make_assessment()
    make_answers(assessment, T1="3", T2="1", T3="9", T1a="2")

    dossier = dossiers.of_assessment(assessment)

    assert dossier.theme_importance == {"T1": 3, "T2": 1}
    assert dossier.readiness == {"T1a": 2}
    assert dossiers.of_assessment(stored(dossier)) == dossier


def test_a_budget_is_a_number() -> None:
    assessment = make_assessment()
    make_answer(assessment, "KP1", number=2500.0, confidence="estimated")

    given = dossiers.of_assessment(assessment).answers["KP1"]

    assert (given.level, given.number, given.confidence) == (None, 2500.0, "estimated")


def test_points_go_along() -> None:
    assessment = make_assessment()
    make_importance(assessment)

    (given,) = dossiers.of_assessment(assessment).importance

    assert given.respondent == "record"
    assert given.values == {code: float(points) for code, points in POINTS.items()}


def some_importance() -> tuple[GivenImportance, ...]:
    """The room together and one respondent for every method."""
    codes = ("KT", "SO", "KP", "AN", "FA", "PE", "NA")
    figures = dict(zip(codes, (10.0, 8.0, 6.0, 5.5, 4.0, 2.0, 0.0), strict=True))
    points = {code: float(number) for code, number in POINTS.items()}
    pairs = {"KT>SO": 3.0, "SO>KP": 1 / 3, "KP>AN": 1.0, "AN>FA": 5.0, "PE>FA": 9.0, "NA>PE": 2.0}
    best_worst = {
        "best": "KT",
        "worst": "NA",
        "best_to_others": dict.fromkeys(codes[1:], 2.0),
        "others_to_worst": dict.fromkeys(codes[1:-1], 3.0),
    }
    return (
        GivenImportance("record", "points", points, 0.0),
        GivenImportance("Geschäftsführung", "rating", figures, 2.0),
        GivenImportance("IT", "swing", {**points, "KT": 100.0}),
        GivenImportance("Vertrieb", "rank", {**figures, "NA": 7.0}),
        GivenImportance("Betriebsrat", "best_worst", best_worst, 0.5),
        GivenImportance("IT", "ahp", pairs),
        GivenImportance("record", "points", points),
    )


def test_every_respondent_and_method_comes_out_again(django_assert_num_queries: Any) -> None:
    given = replace(read_example("hallweg"), importance=some_importance())

    once = stored(given)

    assert dossiers.of_assessment(once).importance == given.importance
    with django_assert_num_queries(1):
        dossiers.given_importance(once)


def test_the_room_together_comes_first() -> None:
    first, second, third = some_importance()[:3]
    given = replace(read_example("hallweg"), importance=(second, first, third))

    assert dossiers.of_assessment(stored(given)).importance == (first, second, third)


def test_the_chosen_method_of_everybody_who_is_there_counts() -> None:
    assessment = make_assessment()
    make_importance(assessment)
    staying, leaving = make_respondent(assessment, "IT"), make_respondent(assessment, "Vertrieb")
    make_importance(assessment, respondent=staying)
    make_importance(assessment, respondent=leaving)
    order = make_importance(assessment, ORDER, method=Method.RANK, respondent=staying)
    weighing.choose(order)
    respondents.remove(leaving)

    importance = dossiers.of_assessment(assessment).importance

    assert [(g.respondent, g.method) for g in importance] == [("record", "points"), ("IT", "rank")]


def test_if_everybody_counts_nothing_nobody_has_said_anything() -> None:
    assessment = make_assessment()
    make_importance(assessment, respondent=make_respondent(assessment, weight=0))

    assert dossiers.of_assessment(assessment).importance == ()


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
