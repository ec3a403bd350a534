"""Are the values of the company's profile and a use case's intake of the kind asked for?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from assessments.catalogue.entries import ProfileQuestion

from .problems import Path, Problem, is_number, pointer

MONEY = ("turnover_eur", "balance_eur")
LONGEST_TEXT = 2000


def people_problems(
    given: Mapping[str, Any],
    questions: Mapping[str, ProfileQuestion],
    path: Path,
    elsewhere: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield the faults of profile or intake; null means "we do not know".

    elsewhere: question → place in the document that holds its answer instead.
    """
    for code, value in given.items():
        question = questions.get(code)
        place = (*path, code)
        if question is None:
            yield Problem(pointer(place), f"one of {', '.join(questions)}")
        elif code in elsewhere:
            yield Problem(pointer(place), f"to be given in {elsewhere[code]}")
        elif question.kind == "question":
            yield Problem(pointer(place), f"to be given as answer to {_listed(question.same_as)}")
        elif value is not None:
            yield from _JUDGES[question.kind](question, value, place)


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(codes)


def _codes(question: ProfileQuestion) -> list[str]:
    return [choice.code for choice in question.choices]


def _bounds(question: ProfileQuestion) -> tuple[float, float]:
    least = question.minimum if question.minimum is not None else 0.0
    return least, question.maximum if question.maximum is not None else float("inf")


def _choice(question: ProfileQuestion, value: Any, place: Path) -> Iterator[Problem]:
    if value not in _codes(question):
        yield Problem(pointer(place), f"one of {_listed(_codes(question))}")


def _choices(question: ProfileQuestion, value: Any, place: Path) -> Iterator[Problem]:
    codes = _codes(question)
    if not isinstance(value, list):
        yield Problem(pointer(place), f"a list of {_listed(codes)}")
        return
    for index, entry in enumerate(value):
        if entry not in codes or entry in value[:index]:
            yield Problem(pointer((*place, index)), f"one of {_listed(codes)}, each once")


def _yes_no(question: ProfileQuestion, value: Any, place: Path) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(pointer(place), "true or false")


def _number(question: ProfileQuestion, value: Any, place: Path) -> Iterator[Problem]:
    least, most = _bounds(question)
    whole = question.kind == "integer"
    sound = is_number(value) and least <= value <= most
    if not sound or (whole and not isinstance(value, int)):
        text = f"a {'whole ' if whole else ''}number, {least:g} to {most:g}"
        yield Problem(pointer(place), text)


def _money(question: ProfileQuestion, value: Any, place: Path) -> Iterator[Problem]:
    least, most = _bounds(question)
    if not isinstance(value, Mapping):
        yield Problem(pointer(place), f"an object with {' and '.join(MONEY)}")
        return
    for key, amount in value.items():
        if key not in MONEY:
            yield Problem(pointer((*place, key)), f"no such key; known here: {_listed(MONEY)}")
        elif amount is not None and not (is_number(amount) and least <= amount <= most):
            yield Problem(pointer((*place, key)), f"EUR, {least:g} to {most:g}")


def _text(question: ProfileQuestion, value: Any, place: Path) -> Iterator[Problem]:
    longest = min(question.maximum or LONGEST_TEXT, LONGEST_TEXT)
    if not isinstance(value, str) or len(value) > longest:
        yield Problem(pointer(place), f"text of at most {longest:g} characters")


_JUDGES: dict[str, Callable[[ProfileQuestion, Any, Path], Iterator[Problem]]] = {
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "integer": _number,
    "decimal": _number,
    "money": _money,
    "text": _text,
}
