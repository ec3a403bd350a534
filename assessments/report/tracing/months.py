"""How the cost and the footprint of a month came about, one use case at a time."""

from collections.abc import Iterator

from assessments.engine.case import Case
from assessments.engine.dossier import Usage
from assessments.engine.figures import times
from assessments.engine.footprint import Footprint
from assessments.engine.result import UseCaseResult
from assessments.engine.traces import CostParts

from .. import codes, numbers
from ..sentences import costs as cost_words
from ..sentences.footprint import kilograms
from ..traced import Fact, Step, Trace
from .tracer import Tracer

US_SERVICE = "api_us"
PARTS = {  # of a footprint: German, English
    "running": ("davon beim Arbeiten", "of it while working"),
    "idle": ("davon im Leerlauf", "of it while idle"),
    "embodied": ("Herstellung der Technik", "Making the hardware"),
}


def usage(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the requests and tokens of a month."""
    say, case = tracer.say, tracer.workings.appraisals[result.id].case
    volume = case.volume
    tokens = tracer.kept(volume.tokens.likely)
    yield Trace(
        codes.usage(result.id),
        say("Textbausteine im Monat", "Tokens a month"),
        tokens,
        say(
            "Anfragen × Seiten × Textbausteine je Seite. "
            "Geschriebenes zählt mit dem Zuschlag für „Nachdenken“.",
            "Requests × pages × tokens a page. What is written counts with the extra for thinking.",
        ),
        (
            Step(say("Anfragen im Monat", "Requests a month"),
                 tracer.kept(volume.requests.likely)),
            Step(say("gelesen", "read"), tracer.kept(volume.input_tokens.likely)),
            Step(say("geschrieben", "written"), tracer.kept(volume.output_tokens.likely)),
            tracer.result(tokens),
        ),
        (
            *_given(tracer, case),
            *tracer.figures(
                ("working_days_per_month", "tokens_per_page", "thinking_factor", "volume_factor")
            ),
        ),
    )  # fmt: skip


def _given(tracer: Tracer, case: Case) -> list[Fact]:
    """Return what was said on the usage; else the template's or the default value."""
    say, said = tracer.say, case.use_case.usage
    names = (
        ("users", "Menschen, die es nutzen", "People who use it"),
        ("requests_per_user_per_day", "Anfragen je Person und Tag", "Requests a person a day"),
        ("requests_per_month", "Anfragen im Monat", "Requests a month"),
        ("pages_in", "Seiten gelesen je Anfrage", "Pages read a request"),
        ("pages_out", "Seiten geschrieben je Anfrage", "Pages written a request"),
        ("input_tokens_per_month", "Textbausteine gelesen", "Tokens read"),
        ("output_tokens_per_month", "Textbausteine geschrieben", "Tokens written"),
    )
    template = tracer.material.catalogue.archetypes.get(case.use_case.archetype or "")
    facts, usual = [], template.usage if template else {}
    for name, de, en in names:
        value = getattr(said, name)
        if value is not None:
            facts.append(Fact(say(de, en), tracer.exact(value), say("Ihre Angabe", "your answer")))
        elif name in usual and _counts(said, name):
            whose = say("üblich für diese Aufgabe", "usual for this task")
            facts.append(Fact(say(de, en), tracer.exact(usual[name]), whose))
    return facts


def _counts(said: Usage, name: str) -> bool:
    """Return False where something said stands in place of a template's value."""
    if name in ("users", "requests_per_user_per_day"):
        return said.requests_per_month is None
    tokens = said.input_tokens_per_month if name == "pages_in" else said.output_tokens_per_month
    return tokens is None


def costs(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the cost of a month of every way."""
    for option in result.options:
        yield cost(tracer, result, option)


def cost(tracer: Tracer, result: UseCaseResult, option: str) -> Trace:
    """Return the cost of a month of one way."""
    voice, say, found = tracer.voice, tracer.say, result.options[option]
    parts = tracer.workings.cost(result.id, option)
    sets = ""
    if parts.sets:
        count, each = voice.number(parts.sets), voice.euro(parts.per_set)
        sets = say(f"{count} × {each} je Ausstattung", f"{count} × {each} a set")
    span = cost_words.cost_range(found, voice)
    steps = [
        _usage_step(tracer, result, parts),
        Step(say("Technik", "Hardware"), voice.euro(parts.hardware), sets),
        Step(say("Betreuung", "Care"), voice.euro(parts.care), say(
            "Anteil einer Stelle × Jahreskosten ÷ 12", "share of a post × yearly cost ÷ 12")),
        Step(say("Summe", "Total"), voice.euro(found.cost_eur_per_month.likely)),
        Step(say("Spanne", "Range"), span, say(
            "alle Annahmen am unteren, alle am oberen Ende",
            "all assumptions at the lower, all at the upper end")),
    ]  # fmt: skip
    care = (f"care_fte_{option}", "fte_eur_per_year")
    return Trace(
        codes.cost(result.id, option),
        say(f"Kosten im Monat für {voice.quoted(option)}",
            f"Monthly costs of {voice.quoted(option)}"),
        voice.euro(found.cost_eur_per_month.likely),
        say("Verbrauch + Technik + Betreuung, ohne Umsatzsteuer.",
            "Usage + hardware + care, without VAT."),
        tuple(steps),
        (
            _class(tracer, result, parts.capability),
            *tracer.price(option, parts.capability),
            *tracer.figures((*care, *_hardware_codes(tracer, option, parts.capability))),
        ),
    )  # fmt: skip


def _usage_step(tracer: Tracer, result: UseCaseResult, parts: CostParts) -> Step:
    voice, say, text = tracer.voice, tracer.say, ""
    if parts.usage:
        volume = tracer.workings.appraisals[result.id].case.volume
        read, written = (voice.number(rate, 2) for rate in parts.rates)
        tokens = [tracer.kept(v.likely) for v in (volume.input_tokens, volume.output_tokens)]
        text = say(
            f"{tokens[0]} gelesen zu {read} €, {tokens[1]} geschrieben zu {written} € je Million",
            f"{tokens[0]} read at €{read}, {tokens[1]} written at €{written} a million",
        )
    name, amount = say("Verbrauch", "Usage"), voice.euro(parts.usage)
    return Step(name, amount, text, codes.usage(result.id))


def _class(tracer: Tracer, result: UseCaseResult, capability: str) -> Fact:
    """Return the class of model that is paid for, and the answer behind it."""
    answers = tracer.workings.appraisals[result.id].case.answers
    told = tracer.answer("FA1", answers, result.id)
    if answers.level("FA1") is None:
        cautious = tracer.say(
            f"noch offen: Es zählt die Klasse {capability}",
            f"still open: class {capability} counts",
        )
        return Fact(told.label, cautious)
    return told


def _hardware_codes(tracer: Tracer, option: str, capability: str) -> tuple[str, ...]:
    figures = tracer.workings.figures
    if (option, capability) not in figures.sets:
        priced = figures.prices.get((option, capability))
        dollars = priced is not None and priced.currency == "USD"
        return ("usd_eur", "cached_share") if dollars else ("cached_share",)
    if figures.sets[option, capability].eur_per_hour is not None:
        return ("rented_hours",)
    return ("lifetime_months", "electricity_eur_per_kwh", "pue")


def footprints(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the kg CO2e of a month of every way."""
    for option in result.options:
        found = tracer.workings.footprint(result.id, option)
        code = codes.co2e(result.id, option)
        yield footprint_trace(tracer, code, option, found, tracer.workings.capability(result.id))


def footprint_trace(
    tracer: Tracer, code: str, option: str, found: Footprint, capability: str
) -> Trace:
    """Return how kg CO2e a month come about."""
    voice, say = tracer.voice, tracer.say
    grid = f"grid_kg_per_kwh_{'us' if option == US_SERVICE else 'eu'}"
    power = times(found.kwh, tracer.workings.figures.range(grid)).likely
    parts = {name: kilograms(kg, voice) for name, kg in found.parts.items()}
    low, likely, high = (
        kilograms(kg, voice) for kg in (found.kg.low, found.kg.likely, found.kg.high)
    )
    energy = tracer.workings.figures.energy.get((option, capability))
    facts = [] if energy is None else [
        tracer.sourced(
            say("Strom je Million geschriebener Textbausteine",
                "Electricity per million tokens written"),
            f"{tracer.exact(round(energy.kwh, 3))} kWh", energy.source, energy.dated)
    ]  # fmt: skip
    own = () if energy is not None else ("pue", "idle_power_share", "lifetime_months")
    kwh = numbers.number(found.kwh.likely, voice.language, 0 if found.kwh.likely >= 100 else 1)
    return Trace(
        code,
        say(f"CO₂e im Monat für {voice.quoted(option)}", f"CO₂e a month of {voice.quoted(option)}"),
        f"{likely} kg",
        say("Strom × CO₂e je kWh + Herstellung der Technik.",
            "Electricity × CO₂e per kWh + making the hardware."),
        (
            Step(say("Strom", "Electricity"), f"{kwh} kWh"),
            Step(say("Strom × CO₂e je kWh", "Electricity × CO₂e per kWh"),
                 f"{kilograms(power, voice)} kg"),
            *(Step(say(*PARTS[name]), f"{kg} kg") for name, kg in parts.items()),
            Step(say("niedrig", "low"), low),
            Step(say("wahrscheinlich", "likely"), likely),
            Step(say("hoch", "high"), high),
        ),
        (*facts, *tracer.figures((grid, *own))),
    )  # fmt: skip
