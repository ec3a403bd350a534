"""The ways of a cost study: which are allowed, what they are called, how long is counted."""

from assessments.engine.cost_result import CostStudy
from assessments.engine.result import Range

from ..voice import Voice

YEARS = {  # in the case after "über" and after "in", English for both
    1: ("ein Jahr", "einem Jahr", "one year"),
    2: ("zwei Jahre", "zwei Jahren", "two years"),
    3: ("drei Jahre", "drei Jahren", "three years"),
    4: ("vier Jahre", "vier Jahren", "four years"),
    5: ("fünf Jahre", "fünf Jahren", "five years"),
}


def over_years(months: int, voice: Voice) -> str:
    """Return "drei Jahre" as it stands after "über"; "18 Monate" where it is no whole year."""
    if months % 12 == 0 and months // 12 in YEARS:
        accusative, _, english = YEARS[months // 12]
        return voice.say(accusative, english)
    return voice.counted(months, ("Monat", "Monate"), ("month", "months"))


def in_years(months: int, voice: Voice) -> str:
    """Return "drei Jahren" as it stands after "in"."""
    if months % 12 == 0 and months // 12 in YEARS:
        _, dative, english = YEARS[months // 12]
        return voice.say(dative, english)
    return voice.counted(months, ("Monat", "Monaten"), ("month", "months"))


def named(study: CostStudy, code: str, voice: Voice) -> str:
    """Return the quoted short name, an excluded way said to be so."""
    out = voice.say(" (ausgeschlossen)", " (excluded)") if code in study.excluded else ""
    return voice.quoted(code) + out


def allowed(study: CostStudy) -> tuple[str, ...]:
    """Return the options no rule excludes, in the study's order."""
    return tuple(code for code in study.options if code not in study.excluded)


def total_range(study: CostStudy, code: str) -> Range:
    """Return the total of one way over the horizon, EUR."""
    views = study.options[code].views
    return Range(*(views[view].total for view in ("low", "likely", "high")))


def is_useful(study: CostStudy, *pair: str) -> bool:
    """Return False if both ways are excluded although others are allowed."""
    open_ways = allowed(study)
    return not open_ways or bool(set(pair) & set(open_ways))
