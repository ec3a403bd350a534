"""Use cases: collect, describe, order; each gets a recommendation of its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.catalogue import DONT_KNOW, load
from assessments.forms.use_case import NewUseCaseForm, UseCaseForm
from assessments.models import Answer, Assessment, UseCase
from assessments.models.use_case import USAGE_FIELDS
from assessments.report.sentences.load import usage as words_of
from assessments.report.voice import Voice
from assessments.services import use_cases as service
from assessments.services.loads import load_of

from .access import MemberRequest, assessment_for, use_case_for, wants_fragment
from .steps import steps_of

PAGE = "use_cases/use_cases.html"
ONE = "use_cases/use_case.html"
VOLUME = "volume"  # the part that shows usage back in words
ENOUGH_FOR_A_FIRST_ROUND = 5


@require_http_methods(["GET", "POST"])
def use_cases(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """List the use cases and the templates to start from; or add one."""
    assessment = assessment_for(request, assessment_id)
    form = NewUseCaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = service.add(
            assessment,
            user=request.user,
            archetype=form.cleaned_data["archetype"],
            title=form.cleaned_data["title"],
            **form.usage,
        )
        return redirect("use_case", assessment.pk, made.code)
    context = _list_context(request, assessment, form)
    return render(request, PAGE, context, status=422 if form.errors else 200)


def _list_context(
    request: MemberRequest, assessment: Assessment, form: NewUseCaseForm
) -> dict[str, Any]:
    rows = list(UseCase.objects.visible_to(request.user).filter(assessment=assessment))
    present = [row for row in rows if row.deleted_at is None]
    removed = request.GET.get("entfernt") or request.POST.get("entfernt")
    return {
        "assessment": assessment,
        "form": form,
        "use_cases": present,
        "removed": next((r for r in rows if r.deleted_at and r.code == removed), None),
        "templates": load().archetypes.values(),
        "archetypes": load().archetypes,
        "many": len(present) > ENOUGH_FOR_A_FIRST_ROUND,
        "steps": steps_of(assessment, "use_cases"),
    }


@require_http_methods(["GET", "POST"])
def use_case(request: MemberRequest, assessment_id: int, code: str) -> HttpResponse:
    """Show one use case, or save it; a stale save is refused with both values."""
    mine = use_case_for(request, assessment_id, code)
    if mine.deleted_at is not None:
        return redirect(f"{reverse('use_cases', args=[assessment_id])}?entfernt={code}")
    if request.method == "GET":
        if wants_fragment(request) and request.htmx.target == VOLUME:
            typed = UseCaseForm(request.GET, use_case=mine)
            return render(request, f"{ONE}#volume", {**_volume(mine, typed), "fragment": True})
        return render(request, ONE, _context(mine, UseCaseForm(use_case=mine)))
    form = UseCaseForm(request.POST, use_case=mine)
    if not form.is_valid():
        return render(request, ONE, _context(mine, form), status=422)
    keep = request.POST.get("keep", "")
    version = int(keep) if keep.isdecimal() else form.cleaned_data["version"] or 0
    try:
        service.change(mine, version=version, **form.entered)
    except service.StaleUseCaseError:
        mine.refresh_from_db()
        context = {**_context(mine, form), "conflict": _differences(mine, form)}
        return render(request, ONE, context, status=409)
    messages.success(request, _("“%(title)s” is saved.") % {"title": form.cleaned_data["title"]})
    return redirect("use_cases", assessment_id)


def _context(mine: UseCase, form: UseCaseForm) -> dict[str, Any]:
    assessment = mine.assessment
    given = list(Answer.objects.of_record(assessment))
    return {
        "assessment": assessment,
        "use_case": mine,
        "template": load().archetypes.get(mine.archetype),
        "form": form,
        "answers": _answers(mine, given),
        "steps": steps_of(assessment, "use_cases", given),
        **_volume(mine, form),
    }


def _volume(mine: UseCase, form: UseCaseForm) -> dict[str, Any]:
    """Usage shown back: what was typed, where it can be read, else what is stored."""
    usage = form.usage
    voice = Voice(load(), get_language() or "de")
    peak = load_of(mine, usage)
    return {
        "use_case": mine,
        "assessment": mine.assessment,
        "load_known": peak.known,
        "load_words": words_of(peak, voice, given=usage),
    }


def _answers(mine: UseCase, given: list[Answer]) -> list[dict[str, Any]]:
    """What the questionnaire says for this use case: its own answer or the company's."""
    own = {a.question: a for a in given if a.use_case_id == mine.pk}
    company = {a.question: a for a in given if a.use_case_id is None}
    rows = []
    for question in load().asked:
        if not question.per_use_case:
            continue
        answer = own.get(question.code) or company.get(question.code)
        path = reverse("question", args=[mine.assessment_id, question.code])
        rows.append(
            {
                "question": question,
                "level": question.level(answer.level) if answer else None,
                "dont_know": bool(answer and answer.level == DONT_KNOW),
                "own": question.code in own,
                "url": f"{path}?fall={mine.code}",
            }
        )
    return rows


def _differences(mine: UseCase, form: UseCaseForm) -> list[tuple[str, str, str]]:
    """(label, entered, stored) of title and usage where they differ, and of changed intake."""
    entered = form.entered
    rows = [
        (str(form[name].label), _plain(entered[name]), _plain(getattr(mine, name)))
        for name in ("title", *USAGE_FIELDS)
        if entered[name] != getattr(mine, name)
    ]
    for field in form.intake_fields:
        mine_now = entered["intake"].get(field.name)
        stored = mine.intake.get(field.name)
        if mine_now != stored:
            rows.append((str(field.label), _worded(field, mine_now), _worded(field, stored)))
    return rows


def _plain(value: Any) -> str:
    return "–" if value in (None, "") else f"{value:g}" if isinstance(value, float) else str(value)


def _worded(field: Any, value: Any) -> str:
    words = dict(getattr(field.field, "choices", ()))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(v, v)) for v in values) if value else "–"


@require_POST
def use_case_delete(request: MemberRequest, assessment_id: int, code: str) -> HttpResponse:
    """Remove a use case, or bring it back: it and its answers stay stored."""
    mine = use_case_for(request, assessment_id, code)
    if request.POST.get("undo"):
        service.restore(mine)
        return _list_again(request, mine.assessment, "")
    service.delete(mine)
    return _list_again(request, mine.assessment, mine.code)


@require_POST
def use_case_move(request: MemberRequest, assessment_id: int, code: str) -> HttpResponse:
    """Move a use case one place up or down."""
    mine = use_case_for(request, assessment_id, code)
    service.move(mine, up=request.POST.get("direction") == "up")
    return _list_again(request, mine.assessment, "")


def _list_again(request: MemberRequest, assessment: Assessment, removed: str) -> HttpResponse:
    """The list after a change: the part alone for htmx, else the page with undo."""
    if not wants_fragment(request):
        path = reverse("use_cases", args=[assessment.pk])
        return redirect(f"{path}?entfernt={removed}" if removed else path)
    context = _list_context(request, assessment, NewUseCaseForm())
    if removed:
        gone = UseCase.objects.visible_to(request.user).filter(assessment=assessment, code=removed)
        context["removed"] = gone.first()
    return render(request, f"{PAGE}#cases", context)
