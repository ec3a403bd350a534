"""The order in which a guest goes through what is asked."""

from django.http import QueryDict
from django.urls import reverse

from assessments.models import UseCase

from .guest_access import Seated
from .place import CASE


def question_url(seat: Seated, code: str, use_case: UseCase | None) -> str:
    """The address of a question, for the company or one use case."""
    query = QueryDict(mutable=True)
    if use_case:
        query[CASE] = use_case.code
    return reverse("guest_question", args=[seat.response.pk, code], query=query)


def after_questions(seat: Seated) -> str:
    """What follows the questions: readiness, importance, or the look back."""
    if seat.scope.themes:
        theme = seat.scope.themes[0]
        return reverse("guest_theme", args=[seat.response.pk, theme.code])
    return after_themes(seat)


def after_themes(seat: Seated) -> str:
    """What follows readiness: importance, or the look back."""
    name = "guest_importance" if seat.invitation.asks_importance else "guest_review"
    return reverse(name, args=[seat.response.pk])
