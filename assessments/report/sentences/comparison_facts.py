"""What is different in the catalogue: facts, prices and assumptions, law."""

from assessments.catalogue.entries import LanePrice
from assessments.catalogue.technology import HardwareSet
from assessments.engine.changes import Change

from .. import numbers
from ..voice import Voice
from .comparison_voices import Voices, Words, from_to, option_name, rule_name

KINDS = {
    "gate": ("Ausschluss", "knock-out"),
    "condition": ("Bedingung", "condition"),
    "duty": ("Pflicht", "duty"),
    "flag": ("Hinweis", "hint"),
}
TABLES = {
    "options": ("Wege", "Ways of sourcing"),
    "claims": ("Aussagen am Markt", "Claims of the market"),
    "profile": ("Fragen zum Unternehmen", "Questions on the company"),
    "intake": ("Fragen zum Anwendungsfall", "Questions on the use case"),
    "archetypes": ("Vorlagen für Anwendungsfälle", "Templates of use cases"),
    "themes": ("Themen des Reifegrads", "Readiness themes"),
    "theme_importance": ("Wichtigkeit der Themen", "Importance of themes"),
    "presets": ("Vorlagen für die Gewichtung", "Presets of importance"),
    "models": ("Offene Modelle", "Open models"),
    "closed_models": ("Geschlossene Modelle", "Closed models"),
    "gpus": ("Grafikprozessoren", "Graphics processors"),
    "quantisations": ("Speicherformate", "Storage formats"),
    "mixes": ("Strommixe", "Electricity mixes"),
    "energy": ("Energie der Dienste", "Energy of services"),
    "speeds": ("Geschwindigkeiten", "Speeds"),
    "anchors": ("Ankerpunkte der Noten", "Anchor points of marks"),
    "help_offers": ("Hilfsangebote", "Offers of help"),
    "timetable": ("Termine der KI-Verordnung", "Dates of the AI Act"),
    "topics": ("Weitere Gesetze", "Other laws"),
}


def _base(change: Change, voices: Voices) -> tuple[str, str]:
    """A starting mark, or points an answer gives: by way of sourcing."""
    voice = voices.after
    *place, option = change.code.split(".")
    words = ["" if v is None else voice.number(v, 2) for v in (change.before, change.after)]
    text = from_to(words[0], words[1], voice)
    if change.kind == "base":
        name = voice.say("Ausgangsnote", "Starting mark")
        criterion = _criterion(place[0], voices)
        return f"{name} {criterion}, {option_name(option, voices)}", text
    signed = [numbers.signed(v or 0, voice.language) for v in (change.before, change.after)]
    name = voice.say("Wirkung der Antwort", "Effect of the answer")
    return f"{name} {_level(place, voices)}, {option_name(option, voices)}", " → ".join(signed)


def _criterion(code: str, voices: Voices) -> str:
    known = code in voices.after.catalogue.criteria
    return (voices.after if known else voices.before).criterion_short(code)


def _level(place: list[str], voices: Voices) -> str:
    """A question and one of its answers."""
    question, level = place
    for voice in (voices.after, voices.before):
        asked = voice.catalogue.questions.get(question)
        found = asked.level(level) if asked else None
        if found:
            return f"{question} {voice.quote(voice.text(found.label))}"
    return f"{question} {level}"


def _answer_level(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    name = _level(change.code.split("."), voices)
    text = voice.say("anderer Bedarf oder neue Stufe", "another need or a new level")
    return name, text


def _question(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.question(change.code)
    name = f"{change.code} {voice.question(change.code)}"
    if change.before is None:
        return name, voice.say("neue Frage", "new question")
    return name, voice.say("wird nicht mehr gefragt", "no longer asked")


def _reworded(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    if change.kind == "criterion_words":
        name = _criterion(change.code, voices)
    else:
        name = f"{change.code} {voice.question(change.code)}"
    return name, voice.say("neu gefasst", "worded anew")


def _entries(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    count = voice.counted(
        change.after, ("Eintrag anders", "Einträge anders"), ("entry differs", "entries differ")
    )
    return voice.say(*TABLES[change.code]), count


def figure_name(code: str, voices: Voices) -> str:
    """Return the name of an assumption or of a price as `engine.figures` calls it."""
    for voice in (voices.after, voices.before):
        if code in voice.catalogue.assumptions:
            return voice.text(voice.catalogue.assumptions[code].label)
    for option in voices.after.catalogue.options:
        begin, found, capability = code.partition(f"_{option}_")
        if found:
            return f"{_part(begin, voices.after)}, {_lane(option, capability, voices)}"
    return code


def _part(begin: str, voice: Voice) -> str:
    parts = {
        "in": voice.say("Preis je Million Tokens hinein", "Price per million tokens in"),
        "out": voice.say("Preis je Million Tokens heraus", "Price per million tokens out"),
        "cached": voice.say("Preis aus dem Zwischenspeicher", "Price from the cache"),
        "hour": voice.say("Miete je Stunde", "Rent by the hour"),
        "purchase": voice.say("Kaufpreis", "Purchase price"),
        "kw": voice.say("Leistung in kW", "Power in kW"),
    }
    return parts.get(begin, begin)


def figure_words(code: str, value: float | None, voices: Voices) -> str:
    """Return a value with its unit, nothing for None."""
    if value is None:
        return ""
    voice = voices.after
    known = voice.catalogue.assumptions.get(code) or voices.before.catalogue.assumptions.get(code)
    return f"{_number(value, voice)} {known.unit if known else ''}".strip()


def _number(value: float, voice: Voice) -> str:
    """As many digits as the value needs, at most four."""
    places = next((n for n in range(4) if round(value, n) == value), 4)
    return voice.number(value, places)


def _assumption(change: Change, voices: Voices) -> tuple[str, str]:
    words = [figure_words(change.code, value, voices) for value in (change.before, change.after)]
    if words[0] == words[1]:
        text = voices.after.say("andere Spanne oder Quelle", "another range or source")
        return figure_name(change.code, voices), text
    return figure_name(change.code, voices), from_to(words[0], words[1], voices.after)


def _lane(option: str, capability: str, voices: Voices) -> str:
    name = voices.after.say(f"Klasse {capability}", f"class {capability}")
    return f"{option_name(option, voices)}, {name}"


def _price(change: Change, voices: Voices) -> tuple[str, str]:
    words = [_paid(entry, voices.after) for entry in (change.before, change.after)]
    option, capability = change.code.split(".")
    name = _lane(option, capability, voices)
    if words[0] == words[1]:
        text = voices.after.say("andere Angaben, derselbe Preis", "other details, the same price")
        return name, text
    return name, from_to(words[0], words[1], voices.after)


def _paid(entry: LanePrice | HardwareSet | None, voice: Voice) -> str:
    if entry is None:
        return ""
    if isinstance(entry, LanePrice):
        prices = (_number(p, voice) for p in (entry.per_million_in, entry.per_million_out))
        return f"{' / '.join(prices)} {entry.currency}"
    amounts = (entry.eur_per_hour, entry.purchase_eur)
    return " / ".join(f"{_number(a, voice)} EUR" for a in amounts if a is not None)


def _rule_change(change: Change, voices: Voices) -> tuple[str, str]:
    voice = voices.after
    kinds = [voice.say(*KINDS[kind]) if kind else "" for kind in (change.before, change.after)]
    if change.kind == "rule":
        text = voice.say("neu gefasst", "worded or dated anew")
    else:
        text = from_to(kinds[0], kinds[1], voice)
    return rule_name(change.code, voices), text


def _computed(change: Change, voices: Voices) -> tuple[str, str]:
    """Another version of the engine, or a catalogue that was not kept."""
    voice = voices.after
    if change.kind == "version":
        return voice.say("Version", "Version"), f"{change.before} → {change.after}"
    return voice.say("Nicht aufbewahrt", "Not kept"), voice.say(
        "Fakten, Preise und Recht von damals lassen sich nicht einzeln vergleichen.",
        "Facts, prices and law of then cannot be compared one by one.",
    )


CATALOGUE_WORDS: dict[str, Words] = {
    **dict.fromkeys(("base", "effect"), _base),
    "answer_level": _answer_level,
    "question": _question,
    **dict.fromkeys(("criterion_words", "question_words"), _reworded),
    "entries": _entries,
    "assumption": _assumption,
    **dict.fromkeys(("price", "hardware"), _price),
    **dict.fromkeys(("rule", "rule_kind", "rule_added", "rule_removed"), _rule_change),
    **dict.fromkeys(("version", "not_kept"), _computed),
}
