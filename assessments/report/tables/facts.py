"""Tables of the dated figures behind the result, each with its source."""

import re
from datetime import date

from assessments.catalogue.technology import HardwareSet
from assessments.engine.figures import Figures

from ..chapters.material import Material
from ..sheets import Cell, Column, Sheet
from ..voice import Voice

ONE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _origin_columns(voice: Voice) -> tuple[Column, ...]:
    return (
        Column("own", voice.say("eigener Wert", "own value"), width=12),
        Column("dated", voice.say("Stand", "Date"), width=14),
        Column("source", voice.say("Quelle", "Source"), width=16),
    )


def _origin(voice: Voice, dated: str, source: str, *, own: bool) -> tuple[Cell, Cell, Cell]:
    """Return whose figure it is: the company's own, or the catalogue's with date and source."""
    if own:
        return voice.say("ja", "yes"), "", voice.say("eigene Angabe", "own figure")
    return "", day(dated), source


def day(dated: str) -> Cell:
    """Return a date where the catalogue names one day; "2026-07" stays text."""
    return date.fromisoformat(dated) if ONE_DAY.fullmatch(dated) else dated


def _lane_is_own(material: Material, option: str, capability: str) -> bool:
    lane = f"_{option}_{capability}"
    return any(code.endswith(lane) for code in material.dossier.figures)


def assumptions(material: Material) -> Sheet:
    """Return every assumption with its range, unit, source, and whose value it is."""
    voice, own = material.voice, material.dossier.figures
    columns = (
        Column("code", voice.say("Name", "Name"), width=30),
        Column("assumption", voice.say("Annahme", "Assumption"), width=50),
        Column("value", voice.say("Wert", "Value"), "exact"),
        Column("low", voice.say("niedrig", "low"), "exact"),
        Column("high", voice.say("hoch", "high"), "exact"),
        Column("unit", voice.say("Einheit", "Unit"), width=18),
        *_origin_columns(voice),
    )
    rows = tuple(
        (
            entry.code,
            voice.text(entry.label),
            *(entry.value, entry.low, entry.high),
            entry.unit,
            *_origin(voice, entry.dated, entry.source, own=entry.code in own),
        )
        for entry in Figures.of(material.catalogue, own).assumptions.values()
    )
    about = voice.say(
        "Womit die Kosten gerechnet sind: Wert, Spanne, Stand und Quelle.",
        "What the costs are worked out with: value, range, date and source.",
    )
    return Sheet("assumptions", voice.say("Annahmen", "Assumptions"), columns, rows, about)


def _lane_columns(voice: Voice) -> tuple[Column, ...]:
    return (
        Column("way", voice.say("Weg", "Way"), width=34),
        Column("class", voice.say("Klasse", "Class"), width=10),
        Column("example", voice.say("Beispiel", "Example"), width=44),
    )


def _examples(voice: Voice) -> str:
    return voice.say(
        "Namen sind Beispiele, keine Empfehlung.", "Names are examples, not recommendations."
    )


def prices(material: Material) -> Sheet:
    """Return what the ways paid by use cost per million tokens, in EUR."""
    voice, figures = material.voice, Figures.of(material.catalogue, material.dossier.figures)
    columns = (
        *_lane_columns(voice),
        Column("eur_per_million_in", voice.say("€ je Mio. ein", "€ per million in"), "price"),
        Column("eur_per_million_out", voice.say("€ je Mio. aus", "€ per million out"), "price"),
        *_origin_columns(voice),
    )
    rows = tuple(
        (
            *(voice.option(option), capability, price.label),
            figures.eur_per_million(option, capability, "in"),
            figures.eur_per_million(option, capability, "out"),
            *_origin(
                *(voice, price.dated, price.source),
                own=_lane_is_own(material, option, capability),
            ),
        )
        for (option, capability), price in figures.prices.items()
    )
    about = voice.say("Preise je Million Textbausteine (Token).", "Prices per million tokens.")
    title = voice.say("Preise", "Prices")
    return Sheet("prices", title, columns, rows, f"{about} {_examples(voice)}")


def hardware(material: Material) -> Sheet:
    """Return what is rented or bought as one step, in EUR."""
    voice, figures = material.voice, Figures.of(material.catalogue, material.dossier.figures)
    columns = (
        *_lane_columns(voice),
        Column("paid", voice.say("Art", "Kind"), width=16),
        Column("eur", voice.say("Preis in €", "Price in €"), "price"),
        *_origin_columns(voice),
    )
    rows = tuple(
        (
            *(voice.option(option), capability, voice.text(found.label)),
            *_paid(found, voice),
            *_origin(
                *(voice, found.dated, found.source),
                own=_lane_is_own(material, option, capability),
            ),
        )
        for (option, capability), found in figures.sets.items()
    )
    about = voice.say("Server, gemietet oder gekauft.", "Servers, rented or bought.")
    title = voice.say("Technik", "Hardware")
    return Sheet("hardware", title, columns, rows, f"{about} {_examples(voice)}")


def _paid(found: HardwareSet, voice: Voice) -> tuple[str, float]:
    if found.eur_per_hour is not None:
        return voice.say("Miete je Stunde", "rent per hour"), found.eur_per_hour
    return voice.say("Kauf", "purchase"), found.purchase_eur or 0.0


def sources(material: Material) -> Sheet:
    """Return every source of the catalogue."""
    voice = material.voice
    columns = (
        Column("source", voice.say("Nr.", "No."), width=10),
        Column("title", voice.say("Quelle", "Source"), width=80),
        Column("dated", voice.say("Stand", "Date"), width=14),
        Column("checked", voice.say("angesehen am", "looked up on"), "date"),
    )
    rows = tuple(
        (source.id, source.title, day(source.dated), source.checked)
        for source in material.catalogue.sources.values()
    )
    about = voice.say("Woher Preise und Tatsachen stammen.", "Where prices and facts come from.")
    return Sheet("sources", voice.say("Quellen", "Sources"), columns, rows, about)
