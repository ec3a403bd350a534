"""Cost of ownership in words: totals, the minutes saved, shares of a split, what waits.

Break-evens, load, footprint and the age of prices are rooms of their own, reached from here.
A function returns "" or () where there is nothing to say.
"""

from assessments.engine.cost_result import PARTS, CostStudy, View
from assessments.engine.result import Range

from .. import numbers
from ..voice import Voice
from .break_even import volume_crossing, volume_crossings, volume_title
from .footprint import footprint_title, kilograms
from .load import growth, idle, usage
from .payback import time_crossing, time_crossings, time_title
from .prices import old_price
from .ranges import level_with
from .ways import allowed, over_years, total_range

VIEWS: tuple[View, ...] = ("low", "likely", "high")

__all__ = [
    "benefit",
    "cheapest",
    "footprint_title",
    "growth",
    "idle",
    "kilograms",
    "largest_part",
    "level",
    "old_price",
    "recommended",
    "split",
    "time_crossing",
    "time_crossings",
    "time_title",
    "total_range",
    "totals",
    "totals_title",
    "usage",
    "volume_crossing",
    "volume_crossings",
    "volume_title",
]


def cheapest(study: CostStudy, view: View = "likely") -> str | None:
    """Return the allowed way with the smallest total; None if none is allowed."""
    return min(allowed(study), key=lambda code: study.options[code].views[view].total, default=None)


def level(study: CostStudy) -> tuple[str, ...]:
    """Return the allowed ways that cannot be told from the cheapest one, itself first.

    Two ways are level if the likely total of each lies within the other's range.
    """
    best = cheapest(study)
    if best is None:
        return ()
    totals = {code: total_range(study, code) for code in allowed(study)}
    return (best, *level_with(totals, best))


def totals_title(study: CostStudy, voice: Voice, view: View = "likely") -> str:
    """Return the finding of the totals, without full stop."""
    best = cheapest(study, view)
    span = over_years(study.horizon, voice)
    if best is None:
        return voice.say("Kein Weg ist erlaubt", "No way is allowed")
    amount = voice.euro(study.options[best].views[view].total)
    same = level(study) if view == "likely" else (best,)
    if len(same) > 1:
        if len(same) == len(allowed(study)):
            return voice.say(
                f"Über {span} sind die erlaubten Wege etwa gleich teuer",
                f"Over {span} the allowed ways cost about the same",
            )
        return voice.say(
            f"Über {span} liegen {voice.quoted_list(same)} gleichauf: rund {amount}",
            f"Over {span} {voice.quoted_list(same)} are level: about {amount}",
        )
    if len(allowed(study)) == 1:
        return voice.say(
            f"Der einzige erlaubte Weg kostet über {span} rund {amount}",
            f"The only way allowed costs about {amount} over {span}",
        )
    said = voice.say(
        f"Am günstigsten über {span}: {voice.quoted(best)} mit rund {amount}",
        f"Cheapest over {span}: {voice.quoted(best)} at about {amount}",
    )
    return f"{_case(view, voice)}{said}"


def _case(view: View, voice: Voice) -> str:
    return {
        "low": voice.say("Wenn es günstig kommt: ", "If things go well: "),
        "likely": "",
        "high": voice.say("Wenn es teuer kommt: ", "If things get dear: "),
    }[view]


def totals(study: CostStudy, voice: Voice) -> str:
    """Return the cheapest way's total with its range, the next one, a cheaper excluded one."""
    best = cheapest(study)
    if best is None:
        return voice.say(
            "Regeln oder Verträge schließen alle Wege aus.",
            "Rules or contracts exclude all ways.",
        )
    found = total_range(study, best)
    likely, name = voice.euro(found.likely), voice.quoted(best)
    span = numbers.euro_range(found.low, found.high, voice.language)
    years = over_years(study.horizon, voice)
    said = [
        voice.say(
            f"{name} kostet über {years} wahrscheinlich rund {likely}.",
            f"{name} probably costs about {likely} over {years}.",
        )
    ]
    if " " in span:
        said.append(voice.say(f"Möglich sind {span}.", f"Possible are {span}."))
    said += [_next(study, best, voice), _out_but_cheaper(study, found.likely, voice)]
    return " ".join(sentence for sentence in said if sentence)


def _next(study: CostStudy, best: str, voice: Voice) -> str:
    same = level(study)[1:]
    if same:
        return voice.say(
            f"Der Abstand zu {voice.quoted_list(same)} ist kleiner als die Unsicherheit.",
            f"The distance to {voice.quoted_list(same)} is smaller than the uncertainty.",
        )
    others = [code for code in allowed(study) if code != best]
    if not others:
        return ""
    other = min(others, key=lambda code: total_range(study, code).likely)
    more = voice.euro(total_range(study, other).likely - total_range(study, best).likely)
    return voice.say(
        f"Danach folgt {voice.quoted(other)} mit rund {more} mehr.",
        f"Next comes {voice.quoted(other)} with about {more} more.",
    )


def _out_but_cheaper(study: CostStudy, likely: float, voice: Voice) -> str:
    out = [c for c in study.options if c in study.excluded]
    out = [code for code in out if total_range(study, code).likely < likely]
    if not out:
        return ""
    names = voice.quoted_list(out)
    if len(out) == 1:
        return voice.say(
            f"{names} wäre günstiger, ist aber ausgeschlossen.",
            f"{names} would be cheaper but is excluded.",
        )
    return voice.say(
        f"{names} wären günstiger, sind aber ausgeschlossen.",
        f"{names} would be cheaper but are excluded.",
    )


def largest_part(study: CostStudy, option: str, voice: Voice) -> str:
    """Return which part of a way's total is the largest, without full stop."""
    course = study.options[option].views["likely"]
    sums = {part: sum(course.months[part]) for part in PARTS}
    part = max(PARTS, key=lambda name: sums[name])
    if course.total <= 0 or sums[part] <= 0:
        return voice.say("Kosten je Jahr", "Costs by year")
    named = {
        "one_off": voice.say("die Einführung", "introduction"),
        "usage": voice.say("der Verbrauch", "usage"),
        "hardware": voice.say("die Technik", "hardware"),
        "power": voice.say("der Strom", "power"),
        "maintenance": voice.say("die Wartung", "maintenance"),
        "care": voice.say("die Betreuung", "care"),
    }
    share, name = voice.percent(sums[part] / course.total), voice.quoted(option)
    return voice.say(
        f"Den größten Teil macht bei {name} {named[part]} aus: {share}",
        f"With {name} the largest part is {named[part]}: {share}",
    )


def benefit(study: CostStudy, voice: Voice, option: str | None = None) -> str:
    """Return the minutes saved in EUR a month beside an option's cost, else the cheapest's."""
    code = option or cheapest(study)
    if study.benefit is None or code is None or not study.horizon:
        return ""
    gain, total = study.benefit, total_range(study, code)
    cost = Range(*(v / study.horizon for v in (total.low, total.likely, total.high)))
    span = numbers.euro_range(gain.low, gain.high, voice.language)
    worth = voice.say(
        f"Die gesparte Zeit ist rund {voice.euro(gain.likely)} im Monat wert",
        f"The time saved is worth about {voice.euro(gain.likely)} a month",
    )
    worth += voice.say(f", möglich sind {span}.", f", possible are {span}.") if " " in span else "."
    spent = voice.say(
        f"{voice.quoted(code)} kostet im Schnitt rund {voice.euro(cost.likely)} im Monat.",
        f"{voice.quoted(code)} costs about {voice.euro(cost.likely)} a month on average.",
    )
    return f"{worth} {spent} {_verdict(gain, cost, voice)}"


def _verdict(gain: Range, cost: Range, voice: Voice) -> str:
    if gain.low > cost.high:
        return voice.say(
            "Der Nutzen ist auch im ungünstigen Fall größer als die Kosten.",
            "The benefit exceeds the cost even in the unfavourable case.",
        )
    if gain.high < cost.low:
        return voice.say(
            "Die gesparte Zeit allein deckt die Kosten auch im günstigen Fall nicht.",
            "The time saved alone does not cover the cost even in the favourable case.",
        )
    if gain.likely > cost.likely:
        return voice.say(
            "Wahrscheinlich überwiegt der Nutzen, sicher ist es nicht.",
            "The benefit probably prevails, but it is not certain.",
        )
    return voice.say(
        "Wahrscheinlich deckt die gesparte Zeit allein die Kosten nicht.",
        "The time saved alone probably does not cover the cost.",
    )


def page_title(study: CostStudy, voice: Voice, view: View = "likely") -> str:
    """Return the finding of all costs: the recommended ways together, else the totals."""
    if len(study.split) < 2:
        return totals_title(study, voice, view)
    amount = voice.euro(sum(s.costs.views[view].total for s in study.split) + study.gateway)
    span = over_years(study.horizon, voice)
    said = voice.say(
        f"Die empfohlenen Wege kosten zusammen über {span} rund {amount}",
        f"The recommended ways together cost about {amount} over {span}",
    )
    return f"{_case(view, voice)}{said}"


def recommended(study: CostStudy, voice: Voice) -> str:
    """Return what the recommended ways cost together over the years, with the range."""
    if study.split:
        low, likely, high = (
            sum(lane.costs.views[view].total for lane in study.split) + study.gateway
            for view in VIEWS
        )
    elif (best := cheapest(study)) is not None:
        found = total_range(study, best)
        low, likely, high = found.low, found.likely, found.high
    else:
        return ""
    years, amount = over_years(study.horizon, voice), voice.euro(likely)
    said = voice.say(f"rund {amount} über {years}", f"about {amount} over {years}")
    span = numbers.euro_range(low, high, voice.language)
    if " " not in span:
        return f"{said}."
    return voice.say(f"{said}, möglich sind {span}.", f"{said}, possible are {span}.")


def split(study: CostStudy, voice: Voice) -> tuple[str, ...]:
    """Return what each lane of the hybrid split carries and costs, then the whole."""
    if len(study.split) < 2:
        return ()
    years = over_years(study.horizon, voice)
    said = []
    for lane in study.split:
        cases = voice.counted(
            len(lane.use_cases), ("Anwendungsfall", "Anwendungsfälle"), ("use case", "use cases")
        )
        share, amount = voice.percent(lane.share), voice.euro(lane.costs.views["likely"].total)
        said.append(
            voice.say(
                f"{voice.quoted(lane.option)}: {share} der Menge, {cases}, "
                f"rund {amount} über {years}.",
                f"{voice.quoted(lane.option)}: {share} of the volume, {cases}, "
                f"about {amount} over {years}.",
            )
        )
    return (*said, *_whole_split(study, voice))


def _whole_split(study: CostStudy, voice: Voice) -> tuple[str, ...]:
    lanes = sum(lane.costs.views["likely"].total for lane in study.split)
    whole = voice.euro(lanes + study.gateway)
    both = voice.say(f"Zusammen kostet das rund {whole}", f"Together this costs about {whole}")
    if study.gateway <= 0:
        return (f"{both}.",)
    extra = voice.euro(study.gateway)
    return (
        both
        + voice.say(
            f", davon rund {extra} für die Pflege mehrerer Wege.",
            f", of which about {extra} for looking after several ways.",
        ),
    )
