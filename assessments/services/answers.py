"""Save an answer to the record; a stale save is refused, never merged in silence."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import Answer, Assessment, Response, ResponseKind, UseCase, User


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person entered for one question."""

    level: str = ""
    number: float | None = None
    binding: bool = False
    confidence: str = ""
    reason: str = ""

    @classmethod
    def of(cls, answer: Answer) -> "Entered":
        """The stored answer as entered values."""
        return cls(answer.level, answer.number, answer.binding, answer.confidence, answer.reason)


class StaleAnswerError(Exception):
    """Somebody saved this answer meanwhile; `stored` is what stands now (None: deleted)."""

    def __init__(self, stored: Answer | None) -> None:
        self.stored = stored
        super().__init__("the answer was changed meanwhile")


def record_of(assessment: Assessment) -> Response:
    """The answer set that counts; made on first use."""
    record, _ = Response.objects.get_or_create(assessment=assessment, kind=ResponseKind.RECORD)
    return record


def stored(assessment: Assessment, question: str, use_case: UseCase | None) -> Answer | None:
    """The record's answer to one question, for the company or one use case."""
    answers = Answer.objects.of_record(assessment)
    return answers.filter(question=question, use_case=use_case).first()


def save(
    assessment: Assessment,
    question: str,
    entered: Entered,
    *,
    version: int,
    user: User,
    use_case: UseCase | None = None,
) -> Answer:
    """Save one answer and return it with its new version.

    version: the one the form was filled from, 0 for a first answer. Raises
    StaleAnswerError when another save came between and says something else; saving the
    same values twice is no conflict.
    """
    key = {"response": record_of(assessment), "question": question, "use_case": use_case}
    try:
        with transaction.atomic():
            answer = _write(key, entered, version, user)
            Assessment.objects.filter(pk=assessment.pk).update(changed_at=timezone.now())
            return answer
    except IntegrityError:
        # Two first answers at the same moment: the database let only one in.
        return _same_or_stale(key, entered)


def _write(key: dict[str, object], entered: Entered, version: int, user: User) -> Answer:
    if version == 0:
        return Answer.objects.create(**key, **asdict(entered), updated_by=user)
    return _next(key, entered, version, user)


def _next(key: dict[str, object], entered: Entered, version: int, user: User) -> Answer:
    answers = Answer.objects.filter(**key, version=version)
    changed = answers.update(
        **asdict(entered), version=F("version") + 1, updated_at=timezone.now(), updated_by=user
    )
    if not changed:
        return _same_or_stale(key, entered)
    return Answer(**key, **asdict(entered), version=version + 1, updated_by=user)


def _same_or_stale(key: dict[str, object], entered: Entered) -> Answer:
    now = Answer.objects.filter(**key).first()
    if now is None or Entered.of(now) != entered:
        raise StaleAnswerError(now)
    return now


@transaction.atomic
def drop_override(assessment: Assessment, question: str, use_case: UseCase) -> None:
    """Let the company's answer count for this use case again."""
    Answer.objects.of_record(assessment).filter(question=question, use_case=use_case).delete()
    Assessment.objects.filter(pk=assessment.pk).update(changed_at=timezone.now())
