"""Does a dossier say only what the catalogue knows? Every fault with its pointer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import DONT_KNOW, Question

from .figure_values import figure_problems
from .importance_values import importance_problems, weight_problems
from .problems import Path, Problem, is_number, pointer
from .profile_values import people_problems
from .rules import meant_by

# Intake questions whose answer has its own place in the document.
ELSEWHERE = {
    "F1": "archetype",
    "F3": "usage/users",
    "F4": "usage/requests_per_user_per_day",
    "F5": "usage/pages_in",
    "F6": "usage/pages_out",
}


def content_problems(document: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield every fault that takes the catalogue to see; parts of a wrong shape are passed over."""
    yield from _as_of(document.get("as_of"))
    profile = _table(_table(document, "company"), "profile")
    yield from people_problems(profile, catalogue.profile, ("company", "profile"), {})
    importance = _list(document, "importance")
    for index, given in enumerate(importance):
        yield from importance_problems(given, tuple(catalogue.criteria), ("importance", index))
    yield from weight_problems(importance)
    yield from _answers(_table(document, "answers"), catalogue, ("answers",), own=False)
    for code in _table(document, "readiness"):
        if code not in catalogue.themes and code not in catalogue.statements:
            yield Problem(pointer(("readiness", code)), "a theme T1 to T5 or statement T1a to T5e")
    for code in _table(document, "theme_importance"):
        if code not in catalogue.themes:
            yield Problem(pointer(("theme_importance", code)), "a theme T1 to T5")
    yield from _use_cases(_list(document, "use_cases"), catalogue)
    yield from _confirmed(_table(document, "confirmed"), catalogue)
    yield from figure_problems(_table(document, "figures"), catalogue)
    for rule_id in _table(document, "switched_off"):
        if rule_id not in catalogue.rules:
            yield Problem(pointer(("switched_off", rule_id)), "a rule such as KO-07")


def _table(document: Any, key: str) -> Mapping[str, Any]:
    value = document.get(key) if isinstance(document, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _list(document: Mapping[str, Any], key: str) -> list[Any]:
    value = document.get(key)
    return value if isinstance(value, list) else []


def _as_of(value: Any) -> Iterator[Problem]:
    if isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            yield Problem("/as_of", "a date such as 2026-11-23")


def _use_cases(use_cases: list[Any], catalogue: Catalogue) -> Iterator[Problem]:
    seen = set()
    for index, use_case in enumerate(use_cases):
        if not isinstance(use_case, Mapping):
            continue
        place: Path = ("use_cases", index)
        name = use_case.get("id")
        if isinstance(name, str) and name in seen:
            yield Problem(pointer((*place, "id")), "an id no other use case has")
        seen.add(name if isinstance(name, str) else None)
        archetype = use_case.get("archetype")
        if isinstance(archetype, str) and archetype not in catalogue.archetypes:
            text = f"one of {', '.join(catalogue.archetypes)}, or null"
            yield Problem(pointer((*place, "archetype")), text)
        own = _table(use_case, "answers")
        yield from _answers(own, catalogue, (*place, "answers"), own=True)
        intake = _table(use_case, "intake")
        yield from people_problems(intake, catalogue.intake, (*place, "intake"), ELSEWHERE)


def _answers(
    answers: Mapping[str, Any], catalogue: Catalogue, path: Path, *, own: bool
) -> Iterator[Problem]:
    for code, given in answers.items():
        place = (*path, code)
        question = catalogue.questions.get(code)
        if question is None:
            yield Problem(pointer(place), "a question code such as KT1")
        elif not question.asked:
            yield Problem(pointer(place), "to be left out; it is computed from the usage")
        elif own and not question.per_use_case:
            yield Problem(pointer(place), "to be answered once, for the company")
        elif isinstance(given, Mapping):
            yield from _answer(question, given, place)


def _answer(question: Question, given: Mapping[str, Any], place: Path) -> Iterator[Problem]:
    level, number = given.get("level"), given.get("number")
    if given.get("binding") is True and question.binding_text is None:
        yield Problem(pointer((*place, "binding")), "false; this answer cannot be binding")
    if question.kind == "number":
        if isinstance(level, str) and level != DONT_KNOW:
            yield Problem(pointer((*place, "level")), f'"{DONT_KNOW}", or a number instead')
        if is_number(number) and not question.minimum <= number <= question.maximum:
            text = f"{question.minimum} to {question.maximum}"
            yield Problem(pointer((*place, "number")), text)
        if level is None and number is None:
            yield Problem(pointer(place), f'a number, or level "{DONT_KNOW}"')
        if level is not None and number is not None:
            yield Problem(pointer(place), "a number or a level, not both")
        return
    codes = [*(entry.code for entry in question.levels), DONT_KNOW]
    if number is not None:
        yield Problem(pointer((*place, "number")), "to be left out; this question has levels")
    if level is None or (isinstance(level, str) and level not in codes):
        yield Problem(pointer((*place, "level")), f"one of {', '.join(codes)}")


def _confirmed(confirmed: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Problem]:
    for rule_id, options in confirmed.items():
        rules = meant_by(catalogue, rule_id)
        if not rules:
            yield Problem(pointer(("confirmed", rule_id)), "a rule that names a safeguard")
            continue
        concerned = {option for rule in rules for option in rule.options}
        for option in options if isinstance(options, Mapping) else ():
            if option not in concerned:
                text = f"one of {', '.join(o for o in catalogue.options if o in concerned)}"
                yield Problem(pointer(("confirmed", rule_id, option)), text)
