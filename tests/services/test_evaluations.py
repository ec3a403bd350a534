"""A result is computed and stored once for each distinct input."""

import pytest
from django.db import IntegrityError

from assessments.models import Assessment, Evaluation
from assessments.services import evaluations, examples
from tests.factories import make_answer, make_organisation

pytestmark = pytest.mark.django_db


def hallweg() -> Assessment:
    return examples.add_example(make_organisation(), "hallweg", title="Beispiel", user=None)


def answer(assessment: Assessment, level: str) -> None:
    assessment.responses.get(kind="record").answers.filter(question="KT1", use_case=None).delete()
    make_answer(assessment, "KT1", level)


def test_the_same_answers_are_stored_once() -> None:
    assessment = hallweg()

    _, first, stored = evaluations.evaluate(assessment)
    _, second, again = evaluations.evaluate(assessment)

    assert first == second
    assert stored.pk == again.pk
    assert Evaluation.objects.count() == 1


def test_other_answers_get_the_next_number_and_old_ones_their_old_result() -> None:
    assessment = hallweg()
    answer(assessment, "1")
    _, before, _ = evaluations.evaluate(assessment)

    answer(assessment, "4")
    _, changed, second = evaluations.evaluate(assessment)
    answer(assessment, "1")
    _, back, first = evaluations.evaluate(assessment)

    assert (first.number, second.number) == (1, 2)
    assert back == before
    assert changed != before


def test_numbers_start_anew_in_each_assessment() -> None:
    first, second = hallweg(), hallweg()

    numbers = [evaluations.evaluate(each)[2].number for each in (first, second)]

    assert numbers == [1, 1]


def test_a_number_taken_meanwhile_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = hallweg()
    answer(assessment, "1")
    evaluations.evaluate(assessment)
    answer(assessment, "4")
    create = Evaluation.objects.create
    tried: list[int] = []

    def taken_once(**fields: object) -> Evaluation:
        tried.append(int(str(fields["number"])))
        if len(tried) == 1:
            raise IntegrityError("evaluation_number_once")
        return create(**fields)

    monkeypatch.setattr(Evaluation.objects, "create", taken_once)

    _, _, stored = evaluations.evaluate(assessment)

    assert tried == [2, 2]
    assert stored.number == 2


def test_a_lasting_failure_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**fields: object) -> Evaluation:
        raise IntegrityError("broken")

    monkeypatch.setattr(Evaluation.objects, "create", refuse)

    with pytest.raises(IntegrityError, match="broken"):
        evaluations.evaluate(hallweg())
