"""A workbook to answer in: one row by question, lists to choose from, to be read in again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assessments.catalogue.entries import DONT_KNOW, Question

from .file_text import in_cell
from .template import PRIMARY
from .voice import Voice

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

COLUMNS = ("use_case", "code", "question", "choices", "answer", "confidence", "reason")
WIDTHS = (10, 8, 50, 60, 12, 18, 60)
ANSWER, CONFIDENCE = COLUMNS.index("answer"), COLUMNS.index("confidence")
SURE = ("estimated", "fairly_sure", "proven")


@dataclass(frozen=True, slots=True)
class Line:
    """One question to answer. use_case: its code, "" for the company."""

    question: Question
    use_case: str = ""
    answer: str = ""
    confidence: str = ""
    reason: str = ""


def answer_sheet(lines: Sequence[Line], titles: Mapping[str, str], voice: Voice) -> bytes:
    """Return the workbook; titles: use-case code → title. Same input, same bytes."""
    # imported here: only this download needs it
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet(voice.say("Antworten", "Answers"))
    head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": PRIMARY})
    text = book.add_format({"valign": "top", "text_wrap": True})
    free = book.add_format(
        {"valign": "top", "text_wrap": True, "locked": False, "bg_color": "#FFF8E5"}
    )
    for at, (name, width) in enumerate(zip(_heads(voice), WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, name, head)
    for row, line in enumerate(lines, start=1):
        _row(sheet, row, line, voice, {"text": text, "free": free})
    sheet.freeze_panes(1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _about(book.add_worksheet(voice.say("Anleitung", "How to")), titles, voice)
    book.close()
    return file.getvalue()


def _heads(voice: Voice) -> tuple[str, ...]:
    return (
        voice.say("Fall", "Case"),
        voice.say("Nr.", "No."),
        voice.say("Frage", "Question"),
        voice.say("Auswahl", "Choices"),
        voice.say("Antwort", "Answer"),
        voice.say("Wie sicher", "How sure"),
        voice.say("Begründung", "Reason"),
    )


def _row(
    sheet: "Worksheet", row: int, line: Line, voice: Voice, formats: Mapping[str, Any]
) -> None:
    question = line.question
    cells = (
        line.use_case,
        question.code,
        voice.text(question.text),
        choices(question, voice),
        line.answer,
        line.confidence,
        line.reason,
    )
    for at, words in enumerate(cells):
        sheet.write_string(row, at, in_cell(words), formats["free" if at >= ANSWER else "text"])
    if question.levels:
        codes = [*(level.code for level in question.levels), DONT_KNOW]
        sheet.data_validation(row, ANSWER, row, ANSWER, {"validate": "list", "source": codes})
    sheet.data_validation(
        row, CONFIDENCE, row, CONFIDENCE, {"validate": "list", "source": list(SURE)}
    )


def choices(question: Question, voice: Voice) -> str:
    """Return what may be answered, one line each: "2 = …"."""
    unknown = f"{DONT_KNOW} = {voice.say('Wissen wir noch nicht', 'We do not know yet')}"
    if not question.levels:
        return voice.say("eine ganze Zahl", "a whole number") + f"\n{unknown}"
    lines = [f"{level.code} = {voice.text(level.label)}" for level in question.levels]
    return "\n".join([*lines, unknown])


def _about(sheet: "Worksheet", titles: Mapping[str, str], voice: Voice) -> None:
    lines = [
        voice.say(
            "Füllen Sie die gelben Spalten aus. Leere Antworten bleiben unverändert.",
            "Fill in the yellow columns. Empty answers stay as they are.",
        ),
        voice.say(
            "Antwort: das Zeichen vor dem Gleichheitszeichen.",
            "Answer: the sign before the equals sign.",
        ),
        voice.say(
            "Wie sicher: estimated (geschätzt), fairly_sure (ziemlich sicher), proven (belegt).",
            "How sure: estimated, fairly_sure or proven.",
        ),
        *(f"{code} = {title}" for code, title in titles.items()),
    ]
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, in_cell(line))
