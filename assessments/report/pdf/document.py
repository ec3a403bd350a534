"""The report as plain data for the template: blocks become dictionaries, texts printable."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from .. import numbers, template
from ..blocks import Chart, Report
from ..brand_colours import mixed, readable
from .characters import REPLACEMENT, printable
from .fonts import FALLBACKS

WORDS = {
    "de": {
        "contents": "Inhalt",
        "guide": "So lesen Sie diesen Bericht",
        "page": "Seite",
        "of": "von",
        "figure": "Abbildung",
        "table": "Tabelle",
        "rank": "Platz",
        "way": "Weg",
        "points": "Punkte",
        "out": "–",
        "basis": "Grundlage:",
        "missing": "Die Abbildung ließ sich nicht zeichnen. Ihr Inhalt in Worten:",
        "version": "Version",
        "omitted": "Nicht enthalten:",
        "proof": "So prüfen Sie diesen Bericht",
        "proof_text": "Die Prüfsumme steht für alle Angaben, aus denen dieser Bericht entstand. "
        "Zwei Berichte mit gleicher Prüfsumme beruhen auf denselben Angaben. "
        "Ändert sich eine Antwort, ändert sich die Prüfsumme.",
        "fingerprint": "Prüfsumme (SHA-256)",
        "qr": "QR-Code mit der Prüfsumme dieses Berichts",
        "replaced": f"Zeichen, die unsere Schriften nicht kennen, stehen als {REPLACEMENT}.",
        "made_with": "Erstellt mit Modellwahl",
        "logo": "Logo",
    },
    "en": {
        "contents": "Contents",
        "guide": "How to read this report",
        "page": "Page",
        "of": "of",
        "figure": "Figure",
        "table": "Table",
        "rank": "Rank",
        "way": "Way",
        "points": "Points",
        "out": "–",
        "basis": "Basis:",
        "missing": "The figure could not be drawn. Its content in words:",
        "version": "Version",
        "omitted": "Not included:",
        "proof": "How to check this report",
        "proof_text": "The checksum stands for everything this report was made from. "
        "Two reports with the same checksum rest on the same details. "
        "If one answer changes, the checksum changes.",
        "fingerprint": "Checksum (SHA-256)",
        "qr": "QR code with the checksum of this report",
        "replaced": f"Characters that our typefaces lack are shown as {REPLACEMENT}.",
        "made_with": "Made with Modellwahl",
        "logo": "Logo",
    },
}


def document(report: Report, drawn: Mapping[str, str], *, logo: bool = False) -> dict[str, Any]:
    """Return the report as JSON-ready data; drawn: chart name → its SVG.

    logo: True if a picture of the organisation stands beside the template.
    """
    data: dict[str, Any] = _plain(report, drawn)
    data["replaced"] = REPLACEMENT in json.dumps(data, ensure_ascii=False, default=str)
    day = report.dated
    data["dated"] = {"year": day.year, "month": day.month, "day": day.day}
    data["day"] = numbers.day(day, report.language)
    data["words"] = WORDS[report.language]
    data["region"] = {"de": "DE", "en": "GB"}[report.language]
    data["colours"] = _colours(report.colour)
    data["fallbacks"] = list(FALLBACKS)
    data["logo"] = logo
    return data


def _colours(own: str) -> dict[str, str]:
    """Return the colours of the page; an organisation's own takes the place of ours."""
    primary = readable(own) if own else template.PRIMARY
    return {
        "ink": template.INK,
        "muted": template.MUTED,
        "line": template.LINE,
        "sunk": template.SUNK,
        "primary": primary,
        "dark": mixed(primary, "#000000", 0.7) if own else template.PRIMARY_DARK,
        "tint": mixed(primary, "#ffffff", 0.1) if own else template.TINT,
        "accent": mixed(primary, "#ffffff", 0.35) if own else template.ACCENT,
        "rest": template.REST,
    }


def _plain(value: Any, drawn: Mapping[str, str]) -> Any:
    """Return nested dataclasses as dictionaries that name their type in "kind_of"."""
    if isinstance(value, Chart):
        return _chart(value, drawn)
    if is_dataclass(value) and not isinstance(value, type):
        named = {f.name: _plain(getattr(value, f.name), drawn) for f in fields(value)}
        return {"block": type(value).__name__} | named
    if isinstance(value, tuple | list):
        return [_plain(item, drawn) for item in value]
    return printable(value) if isinstance(value, str) else value


def _chart(chart: Chart, drawn: Mapping[str, str]) -> dict[str, Any]:
    """Return a chart without its figure: whether it was drawn, and how wide it stands."""
    plain = {
        f.name: _plain(getattr(chart, f.name), drawn) for f in fields(chart) if f.name != "figure"
    }
    width = (chart.figure.layout.width or template.WIDTH) / template.WIDTH
    return {"block": "Chart", "drawn": chart.name in drawn, "width": width} | plain
