"""The market of models, ready for the page: size and German, open and closed over time.

No publisher is set apart: colour tells the kind of licence, a number stands where no smaller
model does as well.
"""

from datetime import date

from assessments.catalogue.content import Catalogue
from assessments.catalogue.technology import ClosedModel, OpenModel

from .. import numbers
from ..blocks import Chart, Mark, Table
from ..figures.bubble import bubble as bubble_figure
from ..figures.bubble import numbered
from ..figures.frontier import frontier
from ..figures.market import (
    COLOURS,
    KINDS,
    Ranked,
    Sized,
    closed,
    ranked,
    records,
    short_name,
    sized,
    year_of,
)
from ..voice import Voice

RANKS = "S64"  # the source of the German ranks
LEVEL = 0.1  # difference of mean ranks below which we speak of a draw (own judgement)


def ranks_dated(catalogue: Catalogue) -> str:
    """Return the day of the ranks as written in the sources; the catalogue's day otherwise."""
    source = catalogue.sources.get(RANKS)
    return source.dated if source else catalogue.as_of.isoformat()


def _caption(catalogue: Catalogue, missing: int, voice: Voice) -> str:
    dated = ranks_dated(catalogue)
    try:
        day = numbers.day(date.fromisoformat(dated), voice.language)
    except ValueError:
        day = dated
    said = voice.say(
        f"Quelle: EuroEval, Rangliste Deutsch, Stand {day}, Katalog {catalogue.version}",
        f"Source: EuroEval, German leaderboard, as of {day}, catalogue {catalogue.version}",
    )
    if not missing:
        return said
    models = voice.counted(missing, ("Modell", "Modelle"), ("model", "models"))
    verb = voice.say("fehlt" if missing == 1 else "fehlen", "is" if missing == 1 else "are")
    return said + voice.say(
        f". {models} ohne geprüfte Angabe {verb}",
        f". {models} without verified facts {verb} missing",
    )


def bubble(catalogue: Catalogue, voice: Voice) -> Chart | None:
    """Return models by size and German rank; None where no rank is known."""
    models, others = sized(catalogue), closed(catalogue)
    if not models:
        return None
    missing = len(catalogue.models) + len(catalogue.closed_models) - len(models) - len(others)
    title = _bubble_title(models, voice)
    counted = voice.say(
        f"{len(models)} offene und {len(others)} geschlossene Modelle",
        f"{len(models)} open and {len(others)} closed models",
    )
    return Chart(
        name="market-size",
        figure=bubble_figure(catalogue, voice),
        title=title,
        subtitle=voice.say(
            "Größe in Milliarden Parametern und mittlerer Rang in deutschen Tests, "
            "kleiner ist besser. Fläche = je Textbaustein aktive Parameter.",
            "Size in billion parameters and mean rank in German tests, lower is better. "
            "Area = parameters active per token.",
        ),
        caption=_caption(catalogue, missing, voice),
        alt=f"{counted}. {title}.",
        table=_bubble_table(catalogue, voice),
        legend=_legend(catalogue, voice),
    )


def _legend(catalogue: Catalogue, voice: Voice) -> tuple[Mark, ...]:
    """Return the kinds of licence that occur, then the numbers with their models."""
    kinds = {
        "free": voice.say("freie Lizenz", "free licence"),
        "terms": voice.say(
            "Lizenz mit Bedingungen oder ungeklärt", "licence with terms or unclear"
        ),
        "barred": voice.say(
            "für Betriebe in der EU nicht freigegeben", "not released for companies in the EU"
        ),
    }
    legend = [
        Mark(kinds[kind], COLOURS[kind])
        for kind in KINDS
        if any(m.kind == kind for m in sized(catalogue))
    ]
    if closed(catalogue):
        shut = voice.say("geschlossen", "closed")
        legend.append(Mark(shut, COLOURS["closed"], shape="dash"))
    named = (
        Mark(str(number), _colour(model), short_name(model.code))
        for number, model in numbered(catalogue)
    )
    return (*legend, *named)


def _colour(model: Sized | ClosedModel) -> str:
    return COLOURS[model.kind] if isinstance(model, Sized) else COLOURS["closed"]


def _bubble_title(models: list[Sized], voice: Voice) -> str:
    """Say how large the smallest model is that comes close to the best open one."""
    best = min(model.rank for model in models)
    near = min((m for m in models if m.rank <= best + LEVEL), key=lambda model: model.size)
    largest = max(models, key=lambda model: model.size)
    if near.size * 2 <= largest.size:
        size = voice.number(near.size)
        return voice.say(
            f"Größe allein entscheidet nicht: {size} Mrd. Parameter halten beim Deutsch vorn mit",
            f"Size alone does not decide: {size} billion parameters keep up in German",
        )
    return voice.say(
        "Die größten offenen Modelle können am besten Deutsch",
        "The largest open models have the best German",
    )


def _rank(model: OpenModel | ClosedModel, voice: Voice) -> str:
    """Write a rank with the setting it was tested in."""
    note = f" ({model.german_note})" if model.german_note else ""
    return voice.number(model.german_rank or 0.0, 2) + note


def _bubble_table(catalogue: Catalogue, voice: Voice) -> Table:
    unknown = voice.say("nicht veröffentlicht", "not published")
    open_rows = [
        (
            model.rank,
            (
                model.code,
                catalogue.models[model.code].publisher,
                voice.number(model.size),
                voice.number(model.active),
                _rank(catalogue.models[model.code], voice),
                catalogue.models[model.code].licence or "–",
            ),
        )
        for model in sized(catalogue)
    ]
    shut = voice.say("geschlossen", "closed")
    closed_rows = [
        (m.german_rank or 0.0, (m.code, m.publisher, unknown, "–",
                                _rank(m, voice), shut))
        for m in closed(catalogue)
    ]  # fmt: skip
    return Table(
        caption=voice.say("Modelle nach Rang in deutschen Tests", "Models by rank in German tests"),
        head=(
            voice.say("Modell", "Model"),
            voice.say("Herausgeber", "Publisher"),
            voice.say("Mrd. Parameter", "Billion parameters"),
            voice.say("davon aktiv", "of these active"),
            voice.say("Rang", "Rank"),
            voice.say("Lizenz", "Licence"),
        ),
        rows=tuple(row for _, row in sorted(open_rows + closed_rows, key=lambda pair: pair[0])),
        numeric=(2, 3, 4),
        widths=(5, 3, 2, 2, 1, 3),
    )


def gap(catalogue: Catalogue, voice: Voice) -> Chart | None:
    """Return the best German rank so far over time, open against closed; None without ranks."""
    models = ranked(catalogue)
    if not models:
        return None
    dated = ranks_dated(catalogue)
    missing = len(catalogue.models) + len(catalogue.closed_models) - len(models)
    lines = [records([m for m in models if m.closed is shut]) for shut in (False, True)]
    title = _gap_title(lines[0], lines[1], voice)
    names = voice.say("offen", "open"), voice.say("geschlossen", "closed")
    latest = [
        f"{name}: {found[-1].code} {voice.number(found[-1].rank, 2)}"
        for name, found in zip(names, lines, strict=True)
        if found
    ]
    return Chart(
        name="market-gap",
        figure=frontier(catalogue, year_of(dated), voice),
        title=title,
        subtitle=voice.say(
            "Bester mittlerer Rang in deutschen Tests bis zu diesem Tag, kleiner ist besser.",
            "Best mean rank in German tests up to that day, lower is better.",
        ),
        caption=_caption(catalogue, missing, voice),
        alt=f"{title}. {voice.listed(latest)}.",
        table=_gap_table(catalogue, lines, voice),
        legend=(),
    )


def gap_finding(catalogue: Catalogue, voice: Voice) -> str:
    """Return how far apart the best open and closed models are in German."""
    models = ranked(catalogue)
    lines = [records([m for m in models if m.closed is shut]) for shut in (False, True)]
    return _gap_title(lines[0], lines[1], voice)


def _gap_title(opened: list[Ranked], shut: list[Ranked], voice: Voice) -> str:
    if not opened or not shut:
        return voice.say("Bestes Deutsch im Lauf der Zeit", "Best German over time")
    distance = opened[-1].rank - shut[-1].rank
    if abs(distance) < LEVEL:
        return voice.say(
            "Beim Deutsch liegen offene und geschlossene Modelle gleichauf",
            "In German, open and closed models are level",
        )
    points = voice.number(abs(distance), 1)
    if distance > 0:
        return voice.say(
            f"Beim Deutsch liegen geschlossene Modelle {points} Ränge vorn",
            f"In German, closed models are {points} ranks ahead",
        )
    return voice.say(
        f"Beim Deutsch liegen offene Modelle {points} Ränge vorn",
        f"In German, open models are {points} ranks ahead",
    )


def _gap_table(catalogue: Catalogue, lines: list[list[Ranked]], voice: Voice) -> Table:
    both = sorted((m for found in lines for m in found), key=lambda m: m.year)
    names = {False: voice.say("offen", "open"), True: voice.say("geschlossen", "closed")}
    return Table(
        caption=voice.say("Jeweils neuer bester Rang", "Each new best rank"),
        head=(
            voice.say("Erschienen", "Released"),
            voice.say("Modell", "Model"),
            voice.say("Art", "Kind"),
            voice.say("Rang", "Rank"),
        ),
        rows=tuple(
            (_released(catalogue, m, voice), m.code, names[m.closed], voice.number(m.rank, 2))
            for m in both
        ),
        numeric=(3,),
        widths=(2, 4, 2, 1),
    )


def _released(catalogue: Catalogue, model: Ranked, voice: Voice) -> str:
    models = catalogue.closed_models if model.closed else catalogue.models
    written = models[model.code].released or "–"
    try:
        return numbers.day(date.fromisoformat(written), voice.language)
    except ValueError:
        return written
