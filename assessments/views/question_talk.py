"""Beside a question: what happened to its answer, what was remarked, and the way back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.catalogue import DONT_KNOW, load
from assessments.catalogue.entries import Question
from assessments.forms.comment import CommentForm
from assessments.models import AnswerChange, QuestionComment
from assessments.services import answers, question_talk
from assessments.services.answers import StaleAnswerError

from .access import MemberRequest, may_change, wants_fragment
from .place import CASE, Place, place_for

PAGE = "questionnaire/talk.html"


@require_http_methods(["GET", "POST"])
def question_talks(request: MemberRequest, assessment_id: int, code: str) -> HttpResponse:
    """Show history and remarks of one question, or add a remark."""
    place = place_for(request, assessment_id)
    asked = _question(code)
    if request.method == "GET":
        return _page(request, place, asked)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, place, asked, form)
    question_talk.write(
        place.assessment, request.user, code, place.use_case, form.cleaned_data["text"]
    )
    return _page(request, place, asked) if wants_fragment(request) else redirect(_url(request))


def _url(request: MemberRequest) -> str:
    return request.get_full_path()


def _question(code: str) -> Question:
    asked = load().questions.get(code)
    if asked is None or not asked.asked:
        raise Http404
    return asked


def _page(
    request: MemberRequest, place: Place, asked: Question, form: CommentForm | None = None
) -> HttpResponse:
    here = answers.Place(answers.record_of(place.assessment), asked.code, place.use_case)
    context: dict[str, Any] = {
        "assessment": place.assessment,
        "use_case": place.use_case,
        "question": asked,
        "url": request.path + (f"?fall={place.use_case.code}" if place.use_case else ""),
        "back_url": place.url(asked.code),
        "changes": [_worded(change, asked) for change in question_talk.history(here)],
        "comments": question_talk.comments(place.assessment, asked.code, place.use_case),
        "form": form or CommentForm(),
        "may_write": may_change(place.assessment) or request.method == "POST",
        "has_errors": bool(form),
    }
    template = f"{PAGE}#talk" if wants_fragment(request) else PAGE
    return render(request, template, context, status=422 if form else 200)


def _worded(change: AnswerChange, asked: Question) -> dict[str, Any]:
    """A change with both values in words: a level, a number, or what stands for nothing."""
    return {
        "change": change,
        "before": _value(change.before, asked),
        "after": _value(change.after, asked),
    }


def _value(entered: dict[str, Any] | None, asked: Question) -> Any:
    if entered is None:
        return None
    if entered["level"] == DONT_KNOW:
        return _("We do not know yet")
    level = asked.level(entered["level"])
    return level.label if level else entered["number"]


@require_POST
def question_comment(request: MemberRequest, assessment_id: int, remark_id: int) -> HttpResponse:
    """Settle a remark, open it again, remove it, or bring it back."""
    wanted = {"pk": remark_id, "assessment_id": assessment_id}
    row = QuestionComment.objects.writable_by(request.user).filter(**wanted).first()
    if row is None:
        if QuestionComment.objects.visible_to(request.user).filter(**wanted).exists():
            raise PermissionDenied
        raise Http404
    what = request.POST.get("do", "")
    if what == "settle":
        question_talk.settle(row, request.user)
    elif what in ("reopen", "remove", "restore"):
        getattr(question_talk, what)(row)
    else:
        raise Http404
    query = {CASE: row.use_case.code} if row.use_case else None
    return redirect(reverse("question_talks", args=[assessment_id, row.question], query=query))


@require_POST
def question_undo(request: MemberRequest, assessment_id: int, code: str) -> HttpResponse:
    """Put back what stood before the last save."""
    place = place_for(request, assessment_id)
    here = answers.Place(answers.record_of(place.assessment), code, place.use_case)
    version = request.POST.get("version", "")
    try:
        done = version.isdecimal() and answers.undo(here, int(version), request.user)
    except StaleAnswerError:
        messages.warning(request, _("Somebody else has changed this answer meanwhile. Look again."))
    else:
        if done:
            messages.success(request, _("The answer is as it was before."))
        else:
            messages.warning(request, _("There is nothing to undo here."))
    return redirect(place.url(_question(code).code))
