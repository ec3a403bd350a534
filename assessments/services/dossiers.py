"""Rows become the engine's dossier, and a dossier becomes rows."""

from typing import Any

from django.db import transaction

from assessments.catalogue import Catalogue, load
from assessments.engine.dossier import (
    CompanyInput,
    Dossier,
    GivenAnswer,
    GivenImportance,
    Usage,
    UseCaseInput,
)
from assessments.models import (
    Answer,
    Assessment,
    Company,
    Importance,
    Organisation,
    ResponseKind,
    UseCase,
    User,
)
from assessments.models.codes import STATEMENTS
from assessments.models.use_case import USAGE_FIELDS

from . import assessing
from .answers import record_of
from .progress import is_given


def of_assessment(assessment: Assessment, *, language: str = "de") -> Dossier:
    """Collect everything `recommend` needs; three queries besides the assessment's own.

    `assessment.company` should be fetched with it.
    """
    catalogue = load()
    answers = list(Answer.objects.of_record(assessment))
    use_cases = list(UseCase.objects.present().filter(assessment=assessment))
    importance = Importance.objects.filter(
        response__assessment=assessment, response__kind=ResponseKind.RECORD
    ).first()
    return Dossier(
        catalogue=catalogue.version,
        language=language,
        as_of=assessment.as_of,
        company=CompanyInput(assessment.company.name, dict(assessment.company.profile)),
        importance=_importance(importance),
        answers=_given(catalogue, answers, None),
        readiness={
            a.question: int(a.level)
            for a in answers
            if a.question in STATEMENTS and a.level in ("1", "2", "3", "4", "5")
        },
        use_cases=tuple(_use_case(catalogue, use_case, answers) for use_case in use_cases),
        confirmed=dict(assessment.confirmed),
    )


def _importance(importance: Importance | None) -> tuple[GivenImportance, ...]:
    if importance is None:
        return ()
    values = {code: float(points) for code, points in importance.points.items()}
    return (GivenImportance("record", importance.method, values),)


def _given(
    catalogue: Catalogue, answers: list[Answer], use_case: UseCase | None
) -> dict[str, GivenAnswer]:
    """The answers for the company or one use case, without those of hidden questions."""
    mine = [a for a in answers if a.use_case_id == (use_case.pk if use_case else None)]
    levels = {a.question: a.level for a in answers if a.use_case_id is None}
    levels |= {a.question: a.level for a in mine if is_given(a)}
    visible = {question.code for question in catalogue.visible(levels)}
    return {
        a.question: GivenAnswer(
            level=a.level or None,
            number=a.number,
            binding=a.binding,
            confidence=a.confidence or None,
            reason=a.reason,
        )
        for a in mine
        if a.question in visible and is_given(a)
    }


def _use_case(catalogue: Catalogue, use_case: UseCase, answers: list[Answer]) -> UseCaseInput:
    return UseCaseInput(
        id=use_case.code,
        title=use_case.title,
        archetype=use_case.archetype or None,
        usage=Usage(**{field: getattr(use_case, field) for field in USAGE_FIELDS}),
        answers=_given(catalogue, answers, use_case),
        intake=dict(use_case.intake),
    )


@transaction.atomic
def store(
    dossier: Dossier, organisation: Organisation, *, title: str, user: User | None
) -> Assessment:
    """Make a company with one assessment from a dossier.

    A theme level in the dossier becomes that level in each of its statements.
    """
    company = Company.objects.create(
        organisation=organisation, name=dossier.company.name, profile=dossier.company.profile
    )
    assessment = assessing.start(company, title, user=user, as_of=dossier.as_of)
    assessment.confirmed = dict(dossier.confirmed)
    assessment.save(update_fields=["confirmed"])
    record = record_of(assessment)
    rows = [
        Answer(response=record, question=code, **_columns(given), updated_by=user)
        for code, given in dossier.answers.items()
        if load().questions[code].asked
    ]
    rows += [
        Answer(response=record, question=code, level=str(level), updated_by=user)
        for code, level in _statement_levels(dossier.readiness).items()
    ]
    for position, given_case in enumerate(dossier.use_cases, start=1):
        use_case = _store_use_case(assessment, given_case, position)
        rows += [
            Answer(
                response=record,
                use_case=use_case,
                question=code,
                **_columns(given),
                updated_by=user,
            )
            for code, given in given_case.answers.items()
        ]
    Answer.objects.bulk_create(rows)
    if dossier.importance:
        points = {code: round(value) for code, value in dossier.importance[0].values.items()}
        Importance.objects.create(response=record, points=points)
    return assessment


def _columns(given: GivenAnswer) -> dict[str, Any]:
    return {
        "level": given.level or "",
        "number": given.number,
        "binding": given.binding,
        "confidence": given.confidence or "",
        "reason": given.reason,
    }


def _statement_levels(readiness: dict[str, int]) -> dict[str, int]:
    levels = {}
    for statement in STATEMENTS:
        level = readiness.get(statement, readiness.get(statement[:2]))
        if level is not None:
            levels[statement] = level
    return levels


def _store_use_case(assessment: Assessment, given: UseCaseInput, position: int) -> UseCase:
    usage = {field: getattr(given.usage, field) for field in USAGE_FIELDS}
    return UseCase.objects.create(
        assessment=assessment,
        code=given.id,
        position=position,
        title=given.title,
        archetype=given.archetype or "",
        intake=given.intake,
        **usage,
    )
