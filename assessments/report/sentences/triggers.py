"""When a rule holds, in words: the answers it waits for, as people read them."""

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.catalogue.law import Rule

from ..voice import Voice


def triggers(rule: Rule, voice: Voice) -> tuple[str, ...]:
    """Return one line per alternative; any of them is enough."""
    return tuple(_alternative(facts, voice) for facts in rule.when)


def _alternative(facts: Iterable[Mapping[str, Any]], voice: Voice) -> str:
    return voice.say(" und ", " and ").join(_fact(fact, voice) for fact in facts)


def _fact(fact: Mapping[str, Any], voice: Voice) -> str:
    if "answer" in fact:
        return _answer(fact, voice)
    if "archetype" in fact:
        names = [voice.catalogue.archetypes[code].label for code in fact["archetype"]]
        kind = voice.say("Vorlage der Aufgabe", "Template of the task")
        return _one_of(kind, [voice.text(name) for name in names], voice)
    if fact.get("always") is True:
        return voice.say("immer", "always")
    code = str(fact.get("profile") or fact.get("intake"))
    return _one_of(voice.question(code), _values(code, fact, voice), voice)


def _answer(fact: Mapping[str, Any], voice: Voice) -> str:
    question = voice.catalogue.questions[fact["answer"]]
    levels = (question.level(code) for code in fact["in"])
    names = [voice.text(level.label) for level in levels if level]
    words = _one_of(voice.text(question.short), names, voice)
    return words + voice.say(" (verbindlich)", " (binding)") if fact.get("binding") else words


def _values(code: str, fact: Mapping[str, Any], voice: Voice) -> list[str]:
    """The chosen values by name; yes and no for truth values."""
    wanted = fact.get("in") or fact.get("has_any") or [fact.get("has")]
    known = voice.catalogue.profile.get(code) or voice.catalogue.intake.get(code)
    names = {choice.code: choice.label for choice in known.choices} if known else {}
    return [_value(value, names, voice) for value in wanted]


def _value(value: Any, names: Mapping[str, Any], voice: Voice) -> str:
    if isinstance(value, bool):
        return voice.say("ja", "yes") if value else voice.say("nein", "no")
    found = names.get(str(value))
    return voice.text(found) if found else str(value)


def _one_of(name: str, values: list[str], voice: Voice) -> str:
    quoted = [voice.quote(value) for value in values]
    return f"{name}: {voice.listed(quoted, voice.say('oder', 'or'))}"
