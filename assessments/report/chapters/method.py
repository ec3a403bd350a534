"""How it was calculated, on which dated figures, from which sources, and where it ends."""

from .. import numbers
from ..blocks import Block, Bullets, Facts, Heading, Item, Paragraph, Section, Table
from ..charts import importance_chart
from ..voice import Voice
from .base_levels import base_table, scale_table
from .dated_figures import assumption_table, hardware_table, price_table
from .material import Material
from .own_values import own_table

WAY = (  # how it was calculated: lead and text, each German and English
    (
        ("Zuerst Regeln:", "Rules first:"),
        (
            "Was Gesetz oder Vertrag verbietet, scheidet aus. Punkte holen es nicht zurück.",
            "What law or contract forbids is out. No points bring it back.",
        ),
    ),
    (
        ("Dann Noten:", "Then marks:"),
        (
            "Jeder Weg erhält je Kriterium 0 bis 100 Punkte auf festen Skalen.",
            "Each way gets 0 to 100 points per criterion on fixed scales.",
        ),
    ),
    (
        ("Gewichte nach Bedarf:", "Weights by need:"),
        (
            "Ihre Wichtigkeit zählt umso mehr, je höher der Bedarf in den Antworten ist.",
            "Your importance counts more the higher the need in the answers.",
        ),
    ),
    (
        ("Kosten aus Mengen:", "Costs from volumes:"),
        (
            "Sie folgen aus Nutzung, Preisen und Betreuung, nicht aus Meinungen.",
            "They follow from usage, prices and care, not from opinions.",
        ),
    ),
    (
        ("Zahlen vor Meinungen:", "Figures before opinions:"),
        (
            "Tempo, CO₂e und Modellgröße werden berechnet. Antworten verschieben die Noten nur.",
            "Speed, CO₂e and size of the model are computed. Answers only adjust the marks.",
        ),
    ),
    (
        ("Belastbarkeit:", "Robustness:"),
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
)


def method(material: Material) -> Section:
    """Return the chapter on method, assumptions and limits."""
    voice, made = material.voice, material.recommendation
    blocks: list[Block] = [
        Bullets(_way(voice)),
        importance_chart(made.company.importance, voice, material.dated),
        Heading(voice.say("Grenzen", "Limits")),
        Bullets(_limits(voice)),
        Heading(voice.say("Fassung", "Version")),
        Facts(version_facts(material)),
    ]
    title = voice.say("Methode und Grenzen", "Method and limits")
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
    title = voice.say("Annahmen", "Assumptions")
    return Section("assumptions", title, blocks, new_page=False)


def sources(material: Material) -> Section:
    """Return the sources behind rules, marks, prices and assumptions of this report."""
    voice, catalogue = material.voice, material.catalogue
    rules = (catalogue.rules.get(hit.rule) for hit in material.recommendation.company.rules)
    used = {rule.source for rule in rules if rule}
    used |= {base.source for c in catalogue.criteria.values() for base in c.base.values()}
    used |= {price.source for price in catalogue.prices}
    used |= {found.source for found in catalogue.hardware}
    used |= {entry.source for entry in catalogue.assumptions.values()}
    used |= {anchor.source for anchor in catalogue.anchors.values()}
    used |= {service.source for service in catalogue.energy}
    used |= {service.source for service in catalogue.speeds.values()}
    read = {
        "whole": voice.say("ganz gelesen", "read in full"),
        "excerpt": voice.say("in Auszügen gelesen", "read in excerpts"),
        "memory": voice.say("nicht geprüft", "not checked"),
        "own": voice.say("eigene Einschätzung", "own judgement"),
    }
    rows = tuple(
        (source.id, source.title, source.dated, read[source.read])
        for source in catalogue.sources.values()
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
    blocks: tuple[Block, ...] = (
        (table,)
        if rows
        else (Paragraph(voice.say("Keine Quelle wurde verwendet.", "No source was used.")),)
    )
    return Section("sources", voice.say("Quellen", "Sources"), blocks, new_page=False)
