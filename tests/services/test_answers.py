"""Saving answers: versions, stale saves, and two people at the same moment."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from assessments.models import Answer, Assessment, Response, User
from assessments.services import answers
from assessments.services.answers import Entered, StaleAnswerError
from tests.factories import make_assessment, make_member, make_use_case

LEVEL_1, LEVEL_2, LEVEL_3 = Entered("1"), Entered("2"), Entered("3")


@pytest.fixture
def user(db: None) -> User:
    return make_member()


@pytest.fixture
def assessment(user: User) -> Assessment:
    return make_assessment(user)


def test_a_first_answer_is_version_1(assessment: Assessment, user: User) -> None:
    entered = Entered("2", None, True, "proven", "Beschluss der Geschäftsführung")

    saved = answers.save(assessment, "KT2", entered, version=0, user=user)

    assert saved.version == 1
    stored = Answer.objects.get()
    assert Entered.of(stored) == entered
    assert stored.updated_by == user


def test_each_save_counts_the_version_up(assessment: Assessment, user: User) -> None:
    answers.save(assessment, "KT2", LEVEL_1, version=0, user=user)

    second = answers.save(assessment, "KT2", LEVEL_2, version=1, user=user)
    third = answers.save(assessment, "KT2", LEVEL_3, version=second.version, user=user)

    assert (second.version, third.version) == (2, 3)
    stored = Answer.objects.get()
    assert (stored.level, stored.version) == ("3", 3)


def test_a_save_from_an_old_form_is_refused_and_shows_what_stands(
    assessment: Assessment, user: User
) -> None:
    answers.save(assessment, "KT2", LEVEL_1, version=0, user=user)
    answers.save(assessment, "KT2", LEVEL_2, version=1, user=user)

    with pytest.raises(StaleAnswerError) as refusal:
        answers.save(assessment, "KT2", LEVEL_3, version=1, user=user)

    assert refusal.value.stored is not None
    assert (refusal.value.stored.level, refusal.value.stored.version) == ("2", 2)
    assert Answer.objects.get().level == "2"


def test_a_second_first_answer_is_refused(assessment: Assessment, user: User) -> None:
    answers.save(assessment, "KT2", LEVEL_1, version=0, user=user)

    with pytest.raises(StaleAnswerError):
        answers.save(assessment, "KT2", LEVEL_2, version=0, user=user)

    assert Answer.objects.get().level == "1"


def test_saying_the_same_twice_is_no_conflict(assessment: Assessment, user: User) -> None:
    """A form sent twice on a bad line must not show an error."""
    answers.save(assessment, "KT2", LEVEL_1, version=0, user=user)
    answers.save(assessment, "KT2", LEVEL_2, version=1, user=user)

    again = answers.save(assessment, "KT2", LEVEL_2, version=1, user=user)
    first_again = answers.save(assessment, "KT2", LEVEL_2, version=0, user=user)

    assert (again.version, first_again.version) == (2, 2)


def test_an_answer_removed_meanwhile_is_a_conflict(assessment: Assessment, user: User) -> None:
    use_case = make_use_case(assessment)
    key: dict[str, Any] = {"use_case": use_case, "user": user}
    answers.save(assessment, "KT2", LEVEL_1, version=0, **key)
    answers.drop_override(assessment, "KT2", use_case)

    with pytest.raises(StaleAnswerError) as refusal:
        answers.save(assessment, "KT2", LEVEL_2, version=1, **key)

    assert refusal.value.stored is None


def test_company_and_use_case_keep_their_own_answers(assessment: Assessment, user: User) -> None:
    use_case = make_use_case(assessment)
    answers.save(assessment, "KT2", LEVEL_1, version=0, user=user)
    answers.save(assessment, "KT2", LEVEL_3, version=0, user=user, use_case=use_case)

    answers.drop_override(assessment, "KT2", use_case)

    company = answers.stored(assessment, "KT2", None)
    assert company is not None and company.level == "1"
    assert answers.stored(assessment, "KT2", use_case) is None


def test_a_save_moves_the_assessment_to_the_top_of_the_list(
    assessment: Assessment, user: User
) -> None:
    before = assessment.changed_at

    answers.save(assessment, "KT2", LEVEL_1, version=0, user=user)

    assessment.refresh_from_db()
    assert assessment.changed_at > before


def test_answers_of_a_deleted_use_case_do_not_count(assessment: Assessment, user: User) -> None:
    use_case = make_use_case(assessment)
    answers.save(assessment, "KT2", LEVEL_1, version=0, user=user, use_case=use_case)
    assessment.use_cases.update(deleted_at=assessment.created_at)

    assert list(Answer.objects.of_record(assessment)) == []


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Run the deeds in threads of their own, all released at the same moment.

    Returns what each returned or raised, in order.
    """
    barrier = threading.Barrier(len(deeds))
    outcomes: list[Any] = [None] * len(deeds)

    def run(number: int, deed: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            outcomes[number] = deed()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def saves(assessment: Assessment, user: User, version: int, *levels: str) -> list[Any]:
    def save(level: str) -> Callable[[], Answer]:
        return lambda: answers.save(assessment, "KT2", Entered(level), version=version, user=user)

    return at_once(*(save(level) for level in levels))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("version", [0, 1])
def test_of_four_different_saves_at_once_one_wins_and_three_are_told(version: int) -> None:
    user = make_member()
    assessment = make_assessment(user)
    if version:
        answers.save(assessment, "KT2", Entered("9"), version=0, user=user)

    outcomes = saves(assessment, user, version, "1", "2", "3", "4")

    stored = Answer.objects.get()
    winners = [o for o in outcomes if isinstance(o, Answer)]
    losers = [o for o in outcomes if isinstance(o, StaleAnswerError)]
    assert (len(winners), len(losers)) == (1, 3), outcomes
    assert winners[0].level == stored.level
    assert stored.version == version + 1
    assert {error.stored.level for error in losers if error.stored} == {stored.level}


@pytest.mark.django_db(transaction=True)
def test_four_equal_saves_at_once_are_one_answer() -> None:
    user = make_member()
    assessment = make_assessment(user)

    outcomes = saves(assessment, user, 0, "2", "2", "2", "2")

    assert [type(outcome) for outcome in outcomes] == [Answer] * 4, outcomes
    assert Answer.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
def test_two_first_answers_to_different_questions_share_one_record() -> None:
    """An assessment whose record is missing gets one record, not two."""
    user = make_member()
    assessment = make_assessment(user)
    Response.objects.all().delete()

    outcomes = at_once(
        lambda: answers.save(assessment, "KT2", LEVEL_1, version=0, user=user),
        lambda: answers.save(assessment, "KT3", LEVEL_1, version=0, user=user),
    )

    assert [type(outcome) for outcome in outcomes] == [Answer, Answer], outcomes
    assert Response.objects.count() == 1
