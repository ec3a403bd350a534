"""Answering without an account: questions, readiness, importance, the look back, handing in."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.catalogue import DONT_KNOW, load
from assessments.catalogue.entries import Question
from assessments.forms.answer import AnswerForm
from assessments.models import Answer, UseCase
from assessments.services import answers
from assessments.services.answers import Entered, Place, StaleAnswerError

from .guest import for_guests
from .guest_access import Seated, seated
from .guest_way import after_questions, question_url
from .place import CASE

PAGE = "guest/question.html"


@dataclass(frozen=True, slots=True)
class Spot:
    """One question of one seat, for the company or a use case, with its neighbours."""

    seat: Seated
    question: Question
    use_case: UseCase | None

    @property
    def stored(self) -> Answer | None:
        """What was entered here, notes without an answer too."""
        key = self.use_case.pk if self.use_case else None
        here = (a for a in self.seat.scope.answers if a.use_case_id == key)
        return next((a for a in here if a.question == self.question.code), None)

    @property
    def asked(self) -> tuple[Question, ...]:
        """All questions of this place, in order."""
        return self.seat.scope.questions(self.use_case)

    @property
    def url(self) -> str:
        """This page."""
        return question_url(self.seat, self.question.code, self.use_case)

    def onward(self, *, back: bool) -> str:
        """The next or the previous page; past the last question the next part."""
        places, step = self.seat.scope.places, -1 if back else 1
        at = places.index(self.use_case)
        codes = [q.code for q in self.asked]
        here = codes.index(self.question.code) if self.question.code in codes else -1
        if 0 <= here + step < len(codes):
            return question_url(self.seat, codes[here + step], self.use_case)
        if back:
            return self.seat.start_url
        for place in places[at + 1 :]:
            if following := self.seat.scope.questions(place):
                return question_url(self.seat, following[0].code, place)
        return after_questions(self.seat)


@for_guests
@require_http_methods(["GET", "POST"])
def guest_question(request: HttpRequest, response_id: int, code: str) -> HttpResponse:
    """Show one question, save it while it is being answered, or save it and go on."""
    seat = seated(request, response_id)
    if seat.response.is_closed:
        return redirect("guest_thanks", response_id)
    spot = _spot(request, seat, code)
    if request.method == "GET":
        return render(request, PAGE, _card(spot, AnswerForm(spot.question, stored=spot.stored)))
    form = AnswerForm(spot.question, request.POST, stored=spot.stored)
    return _save(request, spot, form)


def _spot(request: HttpRequest, seat: Seated, code: str) -> Spot:
    wanted = request.GET.get(CASE)
    places = {place.code if place else None: place for place in seat.scope.places}
    question = load().questions.get(code)
    if wanted not in places or question is None or not question.asked:
        raise Http404
    if question.criterion not in seat.scope.topics or (wanted and not question.per_use_case):
        raise Http404
    return Spot(seat, question, places[wanted])


def _save(request: HttpRequest, spot: Spot, form: AnswerForm) -> HttpResponse:
    autosave = "HX-Request" in request.headers and not {"go", "keep"} & request.POST.keys()
    if not form.is_valid():
        return _refused(request, _card(spot, form), "errors", 422, autosave)
    go = request.POST.get("go", "stay")
    if not autosave and form.is_unchanged:
        return redirect(_onward(spot, go))
    place = Place(spot.seat.response, spot.question.code, spot.use_case)
    try:
        saved = answers.save_for(
            place, form.entered, version=form.replaces, user=None, before=spot.stored
        )
    except StaleAnswerError as conflict:
        context = _card(spot, form) | _both(spot.question, form.entered, conflict.stored)
        return _refused(request, context, "conflict", 409, autosave)
    if not autosave:
        return redirect(_onward(spot, go))
    context = _card(spot, form) | {"saved": saved, "saved_at": timezone.localtime()}
    return render(request, f"{PAGE}#saved", context)


def _onward(spot: Spot, go: str) -> str:
    if go == "later":
        return spot.seat.start_url
    return spot.url if go == "stay" else spot.onward(back=go == "back")


def _both(asked: Question, mine: Entered, stored: Answer | None) -> dict[str, Any]:
    """What a refused save needs: the two values to choose from."""
    theirs = Entered.of(stored) if stored else None
    return {
        "conflict": stored,
        "both": [
            (True, mine, asked.level(mine.level)),
            (False, theirs, asked.level(theirs.level) if theirs else None),
        ],
    }


def _refused(
    request: HttpRequest, context: dict[str, Any], part: str, status: int, autosave: bool
) -> HttpResponse:
    """The page with what was typed and why it was not saved; for an autosave the reason alone."""
    context["has_errors"] = True
    if not autosave:
        return render(request, PAGE, context, status=status)
    response = render(request, f"{PAGE}#{part}", context | {"autosave": True}, status=status)
    response["HX-Retarget"] = "#answer-problem"
    response["HX-Reswap"] = "innerHTML"
    return response


def _card(spot: Spot, form: AnswerForm) -> dict[str, Any]:
    chosen, asked = form["level"].value(), spot.asked
    return {
        "seat": spot.seat.response,
        "scope": spot.seat.scope,
        "assessment": spot.seat.assessment,
        "use_case": spot.use_case,
        "question": spot.question,
        "criterion": load().criteria[spot.question.criterion],
        "form": form,
        "chosen": chosen,
        "dont_know": DONT_KNOW,
        "is_unknown": chosen == DONT_KNOW,
        "number": asked.index(spot.question) + 1 if spot.question in asked else None,
        "total": len(asked),
        "url": spot.url,
        "start_url": spot.seat.start_url,
        "may_change": True,
    }
