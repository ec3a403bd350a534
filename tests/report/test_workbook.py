"""The numbers as a workbook: real numbers and dates, text that stays text, the same bytes."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pandas
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import GivenAnswer
from assessments.engine.recommendation import recommend
from assessments.report.blocks import Report
from assessments.report.builder import build
from assessments.report.chapters.material import Material
from assessments.report.file_text import LONGEST
from assessments.report.selection import Selection
from assessments.report.sheets import CHAPTERS, Column, Sheet, chosen
from assessments.report.tables import sheets
from assessments.report.voice import Voice
from assessments.report.workbook import report_xlsx
from tests.report.conftest import Evaluated

DEMOS = ("fadenwerk", "hallweg", "lindqvist")
LANGUAGES = ("de", "en")
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+49 40 123",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "👩🏽‍💻 🫨 Größe",
    "مرحبا עולם",
    "_x0041_ & \"Q\" 'A'",
    "https://example.org/?a=1",
    "007",
)


def made(evaluated: Evaluated, catalogue: Catalogue, language: str = "de") -> tuple[Any, Report]:
    material = Material(*evaluated, Voice(catalogue, language))
    return sheets(material), build(*evaluated, catalogue, language)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def hallweg(demos: dict[str, Evaluated], catalogue: Catalogue) -> tuple[Any, Report]:
    return made(demos["hallweg"], catalogue)


@pytest.fixture(scope="module")
def book(hallweg: tuple[Any, Report]) -> openpyxl.Workbook:
    return opened(report_xlsx(*hallweg))


def column(page: Worksheet, head: str) -> list[Any]:
    heads = [cell.value for cell in page[1]]
    return [row[heads.index(head)] for row in page.iter_rows(min_row=2)]


@pytest.mark.parametrize("company", DEMOS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_and_columns_are_allowed_and_unique(
    demos: dict[str, Evaluated], catalogue: Catalogue, company: str, language: str
) -> None:
    found, _ = made(demos[company], catalogue, language)

    titles = [sheet.title for sheet in found]
    assert len(set(map(str.lower, titles))) == len(titles)
    assert [t for t in titles if len(t) > 31 or set(t) & set("[]:*?/\\'")] == []
    for sheet in found:
        keys = [c.key for c in sheet.columns]
        assert len(set(keys)) == len(keys)
        assert all(re.fullmatch(r"[A-Za-z0-9_]+", key) for key in keys)
        assert sheet.about
        assert {len(row) for row in sheet.rows} == {len(keys)}


def test_both_languages_have_the_same_tables_keys_and_numbers(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    german, english = (made(demos["hallweg"], catalogue, language)[0] for language in LANGUAGES)

    assert [s.key for s in german] == [s.key for s in english]
    for one, other in zip(german, english, strict=True):
        assert [c.key for c in one.columns] == [c.key for c in other.columns]
        assert [[c for c in row if not isinstance(c, str)] for row in one.rows] == [
            [c for c in row if not isinstance(c, str)] for row in other.rows
        ]


def test_every_table_belongs_to_a_chapter(hallweg: tuple[Any, Report]) -> None:
    known = {key for keys in CHAPTERS.values() for key in keys}

    assert {sheet.key for sheet in hallweg[0]} <= known


def test_the_same_input_gives_the_same_bytes(hallweg: tuple[Any, Report]) -> None:
    assert report_xlsx(*hallweg) == report_xlsx(*hallweg)


def test_numbers_are_numbers_and_shares_are_of_one(book: openpyxl.Workbook) -> None:
    points, share = column(book["Wege"], "Punkte"), column(book["Wege"], "Anteil Platz 1")

    assert all(isinstance(cell.value, float) and 0 <= cell.value <= 100 for cell in points)
    assert all(cell.value is None or 0 <= cell.value <= 1 for cell in share)
    assert {cell.number_format for cell in share if cell.value is not None} == {"0.0 %"}


def test_dates_are_dates(book: openpyxl.Workbook) -> None:
    cells = column(book["Regeln"], "Stand")

    assert all(isinstance(cell.value, datetime) for cell in cells)
    assert {cell.number_format for cell in cells} == {"dd.mm.yyyy"}


def test_a_ranked_way_has_a_whole_number_as_its_rank(book: openpyxl.Workbook) -> None:
    ranks = [cell.value for cell in column(book["Wege"], "Platz")]

    assert ranks[:5] == [None, 4, 1, 3, 2]  # order of the catalogue; a law excludes the first


def test_months_add_up_to_the_total_of_three_years(hallweg: tuple[Any, Report]) -> None:
    months, totals = (
        pandas.DataFrame(s.rows, columns=[c.key for c in s.columns])
        for key in ("costs_by_month", "costs_total")
        for s in hallweg[0]
        if s.key == key
    )

    sums = months.groupby(["use_case", "way"])["total_eur"].agg(["sum", "count"])
    known = totals.set_index(["use_case", "way"])["total_likely"]

    assert sums["sum"].to_dict() == pytest.approx(known.to_dict())
    assert set(sums["count"]) == {36}
    assert len(known) == 5 * 5  # all together and four use cases


def test_pandas_reads_the_sheets_with_their_kinds(hallweg: tuple[Any, Report]) -> None:
    data = io.BytesIO(report_xlsx(*hallweg))

    ways = pandas.read_excel(data, sheet_name="Wege")
    rules = pandas.read_excel(data, sheet_name="Regeln")

    assert ways["Punkte"].dtype == "float64"
    assert str(rules["Stand"].dtype).startswith("datetime64")


def test_the_first_sheet_says_what_it_is(hallweg: tuple[Any, Report]) -> None:
    found, report = hallweg
    report = replace(report, version=7, omitted=("Quellen", "Regeln"))

    book = opened(report_xlsx(found, report))
    cover = book.worksheets[0]
    text = "\n".join(str(c.value) for row in cover.iter_rows() for c in row if c.value)

    assert cover.title == "Lesen Sie zuerst"
    assert report.fingerprint in text
    assert "Quellen, Regeln" in text
    assert "\n7\n" in text
    for sheet in found:
        assert sheet.title in text
        assert sheet.about in text
    assert {c.hyperlink.location for row in cover.iter_rows() for c in row if c.hyperlink} == {
        f"'{sheet.title}'!A1" for sheet in found
    }


def test_every_sheet_is_a_table_with_a_head_that_stays(book: openpyxl.Workbook) -> None:
    for page in book.worksheets[1:]:
        assert page.freeze_panes == "A2"
        assert len(page.tables) == 1
        assert next(iter(page.tables.values())).autoFilter is not None
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"
        assert page.oddFooter.right.text == "Seite &P / &N"


def test_the_chart_of_the_months_has_words_for_those_who_cannot_see_it(
    hallweg: tuple[Any, Report],
) -> None:
    packed = zipfile.ZipFile(io.BytesIO(report_xlsx(*hallweg)))

    drawing = packed.read("xl/drawings/drawing1.xml").decode()
    chart = packed.read("xl/charts/chart1.xml").decode()

    assert 'descr="Bisher bezahlt, alle Anwendungsfälle zusammen: ' in drawing
    assert chart.count("<c:ser>") == 5
    ends = {re.findall(r"\$(\d+)", area)[-1] for area in re.findall(r"<c:f>(.*?)</c:f>", chart)}
    assert ends == {str(1 + 36 * way) for way in range(1, 6)}


def test_hostile_text_stays_text(hallweg: tuple[Any, Report]) -> None:
    sheet = Sheet(
        *("made", "Texte", (Column("text", "Text"), Column("when", "Wann", "date"))),
        tuple((text, date(2026, 11, 25)) for text in HOSTILE),
    )

    data = report_xlsx((sheet,), hallweg[1])

    cells = column(opened(data)["Texte"], "Text")
    assert [cell.value for cell in cells] == list(HOSTILE)
    assert {cell.data_type for cell in cells} == {"s"}
    pages = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet2.xml")
    assert b"<f>" not in pages
    assert b"hyperlink" not in pages


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\x00b\x1bc\ud800d\ufffee", "abcde"),
        ("ä" * (LONGEST + 5), "ä" * (LONGEST - 1) + "…"),
        ("😀" * LONGEST, "😀" * ((LONGEST - 1) // 2) + "…"),
        ("ä" * LONGEST, "ä" * LONGEST),
    ],
)
def test_what_no_cell_can_hold_is_cut_or_left_out(
    hallweg: tuple[Any, Report], text: str, stored: str
) -> None:
    sheet = Sheet("made", "Texte", (Column("text", "Text"),), ((text,),))

    cells = column(opened(report_xlsx((sheet,), hallweg[1]))["Texte"], "Text")

    assert [cell.value for cell in cells] == [stored]


def test_a_company_with_a_hostile_name_gets_its_workbook(hallweg: tuple[Any, Report]) -> None:
    found, report = hallweg
    name = "=1+1 & Söhne <b>" * 40

    data = report_xlsx(found, replace(report, company=name, subtitle=name, organisation=name))

    book = opened(data)
    assert book.worksheets[0]["A2"].value == name
    assert book.worksheets[0]["A2"].data_type == "s"
    assert book.properties.creator == name[:255]


def many(demos: dict[str, Evaluated], catalogue: Catalogue, count: int) -> Evaluated:
    dossier, _ = demos["lindqvist"]
    first = dossier.use_cases[0]
    reason = GivenAnswer(level="2", reason="=HYPERLINK(1) " + "🙂 " * 200)
    cases = tuple(
        replace(first, id=f"UC{n}", title=f"Fall {n} <script>", answers={"KT1": reason})
        for n in range(1, count + 1)
    )
    larger = replace(dossier, use_cases=cases)
    return larger, recommend(larger, catalogue)


def test_many_use_cases_keep_their_totals_and_the_sheet_says_what_is_left_out(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    found, report = made(many(demos, catalogue, 300), catalogue)

    book = opened(report_xlsx(found, report))

    by_key = {sheet.key: sheet for sheet in found}
    assert len(by_key["ways"].rows) == 300 * 5
    assert len(by_key["costs_total"].rows) == 301 * 5
    assert {row[0] for row in by_key["costs_by_month"].rows} == {""}
    assert "mehr als 20" in by_key["costs_by_month"].about
    assert book["Wege"].max_row == 300 * 5 + 1
    assert book["Wege"]["B2"].value == "Fall 1 <script>"


def test_chosen_use_cases_and_chapters_leave_their_rows_alone(hallweg: tuple[Any, Report]) -> None:
    found = chosen(hallweg[0], Selection(("costs",), ("UC2",), appendix=False))

    by_key = {sheet.key: sheet for sheet in found}
    assert by_key.keys() == {
        *("overview", "ways", "marks", "weights", "importance"),
        *("readiness", "actions", "rules"),
    }
    assert {row[0] for row in by_key["ways"].rows} == {"UC2"}
    at = [c.key for c in by_key["rules"].columns].index("use_cases")
    assert all("UC2" in str(row[at]) or not row[at] for row in by_key["rules"].rows)


def test_a_use_case_whose_chapter_is_left_out_has_no_rows(hallweg: tuple[Any, Report]) -> None:
    found = chosen(hallweg[0], Selection(("use-case-UC1",)))

    by_key = {sheet.key: sheet for sheet in found}
    assert {row[0] for row in by_key["ways"].rows} == {"UC2", "UC3", "UC4"}
    assert {row[0] for row in by_key["costs_by_month"].rows} == {"", "UC2", "UC3", "UC4"}


def test_everything_is_everything(hallweg: tuple[Any, Report]) -> None:
    assert chosen(hallweg[0], Selection()) == hallweg[0]


def test_own_figures_are_marked_as_own(demos: dict[str, Evaluated], catalogue: Catalogue) -> None:
    dossier = replace(demos["hallweg"][0], figures={"usd_eur": 0.91})
    found, _ = made((dossier, recommend(dossier, catalogue)), catalogue)

    rows = {r[0]: r for r in next(s for s in found if s.key == "assumptions").rows}

    assert rows["usd_eur"][2] == 0.91
    assert rows["usd_eur"][6:] == ("ja", "", "eigene Angabe")
    assert [code for code, row in rows.items() if row[6]] == ["usd_eur"]
