"""The appendix: everything that was put in, with confidence and reason."""

from typing import Any

from assessments.catalogue.entries import DONT_KNOW, ProfileQuestion
from assessments.engine.dossier import GivenAnswer, UseCaseInput

from .. import numbers
from ..blocks import Block, Heading, Paragraph, Section, Table
from ..voice import Voice
from .material import Material


def answers(material: Material) -> Section:
    """Return all answers: company profile, company-wide, then what differs by use case."""
    voice, dossier = material.voice, material.dossier
    blocks: list[Block] = []
    profile = _people_rows(dossier.company.profile, material.catalogue.profile, voice)
    if profile:
        title = voice.say("Unternehmen", "Company")
        caption = voice.say("Angaben zum Unternehmen", "Details of the company")
        blocks += [Heading(title), _plain_table(caption, profile, voice)]
    company = _answer_rows(dossier.answers, voice)
    if company:
        title = voice.say("Antworten für den ganzen Betrieb", "Answers for the whole company")
        caption = voice.say("Mit Sicherheit und Begründung", "With confidence and reason")
        blocks += [Heading(title), _answer_table(caption, company, voice)]
    for use_case in dossier.use_cases:
        blocks += _use_case(use_case, material)
    if not blocks:
        blocks.append(Paragraph(voice.say("Noch keine Antwort.", "No answer yet.")))
    title = voice.say("Anhang: alle Antworten", "Appendix: all answers")
    return Section("answers", title, tuple(blocks), part="appendix")


def _use_case(use_case: UseCaseInput, material: Material) -> list[Block]:
    voice = material.voice
    intake = _people_rows(use_case.intake, material.catalogue.intake, voice)
    rows = _answer_rows(use_case.answers, voice)
    blocks: list[Block] = []
    if intake or rows:
        blocks.append(Heading(use_case.title))
    if intake:
        blocks.append(_plain_table(voice.say("Angaben", "Details"), intake, voice))
    if rows:
        title = voice.say("Abweichende Antworten", "Answers that differ")
        blocks.append(_answer_table(title, rows, voice))
    return blocks


def _plain_table(caption: str, rows: tuple[tuple[str, ...], ...], voice: Voice) -> Table:
    head = (voice.say("Frage", "Question"), voice.say("Antwort", "Answer"))
    return Table(caption=caption, head=head, rows=rows, widths=(2, 5))


def _answer_table(caption: str, rows: tuple[tuple[str, ...], ...], voice: Voice) -> Table:
    head = (
        voice.say("Frage", "Question"),
        voice.say("Antwort", "Answer"),
        voice.say("Wie sicher", "How sure"),
        voice.say("Begründung", "Reason"),
    )
    return Table(caption=caption, head=head, rows=rows, widths=(4, 6, 3, 6))


def _answer_rows(given: dict[str, GivenAnswer], voice: Voice) -> tuple[tuple[str, ...], ...]:
    order = [code for code in voice.catalogue.questions if code in given]
    return tuple(
        (
            f"{code} {voice.question(code)}",
            answer_words(code, given[code], voice),
            confidence_words(given[code], voice),
            given[code].reason or "–",
        )
        for code in order
    )


def answer_words(code: str, given: GivenAnswer, voice: Voice) -> str:
    """Return an answer as people gave it: the level's label or the number with its unit."""
    question = voice.catalogue.questions[code]
    if given.level == DONT_KNOW:
        return voice.say("Wissen wir noch nicht", "We do not know yet")
    if given.number is not None:
        return f"{voice.number(given.number)} {voice.text(question.unit)}".strip()
    level = question.level(given.level or "")
    words = voice.text(level.label) if level else "–"
    return words + voice.say(" (verbindlich)", " (binding)") if given.binding else words


def confidence_words(given: GivenAnswer, voice: Voice) -> str:
    """Return how sure the respondent was."""
    words = {
        "estimated": voice.say("geschätzt", "estimated"),
        "fairly_sure": voice.say("ziemlich sicher", "fairly sure"),
        "proven": voice.say("belegt", "proven"),
    }
    return words.get(given.confidence or "", "–")


def _people_rows(
    values: dict[str, Any], questions: dict[str, ProfileQuestion], voice: Voice
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (voice.text(question.short), value_words(values[code], question, voice))
        for code, question in questions.items()
        if code in values and values[code] is not None
    )


def value_words(value: Any, question: ProfileQuestion, voice: Voice) -> str:
    """Return a profile or intake value in words."""
    labels = {choice.code: voice.text(choice.label) for choice in question.choices}
    if isinstance(value, bool):
        return voice.say("ja", "yes") if value else voice.say("nein", "no")
    if isinstance(value, list | tuple):
        named = [labels.get(str(item), str(item)) for item in value]
        return ", ".join(named) or voice.say("nichts davon", "none of these")
    if isinstance(value, dict):
        return _money(value, voice)
    if isinstance(value, int | float):
        return voice.number(value, 0 if float(value).is_integer() else 1)
    return labels.get(str(value), str(value))


def _money(value: dict[str, Any], voice: Voice) -> str:
    names = {
        "turnover_eur": voice.say("Umsatz", "turnover"),
        "balance_eur": voice.say("Bilanzsumme", "balance sheet"),
    }
    parts = [
        f"{names[key]} {numbers.euro(value[key], voice.language)}"
        for key in names
        if isinstance(value.get(key), int | float)
    ]
    return ", ".join(parts) or "–"
