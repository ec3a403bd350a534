"""What may be said of a result, by how sure it is: one table for every sentence and its test."""

from dataclasses import dataclass
from typing import Literal

from assessments.engine.result import UseCaseResult

from ..voice import Voice

Standing = Literal["clear", "leaning", "open", "tied", "only", "none"]
Pair = tuple[str, str]  # German, English
MANY_OPEN = 8  # about a quarter of the questions: from here on a result is called provisional


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one standing. kicker: the line above the winner. brief: for tables.

    sentence: how sure it is. barred: what no text on such a result may hold.
    """

    kicker: Pair
    brief: Pair
    sentence: Pair
    barred: tuple[Pair, ...] = ()


# Never said of any result: nobody can be that sure.
NEVER: tuple[Pair, ...] = (
    ("eindeutig", "clearly"),
    ("zweifellos", "without doubt"),
    ("mit Abstand", "by far"),
    ("garantiert", "guaranteed"),
)
_BEST: tuple[Pair, ...] = (("Am besten passt", "Best fit"), ("ist klar", "is clear"))
_TENDENCY: tuple[Pair, ...] = (
    ("Am ehesten passt", "Most likely fit"),
    ("eine Tendenz", "a tendency"),
)
_LEAD: tuple[Pair, ...] = (
    ("Vorsprung", "the lead"),
    ("knapp vorn", "just ahead"),
    ("liegt vor „", "is ahead of “"),
)

WORDS: dict[Standing, Words] = {
    "clear": Words(
        ("Am besten passt:", "Best fit:"),
        ("klar", "clear"),
        ("Das Ergebnis ist klar.", "The result is clear."),
    ),
    "leaning": Words(
        ("Am ehesten passt:", "Most likely fit:"),
        ("Tendenz", "tendency"),
        ("Das Ergebnis zeigt eine Tendenz.", "The result shows a tendency."),
        _BEST,
    ),
    "open": Words(
        ("Noch offen, knapp vorn:", "Still open, just ahead:"),
        ("offen", "open"),
        ("Das Ergebnis ist offen.", "The result is open."),
        (*_BEST, *_TENDENCY),
    ),
    "tied": Words(
        ("Gleichauf – bitte testen:", "Too close to call – please test:"),
        ("gleichauf", "too close to call"),
        ("Der Abstand ist klein.", "The distance is small."),
        (*_BEST, *_TENDENCY, *_LEAD),
    ),
    "only": Words(
        ("Der einzige erlaubte Weg:", "The only way allowed:"),
        ("nur ein Weg erlaubt", "only one way allowed"),
        (
            "Nur dieser Weg ist erlaubt. Ob er gut genug ist, zeigt ein Test.",
            "Only this way is allowed. A test shows whether it is good enough.",
        ),
        (*_BEST, *_TENDENCY, *_LEAD),
    ),
    "none": Words(
        ("Kein Ergebnis:", "No result:"),
        ("kein Weg erlaubt", "no way allowed"),
        ("Es gibt nichts zu vergleichen.", "There is nothing to compare."),
        (*_BEST, *_TENDENCY, *_LEAD),
    ),
}


def standing(result: UseCaseResult) -> Standing:
    """Return how sure a result is; a small distance is never more than a tie."""
    if not result.ranking:
        return "none"
    if len(result.ranking) == 1:
        return "only"
    return "tied" if result.tied_with_first else result.confidence


def words(result: UseCaseResult) -> Words:
    """Return what may be said of a result."""
    return WORDS[standing(result)]


def barred(result: UseCaseResult, voice: Voice) -> tuple[str, ...]:
    """Return what no text on this result may hold."""
    return tuple(voice.say(*pair) for pair in (*NEVER, *words(result).barred))


def summary(results: tuple[UseCaseResult, ...], voice: Voice) -> str:
    """Return how sure all results are together: "3 × klar, 1 × offen."."""
    counted: dict[Standing, int] = {}
    for result in results:
        counted[standing(result)] = counted.get(standing(result), 0) + 1
    order: tuple[Standing, ...] = ("clear", "leaning", "open", "tied", "only", "none")
    said = [
        f"{voice.number(counted[name])} × {voice.say(*WORDS[name].brief)}"
        for name in order
        if name in counted
    ]
    open_ones = sum(len(result.open_answers) >= MANY_OPEN for result in results)
    if open_ones:
        mark = voice.say("vorläufig", "provisional")
        said.append(f"{voice.number(open_ones)} × {mark}")
    return f"{', '.join(said)}."
