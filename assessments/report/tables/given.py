"""Tables of what was put in and what follows: answers, rules, actions."""

from collections.abc import Mapping
from typing import Any

from assessments.catalogue.entries import DONT_KNOW, ProfileQuestion
from assessments.engine.dossier import GivenAnswer
from assessments.engine.result import RuleHit
from assessments.engine.rules import confirmation

from ..chapters.answers import answer_words, confidence_words, value_words
from ..chapters.material import Material
from ..chapters.plan import decided
from ..planned import status_word
from ..sentences import rules as rule_words
from ..sentences import steps
from ..sheets import Cell, Column, Sheet
from ..voice import Voice


def _case_columns(voice: Voice) -> tuple[Column, Column]:
    return (
        Column("use_case", voice.say("Fall", "Case"), width=8),
        Column("about", voice.say("Gilt für", "About"), width=30),
    )


def _company(voice: Voice) -> tuple[str, str]:
    return "", voice.say("Unternehmen", "Company")


def profile(material: Material) -> Sheet:
    """Return what is known of the company and of each use case beside the answers."""
    voice, catalogue = material.voice, material.catalogue
    columns = (
        *_case_columns(voice),
        Column("code", voice.say("Nr.", "No."), width=8),
        Column("question", voice.say("Frage", "Question"), width=40),
        Column("answer", voice.say("Antwort", "Answer"), width=50),
    )
    about = material.dossier.company.profile
    rows = [*_details(_company(voice), about, catalogue.profile, voice)]
    for case in material.dossier.use_cases:
        rows += _details((case.id, case.title), case.intake, catalogue.intake, voice)
    words = voice.say(
        "Was über das Unternehmen und die Anwendungsfälle bekannt ist.",
        "What is known of the company and its use cases.",
    )
    return Sheet("details", voice.say("Angaben", "Details"), columns, tuple(rows), words)


def _details(
    case: tuple[str, str],
    values: Mapping[str, Any],
    asked: Mapping[str, ProfileQuestion],
    voice: Voice,
) -> list[tuple[Cell, ...]]:
    return [
        (*case, code, voice.text(question.short), value_words(values[code], question, voice))
        for code, question in asked.items()
        if values.get(code) is not None
    ]


def answers(material: Material) -> Sheet:
    """Return one row by answer: the company's, then what differs by use case."""
    voice, dossier = material.voice, material.dossier
    columns = (
        *_case_columns(voice),
        Column("code", voice.say("Nr.", "No."), width=8),
        Column("question", voice.say("Frage", "Question"), width=40),
        Column("level", voice.say("Stufe", "Level"), width=8),
        Column("number", voice.say("Zahl", "Number"), "integer"),
        Column("answer", voice.say("Antwort", "Answer"), width=50),
        Column("binding", voice.say("verbindlich", "binding"), width=12),
        Column("confidence", voice.say("Wie sicher", "How sure"), width=18),
        Column("reason", voice.say("Begründung", "Reason"), width=60),
    )
    rows = [*_answers(_company(voice), dossier.answers, voice)]
    for case in dossier.use_cases:
        rows += _answers((case.id, case.title), case.answers, voice)
    words = voice.say(
        "Alle Antworten mit Sicherheit und Begründung, erst fürs Unternehmen, dann je Fall.",
        "All answers with confidence and reason, first the company's, then by case.",
    )
    return Sheet("answers", voice.say("Antworten", "Answers"), columns, tuple(rows), words)


def _answers(
    case: tuple[str, str], given: Mapping[str, GivenAnswer], voice: Voice
) -> list[tuple[Cell, ...]]:
    yes = voice.say("ja", "yes")
    return [
        (
            *case,
            code,
            voice.question(code),
            None if answer.level == DONT_KNOW else answer.level,
            None if answer.number is None else round(answer.number),
            answer_words(code, answer, voice),
            yes if answer.binding else "",
            confidence_words(answer, voice),
            answer.reason,
        )
        for code in voice.catalogue.questions
        if (answer := given.get(code)) is not None
    ]


def rules(material: Material) -> Sheet:
    """Return one row by rule that holds or may hold: kind, ways, article, date, state."""
    voice, known = material.voice, material.catalogue.rules
    columns = (
        Column("rule", voice.say("Regel", "Rule"), width=10),
        Column("kind", voice.say("Art", "Kind"), width=20),
        Column("title", voice.say("Worum es geht", "What it is about"), width=44),
        Column("state", voice.say("Gilt", "Holds"), width=14),
        Column("ways", voice.say("Wege", "Ways"), width=40),
        Column("use_cases", voice.say("Fälle", "Cases"), width=20),
        Column("confirmed", voice.say("Schutz bestätigt für", "Safeguards in place for"), width=30),
        Column("refused", voice.say("Schutz abgelehnt für", "Safeguards refused for"), width=30),
        Column("open", voice.say("Schutz offen für", "Safeguards open for"), width=30),
        Column("legal_basis", voice.say("Grundlage", "Basis"), width=40),
        Column("valid_as_of", voice.say("Stand", "As of"), "date"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            hit.rule,
            rule_words.kind_tag(known[hit.rule], hit, voice).text,
            voice.text(known[hit.rule].title),
            voice.say("ja", "yes") if hit.state == "holds" else voice.say("unklar", "unclear"),
            ", ".join(voice.short(code) for code in hit.options),
            ", ".join(hit.use_cases),
            *_safeguards(hit, material),
            voice.text(known[hit.rule].legal_basis),
            known[hit.rule].valid_as_of,
        )
        for hit in material.recommendation.company.rules
        if hit.rule in known
    )
    about = voice.say("Regeln, die gelten oder gelten können.", "Rules that hold or may hold.")
    about = f"{about} {voice.say(*rule_words.NOT_LEGAL_ADVICE)}"
    return Sheet("rules", voice.say("Regeln", "Rules"), columns, rows, about)


def _safeguards(hit: RuleHit, material: Material) -> tuple[str, ...]:
    """Return the ways for which a condition is met, refused and open; nothing for other rules."""
    if material.catalogue.rules[hit.rule].kind != "condition":
        return ("", "", "")
    said = {o: confirmation(hit.rule, o, material.dossier.confirmed) for o in hit.options}
    return tuple(
        ", ".join(material.voice.short(option) for option in said if said[option] is state)
        for state in (True, False, None)
    )


def actions(material: Material) -> Sheet:
    """Return the plan; where nobody has decided anything, what is proposed."""
    voice = material.voice
    columns = (
        Column("action", voice.say("Maßnahme", "Action"), width=44),
        Column("detail", voice.say("Beschreibung", "Description"), width=60),
        Column("owner", voice.say("Zuständig", "Owner"), width=26),
        Column("due", voice.say("Bis", "Due"), "date"),
        Column("days", voice.say("Frist in Tagen", "Days from today"), "integer"),
        Column("status", voice.say("Stand", "Status"), width=16),
        Column("reason", voice.say("Grund", "Reason"), width=44),
    )
    planned: tuple[tuple[Cell, ...], ...] = tuple(
        (
            *(step.title, step.detail, step.owner, step.due, None),
            *(status_word(step.status, voice), step.reason),
        )
        for step in decided(material)
    )
    proposal = voice.say("Vorschlag", "proposal")
    proposed: tuple[tuple[Cell, ...], ...] = tuple(
        (step.lead, step.text, step.owner, None, step.days, proposal, "")
        for step in steps.steps(material.recommendation, voice)
    )
    about = (
        voice.say("Ihr Plan: wer was bis wann tut.", "Your plan: who does what by when.")
        if planned
        else voice.say(
            "Vorschläge. In Ihren Plan ist noch nichts übernommen.",
            "Proposals. Nothing has been taken into your plan yet.",
        )
    )
    title = voice.say("Maßnahmen", "Actions")
    return Sheet("actions", title, columns, planned or proposed, about)
