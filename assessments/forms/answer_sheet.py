"""A filled workbook is read: every row is judged, and nothing is taken before all are sound."""

import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.catalogue import DONT_KNOW
from assessments.catalogue.entries import Question
from assessments.models import Confidence
from assessments.services.answers import Entered
from assessments.services.asked import asked_of_all

from .answer import REASON_LENGTH

LARGEST = 2 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 2_000
CASE, CODE, _QUESTION, _CHOICES, ANSWER, SURE, REASON = range(7)
LETTERS = "ABCDEFG"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong in which cell. place: such as "E7", "" for the whole file."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What a workbook says: (question, use case or "") → what was entered; or its flaws."""

    entries: Mapping[tuple[str, str], Entered]
    flaws: tuple[Flaw, ...]


def read_answer_sheet(data: bytes, use_cases: Collection[str]) -> FilledSheet:
    """Read an upload; use_cases: the codes that may stand in the first column."""
    cells = _cells(data)
    if isinstance(cells, Flaw):
        return FilledSheet({}, (cells,))
    entries: dict[tuple[str, str], Entered] = {}
    flaws: list[Flaw] = []
    for number, row in cells:
        found = _row(number, row, use_cases)
        if isinstance(found, list):
            flaws += found
        elif found is not None:
            key, entered = found
            if key in entries:
                flaws.append(Flaw(f"B{number}", _("This question stands here a second time.")))
            entries[key] = entered
    return FilledSheet({} if flaws else entries, tuple(flaws))


def _cells(data: bytes) -> list[tuple[int, list[str]]] | Flaw:
    """Return the rows below the head as text, or why the file cannot be read."""
    # imported here: only this upload needs it
    from openpyxl import load_workbook

    unreadable = Flaw("", _("The file is no workbook. Save it as .xlsx and try again."))
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED:
                return Flaw("", _("The file holds too much. Use the template."))
        sheet = load_workbook(BytesIO(data)).worksheets[0]
    except Exception:  # whatever the library stumbles over: the file is no workbook
        return unreadable
    return _shape_flaw(sheet) or [
        (at, [_text(cell) for cell in row])
        for at, row in enumerate(
            sheet.iter_rows(min_row=2, max_col=len(LETTERS), values_only=True), start=2
        )
    ]


def _shape_flaw(sheet: Any) -> Flaw | None:
    """Too many rows, or cells grown together."""
    if sheet.max_row > MOST_ROWS + 1:
        words = {"most": number_format(MOST_ROWS, force_grouping=True)}
        words["rows"] = number_format(sheet.max_row - 1, force_grouping=True)
        return Flaw("", _("At most %(most)s rows; your file has %(rows)s.") % words)
    if sheet.merged_cells.ranges:
        place = str(next(iter(sheet.merged_cells.ranges))).split(":")[0]
        return Flaw(place, _("Cells are merged here. Split them and try again."))
    return None


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _row(
    number: int, row: list[str], use_cases: Collection[str]
) -> tuple[tuple[str, str], Entered] | list[Flaw] | None:
    """Return what a row says, its flaws, or None where nothing was filled in."""
    row = row + [""] * (len(LETTERS) - len(row))
    if not any(row):
        return None
    flaws = [
        Flaw(f"{letter}{number}", _("This cell holds a formula. Enter the value itself."))
        for letter, cell in zip(LETTERS, row, strict=True)
        if cell.startswith("=")
    ]
    question = asked_of_all().get(row[CODE])
    if question is None or not question.asked:
        text = _("There is no question “%s”. Leave this column as it is.") % row[CODE][:20]
        flaws.append(Flaw(f"B{number}", text))
    elif row[CASE] and (row[CASE] not in use_cases or not question.per_use_case):
        flaws.append(Flaw(f"A{number}", _("There is no such use case for this question.")))
    if flaws or question is None:
        return flaws
    if not any(row[ANSWER:]):
        return None
    return _entered(number, row, question)


def _entered(
    number: int, row: list[str], question: Question
) -> tuple[tuple[str, str], Entered] | list[Flaw]:
    flaws: list[Flaw] = []
    answer, sure, reason = row[ANSWER], row[SURE], row[REASON]
    level, amount = "", None
    if question.kind == "number" and answer not in ("", DONT_KNOW):
        if answer.isdecimal() and question.minimum <= int(answer) <= question.maximum:
            amount = float(answer)
        else:
            words = {"low": question.minimum, "high": number_format(question.maximum)}
            text = _("Enter a whole number from %(low)d to %(high)s, such as 120.") % words
            flaws.append(Flaw(f"E{number}", text))
    else:
        codes = [*(lv.code for lv in question.levels), DONT_KNOW, ""]
        level = answer.upper()
        if level not in codes:
            text = _("Enter one of %s.") % ", ".join(codes[:-1])
            flaws.append(Flaw(f"E{number}", text))
    if sure not in ("", *Confidence.values):
        text = _("Enter one of %s, or nothing.") % ", ".join(Confidence.values)
        flaws.append(Flaw(f"F{number}", text))
    if len(reason) > REASON_LENGTH:
        words = {"limit_value": REASON_LENGTH, "show_value": len(reason)}
        text = _("At most %(limit_value)d characters; you have %(show_value)d.") % words
        flaws.append(Flaw(f"G{number}", text))
    if flaws:
        return flaws
    entered = Entered(level=level, number=amount, confidence=sure, reason=reason)
    return (question.code, row[CASE]), entered
