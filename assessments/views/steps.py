"""The step navigation of one assessment: where am I, what is done, what comes next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.catalogue import load
from assessments.models import Answer, Assessment
from assessments.models.codes import STATEMENTS
from assessments.services import progress
from assessments.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the navigation; state: done | now | todo."""

    name: str
    label: str
    url: str
    state: str
    current: bool


def steps_of(
    assessment: Assessment, current: str, answers: list[Answer] | None = None
) -> list[Step]:
    """The eight steps. answers: the record's, if the page has them already (else one query)."""
    if answers is None:
        answers = list(Answer.objects.of_record(assessment))
    counted = progress.of_answers(load(), answers)
    key = {"assessment_id": assessment.pk}
    rows = [
        ("company", _("Company"), reverse("company", args=[assessment.company_id])),
        ("use_cases", _("Use cases"), reverse("use_cases", kwargs=key)),
        ("questions", _("Questions"), reverse("questions", kwargs=key)),
        ("importance", _("Importance"), reverse("importance", kwargs=key)),
        ("readiness", _("Readiness"), reverse("readiness", kwargs=key)),
        ("results", _("Result"), reverse("results", kwargs=key)),
        ("plan", _("Plan"), reverse("plan", kwargs=key)),
        ("report", _("Report"), reverse("report", kwargs=key)),
    ]
    states = _states(assessment, counted, answers)
    return [
        Step(name, label, url, "now" if name == current else states[name], name == current)
        for name, label, url in rows
    ]


def _states(assessment: Assessment, counted: Progress, answers: list[Answer]) -> dict[str, str]:
    """done | todo by step; result, plan and report are there once something is answered."""
    statements = {a.question for a in answers if a.question in STATEMENTS and a.level}
    company, started = assessment.company.profile, counted.done > 0
    done = {
        "company": bool(company.get("U1") and company.get("U2")),
        "use_cases": assessment.use_cases.present().exists(),
        "questions": counted.done == counted.total,
        "importance": assessment.responses.present().filter(importances__is_chosen=True).exists(),
        "readiness": len(statements) == len(STATEMENTS),
        "results": started,
        "plan": started,
        "report": started,
    }
    return {name: "done" if is_done else "todo" for name, is_done in done.items()}
