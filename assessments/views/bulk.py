"""Answers from paper: the printed questionnaire, typing them in, or a filled workbook."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.catalogue import DONT_KNOW, load
from assessments.catalogue.entries import Question
from assessments.forms.answer_sheet import LARGEST, Flaw, read_answer_sheet
from assessments.forms.bulk import BulkForm, PaperForm
from assessments.models import Answer, Assessment, Response, UseCase
from assessments.report.answer_sheet import Line, answer_sheet
from assessments.report.voice import Voice
from assessments.services import answers, bulk
from assessments.services.answers import StaleAnswerError
from assessments.services.asked import asked_of_all

from .access import MemberRequest, assessment_for, may_change
from .steps import steps_of

PAPER, PAGE = "bulk/paper.html", "bulk/bulk.html"
WHO = "wer"  # the query key that names a respondent
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def paper(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """The whole questionnaire to print; `gross=1` in large type."""
    assessment = assessment_for(request, assessment_id)
    cases = list(UseCase.objects.present().filter(assessment=assessment))
    context = {
        "assessment": assessment,
        "groups": _groups(),
        "themes": load().themes.values(),
        "criteria": load().criteria.values(),
        "use_cases": cases,
        "per_use_case": [q for q in load().asked if q.per_use_case],
        "dont_know": DONT_KNOW,
        "large": bool(request.GET.get("gross")),
    }
    return render(request, PAPER, context)


def _groups() -> list[tuple[Any, list[Question]]]:
    return [(c, list(load().of_criterion(c.code))) for c in load().criteria.values()]


def _all_groups() -> list[tuple[Any, list[Question]]]:
    """The questions by criterion, then the statements by theme."""
    asked = asked_of_all()
    themes = [(t, [asked[s.code] for s in t.statements]) for t in load().themes.values()]
    return [*_groups(), *themes]


@require_http_methods(["GET", "POST"])
def bulk_entry(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Type answers in by their signs, one field after the other."""
    assessment = assessment_for(request, assessment_id)
    response = _who(request, assessment)
    if request.method == "GET":
        return _page(request, assessment, response, BulkForm(stored=_stored(response)))
    form = BulkForm(request.POST, stored=_stored(response))
    if not form.is_valid():
        return _page(request, assessment, response, form, status=422)
    try:
        changed = bulk.enter(response, form.entries, request.user, form.versions)
    except StaleAnswerError:
        form.add_error(None, _("Somebody else has changed answers meanwhile. Open the page anew."))
        return _page(request, assessment, response, form, status=409)
    _told(request, changed)
    return redirect(_address(assessment_id, response))


def _address(assessment_id: int, response: Response) -> str:
    return reverse("bulk_entry", args=[assessment_id], query={WHO: response.pk})


def _who(request: MemberRequest, assessment: Assessment) -> Response:
    wanted = request.GET.get(WHO, "")
    if not wanted:
        return answers.record_of(assessment)
    rows = assessment.responses.present()
    found = rows.filter(pk=int(wanted) if wanted.isdecimal() else 0).first()
    if found is None or (found.invitation and found.invitation.is_anonymous):
        raise Http404
    return found


def _stored(response: Response) -> dict[str, Answer]:
    rows = bulk.stored(response)
    return {question: answer for (question, case), answer in rows.items() if not case}


def _told(request: MemberRequest, changed: int) -> None:
    text = ngettext("%d answer is saved.", "%d answers are saved.", changed)
    messages.success(request, text % changed)


def _page(
    request: MemberRequest,
    assessment: Assessment,
    response: Response,
    form: BulkForm,
    *,
    status: int = 200,
    flaws: tuple[Flaw, ...] = (),
    paper_form: PaperForm | None = None,
) -> HttpResponse:
    people = assessment.responses.present().select_related("invitation").order_by("pk")
    context = {
        "assessment": assessment,
        "who": response,
        "people": [p for p in people if not (p.invitation and p.invitation.is_anonymous)],
        "form": form,
        "groups": [
            (criterion, [(q, form[q.code], form.choices_of(q)) for q in questions])
            for criterion, questions in _all_groups()
        ],
        "flaws": flaws,
        "paper_form": paper_form or PaperForm(),
        "may_write": may_change(assessment) or request.method == "POST",
        "has_errors": status != 200,
        "steps": steps_of(assessment, "questions"),
    }
    return render(request, PAGE, context, status=status)


@require_POST
def paper_respondent(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Add somebody who answered on paper, then type their answers in."""
    assessment = assessment_for(request, assessment_id)
    form = PaperForm(request.POST)
    if not form.is_valid():
        record = answers.record_of(assessment)
        bare = BulkForm(stored=_stored(record))
        return _page(request, assessment, record, bare, status=422, paper_form=form)
    made = bulk.paper_respondent(assessment, **form.cleaned_data)
    return redirect(_address(assessment_id, made))


@require_safe
def answer_sheet_load(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Download the workbook to answer in, with what is answered already."""
    assessment = assessment_for(request, assessment_id)
    response = _who(request, assessment)
    language = get_language() or "de"
    cases = list(UseCase.objects.present().filter(assessment=assessment))
    stored = bulk.stored(response)
    lines = [_line(q, "", stored) for q in asked_of_all().values() if q.asked]
    lines += [_line(q, case.code, stored) for case in cases for q in load().asked if q.per_use_case]
    titles = {case.code: case.title for case in cases}
    data = answer_sheet(lines, titles, Voice(load(), language))
    name = _("Modellwahl-answers.xlsx")
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": disposition})


def _line(question: Question, use_case: str, stored: dict[tuple[str, str], Answer]) -> Line:
    answer = stored.get((question.code, use_case))
    if answer is None:
        return Line(question, use_case)
    said = answer.level or ("" if answer.number is None else str(int(answer.number)))
    return Line(question, use_case, said, answer.confidence, answer.reason)


@require_POST
def answer_sheet_import(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Read a filled workbook; one flaw, and nothing of it is taken."""
    assessment = assessment_for(request, assessment_id)
    response = _who(request, assessment)
    cases = list(UseCase.objects.present().filter(assessment=assessment))
    flaws = _import(request, response, {case.code for case in cases})
    if flaws:
        form = BulkForm(stored=_stored(response))
        return _page(request, assessment, response, form, status=422, flaws=flaws)
    return redirect(_address(assessment_id, response))


def _import(request: MemberRequest, response: Response, use_cases: set[str]) -> tuple[Flaw, ...]:
    upload = request.FILES.get("datei")
    if upload is None or not upload.size:
        return (Flaw("", _("Choose the filled workbook first.")),)
    if upload.size > LARGEST:
        return (Flaw("", _("The file is larger than 2 MB. Use the template.")),)
    filled = read_answer_sheet(upload.read(), use_cases)
    if filled.flaws:
        return filled.flaws
    try:
        _told(request, bulk.enter(response, filled.entries, request.user))
    except StaleAnswerError:
        return (Flaw("", _("Somebody was saving at the same moment. Send the file once more.")),)
    return ()
