"""How often which way is where, under the three ways of knowing what counts."""

from math import ceil

from assessments.engine.result import Mode, UseCaseResult
from assessments.engine.robustness import CLEAR_SHARE, LEANING_SHARE

from .. import numbers
from ..voice import Voice
from .results import first, second

GROUP: Mode = "group"


def is_compared(result: UseCaseResult) -> bool:
    """Return True where at least two ways are allowed and their places were counted."""
    return len(result.ranking) > 1 and GROUP in result.acceptability


def by_first_place(result: UseCaseResult, mode: Mode = GROUP) -> tuple[str, ...]:
    """Return the allowed ways, the one most often first at the top; equals as in the ranking."""
    ranks = result.acceptability[mode].ranks
    return tuple(sorted(result.ranking, key=lambda code: -ranks[code][0]))


def precision(error: float, voice: Voice) -> str:
    """Return how exact a frequency is; error: share of 1, 0 = not stated."""
    if not error:
        return ""
    count = ceil(round(100 * error, 6))
    return voice.say(
        f"Jede Häufigkeit ist auf ±{count} von 100 genau.",
        f"Each frequency is accurate to ±{count} of 100.",
    )


def words_explained(result: UseCaseResult, voice: Voice) -> str:
    """Return what "clear" and "tendency" stand for; nothing where nothing is compared."""
    if len(result.ranking) < 2:
        return ""
    clear, leaning = round(100 * CLEAR_SHARE), round(100 * LEANING_SHARE)
    return voice.say(
        f"„Klar“ sagen wir ab {clear} von 100, „Tendenz“ ab {leaning}. "
        "Beides verlangt genug Antworten.",
        f"We say “clear” from {clear} of 100, “tendency” from {leaning}. "
        "Both require enough answers.",
    )


def duel(result: UseCaseResult, voice: Voice) -> str:
    """Return how often rank 1 beats rank 2; nothing where nothing is compared."""
    top, other = first(result), second(result)
    if top is None or other is None or not is_compared(result):
        return ""
    share = result.acceptability[GROUP].winning[top][other]
    count = numbers.in_hundred(share, voice.language)
    mine, theirs = voice.quoted(top), voice.quoted(other)
    return voice.say(
        f"Im Zweikampf schlägt {mine} den Weg {theirs} in {count} Rechenläufen.",
        f"Head to head, {mine} beats {theirs} in {count} runs.",
    )


def ranks_title(result: UseCaseResult, voice: Voice) -> str:
    """Return the finding of the places: who is first how often."""
    leads = by_first_place(result)[0]
    share = result.acceptability[GROUP].ranks[leads][0]
    count = numbers.in_hundred(share, voice.language)
    return voice.say(
        f"{voice.quoted(leads)} liegt in {count} Rechenläufen auf Platz 1",
        f"{voice.quoted(leads)} comes first in {count} runs",
    )


def other_modes(result: UseCaseResult, voice: Voice) -> tuple[tuple[str, str], ...]:
    """Return (name, sentence) for the modes that know less of what counts."""
    if not is_compared(result):
        return ()
    named: tuple[tuple[Mode, str, str], ...] = (
        (
            "ranking_only",
            voice.say("Nur die Reihenfolge", "Order alone"),
            voice.say(
                "Zählt nur die Reihenfolge Ihrer Kriterien",
                "If only the order of your criteria counts",
            ),
        ),
        (
            "no_preference",
            voice.say("Ohne Gewichte", "No weights"),
            voice.say("Mit beliebigen Gewichten", "With any weights at all"),
        ),
    )
    return tuple(
        (name, _most_often(result, mode, start, voice))
        for mode, name, start in named
        if mode in result.acceptability
    )


def _most_often(result: UseCaseResult, mode: Mode, start: str, voice: Voice) -> str:
    leads = by_first_place(result, mode)[0]
    share = result.acceptability[mode].ranks[leads][0]
    count, name = numbers.in_hundred(share, voice.language), voice.quoted(leads)
    stays = leads == first(result)
    return voice.say(
        f"{start}, {'bleibt' if stays else 'ist'} {name} am häufigsten vorn: {count}."
        if mode == "ranking_only"
        else f"{start} {'bleibt' if stays else 'ist'} {name} am häufigsten vorn: {count}.",
        f"{start}, {name} {'stays' if stays else 'is'} ahead most often: {count}.",
    )
