"""Where in the questionnaire we are: for the whole company or for one use case."""

from dataclasses import dataclass

from django.http import Http404, QueryDict
from django.urls import reverse

from assessments.catalogue import load
from assessments.catalogue.entries import Question
from assessments.models import Answer, Assessment, UseCase
from assessments.services import progress
from assessments.services.progress import Progress

from .access import MemberRequest, assessment_for

CASE = "fall"  # the query key that names a use case


@dataclass(frozen=True, slots=True)
class Place:
    """An assessment, perhaps one of its use cases, and all answers of the record."""

    assessment: Assessment
    use_case: UseCase | None
    answers: list[Answer]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is visible here, in order; for a use case only what it may override."""
        return self.counted.questions

    @property
    def counted(self) -> Progress:
        """How far the answers have come."""
        return progress.of_answers(load(), self.answers, self.use_case)

    @property
    def _case_id(self) -> int | None:
        return self.use_case.pk if self.use_case else None

    def stored(self, code: str) -> Answer | None:
        """The answer given here, not the one inherited."""
        found = (a for a in self.answers if a.question == code and a.use_case_id == self._case_id)
        return next(found, None)

    def inherited(self, code: str) -> Answer | None:
        """The company's answer a use case would override."""
        if self.use_case is None:
            return None
        found = (a for a in self.answers if a.question == code and a.use_case_id is None)
        return next(found, None)

    def with_answer(self, saved: Answer) -> "Place":
        """The same place after this answer was saved."""
        key = (saved.question, saved.use_case_id)
        others = [a for a in self.answers if (a.question, a.use_case_id) != key]
        return Place(self.assessment, self.use_case, [*others, saved])

    def url(self, code: str | None) -> str:
        """The address of a question here, or of the overview."""
        query = QueryDict(mutable=True)
        if self.use_case:
            query[CASE] = self.use_case.code
        if code is None:
            return reverse("questions", args=[self.assessment.pk], query=query)
        return reverse("question", args=[self.assessment.pk, code], query=query)

    def after(self, asked: Question, *, back: bool) -> str:
        """The address of the next (or previous) visible question; past the end the overview."""
        codes = [q.code for q in load().asked if self.use_case is None or q.per_use_case]
        visible = {q.code for q in self.questions}
        here = codes.index(asked.code)
        rest = reversed(codes[:here]) if back else codes[here + 1 :]
        return self.url(next((code for code in rest if code in visible), None))


def place_for(request: MemberRequest, assessment_id: int) -> Place:
    """The place this request asks for, if the person may read or change it; else 404 or 403."""
    assessment = assessment_for(request, assessment_id)
    case_code = request.GET.get(CASE, "")
    use_case = None
    if case_code:
        cases = UseCase.objects.present().filter(assessment=assessment, code=case_code)
        use_case = cases.first()
        if use_case is None:
            raise Http404
    return Place(assessment, use_case, list(Answer.objects.of_record(assessment)))
