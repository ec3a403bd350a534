"""How far an assessment has come, counted over the questions a person can see."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assessments.catalogue import Catalogue
from assessments.catalogue.entries import Question
from assessments.models import Answer, Assessment, UseCase

SECONDS_PER_QUESTION = 45  # own judgement, for "about n minutes left"


@dataclass(frozen=True, slots=True)
class TopicProgress:
    """One criterion in the topic list."""

    criterion: str
    questions: tuple[Question, ...]
    answered: int

    @property
    def total(self) -> int:
        """How many questions are visible."""
        return len(self.questions)

    @property
    def state(self) -> str:
        """done | now | todo"""
        if self.answered == self.total:
            return "done"
        return "now" if self.answered else "todo"


@dataclass(frozen=True, slots=True)
class Progress:
    """The questionnaire's state: visible questions in order and which have an answer."""

    questions: tuple[Question, ...]
    answered: frozenset[str]
    topics: tuple[TopicProgress, ...]

    @property
    def done(self) -> int:
        """Answered visible questions."""
        return len(self.answered)

    @property
    def total(self) -> int:
        """Visible questions."""
        return len(self.questions)

    @property
    def percent(self) -> int:
        """Share answered, 0 … 100."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def minutes_left(self) -> int:
        """Rough time for the rest, at least one minute while something is open."""
        return -(-(self.total - self.done) * SECONDS_PER_QUESTION // 60)

    @property
    def first_open(self) -> Question | None:
        """Where to go on."""
        return next((q for q in self.questions if q.code not in self.answered), None)


def of_answers(
    catalogue: Catalogue, answers: Iterable[Answer], use_case: UseCase | None = None
) -> Progress:
    """Count the company's answers; for a use case those of its questions, inherited ones too."""
    case_id = use_case.pk if use_case else None
    counting = [a for a in answers if a.use_case_id in (None, case_id)]
    levels = {a.question: a.level for a in counting if a.use_case_id is None}
    levels |= {a.question: a.level for a in counting if a.use_case_id == case_id and a.level}
    visible = catalogue.visible(levels)
    questions = tuple(q for q in visible if use_case is None or q.per_use_case)
    given = {a.question for a in counting if is_given(a)}
    answered = frozenset(q.code for q in questions if q.code in given)
    per_topic = Counter(catalogue.questions[code].criterion for code in answered)
    topics = (
        TopicProgress(code, tuple(q for q in questions if q.criterion == code), per_topic[code])
        for code in catalogue.criteria
    )
    return Progress(questions, answered, tuple(topic for topic in topics if topic.questions))


def is_given(answer: Answer) -> bool:
    """True for an answer ("do not know" is one); False for a note without an answer."""
    return bool(answer.level) or answer.number is not None


def of_assessment(catalogue: Catalogue, assessment: Assessment) -> Progress:
    """Count the record's answers for the company; one query."""
    return of_answers(catalogue, list(Answer.objects.of_record(assessment).filter(use_case=None)))
