"""The numbers as CSV: every program reads them, no spreadsheet runs them."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pandas
import pytest

from assessments.catalogue.content import Catalogue
from assessments.report.blocks import Report
from assessments.report.builder import build
from assessments.report.chapters.material import Material
from assessments.report.csv_files import report_csv
from assessments.report.sheets import Column, Sheet
from assessments.report.tables import sheets
from assessments.report.voice import Voice
from tests.report.conftest import Evaluated

TEXT = (Column("text", "Text"), Column("number", "Zahl", "exact"), Column("day", "Tag", "date"))
Made = tuple[Any, Report]


@pytest.fixture(scope="module")
def both(demos: dict[str, Evaluated], catalogue: Catalogue) -> dict[str, Made]:
    evaluated = demos["fadenwerk"]
    return {
        language: (
            sheets(Material(*evaluated, Voice(catalogue, language))),
            build(*evaluated, catalogue, language),
        )
        for language in ("de", "en")
    }


def packed(made: Made) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(report_csv(*made)))


def written(report: Report, *rows: tuple[Any, ...]) -> list[list[str]]:
    file = packed(((Sheet("made", "Texte", TEXT, rows),), report))
    text = file.read("made.csv").decode("utf-8-sig")
    mark = ";" if report.language == "de" else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))[1:]


def test_there_is_one_file_by_table_and_one_that_explains(both: dict[str, Made]) -> None:
    for language, about in (("de", "LIESMICH.txt"), ("en", "README.txt")):
        names = packed(both[language]).namelist()
        assert names == [about, *(f"{sheet.key}.csv" for sheet in both[language][0])]


def test_the_same_input_gives_the_same_bytes(both: dict[str, Made]) -> None:
    assert report_csv(*both["de"]) == report_csv(*both["de"])


def test_every_file_says_that_it_is_utf8(both: dict[str, Made]) -> None:
    file = packed(both["de"])

    assert all(file.read(name).startswith(b"\xef\xbb\xbf") for name in file.namelist())


@pytest.mark.parametrize(("language", "mark", "point"), [("de", ";", ","), ("en", ",", ".")])
def test_programs_read_numbers_back(
    both: dict[str, Made], language: str, mark: str, point: str
) -> None:
    found = next(sheet for sheet in both[language][0] if sheet.key == "ways")

    ways = pandas.read_csv(
        io.BytesIO(packed(both[language]).read("ways.csv")), sep=mark, decimal=point
    )

    assert list(ways.columns) == [column.key for column in found.columns]
    assert ways["points"].tolist() == [row[5] for row in found.rows]


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        (0.00000034, "0,00000034", "0.00000034"),
        (12345.5, "12345,5", "12345.5"),
        (-3.0, "-3", "-3"),
        (1e22, "10000000000000000000000", "10000000000000000000000"),
        (7, "7", "7"),
        (None, "", ""),
    ],
)
def test_numbers_are_written_whole(
    both: dict[str, Made], value: float | None, german: str, english: str
) -> None:
    row = ("x", value, date(2026, 11, 5))

    assert written(both["de"][1], row) == [["x", german, "2026-11-05"]]
    assert written(both["en"][1], row) == [["x", english, "2026-11-05"]]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+49 40 1", "'+49 40 1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r=1+1", "'=1+1"),
        ("\n=1+1", "'\n=1+1"),
        (" =1+1", "' =1+1"),
        ("＝1＋1", "'＝1＋1"),
        ('A;"B",C', 'A;"B",C'),
        ("<script>", "<script>"),
        ("👩🏽‍💻 مرحبا", "👩🏽‍💻 مرحبا"),
        ("a\x00b\x07", "ab"),
        ("Zeile 1\nZeile 2", "Zeile 1\nZeile 2"),
        ("ä" * 40_000, "ä" * 40_000),
    ],
)
def test_no_text_is_a_formula_and_none_is_lost(
    both: dict[str, Made], text: str, stored: str
) -> None:
    for language in ("de", "en"):
        assert written(both[language][1], (text, 1, None))[0][0] == stored


def test_the_explanation_names_version_fingerprint_and_what_is_left_out(
    both: dict[str, Made],
) -> None:
    tables, report = both["de"]
    report = replace(report, version=3, omitted=("Quellen",))

    text = packed((tables, report)).read("LIESMICH.txt").decode("utf-8-sig")

    assert "Version: 3\r\n" in text
    assert f"Prüfsumme: {report.fingerprint}\r\n" in text
    assert "Nicht enthalten: Quellen\r\n" in text
    assert all(f"{s.key}.csv: {s.title}. {s.about}" in text for s in tables)
