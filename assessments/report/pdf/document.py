"""The report as plain data for the template: blocks become dictionaries, texts printable."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from .. import numbers, template
from ..blocks import Chart, Report
from .characters import printable

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
    },
}


def document(report: Report, drawn: Mapping[str, str]) -> dict[str, Any]:
    """Return the report as JSON-ready data; drawn: chart name → its SVG."""
    data: dict[str, Any] = _plain(report, drawn)
    day = report.dated
    data["dated"] = {"year": day.year, "month": day.month, "day": day.day}
    data["day"] = numbers.day(day, report.language)
    data["words"] = WORDS[report.language]
    data["region"] = {"de": "DE", "en": "GB"}[report.language]
    data["colours"] = {
        "ink": template.INK,
        "muted": template.MUTED,
        "line": template.LINE,
        "sunk": template.SUNK,
        "primary": template.PRIMARY,
        "dark": template.PRIMARY_DARK,
        "tint": template.TINT,
        "accent": template.ACCENT,
        "rest": template.REST,
    }
    return data


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
    width = chart.figure.layout.width / template.WIDTH
    return {"block": "Chart", "drawn": chart.name in drawn, "width": width} | plain
