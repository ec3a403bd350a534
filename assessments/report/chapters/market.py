"""What the market offers today, as far as it bears on the recommendation."""

from dataclasses import replace

from ..blocks import Block, Bullets, Chart, Heading, Item, Section
from ..charts import market as charts
from ..figures.market import kind
from .dated_figures import Lanes, hardware_table, price_table
from .material import Material

SHOWN = 10  # models in the table
OPEN = frozenset({"open_eu_api", "open_eu_gpu", "open_onprem"})


def market(material: Material) -> Section:
    """Return the dated picture of the catalogue and the prices of the recommended ways."""
    voice, catalogue = material.voice, material.catalogue
    blocks: list[Block] = []
    if chart := charts.bubble(catalogue, voice):
        blocks.append(_shortened(chart, material))
    if facts := _facts(material):
        heading = voice.say("Was davon für Sie zählt", "What of this matters to you")
        blocks += [Heading(heading), Bullets(facts)]
    blocks += _prices(material)
    return Section("market", charts.gap_finding(catalogue, voice), tuple(blocks))


def _shortened(chart: Chart, material: Material) -> Chart:
    """Return the chart with the best models alone in its table: on paper all fill three pages."""
    table, voice = chart.table, material.voice
    count = voice.number(len(table.rows[:SHOWN]))
    caption = voice.say(
        f"Die {count} besten Modelle in deutschen Tests", f"The {count} best models in German tests"
    )
    return replace(
        chart,
        table=replace(table, caption=caption, rows=table.rows[:SHOWN], widths=(5, 3, 2, 2, 2, 3)),
    )


def recommended(material: Material) -> tuple[str, ...]:
    """Return the ways to start with or to aim for, in the catalogue's order."""
    found = {way for r in material.results for way in (r.start_option, r.target_option) if way}
    return tuple(code for code in material.catalogue.options if code in found)


def _facts(material: Material) -> tuple[Item, ...]:
    voice, ways = material.voice, recommended(material)
    if not OPEN & set(ways):
        return ()
    models = tuple(material.catalogue.models.values())
    kinds = [kind(model) for model in models]
    free, barred = kinds.count("free"), kinds.count("barred")
    total = voice.number(len(models))
    said = [
        voice.say(
            f"{free} von {total} offenen Modellen haben eine freie Lizenz.",
            f"{free} of {total} open models have a free licence.",
        )
    ]
    if barred:
        said.append(
            voice.say(
                f"{barred} sind für Betriebe in der EU nicht freigegeben: "
                "Prüfen Sie die Lizenz vor dem Start.",
                f"{barred} are not released for companies in the EU: "
                "check the licence before the start.",
            )
        )
    return tuple(map(Item, said))


def _prices(material: Material) -> list[Block]:
    """Return the dated prices of the recommended ways, in the class each use case needs."""
    lanes: Lanes = frozenset(
        (way, study.options[way].capability)
        for result in material.results
        if (study := material.studies.get(result.id))
        for way in (result.start_option, result.target_option)
        if way and way in study.options
    )
    tables = (price_table(material, lanes), hardware_table(material, lanes))
    shown = [table for table in tables if table.rows]
    if not shown:
        return []
    voice = material.voice
    names = voice.quoted_list(recommended(material))
    return [Heading(voice.say(f"Das kosten {names} heute", f"What {names} cost today")), *shown]
