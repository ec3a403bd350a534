"""Gates, conditions and duties, before any score: a rule holds, may hold, or does not."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessments.catalogue.content import Catalogue
from assessments.catalogue.law import Rule

from .answers import Answers
from .dossier import Dossier, UseCaseInput

State = Literal["holds", "unclear", "not"]
Status = Literal["open", "conditional", "excluded"]


@dataclass(frozen=True, slots=True)
class Facts:
    """All a rule may ask about: answers, company profile, use-case intake, template.

    switched_off: ids of the rules the organisation does not apply.
    """

    answers: Answers
    profile: Mapping[str, Any]
    intake: Mapping[str, Any]
    archetype: str | None
    switched_off: Collection[str] = ()

    @classmethod
    def of(cls, dossier: Dossier, use_case: UseCaseInput, answers: Answers) -> "Facts":
        """Collect what the rules may ask about one use case."""
        return cls(
            answers,
            dossier.company.profile,
            use_case.intake,
            use_case.archetype,
            dossier.switched_off,
        )


@dataclass(frozen=True, slots=True)
class Screening:
    """The outcome for one use case.

    states: rule → "holds" or "unclear" (the others are left out). status: by option.
    touching: option → ids of the gates, conditions and flags that touch it.
    """

    states: Mapping[str, State]
    status: Mapping[str, Status]
    touching: Mapping[str, tuple[str, ...]]

    @property
    def allowed(self) -> tuple[str, ...]:
        """The options that are not excluded, in catalogue order."""
        return tuple(code for code, status in self.status.items() if status != "excluded")


def rules_asking(catalogue: Catalogue, code: str) -> frozenset[str]:
    """Return the rules that look at a question's answer."""
    return frozenset(
        rule.id
        for rule in catalogue.rules.values()
        if any(fact.get("answer") == code for facts in rule.when for fact in facts)
    )


def rescreen(
    before: Screening,
    changed: Collection[str],
    catalogue: Catalogue,
    facts: Facts,
    confirmed: Mapping[str, Mapping[str, bool]],
) -> Screening:
    """Screen again after something changed that only the rules in `changed` look at."""
    states: dict[str, State] = {
        rule.id: state
        for rule in catalogue.rules.values()
        if (
            state := rule_state(rule, facts)
            if rule.id in changed
            else before.states.get(rule.id, "not")
        )
        != "not"
    }
    return before if states == before.states else _screening(catalogue, states, confirmed, ())


def screen(
    catalogue: Catalogue,
    facts: Facts,
    confirmed: Mapping[str, Mapping[str, bool]],
    cut: Iterable[str] = (),
) -> Screening:
    """Apply every rule to every option.

    A gate that holds excludes. A condition that holds excludes where its safeguard was
    refused (`confirmed` is False), is met where it was confirmed, and else leaves the option
    conditional. What is unclear never excludes. cut: options that a stress test removes.
    """
    states: dict[str, State] = {
        rule.id: state
        for rule in catalogue.rules.values()
        if (state := rule_state(rule, facts)) != "not"
    }
    return _screening(catalogue, states, confirmed, cut)


def _screening(
    catalogue: Catalogue,
    states: Mapping[str, State],
    confirmed: Mapping[str, Mapping[str, bool]],
    cut: Iterable[str],
) -> Screening:
    status: dict[str, Status] = {}
    touching: dict[str, tuple[str, ...]] = {}
    for option in catalogue.options:
        hits = [
            (rule, states[rule.id])
            for rule in catalogue.rules.values()
            if rule.id in states and option in rule.options and rule.kind != "duty"
        ]
        outcomes = {
            _outcome(rule, state, option, confirmed)
            for rule, state in hits
            if not _asks_about_the_case(rule, state, catalogue)
        }
        if option in cut:
            outcomes.add("excluded")
        status[option] = next((s for s in ("excluded", "conditional") if s in outcomes), "open")
        touching[option] = tuple(
            rule.id for rule, state in hits if state == "holds" or rule.kind != "flag"
        )
    return Screening(states, status, touching)


def _asks_about_the_case(rule: Rule, state: State, catalogue: Catalogue) -> bool:
    """A gate that may hit every option alike says nothing about any one of them."""
    everywhere = len(rule.options) == len(catalogue.options)
    return state == "unclear" and rule.kind == "gate" and everywhere


def _outcome(
    rule: Rule, state: State, option: str, confirmed: Mapping[str, Mapping[str, bool]]
) -> Status:
    if rule.kind == "gate":
        return "excluded" if state == "holds" else "conditional"
    if rule.kind == "condition":
        safeguard = confirmation(rule.id, option, confirmed)
        if safeguard is True:
            return "open"
        return "excluded" if state == "holds" and safeguard is False else "conditional"
    return "open"


def confirmation(
    rule: str, option: str, confirmed: Mapping[str, Mapping[str, bool]]
) -> bool | None:
    """Return what was said about a safeguard: in place, refused, or nothing yet."""
    return confirmed.get(rule, {}).get(option)


def meant_by(catalogue: Catalogue, key: str) -> tuple[Rule, ...]:
    """Return the conditions a confirmation speaks of.

    key: a condition's id, or the number its variants share where that is no condition itself
    (KO-01 for KO-01b): a promise on one condition never counts for another one beside it.
    """
    rule = catalogue.rules.get(key)
    if rule is not None and rule.kind == "condition":
        return (rule,)
    return tuple(
        r for r in catalogue.rules.values() if r.kind == "condition" and base_id(r.id) == key
    )


def base_id(rule: str) -> str:
    """Return a rule's number without its variant letter: KO-01a → KO-01."""
    return rule.rstrip("abcdefghijklmnopqrstuvwxyz")


def rule_state(rule: Rule, facts: Facts) -> State:
    """Return whether any alternative holds, where all facts of an alternative must hold.

    A rule that is switched off never holds.
    """
    if rule.id in facts.switched_off:
        return "not"
    return _any(_all(_fact_state(fact, facts) for fact in facts_) for facts_ in rule.when)


def unknown_facts(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """Return the questions (KT2, U8, F9) whose answers would say whether the rule holds."""
    found = [
        str(next(fact[kind] for kind in ("answer", "profile", "intake") if kind in fact))
        for alternative in rule.when
        if _all(_fact_state(fact, facts) for fact in alternative) == "unclear"
        for fact in alternative
        if _fact_state(fact, facts) == "unclear"
    ]
    return tuple(dict.fromkeys(found))


def _all(states: Iterable[State]) -> State:
    found = set(states)
    return "not" if "not" in found else "unclear" if "unclear" in found else "holds"


def _any(states: Iterable[State]) -> State:
    found = set(states)
    return "holds" if "holds" in found else "unclear" if "unclear" in found else "not"


def _fact_state(fact: Mapping[str, Any], facts: Facts) -> State:
    if "answer" in fact:
        return _answer_state(fact, facts.answers)
    if "profile" in fact:
        return _value_state(fact, facts.profile.get(fact["profile"]))
    if "intake" in fact:
        return _value_state(fact, facts.intake.get(fact["intake"]))
    if "archetype" in fact:
        # A task of one's own is none of the templates.
        return _certain(facts.archetype in fact["archetype"])
    return _certain(fact.get("always") is True)


def _answer_state(fact: Mapping[str, Any], answers: Answers) -> State:
    code = fact["answer"]
    if answers.is_unknown(code):
        return "unclear"
    given = answers.known.get(code)
    holds = given is not None and given.level in fact["in"]
    if "binding" in fact:
        holds = holds and given is not None and given.binding == fact["binding"]
    return _certain(holds)


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "in": lambda value, wanted: value in wanted,
    "has": lambda value, wanted: wanted in value,
    "has_any": lambda value, wanted: any(item in value for item in wanted),
    "at_least": lambda value, bound: value >= bound,
    "at_most": lambda value, bound: value <= bound,
}


def _value_state(fact: Mapping[str, Any], value: Any) -> State:
    if value is None:
        return "unclear"
    return _certain(all(test(value, fact[key]) for key, test in _TESTS.items() if key in fact))


def _certain(holds: bool) -> State:
    return "holds" if holds else "not"
