"""The other parts a guest answers: readiness, importance, the look back, handing in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.catalogue import DONT_KNOW, load
from assessments.catalogue.entries import ReadinessTheme
from assessments.forms.importance import RatingForm
from assessments.forms.readiness import ReadinessForm
from assessments.models import Answer, Method
from assessments.services import answers, invitations, maturity, weighing
from assessments.services.answers import Entered, Place, StaleAnswerError
from assessments.services.weighing import StaleImportanceError

from .guest import for_guests
from .guest_access import Seated, seated
from .guest_way import after_themes, question_url

THEME, IMPORTANCE, REVIEW = (f"guest/{name}.html" for name in ("theme", "importance", "review"))


@for_guests
@require_http_methods(["GET", "POST"])
def guest_theme(request: HttpRequest, response_id: int, theme: str) -> HttpResponse:
    """Show one theme's statements, or save what was chosen and go on."""
    seat = seated(request, response_id)
    if seat.response.is_closed:
        return redirect("guest_thanks", response_id)
    asked = next((t for t in seat.scope.themes if t.code == theme), None)
    if asked is None:
        raise Http404
    given = maturity.given_answers(seat.scope.answers)
    if request.method == "GET":
        return _theme(request, seat, asked, ReadinessForm(asked.statements, given=given))
    form = ReadinessForm(asked.statements, request.POST, given=given)
    if not form.is_valid():
        return _theme(request, seat, asked, form, status=422)
    stale = [s for s in form.changed_statements() if not _saved(seat, form, s.code, given)]
    if stale:
        messages.warning(request, _("Answers were changed on another device. Look once more."))
        return redirect(request.path)
    return redirect(_after(seat, asked, request.POST.get("go", "next")))


def _saved(seat: Seated, form: ReadinessForm, code: str, given: dict[str, Answer]) -> bool:
    """Save one statement; False if another device saved something else meanwhile."""
    statement = next(s for s in form.statements if s.code == code)
    place = Place(seat.response, code)
    entered = Entered(level=form.level(statement))
    try:
        answers.save_for(
            place, entered, version=form.version(statement), user=None, before=given.get(code)
        )
    except StaleAnswerError:
        return False
    return True


def _after(seat: Seated, theme: ReadinessTheme, go: str) -> str:
    if go == "later":
        return seat.start_url
    codes = [t.code for t in seat.scope.themes]
    at = codes.index(theme.code) + (-1 if go == "back" else 1)
    if 0 <= at < len(codes):
        return reverse("guest_theme", args=[seat.response.pk, codes[at]])
    return seat.start_url if go == "back" else after_themes(seat)


def _theme(
    request: HttpRequest,
    seat: Seated,
    theme: ReadinessTheme,
    form: ReadinessForm,
    status: int = 200,
) -> HttpResponse:
    rows = [
        {
            "statement": statement,
            "chosen": form[statement.code].value(),
            "sentences": [(str(n), text) for n, text in enumerate(statement.levels, start=1)],
            "errors": form.errors.get(statement.code),
            "version": form[f"version-{statement.code}"].value(),
            "was": form[f"was-{statement.code}"].value(),
        }
        for statement in form.statements
    ]
    context: dict[str, Any] = {
        "seat": seat.response,
        "scope": seat.scope,
        "assessment": seat.assessment,
        "theme": theme,
        "form": form,
        "rows": rows,
        "number": seat.scope.themes.index(theme) + 1,
        "dont_know": DONT_KNOW,
        "start_url": seat.start_url,
        "has_errors": status != 200,
    }
    return render(request, THEME, context, status=status)


@for_guests
@require_http_methods(["GET", "POST"])
def guest_importance(request: HttpRequest, response_id: int) -> HttpResponse:
    """Ask by sliders what matters how much."""
    seat = seated(request, response_id)
    if seat.response.is_closed:
        return redirect("guest_thanks", response_id)
    if not seat.invitation.asks_importance:
        raise Http404
    stored = weighing.said(seat.response, Method.RATING)
    data = request.POST if request.method == "POST" else None
    form, status = RatingForm(load(), data, stored=stored), 200
    if data is not None:
        if form.is_valid():
            try:
                weighing.save(seat.response, Method.RATING, form.values, version=form.replaces)
            except StaleImportanceError:
                warning = _("The weights were changed on another device. Look once more.")
                messages.warning(request, warning)
                return redirect(request.path)
            name = "guest_start" if request.POST.get("go") == "later" else "guest_review"
            return redirect(name, response_id)
        status = 422
    context = {
        "seat": seat.response,
        "scope": seat.scope,
        "assessment": seat.assessment,
        "form": form,
        "rows": [(c, form[code], form.errors.get(code)) for code, c in load().criteria.items()],
        "may_change": True,
        "start_url": seat.start_url,
        "has_errors": status != 200,
    }
    return render(request, IMPORTANCE, context, status=status)


@for_guests
@require_safe
def guest_review(request: HttpRequest, response_id: int) -> HttpResponse:
    """Show everything entered, each with the way back to it, before it is handed in."""
    seat = seated(request, response_id)
    if seat.response.is_closed:
        return redirect("guest_thanks", response_id)
    return render(request, REVIEW, _review(seat))


def _review(seat: Seated) -> dict[str, Any]:
    scope = seat.scope
    groups = [
        (
            place,
            [
                (question, scope.given(question.code, place),
                 question_url(seat, question.code, place))
                for question in scope.questions(place)
            ],
        )
        for place in scope.places
    ]  # fmt: skip
    said = maturity.given_answers(scope.answers)
    themes = [
        (theme, sum(s.code in said for s in theme.statements),
         reverse("guest_theme", args=[seat.response.pk, theme.code]))
        for theme in scope.themes
    ]  # fmt: skip
    return {
        "seat": seat.response,
        "scope": scope,
        "assessment": seat.assessment,
        "groups": [(place, rows) for place, rows in groups if rows],
        "themes": themes,
        "missing": scope.total - scope.done,
        "dont_know": DONT_KNOW,
        "start_url": seat.start_url,
    }


@for_guests
@require_POST
def guest_hand_in(request: HttpRequest, response_id: int) -> HttpResponse:
    """Close the answers; what is missing may stay open."""
    seat = seated(request, response_id)
    if not seat.response.is_closed:
        invitations.hand_in(seat.response)
    return redirect("guest_thanks", response_id)
