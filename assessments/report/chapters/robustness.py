"""How far all results hold, side by side."""

from assessments.engine.result import UseCaseResult

from .. import codes, numbers
from ..blocks import Paragraph, Section, Table
from ..sentences import results, robustness, sureness
from ..voice import Voice
from .material import Material

MANY = 20  # use cases that still fit a table


def compared(material: Material) -> Section | None:
    """Return the chapter; None for one use case, whose own chapter says it all, and for many.

    The list of many says how sure each is.
    """
    if not 2 <= len(material.results) <= MANY:
        return None
    voice = material.voice
    error = robustness.precision(material.recommendation.monte_carlo_error, voice)
    said = " ".join(
        part for part in (results.how_drawn(material.recommendation.draws, voice), error) if part
    )
    return Section(
        "robustness",
        _title(material.results, voice),
        (_table(material), Paragraph(said)),
        new_page=False,
    )


def _title(found: tuple[UseCaseResult, ...], voice: Voice) -> str:
    clear = sum(sureness.standing(result) == "clear" for result in found)
    total = voice.number(len(found))
    if clear == 0:
        return voice.say(
            f"Keines der {total} Ergebnisse ist gesichert",
            f"None of the {total} results is certain",
        )
    if clear == len(found):
        return voice.say(f"Alle {total} Ergebnisse halten", f"All {total} results hold")
    return voice.say(
        f"{voice.number(clear)} von {total} Ergebnissen {'hält' if clear == 1 else 'halten'}",
        f"{voice.number(clear)} of {total} results {'holds' if clear == 1 else 'hold'}",
    )


def _table(material: Material) -> Table:
    voice = material.voice
    return Table(
        caption=voice.say(
            "Wie sicher jedes Ergebnis ist, und was Platz 1 am ehesten ändert",
            "How sure each result is, and what changes first place soonest",
        ),
        head=(
            voice.say("Anwendungsfall", "Use case"),
            voice.say("Wie sicher", "How sure"),
            voice.say("Bleibt in … von 100", "Holds in … of 100"),
            voice.say("Nächstes Gewicht", "Nearest weight"),
            voice.say("Gewichte zusammen", "Weights together"),
        ),
        rows=tuple(_row(result, voice) for result in material.results),
        numeric=(2, 4),
        widths=(5, 4, 2, 5, 3),
        traces=tuple(_traces(result) for result in material.results),
    )


def _traces(result: UseCaseResult) -> tuple[str, ...]:
    if len(result.ranking) < 2:
        return ("",) * 5
    sure, held = codes.confidence(result.id), codes.share(result.id, result.ranking[0])
    return "", sure, held, "", ""


def _row(result: UseCaseResult, voice: Voice) -> tuple[str, ...]:
    share = results.share_of_first(result)
    held = "–" if share is None else numbers.times_in_hundred(share, voice.language)
    moved = result.least_moved
    joint = "–"
    if moved and len(result.ranking) > 1:
        joint = voice.say(
            f"{voice.number(100 * moved.moved, 1)} Punkte",
            f"{voice.number(100 * moved.moved, 1)} points",
        )
    return (
        result.title,
        results.confidence_word(result, voice),
        held,
        _nearest(result, voice),
        joint,
    )


def _nearest(result: UseCaseResult, voice: Voice) -> str:
    """Return the weight whose change flips first place soonest: "Kontrolle über 27 %"."""
    if not result.tipping_points or len(result.ranking) < 2:
        return "–"
    point = result.tipping_points[0]
    name, share = voice.criterion_short(point.criterion), voice.percent(point.after)
    if point.after > point.before:
        return voice.say(f"{name} über {share}", f"{name} above {share}")
    return voice.say(f"{name} unter {share}", f"{name} below {share}")
