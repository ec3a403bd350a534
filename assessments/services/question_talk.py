"""What happened to an answer, what was remarked on it, and who is at it right now."""

from datetime import timedelta

from django.utils import timezone

from assessments.models import Answer, AnswerChange, Assessment, QuestionComment, UseCase, User

from .answers import Place

PRESENT = timedelta(minutes=2)  # so long after a save somebody counts as being there
SHOWN = 30  # changes of one answer


def history(place: Place) -> list[AnswerChange]:
    """Return the changes of one answer, the newest first; one query."""
    rows = AnswerChange.objects.filter(
        response=place.response, question=place.question, use_case=place.use_case
    )
    return list(rows.select_related("user")[:SHOWN])


def comments(
    assessment: Assessment, question: str, use_case: UseCase | None
) -> list[QuestionComment]:
    """Return what was remarked on a question, the oldest first; one query."""
    rows = QuestionComment.objects.present().filter(
        assessment=assessment, question=question, use_case=use_case
    )
    return list(rows.select_related("author"))


def write(
    assessment: Assessment, user: User, question: str, use_case: UseCase | None, text: str
) -> QuestionComment:
    """Add a remark."""
    return QuestionComment.objects.create(
        assessment=assessment, author=user, question=question, use_case=use_case, text=text
    )


def settle(comment: QuestionComment, user: User) -> None:
    """Say that it is dealt with."""
    QuestionComment.objects.filter(pk=comment.pk).update(
        resolved_at=timezone.now(), resolved_by=user
    )


def reopen(comment: QuestionComment) -> None:
    """Undo `settle`."""
    QuestionComment.objects.filter(pk=comment.pk).update(resolved_at=None, resolved_by=None)


def remove(comment: QuestionComment) -> None:
    """Hide it; `restore` brings it back."""
    QuestionComment.objects.filter(pk=comment.pk).update(deleted_at=timezone.now())


def restore(comment: QuestionComment) -> None:
    """Undo `remove`."""
    QuestionComment.objects.filter(pk=comment.pk).update(deleted_at=None)


def present(answer: Answer | None, user: User) -> User | None:
    """Return who else saved this answer within the last two minutes; no query but for a name."""
    if answer is None or answer.updated_by_id in (None, user.pk):
        return None
    return answer.updated_by if timezone.now() - answer.updated_at < PRESENT else None
