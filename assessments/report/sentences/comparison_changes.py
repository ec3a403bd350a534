"""What changed, one line each, as people would say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.catalogue.entries import ProfileQuestion
from assessments.engine.changes import Change
from assessments.engine.dossier import GivenAnswer

from ..chapters.answers import answer_words, confidence_words, value_words
from ..voice import Voice
from .comparison_facts import CATALOGUE_WORDS, figure_name, figure_words
from .comparison_voices import Voices, Words, from_to, option_name, rule_name, said

USAGE = {
    "input_tokens_per_month": ("Eingabe-Tokens im Monat", "input tokens a month"),
    "output_tokens_per_month": ("Ausgabe-Tokens im Monat", "output tokens a month"),
    "requests_per_month": ("Anfragen im Monat", "requests a month"),
    "users": ("Personen", "people"),
    "requests_per_user_per_day": ("Anfragen je Person und Tag", "requests per person and day"),
    "pages_in": ("Seiten hinein", "pages in"),
    "pages_out": ("Seiten heraus", "pages out"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what it is, and from what to what. use_case: its title, "" = the company."""

    name: str
    text: str
    use_case: str = ""


def line(change: Change, voices: Voices, titles: Mapping[str, str]) -> Line:
    """Return one change in words. titles: use case's key → title."""
    name, text = _WORDS[change.kind](change, voices)
    return Line(name, text, titles.get(change.use_case, ""))


def _use_case(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    if change.kind == "added":
        return voice.say("Neu dabei", "Added"), ""
    if change.kind == "removed":
        return voice.say("Nicht mehr dabei", "Removed"), ""
    if change.kind == "title":
        was, now = voice.quote(change.before), voice.quote(change.after)
        return voice.say("Anderer Name", "Renamed"), f"{was} → {now}"
    known = {**voices.before.catalogue.archetypes, **voice.catalogue.archetypes}
    names = [
        voice.text(known[code].label) if code in known else said(code)
        for code in (change.before, change.after)
    ]
    return voice.say("Vorlage", "Template"), from_to(names[0], names[1], voice)


def _usage(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    amounts = [
        "" if amount is None else voice.number(amount, 0 if float(amount).is_integer() else 1)
        for amount in (change.before, change.after)
    ]
    return voice.say(*USAGE[change.code]), from_to(amounts[0], amounts[1], voice)


def _people(change: Change, voices: Voices) -> tuple[str, str]:
    """An entry of the company's profile or a use case's intake."""
    voice, found = voices.after, None
    for catalogue in (voice.catalogue, voices.before.catalogue):
        asked = catalogue.profile if change.kind == "profile" else catalogue.intake
        found = found or asked.get(change.code)
    words = [_value(value, found, voice) for value in (change.before, change.after)]
    return voice.text(found.short) if found else change.code, from_to(words[0], words[1], voice)


def _value(value: Any, question: ProfileQuestion | None, voice: Voice) -> str:
    if value is None:
        return ""
    return value_words(value, question, voice) if question else str(value)


def _company_name(change: Change, voices: Voices) -> tuple[str, str]:
    return voices.after.say("Name", "Name"), f"{change.before} → {change.after}"


def _answer(change: Change, voices: Voices) -> tuple[str, str]:
    was, now = change.before, change.after
    knows = voices.question(change.code)
    words = [_answer_words(change.code, given, voices) for given in (was, now)]
    if words[0] == words[1] and was and now:
        text = _beside(was, now, words[1], voices.after)
    else:
        text = from_to(words[0], words[1], voices.after)
    return f"{change.code} {knows.question(change.code)}", text


def _answer_words(code: str, given: GivenAnswer | None, voices: Voices) -> str:
    if given is None:
        return ""
    knows = voices.question(code)
    if code not in knows.catalogue.questions:
        return given.level or said(given.number)
    return answer_words(code, given, knows)


def _beside(was: GivenAnswer, now: GivenAnswer, answer: str, voice: Voice) -> str:
    """The answer stays; how sure it is or why differs."""
    parts = []
    if was.confidence != now.confidence:
        sure = f"{confidence_words(was, voice)} → {confidence_words(now, voice)}"
        parts.append(voice.say(f"Sicherheit: {sure}", f"how sure: {sure}"))
    if was.reason != now.reason:
        parts.append(voice.say("andere Begründung", "another reason"))
    return f"{answer} ({', '.join(parts)})" if parts else answer


def _level(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    name = _readiness_name(change.code, voices)
    if change.kind == "theme_importance":
        name = voice.say(f"Wichtigkeit von {name}", f"Importance of {name}")
    return name, from_to(said(change.before), said(change.after), voice)


def _readiness_name(code: str, voices: Voices) -> str:
    for voice in (voices.after, voices.before):
        entry = voice.catalogue.themes.get(code) or voice.catalogue.statements.get(code)
        if entry:
            return f"{code} {voice.text(entry.label)}"
    return code


def _weight(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    shares = [voice.percent(share, 1) for share in (change.before, change.after)]
    return voice.criterion(change.code), " → ".join(shares)


def _respondents(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    if change.before == change.after:
        text = voice.say("andere Angaben, dasselbe Ergebnis", "other values, the same outcome")
        return voice.say("Wer gewichtet", "Who weighs"), text
    counts = [voice.number(len(people)) for people in (change.before, change.after)]
    return voice.say("Stimmen", "Voices"), " → ".join(counts)


def _safeguard(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    rule, _, option = change.code.partition(".")
    words = {
        True: voice.say("erfüllt", "met"),
        False: voice.say("nicht erfüllt", "not met"),
        None: voice.say("offen", "open"),
    }
    return f"{rule_name(rule, voices)}, {option_name(option, voices)}", (
        f"{words[change.before]} → {words[change.after]}"
    )


def _switch(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    if change.after is None:
        text = voice.say("zählt wieder", "counts again")
    elif change.before is None:
        text = voice.say(f"zählt nicht mehr: {change.after}", f"no longer counts: {change.after}")
    else:
        text = voice.say(f"andere Begründung: {change.after}", f"another reason: {change.after}")
    return rule_name(change.code, voices), text


def _figure(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    words = [figure_words(change.code, value, voices) for value in (change.before, change.after)]
    text = from_to(words[0], words[1], voice)
    if change.after is None:
        text = voice.say(
            f"Katalogwert statt {words[0]}", f"the catalogue's value instead of {words[0]}"
        )
    return figure_name(change.code, voices), text


_WORDS: dict[str, Words] = {
    "figure": _figure,
    **dict.fromkeys(("added", "removed", "title", "archetype"), _use_case),
    "usage": _usage,
    **dict.fromkeys(("intake", "profile"), _people),
    "name": _company_name,
    "answer": _answer,
    **dict.fromkeys(("level", "theme_importance"), _level),
    "weight": _weight,
    "respondents": _respondents,
    "safeguard": _safeguard,
    "switch": _switch,
    **CATALOGUE_WORDS,
}
