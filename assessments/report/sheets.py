"""The report's numbers as tables with real values: for workbooks, CSV, and whoever computes on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Cell = str | int | float | date | None
Kind = Literal["text", "integer", "number", "euro", "percent", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. key: its name in CSV, English, the same in every language. width: characters.

    percent: shares of 1. number: with one decimal.
    """

    key: str
    head: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. key: file name in a ZIP, the same in every language. title: at most 31 letters."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
