"""The report's numbers as CSV files in one ZIP: for programs that read nothing else."""

import io
import zipfile
from datetime import date
from decimal import Decimal

from . import numbers
from .blocks import Report
from .file_text import harmless, one_line
from .sheets import Cell, Sheet

MARK = "\ufeff"  # tells spreadsheets that the file is UTF-8


def report_csv(sheets: tuple[Sheet, ...], report: Report) -> bytes:
    """Return one CSV by table and a text that says what they are. Same input, same bytes.

    German: ";" between fields, decimal comma; English: "," and point. The first row holds the
    columns' keys, which are the same in both languages. Text that a spreadsheet would take for
    a formula begins with an apostrophe.
    """
    german = numbers.is_german(report.language)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        _add(packed, "LIESMICH.txt" if german else "README.txt", _about(sheets, report), report)
        for sheet in sheets:
            _add(packed, f"{sheet.key}.csv", _table(sheet, german=german), report)
    return file.getvalue()


def _add(packed: zipfile.ZipFile, name: str, text: str, report: Report) -> None:
    day = report.dated
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    packed.writestr(entry, (MARK + text).encode())


def _table(sheet: Sheet, *, german: bool) -> str:
    # imported here: it takes a second, which only this download needs
    import pandas

    fields = [[_field(cell, german=german) for cell in row] for row in sheet.rows]
    frame = pandas.DataFrame(fields, columns=[column.key for column in sheet.columns], dtype=str)
    separator = ";" if german else ","
    text: str = frame.to_csv(sep=separator, index=False, lineterminator="\r\n")
    return text


def _field(cell: Cell, *, german: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    written = format(Decimal(repr(cell)), "f").removesuffix(".0")
    return written.replace(".", ",") if german else written


def _about(sheets: tuple[Sheet, ...], report: Report) -> str:
    german = numbers.is_german(report.language)
    lines = [report.title, report.subtitle, ""]
    lines += [f"{term}: {value}" for term, value in report.facts]
    if report.version:
        lines.append(f"Version: {report.version}")
    lines.append(f"{'Prüfsumme' if german else 'Checksum'}: {report.fingerprint}")
    if report.omitted:
        lines.append(
            f"{'Nicht enthalten' if german else 'Not included'}: {', '.join(report.omitted)}"
        )
    lines += ["", *_how_to_read(german=german), ""]
    for sheet in sheets:
        lines.append(f"{sheet.key}.csv: {sheet.title}. {sheet.about}")
        lines += [f"  {column.key}: {column.head}" for column in sheet.columns]
        lines.append("")
    return "\r\n".join(map(one_line, lines))


def _how_to_read(*, german: bool) -> list[str]:
    if german:
        return [
            "Zeichensatz UTF-8. Trennzeichen ist das Semikolon, Dezimalzeichen das Komma.",
            "Anteile beziehen sich auf 1, Geld ist in Euro ohne Umsatzsteuer. Nichts ist gerundet.",
            "Text, der wie eine Formel beginnt, trägt vorn ein Hochkomma.",
        ]
    return [
        "Character set UTF-8. Fields are separated by commas, decimals by a point.",
        "Shares are of 1, money is in euros without VAT. Nothing is rounded.",
        "Text that begins like a formula has an apostrophe in front.",
    ]
