"""Prices, hardware and assumptions behind the costs, each with date and source."""

from assessments.catalogue.technology import HardwareSet
from assessments.engine.figures import Figures

from .. import codes as trace_codes
from ..blocks import Table
from ..sentences import units
from ..voice import Voice
from .material import Material


def _figures(material: Material) -> Figures:
    return Figures.of(material.catalogue, material.dossier.figures)


Lanes = frozenset[tuple[str, str]]  # (option, capability class)


def price_table(material: Material, lanes: Lanes | None = None) -> Table:
    """Return what the ways paid by use cost per million tokens, in EUR; lanes: only these."""
    voice, figures = material.voice, _figures(material)
    rows = tuple(
        (
            f"{voice.short(option)} · {capability}",
            price.label,
            voice.number(figures.eur_per_million(option, capability, "in"), 2),
            voice.number(figures.eur_per_million(option, capability, "out"), 2),
            _origin(voice, price.dated, price.source, _own(material, option, capability)),
        )
        for (option, capability), price in figures.prices.items()
        if lanes is None or (option, capability) in lanes
    )
    return Table(
        caption=voice.say(
            "Preise in Euro je Million Textbausteine (Token). "
            "Namen sind Beispiele, keine Empfehlung.",
            "Prices in euros per million tokens. Names are examples, not recommendations.",
        ),
        head=(
            voice.say("Weg · Klasse", "Way · class"),
            voice.say("Beispiel", "Example"),
            voice.say("ein", "in"),
            voice.say("aus", "out"),
            voice.say("Stand · Quelle", "Date · source"),
        ),
        rows=rows,
        numeric=(2, 3),
        widths=(4, 6, 0, 0, 0),
    )


def hardware_table(material: Material, lanes: Lanes | None = None) -> Table:
    """Return what is rented or bought as one step, in EUR; lanes: only these."""
    voice = material.voice
    rows = tuple(
        (
            f"{voice.short(option)} · {capability}",
            voice.text(found.label),
            *_paid(found, voice),
            _origin(voice, found.dated, found.source, _own(material, option, capability)),
        )
        for (option, capability), found in _figures(material).sets.items()
        if lanes is None or (option, capability) in lanes
    )
    return Table(
        caption=voice.say(
            "Technik in Euro, je Ausstattung. Namen sind Beispiele, keine Empfehlung.",
            "Hardware in euros, per set. Names are examples, not recommendations.",
        ),
        head=(
            voice.say("Weg · Klasse", "Way · class"),
            voice.say("Beispiel", "Example"),
            voice.say("Art", "Kind"),
            voice.say("Preis", "Price"),
            voice.say("Stand · Quelle", "Date · source"),
        ),
        rows=rows,
        numeric=(3,),
        widths=(4, 6, 0, 0, 0),
    )


def _paid(found: HardwareSet, voice: Voice) -> tuple[str, str]:
    if found.eur_per_hour is not None:
        return voice.say("Miete je Stunde", "rent per hour"), voice.number(found.eur_per_hour, 2)
    return voice.say("Kauf", "purchase"), voice.number(found.purchase_eur or 0)


def assumption_table(material: Material, codes: tuple[str, ...] | None = None) -> Table:
    """Return every assumption, or those named, with its range, unit, date and source."""
    voice, own = material.voice, material.dossier.figures
    rows = tuple(
        (
            voice.text(entry.label),
            units.figure(entry.value, entry.unit, voice),
            f"{units.figure(entry.low, entry.unit, voice)} – "
            f"{units.figure(entry.high, entry.unit, voice)}",
            units.unit(entry.unit, voice),
            _origin(voice, entry.dated, entry.source, entry.code in own),
        )
        for entry in _figures(material).assumptions.values()
        if codes is None or entry.code in codes
    )
    return Table(
        caption=voice.say("Annahmen der Kostenrechnung", "Assumptions of the cost model")
        if codes is None
        else voice.say("Die wichtigsten Annahmen", "The main assumptions"),
        head=(
            voice.say("Annahme", "Assumption"),
            voice.say("Wert", "Value"),
            voice.say("Spanne", "Range"),
            voice.say("Einheit", "Unit"),
            voice.say("Stand · Quelle", "Date · source"),
        ),
        rows=rows,
        numeric=(1, 2),
        widths=(1, 0, 0, 0, 0),
        traces=tuple(
            ("", *(trace_codes.assumption(entry.code),) * 2, "", "")
            for entry in _figures(material).assumptions.values()
            if codes is None or entry.code in codes
        ),
    )


def _own(material: Material, option: str, capability: str) -> bool:
    lane = f"_{option}_{capability}"
    return any(code.endswith(lane) for code in material.dossier.figures)


def _origin(voice: Voice, dated: str, source: str, own: bool) -> str:
    """Whose figure it is: the company's own, or the catalogue's with date and source."""
    return voice.say("eigener Wert", "own value") if own else units.origin(dated, source, voice)
