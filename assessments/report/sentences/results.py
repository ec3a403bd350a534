"""What fits best in one use case, and how sure that is."""

from dataclasses import dataclass

from assessments.engine.result import UseCaseResult

from .. import numbers
from ..voice import Voice
from . import sureness


@dataclass(frozen=True, slots=True)
class Headline:
    """The answer in three lines. kicker may be empty; provisional too (then nothing is said)."""

    kicker: str
    title: str
    lede: str
    provisional: str


def first(result: UseCaseResult) -> str | None:
    """Return the option on rank 1, or None where every option is excluded."""
    return result.ranking[0] if result.ranking else None


def second(result: UseCaseResult) -> str | None:
    """Return the option on rank 2, or None."""
    return result.ranking[1] if len(result.ranking) > 1 else None


def excluded(result: UseCaseResult) -> tuple[str, ...]:
    """Return the excluded options in the catalogue's order."""
    return tuple(code for code, o in result.options.items() if o.status == "excluded")


def points_of(result: UseCaseResult, code: str) -> int:
    """Return the points as they are printed: whole ones."""
    return round(result.options[code].score)


def lead(result: UseCaseResult) -> int:
    """Return the printed points between rank 1 and 2 (0 without a second)."""
    other = second(result)
    return points_of(result, result.ranking[0]) - points_of(result, other) if other else 0


def headline(result: UseCaseResult, voice: Voice) -> Headline:
    """Return the result's title, its line above and the sentence below."""
    return Headline(
        _kicker(result, voice),
        result_title(result, voice),
        lede(result, voice),
        provisional(result, voice),
    )


def _kicker(result: UseCaseResult, voice: Voice) -> str:
    return voice.say(*sureness.words(result).kicker)


def result_title(result: UseCaseResult, voice: Voice) -> str:
    """Return the winner's name, the names that are level, or that nothing is allowed."""
    if not result.ranking:
        return voice.say("Kein Weg ist erlaubt", "No way is allowed")
    if not result.tied_with_first:
        return voice.option(result.ranking[0])
    names = [voice.short(code) for code in (result.ranking[0], *result.tied_with_first)]
    return voice.listed([voice.quote(name) for name in names], voice.say("oder", "or"))


def finding(result: UseCaseResult, voice: Voice) -> str:
    """Return the result as a heading: "Am besten passt: Offen, EU-Dienst"."""
    if not result.ranking:
        return result_title(result, voice)
    names = [voice.short(code) for code in (result.ranking[0], *result.tied_with_first)]
    if len(names) > 1:
        return voice.say("Gleichauf: ", "Too close to call: ") + voice.listed(
            [voice.quote(name) for name in names], voice.say("und", "and")
        )
    return f"{_kicker(result, voice)} {names[0]}"


def lede(result: UseCaseResult, voice: Voice) -> str:
    """Return points and lead: "83 von 100 Punkten, 9 Punkte vor „…“."."""
    top = first(result)
    if top is None:
        count = len(result.options)
        return voice.say(
            f"Alle {count} Wege sind ausgeschlossen. Die Gründe stehen in der Rangfolge.",
            f"All {count} ways are excluded. The ranking states the reasons.",
        )
    score = voice.say(
        f"{points_of(result, top)} von 100 Punkten", f"{points_of(result, top)} of 100 points"
    )
    other = second(result)
    if other is None:
        return score + voice.say(
            "; alle anderen Wege sind ausgeschlossen.", "; all other ways are excluded."
        )
    if result.tied_with_first:
        return f"{score}, {_next_points(result, voice)}. {tie(result, voice)}"
    ahead = voice.points(lead(result))
    return score + voice.say(
        f", {ahead} vor {voice.quoted(other)}.", f", {ahead} ahead of {voice.quoted(other)}."
    )


def _next_points(result: UseCaseResult, voice: Voice) -> str:
    others = [
        f"{points_of(result, code)} {voice.say('für', 'for')} {voice.quoted(code)}"
        for code in result.tied_with_first
    ]
    return voice.listed(others)


def tie(result: UseCaseResult, voice: Voice) -> str:
    """Return what a small distance means; nothing where there is no tie."""
    if not result.tied_with_first:
        return ""
    return voice.say(
        "Dieser Abstand entscheidet nichts: Testen Sie mit eigenen Aufgaben.",
        "This distance decides nothing: test with tasks of your own.",
    )


def is_provisional(result: UseCaseResult) -> bool:
    """Return True where so much is unanswered that the result may well change."""
    return len(result.open_answers) >= sureness.MANY_OPEN


def provisional(result: UseCaseResult, voice: Voice) -> str:
    """Return that the result is provisional, or nothing."""
    if not is_provisional(result):
        return ""
    count = voice.counted(len(result.open_answers), ("Frage", "Fragen"), ("question", "questions"))
    return voice.say(f"Vorläufig: Noch {count} offen.", f"Provisional: {count} still open.")


def confidence_word(result: UseCaseResult, voice: Voice) -> str:
    """Return how sure the result is, in one or two words (for tables)."""
    word = voice.say(*sureness.words(result).brief)
    mark = voice.say("vorläufig", "provisional")
    return f"{word}, {mark}" if result.ranking and is_provisional(result) else word


def share_of_first(result: UseCaseResult) -> float | None:
    """Return the share of draws in which rank 1 stays; None where nothing is compared."""
    if len(result.ranking) < 2:
        return None
    return result.options[result.ranking[0]].first_rank_share


def frequency(result: UseCaseResult, voice: Voice) -> str:
    """Return "In 97 von 100 Rechenläufen bleibt Platz 1 gleich."; nothing if not compared."""
    share = share_of_first(result)
    if share is None:
        return ""
    count = numbers.in_hundred(share, voice.language)
    return voice.say(
        f"In {count} Rechenläufen bleibt Platz 1 gleich.",
        f"In {count} runs, first place stays the same.",
    )


def confidence(result: UseCaseResult, voice: Voice) -> str:
    """Return how sure the result is, as one or two sentences."""
    start = voice.say(*sureness.words(result).sentence)
    if len(result.ranking) < 2:
        return start
    parts = [start, frequency(result, voice), provisional(result, voice)]
    return " ".join(part for part in parts if part)


def how_drawn(draws: int, voice: Voice) -> str:
    """Return what a "Rechenlauf" is."""
    count = voice.number(draws)
    return voice.say(
        f"Wir rechnen {count}-mal. Gewichte, Noten und Kosten schwanken dabei zufällig.",
        f"We calculate {count} times. Weights, marks and costs vary at random.",
    )
