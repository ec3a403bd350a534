"""Tables of what is paid: by month, over the whole time, and where two ways cost the same."""

from itertools import accumulate

from assessments.engine.cost_result import PARTS, VIEWS, CostStudy, OptionCosts, Part

from ..chapters.material import Material
from ..sheets import Cell, Column, Sheet
from ..voice import Voice
from .results import case_columns, way_column

MANY = 20  # use cases from which months and years are told of all together only


def part_name(part: Part, voice: Voice) -> str:
    """Return what a part of the costs is called."""
    words = {
        "one_off": ("Einmalig", "One-off"),
        "usage": ("Verbrauch", "Usage"),
        "hardware": ("Technik", "Hardware"),
        "power": ("Strom", "Power"),
        "maintenance": ("Wartung", "Maintenance"),
        "care": ("Betreuung", "Care"),
    }
    return voice.say(*words[part])


def tables(material: Material) -> tuple[Sheet, ...]:
    """Return the tables on costs over the years; none without a use case."""
    if not material.dossier.use_cases:
        return ()
    return (
        _totals(material),
        _years(material),
        _months(material),
        _volume(material),
        _time(material),
    )


def _studies(material: Material) -> dict[str | None, CostStudy]:
    """Return the costs of all together first, then by use case; of many, all together only."""
    studies = material.studies
    return studies if len(studies) - 1 <= MANY else {None: studies[None]}


def _name(material: Material, only: str | None) -> tuple[str, str]:
    together = material.voice.say("Alle zusammen", "All together")
    return ("", together) if only is None else (only, material.titles.get(only, only))


def _reach(material: Material) -> str:
    """Return which use cases a table of long rows holds."""
    if len(material.dossier.use_cases) <= MANY:
        return material.voice.say(
            "Erst alle Anwendungsfälle zusammen, dann jeder für sich.",
            "First all use cases together, then each by itself.",
        )
    return material.voice.say(
        f"Bei mehr als {MANY} Anwendungsfällen stehen hier nur alle zusammen. "
        "Je Fall stehen die Summen im Blatt „Kosten gesamt“.",
        f"With more than {MANY} use cases, all of them together only. "
        "For each one, the totals are on the sheet “Costs in total”.",
    )


def _totals(material: Material) -> Sheet:
    voice = material.voice
    views = {"low": ("niedrig", "low"), "likely": ("wahrscheinlich", "likely")}
    views |= {"high": ("hoch", "high")}
    total, value = voice.say("Summe", "Total"), voice.say("Barwert", "Present value")
    columns = (
        *case_columns(voice),
        way_column(voice),
        Column("months", voice.say("Monate", "Months"), "integer"),
        *(Column(f"total_{v}", f"{total} {voice.say(*views[v])}", "euro") for v in VIEWS),
        *(Column(f"value_{v}", f"{value} {voice.say(*views[v])}", "euro") for v in VIEWS),
        Column("eur_per_request", voice.say("€ je Anfrage", "€ per request"), "price"),
        Column("spare", voice.say("mit Ersatzserver", "with stand-in server")),
        Column("excluded", voice.say("ausgeschlossen durch", "excluded by"), width=24),
    )
    rows = tuple(
        (*_name(material, only), *_total_row(found, code, costs, voice))
        for only, found in material.studies.items()
        for code, costs in found.options.items()
    )
    about = voice.say(
        "Was jeder Weg über die ganze Zeit kostet, alle zusammen und je Fall. "
        "Der Barwert rechnet spätere Zahlungen auf heute zurück.",
        "What each way costs over the whole time, all together and by case. "
        "The present value counts later payments at what they are worth today.",
    )
    title = voice.say("Kosten gesamt", "Costs in total")
    return Sheet("costs_total", title, columns, rows, about)


def _total_row(found: CostStudy, code: str, costs: OptionCosts, voice: Voice) -> tuple[Cell, ...]:
    courses = [costs.views[view] for view in VIEWS]
    return (
        voice.option(code),
        found.horizon,
        *(course.total for course in courses),
        *(course.present_value for course in courses),
        costs.views["likely"].per_request,
        voice.say("ja", "yes") if costs.spare else voice.say("nein", "no"),
        ", ".join(found.excluded.get(code, ())),
    )


def _part_columns(voice: Voice) -> tuple[Column, ...]:
    return (
        *(Column(f"{part}_eur", part_name(part, voice), "euro") for part in PARTS),
        Column("total_eur", voice.say("Summe", "Total"), "euro"),
        Column("paid_so_far_eur", voice.say("bisher bezahlt", "paid so far"), "euro"),
    )


def _years(material: Material) -> Sheet:
    voice = material.voice
    columns = (
        *case_columns(voice),
        way_column(voice),
        Column("year", voice.say("Jahr", "Year"), "integer", 8),
        *_part_columns(voice),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (*_name(material, only), voice.option(code), *row)
        for only, found in _studies(material).items()
        for code, costs in found.options.items()
        for row in _paid(tuple(_part(costs, part, by_year=True) for part in PARTS))
    )
    about = voice.say("Kosten je Jahr, wahrscheinliche Werte.", "Costs by year, likely values.")
    title = voice.say("Kosten nach Jahren", "Costs by year")
    return Sheet("costs_by_year", title, columns, rows, f"{about} {_reach(material)}")


def _months(material: Material) -> Sheet:
    voice = material.voice
    columns = (
        *case_columns(voice),
        way_column(voice),
        Column("month", voice.say("Monat", "Month"), "integer", 8),
        *_part_columns(voice),
        Column("servers", voice.say("Server", "Servers"), "integer", 8),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (*_name(material, only), voice.option(code), *row, servers)
        for only, found in _studies(material).items()
        for code, costs in found.options.items()
        for row, servers in zip(
            _paid(tuple(_part(costs, part, by_year=False) for part in PARTS)),
            costs.views["likely"].servers,
            strict=True,
        )
    )
    about = voice.say("Kosten je Monat, wahrscheinliche Werte.", "Costs by month, likely values.")
    title = voice.say("Kosten nach Monaten", "Costs by month")
    return Sheet("costs_by_month", title, columns, rows, f"{about} {_reach(material)}")


def _part(costs: OptionCosts, part: Part, *, by_year: bool) -> tuple[float, ...]:
    """Return what one part costs in each year or month; nothing where a way has no such part."""
    course = costs.views["likely"]
    months = course.months.get(part, (0.0,) * len(course.servers))
    if not by_year:
        return months
    return tuple(sum(months[start : start + 12]) for start in range(0, len(months), 12))


def _paid(parts: tuple[tuple[float, ...], ...]) -> list[tuple[float, ...]]:
    """Return by period, from 1: its number, every part, their sum, and all paid until then."""
    totals = [sum(period) for period in zip(*parts, strict=True)]
    so_far = accumulate(totals)
    return [
        (number, *period, total, paid)
        for number, (*period, total, paid) in enumerate(
            zip(*parts, totals, so_far, strict=True), start=1
        )
    ]


def _volume(material: Material) -> Sheet:
    voice = material.voice
    columns = (
        Column("below", voice.say("darunter günstiger", "cheaper below"), width=34),
        Column("above", voice.say("darüber günstiger", "cheaper above"), width=34),
        Column("tokens", voice.say("Token im Monat", "Tokens a month"), "integer", 20),
        Column("factor", voice.say("mal heutige Menge", "times today's volume"), "price"),
        Column("eur_per_month", voice.say("€/Monat dort", "€/month there"), "euro"),
    )
    rows = tuple(
        (
            voice.option(crossing.cheaper_below),
            voice.option(crossing.cheaper_above),
            round(crossing.tokens),
            crossing.factor,
            crossing.eur_per_month,
        )
        for crossing in material.study.volume_crossings
    )
    about = voice.say(
        "Bei welcher Menge im Monat zwei Wege gleich viel kosten, alle Fälle zusammen.",
        "At which volume a month two ways cost the same, all cases together.",
    )
    title = voice.say("Gleichstand nach Menge", "Break-even by volume")
    return Sheet("break_even_volume", title, columns, rows, about)


def _time(material: Material) -> Sheet:
    voice = material.voice
    columns = (
        Column("before", voice.say("vorher günstiger", "cheaper before"), width=34),
        Column("after", voice.say("danach günstiger", "cheaper after"), width=34),
        Column("month", voice.say("ab Monat", "from month"), "integer"),
        Column("eur", voice.say("bis dahin bezahlt", "paid until then"), "euro"),
    )
    rows = tuple(
        (
            voice.option(crossing.cheaper_before),
            voice.option(crossing.cheaper_after),
            crossing.month,
            crossing.eur,
        )
        for crossing in material.study.time_crossings
    )
    about = voice.say(
        "Ab welchem Monat der andere Weg insgesamt günstiger war, alle Fälle zusammen.",
        "From which month on the other way has cost less in all, all cases together.",
    )
    title = voice.say("Gleichstand nach Zeit", "Break-even by time")
    return Sheet("break_even_time", title, columns, rows, about)
