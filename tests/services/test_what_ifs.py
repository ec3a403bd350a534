"""Answers to moved weights come from work done once for each dossier and use case."""

from dataclasses import replace

import pytest

from assessments.catalogue import load
from assessments.engine.dossier import Dossier
from assessments.engine.recommendation import recommend
from assessments.engine.what_if import prepare
from assessments.services import dossiers, examples, what_ifs
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db

POINTS = {"KT": 5, "SO": 5, "KP": 60, "AN": 5, "FA": 15, "PE": 5, "NA": 5}
ROUNDED = 1e-5  # a recommendation is rounded before it is kept


@pytest.fixture
def dossier() -> Dossier:
    example = examples.add_example(make_organisation(), "hallweg", title="Beispiel", user=None)
    return dossiers.of_assessment(example)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The use cases prepared since the test began, in order."""
    asked: list[str | None] = []

    def counted(*args: object, only: str | None = None) -> object:
        asked.append(only)
        return prepare(*args, only=only)  # type: ignore[arg-type, misc]

    what_ifs._prepared.clear()
    monkeypatch.setattr(what_ifs, "prepare", counted)
    return asked


def test_the_answer_is_what_a_recommendation_with_these_weights_alone_would_be(
    dossier: Dossier,
) -> None:
    saved = recommend(dossier, load()).use_cases[1]
    alone = replace(
        dossier, importance=(replace(dossier.importance[0], method="points", values=POINTS),)
    )
    expected = recommend(alone, load()).use_cases[1]

    answer = what_ifs.under(dossier, saved, POINTS)

    assert answer.ranking == expected.ranking
    assert answer.ranking != saved.ranking
    assert answer.weights == pytest.approx(expected.weights, abs=ROUNDED)
    for code, option in answer.options.items():
        assert option.score == pytest.approx(expected.options[code].score, abs=ROUNDED)
        assert option.rank == expected.options[code].rank
        assert sum(option.contributions.values()) == pytest.approx(option.score)
    assert (answer.start_option, answer.target_option) == (
        expected.start_option,
        expected.target_option,
    )


def test_what_weights_cannot_change_stays(dossier: Dossier) -> None:
    saved = recommend(dossier, load()).use_cases[0]

    answer = what_ifs.under(dossier, saved, POINTS)

    for code, option in answer.options.items():
        assert option.criteria == saved.options[code].criteria
        assert option.status == saved.options[code].status
    assert answer.open_answers == saved.open_answers


def test_many_moves_prepare_once_for_each_use_case(
    dossier: Dossier, made: list[str | None]
) -> None:
    first, second, *_ = recommend(dossier, load()).use_cases

    for amount in range(1, 6):
        what_ifs.under(dossier, first, POINTS | {"KT": amount})
    what_ifs.under(dossier, second, POINTS)

    assert made == [first.id, second.id]


def test_another_answer_is_prepared_anew(dossier: Dossier, made: list[str | None]) -> None:
    result = recommend(dossier, load()).use_cases[0]
    given = {code: answer for code, answer in dossier.answers.items() if code != "KT2"}

    what_ifs.under(dossier, result, POINTS)
    what_ifs.under(replace(dossier, answers=given), result, POINTS)

    assert made == [result.id, result.id]


def test_no_more_than_some_are_kept(
    dossier: Dossier, made: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_ifs, "KEPT", 1)
    first, second, *_ = recommend(dossier, load()).use_cases

    for result in (first, second, first):
        what_ifs.under(dossier, result, POINTS)

    assert made == [first.id, second.id, first.id]
    assert len(what_ifs._prepared) == 1


@pytest.mark.parametrize("wrong", [{"KT": -1}, {"XX": 1}, {"KT": float("nan")}, {"KT": 0}])
def test_wrong_amounts_are_refused(dossier: Dossier, wrong: dict[str, float]) -> None:
    result = recommend(dossier, load()).use_cases[0]

    with pytest.raises(ValueError):
        what_ifs.under(dossier, result, wrong)  # type: ignore[arg-type]
