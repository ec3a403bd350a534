"""How it was calculated, on which dated figures, from which sources, and where it ends."""

from .. import numbers
from ..blocks import Block, Bullets, Facts, Heading, Item, Paragraph, Section, Table
from ..charts.market import RANKS
from ..sentences import units
from ..voice import Voice
from .base_levels import base_table, scale_table
from .dated_figures import assumption_table, hardware_table, price_table
from .material import Material
from .own_values import own_table

WAY = (  # after ISPOR's good practices for MCDA: lead and text, each German and English
    (
        ("Frage:", "Question:"),
        (
            "Auf welchem Weg bezieht und betreibt Ihr Betrieb ein Sprachmodell, je Anwendungsfall?",
            "In which way does your company obtain and run a language model, by use case?",
        ),
    ),
    (
        ("Kriterien:", "Criteria:"),
        (
            "Sieben, für alle Wege dieselben. Jedes hat eigene Fragen.",
            "Seven, the same for all ways. Each has questions of its own.",
        ),
    ),
    (
        ("Zuerst Regeln:", "Rules first:"),
        (
            "Was Gesetz oder Vertrag verbietet, scheidet aus. Punkte holen es nicht zurück.",
            "What law or contract forbids is out. No points bring it back.",
        ),
    ),
    (
        ("Leistung:", "Performance:"),
        (
            "Jeder Weg erhält je Kriterium 0 bis 100 Punkte auf festen Skalen. "
            "Tempo, CO₂e und Modellgröße werden berechnet. Antworten verschieben die Noten nur.",
            "Each way gets 0 to 100 points per criterion on fixed scales. "
            "Speed, CO₂e and size of the model are computed. Answers only adjust the marks.",
        ),
    ),
    (
        ("Kosten:", "Costs:"),
        (
            "Sie folgen aus Nutzung, Preisen und Betreuung, nicht aus Meinungen.",
            "They follow from usage, prices and care, not from opinions.",
        ),
    ),
    (
        ("Gewichtung:", "Weighting:"),
        (
            "Die Beteiligten sagen, was wichtig ist. "
            "Es zählt umso mehr, je höher der Bedarf in den Antworten ist.",
            "The respondents say what is important. "
            "It counts more the higher the need in the answers.",
        ),
    ),
    (
        ("Zusammenführung:", "Aggregation:"),
        (
            "Gewicht mal Note, über alle Kriterien summiert. "
            "Mehrere Stimmen zählen mit ihrem Mittel.",
            "Weight times mark, summed over all criteria. "
            "Several respondents count with their mean.",
        ),
    ),
    (
        ("Unsicherheit:", "Uncertainty:"),
        (
            "Wir verändern alle Annahmen zufällig und zählen, wer vorn bleibt.",
            "We vary all assumptions at random and count who stays ahead.",
        ),
    ),
    (
        ("Start und Ziel:", "Start and target:"),
        (
            "Aufgabe und Reifegrad entscheiden, womit Sie heute beginnen können.",
            "Task and readiness decide what you can start with today.",
        ),
    ),
    (
        ("Bericht:", "Reporting:"),
        (
            "Annahmen, Quellen, Antworten und Rechenweg stehen im Anhang, mit Datum.",
            "Assumptions, sources, answers and the calculation are in the appendix, dated.",
        ),
    ),
)


READ = {  # how a source was read: German, English
    "whole": ("ganz gelesen", "read in full"),
    "excerpt": ("in Auszügen gelesen", "read in excerpts"),
    "memory": ("nicht geprüft", "not checked"),
    "own": ("eigene Einschätzung", "own judgement"),
}


def method(material: Material) -> Section:
    """Return the chapter on method, assumptions and limits."""
    voice = material.voice
    blocks: list[Block] = [
        Bullets(_way(voice)),
        Heading(
            voice.say(
                "Dieser Bericht ersetzt weder Rechtsrat noch einen Test",
                "This report replaces neither legal advice nor a test",
            )
        ),
        Bullets(_limits(voice)),
        Heading(
            voice.say(
                "Mit diesen Angaben lässt sich das Ergebnis wiederholen",
                "With these details the result can be repeated",
            )
        ),
        Facts(version_facts(material)),
    ]
    title = voice.say(
        "So wurde gerechnet: erst Regeln, dann Punkte", "How it was worked out: rules, then points"
    )
    return Section("method", title, tuple(blocks))


def version_facts(material: Material) -> tuple[tuple[str, str], ...]:
    """Return what makes the result repeatable: versions, dates, seed, checksum."""
    voice, made = material.voice, material.recommendation
    overrides = material.catalogue.overrides
    own = len(overrides.levels) + len(overrides.effects)
    return (
        (voice.say("Katalog", "Catalogue"), made.catalogue),
        *([(voice.say("Eigene Einstufungen", "Own judgements"), str(own))] if own else []),
        (voice.say("Preise vom", "Prices of"), numbers.day(made.prices_as_of, voice.language)),
        (voice.say("Rechenkern", "Engine"), made.engine),
        (voice.say("Rechenläufe", "Runs"), voice.number(made.draws)),
        (voice.say("Startwert", "Seed"), str(made.seed)),
        (voice.say("Prüfsumme der Antworten", "Checksum of the answers"), made.dossier_sha256),
    )


def _way(voice: Voice) -> tuple[Item, ...]:
    return tuple(Item(voice.say(*text), voice.say(*lead)) for lead, text in WAY)


def _limits(voice: Voice) -> tuple[Item, ...]:
    sentences = (
        (
            "Der Bericht ist kein Rechtsrat. Lassen Sie die Regeln rechtlich prüfen.",
            "The report is not legal advice. Have the rules checked by a lawyer.",
        ),
        (
            "Er empfiehlt einen Weg, keinen Anbieter und kein einzelnes Modell.",
            "It recommends a way, no provider and no single model.",
        ),
        (
            "Der Bericht ersetzt keinen Test mit eigenen Aufgaben.",
            "The report does not replace a test with tasks of your own.",
        ),
        (
            "Was wir nicht berechnen können, schätzen wir fachlich: "
            "den Rest der Ausgangsnoten und die Betreuung.",
            "What cannot be computed is an expert estimate: "
            "the rest of the starting marks and the care.",
        ),
        (
            "Preise, Modelle und Recht ändern sich. Prüfen Sie die Wahl nach 6 bis 12 Monaten.",
            "Prices, models and law change. Review the choice after 6 to 12 months.",
        ),
        (
            "Weniger als 5 Punkte Abstand entscheiden nichts.",
            "A distance below 5 points decides nothing.",
        ),
        (
            "Die Häufigkeiten zeigen, wie stabil die Rechnung ist. "
            "Sie sagen nicht, wie wahrscheinlich ein Erfolg ist.",
            "The frequencies show how stable the calculation is. "
            "They do not say how likely success is.",
        ),
    )
    return tuple(Item(voice.say(*pair)) for pair in sentences)


def assumptions(material: Material) -> Section:
    """Return the dated figures the calculation rests on."""
    voice = material.voice
    blocks = (
        base_table(material),
        *([own] if (own := own_table(material)) else []),
        scale_table(material),
        price_table(material),
        hardware_table(material),
        assumption_table(material),
    )
    count = voice.number(len(material.catalogue.assumptions))
    title = voice.say(
        f"Anhang: {count} Annahmen tragen die Rechnung",
        f"Appendix: {count} assumptions carry the calculation",
    )
    return Section("assumptions", title, blocks, part="appendix")


def sources(material: Material) -> Section:
    """Return the sources behind rules, marks, prices and assumptions of this report."""
    voice, used = material.voice, _used(material)
    rows = tuple(
        (source.id, source.title, units.day(source.dated, voice), voice.say(*READ[source.read]))
        for source in material.catalogue.sources.values()
        if source.id in used
    )
    table = Table(
        caption=voice.say("Verwendete Quellen", "Sources used"),
        head=(
            voice.say("Nr.", "No."),
            voice.say("Quelle", "Source"),
            voice.say("Stand", "Date"),
            voice.say("Gelesen", "Read"),
        ),
        rows=rows,
        widths=(0, 6, 2, 2),
    )
    none = Paragraph(voice.say("Keine Quelle wurde verwendet.", "No source was used."))
    count = voice.counted(len(rows), ("Quelle", "Quellen"), ("source", "sources"))
    title = voice.say(f"Anhang: {count}", f"Appendix: {count}")
    blocks = (table if rows else none,)
    return Section("sources", title, blocks, new_page=False, part="appendix")


def _used(material: Material) -> set[str]:
    """Return the ids of the sources that stand behind a figure or rule of this report."""
    catalogue = material.catalogue
    rules = (catalogue.rules.get(hit.rule) for hit in material.recommendation.company.rules)
    found = (
        [rule for rule in rules if rule],
        [base for criterion in catalogue.criteria.values() for base in criterion.base.values()],
        catalogue.prices,
        catalogue.hardware,
        catalogue.assumptions.values(),
        catalogue.anchors.values(),
        catalogue.energy,
        catalogue.speeds.values(),
    )
    return {RANKS, *(entry.source for entries in found for entry in entries)}
