"""Everything a report holds in one language: pages, tables with numbers, ways of calculation."""

from dataclasses import dataclass
from typing import Any

from .blocks import Report
from .builder import Cover, report_of
from .chapters.material import Material
from .frozen import (
    frozen_report,
    frozen_sheets,
    frozen_traces,
    thawed_report,
    thawed_sheets,
    thawed_traces,
)
from .sheets import Sheet
from .tables import sheets
from .traced import Traces
from .tracing import traces


@dataclass(frozen=True, slots=True)
class Contents:
    """The report, its numbers as tables, and how each came about."""

    report: Report
    sheets: tuple[Sheet, ...]
    traces: Traces


def contents_of(material: Material, cover: Cover) -> Contents:
    """Return everything in the material's language."""
    return Contents(report_of(material, cover), sheets(material), traces(material))


def frozen(contents: Contents) -> dict[str, Any]:
    """Return the contents as JSON-ready data."""
    return {
        "report": frozen_report(contents.report),
        "sheets": frozen_sheets(contents.sheets),
        "traces": frozen_traces(contents.traces),
    }


def thawed(document: dict[str, Any]) -> Contents:
    """Return the contents that `frozen` wrote."""
    return Contents(
        thawed_report(document["report"]),
        thawed_sheets(document["sheets"]),
        thawed_traces(document["traces"]),
    )
