"""Which answers need a second look, and which open ones could matter most."""

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import DONT_KNOW, Question

from .answers import Answers
from .case import Appraisal
from .dossier import Dossier
from .fit import COST_POINTS_PER_EFFECT, POINTS_PER_EFFECT
from .weights import measures_need

NOBODY_CHECKS, CHECKED_AFTERWARDS = "4", "3"  # FA5
SERIOUS, HARMFUL = ("3", "4"), "4"  # FA2
TALKS_TO_OUTSIDERS = ("customer_chat",)
ABOUT_PEOPLE = ("hr",)
RECORDS_TALKS = ("meeting_minutes",)
SPOKEN = {"speech", "video"}  # F7


def warnings(appraisal: Appraisal, dossier: Dossier) -> tuple[str, ...]:
    """Return the codes of questions whose answer needs attention in this use case.

    FA5: nobody checks where an error is serious or outsiders read the answer, or only
    afterwards where it may harm people. KT2: more sensitive than the company's own answer.
    F9: the result is about people, as in ranking applicants. F7: people are recorded. AN2:
    training is wanted without examples for it.
    """
    case = appraisal.case
    use_case, answers = case.use_case, case.answers
    archetype, intake = use_case.archetype, use_case.intake
    outside = archetype in TALKS_TO_OUTSIDERS or intake.get("F10") == "yes"
    people = archetype in ABOUT_PEOPLE or intake.get("F9") not in (None, "no")
    spoken = archetype in RECORDS_TALKS or bool(SPOKEN & {*(intake.get("F7") or ())})
    wish = use_case.answers.get("AN1") or dossier.answers.get("AN1")
    found = {
        "FA5": _unchecked(answers, outside),
        "KT2": _more_sensitive(answers, dossier),
        "F9": people,
        "F7": spoken,
        "AN2": wish is not None and wish.level != answers.level("AN1") is not None,
    }
    return tuple(code for code, needs_attention in found.items() if needs_attention)


def _unchecked(answers: Answers, outside: bool) -> bool:
    check, error = answers.level("FA5"), answers.level("FA2")
    if check == NOBODY_CHECKS:
        return outside or error in SERIOUS
    return check == CHECKED_AFTERWARDS and error == HARMFUL


def _more_sensitive(answers: Answers, dossier: Dossier) -> bool:
    company = dossier.answers.get("KT2")
    here = answers.level("KT2")
    if company is None or company.level in (None, DONT_KNOW) or here is None:
        return False
    return int(here) > int(company.level or 0)


def open_answers(appraisal: Appraisal, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the unknown questions that could matter here, the most influential first.

    Influence: points of score by which the answer can move two options apart; an answer
    that only feeds rules or need comes after those that move scores.
    """
    answers = appraisal.case.answers
    asked_by_rules = {
        fact["answer"]
        for rule in catalogue.rules.values()
        for facts in rule.when
        for fact in facts
        if "answer" in fact
    }
    unknown = [
        question
        for question in catalogue.asked
        if answers.is_unknown(question.code)
        and _matters(question, appraisal, question.code in asked_by_rules)
    ]
    unknown.sort(key=lambda question: -round(_influence(question, appraisal), 9))
    return tuple(question.code for question in unknown)


def _matters(question: Question, appraisal: Appraisal, asked_by_rules: bool) -> bool:
    if question.kind == "number":
        return not appraisal.case.volume.known
    has_effect = any(points for level in question.levels for points in level.effects.values())
    return asked_by_rules or has_effect or measures_need(question)


def _influence(question: Question, appraisal: Appraisal) -> float:
    options = appraisal.ranking
    widest = 0.0
    for one in options:
        for other in options:
            gaps = [lv.effects.get(one, 0) - lv.effects.get(other, 0) for lv in question.levels]
            widest = max(widest, float(max(gaps, default=0) - min(gaps, default=0)))
    points = COST_POINTS_PER_EFFECT if question.criterion == "KP" else POINTS_PER_EFFECT
    return widest * points * appraisal.weights[question.criterion]


def is_fallback_needed(answers: Answers) -> bool:
    """True if the company copes only hours without it, or minutes of downtime a month."""
    return answers.level("SO1") == "4" or answers.level("PE4") == "3"
