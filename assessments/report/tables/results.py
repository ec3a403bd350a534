"""Tables of what came out: by use case, by way, by criterion."""

from assessments.engine.result import OptionResult, UseCaseResult

from ..chapters.material import Material
from ..chapters.readiness import needed_levels
from ..sentences import paths, results, rules
from ..sheets import Cell, Column, Sheet
from ..voice import Voice

CRITERIA = ("KT", "SO", "KP", "AN", "FA", "PE", "NA")


def case_columns(voice: Voice) -> tuple[Column, Column]:
    """Return the two columns that name a use case."""
    return (
        Column("use_case", voice.say("Fall", "Case"), width=8),
        Column("title", voice.say("Anwendungsfall", "Use case"), width=36),
    )


def money_columns(voice: Voice) -> tuple[Column, Column, Column]:
    """Return the columns of a monthly cost: low, likely, high."""
    return (
        Column("eur_per_month_low", voice.say("€/Monat niedrig", "€/month low"), "euro"),
        Column("eur_per_month", voice.say("€/Monat wahrscheinlich", "€/month likely"), "euro"),
        Column("eur_per_month_high", voice.say("€/Monat hoch", "€/month high"), "euro"),
    )


def way_column(voice: Voice) -> Column:
    """Return the column that names a way of sourcing."""
    return Column("way", voice.say("Weg", "Way"), width=34)


def _money(option: OptionResult) -> tuple[float, float, float]:
    cost = option.cost_eur_per_month
    return cost.low, cost.likely, cost.high


def overview(material: Material) -> Sheet:
    """Return one row by use case: start, target, first place, how sure, costs of the start."""
    voice = material.voice
    columns = (
        *case_columns(voice),
        Column("start", voice.say("Start", "Start"), width=30),
        Column("target", voice.say("Ziel", "Target"), width=30),
        Column("first", voice.say("Platz 1", "First place"), width=30),
        Column("points", voice.say("Punkte", "Points"), "number"),
        Column("confidence", voice.say("Wie sicher", "How sure"), width=20),
        Column("first_share", voice.say("Anteil Platz 1", "Share of first place"), "percent"),
        *money_columns(voice),
    )
    rows = tuple(_overview_row(result, voice) for result in material.results)
    about = voice.say(
        "Je Anwendungsfall: Start, Ziel, Platz 1 und was der Start im Monat kostet.",
        "By use case: start, target, first place and what the start costs a month.",
    )
    return Sheet("overview", voice.say("Überblick", "Overview"), columns, rows, about)


def _overview_row(result: UseCaseResult, voice: Voice) -> tuple[Cell, ...]:
    top = results.first(result)
    chosen = result.start_option or result.target_option or top
    best = result.options[top] if top else None
    money: tuple[Cell, ...] = (None,) * 3
    if chosen and top:
        money = _money(result.options[chosen])
    return (
        result.id,
        result.title,
        paths.start_name(result, voice),
        paths.target_name(result, voice),
        voice.option(top) if top else None,
        best.score if best else None,
        results.confidence_word(result, voice),
        best.first_rank_share if best else None,
        *money,
    )


def ways(material: Material) -> Sheet:
    """Return one row by use case and way: place, points, costs, CO2e, rules."""
    voice = material.voice
    columns = (
        *case_columns(voice),
        way_column(voice),
        Column("status", voice.say("Stand", "Status"), width=18),
        Column("rank", voice.say("Platz", "Rank"), "integer", 8),
        Column("points", voice.say("Punkte", "Points"), "number"),
        Column("first_share", voice.say("Anteil Platz 1", "Share of first place"), "percent"),
        *money_columns(voice),
        Column("usage_eur", voice.say("davon Verbrauch", "of this usage"), "euro"),
        Column("hardware_eur", voice.say("davon Technik", "of this hardware"), "euro"),
        Column("care_eur", voice.say("davon Betreuung", "of this care"), "euro"),
        Column("co2e_kg", voice.say("kg CO₂e/Monat", "kg CO₂e/month"), "number"),
        Column("rules", voice.say("Regeln", "Rules"), width=24),
    )
    rows = tuple(
        _way_row(material, result, code, option)
        for result in material.results
        for code, option in result.options.items()
    )
    about = voice.say(
        "Je Anwendungsfall und Weg: Platz, Punkte, Kosten im Monat, CO₂e und Regeln.",
        "By use case and way: rank, points, costs a month, CO₂e and rules.",
    )
    return Sheet("ways", voice.say("Wege", "Ways"), columns, rows, about)


def _way_row(
    material: Material, result: UseCaseResult, code: str, option: OptionResult
) -> tuple[Cell, ...]:
    voice, parts = material.voice, option.cost_parts
    tags = rules.status_tags(result, code, material.grounds, voice)
    carbon = option.co2e_kg_per_month
    return (
        result.id,
        result.title,
        voice.option(code),
        ", ".join(tag.text for tag in tags) or voice.say("erlaubt", "allowed"),
        option.rank,
        option.score,
        option.first_rank_share,
        *_money(option),
        *(parts.usage, parts.hardware, parts.care),
        carbon.likely if carbon else None,
        ", ".join(option.rules),
    )


def marks(material: Material) -> Sheet:
    """Return one row by use case, way and criterion: mark, weight, points brought."""
    voice = material.voice
    columns = (
        *case_columns(voice),
        way_column(voice),
        Column("criterion", voice.say("Kriterium", "Criterion"), width=28),
        Column("mark", voice.say("Note 0–100", "Mark 0–100"), "number"),
        Column("weight", voice.say("Gewicht", "Weight"), "percent"),
        Column("points", voice.say("Punkte", "Points"), "number"),
    )
    rows = tuple(
        (
            result.id,
            result.title,
            voice.option(code),
            voice.criterion(criterion),
            option.criteria[criterion],
            result.weights[criterion],
            option.contributions[criterion],
        )
        for result in material.results
        for code, option in result.options.items()
        for criterion in CRITERIA
    )
    about = voice.say(
        "Je Fall, Weg und Kriterium: Punkte = Note × Gewicht.",
        "By case, way and criterion: points = mark × weight.",
    )
    return Sheet("marks", voice.say("Noten", "Marks"), columns, rows, about)


def weights(material: Material) -> Sheet:
    """Return one row by use case and criterion: what matters, how much is needed, the weight."""
    voice, importance = material.voice, material.recommendation.company.importance
    columns = (
        *case_columns(voice),
        Column("criterion", voice.say("Kriterium", "Criterion"), width=28),
        Column("importance", voice.say("Wichtigkeit", "Importance"), "percent"),
        Column("need", voice.say("Bedarf", "Need"), "percent"),
        Column("weight", voice.say("Gewicht", "Weight"), "percent"),
    )
    rows = tuple(
        (
            result.id,
            result.title,
            voice.criterion(code),
            importance.get(code),
            result.needs[code],
            result.weights[code],
        )
        for result in material.results
        for code in CRITERIA
    )
    about = voice.say(
        "Je Fall und Kriterium: Wichtigkeit, Bedarf und das Gewicht aus beiden.",
        "By case and criterion: importance, need and the weight made of both.",
    )
    return Sheet("weights", voice.say("Gewichte", "Weights"), columns, rows, about)


def importance(material: Material) -> Sheet:
    """Return one row by respondent: the weight of every criterion and of the voice itself."""
    voice, group = material.voice, material.group
    columns = (
        Column("respondent", voice.say("Wer", "Who"), width=30),
        Column("voice", voice.say("Anteil am Ganzen", "Share of the whole"), "percent"),
        *(Column(code, voice.criterion_short(code), "percent") for code in CRITERIA),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            material.respondent(person.name),
            person.voice,
            *(person.weights.get(code, 0.0) for code in CRITERIA),
        )
        for person in (group.participants if group else ())
    )
    about = voice.say(
        "Je Person oder Rolle: wie wichtig ihr jedes Kriterium ist.",
        "By person or role: how much each criterion matters to them.",
    )
    title = voice.say("Gewichtung der Gruppe", "The group")
    return Sheet("importance", title, columns, rows, about)


def readiness(material: Material) -> Sheet:
    """Return one row by theme: level today, level the targets need, levels missing."""
    voice, needed = material.voice, needed_levels(material)
    columns = (
        Column("theme", voice.say("Thema", "Theme"), width=40),
        Column("level", voice.say("Stufe heute", "Level today"), "integer"),
        Column("needed", voice.say("für das Ziel nötig", "needed for the target"), "integer"),
        Column("missing", voice.say("fehlende Stufen", "levels missing"), "integer"),
    )
    rows = tuple(
        (
            voice.theme(code),
            level,
            needed.get(code),
            max(needed[code] - level, 0) if level and code in needed else None,
        )
        for code, level in material.recommendation.company.readiness.items()
    )
    about = voice.say(
        "Je Thema: Stufe heute und Stufe, die das Ziel verlangt.",
        "By theme: level today and level the target asks for.",
    )
    return Sheet("readiness", voice.say("Reifegrad", "Readiness"), columns, rows, about)
