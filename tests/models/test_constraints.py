"""The database itself refuses what must not be; run on SQLite here and on PostgreSQL beside."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DataError

from assessments.models import (
    Answer,
    Assessment,
    Company,
    Evaluation,
    Importance,
    Member,
    Organisation,
    Response,
    ResponseKind,
    Role,
    RuleSwitch,
    Safeguard,
    Scenario,
    SectionComment,
    UseCase,
    User,
)
from assessments.models.codes import LEVELS, PER_USE_CASE
from assessments.services.answers import record_of
from tests.factories import (
    make_assessment,
    make_company,
    make_member,
    make_organisation,
    make_use_case,
    make_user,
)

pytestmark = pytest.mark.django_db

QUESTION_LEVELS = {question: levels for group, levels in LEVELS.items() for question in group}


def refused(write: Callable[[], Any]) -> bool:
    """True if the database refuses; the transaction around stays usable."""
    try:
        with transaction.atomic():
            write()
    except (IntegrityError, DataError):
        return True
    return False


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


@pytest.fixture
def record(assessment: Assessment) -> Response:
    return record_of(assessment)


@pytest.fixture
def use_case(assessment: Assessment) -> UseCase:
    return make_use_case(assessment)


def test_the_company_answers_a_question_once(record: Response) -> None:
    Answer.objects.create(response=record, question="KT2", level="1")

    assert refused(lambda: Answer.objects.create(response=record, question="KT2", level="2"))


def test_a_use_case_answers_a_question_once(record: Response, use_case: UseCase) -> None:
    def answer() -> Answer:
        return Answer.objects.create(response=record, use_case=use_case, question="KT2", level="1")

    answer()

    assert refused(answer)


def test_company_and_use_cases_answer_side_by_side(
    record: Response, use_case: UseCase, assessment: Assessment
) -> None:
    for of in (None, use_case, make_use_case(assessment, "Verträge")):
        Answer.objects.create(response=record, use_case=of, question="KT2", level="1")

    assert record.answers.count() == 3


def test_two_respondents_answer_side_by_side(assessment: Assessment, record: Response) -> None:
    guest = Response.objects.create(assessment=assessment, kind=ResponseKind.INVITED)

    for response in (record, guest):
        Answer.objects.create(response=response, question="KT2", level="1")

    assert Answer.objects.filter(question="KT2").count() == 2


@pytest.mark.parametrize("question", sorted(QUESTION_LEVELS))
def test_a_question_takes_its_own_levels_alone(record: Response, question: str) -> None:
    every = {level for levels in QUESTION_LEVELS.values() for level in levels} | {"0", "6", "x"}

    def take(level: str) -> None:
        Answer.objects.create(response=record, question=question, level=level).delete()

    taken = {level for level in every if not refused(partial(take, level))}

    assert taken == set(QUESTION_LEVELS[question])


@pytest.mark.parametrize("question", ["", "KT6", "XX1", "kt1", "T6", "T1f", "U1"])
def test_a_question_that_does_not_exist_takes_no_answer(record: Response, question: str) -> None:
    assert refused(lambda: Answer.objects.create(response=record, question=question, level="1"))


def test_only_the_budget_takes_a_number(record: Response) -> None:
    Answer.objects.create(response=record, question="KP1", number=2500.0)

    assert refused(lambda: Answer.objects.create(response=record, question="KP2", number=1.0))


def test_the_budget_is_never_negative(record: Response) -> None:
    assert refused(lambda: Answer.objects.create(response=record, question="KP1", number=-1.0))


@pytest.mark.parametrize("question", sorted(QUESTION_LEVELS))
def test_a_use_case_answers_only_questions_that_may_differ_by_use_case(
    record: Response, use_case: UseCase, question: str
) -> None:
    taken = not refused(
        lambda: Answer.objects.create(response=record, use_case=use_case, question=question)
    )

    assert taken is (question in PER_USE_CASE)


def test_a_confidence_is_one_of_three_words(record: Response) -> None:
    assert refused(
        lambda: Answer.objects.create(response=record, question="KT2", confidence="sure")
    )


def test_an_assessment_has_one_record(assessment: Assessment, record: Response) -> None:
    assert refused(lambda: Response.objects.create(assessment=assessment, kind=ResponseKind.RECORD))


def test_a_response_is_of_a_known_kind(assessment: Assessment) -> None:
    assert refused(lambda: Response.objects.create(assessment=assessment, kind="guess"))


def test_a_response_says_one_thing_by_a_method(record: Response) -> None:
    by_method = partial(Importance.objects.create, response=record, values={})
    by_method(method="points", is_chosen=True)
    by_method(method="ahp")

    assert refused(lambda: by_method(method="points"))
    assert refused(lambda: by_method(method="rank", is_chosen=True))


def test_only_known_methods_of_weighing(record: Response) -> None:
    assert refused(lambda: Importance.objects.create(response=record, method="dice", values={}))


@pytest.mark.parametrize("weight", [-0.5, 100.5])
def test_a_respondent_counts_0_to_100(record: Response, weight: float) -> None:
    rows = Response.objects.filter(pk=record.pk)

    assert refused(lambda: rows.update(weight=weight))
    assert not refused(lambda: rows.update(weight=0))


def test_the_record_cannot_be_removed(record: Response) -> None:
    rows = Response.objects.filter(pk=record.pk)

    assert refused(lambda: rows.update(deleted_at=record.created_at))


def test_a_person_joins_an_organisation_once() -> None:
    organisation, user = make_organisation(), make_user()
    Member.objects.create(organisation=organisation, user=user)

    assert refused(lambda: Member.objects.create(organisation=organisation, user=user))


def test_a_member_has_a_known_role() -> None:
    organisation, user = make_organisation(), make_user()

    assert refused(lambda: Member.objects.create(organisation=organisation, user=user, role="king"))


def test_an_address_belongs_to_one_person_whatever_its_case() -> None:
    make_user("anna@beratung.example")

    assert refused(lambda: User(email="Anna@Beratung.example").save())


def test_a_company_has_a_name() -> None:
    organisation = make_organisation()

    assert refused(lambda: Company.objects.create(organisation=organisation, name=""))


def test_an_assessment_has_a_title(assessment: Assessment) -> None:
    assert refused(lambda: Assessment.objects.filter(pk=assessment.pk).update(title=""))


def test_a_scenario_has_a_name(assessment: Assessment) -> None:
    def kept(name: str) -> Scenario:
        return Scenario.objects.create(assessment=assessment, name=name, points=[1] * 7)

    assert refused(lambda: kept(""))
    assert not refused(lambda: kept("Sparsam"))


def test_a_use_case_code_stands_once_in_an_assessment(assessment: Assessment) -> None:
    def add() -> UseCase:
        return UseCase.objects.create(assessment=assessment, code="UC9", position=9, title="Chat")

    add()

    assert refused(add)


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"archetype": "fortune_telling"}, {"users": -1}, {"pages_in": 1e13}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_use_case_stays_in_bounds(use_case: UseCase, wrong: dict[str, Any]) -> None:
    assert refused(lambda: UseCase.objects.filter(pk=use_case.pk).update(**wrong))


def make_evaluation(assessment: Assessment, number: int, dossier_sha256: str) -> Evaluation:
    return Evaluation.objects.create(
        assessment=assessment,
        number=number,
        dossier={},
        recommendation={},
        dossier_sha256=dossier_sha256,
        catalogue_sha256="c",
        engine_version="1.0",
        seed=1,
    )


def test_an_evaluation_never_changes(assessment: Assessment) -> None:
    evaluation = make_evaluation(assessment, 1, "a")

    with pytest.raises(TypeError, match="immutable"):
        evaluation.save()


def test_the_same_input_is_evaluated_once(assessment: Assessment) -> None:
    make_evaluation(assessment, 1, "a")

    assert refused(lambda: make_evaluation(assessment, 2, "a"))
    assert refused(lambda: make_evaluation(assessment, 1, "b"))
    assert not refused(lambda: make_evaluation(assessment, 2, "b"))


def test_an_organisation_takes_its_rows_along_when_it_goes() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    make_use_case(assessment, archetype="customer_chat")

    Organisation.objects.visible_to(owner).get().delete()

    for rows in (Company, Assessment, UseCase, Response, Answer, Member):
        assert rows.objects.count() == 0
    assert User.objects.filter(pk=owner.pk).exists()


def test_a_person_leaves_without_taking_answers_along(record: Response) -> None:
    user = make_member(role=Role.CONSULTANT)
    Answer.objects.create(response=record, question="KT2", level="1", updated_by=user)

    user.delete()

    assert Answer.objects.get().updated_by is None


def test_names_of_two_companies_may_be_equal() -> None:
    organisation = make_organisation()

    for _ in range(2):
        make_company(organisation, name="Müller GmbH")

    assert organisation.companies.count() == 2


def test_a_condition_is_judged_once_for_each_way(assessment: Assessment) -> None:
    def say(option: str = "api_us", state: str = "met") -> Safeguard:
        return Safeguard.objects.create(
            assessment=assessment, rule="KO-04", option=option, state=state
        )

    say()

    assert refused(say)
    assert not refused(partial(say, "open_eu_api"))
    assert refused(partial(say, "open_eu_gpu", "perhaps"))


def test_a_rule_is_switched_off_once_at_a_time_and_with_a_reason() -> None:
    organisation = make_organisation()

    def off(reason: str = "geprüft") -> RuleSwitch:
        return RuleSwitch.objects.create(organisation=organisation, rule="KO-07", reason=reason)

    row = off()
    assert refused(off)

    RuleSwitch.objects.filter(pk=row.pk).update(ended_at="2026-11-25T12:00:00Z")
    assert refused(partial(off, ""))
    assert not refused(off)


def test_a_comment_says_something(assessment: Assessment) -> None:
    def write(text: str) -> SectionComment:
        return SectionComment.objects.create(
            assessment=assessment, section="costs", edition_number=1, text=text
        )

    assert refused(partial(write, ""))
    assert not refused(partial(write, "Stimmt"))


def test_a_comment_stays_when_its_author_leaves(assessment: Assessment) -> None:
    user = make_member(role=Role.VIEWER)
    SectionComment.objects.create(
        assessment=assessment, section="costs", edition_number=1, text="Stimmt", author=user
    )

    user.delete()

    assert SectionComment.objects.get().author is None
