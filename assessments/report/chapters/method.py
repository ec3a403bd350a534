"""How it was calculated, on which dated figures, from which sources, and where it ends."""

from .. import numbers
from ..blocks import Block, Bullets, Facts, Heading, Item, Paragraph, Section, Table
from ..charts import importance_chart
from ..voice import Voice
from .material import Material

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
    return (
        (voice.say("Katalog", "Catalogue"), made.catalogue),
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
            "Ausgangsnoten und Betreuungsaufwand sind fachliche Schätzungen.",
            "Starting marks and effort of care are expert estimates.",
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
    blocks = (_base_table(material), _price_table(material), _assumption_table(material))
    title = voice.say("Annahmen", "Assumptions")
    return Section("assumptions", title, blocks, new_page=False)


def _base_table(material: Material) -> Table:
    voice, catalogue = material.voice, material.catalogue
    rows = tuple(
        (
            voice.text(criterion.label),
            *(
                voice.number(criterion.base[code].level)
                if code in criterion.base
                else voice.say("berechnet", "computed")
                for code in catalogue.options
            ),
        )
        for criterion in catalogue.criteria.values()
    )
    return Table(
        caption=voice.say(
            "Ausgangsnoten vor allen Antworten, 0 (schwach) bis 4 (stark)",
            "Starting marks before any answer, 0 (weak) to 4 (strong)",
        ),
        head=(voice.say("Kriterium", "Criterion"), *map(voice.short, catalogue.options)),
        rows=rows,
        numeric=(1, 2, 3, 4, 5),
        widths=(5, 2, 2, 2, 2, 2),
    )


def _price_table(material: Material) -> Table:
    voice = material.voice
    rows = tuple(
        (
            f"{voice.short(price.option)} · {price.capability}",
            price.label,
            voice.number(price.eur_per_million_in, 2),
            voice.number(price.eur_per_million_out, 2),
            voice.number(price.fixed_eur_per_month),
            f"{price.dated} · {price.source}",
        )
        for price in material.catalogue.prices
    )
    return Table(
        caption=voice.say(
            "Preise in Euro: je Million Textbausteine (Token) ein und aus, fest je Monat. "
            "Namen sind Beispiele, keine Empfehlung.",
            "Prices in euros: per million tokens in and out, fixed per month. "
            "Names are examples, not recommendations.",
        ),
        head=(
            voice.say("Weg · Klasse", "Way · class"),
            voice.say("Beispiel", "Example"),
            voice.say("ein", "in"),
            voice.say("aus", "out"),
            voice.say("fest", "fixed"),
            voice.say("Stand · Quelle", "Date · source"),
        ),
        rows=rows,
        numeric=(2, 3, 4),
        widths=(4, 6, 0, 0, 0, 0),
    )


def _assumption_table(material: Material) -> Table:
    voice = material.voice
    rows = tuple(
        (
            voice.text(entry.label),
            _figure(entry.value, voice),
            f"{_figure(entry.low, voice)} – {_figure(entry.high, voice)}",
            entry.unit,
            f"{entry.dated} · {entry.source}",
        )
        for entry in material.catalogue.assumptions.values()
    )
    return Table(
        caption=voice.say("Annahmen der Kostenrechnung", "Assumptions of the cost model"),
        head=(
            voice.say("Annahme", "Assumption"),
            voice.say("Wert", "Value"),
            voice.say("Spanne", "Range"),
            voice.say("Einheit", "Unit"),
            voice.say("Stand · Quelle", "Date · source"),
        ),
        rows=rows,
        numeric=(1, 2),
        widths=(1, 0, 0, 0, 0),
    )


def _figure(value: float, voice: Voice) -> str:
    """Write a figure with as many decimals as it needs, three at most."""
    places = next((p for p in range(3) if round(value, p) == value), 3)
    return voice.number(value, places)


def sources(material: Material) -> Section:
    """Return the sources behind rules, marks, prices and assumptions of this report."""
    voice, catalogue = material.voice, material.catalogue
    rules = (catalogue.rules.get(hit.rule) for hit in material.recommendation.company.rules)
    used = {rule.source for rule in rules if rule}
    used |= {base.source for c in catalogue.criteria.values() for base in c.base.values()}
    used |= {price.source for price in catalogue.prices}
    used |= {entry.source for entry in catalogue.assumptions.values()}
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
