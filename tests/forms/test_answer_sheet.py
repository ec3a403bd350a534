"""A filled workbook: what is sound is read, every flaw is named with its cell."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assessments.catalogue import load
from assessments.forms.answer_sheet import FilledSheet, read_answer_sheet
from assessments.report.answer_sheet import Line, answer_sheet
from assessments.report.voice import Voice
from assessments.services.answers import Entered

LINES = [Line(q) for q in load().asked] + [Line(load().questions["KT1"], "UC1")]
HEAD = ["Fall", "Nr.", "Frage", "Auswahl", "Antwort", "Wie sicher", "Begründung"]


def workbook(*rows: list[Any]) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def row(code: str, answer: Any = "", sure: str = "", reason: str = "", case: str = "") -> list[Any]:
    return [case, code, "…", "…", answer, sure, reason]


def read(*rows: list[Any]) -> FilledSheet:
    return read_answer_sheet(workbook(*rows), {"UC1"})


def flaws(sheet: FilledSheet) -> list[str]:
    assert sheet.entries == {}
    return [flaw.place for flaw in sheet.flaws]


def test_the_template_itself_is_read_and_says_nothing() -> None:
    data = answer_sheet(LINES, {"UC1": "Angebote"}, Voice(load(), "de"))

    assert read_answer_sheet(data, {"UC1"}) == FilledSheet({}, ())


def test_the_template_gives_every_question_with_its_choices_and_the_same_bytes() -> None:
    data = answer_sheet(LINES, {"UC1": "=cmd()"}, Voice(load(), "de"))

    sheet = load_workbook(BytesIO(data)).worksheets[0]
    codes = [sheet.cell(row=at, column=2).value for at in range(2, sheet.max_row + 1)]
    assert codes == [line.question.code for line in LINES]
    assert "1 = " in sheet["D2"].value
    assert "\n" in sheet["D2"].value
    assert data == answer_sheet(LINES, {"UC1": "=cmd()"}, Voice(load(), "de"))


def test_what_was_filled_in_is_read_from_text_and_numbers_alike() -> None:
    sheet = read(
        row("KT1", 3, "proven", "Vertrag 🙂"),
        row("FA1", "xl"),
        row("KP1", 1200),
        row("SO1", "9"),
        row("KT2", "2", case="UC1"),
        row("KT4"),
        row("T1a", 5),
    )

    assert sheet.flaws == ()
    assert sheet.entries == {
        ("KT1", ""): Entered("3", confidence="proven", reason="Vertrag 🙂"),
        ("FA1", ""): Entered("XL"),
        ("KP1", ""): Entered("", 1200.0),
        ("SO1", ""): Entered("9"),
        ("KT2", "UC1"): Entered("2"),
        ("T1a", ""): Entered("5"),
    }


@pytest.mark.parametrize(
    ("filled", "place"),
    [
        (row("KT1", "7"), "E2"),
        (row("KP1", "viele"), "E2"),
        (row("KP1", -3), "E2"),
        (row("KT1", "1", "ganz sicher"), "F2"),
        (row("KT1", "1", "", "x" * 10_000), "G2"),
        (row("ZZ9", "1"), "B2"),
        (row("", "1"), "B2"),
        (row("KT1", "1", case="UC9"), "A2"),
        (row("KP1", "1", case="UC1"), "A2"),
        (row("KT1", "=1+1"), "E2"),
        (row("KT1", "1", "", "=HYPERLINK(1)"), "G2"),
    ],
)
def test_a_flaw_is_named_with_its_cell_and_nothing_is_taken(filled: list[Any], place: str) -> None:
    sheet = read(filled, row("SO1", "1"))

    assert flaws(sheet) == [place]


def test_every_flaw_is_named_at_once() -> None:
    assert flaws(read(row("KT1", "7"), row("SO1", "1"), row("XX", "1"))) == ["E2", "B4"]


def test_a_question_given_twice_is_refused() -> None:
    assert flaws(read(row("KT1", "1"), row("KT1", "2"))) == ["B3"]


def test_merged_cells_are_refused_with_their_place() -> None:
    book, file = Workbook(), BytesIO()
    for one in (HEAD, row("KT1", "1"), row("KT2", "1")):
        book.active.append(one)
    book.active.merge_cells("E2:E3")
    book.save(file)

    assert flaws(read_answer_sheet(file.getvalue(), {"UC1"})) == ["E2"]


def test_twenty_thousand_rows_are_refused_in_words() -> None:
    book, file = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for one in [HEAD] + [row("KT1", "1")] * 20_000:
        sheet.append(one)
    book.save(file)

    found = read_answer_sheet(file.getvalue(), {"UC1"})

    assert flaws(found) == [""]
    assert "20.000" in found.flaws[0].text


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 1000, b"%PDF-1.7"])
def test_other_files_are_no_workbook(data: bytes) -> None:
    assert flaws(read_answer_sheet(data, set())) == [""]
