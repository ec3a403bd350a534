"""The room: weights side by side, and what the disagreement would change."""

import pytest

from assessments.models import Assessment, Evaluation, Method
from assessments.services import evaluations, rooms
from tests.factories import (
    ORDER,
    POINTS,
    make_answers,
    make_assessment,
    make_importance,
    make_respondent,
    make_use_case,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


def test_nobody_is_no_room(assessment: Assessment) -> None:
    assert rooms.room(assessment, "Gemeinsam") is None


def test_everybody_stands_there_by_name_with_their_method(assessment: Assessment) -> None:
    make_importance(assessment)
    other = make_respondent(assessment, "IT", weight=3)
    make_importance(assessment, ORDER, method=Method.RANK, respondent=other)

    room = rooms.room(assessment, "Gemeinsam")

    assert room is not None
    assert [(p.name, p.method, p.voice) for p in room.participants] == [
        ("Gemeinsam", "points", 0.25),
        ("IT", "rank", 0.75),
    ]
    # 1/4 · 20 % + 3/4 · (1 + 1/2 + … + 1/7) / 7
    assert room.arithmetic["KT"] == pytest.approx(0.05 + 0.75 * (363 / 140) / 7)


def test_no_result_yet_has_no_consequences() -> None:
    assert rooms.latest([]) is None


def test_one_who_wants_only_capability_is_heard(assessment: Assessment) -> None:
    """By capability alone a way with the strongest models leads; by sovereignty another."""
    make_use_case(assessment, "Angebote", archetype="offer_writing")
    make_answers(assessment, KT2="1")
    for label, criterion in (("IT", "SO"), ("Werk", "SO"), ("Vertrieb", "FA")):
        points = {code: 100 if code == criterion else 0 for code in POINTS}
        make_importance(assessment, points, respondent=make_respondent(assessment, label))
    _, _, evaluation = evaluations.evaluate(assessment)
    room = rooms.room(assessment, "Gemeinsam")
    recommendation = rooms.latest([evaluation])
    assert room is not None and recommendation is not None

    (case,) = rooms.cases(room, recommendation)

    result = case.result
    best = max(
        (code for code, o in result.options.items() if o.status != "excluded"),
        key=lambda code: result.options[code].criteria["FA"],
    )
    assert case.first == result.ranking[0]
    assert [(m.name, m.first) for m in case.minorities if m.name == "Vertrieb"] == [
        ("Vertrieb", best)
    ]
    assert {topic.criterion for topic in case.topics[:2]} == {"SO", "FA"}


def test_the_newest_result_is_taken(assessment: Assessment) -> None:
    make_use_case(assessment)
    make_answers(assessment, KT2="1")
    _, _, first = evaluations.evaluate(assessment)
    make_importance(assessment)
    _, newest, second = evaluations.evaluate(assessment)

    assert rooms.latest([first, second]) == rooms.latest([second, first]) == newest
    assert Evaluation.objects.count() == 2
