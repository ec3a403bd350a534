"""The whole text of every demo company's report, in reading order, as it was read and approved.

`python -m tests.report.approved` writes the texts anew.
"""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from assessments.catalogue import load
from assessments.catalogue.reading import DATA
from assessments.engine.reading import read_dossier
from assessments.engine.recommendation import recommend
from assessments.report.blocks import Chart, Report, Table
from assessments.report.builder import build

HERE = Path(__file__).parent / "golden"
COMPANIES = ("fadenwerk", "hallweg", "lindqvist")
LANGUAGES = ("de", "en")
AGAIN = "read the difference; if it is meant: python -m tests.report.approved"
UNSEEN = {"figure", "trace", "traces", "colour", "kind", "shape", "option", "name"}


def text(report: Report) -> str:
    """Return all texts of a report, one line each."""
    lines = [report.title, report.subtitle, *(f"{a}: {b}" for a, b in report.facts), report.footer]
    lines += [f"{item.lead} {item.text}" for item in report.guide]
    for section in report.sections:
        lines += ["", f"# {section.kicker} # {section.title} [{section.id}, {section.part}]"]
        for block in section.blocks:
            lines += [type(block).__name__, *(f"  {line}" for line in _lines(block))]
    return "\n".join(lines) + "\n"


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Table):
        yield f"{value.caption}:"
        for row in (value.head, *value.rows, *([value.totals] if value.totals else ())):
            yield " | ".join(row)
    elif isinstance(value, str):
        if value:
            yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in UNSEEN or (field.name == "name" and not isinstance(value, Chart)):
                yield from _lines(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _lines(one)


def written(company: str, language: str) -> Path:
    """Return where the approved text stands."""
    return HERE / f"{company}.{language}.txt"


def write() -> None:
    """Write all texts anew."""
    catalogue = load()
    for company in COMPANIES:
        document = json.loads((DATA / "demo" / f"{company}.json").read_text("utf-8"))
        dossier = read_dossier(document, catalogue)
        recommendation = recommend(dossier, catalogue)
        for language in LANGUAGES:
            report = build(dossier, recommendation, catalogue, language)
            written(company, language).write_text(text(report), "utf-8")


if __name__ == "__main__":
    write()
