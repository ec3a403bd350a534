"""Rules in words: what holds, whom it hits, on what ground, of which date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assessments.catalogue.law import Rule
from assessments.engine.result import RuleHit, UseCaseResult
from assessments.engine.rules import confirmation

from .. import numbers
from ..blocks import Tag
from ..voice import Voice

Confirmed = Mapping[str, Mapping[str, bool]]

NOT_LEGAL_ADVICE = (
    "Kein Rechtsrat: Lassen Sie jede Regel einmal rechtlich prüfen.",
    "Not legal advice: have every rule checked by a lawyer once.",
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why options have their status: the rules that hold and the safeguards confirmed."""

    hits: tuple[RuleHit, ...] = ()
    confirmed: Confirmed = field(default_factory=dict)

    def of(self, result: UseCaseResult, code: str, voice: Voice) -> tuple[str, ...]:
        """Return the rules that exclude the option or leave it waiting, in catalogue order."""
        option = result.options[code]
        if option.status == "open":
            return ()
        return tuple(
            rule
            for rule in option.rules
            if rule in voice.catalogue.rules
            and self._decides(voice.catalogue.rules[rule], result.id, code, option.status)
        )

    def _decides(self, rule: Rule, use_case: str, code: str, status: str) -> bool:
        holds = any(
            hit.rule == rule.id and hit.state == "holds" and use_case in hit.use_cases
            for hit in self.hits
        )
        if rule.kind == "gate":
            return holds == (status == "excluded")
        said = confirmation(rule.id, code, self.confirmed)
        if rule.kind == "condition":
            return (holds and said is False) if status == "excluded" else said is None or not holds
        return False


def rule_reference(rule: str, voice: Voice) -> str:
    """Return a rule's number with its article: "KO-07 (Vertrag)"."""
    entry = voice.catalogue.rules.get(rule)
    return f"{rule} ({voice.text(entry.legal_basis)})" if entry else rule


def kind_tag(rule: Rule, hit: RuleHit | None, voice: Voice) -> Tag:
    """Return the kind of a rule as a label; an unclear one says so."""
    if hit is not None and hit.state == "unclear":
        return Tag(voice.say("ungeklärt", "unclear"), "info")
    tags = {
        "gate": Tag(voice.say("Ausschluss", "Exclusion"), "danger"),
        "condition": Tag(voice.say("Bedingung", "Condition"), "warn"),
        "duty": Tag(voice.say("Pflicht", "Duty"), "info"),
        "flag": Tag(voice.say("Hinweis", "Note"), ""),
    }
    return tags[rule.kind]


def reach(hit: RuleHit, rule: Rule, titles: dict[str, str], voice: Voice) -> str:
    """Return which ways and use cases a rule touches; titles: use case id → title."""
    ways = voice.quoted_list(hit.options) if hit.options and rule.kind != "duty" else ""
    where = ways or voice.say("alle Wege", "all ways")
    known = [titles[code] for code in hit.use_cases if code in titles]
    if not known or len(known) == len(titles):
        return voice.say(
            f"Betrifft {where} in allen Anwendungsfällen.", f"Affects {where} in all use cases."
        )
    shown = [voice.quote(title) for title in known[:5]]
    if len(known) > 5:
        shown.append(f"{voice.number(len(known) - 5)} {voice.say('weiteren', 'more')}")
    return voice.say(
        f"Betrifft {where} bei {voice.listed(shown)}.", f"Affects {where} in {voice.listed(shown)}."
    )


def basis_note(rule: Rule, voice: Voice, today: date | None = None) -> str:
    """Return the date of the rule, whether its source was checked, and if it may be outdated.

    today: the day the assessment speaks of; None = whether it is outdated is not said.
    """
    dated = numbers.day(rule.valid_as_of, voice.language)
    note = voice.say(f"Stand {dated}", f"As of {dated}")
    if not rule.verified:
        note += voice.say(", noch nicht geprüft", ", not yet checked")
    outdated = _outdated(rule, voice, today) if today else ""
    return f"{note}. {outdated}".strip()


def _outdated(rule: Rule, voice: Voice, today: date) -> str:
    validity = rule.validity(today)
    if validity == "ended" and rule.valid_until:
        end = numbers.day(rule.valid_until, voice.language)
        return voice.say(
            f"Abgelaufen am {end}, hier weiter angewandt.",
            f"Ended on {end}, still applied here.",
        )
    if validity == "review":
        since = numbers.day(rule.review_day, voice.language)
        return voice.say(
            f"Seit {since} neu zu prüfen, hier weiter angewandt.",
            f"To be looked at again since {since}, still applied here.",
        )
    return ""


def safeguard_note(rule: Rule, confirmed: Confirmed, voice: Voice) -> str:
    """Return for which ways a condition is met, not met or open; nothing for other rules."""
    if rule.kind != "condition":
        return ""
    words = {
        True: voice.say("Erfüllt für", "Met for"),
        False: voice.say("Nicht erfüllt für", "Not met for"),
        None: voice.say("Noch offen für", "Still open for"),
    }
    said = {option: confirmation(rule.id, option, confirmed) for option in rule.options}
    parts = [
        f"{word} {voice.quoted_list([option for option, s in said.items() if s is state])}."
        for state, word in words.items()
        if state in said.values()
    ]
    return " ".join(parts)


def switched_off(reasons: Mapping[str, str], voice: Voice) -> tuple[str, ...]:
    """Return one line per rule the organisation does not apply: number, title and reason."""
    known = voice.catalogue.rules
    return tuple(
        voice.say(
            f"{rule} {voice.text(known[rule].title)}. Grund: {reason}",
            f"{rule} {voice.text(known[rule].title)}. Reason: {reason}",
        )
        if rule in known
        else f"{rule}: {reason}"
        for rule, reason in reasons.items()
    )


def status_tags(
    result: UseCaseResult, code: str, grounds: Grounds, voice: Voice
) -> tuple[Tag, ...]:
    """Return the labels of one option in the ranking: excluded, with conditions, or free."""
    status = result.options[code].status
    if status == "open":
        return (Tag(voice.say("Keine Ausschlüsse", "No exclusions"), "ok"),)
    rules = grounds.of(result, code, voice)
    named = ", ".join(rules[:3]) + (" …" if len(rules) > 3 else "")
    if status == "excluded":
        word = voice.say("Ausgeschlossen", "Excluded")
        return (Tag(f"{word}: {named}" if named else word, "danger"),)
    word = voice.say("Bedingung offen", "Condition open")
    return (Tag(f"{word}: {named}" if named else word, "warn"),)


def status_reasons(
    result: UseCaseResult, code: str, grounds: Grounds, voice: Voice
) -> tuple[str, ...]:
    """Return one line per rule that excludes the option: number, title and article."""
    if result.options[code].status != "excluded":
        return ()
    rules = voice.catalogue.rules
    return tuple(
        f"{rule} {voice.text(rules[rule].title)} ({voice.text(rules[rule].legal_basis)})"
        for rule in grounds.of(result, code, voice)
    )


def conditions(
    result: UseCaseResult, code: str, grounds: Grounds, voice: Voice
) -> tuple[tuple[str, str], ...]:
    """Return (rule with article, safeguards as sentences) for what an option still waits for."""
    rules = voice.catalogue.rules
    return tuple(
        (
            f"{rule} {voice.text(rules[rule].title)}",
            " ".join(voice.text(text) for text in rules[rule].safeguards)
            or voice.say("Klären Sie, ob diese Regel gilt.", "Find out whether this rule applies."),
        )
        for rule in grounds.of(result, code, voice)
        if result.options[code].status == "conditional"
    )


COUNTED = {  # kinds of rule: (singular, plural) in German, then in English
    "gate": (("Ausschluss", "Ausschlüsse"), ("exclusion", "exclusions")),
    "condition": (("Bedingung", "Bedingungen"), ("condition", "conditions")),
    "duty": (("Pflicht", "Pflichten"), ("duty", "duties")),
    "flag": (("Hinweis", "Hinweise"), ("note", "notes")),
    "unclear": (("Regel", "Regeln"), ("rule", "rules")),
}
DOES = {  # what they do: (one, several) in German, then in English
    "gate": (("greift", "greifen"), ("applies", "apply")),
    "condition": (("ist zu erfüllen", "sind zu erfüllen"), ("is to be met", "are to be met")),
    "duty": (("gilt", "gelten"), ("applies", "apply")),
    "flag": (("ist zu beachten", "sind zu beachten"), ("is to be minded", "are to be minded")),
    "unclear": (
        ("ist noch zu klären", "sind noch zu klären"),
        ("is still to be cleared up", "are still to be cleared up"),
    ),
}


def named(kind: str, count: int, voice: Voice) -> str:
    """Return rules of a kind with their count: "2 Bedingungen"."""
    return voice.counted(count, *COUNTED[kind])


def counted(kind: str, count: int, voice: Voice) -> str:
    """Return how many rules of a kind do what, as a heading: "2 Bedingungen sind zu erfüllen"."""
    german, english = DOES[kind]
    several = int(count != 1)
    return f"{named(kind, count, voice)} {voice.say(german[several], english[several])}"
