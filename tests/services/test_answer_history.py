"""Every change of an answer is remembered with it: who, when, from what to what."""

import pytest

from assessments.models import AnswerChange, Assessment, ChangeKind, User
from assessments.services import answers
from assessments.services.answers import Deed, Entered, Place, StaleAnswerError
from tests.factories import make_assessment, make_respondent, make_use_case, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


def remembered() -> list[tuple[str | None, str | None, int]]:
    rows = AnswerChange.objects.order_by("pk")
    return [(r.before and r.before["level"], r.after and r.after["level"], r.version) for r in rows]


def save(assessment: Assessment, level: str, version: int, user: User | None = None) -> None:
    person = user or make_user()
    answers.save(assessment, "KT1", Entered(level=level), version=version, user=person)


def test_each_save_writes_from_what_to_what_and_who(assessment: Assessment) -> None:
    anna, ben = make_user(), make_user()

    save(assessment, "1", 0, anna)
    save(assessment, "3", 1, ben)

    assert remembered() == [(None, "1", 1), ("1", "3", 2)]
    assert [row.user for row in AnswerChange.objects.order_by("pk")] == [anna, ben]


def test_saving_the_same_again_is_no_change(assessment: Assessment) -> None:
    save(assessment, "1", 0)
    save(assessment, "1", 1)
    save(assessment, "1", 0)

    assert remembered() == [(None, "1", 1)]


def test_a_refused_save_leaves_no_trace(assessment: Assessment) -> None:
    save(assessment, "1", 0)
    save(assessment, "2", 1)

    with pytest.raises(StaleAnswerError):
        save(assessment, "3", 1)
    with pytest.raises(StaleAnswerError):
        save(assessment, "3", 0)

    assert remembered() == [(None, "1", 1), ("1", "2", 2)]


def test_letting_the_company_answer_count_again_is_remembered(assessment: Assessment) -> None:
    case, person = make_use_case(assessment), make_user()
    answers.save(assessment, "KT2", Entered(level="3"), version=0, user=person, use_case=case)

    answers.drop_override(assessment, "KT2", case, user=person)

    assert remembered() == [(None, "3", 1), ("3", None, 0)]
    assert AnswerChange.objects.order_by("pk")[1].kind == ChangeKind.DROPPED


def test_what_was_decided_is_kept_with_its_note(assessment: Assessment) -> None:
    place = Place(answers.record_of(assessment), "KT1")
    deed = Deed(ChangeKind.ADOPTED, "Beschluss der Runde vom 25.11.")

    answers.save_for(place, Entered(level="2"), version=0, user=make_user(), deed=deed)

    change = AnswerChange.objects.get()
    assert (change.kind, change.note) == (ChangeKind.ADOPTED, "Beschluss der Runde vom 25.11.")


def test_people_without_an_account_have_their_own_answers(assessment: Assessment) -> None:
    person = make_respondent(assessment, "Vertrieb")

    answers.save_for(Place(person, "KT1"), Entered(level="4"), version=0, user=None)

    assert answers.stored(assessment, "KT1", None) is None
    assert person.answers.get().level == "4"
    assert AnswerChange.objects.get().response == person


def test_undo_puts_back_what_stood_before(assessment: Assessment) -> None:
    save(assessment, "1", 0)
    save(assessment, "3", 1)
    place = Place(answers.record_of(assessment), "KT1")

    done = answers.undo(place, 2, make_user())

    now = answers.stored(assessment, "KT1", None)
    assert done
    assert now is not None
    assert (now.level, now.version) == ("1", 3)
    assert remembered()[-1] == ("3", "1", 3)


def test_undo_of_a_first_answer_leaves_none(assessment: Assessment) -> None:
    save(assessment, "1", 0)
    place = Place(answers.record_of(assessment), "KT1")

    assert answers.undo(place, 1, make_user())

    assert answers.stored(assessment, "KT1", None) is None
    assert remembered()[-1] == ("1", None, 0)


def test_undo_after_somebody_else_saved_is_refused(assessment: Assessment) -> None:
    save(assessment, "1", 0)
    save(assessment, "2", 1)
    place = Place(answers.record_of(assessment), "KT1")

    with pytest.raises(StaleAnswerError):
        answers.undo(place, 1, make_user())
    assert not answers.undo(place, 7, make_user())

    now = answers.stored(assessment, "KT1", None)
    assert now is not None
    assert now.level == "2"
