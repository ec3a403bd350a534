"""What every way costs over the years: totals, more volume, the load, footprint, assumptions."""

from dataclasses import replace
from functools import cached_property

from assessments.engine.case import Case, cases
from assessments.engine.cost_result import CostStudy
from assessments.engine.figures import Figures
from assessments.engine.footprint import footprint, utilisation
from assessments.engine.result import Range

from ..blocks import Block, Bullets, Chart, Heading, Item, Key, Paragraph, Section
from ..charts import costs as charts
from ..sentences import ownership
from ..sentences.ways import over_years
from ..voice import Voice
from .dated_figures import assumption_table
from .material import Material

OWN_HARDWARE = "open_onprem"
MAIN = (  # what moves the totals most; the appendix holds every assumption
    "growth_per_year",
    "price_decline_per_year",
    "discount_rate",
    "usd_eur",
    "fte_eur_per_year",
    "electricity_eur_per_kwh",
    "lifetime_months",
    "maintenance_share_per_year",
    "tokens_per_page",
    "thinking_factor",
)


class Costs:
    """The cost study of all use cases together, with the load behind it."""

    def __init__(self, material: Material) -> None:
        """Work out nothing yet; every part is worked out once, when it is asked for."""
        self.material = material
        self.figures = Figures.of(material.catalogue, material.dossier.figures)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Return the use cases with their load."""
        material = self.material
        return tuple(cases(material.dossier, material.catalogue, self.figures))

    @property
    def study(self) -> CostStudy:
        """Return the costs of every way."""
        return self.material.study

    @cached_property
    def kg_per_month(self) -> dict[str, Range]:
        """Return the kg CO2e a month of every way."""
        loads = [(case.volume, case.answers) for case in self.cases]
        return {
            code: footprint(code, loads, self.figures).kg
            for code in self.material.catalogue.options
        }

    @property
    def utilisation(self) -> float | None:
        """Return the share of own hardware's capacity that is used."""
        return utilisation(((case.volume, case.answers) for case in self.cases), self.figures)


def costs(material: Material) -> Section | None:
    """Return the chapter; None where no use case is there to cost."""
    if not material.dossier.use_cases:
        return None
    found, voice, dated = Costs(material), material.voice, material.dated
    years = over_years(found.study.horizon, voice)
    blocks: list[Block | None] = [
        Key(
            voice.say(f"Über {years}.", f"Over {years}."),
            ownership.totals(found.study, voice),
            "result",
        ),
        _yearly(found, voice),
        *_words(ownership.split(found.study, voice), _split_heading(voice)),
        *_load(found, voice),
        *_volume(found, voice),
        *_words(
            ownership.time_crossings(found.study, voice),
            f"{ownership.time_title(found.study, voice)}",
        ),
        charts.footprint(found.kg_per_month, voice, dated, key="all"),
        *_assumptions(found, voice),
    ]
    return Section(
        "costs",
        ownership.page_title(found.study, voice),
        tuple(block for block in blocks if block is not None),
    )


def _yearly(found: Costs, voice: Voice) -> Chart | None:
    """Return the bars by year; the page has told the totals, so the title tells the parts."""
    chart = charts.yearly(found.study, voice, found.material.dated, key="all")
    best = ownership.cheapest(found.study)
    if chart is None or best is None:
        return chart
    return replace(chart, title=ownership.largest_part(found.study, best, voice))


def _split_heading(voice: Voice) -> str:
    return voice.say("Mehrere Wege nebeneinander", "Several ways side by side")


def _words(sentences: tuple[str, ...], heading: str) -> list[Block]:
    if not sentences:
        return []
    return [Heading(heading), Bullets(tuple(map(Item, sentences)))]


def _volume(found: Costs, voice: Voice) -> list[Block | None]:
    chart = charts.over_volume(found.study, voice, found.material.dated, key="all")
    heading = voice.say("Wenn Sie mehr oder weniger nutzen", "If you use more or less")
    return [
        *_words(ownership.volume_crossings(found.study, voice), heading),
        chart,
    ]


def _load(found: Costs, voice: Voice) -> list[Block]:
    given = found.material.dossier.use_cases
    alone = given[0].usage if len(given) == 1 else None
    page, more = found.figures.value("tokens_per_page"), found.figures.value("growth_per_year")
    said = ownership.usage(found.study.peak, voice, given=alone, tokens_per_page=page)
    blocks: list[Block] = [
        Heading(voice.say("Womit gerechnet wird", "What the calculation rests on")),
        Paragraph(f"{said} {ownership.growth(more, voice)}"),
    ]
    share, gain = found.utilisation, ownership.benefit(found.study, voice)
    if share is not None:
        blocks.append(Paragraph(ownership.idle(share, OWN_HARDWARE, voice)))
    if gain:
        blocks.append(Paragraph(gain))
    return blocks


def _assumptions(found: Costs, voice: Voice) -> list[Block]:
    table = assumption_table(found.material, MAIN)
    old = tuple(
        Item(words, f"{name}:")
        for name, dated in _prices(found, voice)
        if (words := ownership.old_price(dated, found.material.dated, voice))
    )
    return [table, *([Bullets(old)] if old else [])]


def _prices(found: Costs, voice: Voice) -> list[tuple[str, str]]:
    """Return what is paid for in each way, with the date of its price; own values have none."""
    prices = []
    for code, paid in found.study.options.items():
        lane = (code, paid.capability)
        if any(own.endswith("_".join(lane)) for own in found.figures.own):
            continue
        entry = found.figures.sets.get(lane) or found.figures.prices.get(lane)
        if entry is not None:
            prices.append((voice.short(code), entry.dated))
    return prices
