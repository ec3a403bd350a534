"""The action plan to take along: a workbook with real dates, and dates for any calendar."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .file_text import in_cell, one_line, plain
from .planned import PlannedStep, status_word
from .voice import Voice

if TYPE_CHECKING:
    from icalendar import Event
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

PRODUCT = "-//Modellwahl//Modellwahl//"
WIDTHS = (44, 60, 26, 13, 13, 30)  # of the workbook's columns, in characters
DUE, STATUS = 3, 4  # columns


def plan_calendar(planned: Sequence[PlannedStep], name: str, voice: Voice) -> bytes:
    """Return one all-day entry for everything with a due date that was not dropped.

    name: of the calendar. UTF-8 with CRLF after RFC 5545; a second import of the same plan
    changes the entries of the first (stable UID, rising SEQUENCE).
    """
    # imported here: only this download needs it
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"{PRODUCT}{'DE' if voice.german else 'EN'}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for step in planned:
        if step.due is not None and step.status != "dropped":
            calendar.add_component(_event(step, voice))
    written: bytes = calendar.to_ical()
    return written


def _event(step: PlannedStep, voice: Voice) -> "Event":
    from icalendar import Event

    assert step.due is not None
    done = f"{voice.say('Erledigt', 'Done')}: " if step.status == "done" else ""
    owner = f"{voice.say('Zuständig', 'Owner')}: {step.owner}" if step.owner else ""
    event = Event()
    event.add("uid", step.uid)
    event.add("dtstamp", step.changed)
    event.add("last-modified", step.changed)
    event.add("sequence", step.version - 1)
    event.add("dtstart", step.due)
    event.add("dtend", step.due + timedelta(days=1))
    event.add("summary", one_line(f"{done}{step.title}"))
    event.add("description", plain("\n\n".join(p for p in (owner, step.detail) if p)))
    event.add("transp", "TRANSPARENT")  # an entry of the plan keeps nobody from meeting
    return event


def plan_workbook(
    planned: Sequence[PlannedStep], name: str, voice: Voice, *, made: datetime
) -> bytes:
    """Return the plan as XLSX: one row per entry, a heading that stays, filters, real dates.

    made: the moment that stands in the file's properties. Every text is written as text: what
    begins with "=" is no formula, an address no link.
    """
    # imported here: only this download needs it
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    book.set_properties({"title": name, "created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet(voice.say("Maßnahmenplan", "Action plan"))
    _heading(book, sheet, voice)
    top = {"valign": "top", "text_wrap": True}
    text = book.add_format(top)
    day = book.add_format({**top, "num_format": "dd.mm.yyyy" if voice.german else "d mmm yyyy"})
    for row, step in enumerate(planned, start=1):
        _row(sheet, row, step, voice, {"text": text, "day": day})
    last = max(len(planned), 1)
    sheet.autofilter(0, 0, last, len(WIDTHS) - 1)
    words = [status_word(status, voice) for status in ("open", "doing", "done", "dropped")]
    sheet.data_validation(1, STATUS, last, STATUS, {"validate": "list", "source": words})
    book.close()
    return file.getvalue()


def _heading(book: "Workbook", sheet: "Worksheet", voice: Voice) -> None:
    head = (
        voice.say("Maßnahme", "Action"),
        voice.say("Beschreibung", "Description"),
        voice.say("Zuständig", "Owner"),
        voice.say("Bis", "Due"),
        voice.say("Stand", "Status"),
        voice.say("Grund", "Reason"),
    )
    bold = book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0B5563", "valign": "top"}
    )
    for column, (words, width) in enumerate(zip(head, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, bold)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _row(
    sheet: "Worksheet", row: int, step: PlannedStep, voice: Voice, formats: dict[str, Any]
) -> None:
    lapsed = voice.say("Grund ist entfallen", "reason no longer applies")
    reason = f"{step.reason} ({lapsed})" if step.lapsed else step.reason
    cells = (step.title, step.detail, step.owner, "", status_word(step.status, voice), reason)
    for column, words in enumerate(cells):
        sheet.write_string(row, column, in_cell(words), formats["text"])
    if step.due is not None:
        sheet.write_datetime(
            row, DUE, datetime.combine(step.due, datetime.min.time()), formats["day"]
        )
