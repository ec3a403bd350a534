"""The report's numbers as a workbook: real numbers and dates, text that stays text.

Written cell by cell: to import pandas alone takes longer than the whole workbook, and its frames
turn whole numbers into decimals wherever a cell of the column is empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from . import numbers, template
from .blocks import Report
from .file_text import in_cell, one_line
from .sheets import Cell, Sheet

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NUMBER_FORMATS = {  # German, English; the program that opens the file puts in its own separators
    "integer": ("#,##0", "#,##0"),
    "number": ("#,##0.0", "#,##0.0"),
    "euro": ("#,##0 €", '"€"#,##0'),
    "price": ("#,##0.00##", "#,##0.00##"),
    "exact": ("General", "General"),
    "percent": ("0.0 %", "0.0%"),
    "date": ("dd.mm.yyyy", "d mmm yyyy"),
}
NARROWEST = 11  # characters: a column of numbers
COLOURS = tuple(template.CRITERIA_COLOURS.values())[:5]  # told apart by dashes as well
DASHES = ("solid", "dash", "square_dot", "long_dash", "dash_dot")
NAME_LENGTH = 90  # letters of the company's name below a printed page
WORDS = {
    "de": {
        "cover": "Lesen Sie zuerst",
        "sheets": "Was die Blätter enthalten",
        "rows": "Zeilen",
        "version": "Version",
        "fingerprint": "Prüfsumme",
        "omitted": "Nicht enthalten",
        "money": "Geld in Euro ohne Umsatzsteuer. Werte sind nicht gerundet, nur gezeigt wie hier.",
        "chart": "Bisher bezahlt, alle Anwendungsfälle zusammen",
        "month": "Monat",
        "page": "Seite",
    },
    "en": {
        "cover": "Read first",
        "sheets": "What the sheets hold",
        "rows": "rows",
        "version": "Version",
        "fingerprint": "Checksum",
        "omitted": "Not included",
        "money": "Money in euros without VAT. Values are not rounded, only shown as here.",
        "chart": "Paid so far, all use cases together",
        "month": "Month",
        "page": "Page",
    },
}


@dataclass(frozen=True, slots=True)
class _Formats:
    """What cells look like; one of each for the whole workbook."""

    head: Any
    title: Any
    bold: Any
    text: Any
    link: Any
    kinds: dict[str, Any]


def report_xlsx(sheets: tuple[Sheet, ...], report: Report) -> bytes:
    """Return the tables as XLSX, the first sheet says what it is. Same input, same bytes.

    Every text is written as text: what begins with "=" is no formula, an address no link.
    """
    # imported here: only this download needs it
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties(_properties(report))
    formats = _formats(book, report.language)
    _cover(book, sheets, report, formats)
    for number, sheet in enumerate(sheets, start=1):
        page = book.add_worksheet(sheet.title)
        _page(page, sheet, formats, number)
        _print(page, report)
        if sheet.key == "costs_by_month":
            _chart(book, page, sheet, report.language)
    book.close()
    return file.getvalue()


def _words(language: str) -> dict[str, str]:
    return WORDS["de" if numbers.is_german(language) else "en"]


def _properties(report: Report) -> dict[str, Any]:
    texts = {
        "title": report.subtitle,
        "subject": report.title,
        "author": report.organisation,
        "company": report.organisation,
        "comments": f"{report.footer} · {report.fingerprint}",
    }
    cut = {name: one_line(text)[:255] for name, text in texts.items()}
    return {**cut, "created": datetime.combine(report.dated, time())}


def _formats(book: "Workbook", language: str) -> _Formats:
    top, at = {"valign": "top"}, 0 if numbers.is_german(language) else 1
    head = {"bold": True, "font_color": "#FFFFFF", "bg_color": template.PRIMARY}
    return _Formats(
        head=book.add_format({**top, **head, "text_wrap": True}),
        title=book.add_format({**top, "bold": True, "font_size": 16}),
        bold=book.add_format({**top, "bold": True}),
        text=book.add_format({**top, "text_wrap": True}),
        link=book.add_format({**top, "font_color": template.PRIMARY, "underline": 1}),
        kinds={
            kind: book.add_format({**top, "num_format": forms[at]})
            for kind, forms in NUMBER_FORMATS.items()
        },
    )


def _cover(book: "Workbook", sheets: Sequence[Sheet], report: Report, formats: _Formats) -> None:
    words = _words(report.language)
    page = book.add_worksheet(words["cover"])
    page.hide_gridlines(2)
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 90)
    page.write_string(0, 0, in_cell(report.title), formats.title)
    page.write_string(1, 0, in_cell(report.subtitle), formats.bold)
    row = 3
    for term, value in _said(report, words):
        page.write_string(row, 0, in_cell(term), formats.bold)
        page.write_string(row, 1, in_cell(value), formats.text)
        row += 1
    page.write_string(row + 1, 0, words["sheets"], formats.bold)
    page.write_string(row + 1, 1, words["money"], formats.text)
    for at, sheet in enumerate(sheets, start=row + 2):
        page.write_url(at, 0, f"internal:'{sheet.title}'!A1", formats.link, sheet.title)
        count = f"{numbers.number(len(sheet.rows), report.language)} {words['rows']}"
        page.write_string(at, 1, in_cell(f"{sheet.about} ({count})".strip()), formats.text)
    _print(page, report, head=False)


def _said(report: Report, words: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the first sheet states: term and value."""
    yield from report.facts
    if report.version:
        yield words["version"], str(report.version)
    yield words["fingerprint"], report.fingerprint
    if report.omitted:
        yield words["omitted"], ", ".join(report.omitted)


def _page(page: "Worksheet", sheet: Sheet, formats: _Formats, number: int) -> None:
    for at, column in enumerate(sheet.columns):
        width = column.width if column.kind == "text" else max(NARROWEST, column.width - 2)
        page.set_column(at, at, width)
    for row, cells in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(cells):
            _write(page, row, at, cell, formats, sheet.columns[at].kind)
    page.add_table(
        *(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1),
        {
            "name": f"T{number}_{sheet.key}",
            "style": "Table Style Light 1",
            "columns": [{"header": head, "header_format": formats.head} for head in _heads(sheet)],
        },
    )
    page.freeze_panes(1, 0)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # levels such as "2" are text


def _heads(sheet: Sheet) -> list[str]:
    """Return the heads; a table wants each once."""
    heads: list[str] = []
    for column in sheet.columns:
        head = in_cell(column.head)
        heads.append(head if head not in heads else f"{head} ({column.key})")
    return heads


def _write(page: "Worksheet", row: int, at: int, cell: Cell, formats: _Formats, kind: str) -> None:
    if cell is None or cell == "":
        page.write_blank(row, at, None, formats.text)
    elif isinstance(cell, str):
        page.write_string(row, at, in_cell(cell), formats.text)
    elif isinstance(cell, date):
        page.write_datetime(row, at, datetime.combine(cell, time()), formats.kinds["date"])
    else:
        page.write_number(row, at, cell, formats.kinds.get(kind, formats.kinds["exact"]))


def _print(page: "Worksheet", report: Report, *, head: bool = True) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    if head:
        page.repeat_rows(0)
    name, page_word = one_line(report.company)[:NAME_LENGTH], _words(report.language)["page"]
    said = f"{name} · {numbers.day(report.dated, report.language)}".replace("&", "&&")
    page.set_footer(f"&L{said}&C{report.fingerprint[:12]}&R{page_word} &P / &N")


def _chart(book: "Workbook", page: "Worksheet", sheet: Sheet, language: str) -> None:
    """Draw what each way has cost so far, month by month, for all use cases together."""
    keys = [column.key for column in sheet.columns]
    way, month, paid = (keys.index(key) for key in ("way", "month", "paid_so_far_eur"))
    lines: dict[str, list[int]] = {}
    for at, row in enumerate(sheet.rows, start=1):
        if not row[keys.index("use_case")]:
            lines.setdefault(str(row[way]), []).append(at)
    chart = book.add_chart({"type": "line"})
    for at, (name, rows) in enumerate(lines.items()):
        chart.add_series(
            {
                "name": in_cell(name),
                "categories": [sheet.title, rows[0], month, rows[-1], month],
                "values": [sheet.title, rows[0], paid, rows[-1], paid],
                "line": {"color": COLOURS[at % 5], "width": 2, "dash_type": DASHES[at % 5]},
            }
        )
    words = _words(language)
    chart.set_title({"name": words["chart"], "name_font": {"size": 12}})
    chart.set_x_axis({"name": words["month"], "interval_unit": 6})
    chart.set_y_axis({"num_format": NUMBER_FORMATS["euro"][0]})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": 420})
    if lines:
        alt = f"{words['chart']}: {', '.join(lines)}."
        page.insert_chart(1, len(keys) + 1, chart, {"description": in_cell(alt)})
