"""How the costs over years came about: parts by year, totals, break-evens."""

from collections.abc import Iterator

from assessments.engine.cost_result import PARTS, CostStudy, Course

from .. import codes, numbers
from ..charts.cost_tables import per_request
from ..figures.years import names_of_parts
from ..sentences import break_even, ownership
from ..sentences.break_even import Meeting, tokens_today
from ..sentences.payback import paid_so_far
from ..traced import Step, Trace
from .months import footprint_trace
from .tracer import Tracer

# Which assumptions move a part; {} takes the option.
BEHIND = {
    "one_off": ("integration_eur_{}",),
    "usage": ("growth_per_year", "price_decline_per_year"),
    "hardware": ("growth_per_year", "hardware_price_factor", "lifetime_months", "rented_hours"),
    "power": ("electricity_eur_per_kwh", "pue", "idle_power_share"),
    "maintenance": ("maintenance_share_per_year",),
    "care": ("care_fte_{}", "fte_eur_per_year"),
}
FORMULA = {
    "one_off": (
        "Einmal im ersten Monat: Anbindung und Einführung.",
        "Once in the first month: integration and introduction.",
    ),
    "usage": (
        "Textbausteine × Preis, Monat für Monat. Die Menge wächst, der Preis sinkt.",
        "Tokens × price, month by month. Volume grows, the price falls.",
    ),
    "hardware": (
        "Zahl der Ausstattungen × Preis. Neue kommen dazu, wenn die Spitze es verlangt.",
        "Number of sets × price. More are added where the peak requires it.",
    ),
    "power": (
        "Leistung × Stunden × Strompreis, Kühlung eingeschlossen.",
        "Power × hours × price of electricity, cooling included.",
    ),
    "maintenance": (
        "Kaufpreis × Anteil für Wartung im Jahr.",
        "Purchase price × share for maintenance a year.",
    ),
    "care": (
        "Anteil einer Stelle × Jahreskosten ÷ 12, Monat für Monat.",
        "Share of a post × yearly cost ÷ 12, month by month.",
    ),
}


def all_years(tracer: Tracer) -> Iterator[Trace]:
    """Yield everything the chapter on costs prints."""
    study = tracer.material.study
    if not study.options or not study.horizon:
        return
    for option in study.options:
        yield from _option(tracer, study, option)
        found = tracer.workings.footprint(None, option)
        code = codes.co2e(codes.EVERYWHERE, option)
        capability = study.options[option].capability
        yield footprint_trace(tracer, code, option, found, capability)
    yield from _crossings(tracer, study)
    yield from _today(tracer, study)


def _option(tracer: Tracer, study: CostStudy, option: str) -> Iterator[Trace]:
    course = study.options[option].views["likely"]
    names = names_of_parts(tracer.voice)
    for part in PARTS:
        yield _part(tracer, study, option, part, names[part])
    yield _total(tracer, study, option, course)
    yield _present(tracer, study, option, course)
    yield _request(tracer, study, option, course)
    yield _paid(tracer, study, option, course)


def _part(tracer: Tracer, study: CostStudy, option: str, part: str, name: str) -> Trace:
    voice, say, found = tracer.voice, tracer.say, study.options[option]
    years = found.views["likely"].years(part)  # type: ignore[arg-type]
    steps = [
        Step(say(f"{year}. Jahr", f"Year {year}"), voice.euro(paid))
        for year, paid in enumerate(years, start=1)
    ]
    facts = tracer.figures(code.format(option) for code in BEHIND[part])
    if part in ("usage", "hardware"):
        facts = (*tracer.price(option, found.capability), *facts)
    paid = any(years)
    return Trace(
        codes.part(part, option),
        f"{name}: {voice.short(option)}",
        voice.euro(sum(years)),
        say(*FORMULA[part]) if paid else say(
            "Dieser Posten fällt hier nicht an.", "This item does not arise here."),
        (*steps, tracer.result(voice.euro(sum(years)))),
        facts if paid else (),
    )  # fmt: skip


def _total(tracer: Tracer, study: CostStudy, option: str, course: Course) -> Trace:
    voice, say = tracer.voice, tracer.say
    names, span = names_of_parts(voice), ownership.total_range(study, option)
    steps = [
        Step(names[part], voice.euro(sum(course.months[part])), "", codes.part(part, option))
        for part in PARTS
        if any(course.months[part])
    ]
    return Trace(
        codes.total(option, study.horizon),
        say(f"Gesamtkosten von {voice.quoted(option)}", f"Total cost of {voice.quoted(option)}"),
        voice.euro(course.total),
        say(
            f"Summe aller Posten über {study.horizon} Monate, ohne Umsatzsteuer.",
            f"Sum of all items over {study.horizon} months, without VAT.",
        ),
        (
            *steps,
            Step(say("Summe", "Total"), voice.euro(course.total)),
            Step(say("Spanne", "Range"),
                 numbers.euro_range(span.low, span.high, voice.language),
                 say("in 80 von 100 Rechenläufen dazwischen", "in 80 of 100 runs in between")),
        ),
    )  # fmt: skip


def _present(tracer: Tracer, study: CostStudy, option: str, course: Course) -> Trace:
    voice, say = tracer.voice, tracer.say
    return Trace(
        codes.present(option),
        say(f"Heutiger Wert: {voice.short(option)}", f"Present value: {voice.short(option)}"),
        voice.euro(course.present_value),
        say(
            "Jede Zahlung wird mit dem Zins auf heute zurückgerechnet.",
            "Every payment is discounted to today at the rate of interest.",
        ),
        (
            Step(say("Summe ohne Zins", "Total without interest"), voice.euro(course.total), "",
                 codes.total(option, study.horizon)),
            tracer.result(voice.euro(course.present_value)),
        ),
        tracer.figures(("discount_rate",)),
    )  # fmt: skip


def _request(tracer: Tracer, study: CostStudy, option: str, course: Course) -> Trace:
    voice, say, each = tracer.voice, tracer.say, course.per_request
    count = "–" if not each else tracer.kept(course.total / each)
    return Trace(
        codes.request(option),
        say(f"Kosten je Anfrage: {voice.short(option)}",
            f"Cost per request: {voice.short(option)}"),
        per_request(each, voice),
        say("Gesamtkosten ÷ alle Anfragen der Zeit.", "Total cost ÷ all requests of the time."),
        (
            Step(say("Gesamtkosten", "Total cost"), voice.euro(course.total), "",
                 codes.total(option, study.horizon)),
            Step(say("Anfragen", "Requests"), count),
            tracer.result(per_request(each, voice)),
        ),
        tracer.figures(("growth_per_year",)),
    )  # fmt: skip


def _paid(tracer: Tracer, study: CostStudy, option: str, course: Course) -> Trace:
    voice, say, sums = tracer.voice, tracer.say, paid_so_far(course)
    ends = [*range(12, study.horizon, 12), study.horizon]
    return Trace(
        codes.paid(option),
        say(f"Bisher gezahlt: {voice.short(option)}", f"Paid so far: {voice.short(option)}"),
        voice.euro(course.total),
        say("Alle Posten, Monat für Monat zusammengezählt.", "All items, added month by month."),
        (
            *(Step(say(f"Nach Monat {month}", f"After month {month}"), voice.euro(sums[month - 1]))
              for month in ends),
            Step(say("Gesamtkosten", "Total cost"), voice.euro(course.total), "",
                 codes.total(option, study.horizon)),
        ),
    )  # fmt: skip


def _crossings(tracer: Tracer, study: CostStudy) -> Iterator[Trace]:
    """Yield where two ways cost the same; several of one pair in one trace."""
    pairs: dict[str, list[Meeting]] = {}
    for meeting in break_even.meetings(study):
        pairs.setdefault(codes.crossing(*_pair(meeting)), []).append(meeting)
    voice, say = tracer.voice, tracer.say
    for code, found in pairs.items():
        crossings = [crossing for meeting in found for crossing in meeting.crossings]
        pair = voice.quoted_list([found[0].first.cheaper_below, found[0].first.cheaper_above])
        ends = [c.eur_per_month for c in (found[0].first, found[0].last)]
        span = numbers.euro_range(min(ends), max(ends), voice.language)
        shown = crossings if len(crossings) <= 6 else [crossings[0], crossings[-1]]
        steps = [
            Step(
                say(f"bei {numbers.large(c.tokens, voice.language)} Textbausteinen",
                    f"at {numbers.large(c.tokens, voice.language)} tokens"),
                voice.euro(c.eur_per_month),
                say("eine weitere Ausstattung wird nötig", "one more set becomes necessary")
                if c.at_step else "",
            )
            for c in shown
        ]  # fmt: skip
        yield Trace(
            code,
            say(f"Wo {pair} gleich viel kosten", f"Where {pair} cost the same"),
            span,
            say(
                "Gesucht wird die Menge im Monat, bei der beide Wege gleich viel kosten.",
                "What is sought is the monthly volume at which both ways cost the same.",
            ),
            (*steps, tracer.result(span)),
        )


def _pair(meeting: Meeting) -> tuple[str, str]:
    return meeting.first.cheaper_below, meeting.first.cheaper_above


def _today(tracer: Tracer, study: CostStudy) -> Iterator[Trace]:
    """Yield the cost of a month at today's volume."""
    voice, say, today = tracer.voice, tracer.say, tokens_today(study)
    for curve in study.curves:
        eur = break_even.cost_at(curve, today)
        value = "–" if eur is None else voice.euro(eur)
        yield Trace(
            codes.month(curve.option),
            say(f"Kosten im Monat: {voice.short(curve.option)}",
                f"Costs a month: {voice.short(curve.option)}"),
            value,
            say("Die Kosten eines Monats bei heutiger Menge.",
                "A month's costs at today's volume."),
            (
                Step(say("Textbausteine im Monat", "Tokens a month"),
                     numbers.large(today, voice.language)),
                tracer.result(value),
            ),
        )  # fmt: skip
