"""The questionnaire: one question per page, saved as you go; and its overview."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_GET, require_http_methods

from assessments.catalogue import DONT_KNOW, load
from assessments.catalogue.entries import Level, Question
from assessments.forms.answer import AnswerForm
from assessments.models import Answer, UseCase
from assessments.services import answers, calibration, moves, progress, question_talk, remeasuring
from assessments.services.answers import Entered, StaleAnswerError
from assessments.services.progress import Progress

from .access import MemberRequest, may_change
from .place import Place, place_for
from .steps import steps_of

PAGE = "questionnaire/question.html"
OVERVIEW = "questionnaire/questions.html"


@require_GET
def questions(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """The list of all questions with their state; the way in and back."""
    place = place_for(request, assessment_id)
    counted = place.counted
    first = counted.first_open if place.use_case is None else None
    context = {
        **_frame(request, place, counted),
        "topics": _by_topic(place),
        "cases": [] if place.use_case else _cases(place),
        "start_url": place.url((first or place.questions[0]).code),
    }
    return render(request, OVERVIEW, context)


def _by_topic(place: Place) -> list[Any]:
    """Visible questions grouped by criterion: (criterion, entries, how many have an answer)."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for question in place.questions:
        own, inherited = place.stored(question.code), place.inherited(question.code)
        entry = _entry(question, own if _is_given(own) else inherited)
        entry |= {
            "url": place.url(question.code),
            "overrides": bool(_is_given(own) and place.use_case),
            "inherited": bool(_is_given(inherited) and not _is_given(own)),
        }
        groups.setdefault(question.criterion, []).append(entry)
    return [
        (load().criteria[code], entries, sum(entry["given"] for entry in entries))
        for code, entries in groups.items()
    ]


def _entry(question: Question, answer: Answer | None) -> dict[str, Any]:
    return {
        "question": question,
        "answer": answer,
        "given": _is_given(answer),
        "level": question.level(answer.level) if answer else None,
        "dont_know": bool(answer and answer.level == DONT_KNOW),
    }


def _is_given(answer: Answer | None) -> bool:
    return answer is not None and progress.is_given(answer)


def _cases(place: Place) -> list[Any]:
    """Every use case with its own answers: (use case, address of its overview, entries)."""
    rows = []
    for case in UseCase.objects.present().filter(assessment=place.assessment):
        there = Place(place.assessment, case, place.answers)
        entries = [
            {**_entry(q, own), "url": there.url(q.code)}
            for q in there.questions
            if (own := there.stored(q.code)) and progress.is_given(own)
        ]
        rows.append((case, there.url(None), entries))
    return rows


@require_http_methods(["GET", "POST"])
def question(request: MemberRequest, assessment_id: int, code: str) -> HttpResponse:
    """Show one question, save it while it is being answered, or save it and go on."""
    place = place_for(request, assessment_id)
    asked = load().questions.get(code)
    if asked is None or not asked.asked or (place.use_case and not asked.per_use_case):
        raise Http404
    stored, inherited = place.stored(code), place.inherited(code)
    if request.method == "GET":
        form = AnswerForm(asked, stored=stored, inherited=inherited)
        return render(request, PAGE, _card(request, place, asked, form))
    if request.POST.get("go") == "inherit" and place.use_case:
        answers.drop_override(place.assessment, code, place.use_case, user=request.user)
        return redirect(place.url(code))
    needed = place.use_case is None and asked in place.questions
    form = AnswerForm(asked, request.POST, stored=stored, inherited=inherited, needed=needed)
    return _save(request, place, asked, form)


def _save(request: MemberRequest, place: Place, asked: Question, form: AnswerForm) -> HttpResponse:
    autosave = bool(request.htmx) and not {"go", "keep"} & request.POST.keys()
    go = request.POST.get("go", "stay")
    if not form.is_valid():
        return _refused(request, _card(request, place, asked, form), "errors", 422, autosave)
    if not autosave and form.is_unchanged:
        return redirect(_next_url(place, asked, go))
    try:
        saved = answers.save(
            place.assessment,
            asked.code,
            form.entered,
            version=form.replaces,
            user=request.user,
            use_case=place.use_case,
            known=place.answers,
        )
    except StaleAnswerError as conflict:
        context = _card(request, place, asked, form)
        context |= _both(asked, form.entered, conflict.stored)
        return _refused(request, context, "conflict", 409, autosave)
    now = place.with_answer(saved)
    if not autosave:
        return redirect(_next_url(now, asked, go))
    context = _card(request, now, asked, form)
    context |= {"saved": saved, "saved_at": timezone.localtime()}
    return render(request, f"{PAGE}#saved", context)


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
    request: MemberRequest, context: dict[str, Any], part: str, status: int, autosave: bool
) -> HttpResponse:
    """The page with what was typed and why it was not saved; for an autosave the reason alone."""
    context["has_errors"] = True
    if not autosave:
        return render(request, PAGE, context, status=status)
    response = render(request, f"{PAGE}#{part}", {**context, "autosave": True}, status=status)
    response["HX-Retarget"] = "#answer-problem"
    response["HX-Reswap"] = "innerHTML"
    return response


def _next_url(place: Place, asked: Question, go: str) -> str:
    """Where "next", "back" and "stay" lead; after the last question to the overview."""
    return place.url(asked.code) if go == "stay" else place.after(asked, back=go == "back")


def _card(
    request: MemberRequest, place: Place, asked: Question, form: AnswerForm
) -> dict[str, Any]:
    catalogue = load()
    visible = place.questions
    counted = place.counted
    level, own = asked.level(form["level"].value() or ""), place.stored(asked.code)
    return {
        **_frame(request, place, counted),
        "question": asked,
        "criterion": catalogue.criteria[asked.criterion],
        "form": form,
        "chosen": form["level"].value(),
        "dont_know": DONT_KNOW,
        "is_unknown": form["level"].value() == DONT_KNOW,
        "number": visible.index(asked) + 1 if asked in visible else None,
        "total": len(visible),
        "url": place.url(asked.code),
        "later_url": place.after(asked, back=False),
        "overview_url": place.url(None),
        "is_first": bool(visible) and asked == visible[0],
        "is_last": bool(visible) and asked == visible[-1],
        "inherited": place.inherited(asked.code),
        "own": own,
        "present": question_talk.present(own, request.user),
        "taken_over": own is not None and remeasuring.is_taken_over(place.assessment, own),
        "level": level,
        "moves": _moves(place, asked, level) if level else None,
        "evidence": _evidence(asked),
        "topic_urls": [
            (topic, catalogue.criteria[topic.criterion], _topic_url(place, topic, counted))
            for topic in counted.topics
        ],
    }


def _moves(place: Place, asked: Question, level: Level) -> moves.Moves:
    """What the answer moves for this organisation, which may judge effects otherwise."""
    judged = calibration.catalogue_for(place.assessment)
    own = judged.questions[asked.code].level(level.code)
    return moves.of_level(judged, asked, own or level)


def _evidence(asked: Question) -> list[tuple[str, list[Any]]]:
    """Claims by side, each with its sources; "open" comes first as in the alphabet."""
    catalogue = load()
    claims = catalogue.evidence(asked)
    sides = []
    for side in ("open", "proprietary", "both"):
        of_side = [
            (claim, [catalogue.sources[s] for s in claim.sources if s in catalogue.sources])
            for claim in claims
            if claim.side == side
        ]
        if of_side:
            sides.append((side, of_side))
    return sides


def _topic_url(place: Place, topic: progress.TopicProgress, counted: Progress) -> str:
    """The topic's first open question, else its first one."""
    opened = (q for q in topic.questions if q.code not in counted.answered)
    return place.url(next(opened, topic.questions[0]).code)


def _frame(request: MemberRequest, place: Place, counted: Progress) -> dict[str, Any]:
    """What every page of the questionnaire shows around its content, asked for only if drawn."""
    return {
        "assessment": place.assessment,
        "use_case": place.use_case,
        "progress": counted,
        "steps": SimpleLazyObject(lambda: steps_of(place.assessment, "questions", place.answers)),
        "may_change": SimpleLazyObject(lambda: may_change(place.assessment)),
    }
