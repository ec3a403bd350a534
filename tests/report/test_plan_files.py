"""The plan as workbook and calendar: real dates, text that stays text, stable entries."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from assessments.catalogue import load
from assessments.report.plan_files import plan_calendar, plan_workbook
from assessments.report.planned import PlannedStep
from assessments.report.voice import Voice

GERMAN, ENGLISH = Voice(load(), "de"), Voice(load(), "en")
SAVED = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
STEP = PlannedStep(
    uid="massnahme-1@modellwahl",
    title="Verträge prüfen; Größe, Ort",
    detail="Erste Zeile\nzweite Zeile",
    owner="Frau Müller-Lüdenscheidt",
    due=date(2026, 12, 24),
    status="open",
    reason="Pflicht KO-13",
    lapsed=False,
    changed=SAVED,
    version=3,
)
SHEET = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def cells(book: bytes) -> dict[str, tuple[str | None, str]]:
    """Cell → (type, content); shared texts resolved; no formula anywhere."""
    with ZipFile(BytesIO(book)) as parts:
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
        shared = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
    texts = ["".join(t.text or "" for t in s.iter(f"{{{SHEET['m']}}}t")) for s in shared]
    assert sheet.findall(".//m:f", SHEET) == []
    assert sheet.findall(".//m:hyperlink", SHEET) == []
    found = {}
    for cell in sheet.findall(".//m:c", SHEET):
        value = cell.findtext("m:v", "", SHEET)
        kind = cell.get("t")
        found[cell.get("r", "")] = (kind, texts[int(value)] if kind == "s" else value)
    return found


def workbook(*steps: PlannedStep, voice: Voice = GERMAN) -> bytes:
    return plan_workbook(steps, "Plan", voice, made=SAVED)


def test_the_workbook_holds_a_heading_texts_and_a_real_date() -> None:
    found = cells(workbook(STEP))

    assert [found[f"{c}1"][1] for c in "ABCDEF"] == [
        *("Maßnahme", "Beschreibung", "Zuständig", "Bis", "Stand", "Grund"),
    ]
    assert found["A2"] == ("s", "Verträge prüfen; Größe, Ort")
    assert found["D2"] == (None, "46380")  # 24 December 2026 counted from 30 December 1899
    assert found["E2"] == ("s", "offen")


@pytest.mark.parametrize(
    "evil", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "{=1}", "http://x.example"]
)
def test_what_looks_like_a_formula_or_an_address_stays_text(evil: str) -> None:
    found = cells(workbook(replace(STEP, title=evil, detail=evil, owner=evil)))

    assert [found[f"{c}2"] for c in "ABC"] == [("s", evil)] * 3


def test_an_entry_without_date_has_an_empty_cell_and_a_vanished_reason_is_said() -> None:
    found = cells(workbook(replace(STEP, due=None, lapsed=True)))

    assert found["D2"][1] == ""
    assert found["F2"][1] == "Pflicht KO-13 (Grund ist entfallen)"


def test_the_workbook_has_filters_widths_and_a_heading_that_stays() -> None:
    with ZipFile(BytesIO(workbook(STEP, STEP))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()

    assert '<autoFilter ref="A1:F3"' in sheet
    assert 'state="frozen"' in sheet
    assert sheet.count("<col ") >= 5
    assert "dd.mm.yyyy" in styles


def test_an_empty_plan_is_a_workbook_all_the_same() -> None:
    assert cells(workbook())["A1"][1] == "Maßnahme"


def test_control_characters_do_not_break_the_files() -> None:
    odd = replace(STEP, title="A\x00B\x0bC\ufffeD", detail="x\r\ny")

    assert cells(workbook(odd))["A2"][1] == "ABCD"
    assert _events(plan_calendar([odd], "Plan", GERMAN))[0]["SUMMARY"] == "ABCD"


def _events(calendar: bytes) -> list[Any]:
    return list(Calendar.from_ical(calendar).walk("VEVENT"))


def test_the_calendar_holds_one_day_per_entry() -> None:
    event = _events(plan_calendar([STEP], "Plan", GERMAN))[0]

    assert event["UID"] == "massnahme-1@modellwahl"
    assert event["DTSTART"].dt == date(2026, 12, 24)
    assert event["DTEND"].dt == date(2026, 12, 25)
    assert event["DTSTAMP"].dt == SAVED
    assert event["SEQUENCE"] == 2
    assert event["SUMMARY"] == "Verträge prüfen; Größe, Ort"
    assert "Zuständig: Frau Müller-Lüdenscheidt" in event["DESCRIPTION"]


def test_the_calendar_is_utf8_with_crlf_and_folded_lines() -> None:
    written = plan_calendar([replace(STEP, title="Größe " * 30)], "Plan: Übung", GERMAN)

    assert "Größe".encode() in written
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert written.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Modellwahl")


def test_only_what_has_a_date_and_was_not_dropped_is_in_the_calendar() -> None:
    steps = [
        replace(STEP, due=None),
        replace(STEP, status="dropped"),
        replace(STEP, uid="b", status="done"),
    ]

    events = _events(plan_calendar(steps, "Plan", ENGLISH))

    assert [(e["UID"], e["SUMMARY"]) for e in events] == [
        ("b", "Done: Verträge prüfen; Größe, Ort")
    ]


def test_the_same_plan_gives_the_same_calendar() -> None:
    assert plan_calendar([STEP], "P", GERMAN) == plan_calendar([STEP], "P", GERMAN)
