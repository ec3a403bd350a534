"""How ready the company is: five themes, each with a few statements to choose a sentence for."""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_GET, require_http_methods

from assessments.catalogue import DONT_KNOW, load
from assessments.catalogue.entries import ReadinessTheme, Statement
from assessments.forms.readiness import ReadinessForm
from assessments.models import Answer, Assessment
from assessments.services import answers as answering
from assessments.services import maturity
from assessments.services.answers import Entered, StaleAnswerError

from .access import MemberRequest, assessment_for, may_change
from .steps import steps_of

OVERVIEW = "readiness/readiness.html"
PAGE = "readiness/readiness_theme.html"


@require_GET
def readiness(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """The five themes: level, what limits it, what to do next."""
    assessment = assessment_for(request, assessment_id)
    given = list(Answer.objects.of_record(assessment))
    context = _frame(request, assessment, given)
    standings = context["standings"]
    opened = (s.theme for s in standings if s.state != "done")
    context |= {
        "next_theme": next(opened, None),
        "started": any(s.answered for s in standings),
        "done": sum(s.answered for s in standings),
        "total": sum(s.total for s in standings),
    }
    return render(request, OVERVIEW, context)


@require_http_methods(["GET", "POST"])
def readiness_theme(request: MemberRequest, assessment_id: int, theme: str) -> HttpResponse:
    """Show one theme's statements; save one while it is being answered, or all and go on."""
    assessment = assessment_for(request, assessment_id)
    asked = load().themes.get(theme)
    if asked is None:
        raise Http404
    given = list(Answer.objects.of_record(assessment))
    statements, by_code = maturity.asked(load(), asked), maturity.given_answers(given)
    if request.method == "GET":
        form = ReadinessForm(statements, given=by_code)
        return render(request, PAGE, _context(request, assessment, given, asked, form))
    form = ReadinessForm(statements, request.POST, given=by_code)
    code = request.POST.get("statement", "")
    one = next((s for s in statements if s.code == code), None)
    if request.htmx and one is not None:
        return _save_one(request, assessment, given, asked, form, one)
    return _save_all(request, assessment, given, asked, form)


def _save_one(
    request: MemberRequest,
    assessment: Assessment,
    given: list[Answer],
    theme: ReadinessTheme,
    form: ReadinessForm,
    statement: Statement,
) -> HttpResponse:
    """Save one statement; answers with the save state and what changes beside the form."""
    form.full_clean()
    status, conflict, saved = 422, None, None
    if not form.errors.get(statement.code):
        try:
            saved, status = _save(request, assessment, form, statement, given), 200
        except StaleAnswerError as stale:
            status, conflict = 409, stale
    if saved is not None:
        given = [a for a in given if a.question != saved.question or a.use_case_id] + [saved]
    conflicts = {statement.code: conflict} if conflict else {}
    refused = () if saved else (statement.code,)
    context = _context(request, assessment, given, theme, form, conflicts, refused)
    row = next(row for row in context["rows"] if row["statement"] == statement)
    context |= {"row": row, "saved": saved, "saved_at": timezone.localtime(), "autosave": True}
    part = "saved" if saved else "problem"
    response = render(request, f"{PAGE}#{part}", context, status=status)
    if not saved:
        response["HX-Retarget"] = f"#problem-{statement.code}"
        response["HX-Reswap"] = "outerHTML"
    return response


def _save_all(
    request: MemberRequest,
    assessment: Assessment,
    given: list[Answer],
    theme: ReadinessTheme,
    form: ReadinessForm,
) -> HttpResponse:
    """Save every changed statement and go on; what is refused is shown with both values."""
    if not form.is_valid():
        every = [s.code for s in form.statements]
        context = _context(request, assessment, given, theme, form, refused=every)
        return render(request, PAGE, {**context, "has_errors": True}, status=422)
    conflicts: dict[str, StaleAnswerError] = {}
    for statement in form.changed_statements():
        try:
            _save(request, assessment, form, statement, given)
        except StaleAnswerError as stale:
            conflicts[statement.code] = stale
    if not conflicts:
        return redirect(_next_url(assessment, theme, request.POST.get("go", "stay")))
    now = list(Answer.objects.of_record(assessment))
    context = _context(request, assessment, now, theme, form, conflicts, conflicts)
    return render(request, PAGE, {**context, "has_errors": True}, status=409)


def _save(
    request: MemberRequest,
    assessment: Assessment,
    form: ReadinessForm,
    statement: Statement,
    given: list[Answer],
) -> Answer:
    return answering.save(
        assessment,
        statement.code,
        Entered(level=form.level(statement)),
        version=form.version(statement),
        user=request.user,
        known=given,
    )


def _next_url(assessment: Assessment, theme: ReadinessTheme, go: str) -> str:
    """Where "next", "back" and "stay" lead; before the first and after the last: the overview."""
    codes = list(load().themes)
    here = codes.index(theme.code) + {"next": 1, "back": -1}.get(go, 0)
    if 0 <= here < len(codes):
        return reverse("readiness_theme", args=[assessment.pk, codes[here]])
    return reverse("readiness", args=[assessment.pk])


def _context(
    request: MemberRequest,
    assessment: Assessment,
    given: list[Answer],
    theme: ReadinessTheme,
    form: ReadinessForm,
    conflicts: dict[str, StaleAnswerError] | None = None,
    refused: Collection[str] = (),
) -> dict[str, Any]:
    context = _frame(request, assessment, given)
    stored = maturity.given_answers(given)
    codes = list(load().themes)
    return context | {
        "theme": theme,
        "standing": next(s for s in context["standings"] if s.theme == theme),
        "form": form,
        "rows": [
            _row(form, s, stored, conflicts or {}, refused=s.code in refused)
            for s in form.statements
        ],
        "conflicts": conflicts or {},
        "dont_know": DONT_KNOW,
        "number": codes.index(theme.code) + 1,
        "is_first": theme.code == codes[0],
        "is_last": theme.code == codes[-1],
    }


def _row(
    form: ReadinessForm,
    statement: Statement,
    stored: dict[str, Answer],
    conflicts: dict[str, StaleAnswerError],
    *,
    refused: bool,
) -> dict[str, Any]:
    """One statement as drawn: the sentence sent if it was refused, else the stored one."""
    code, conflict = statement.code, conflicts.get(statement.code)
    answer = stored.get(code)
    if refused:
        chosen, version, was = (
            form[key].value() for key in (code, f"version-{code}", f"was-{code}")
        )
    else:
        chosen = was = answer.level if answer else ""
        version = answer.version if answer else 0
    theirs = conflict.stored.level if conflict and conflict.stored else ""
    sentences = {str(n): text for n, text in enumerate(statement.levels, start=1)}
    importance = load().theme_importance if code in load().themes else {}
    return {
        "statement": statement,
        "choices": [
            (value, text, importance[value].detail if importance else None)
            for value, text in sentences.items()
        ],
        "chosen": chosen,
        "version": version,
        "was": was,
        "errors": form.errors.get(code),
        "conflict": conflict,
        "mine": sentences.get(str(chosen)),
        "theirs": sentences.get(theirs),
    }


def _frame(request: MemberRequest, assessment: Assessment, given: list[Answer]) -> dict[str, Any]:
    """What both pages show around their content, asked for only if drawn."""
    return {
        "assessment": assessment,
        "standings": maturity.standings(load(), given),
        "steps": SimpleLazyObject(lambda: steps_of(assessment, "readiness", given)),
        "may_change": SimpleLazyObject(lambda: may_change(assessment)),
    }
