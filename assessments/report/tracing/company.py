"""What holds for the company: importance, readiness, and the dated assumptions."""

from collections.abc import Iterator

from .. import codes
from ..chapters.readiness import needed_levels
from ..sentences import group, units
from ..traced import Fact, Step, Trace
from .tracer import Tracer

MANY = 12  # respondents, from which on the trace counts them


def importance(tracer: Tracer) -> Iterator[Trace]:
    """Yield what the room says each criterion weighs."""
    voice, say = tracer.voice, tracer.say
    given, people = tracer.material.dossier.importance, tracer.workings.people
    for code, share in tracer.workings.importance.items():
        steps = [
            Step(
                tracer.material.respondent(one.respondent),
                voice.percent(person[code], 1),
                group.method(one.method, voice),
            )
            for one, person in zip(given, people, strict=False)
        ]
        if len(steps) > MANY:
            count = voice.number(len(steps))
            steps = [Step(say("Befragte", "Respondents"), count)]
        if not given:
            steps = [Step(say("Noch keine Angabe", "Nothing said yet"), voice.percent(share, 1))]
        facts = [
            Fact(tracer.material.respondent(one.respondent), voice.percent(voice_, 1),
                 say("Gewicht der Stimme", "weight of the voice"))
            for one, voice_ in zip(given, tracer.workings.voices, strict=False)
        ] if len(set(tracer.workings.voices)) > 1 and len(given) <= MANY else []  # fmt: skip
        name = voice.quote(voice.criterion(code))
        yield Trace(
            codes.importance(code),
            say(f"Wichtigkeit von {name}", f"Importance of {name}"),
            voice.percent(share),
            say(
                "Mittel aller Befragten. Ohne Angabe zählen alle Kriterien gleich.",
                "Mean of all respondents. Where nothing was said, all criteria count the same.",
            ),
            (*steps, tracer.result(voice.percent(share, 1))),
            tuple(facts),
        )


def readiness(tracer: Tracer) -> Iterator[Trace]:
    """Yield the level of every readiness theme beside what the targets need."""
    voice, say, material = tracer.voice, tracer.say, tracer.material
    needed, statements = needed_levels(material), material.catalogue.statements
    for code in material.catalogue.themes:
        parts = tracer.workings.theme(code)
        level = str(parts.level or "–")
        steps: list[Step] = []
        if parts.mean is not None and parts.cap is not None:
            steps += [
                Step(say("Mittel, abgerundet", "Mean, rounded down"), str(int(parts.mean)),
                     tracer.plain(parts.mean, 2)),
                Step(say("Höchstens", "At most"), str(parts.cap),
                     say("eine Stufe über der schwächsten Aussage",
                         "one level above the weakest statement")),
            ]  # fmt: skip
        steps += [
            Step(say("heute", "today"), level),
            Step(say("für das Ziel nötig", "needed for the target"), str(needed.get(code, "–"))),
        ]
        yield Trace(
            codes.readiness(code),
            say(f"Reifestufe: {voice.theme(code)}", f"Readiness level: {voice.theme(code)}"),
            level,
            say(
                "Mittel der Aussagen, abgerundet, höchstens eine Stufe über der schwächsten.",
                "Mean of the statements, rounded down, at most one level above the weakest.",
            ),
            tuple(steps),
            tuple(
                Fact(
                    voice.text(statements[name].label),
                    f"{value}: {voice.text(statements[name].levels[value - 1])}",
                    say("Ihre Einschätzung", "your own assessment"),
                )
                for name, value in parts.given.items()
            ),
        )


def assumptions(tracer: Tracer) -> Iterator[Trace]:
    """Yield every dated figure of the cost model with its source."""
    say, figures = tracer.say, tracer.workings.figures
    for code, entry in figures.assumptions.items():
        low, value, high = (
            units.figure(each, entry.unit, tracer.voice)
            for each in (entry.low, entry.value, entry.high)
        )
        span = f"{low} – {high}"
        yield Trace(
            codes.assumption(code),
            tracer.voice.text(entry.label),
            value,
            say(
                "Eine Annahme mit Datum und Quelle. Die Spanne zählt in den Rechenläufen.",
                "An assumption with date and source. Its range counts in the runs.",
            ),
            (
                Step(say("Wert", "Value"), value),
                Step(say("Spanne", "Range"), span),
            ),
            (tracer.figure(code),),
        )
