"""What would change first place: all weights together, one answer, one assumption."""

from dataclasses import dataclass

from assessments.engine.result import AnswerTippingPoint, TornadoBar, UseCaseResult

from .. import numbers
from ..voice import Voice

VISIBLE = 0.0005  # share of the weight: less is not printed

COSTS = {  # what a bar moves that belongs to no question: German, English
    "volume": ("Menge der Anfragen", "Volume of requests"),
    "token_price": ("Preis des Verbrauchs", "Price of usage"),
    "exchange": ("Wechselkurs des Dollars", "Dollar exchange rate"),
    "hardware_price": ("Preis der Technik", "Price of hardware"),
    "power": ("Stromkosten", "Power costs"),
    "care": ("Aufwand der Betreuung", "Effort of care"),
}


@dataclass(frozen=True, slots=True)
class AnswerTip:
    """An answer that alone would change first place. own: given for this use case only."""

    question: str
    name: str
    text: str
    own: bool


def joint(result: UseCaseResult, voice: Voice) -> str:
    """Return how little weight has to move in all until another way is level with the first."""
    if len(result.ranking) < 2 or not result.weights:
        return ""
    change = result.least_moved
    if change is None:
        return voice.say(
            "Auch mehrere Gewichte zusammen ändern Platz 1 nicht.",
            "Even several weights together do not change first place.",
        )
    moves = {code: after - result.weights[code] for code, after in change.weights.items()}
    seen = sorted((code for code in moves if abs(moves[code]) >= VISIBLE), key=lambda c: moves[c])
    parts = voice.listed([_move(code, moves[code], voice) for code in seen])
    total = voice.number(100 * change.moved, 1)
    level = voice.quoted(change.new_first)
    if not seen:
        return voice.say(f"{level} liegt schon gleichauf.", f"{level} is level already.")
    return voice.say(
        f"Zusammen genügen {total} Prozentpunkte: {parts}. Dann ist {level} gleichauf.",
        f"Together, {total} percentage points are enough: {parts}. Then {level} is level.",
    )


def _move(code: str, share: float, voice: Voice) -> str:
    points, name = voice.number(abs(100 * share), 1), voice.criteria_listed([code])
    if share < 0:
        return voice.say(f"{points} weniger für {name}", f"{points} less for {name}")
    return voice.say(f"{points} mehr für {name}", f"{points} more for {name}")


def answer_tips(result: UseCaseResult, voice: Voice) -> tuple[AnswerTip, ...]:
    """Return each answer that alone changes first place, with what follows."""
    points: dict[str, list[AnswerTippingPoint]] = {}
    for point in result.answer_tipping_points:
        points.setdefault(point.question, []).append(point)
    return tuple(
        AnswerTip(code, voice.question(code), _outcomes(found, voice), found[0].own)
        for code, found in points.items()
    )


def _outcomes(points: list[AnswerTippingPoint], voice: Voice) -> str:
    levels: dict[str | None, list[str]] = {}
    for point in points:
        levels.setdefault(point.new_first, []).append(
            voice.quote(level(point.question, point.after, voice))
        )
    parts = []
    for new_first, names in levels.items():
        given = voice.listed(names, voice.say("oder", "or"))
        parts.append(_outcome(given, new_first, voice))
    return " ".join(parts)


def _outcome(given: str, new_first: str | None, voice: Voice) -> str:
    if new_first is None:
        return voice.say(
            f"Bei {given} ist kein Weg mehr erlaubt.", f"With {given}, no way is allowed."
        )
    ahead = voice.quoted(new_first)
    return voice.say(f"Bei {given} liegt {ahead} vorn.", f"With {given}, {ahead} is ahead.")


def level(question: str, code: str, voice: Voice) -> str:
    """Return a level's words; its code where the catalogue has none."""
    entry = voice.catalogue.questions.get(question)
    found = (each.label for each in entry.levels if each.code == code) if entry else ()
    return voice.text(next(iter(found), None)) or code


def no_answer_tips(result: UseCaseResult, voice: Voice) -> str:
    """Return that no single answer changes first place; nothing where one does."""
    if result.answer_tipping_points:
        return ""
    return voice.say(
        "Keine einzelne Antwort ändert Platz 1, wenn sie um eine Stufe anders ausfällt.",
        "No single answer changes first place if it turns out one level different.",
    )


def heading(result: UseCaseResult, voice: Voice) -> str:
    """Return how many weights and answers alone change first place, as a heading."""
    weights = len(result.tipping_points) if len(result.ranking) > 1 else 0
    answers = len({point.question for point in result.answer_tipping_points})
    parts = []
    if weights:
        parts.append(voice.counted(weights, ("Gewicht", "Gewichte"), ("weight", "weights")))
    if answers:
        parts.append(voice.counted(answers, ("Antwort", "Antworten"), ("answer", "answers")))
    if not parts:
        return voice.say(
            "Kein Gewicht und keine Antwort ändert allein Platz 1",
            "No weight and no answer alone changes first place",
        )
    one = weights + answers == 1
    return voice.listed(parts) + voice.say(
        " kann Platz 1 ändern" if one else " können je für sich Platz 1 ändern",
        " can change first place" if one else " can each change first place",
    )


def bar_name(bar: TornadoBar, voice: Voice) -> str:
    """Return what a bar of the tornado moves."""
    if bar.kind == "answer":
        name = voice.question(bar.code)
        return voice.say(f"Offene Frage: {name}", f"Open question: {name}")
    if bar.kind == "base_level" and bar.option:
        return f"{voice.criterion_short(bar.code)}: {voice.short(bar.option)}"
    return voice.say(*COSTS[bar.code]) if bar.code in COSTS else bar.code


def tornado_title(bars: tuple[TornadoBar, ...], voice: Voice, *, tied: bool = False) -> str:
    """Return how many assumptions alone would cost the lead. tied: a distance is no lead."""
    count = sum(bar.low < 0 for bar in bars)
    if not count:
        return voice.say(
            f"Keine Annahme allein {'kehrt den Abstand um' if tied else 'kostet den Vorsprung'}",
            f"No assumption alone {'turns the distance round' if tied else 'costs the lead'}",
        )
    counted = voice.counted(
        count, ("Annahme kann", "Annahmen können"), ("assumption", "assumptions")
    )
    alone = voice.say(
        "allein" if count == 1 else "je für sich", "alone can" if count == 1 else "can each"
    )
    return f"{counted} {alone} " + (
        voice.say("den Abstand umkehren", "turn the distance round")
        if tied
        else voice.say("den Vorsprung kosten", "cost the lead")
    )


def widest(bars: tuple[TornadoBar, ...], voice: Voice, *, tied: bool = False) -> str:
    """Return what moves the lead most, between which points, and how to read the names."""
    if not bars:
        return ""
    name = voice.quote(bar_name(bars[0], voice))
    ends = [numbers.signed(end, voice.language, 1) for end in (bars[0].low, bars[0].high)]
    german, english = ("Abstand", "distance") if tied else ("Vorsprung", "lead")
    most = voice.say(
        f"Am meisten bewegt {name}: von {ends[0]} bis {ends[1]} Punkte {german}.",
        f"{name} moves it most: from {ends[0]} to {ends[1]} points of {english}.",
    )
    if all(bar.kind != "base_level" for bar in bars):
        return most
    return f"{most} " + voice.say(
        "„Kriterium: Weg“ heißt: Die Ausgangsnote dieses Wegs schwankt in ihrer Spanne.",
        "“Criterion: way” means: the starting mark of this way varies within its range.",
    )
