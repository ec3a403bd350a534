"""The tables beside the charts of the cost of ownership."""

from collections.abc import Mapping

from assessments.engine.cost_result import CostStudy, Part, View
from assessments.engine.result import Range

from .. import codes, numbers
from ..blocks import Table
from ..figures.years import names_of_parts, shown_parts
from ..sentences import break_even, ownership
from ..sentences.break_even import Meeting, tokens_today
from ..sentences.payback import paid_so_far
from ..sentences.ways import over_years
from ..voice import Voice


def order(study: CostStudy, view: View = "likely") -> tuple[str, ...]:
    """Return the ways by their total, the cheapest first, the excluded ones last."""
    return tuple(
        sorted(
            study.options,
            key=lambda code: (code in study.excluded, study.options[code].views[view].total),
        )
    )


def full_name(study: CostStudy, code: str, voice: Voice) -> str:
    """Return the long name of a way, an excluded one said to be so."""
    out = voice.say(" (ausgeschlossen)", " (excluded)") if code in study.excluded else ""
    return voice.option(code) + out


def totals_table(study: CostStudy, voice: Voice, view: View = "likely") -> Table:
    """Return the parts and totals of every way over the horizon, in EUR."""
    ways, parts, names = order(study, view), shown_parts(study, view), names_of_parts(voice)
    courses = {code: study.options[code].views[view] for code in ways}
    rows = tuple(
        (names[part], *(voice.euro(sum(courses[code].months[part])) for code in ways))
        for part in parts
    )
    worth = voice.say("Heutiger Wert", "Present value")
    each = voice.say("Je Anfrage", "Per request")
    spans = [ownership.total_range(study, code) for code in ways]
    more = (
        (voice.say("Summe", "Total"), *(voice.euro(courses[code].total) for code in ways)),
        (
            voice.say("Spanne", "Range"),
            *(numbers.euro_range(span.low, span.high, voice.language) for span in spans),
        ),
        (worth, *(voice.euro(courses[code].present_value) for code in ways)),
        (each, *(per_request(courses[code].per_request, voice) for code in ways)),
    )
    years = over_years(study.horizon, voice)
    return Table(
        caption=voice.say(
            f"Kosten über {years} in Euro ohne Umsatzsteuer",
            f"Costs over {years} in euros without VAT",
        ),
        head=(voice.say("Posten", "Item"), *(_short(study, code, voice) for code in ways)),
        rows=(*rows, *more),
        numeric=tuple(range(1, len(ways) + 1)),
        widths=(4, *(3,) * len(ways)),
        traces=_totals_traces(study, ways, parts) if view == "likely" else (),
    )


def _totals_traces(
    study: CostStudy, ways: tuple[str, ...], parts: tuple[Part, ...]
) -> tuple[tuple[str, ...], ...]:
    """Return the ways of calculation of all use cases together, in the rows' order."""
    total = ("", *(codes.total(way, study.horizon) for way in ways))
    return (
        *(("", *(codes.part(part, way) for way in ways)) for part in parts),
        total,
        total,
        ("", *map(codes.present, ways)),
        ("", *map(codes.request, ways)),
    )


def _short(study: CostStudy, code: str, voice: Voice) -> str:
    out = voice.say(" (ausgeschlossen)", " (excluded)") if code in study.excluded else ""
    return voice.short(code) + out


def per_request(amount: float | None, voice: Voice) -> str:
    """Write the cost of one request with as many decimals as it needs."""
    if amount is None:
        return "–"
    if amount >= 100:
        return voice.euro(amount)
    places = next((p for p in (2, 3, 4) if round(amount, p) >= 10.0**-p * 10), 4)
    if 0 < amount < 0.0001:
        return voice.say("unter ", "below ") + numbers.euro(0.0001, voice.language, 4)
    return numbers.euro(amount, voice.language, places)


def volume_table(study: CostStudy, voice: Voice) -> Table:
    """Return every crossing, many of one pair in one row; else what each way costs today."""
    found = break_even.meetings(study)
    if not found:
        return _today_table(study, voice)
    rows, found_traces = [], []
    for meeting in found:
        shown = _meeting_rows(study, meeting, voice)
        rows += shown
        pair = meeting.first.cheaper_below, meeting.first.cheaper_above
        found_traces += [codes.crossing(*pair)] * len(shown)
    return Table(
        caption=voice.say("Wo zwei Wege gleich viel kosten", "Where two ways cost the same"),
        head=(
            voice.say("Textbausteine im Monat", "Tokens a month"),
            voice.say("Darunter günstiger", "Cheaper below"),
            voice.say("Darüber günstiger", "Cheaper above"),
            voice.say("Euro im Monat", "Euros a month"),
        ),
        rows=tuple(rows),
        numeric=(3,),
        widths=(4, 4, 4, 3),
        traces=tuple(("", "", "", trace) for trace in found_traces),
    )


def _meeting_rows(study: CostStudy, meeting: Meeting, voice: Voice) -> list[tuple[str, ...]]:
    """Return one row for each crossing; one for all where a pair changes often."""
    ends = [numbers.large(c.tokens, voice.language) for c in (meeting.first, meeting.last)]
    if meeting.in_turns:
        times = voice.say(f" ({len(meeting.crossings)}-mal im Wechsel)",
                          f" (in turns, {len(meeting.crossings)} times)")  # fmt: skip
        euros = [c.eur_per_month for c in (meeting.first, meeting.last)]
        below, above = meeting.first.cheaper_below, meeting.last.cheaper_above
        then = _short(study, above, voice)
        if below == above:
            other = _short(study, meeting.first.cheaper_above, voice)
            then = voice.say(f"{then}, zwischendurch {other}", f"{then}, at times {other}")
        return [
            (
                f"{ends[0]} {voice.say('bis', 'to')} {ends[1]}{times}",
                _short(study, below, voice),
                then,
                numbers.euro_range(min(euros), max(euros), voice.language),
            )
        ]
    return [
        (
            numbers.large(c.tokens, voice.language),
            _short(study, c.cheaper_below, voice),
            _short(study, c.cheaper_above, voice),
            voice.euro(c.eur_per_month),
        )
        for c in meeting.crossings
    ]


def _today_table(study: CostStudy, voice: Voice) -> Table:
    today = tokens_today(study)
    costs = [(curve.option, break_even.cost_at(curve, today)) for curve in study.curves]
    return Table(
        caption=voice.say("Kosten im Monat bei heutiger Menge", "Costs a month at today's volume"),
        head=(voice.say("Weg", "Way"), voice.say("Euro im Monat", "Euros a month")),
        rows=tuple(
            (full_name(study, code, voice), "–" if eur is None else voice.euro(eur))
            for code, eur in costs
        ),
        numeric=(1,),
        widths=(1, 0),
        traces=tuple(("", codes.month(code)) for code, _ in costs),
    )


def time_table(study: CostStudy, view: View, voice: Voice) -> Table:
    """Return what every way has cost after each year, in EUR."""
    ends = list(range(12, study.horizon + 1, 12))
    ends = ends if study.horizon % 12 == 0 else [*ends, study.horizon]
    ways = order(study, view)
    paid = {code: paid_so_far(study.options[code].views[view]) for code in ways}
    return Table(
        caption=voice.say("Bisher gezahlt, in Euro", "Paid so far, in euros"),
        head=(
            voice.say("Weg", "Way"),
            *(voice.say(f"Nach Monat {month}", f"After month {month}") for month in ends),
        ),
        rows=tuple(
            (full_name(study, code, voice), *(voice.euro(paid[code][month - 1]) for month in ends))
            for code in ways
        ),
        numeric=tuple(range(1, len(ends) + 1)),
        widths=(1, *(0,) * len(ends)),
        traces=tuple(("", *(codes.paid(way),) * len(ends)) for way in ways)
        if view == "likely"
        else (),
    )


def footprint_table(
    kg_per_month: Mapping[str, Range], voice: Voice, use_case: str | None = None
) -> Table:
    """Return the kg CO2e a month of every way with its range.

    use_case: whose it is, codes.EVERYWHERE for all together, None = not traced.
    """
    return Table(
        caption=voice.say("Kilogramm CO₂e im Monat", "Kilograms of CO₂e a month"),
        head=(
            voice.say("Weg", "Way"),
            voice.say("niedrig", "low"),
            voice.say("wahrscheinlich", "likely"),
            voice.say("hoch", "high"),
        ),
        rows=tuple(
            (
                voice.option(code),
                *(ownership.kilograms(end, voice) for end in (kg.low, kg.likely, kg.high)),
            )
            for code, kg in kg_per_month.items()
        ),
        numeric=(1, 2, 3),
        widths=(1, 0, 0, 0),
        traces=()
        if use_case is None
        else tuple(("", *(codes.co2e(use_case, code),) * 3) for code in kg_per_month),
    )
