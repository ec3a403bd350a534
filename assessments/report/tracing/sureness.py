"""How sure it is: shares of the draws, the word for them, other weights and assumptions."""

from collections.abc import Iterator

from assessments.engine.result import TornadoBar, UseCaseResult
from assessments.engine.robustness import (
    CLEAR_ANSWERED,
    CLEAR_DUEL,
    CLEAR_SHARE,
    LEANING_ANSWERED,
    LEANING_SHARE,
)

from .. import codes, numbers
from ..figures.crossing import at, ends
from ..sentences import changes, crossing, paths, results, robustness
from ..traced import Fact, Step, Trace
from .tracer import Tracer


def shares(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield how often every allowed way takes each place."""
    voice, say, made = tracer.voice, tracer.say, tracer.material.recommendation
    if not robustness.is_compared(result):
        return
    for option, places in result.acceptability[robustness.GROUP].ranks.items():
        times = [numbers.times_in_hundred(share, voice.language) for share in places]
        yield Trace(
            codes.share(result.id, option),
            say(f"Wie oft {voice.quoted(option)} vorn liegt",
                f"How often {voice.quoted(option)} is ahead"),
            numbers.in_hundred(places[0], voice.language),
            say(
                "Wir rechnen viele Male mit zufällig veränderten Eingaben und zählen die Plätze. "
                "Die Zahl nennt, wie oft von 100 der Weg auf einem Platz liegt.",
                "We calculate many times with inputs varied at random and count the places. "
                "The number says how often of 100 the way takes a place.",
            ),
            tuple(
                Step(say(f"Platz {place}", f"Place {place}"), value)
                for place, value in enumerate(times, start=1)
            ),
            (
                Fact(say("Rechenläufe", "Runs"), voice.number(made.draws)),
                Fact(say("Startwert", "Seed"), str(made.seed),
                     say("aus der Prüfsumme der Antworten", "from the checksum of the answers")),
                Fact(say("Genauigkeit", "Accuracy"), robustness.precision(
                    made.monte_carlo_error, voice)),
                Fact(say("Was schwankt", "What varies"), say(
                    "Gewichte der Befragten, Ausgangsnoten in ihrer Spanne, offene Antworten, "
                    "Menge, Preise, Technik, Strom und Betreuung",
                    "weights of the respondents, starting marks within their range, open "
                    "answers, volume, prices, hardware, power and care",
                )),
            ),
        )  # fmt: skip


def confidence(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the word on how sure the result is, each threshold beside its value."""
    voice, say, share = tracer.voice, tracer.say, results.share_of_first(result)
    steps: list[Step] = []
    if share is not None:
        top = result.ranking[0]
        duels = result.acceptability[robustness.GROUP].winning[top].values()
        hundred = [numbers.in_hundred(value, voice.language) for value in (share, min(duels))]
        answered = tracer.workings.answered(result.id)
        unclear = tracer.workings.gate_unclear(result.id, top)
        steps = [
            Step(say("Platz 1 bleibt gleich", "First place stays"), hundred[0],
                 _bars(tracer, CLEAR_SHARE, LEANING_SHARE), codes.share(result.id, top)),
            Step(say("Schwächster Zweikampf", "Closest duel"), hundred[1],
                 _bars(tracer, CLEAR_DUEL, None)),
            Step(say("Fragen mit Antwort", "Questions answered"), voice.percent(answered),
                 _bars(tracer, CLEAR_ANSWERED, LEANING_ANSWERED)),
            Step(say("Ausschluss noch möglich", "Exclusion still possible"),
                 say("ja", "yes") if unclear else say("nein", "no"),
                 say("„klar“ verlangt nein", "“clear” requires no")),
        ]  # fmt: skip
    yield Trace(
        codes.confidence(result.id),
        say("Wie sicher das Ergebnis ist", "How sure the result is"),
        results.confidence_word(result, voice),
        say(
            "Das Wort folgt aus festen Schwellen. "
            "Weniger als 5 Punkte Abstand gelten als gleichauf.",
            "The word follows from fixed thresholds. "
            "A distance below 5 points counts as too close to call.",
        ),
        tuple(steps),
    )


def _bars(tracer: Tracer, clear: float, leaning: float | None) -> str:
    least, word = tracer.voice.percent(clear), tracer.say
    text = word(f"„klar“ ab {least}", f"“clear” from {least}")
    if leaning is not None:
        half = tracer.voice.percent(leaning)
        text += word(f", „Tendenz“ ab {half}", f", “tendency” from {half}")
    return text


def lines(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the points of every way at another weight of the criterion that flips first."""
    if not crossing.is_drawn(result):
        return
    voice, say = tracer.voice, tracer.say
    criterion = crossing.nearest(result)
    now, name = result.weights[criterion], voice.quote(voice.criterion(criterion))
    for option, ends_ in ends(result, criterion).items():
        shown = [tracer.plain(at(ends_, weight)) for weight in (0.0, now, 1.0)]
        yield Trace(
            codes.line(result.id, criterion, option),
            say(f"Punkte von {voice.quoted(option)} je Gewicht von {name}",
                f"Points of {voice.quoted(option)} by the weight of {name}"),
            shown[1],
            say(
                "Gewicht × Note in diesem Kriterium + Rest × Punkte der übrigen Kriterien.",
                "Weight × mark in this criterion + rest × points of the other criteria.",
            ),
            (
                Step(say(f"bei {voice.percent(0)}: übrige Kriterien",
                         f"at {voice.percent(0)}: other criteria"), shown[0]),
                Step(say(f"bei {voice.percent(now)}: jetzt", f"at {voice.percent(now)}: now"),
                     shown[1], "", codes.score(result.id, option)),
                Step(say(f"bei {voice.percent(1)}: nur die Note",
                         f"at {voice.percent(1)}: the mark alone"),
                     shown[2], "", codes.mark(result.id, criterion, option)),
            ),
        )  # fmt: skip


def bars(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield what each uncertain input alone does to the lead."""
    if not result.tornado or len(result.ranking) < 2:
        return
    voice, say, (top, other) = tracer.voice, tracer.say, result.ranking[:2]
    lead = result.options[top].score - result.options[other].score
    for place, bar in enumerate(result.tornado, start=1):
        low, high = tracer.signed(bar.low), tracer.signed(bar.high)
        yield Trace(
            codes.bar(result.id, place),
            say(f"Vorsprung, wenn nur {voice.quote(changes.bar_name(bar, voice))} schwankt",
                f"Lead if only {voice.quote(changes.bar_name(bar, voice))} varies"),
            say(f"{low} bis {high}", f"{low} to {high}"),
            say(
                "Alles bleibt gleich, nur diese Annahme nimmt ihre Enden an. "
                "Unter null liegt der zweite Weg vorn.",
                "All stays the same, only this assumption takes its ends. "
                "Below zero the second way is ahead.",
            ),
            (
                Step(voice.short(top), tracer.plain(result.options[top].score), "",
                     codes.score(result.id, top)),
                Step(voice.short(other), tracer.plain(result.options[other].score), "",
                     codes.score(result.id, other)),
                Step(say("Vorsprung jetzt", "Lead now"), tracer.signed(lead)),
                Step(say("mindestens", "at least"), low, _end(tracer, bar, bar.low_at)),
                Step(say("höchstens", "at most"), high, _end(tracer, bar, bar.high_at)),
            ),
        )  # fmt: skip


def _end(tracer: Tracer, bar: TornadoBar, end: str) -> str:
    """Return at which answer, or at which end of the range, that is so."""
    if bar.kind == "answer":
        words = tracer.voice.quote(changes.level(bar.code, end, tracer.voice))
        return tracer.say(f"bei {words}", f"with {words}")
    ends_ = {
        "low": ("am unteren Ende", "at the lower end"),
        "likely": ("beim wahrscheinlichen Wert", "at the likely value"),
        "high": ("am oberen Ende", "at the upper end"),
    }
    return tracer.say(*ends_.get(end, ("", "")))


def start(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the way down the ranking to the first way that nothing bars today."""
    voice, say = tracer.voice, tracer.say
    if not result.ranking:
        return
    steps = []
    for place, option in enumerate(result.ranking, start=1):
        free = tracer.workings.may_start(result.id, option)
        word = say("geht heute", "works today") if free else say("noch nicht", "not yet")
        steps.append(
            Step(f"{place}. {voice.short(option)}", word, "", codes.score(result.id, option))
        )
        if free:
            break
    yield Trace(
        codes.start(result.id),
        say("Womit Sie starten", "What to start with"),
        paths.start_name(result, voice),
        say(
            "Von oben in der Rangfolge: der erste Weg, dem heute nichts fehlt. "
            "Geprüft werden Aufgabe, Betrieb und Reifegrad.",
            "Down the ranking: the first way that lacks nothing today. "
            "Task, operation and readiness are checked.",
        ),
        tuple(steps),
        tuple(
            Fact(voice.theme(code), paths.start(result, voice), "", "", "")
            for code in result.start_themes[:1]
        ),
    )
