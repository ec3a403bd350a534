"""Cost of ownership and footprint, ready for the page.

Every function returns None where there is nothing to draw. `first` is the way to set apart
(else the cheapest one allowed); no way has a colour of its own. `key` tells several charts of
one kind on a page apart; else the ids of the use cases do.
"""

from collections.abc import Mapping
from datetime import date

from assessments.engine.cost_result import CostStudy, View
from assessments.engine.result import Range

from .. import codes, numbers, template
from ..blocks import Chart, Mark
from ..figures.cumulative import over_time as time_figure
from ..figures.emissions import emissions
from ..figures.lines import Cast
from ..figures.volume import over_volume as volume_figure
from ..figures.volume import window
from ..figures.years import PART_COLOURS, names_of_parts, shown_parts
from ..figures.years import yearly as years_figure
from ..sentences import break_even, ownership
from ..sentences.break_even import tokens_today
from ..sentences.ranges import level_with
from ..sentences.ways import over_years
from ..voice import Voice
from .captions import chart_name, source_line
from .cost_tables import footprint_table, full_name, order, time_table, totals_table, volume_table


def _key(study: CostStudy, key: str) -> str:
    return key or ".".join(study.use_cases)


def _sentence(parts: tuple[str, ...]) -> str:
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def yearly(
    study: CostStudy, voice: Voice, dated: date, *, view: View = "likely", key: str = ""
) -> Chart | None:
    """Return what every way costs in each year, stacked by part, in EUR without VAT."""
    if not study.options or not study.horizon:
        return None
    codes, names = order(study, view), names_of_parts(voice)
    title = ownership.totals_title(study, voice, view)
    totals = [
        f"{full_name(study, code, voice)} {voice.euro(study.options[code].views[view].total)}"
        for code in codes
    ]
    years = over_years(study.horizon, voice)
    said = voice.say(f"Summe über {years}: ", f"Total over {years}: ") + voice.listed(totals)
    return Chart(
        name=chart_name("yearly", _key(study, key)),
        figure=years_figure(study, codes, view, voice),
        title=title,
        subtitle=_of_view(view, voice),
        caption=source_line(voice, dated),
        alt=_sentence((title, said)),
        table=totals_table(study, voice, view),
        legend=tuple(Mark(names[part], PART_COLOURS[part]) for part in shown_parts(study, view)),
    )


def _of_view(view: View, voice: Voice) -> str:
    return {
        "low": voice.say(
            "Euro im Jahr ohne Umsatzsteuer, wenn es günstig kommt.",
            "Euros a year without VAT, if things go well.",
        ),
        "likely": voice.say(
            "Euro im Jahr ohne Umsatzsteuer, wahrscheinlicher Verlauf.",
            "Euros a year without VAT, likely course.",
        ),
        "high": voice.say(
            "Euro im Jahr ohne Umsatzsteuer, wenn es teuer kommt.",
            "Euros a year without VAT, if things get dear.",
        ),
    }[view]


def over_volume(
    study: CostStudy, voice: Voice, dated: date, *, first: str | None = None, key: str = ""
) -> Chart | None:
    """Return the cost a month of every way over the tokens a month, with all crossings."""
    seen = window(study)
    if seen is None:
        return None
    first = first or break_even.cheapest_today(study)
    takeovers = break_even.takeovers(study)
    cast = Cast(first, frozenset(c.cheaper_above for c in takeovers) - {first or ""})
    title = break_even.volume_title(study, voice)
    said = " ".join(break_even.volume_crossing(study, crossing, voice) for crossing in takeovers)
    scale = voice.say(
        "Euro im Monat je nach Menge, wahrscheinliche Werte",
        "Euros a month by volume, likely values",
    )
    tens = {
        (False, False): "",
        (True, False): voice.say(
            "; die Menge wächst in Zehnerschritten", "; volume grows in powers of ten"
        ),
        (True, True): voice.say(
            "; beide Achsen wachsen in Zehnerschritten", "; both axes grow in powers of ten"
        ),
    }[seen.log_x, seen.log_y]
    return Chart(
        name=chart_name("over-volume", _key(study, key)),
        figure=volume_figure(study, seen, cast, voice),
        title=title,
        subtitle=f"{scale}{tens}.",
        caption=source_line(voice, dated),
        alt=_sentence((title, said)),
        table=volume_table(study, voice),
        legend=_volume_legend(study, bool(takeovers), voice),
    )


def _volume_legend(study: CostStudy, taken_over: bool, voice: Voice) -> tuple[Mark, ...]:
    peak, found = study.peak, []
    if tokens_today(study) > 0:
        today = numbers.large(tokens_today(study), voice.language)
        ends = (
            peak.tokens_in.low + peak.tokens_out.low,
            peak.tokens_in.high + peak.tokens_out.high,
        )
        span = voice.say(" bis ", " to ").join(numbers.large(end, voice.language) for end in ends)
        found.append(Mark(voice.say("heute", "today"), template.FIRST, today, "line"))
        if ends[1] > ends[0]:
            found.append(Mark(voice.say("Spanne der Menge", "Range of volume"),
                              template.TINT, span))  # fmt: skip
    if study.volume_crossings:
        same = voice.say("zwei Wege kosten gleich viel", "two ways cost the same")
        if taken_over:
            found.append(Mark(voice.say("der günstigste Weg wechselt", "the cheapest way changes"),
                              template.ACCENT, shape="dash"))  # fmt: skip
        found.append(Mark(same, template.FIELD, shape="dash"))
    return tuple(found)


def over_time(
    study: CostStudy,
    voice: Voice,
    dated: date,
    *,
    view: View = "likely",
    first: str | None = None,
    key: str = "",
) -> Chart | None:
    """Return the sum paid so far by month, with the months in which the order changes."""
    if not study.options or not study.horizon:
        return None
    first = first or ownership.cheapest(study, view)
    title = ownership.time_title(study, voice, view)
    said = ""
    if view == "likely":
        said = " ".join(ownership.time_crossings(study, voice))
    marked = view == "likely" and study.time_crossings
    mark = Mark(
        voice.say("zwei Wege kosten gleich viel", "two ways cost the same"),
        template.FIELD,
        shape="dash",
    )
    return Chart(
        name=chart_name("over-time", _key(study, key)),
        figure=time_figure(study, Cast(first, frozenset()), view, voice),
        title=title,
        subtitle=voice.say(
            "Bisher gezahlt, Euro ohne Umsatzsteuer.", "Paid so far, euros without VAT."
        ),
        caption=source_line(voice, dated),
        alt=_sentence((title, said)),
        table=time_table(study, view, voice),
        legend=(mark,) if marked else (),
    )


def footprint(
    kg_per_month: Mapping[str, Range],
    voice: Voice,
    dated: date,
    *,
    first: str | None = None,
    key: str = "",
) -> Chart | None:
    """Return the kg CO2e a month of every way with its range. kg_per_month: by option."""
    if not kg_per_month:
        return None
    ways = dict(sorted(kg_per_month.items(), key=lambda pair: pair[1].likely))
    title = ownership.footprint_title(ways, voice)
    named = [f"{voice.option(code)} {ownership.kilograms(r.likely, voice)} kg"
             for code, r in ways.items()]  # fmt: skip
    return Chart(
        name=chart_name("footprint", key),
        figure=emissions(ways, first or _smallest(ways), voice),
        title=title,
        subtitle=voice.say(
            "Kilogramm CO₂e im Monat: Balken = wahrscheinlich, Linie = Spanne.",
            "Kilograms of CO₂e a month: bar = likely, line = range.",
        ),
        caption=source_line(voice, dated),
        alt=_sentence((title, voice.listed(named))),
        table=footprint_table(ways, voice, codes.EVERYWHERE if key == "all" else None),
    )


def _smallest(ways: Mapping[str, Range]) -> str | None:
    """Return the way with the smallest footprint, None if another is level with it."""
    best = next(iter(ways))
    return None if level_with(ways, best) else best
