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
from assessments.engine.figures import figure_codes
from assessments.models import (
    Answer,
    Assessment,
    Company,
    Importance,
    Organisation,
    Response,
    ResponseKind,
    UseCase,
    User,
)
from assessments.models.codes import STATEMENTS, THEMES
from assessments.models.use_case import USAGE_FIELDS

from . import assessing, rule_switches, safeguards
from .answers import record_of
from .progress import is_given

RECORD = "record"  # the respondent's name for the room together


def of_assessment(assessment: Assessment, *, language: str = "de") -> Dossier:
    """Collect everything `recommend` needs; five queries besides the assessment's own.

    `assessment.company` should be fetched with it.
    """
    catalogue = load()
    answers = list(Answer.objects.of_record(assessment))
    use_cases = list(UseCase.objects.present().filter(assessment=assessment))
    return Dossier(
        catalogue=catalogue.version,
        language=language,
        as_of=assessment.as_of,
        company=CompanyInput(assessment.company.name, dict(assessment.company.profile)),
        importance=given_importance(assessment),
        answers=_given(catalogue, answers, None),
        readiness={
            a.question: int(a.level)
            for a in answers
            if a.question in STATEMENTS and a.level in ("1", "2", "3", "4", "5")
        },
        theme_importance={
            a.question: int(a.level)
            for a in answers
            if a.question in THEMES and a.level in catalogue.theme_importance
        },
        use_cases=tuple(_use_case(catalogue, use_case, answers) for use_case in use_cases),
        confirmed=safeguards.confirmed(assessment),
        figures=own_figures(assessment),
        switched_off=rule_switches.switched_off(assessment.company.organisation_id),
    )


def own_figures(assessment: Assessment) -> dict[str, float]:
    """Own values by code; one whose figure is no longer in the catalogue counts no more."""
    known = figure_codes(load()) if assessment.figures else {}
    return {
        code: float(own["value"])
        for code, own in assessment.figures.items()
        if code in known and "value" in own
    }


def given_importance(assessment: Assessment) -> tuple[GivenImportance, ...]:
    """What counts of every respondent, the room together first; one query.

    Where everybody is set to count nothing, it is as if nobody had said anything.
    """
    rows = sorted(
        Importance.objects.counting(assessment),
        key=lambda row: (not row.response.is_record, row.response_id),
    )
    if not any(row.response.weight for row in rows):
        return ()
    return tuple(
        GivenImportance(
            RECORD if row.response.is_record else row.response.label,
            row.method,
            _figures(row.values),
            row.response.weight,
        )
        for row in rows
    )


def _figures(values: dict[str, Any]) -> dict[str, Any]:
    """Copy with every number a float, as the engine reads them from a document."""
    return {
        key: _figures(value)
        if isinstance(value, dict)
        else (value if isinstance(value, str) else float(value))
        for key, value in values.items()
    }


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

    A theme level in the dossier becomes that level in each of its statements. The
    respondents' order is kept, but for the room together, which comes first. Which rules are
    switched off is the organisation's affair and not taken over.
    """
    company = Company.objects.create(
        organisation=organisation, name=dossier.company.name, profile=dossier.company.profile
    )
    assessment = assessing.start(company, title, user=user, as_of=dossier.as_of)
    _store_figures(assessment, dossier.figures)
    safeguards.store(assessment, dossier.confirmed, user=user)
    record = record_of(assessment)
    rows = [
        Answer(response=record, question=code, **_columns(given), updated_by=user)
        for code, given in dossier.answers.items()
        if load().questions[code].asked
    ]
    rows += [
        Answer(response=record, question=code, level=str(level), updated_by=user)
        for said in (_statement_levels(dossier.readiness), dossier.theme_importance)
        for code, level in said.items()
    ]
    for position, given_case in enumerate(dossier.use_cases, start=1):
        use_case = _store_use_case(assessment, given_case, position)
        rows += [
            Answer(response=record, use_case=use_case, question=code, **said, updated_by=user)
            for code, said in ((c, _columns(given)) for c, given in given_case.answers.items())
        ]
    Answer.objects.bulk_create(rows)
    _store_importance(dossier.importance, record)
    return assessment


def _store_figures(assessment: Assessment, own: dict[str, float]) -> None:
    assessment.figures = {code: {"value": value} for code, value in own.items()}
    assessment.save(update_fields=["figures"])


def _store_importance(importance: tuple[GivenImportance, ...], record: Response) -> None:
    """Keep every respondent with their method; `RECORD`, once, is the room together."""
    together = next((given for given in importance if given.respondent == RECORD), None)
    if together:
        record.weight = together.weight
        record.save(update_fields=["weight"])
    others = [given for given in importance if given is not together]
    people = [
        Response(
            assessment_id=record.assessment_id,
            kind=ResponseKind.PARTICIPANT,
            label=given.respondent,
            weight=given.weight,
        )
        for given in others
    ]
    Response.objects.bulk_create(people)
    said = [*zip(people, others, strict=True), *([(record, together)] if together else [])]
    Importance.objects.bulk_create(
        Importance(
            response=person, method=given.method, values=_whole(given.values), is_chosen=True
        )
        for person, given in said
    )


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    """Copy with 20.0 as 20, as the forms store it."""
    return {
        key: _whole(value)
        if isinstance(value, dict)
        else (int(value) if isinstance(value, float) and value.is_integer() else value)
        for key, value in values.items()
    }


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
