"""The questionnaire: one question per page, saved as you go; and its overview."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from assessments.catalogue import DONT_KNOW, load
from assessments.catalogue.entries import Question
from assessments.forms.answer import AnswerForm
from assessments.models import Answer, Assessment, UseCase
from assessments.services import answers, progress
from assessments.services.progress import Progress

from .access import MemberRequest, assessment_for
from .steps import steps_of

PAGE = "questionnaire/question.html"
OVERVIEW = "questionnaire/questions.html"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the questionnaire we are: the whole company or one use case."""

    assessment: Assessment
    use_case: UseCase | None
    answers: list[Answer]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is visible here, in order; for a use case only what it may override."""
        visible = load().visible(self.levels)
        return tuple(q for q in visible if self.use_case is None or q.per_use_case)

    @property
    def levels(self) -> dict[str, str]:
        """The levels that count here: the use case's over the company's."""
        mine = self.use_case.pk if self.use_case else None
        company = {a.question: a.level for a in self.answers if a.use_case_id is None}
        own = {a.question: a.level for a in self.answers if a.use_case_id == mine}
        return company | own

    def stored(self, code: str) -> Answer | None:
        """The answer given here, not the one inherited."""
        mine = self.use_case.pk if self.use_case else None
        found = (a for a in self.answers if a.question == code and a.use_case_id == mine)
        return next(found, None)

    def inherited(self, code: str) -> Answer | None:
        """The company's answer a use case would override."""
        if self.use_case is None:
            return None
        found = (a for a in self.answers if a.question == code and a.use_case_id is None)
        return next(found, None)

    def url(self, code: str | None) -> str:
        """The address of a question here, or of the overview."""
        key: dict[str, Any] = {"assessment_id": self.assessment.pk}
        if code is None:
            path = reverse("questions", kwargs=key)
        else:
            path = reverse("question", kwargs={**key, "code": code})
        return f"{path}?{urlencode({'fall': self.use_case.code})}" if self.use_case else path


def _place(request: MemberRequest, assessment_id: int) -> Place:
    assessment = assessment_for(request, assessment_id)
    case_code = request.GET.get("fall", "")
    use_case = None
    if case_code:
        cases = UseCase.objects.present().filter(assessment=assessment, code=case_code)
        use_case = cases.first()
        if use_case is None:
            raise Http404
    given = list(Answer.objects.of_record(assessment))
    return Place(assessment, use_case, given)


@require_GET
def questions(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """The list of all questions with their state; the way in and back."""
    place = _place(request, assessment_id)
    counted = progress.of_answers(load(), place.answers)
    rows = [
        (question, place.stored(question.code), place.inherited(question.code))
        for question in place.questions
    ]
    context = {
        **_frame(place, counted),
        "topics": _by_topic(place, rows),
        "start_url": place.url(counted.first_open.code if counted.first_open else "KT1"),
    }
    return render(request, OVERVIEW, context)


def _by_topic(place: Place, rows: list[tuple[Question, Answer | None, Answer | None]]) -> list[Any]:
    """Rows grouped by criterion: (criterion, [(question, url, answer, level, inherited)])."""
    groups: dict[str, list[Any]] = {}
    for question, own, inherited in rows:
        shown = own or inherited
        entry = {
            "question": question,
            "url": place.url(question.code),
            "answer": shown,
            "level": question.level(shown.level) if shown else None,
            "dont_know": bool(shown and shown.level == DONT_KNOW),
            "overrides": bool(own and place.use_case),
            "inherited": bool(inherited and not own),
        }
        groups.setdefault(question.criterion, []).append(entry)
    return [(load().criteria[code], entries) for code, entries in groups.items()]


@require_http_methods(["GET", "POST"])
def question(request: MemberRequest, assessment_id: int, code: str) -> HttpResponse:
    """Show one question, save it while it is being answered, or save it and go on."""
    place = _place(request, assessment_id)
    asked = load().questions.get(code)
    if asked is None or not asked.asked or (place.use_case and not asked.per_use_case):
        raise Http404
    stored = place.stored(code)
    if request.method == "GET":
        form = AnswerForm(asked, stored=stored or place.inherited(code))
        if stored is None:
            form.initial["version"] = 0
        return render(request, PAGE, _card(place, asked, form))
    if request.POST.get("go") == "inherit" and place.use_case:
        answers.drop_override(place.assessment, code, place.use_case)
        return redirect(place.url(code))
    return _save(request, place, asked, AnswerForm(asked, request.POST, stored=stored))


def _save(request: MemberRequest, place: Place, asked: Question, form: AnswerForm) -> HttpResponse:
    autosave = bool(request.htmx) and "go" not in request.POST
    if not form.is_valid():
        return _refused(request, _card(place, asked, form), "errors", 422, autosave=autosave)
    try:
        saved = answers.save(
            place.assessment,
            asked.code,
            form.entered,
            version=form.cleaned_data["version"] or 0,
            user=request.user,
            use_case=place.use_case,
        )
    except answers.StaleAnswerError as conflict:
        context = {**_card(place, asked, form), "conflict": conflict.stored, "mine": form.entered}
        context["stored_level"] = asked.level(conflict.stored.level) if conflict.stored else None
        context["my_level"] = asked.level(form.entered.level)
        return _refused(request, context, "conflict", 409, autosave=autosave)
    if not autosave:
        return redirect(_next_url(place, asked, request.POST.get("go", "next")))
    others = [a for a in place.answers if (a.question, a.use_case_id) != _key(saved)]
    now = Place(place.assessment, place.use_case, [*others, saved])
    context = {**_card(now, asked, form), "saved": saved, "saved_at": timezone.localtime()}
    return render(request, f"{PAGE}#saved", context)


def _key(answer: Answer) -> tuple[str, int | None]:
    return answer.question, answer.use_case_id


def _refused(
    request: MemberRequest, context: dict[str, Any], part: str, status: int, *, autosave: bool
) -> HttpResponse:
    """The page with what was typed and why it was not saved; for an autosave the reason alone."""
    response = render(request, f"{PAGE}#{part}" if autosave else PAGE, context, status=status)
    if autosave:
        response["HX-Retarget"] = "#answer-problem"
        response["HX-Reswap"] = "innerHTML"
    return response


def _next_url(place: Place, asked: Question, go: str) -> str:
    """Where "next", "back", "later" and "stay" lead; after the last question to the overview."""
    if go == "stay":
        return place.url(asked.code)
    codes = [q.code for q in load().asked if place.use_case is None or q.per_use_case]
    visible = {q.code for q in place.questions}
    here = codes.index(asked.code)
    if go == "back":
        rest = [code for code in reversed(codes[:here]) if code in visible]
    else:
        rest = [code for code in codes[here + 1 :] if code in visible]
    return place.url(rest[0] if rest else None)


def _card(place: Place, asked: Question, form: AnswerForm) -> dict[str, Any]:
    catalogue = load()
    visible = place.questions
    number = visible.index(asked) + 1 if asked in visible else None
    counted = progress.of_answers(catalogue, place.answers)
    chosen = form["level"].value()
    context = {
        **_frame(place, counted),
        "question": asked,
        "criterion": catalogue.criteria[asked.criterion],
        "form": form,
        "chosen": chosen,
        "dont_know": DONT_KNOW,
        "number": number,
        "total": len(visible),
        "url": place.url(asked.code),
        "overview_url": place.url(None),
        "is_first": bool(visible) and asked == visible[0],
        "inherited": place.inherited(asked.code),
        "own": place.stored(asked.code),
        "evidence": _evidence(asked),
        "topic_urls": [
            (topic, catalogue.criteria[topic.criterion], _topic_url(place, topic, counted))
            for topic in counted.topics
        ],
    }
    return context


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
    questions = [q for q in topic.questions if place.use_case is None or q.per_use_case]
    if not questions:
        return place.url(None)
    opened = next((q for q in questions if q.code not in counted.answered), questions[0])
    return place.url(opened.code)


def _frame(place: Place, counted: Progress) -> dict[str, Any]:
    return {
        "assessment": place.assessment,
        "use_case": place.use_case,
        "progress": counted,
        "steps": steps_of(place.assessment, "questions", place.answers),
    }
