"""A report goes to JSON and comes back the same: words, tables, figures, ways of calculation."""

import json
from datetime import date

import pytest

from assessments.catalogue.content import Catalogue
from assessments.report import frozen
from assessments.report.blocks import Chart, Report, Section, blocks_of, charts_of
from assessments.report.builder import build
from assessments.report.drawing import figure_svg
from assessments.report.selection import Selection, read_selection, selected
from assessments.report.sheets import Column, Sheet
from assessments.report.traced import Fact, Step, Trace
from tests.report.conftest import Evaluated


def through_json(report: Report) -> Report:
    return frozen.thawed_report(json.loads(json.dumps(frozen.frozen_report(report))))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("company", ["fadenwerk", "hallweg", "lindqvist"])
def test_every_word_of_a_report_comes_back(
    demos: dict[str, Evaluated], catalogue: Catalogue, company: str, language: str
) -> None:
    report = build(*demos[company], catalogue, language)

    back = through_json(report)

    pairs = zip(blocks_of(report), blocks_of(back), strict=True)
    assert [a for a, b in pairs if not isinstance(a, Chart) and a != b] == []
    words = [(c.title, c.subtitle, c.caption, c.alt, c.table, c.legend) for c in charts_of(report)]
    assert words == [
        (c.title, c.subtitle, c.caption, c.alt, c.table, c.legend) for c in charts_of(back)
    ]
    assert back.facts == report.facts
    assert back.dated == report.dated


def test_every_figure_is_drawn_the_same_again(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    report = build(*demos["fadenwerk"], catalogue, "de")

    back = through_json(report)

    drawn = [figure_svg(chart.figure, chart.name) for chart in charts_of(report)]
    assert [figure_svg(chart.figure, chart.name) for chart in charts_of(back)] == drawn
    assert len(drawn) > 8


def test_cells_keep_their_kind() -> None:
    day = date(2026, 11, 25)
    columns = (Column("a", "A"), Column("b", "B", "number"))
    sheets = (Sheet("one", "Eins", columns, ((1, 2.5), ("x", None), (day, 0.0))),)

    back = frozen.thawed_sheets(json.loads(json.dumps(frozen.frozen_sheets(sheets))))

    assert back == sheets
    assert [type(cell) for row in back[0].rows for cell in row] == [
        *(int, float, str, type(None), date, float)
    ]


def test_ways_of_calculation_are_found_again_by_code() -> None:
    made = Trace(
        "UC1.score.api_us",
        "Punkte",
        "74",
        "Summe",
        (Step("Gewicht", "12 %", trace="UC1.weight.KT"),),
        (Fact("Antwort", "ja", "Quelle", "https://example.org", "25.11.2026"),),
    )

    back = frozen.thawed_traces(json.loads(json.dumps(frozen.frozen_traces({made.code: made}))))

    assert back == {made.code: made}


def of_parts(*sections: Section) -> Report:
    return Report("T", "S", "C", "de", (), "", date(2026, 11, 25), sections)


def test_what_is_left_out_is_named() -> None:
    report = of_parts(
        Section("summary", "Für die Leitung", ()),
        Section("use-case-UC1", "Angebote", (), use_case="UC1"),
        Section("use-case-UC2", "Protokolle", (), use_case="UC2"),
        Section("rules", "Regeln", ()),
        Section("answers", "Antworten", (), part="appendix"),
    )

    short = selected(report, Selection(("rules",), ("UC2",), appendix=False))

    assert [section.id for section in short.sections] == ["summary", "use-case-UC2"]
    assert short.omitted == ("Angebote", "Regeln", "Antworten")
    assert selected(report, Selection()).omitted == ()


def test_a_choice_is_stored_and_read_again() -> None:
    choice = Selection(("rules",), ("UC1", "UC2"), appendix=False)

    assert read_selection(json.loads(json.dumps(choice.document()))) == choice
    assert read_selection({}) == Selection()
    assert not Selection()
    assert choice
