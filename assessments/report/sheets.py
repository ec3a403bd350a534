"""The report's numbers as tables with real values: for workbooks, CSV, and whoever computes on."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from .selection import Selection

Cell = str | int | float | date | None
Kind = Literal["text", "integer", "number", "euro", "price", "exact", "percent", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. key: its name in CSV, English, the same in every language. width: characters.

    percent: shares of 1. number: one decimal; price: up to four; exact: as many as there are.
    """

    key: str
    head: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. key: file name in a ZIP, the same in every language.

    title: at most 31 letters, none of []:*?/\\. about: what a row is, in one or two sentences.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: str = ""


CHAPTERS = {  # chapter → the tables that go with it
    "summary": ("overview",),
    "use-cases": ("ways", "marks", "weights"),
    "costs": (
        *("costs_total", "costs_by_year", "costs_by_month"),
        *("break_even_volume", "break_even_time"),
    ),
    "group": ("importance",),
    "method": ("importance",),
    "readiness": ("readiness", "actions"),
    "rules": ("rules",),
    "answers": ("details", "answers"),
    "assumptions": ("assumptions", "prices", "hardware"),
    "sources": ("sources",),
}
APPENDIX = ("answers", "assumptions", "sources")
CASE = "use-case-"  # how the id of a use case's own chapter begins


def chosen(sheets: tuple[Sheet, ...], selection: Selection) -> tuple[Sheet, ...]:
    """Return the tables that belong to the chosen parts, with the rows of the chosen cases.

    Rows on the company as a whole stay; a table without a row is left out.
    """
    left_out = [*selection.without, *([] if selection.appendix else APPENDIX)]
    keys = {key for chapter in left_out for key in CHAPTERS.get(chapter, ())}
    without = {chapter.removeprefix(CASE) for chapter in left_out if chapter.startswith(CASE)}
    kept = (_of_cases(s, selection.use_cases, without) for s in sheets if s.key not in keys)
    return tuple(sheet for sheet in kept if sheet.rows)


def _of_cases(sheet: Sheet, only: tuple[str, ...], without: set[str]) -> Sheet:
    keys = [column.key for column in sheet.columns]
    at = next((keys.index(key) for key in ("use_case", "use_cases") if key in keys), None)
    if at is None:
        return sheet

    def wanted(cell: Cell) -> bool:
        cases = set(str(cell or "").split(", ")) - {""}
        return not cases or bool((cases & set(only) if only else cases) - without)

    return replace(sheet, rows=tuple(row for row in sheet.rows if wanted(row[at])))
