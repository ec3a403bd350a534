"""One evaluation, every form: web, PDF, Word, Excel, CSV and JSON hold the same numbers."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest

from assessments.catalogue.content import Catalogue
from assessments.engine.exported import Versions, canonical, export_document
from assessments.engine.reading import dossier_document, dossier_sha256
from assessments.engine.recommendation import read_recommendation, recommendation_document
from assessments.report import numbers
from assessments.report.blocks import Frequency, Ranking, Report, Table, blocks_of, charts_of
from assessments.report.builder import build
from assessments.report.chapters.material import Material
from assessments.report.csv_files import report_csv
from assessments.report.pdf import report_pdf
from assessments.report.sheets import Sheet
from assessments.report.tables import sheets
from assessments.report.voice import Voice
from assessments.report.word import report_docx
from assessments.report.workbook import report_xlsx
from tests.report.conftest import Evaluated
from tests.report.test_pdf import words

CASES = [(c, language) for c in ("fadenwerk", "hallweg", "lindqvist") for language in ("de", "en")]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Forms:
    """One company's report in every form, as an edition makes it: from the kept document."""

    evaluated: Evaluated
    catalogue: Catalogue
    language: str

    @cached_property
    def found(self) -> dict[str, Any]:
        return recommendation_document(self.evaluated[1])

    @cached_property
    def material(self) -> Material:
        voice = Voice(self.catalogue, self.language)
        return Material(self.evaluated[0], read_recommendation(self.found), voice)

    @cached_property
    def report(self) -> Report:
        made = self.material
        return build(made.dossier, made.recommendation, self.catalogue, self.language)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return sheets(self.material)

    @cached_property
    def excel(self) -> dict[str, Rows]:
        """The cells as a spreadsheet reads them, by the columns' keys."""
        book = openpyxl.load_workbook(io.BytesIO(report_xlsx(self.sheets, self.report)))
        return {
            sheet.key: [
                dict(zip((c.key for c in sheet.columns), row, strict=True))
                for row in book[sheet.title].iter_rows(min_row=2, values_only=True)
            ]
            for sheet in self.sheets
        }

    @cached_property
    def csv(self) -> dict[str, Rows]:
        """The fields as a program reads them, by the columns' keys."""
        packed = zipfile.ZipFile(io.BytesIO(report_csv(self.sheets, self.report)))
        mark = ";" if self.language == "de" else ","
        return {
            sheet.key: list(
                csv.DictReader(
                    io.StringIO(packed.read(f"{sheet.key}.csv").decode("utf-8-sig"), newline=""),
                    delimiter=mark,
                )
            )
            for sheet in self.sheets
        }

    def chart(self, begin: str) -> Table:
        return next(c.table for c in charts_of(self.report) if c.name.startswith(begin))


@pytest.fixture(scope="module")
def forms(demos: dict[str, Evaluated], catalogue: Catalogue) -> dict[tuple[str, str], Forms]:
    return {
        (company, language): Forms(demos[company], catalogue, language)
        for company, language in CASES
    }


@pytest.fixture(params=CASES, ids="-".join, scope="module")
def form(request: pytest.FixtureRequest, forms: dict[tuple[str, str], Forms]) -> Forms:
    return forms[request.param]


def joined(text: str) -> str:
    """Without spaces, line breaks and hyphens: these are each form's own."""
    return "".join(
        c for c in text if not c.isspace() and c not in "-\u2010\u00ad\u200b\u2060\ufeff"
    )


def ranked(form: Forms) -> Iterator[tuple[str, str, str]]:
    """(use case, way, points) of every ranking as the web page shows it."""
    for section in form.report.sections:
        for block in section.blocks:
            if isinstance(block, Ranking):
                for entry in block.entries:
                    yield section.use_case, entry.name, numbers.number(entry.points, form.language)


def test_points_of_the_web_page_stand_in_the_workbook(form: Forms) -> None:
    cells = {
        (row["use_case"], row["way"], numbers.number(row["points"], form.language))
        for row in form.excel["ways"]
    }

    shown = list(ranked(form))

    assert set(shown) == cells
    assert len(shown) == 5 * len(form.material.results)


def test_shares_of_the_web_page_stand_in_the_workbook(form: Forms) -> None:
    cells = {
        (row["use_case"], row["way"]): numbers.times_in_hundred(row["first_share"], form.language)
        for row in form.excel["ways"]
        if row["first_share"] is not None
    }
    voice, shown = form.material.voice, {}
    for result in form.material.results:
        ways = {voice.short(code): voice.option(code) for code in result.ranking}
        charts = [c for c in charts_of(form.report) if c.name.startswith(f"ranks-{result.id}")]
        for row in (row for chart in charts for row in chart.table.rows):
            shown[result.id, ways[row[0]]] = row[1]

    assert shown
    assert {key: cells[key] for key in shown} == shown


def test_monthly_costs_of_the_web_page_stand_in_the_workbook(form: Forms) -> None:
    language = form.language
    for result in form.material.results:
        rows = form.chart(f"costs-{result.id}").rows
        shown = {row[0].split(" (")[0]: row[-2:] for row in rows}  # without "(excluded)"
        cells = {
            row["way"]: (
                numbers.rounded_euro(row["eur_per_month"], language),
                numbers.euro_range(row["eur_per_month_low"], row["eur_per_month_high"], language),
            )
            for row in form.excel["ways"]
            if row["use_case"] == result.id
        }

        assert {name: cells[name] for name in shown} == shown


def test_contributions_of_the_web_page_stand_in_the_workbook(form: Forms) -> None:
    voice = form.material.voice
    for result in (r for r in form.material.results if r.ranking):
        shown = form.chart(f"contributions-{result.id}")
        ways = {voice.option(code): voice.short(code) for code in result.options}
        cells = {
            (row["criterion"], ways[row["way"]]): numbers.number(row["points"], form.language, 1)
            for row in form.excel["marks"]
            if row["use_case"] == result.id
        }
        drawn = {
            (row[0], way): points
            for row in shown.rows
            for way, points in zip(shown.head[1:], row[1:], strict=True)
            if (row[0], way) in cells
        }

        assert len(drawn) >= 7
        assert {key: cells[key] for key in drawn} == drawn


def test_costs_over_the_years_stand_in_the_workbook(form: Forms) -> None:
    totals = [r["total_likely"] for r in form.excel["costs_total"] if not r["use_case"]]
    study = form.material.study
    by_month: dict[str, float] = {}
    for row in form.excel["costs_by_month"]:
        if not row["use_case"]:
            by_month[row["way"]] = by_month.get(row["way"], 0) + row["total_eur"]

    assert totals == pytest.approx([c.views["likely"].total for c in study.options.values()])
    assert list(by_month.values()) == pytest.approx(totals)
    wanted = sorted(numbers.rounded_euro(total, form.language) for total in totals)
    assert wanted in [sorted(row[1:]) for row in form.chart("yearly-").rows]


def test_csv_holds_the_same_as_the_workbook(form: Forms) -> None:
    for key, rows in form.excel.items():
        fields = form.csv[key]
        assert len(fields) == len(rows)
        for row, field in zip(rows, fields, strict=True):
            for column, value in row.items():
                assert same(value, field[column], form.language), (key, column)


def same(value: Any, field: str, language: str) -> bool:
    if value is None:
        return field == ""
    if isinstance(value, str):
        return field in (value, f"'{value}")
    if hasattr(value, "isoformat"):
        return bool(field == value.date().isoformat())
    number = float(field.replace(",", ".") if language == "de" else field)
    return bool(number == pytest.approx(value, rel=1e-14, abs=1e-14))


def test_the_workbook_holds_exactly_what_json_says(form: Forms) -> None:
    exact = {
        (case["id"], code): (o["score"], o["first_rank_share"], o["cost_eur_per_month"]["likely"])
        for case in form.found["use_cases"]
        for code, o in case["options"].items()
    }
    codes = {form.material.voice.option(code): code for code in form.catalogue.options}
    cells = {
        (row["use_case"], codes[row["way"]]): (
            *(row["points"], row["first_share"]),
            row["eur_per_month"],
        )
        for row in form.excel["ways"]
    }

    assert cells == exact


def test_every_table_and_frequency_is_printed_and_stands_in_word(form: Forms) -> None:
    with pikepdf.open(io.BytesIO(report_pdf(form.report))) as pdf:
        printed = joined(words(pdf))
    document = docx.Document(io.BytesIO(report_docx(form.report)))
    written = joined(
        "".join(t.text or "" for t in document.element.body.iter() if t.tag.endswith("}t"))
    )

    texts = [
        *("".join(row) for b in blocks_of(form.report) if isinstance(b, Table) for row in b.rows),
        *(b.text for b in blocks_of(form.report) if isinstance(b, Frequency)),
    ]
    assert len(texts) > 50
    assert [t for t in texts if joined(t) not in printed] == []
    assert [t for t in texts if joined(t) not in written] == []


def test_json_is_the_same_bytes_every_time(form: Forms) -> None:
    dossier = form.evaluated[0]
    versions = Versions("1", "0" * 64, "1", dossier_sha256(dossier), form.found["seed"], "1")

    first = canonical(export_document(dossier_document(dossier), form.found, versions))
    again = canonical(json.loads(first))

    assert again == first
    assert json.loads(first)["recommendation"] == form.found
