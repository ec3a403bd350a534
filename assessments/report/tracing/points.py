"""How points come about: from marks and weights, marks from base and answers."""

from collections.abc import Iterator

from assessments.engine.result import UseCaseResult
from assessments.engine.traces import Base, MarkParts

from .. import codes
from ..traced import Fact, Step, Trace
from .tracer import Tracer


def scores(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the points of every way."""
    for option in result.options:
        yield score(tracer, result, option)


def score(tracer: Tracer, result: UseCaseResult, option: str) -> Trace:
    """Return the points of one way."""
    voice, say, found = tracer.voice, tracer.say, result.options[option]
    steps = [
        Step(
            voice.criterion(code),
            tracer.plain(points),
            say("Gewicht × Note", "weight × mark"),
            codes.points(result.id, code, option),
        )
        for code, points in found.contributions.items()
    ]
    whole = voice.number(found.score)
    steps += [
        Step(say("Summe", "Total"), tracer.plain(found.score)),
        Step(say("Gerundet", "Rounded"), whole),
    ]
    out = found.status == "excluded"
    formula = say(
        "Die Punkte aller Kriterien werden zusammengezählt.",
        "The points of all criteria are added up.",
    )
    if out:
        formula += " " + say(
            "Der Weg ist ausgeschlossen. Die Punkte gelten, als wäre er erlaubt.",
            "The way is excluded. The points hold as if it were allowed.",
        )
    return Trace(
        codes.score(result.id, option),
        say(f"Punkte für {voice.quoted(option)}", f"Points of {voice.quoted(option)}"),
        tracer.plain(found.score),
        formula,
        tuple(steps),
        _rules(tracer, result, option),
    )


def _rules(tracer: Tracer, result: UseCaseResult, option: str) -> tuple[Fact, ...]:
    """Return the rules that shut a way out or let it wait, each with its article."""
    catalogue, voice, facts = tracer.material.catalogue, tracer.voice, []
    for code in tracer.material.grounds.of(result, option, voice):
        rule = catalogue.rules[code]
        dated = rule.valid_as_of.isoformat()
        article = voice.text(rule.legal_basis)
        label = f"{code} {voice.text(rule.title)}"
        facts.append(tracer.sourced(label, article, rule.source, dated))
    return tuple(facts)


def contributions(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the points each criterion brings to each way."""
    voice, say = tracer.voice, tracer.say
    for option, found in result.options.items():
        for code, points in found.contributions.items():
            name = voice.criterion(code)
            share = voice.percent(result.weights[code], 1)
            yield Trace(
                codes.points(result.id, code, option),
                say(
                    f"Punkte durch {voice.quote(name)} für {voice.quoted(option)}",
                    f"Points from {voice.quote(name)} for {voice.quoted(option)}",
                ),
                tracer.plain(points),
                say("Gewicht des Kriteriums × Note des Wegs.",
                    "Weight of the criterion × mark of the way."),
                (
                    Step(say("Gewicht", "Weight"), share, "", codes.weight(result.id, code)),
                    Step(say("Note", "Mark"), tracer.plain(found.criteria[code]), "",
                         codes.mark(result.id, code, option)),
                    tracer.result(tracer.plain(points)),
                ),
            )  # fmt: skip


WEIGHT = (  # the formula of a weight, German and English
    "Wichtigkeit × (0,25 + 1,25 × Bedarf), geteilt durch die Summe aller Kriterien. "
    "Der Bedarf ist das Mittel der beiden höchsten Antworten.",
    "Importance × (0.25 + 1.25 × need), divided by the sum over all criteria. "
    "The need is the mean of the two highest answers.",
)


def weights(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the weight of every criterion."""
    voice, say = tracer.voice, tracer.say
    given = tracer.workings.appraisals[result.id].case.answers
    for code in result.weights:
        parts = tracer.workings.weight(result.id, code)
        needed = [
            Step(
                voice.question(shown.question),
                tracer.plain(shown.need, 2),
                "" if shown.counts else say("zählt hier nicht mit", "does not count here"),
            )
            for shown in parts.shown
        ]
        name = voice.quote(voice.criterion(code))
        yield Trace(
            codes.weight(result.id, code),
            say(f"Gewicht von {name}", f"Weight of {name}"),
            voice.percent(parts.weight),
            say(*WEIGHT),
            (
                Step(say("Wichtigkeit im Betrieb", "Importance to the company"),
                     voice.percent(parts.importance, 1), "", codes.importance(code)),
                *needed,
                Step(say("Bedarf", "Need"), tracer.plain(parts.need, 2),
                     "" if needed else say("ohne Frage dazu: fester Wert",
                                           "no question on it: a fixed value")),
                Step(say("Faktor", "Factor"), tracer.plain(parts.factor, 2)),
                Step(say("Produkt", "Product"), voice.percent(parts.raw, 1)),
                Step(say("Summe aller Kriterien", "Sum over all criteria"),
                     voice.percent(parts.total, 1)),
                tracer.result(voice.percent(parts.weight, 1)),
            ),
            tuple(tracer.answer(shown.question, given, result.id) for shown in parts.shown),
        )  # fmt: skip


def marks(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the mark of every way in every criterion."""
    for option in result.options:
        for code in result.weights:
            yield _mark(tracer, result, code, option)


def _mark(tracer: Tracer, result: UseCaseResult, code: str, option: str) -> Trace:
    voice, say = tracer.voice, tracer.say
    parts = tracer.workings.mark(result.id, code, option)
    answers = tracer.workings.appraisals[result.id].case.answers
    moving = [move for move in parts.moves if round(move.points, 1)]
    steps = [
        *_base_steps(tracer, result, parts.base, option),
        *(Step(voice.question(m.question), tracer.signed(m.points)) for m in moving),
    ]
    if len(moving) < len(parts.moves):
        rest = sum(move.points for move in parts.moves if move not in moving)
        steps.append(Step(say("Übrige Antworten", "Other answers"), tracer.signed(rest)))
    steps.append(_end(tracer, parts))
    return Trace(
        codes.mark(result.id, code, option),
        say(f"Note von {voice.quoted(option)} in {voice.quote(voice.criterion(code))}",
            f"Mark of {voice.quoted(option)} in {voice.quote(voice.criterion(code))}"),
        voice.number(parts.mark),
        say(
            "Ausgangsnote plus Wirkung der Antworten, höchstens 100, mindestens 0.",
            "Starting mark plus the effect of the answers, at most 100, at least 0.",
        ),
        tuple(steps),
        (
            *_base_facts(tracer, result, parts.base, code, option),
            *(tracer.answer(move.question, answers, result.id) for move in parts.moves),
        ),
    )  # fmt: skip


def _end(tracer: Tracer, parts: MarkParts) -> Step:
    if round(parts.uncut, 1) == round(parts.mark, 1):
        return tracer.result(tracer.plain(parts.mark))
    uncut = tracer.plain(parts.uncut)
    return tracer.result(
        tracer.plain(parts.mark), tracer.say(f"begrenzt, zuvor {uncut}", f"cut, before {uncut}")
    )


def _base_steps(tracer: Tracer, result: UseCaseResult, base: Base, option: str) -> list[Step]:
    say, start = tracer.say, tracer.say("Ausgangsnote", "Starting mark")
    if base.computed is None or base.judged is None:
        computed = base.anchor is not None
        text = say("berechnet", "computed") if computed else say("geschätzt", "estimated")
        trace = codes.cost(result.id, option) if computed else ""
        return [Step(start, tracer.plain(base.points), text, trace)]
    voice = tracer.voice
    part, rest = voice.percent(base.share), voice.percent(1 - base.share)
    judged, computed_ = tracer.plain(base.judged), tracer.plain(base.computed)
    text = say(
        f"{part} berechnet ({computed_}), {rest} geschätzt ({judged})",
        f"{part} computed ({computed_}), {rest} estimated ({judged})",
    )
    return [Step(start, tracer.plain(base.points), text)]


def _base_facts(
    tracer: Tracer, result: UseCaseResult, base: Base, code: str, option: str
) -> list[Fact]:
    voice, say, facts = tracer.voice, tracer.say, []
    judged = tracer.material.catalogue.criteria[code].base.get(option)
    if judged is not None:
        own = tracer.material.catalogue.overrides.level(code, option)
        name = say("Geschätzte Ausgangsnote", "Estimated starting mark")
        level = tracer.plain(judged.level, 0 if judged.level.is_integer() else 1)
        value = say(f"{level} von 4. ", f"{level} of 4. ")
        if own:
            whose = say("eigene Einstufung der Beratung", "own judgement of the consultancy")
            facts.append(Fact(name, value + own.reason, whose))
        else:
            value += voice.text(judged.reason)
            facts.append(tracer.sourced(name, value, judged.source, ""))
    if base.anchor is not None and base.quantity is not None:
        anchor = tracer.workings.figures.anchors[base.anchor]
        value = f"{_figure(tracer, base.quantity)} {voice.text(anchor.unit)}"
        name = voice.text(anchor.label)
        facts.append(tracer.sourced(name, value, anchor.source, anchor.dated))
    return facts


def _figure(tracer: Tracer, value: float) -> str:
    return tracer.plain(value, 0 if value >= 100 else 1 if value >= 1 else 2)


def gaps(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield by how much the first is ahead of every other way, in points and in marks."""
    if not result.ranking:
        return
    mine = result.ranking[0]
    for other in result.options:
        if other != mine:
            yield from _gaps(tracer, result, mine, other)


def _gaps(tracer: Tracer, result: UseCaseResult, mine: str, other: str) -> Iterator[Trace]:
    voice, say, pair = tracer.voice, tracer.say, (mine, other)
    ways = [result.options[code] for code in pair]
    for code in result.weights:
        name = voice.quote(voice.criterion(code))
        points = [way.contributions[code] for way in ways]
        marks_ = [round(way.criteria[code]) for way in ways]
        formula = say(
            f"{voice.quoted(mine)} minus {voice.quoted(other)}.",
            f"{voice.quoted(mine)} minus {voice.quoted(other)}.",
        )
        yield Trace(
            codes.gap(result.id, code, mine, other),
            say(f"Unterschied in Punkten durch {name}", f"Difference in points from {name}"),
            tracer.signed(points[0] - points[1]),
            formula,
            tuple(
                Step(voice.short(way), tracer.plain(value), "", codes.points(result.id, code, way))
                for way, value in zip(pair, points, strict=True)
            ),
        )
        yield Trace(
            codes.mark_gap(result.id, code, mine, other),
            say(f"Unterschied der Noten in {name}", f"Difference of marks in {name}"),
            tracer.signed(marks_[0] - marks_[1], 0),
            formula,
            tuple(
                Step(voice.short(way), str(value), "", codes.mark(result.id, code, way))
                for way, value in zip(pair, marks_, strict=True)
            ),
        )
