"""What an invitation asks: which questions, which themes, for whom it takes how long."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.catalogue import load
from assessments.catalogue.entries import Question, ReadinessTheme
from assessments.models import Answer, Invitation, Response, UseCase

from . import maturity, progress
from .invitations import READINESS
from .progress import SECONDS_PER_QUESTION

SECONDS_PER_STATEMENT = 15  # own judgement, as for the questions
SECONDS_FOR_IMPORTANCE = 180


@dataclass(frozen=True, slots=True)
class Scope:
    """What one respondent is asked and has answered. use_cases: asked beside the company."""

    invitation: Invitation
    use_cases: tuple[UseCase, ...]
    answers: tuple[Answer, ...]
    has_weights: bool

    @property
    def topics(self) -> frozenset[str]:
        """Criteria and "readiness" that are asked; all where none was chosen."""
        chosen = frozenset(self.invitation.topics)
        return chosen or frozenset((*load().criteria, READINESS))

    def questions(self, use_case: UseCase | None) -> tuple[Question, ...]:
        """The visible questions of the chosen topics, for the company or one use case."""
        counted = progress.of_answers(load(), self.answers, use_case)
        return tuple(q for q in counted.questions if q.criterion in self.topics)

    @property
    def places(self) -> tuple[UseCase | None, ...]:
        """The company, then the use cases."""
        return (None, *self.use_cases)

    @property
    def themes(self) -> tuple[ReadinessTheme, ...]:
        """The themes of readiness, none where they are not asked."""
        return tuple(load().themes.values()) if READINESS in self.topics else ()

    def given(self, question: str, use_case: UseCase | None) -> Answer | None:
        """The answer to a question here, None before one was given."""
        key = use_case.pk if use_case else None
        here = (a for a in self.answers if a.question == question and a.use_case_id == key)
        return next((a for a in here if progress.is_given(a)), None)

    @property
    def done(self) -> int:
        """How much is answered, counted in questions, statements and the weights."""
        return sum(done for done, _ in self._counts())

    @property
    def total(self) -> int:
        """How much is asked, counted likewise."""
        return sum(total for _, total in self._counts())

    @property
    def percent(self) -> int:
        """Share answered, 0 … 100."""
        return 100 * self.done // self.total if self.total else 100

    @property
    def minutes(self) -> int:
        """Rough time for everything, at least one minute."""
        seconds = sum(len(self.questions(place)) for place in self.places) * SECONDS_PER_QUESTION
        seconds += sum(len(t.statements) for t in self.themes) * SECONDS_PER_STATEMENT
        seconds += SECONDS_FOR_IMPORTANCE if self.invitation.asks_importance else 0
        return max(1, -(-seconds // 60))

    def _counts(self) -> Iterable[tuple[int, int]]:
        for place in self.places:
            asked = self.questions(place)
            yield sum(self.given(q.code, place) is not None for q in asked), len(asked)
        said = maturity.given_answers(self.answers)
        for theme in self.themes:
            yield sum(s.code in said for s in theme.statements), len(theme.statements)
        if self.invitation.asks_importance:
            yield int(self.has_weights), 1


def scope_of(invitation: Invitation, response: Response | None) -> Scope:
    """Return what is asked and answered; three queries, one without a respondent."""
    use_cases = tuple(
        UseCase.objects.present().filter(
            assessment_id=invitation.assessment_id, code__in=invitation.use_cases
        )
        if invitation.use_cases
        else ()
    )
    if response is None:
        return Scope(invitation, use_cases, (), False)
    answers = tuple(Answer.objects.filter(response=response, use_case__deleted_at=None))
    return Scope(invitation, use_cases, answers, response.importances.exists())


def first_open(scope: Scope) -> tuple[str, UseCase | None] | None:
    """Return the first question without an answer, with its place; None when all have one."""
    for place in scope.places:
        for question in scope.questions(place):
            if scope.given(question.code, place) is None:
                return question.code, place
    return None
