"""Save answers; a stale save is refused, never merged in silence, and nothing is forgotten."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from assessments.models import (
    Answer,
    AnswerChange,
    Assessment,
    ChangeKind,
    Response,
    ResponseKind,
    UseCase,
    User,
)


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
    known: Sequence[Answer] = (),
) -> Answer:
    """Save one answer of the record; see `save_for`.

    known: the record's answers, if they were just read: that saves two queries.
    """
    case_id = use_case.pk if use_case else None
    here = (a for a in known if (a.question, a.use_case_id) == (question, case_id))
    record = _record_of(known[0], assessment) if known else record_of(assessment)
    return save_for(
        Place(record, question, use_case),
        entered,
        version=version,
        user=user,
        before=next(here, None),
    )


def _record_of(answer: Answer, assessment: Assessment) -> Response:
    """The record that an answer of it names."""
    return Response(pk=answer.response_id, assessment=assessment, kind=ResponseKind.RECORD)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer belongs: whose it is, to which question, for which use case."""

    response: Response
    question: str
    use_case: UseCase | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What the history says of a change: how it came about, and why."""

    kind: ChangeKind = ChangeKind.SAVED
    note: str = ""


def save_for(
    place: Place,
    entered: Entered,
    *,
    version: int,
    user: User | None,
    deed: Deed | None = None,
    before: Answer | None = None,
) -> Answer:
    """Save one answer and return it with its new version; the history keeps what was before.

    version: the one the form was filled from, 0 for a first answer. user: None for people
    without an account. before: the stored answer, if it was just read. Raises
    StaleAnswerError when another save came between and says something else; saving the same
    values twice is no conflict.
    """
    try:
        with transaction.atomic():
            if version and before is None:
                before = _answers_at(place).first()
            answer = _write(place, before, entered, version, user)
            _remember(place, before, answer, user, deed or Deed())
            _touch(place)
            return answer
    except IntegrityError:
        # Two first answers at the same moment: the database let only one in.
        return _same_or_stale(place, entered)


def _write(
    place: Place, before: Answer | None, entered: Entered, version: int, user: User | None
) -> Answer:
    if version == 0:
        answer = Answer(**_key(place), **asdict(entered), updated_by=user)
        answer.save(force_insert=True)
        return answer
    changed = (
        _answers_at(place)
        .filter(version=version)
        .update(
            **asdict(entered), version=F("version") + 1, updated_at=timezone.now(), updated_by=user
        )
    )
    if not changed:
        return _same_or_stale(place, entered)
    return Answer(**_key(place), **asdict(entered), version=version + 1, updated_by=user)


def _key(place: Place) -> dict[str, object]:
    return {"response": place.response, "question": place.question, "use_case": place.use_case}


def _answers_at(place: Place) -> QuerySet[Answer]:
    return Answer.objects.filter(**_key(place))


def _same_or_stale(place: Place, entered: Entered) -> Answer:
    now = _answers_at(place).first()
    if now is None or Entered.of(now) != entered:
        raise StaleAnswerError(now)
    return now


def _remember(
    place: Place, before: Answer | None, after: Answer | None, user: User | None, deed: Deed
) -> None:
    """Write the change into the history; saving what stands already is none."""
    was, now = (asdict(Entered.of(a)) if a else None for a in (before, after))
    if was == now:
        return
    AnswerChange.objects.create(
        response=place.response,
        use_case=place.use_case,
        question=place.question,
        kind=deed.kind,
        before=was,
        after=now,
        version=after.version if after else 0,
        note=deed.note,
        user=user,
    )


def _touch(place: Place) -> None:
    assessment_id = place.response.assessment_id
    Assessment.objects.filter(pk=assessment_id).update(changed_at=timezone.now())


@transaction.atomic
def drop_override(
    assessment: Assessment, question: str, use_case: UseCase, *, user: User | None = None
) -> None:
    """Let the company's answer count for this use case again."""
    place = Place(record_of(assessment), question, use_case)
    before = _answers_at(place).first()
    _answers_at(place).delete()
    _remember(place, before, None, user, Deed(ChangeKind.DROPPED))
    _touch(place)


def undo(place: Place, version: int, user: User) -> bool:
    """Put back what stood before the save that made this version; False if it is not there.

    Raises StaleAnswerError if the answer was changed since.
    """
    changes = AnswerChange.objects.filter(
        response=place.response, question=place.question, use_case=place.use_case
    )
    change = changes.filter(version=version).first()
    if change is None or version == 0:
        return False
    deed = Deed(ChangeKind.UNDONE)
    if change.before is not None:
        save_for(place, Entered(**change.before), version=version, user=user, deed=deed)
        return True
    with transaction.atomic():
        before = _answers_at(place).filter(version=version).first()
        if before is None:
            raise StaleAnswerError(_answers_at(place).first())
        _answers_at(place).filter(version=version).delete()
        _remember(place, before, None, user, deed)
        _touch(place)
    return True
