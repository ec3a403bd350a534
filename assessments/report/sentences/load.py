"""The load in words: people, requests, pages, tokens, requests at once; growth and idle time."""

from math import ceil

from assessments.engine.cost_result import Peak
from assessments.engine.dossier import Usage
from assessments.engine.result import Range

from .. import numbers
from ..voice import Voice


def usage(
    peak: Peak, voice: Voice, *, given: Usage | None = None, tokens_per_page: float | None = None
) -> str:
    """Return the load in words: people, requests, pages, tokens, requests at once."""
    said = (
        _asked(given, voice),
        _requests(peak, voice),
        _tokens(peak, tokens_per_page, voice),
        _at_once(peak.at_once, voice),
        ""
        if peak.known
        else voice.say(
            "Die Menge ist geschätzt. Bitte prüfen Sie sie.",
            "The volume is an estimate. Please check it.",
        ),
    )
    return " ".join(sentence for sentence in said if sentence)


def _asked(given: Usage | None, voice: Voice) -> str:
    if given is None or not given.users or not given.requests_per_user_per_day:
        return ""
    each = given.requests_per_user_per_day
    if voice.german:
        people = voice.counted(round(given.users), ("Person stellt", "Personen stellen"), ("", ""))
        asks = f"{_figure(each, voice)} {'Anfrage' if each == 1 else 'Anfragen'}"
        return f"{people} je Arbeitstag {'' if given.users == 1 else 'je '}{asks}."
    people = voice.counted(round(given.users), ("", ""), ("person makes", "people make"))
    asks = f"{_figure(each, voice)} {'request' if each == 1 else 'requests'}"
    return f"{people} {asks}{'' if given.users == 1 else ' each'} per working day."


def _figure(value: float, voice: Voice) -> str:
    return voice.number(value, 0 if value == round(value) else 1)


def _large(value: float, voice: Voice) -> str:
    return numbers.large(value, voice.language)


def _requests(peak: Peak, voice: Voice) -> str:
    requests = peak.requests.likely
    if requests <= 0:
        return voice.say("Im Monat fällt keine Anfrage an.", "There is no request in a month.")
    if round(requests) == 1:
        return voice.say("Im Monat fällt etwa 1 Anfrage an.", "There is about 1 request a month.")
    amount = _large(requests, voice)
    return voice.say(
        f"Im Monat fallen rund {amount} Anfragen an.",
        f"There are about {amount} requests a month.",
    )


def _tokens(peak: Peak, tokens_per_page: float | None, voice: Voice) -> str:
    read, written = peak.tokens_in.likely, peak.tokens_out.likely
    if read + written <= 0:
        return ""
    said = voice.say(
        f"Gelesen werden {_large(read, voice)}, geschrieben {_large(written, voice)} "
        "Textbausteine (Token).",
        f"{_large(read, voice)} tokens are read, {_large(written, voice)} are written.",
    )
    if not tokens_per_page or peak.requests.likely <= 0:
        return said
    pages = (read + written) / tokens_per_page
    each = _page_count(pages / peak.requests.likely, voice)
    return said + voice.say(
        f" Das entspricht rund {_large(pages, voice)} Seiten, {each} je Anfrage.",
        f" That is about {_large(pages, voice)} pages, {each} per request.",
    )


def _page_count(pages: float, voice: Voice) -> str:
    if pages < 0.1:
        return voice.say("weniger als 0,1", "fewer than 0.1")
    return voice.number(pages, 0 if pages >= 10 else 1)


def _at_once(at_once: Range, voice: Voice) -> str:
    most = at_once.likely
    if most <= 0:
        return ""
    if most < 1:
        return voice.say(
            "Selbst in der vollsten Stunde laufen selten zwei Anfragen gleichzeitig.",
            "Even in the busiest hour two requests rarely run at once.",
        )
    count = ceil(round(most, 6))
    if count == 1:
        return voice.say(
            "In der vollsten Stunde läuft etwa 1 Anfrage gleichzeitig.",
            "In the busiest hour about 1 request runs at a time.",
        )
    amount = _large(count, voice)
    return voice.say(
        f"In der vollsten Stunde laufen etwa {amount} Anfragen gleichzeitig.",
        f"In the busiest hour about {amount} requests run at once.",
    )


def growth(share: float, voice: Voice) -> str:
    """Return the growth a year in words; share: 0.2 = 20 % more each year."""
    percent = voice.percent(abs(share), 0 if abs(100 * share - round(100 * share)) < 0.05 else 1)
    if round(abs(share), 4) == 0:
        return voice.say("Wir rechnen mit gleichbleibender Menge.", "We expect a constant volume.")
    if share > 0:
        return voice.say(
            f"Wir rechnen mit {percent} mehr Menge in jedem Jahr.",
            f"We expect {percent} more volume each year.",
        )
    if share <= -1:
        return voice.say(
            "Wir rechnen damit, dass die Menge auf null fällt.",
            "We expect the volume to fall to zero.",
        )
    return voice.say(
        f"Wir rechnen mit {percent} weniger Menge in jedem Jahr.",
        f"We expect {percent} less volume each year.",
    )


def idle(utilisation: float, option: str, voice: Voice) -> str:
    """Return how much of the hardware's capacity is used; utilisation: 0 … 1."""
    used, name = min(max(utilisation, 0.0), 1.0), voice.quoted(option)
    if used >= 0.995:
        return voice.say(
            f"{name}: Die Technik ist voll ausgelastet.",
            f"{name}: the hardware is fully used.",
        )
    if 0 < used < 0.01:
        return voice.say(
            f"{name}: Von der bezahlten Leistung wird weniger als 1\u00a0% genutzt.",
            f"{name}: less than 1% of the capacity paid for is used.",
        )
    share = voice.percent(used)
    rest = voice.percent(1 - round(used, 2))
    return voice.say(
        f"{name}: Die Technik ist zu {share} ausgelastet. {rest} der bezahlten Leistung ruhen.",
        f"{name}: the hardware is {share} used. {rest} of the capacity paid for is idle.",
    )
