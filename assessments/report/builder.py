"""A recommendation becomes a report: the chapters in their order."""

from dataclasses import dataclass

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import Dossier
from assessments.engine.reading import dossier_sha256
from assessments.engine.result import Recommendation

from . import numbers
from .blocks import Item, Report, Section
from .chapters import (
    answers,
    costs,
    group,
    market,
    method,
    readiness,
    robustness,
    rules,
    summary,
    trace,
    use_case,
)
from .chapters.material import Material
from .pdf import report_pdf
from .voice import Voice

GUIDE = (  # how to read the report: lead and text, each German and English
    (
        ("Wenig Zeit?", "Little time?"),
        (
            "Die nächste Seite enthält alles, was die Leitung wissen muss.",
            "The next page holds everything management needs to know.",
        ),
    ),
    (
        ("Weg:", "Way:"),
        (
            "Verglichen werden fünf Wege, ein Sprachmodell zu beziehen und zu betreiben.",
            "Five ways to obtain and run a language model are compared.",
        ),
    ),
    (
        ("Punkte:", "Points:"),
        (
            "0 bis 100. Sie sagen, wie gut ein Weg zu Ihren Antworten passt.",
            "0 to 100. They say how well a way fits your answers.",
        ),
    ),
    (
        ("Ausgeschlossen:", "Excluded:"),
        (
            "Eine Regel oder ein Vertrag verbietet diesen Weg. "
            "Die Punkte in Klammern hätte er, wenn er erlaubt wäre.",
            "A rule or contract forbids this way. "
            "It would have the points in brackets if it were allowed.",
        ),
    ),
    (
        ("Bedingung offen:", "Condition open:"),
        (
            "Der Weg ist erst erlaubt, wenn die genannten Schutzmaßnahmen bestätigt sind.",
            "The way is allowed only once the safeguards named are confirmed.",
        ),
    ),
    (
        ("Start und Ziel:", "Start and target:"),
        (
            "Der Start geht heute, das Ziel passt auf Dauer am besten.",
            "The start works today, the target fits best in the long run.",
        ),
    ),
)


REPORT_VERSION = "1"  # raise when words or order change: the next look makes a new edition


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover states beside the result. number: of the evaluation.

    organisation: who made the report. colour: its own, "" = ours. fingerprint: SHA-256 of the
    dossier.
    """

    number: int | None = None
    organisation: str = ""
    colour: str = ""
    fingerprint: str = ""


def build(
    dossier: Dossier, recommendation: Recommendation, catalogue: Catalogue, language: str
) -> Report:
    """Return the report of a dossier alone, in one language ("de" or "en")."""
    material = Material(dossier, recommendation, Voice(catalogue, language))
    return report_of(material, Cover(fingerprint=dossier_sha256(dossier)))


def report_of(material: Material, cover: Cover) -> Report:
    """Return the whole report in the material's language.

    More than `summary.MANY` use cases get tables instead of a chapter each.
    """
    voice, catalogue = material.voice, material.recommendation.catalogue
    company = material.dossier.company.name or voice.say("Ihr Betrieb", "Your company")
    return Report(
        title=voice.say(
            "Welches Sprachmodell, auf welchem Weg?", "Which language model, which way?"
        ),
        subtitle=voice.say(f"Empfehlung für {company}", f"Recommendation for {company}"),
        company=company,
        language="de" if voice.german else "en",
        facts=_cover(material, company, cover),
        footer=voice.say(f"Katalog {catalogue}", f"Catalogue {catalogue}"),
        dated=material.dated,
        sections=_sections(material),
        guide=_guide(voice),
        fingerprint=cover.fingerprint,
        organisation=cover.organisation,
        colour=cover.colour,
    )


def _cover(material: Material, company: str, cover: Cover) -> tuple[tuple[str, str], ...]:
    voice, made = material.voice, material.recommendation
    prices = numbers.day(made.prices_as_of, voice.language)
    version = voice.say(f"Preise vom {prices}", f"prices of {prices}")
    number = cover.number
    numbered = "" if number is None else voice.say(f"Nr. {number}", f"No. {number}")
    facts = (
        (voice.say("Unternehmen", "Company"), company),
        (voice.say("Erstellt von", "Prepared by"), cover.organisation),
        (voice.say("Stand", "As of"), numbers.day(material.dated, voice.language)),
        (voice.say("Auswertung", "Evaluation"), numbered),
        (voice.say("Anwendungsfälle", "Use cases"), voice.number(len(material.results))),
        (voice.say("Katalog", "Catalogue"), f"{made.catalogue}, {version}"),
    )
    return tuple((term, value) for term, value in facts if value)


def _guide(voice: Voice) -> tuple[Item, ...]:
    return tuple(Item(voice.say(*text), voice.say(*lead)) for lead, text in GUIDE)


def _sections(material: Material) -> tuple[Section, ...]:
    count = len(material.results)
    if count > summary.MANY:
        cases = [summary.all_use_cases(material)]
    else:
        cases = [use_case.use_case(material, index) for index in range(count)]
    sections = (
        summary.summary(material),
        *cases,
        costs.costs(material),
        robustness.compared(material),
        group.group(material),
        readiness.readiness(material),
        rules.rules(material),
        market.market(material),
        method.method(material),
        method.assumptions(material),
        method.sources(material),
        answers.answers(material),
        trace.trace(material),
    )
    return tuple(section for section in sections if section is not None)


def write_report(
    dossier: Dossier, recommendation: Recommendation, catalogue: Catalogue, language: str
) -> bytes:
    """Return the report as PDF/UA-1. The same input gives the same bytes."""
    return report_pdf(build(dossier, recommendation, catalogue, language))
