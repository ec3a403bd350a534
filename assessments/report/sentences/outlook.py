"""What may go wrong: stress tests and answers that need attention."""

from assessments.engine.result import StressTest, UseCaseResult

from ..voice import Voice
from .results import first

# Titles of the what-ifs the engine plays through (German, English).
STRESS_TESTS = {
    "token_price_x4": (
        "Der Verbrauch kostet das Vierfache",
        "Usage costs four times as much",
    ),
    "token_price_div4": (
        "Der Verbrauch kostet nur noch ein Viertel",
        "Usage costs only a quarter",
    ),
    "volume_x10": (
        "Die Nutzung steigt auf das Zehnfache",
        "Usage grows tenfold",
    ),
    "data_framework_falls": (
        "Der EU-US-Datenrahmen fällt",
        "The EU-US data framework falls",
    ),
    "us_access_cut": (
        "US-Modelle sind plötzlich gesperrt, etwa durch ein Exportverbot",
        "US models are suddenly cut off, for example by an export ban",
    ),
    "model_retired": (
        "Das gewählte Modell wird in sechs Monaten abgeschaltet",
        "The model chosen is switched off in six months",
    ),
    "key_person_leaves": (
        "Die wichtigste IT-Fachkraft geht",
        "The key IT specialist leaves",
    ),
}

# Answers that need a second look: question → lead and text, each German and English.
WARNINGS = {
    "FA5": (
        ("Niemand prüft vorher.", "Nobody checks beforehand."),
        (
            "Ein unbemerkter Fehler wirkt hier sofort. "
            "Lassen Sie jede Handlung mit Folgen von einem Menschen bestätigen.",
            "An unnoticed error takes effect at once here. "
            "Let a person confirm every action with consequences.",
        ),
    ),
    "KT2": (
        ("Heikler als sonst.", "More sensitive than usual."),
        (
            "Hier landen heiklere Inhalte als im übrigen Betrieb. "
            "Trennen Sie diesen Weg von den anderen.",
            "More sensitive content ends up here than elsewhere in your company. "
            "Keep this way apart from the others.",
        ),
    ),
    "F9": (
        ("Es geht um Menschen.", "This is about people."),
        (
            "Das Ergebnis kann über Menschen mitentscheiden. "
            "Bewerbungen zu ordnen eignet sich nicht als erster Versuch. "
            "Die Entscheidung muss bei einem Menschen bleiben.",
            "The result may help decide about people. "
            "Ranking applicants is not suited as a first try. "
            "The decision has to stay with a person.",
        ),
    ),
    "F7": (
        ("Hier wird gesprochen.", "People speak here."),
        (
            "Heimliches Aufnehmen ist strafbar. Die Zustimmung muss nachweisbar sein. "
            "Nehmen Sie andere nur auf, wenn alle vorher zustimmen.",
            "Recording people in secret is a crime. You must be able to prove consent. "
            "Record others only if everyone agrees beforehand.",
        ),
    ),
    "AN2": (
        ("Es fehlen Beispiele.", "Examples are missing."),
        (
            "Nachtrainieren lohnt erst ab etwa 100 geprüften Beispielen. "
            "Beginnen Sie mit Ihren Unterlagen.",
            "Training pays only from about 100 checked examples. Start with your documents.",
        ),
    ),
}


def stress_title(test: StressTest, voice: Voice) -> str:
    """Return the what-if in words; its id where we have none."""
    titles = STRESS_TESTS.get(test.id)
    return voice.say(*titles) if titles else test.id.replace("_", " ")


def stress_outcome(test: StressTest, result: UseCaseResult, voice: Voice) -> str:
    """Return what the what-if does to the ways allowed and to rank 1."""
    if test.new_first is None:
        return voice.say("Dann ist kein Weg mehr erlaubt.", "Then no way is allowed any more.")
    out = voice.quoted_list(test.excluded)
    if test.new_first == first(result):
        if not out:
            return voice.say("Platz 1 bleibt gleich.", "First place stays the same.")
        return voice.say(
            f"Dann {_drops(test)} {out} weg. Platz 1 bleibt gleich.",
            f"Then {out} {_is(test)} out. First place stays the same.",
        )
    ahead = voice.quoted(test.new_first)
    if not out:
        return voice.say(f"Dann liegt {ahead} vorn.", f"Then {ahead} is ahead.")
    return voice.say(
        f"Dann {_drops(test)} {out} weg, und {ahead} liegt vorn.",
        f"Then {out} {_is(test)} out, and {ahead} is ahead.",
    )


def _drops(test: StressTest) -> str:
    return "fällt" if len(test.excluded) == 1 else "fallen"


def _is(test: StressTest) -> str:
    return "is" if len(test.excluded) == 1 else "are"


def stress_summary(result: UseCaseResult, voice: Voice) -> str:
    """Return how many what-ifs change rank 1; nothing where none was played."""
    if not result.stress_tests or first(result) is None:
        return ""
    total = voice.counted(
        len(result.stress_tests),
        ("Belastungsprobe", "Belastungsproben"),
        ("stress test", "stress tests"),
    )
    changed = sum(test.new_first != first(result) for test in result.stress_tests)
    if changed == 0:
        return (
            voice.say(f"Platz 1 hält in allen {total}.", f"First place holds in all {total}.")
            if len(result.stress_tests) > 1
            else voice.say(
                "Platz 1 hält in der Belastungsprobe.", "First place holds in the stress test."
            )
        )
    number = voice.number(changed)
    return voice.say(
        f"{number} von {total} {'ändert' if changed == 1 else 'ändern'} Platz 1.",
        f"{number} of {total} {'changes' if changed == 1 else 'change'} first place.",
    )


def warning(code: str, voice: Voice) -> tuple[str, str]:
    """Return (lead, text) for an answer that needs attention."""
    if code in WARNINGS:
        lead, text = WARNINGS[code]
        return voice.say(*lead), voice.say(*text)
    return (
        voice.say("Bitte ansehen.", "Please look at this."),
        voice.say(
            f"Die Antwort auf {voice.quote(voice.question(code))} braucht Ihre Aufmerksamkeit.",
            f"The answer to {voice.quote(voice.question(code))} needs your attention.",
        ),
    )


def open_questions(result: UseCaseResult, voice: Voice) -> str:
    """Return which questions are still open and could matter; nothing if none."""
    if not result.open_answers:
        return ""
    names = [voice.quote(voice.question(code)) for code in result.open_answers]
    shown, rest = names[:5], len(names) - 5
    if rest > 0:
        more = voice.say("weitere", "more")
        shown.append(f"{voice.number(rest)} {more}")
    return voice.say(f"Noch offen: {voice.listed(shown)}.", f"Still open: {voice.listed(shown)}.")
