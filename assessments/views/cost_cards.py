"""What the costs page shows of a study: rows, charts and sentences, nothing laid out."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from assessments.catalogue import load
from assessments.engine.cost_result import CostStudy, Course, OptionCosts, View
from assessments.engine.dossier import Dossier
from assessments.engine.figures import Figures
from assessments.report import numbers
from assessments.report.charts import costs as charts
from assessments.report.sentences import cost_trials, ownership
from assessments.report.voice import Voice
from assessments.services import costing

from .cost_choice import VIEWS, Choice
from .footprint_card import footprint_card

BAR = 100  # width of the range bar in its own units


@dataclass(frozen=True, slots=True)
class Line:
    """One way of sourcing in the list of totals.

    place: 1 = cheapest allowed, None = excluded. rules: (id, title) that exclude it. bar:
    (start, width, likely) of its range in percent of the widest. servers: most sets of
    hardware at a time. why: address of the explanation of its hardware.
    """

    option: str
    place: int | None
    name: str
    rules: tuple[tuple[str, str], ...]
    total: str
    range: str
    per_request: str
    present_value: str
    bar: tuple[float, float, float]
    servers: int
    spare: bool
    why: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One change that can be tried. outcome: what it alone would do, where it is switched on."""

    code: str
    name: str
    remark: str
    on: bool


def cards(choice: Choice, dossier: Dossier, voice: Voice) -> dict[str, Any]:
    """Return the context of everything below the heading and of the heading itself."""
    view, months = VIEWS[choice.view], 12 * choice.years
    only = choice.case or None
    as_answered = costing.costing(dossier, only, months, voice.catalogue)
    changed = costing.tried(dossier, choice.tried) if choice.tried else dossier
    made = as_answered
    if choice.tried:
        made = costing.costing(changed, only, months, voice.catalogue)
    study = made.study
    first = ownership.cheapest(study, view)
    dated = dossier.as_of
    over_time = charts.over_time(study, voice, dated, view=view, first=first)
    return {
        "study": study,
        "title": ownership.page_title(study, voice, view),
        "lede": ownership.totals(study, voice),
        "lines": _lines(study, choice, voice, view),
        "yearly": charts.yearly(study, voice, dated, view=view),
        "over_volume": charts.over_volume(study, voice, dated, first=first),
        "volume_words": ownership.volume_crossings(study, voice),
        "over_time": over_time,
        "time_words": ownership.time_crossings(study, voice),
        "usage": _usage(study, changed, choice, voice),
        "benefit": ownership.benefit(study, voice),
        "split": _split(study, dossier, voice, view),
        "split_words": ownership.split(study, voice),
        "trials": _trials(choice, voice),
        "trial_words": cost_trials.outcome(as_answered.study, study, voice, view)
        if choice.tried
        else "",
        **footprint_card(made, changed, voice, first),
        "classes": {code: costs.capability for code, costs in study.options.items()},
    }


def _order(study: CostStudy, view: View) -> list[str]:
    """Allowed ways first, the cheapest on top."""
    return sorted(
        study.options,
        key=lambda code: (code in study.excluded, study.options[code].views[view].total),
    )


def _lines(study: CostStudy, choice: Choice, voice: Voice, view: View) -> list[Line]:
    most = max((o.views["high"].total for o in study.options.values()), default=0.0)
    places = iter(range(1, len(study.options) + 1))
    return [
        _line(
            study.options[code],
            None if code in study.excluded else next(places),
            study.excluded.get(code, ()),
            choice,
            voice,
            view,
            most,
        )
        for code in _order(study, view)
    ]


def _line(
    costs: OptionCosts,
    place: int | None,
    rules: tuple[str, ...],
    choice: Choice,
    voice: Voice,
    view: View,
    most: float,
) -> Line:
    course, low, high = costs.views[view], costs.views["low"].total, costs.views["high"].total
    by = BAR / most if most > 0 else 0.0
    servers = max(course.servers, default=0)
    where = reverse("hardware", args=[choice.assessment, costs.option]) if servers else ""
    return Line(
        option=costs.option,
        place=place,
        name=voice.option(costs.option),
        rules=tuple((rule, voice.text(_rule_title(rule))) for rule in rules),
        total=voice.euro(course.total),
        range=numbers.euro_range(low, high, voice.language),
        per_request=_per_request(course, voice),
        present_value=voice.euro(course.present_value),
        bar=(
            round(low * by, 2),
            round(max(high - low, 0) * by, 2),
            round(min(course.total * by, BAR), 2),
        ),
        servers=servers,
        spare=costs.spare,
        why=where,
    )


def _rule_title(rule: str) -> Any:
    found = load().rules.get(rule)
    return found.title if found else None


def _per_request(course: Course, voice: Voice) -> str:
    """Write an amount that is often far below a cent: three leading figures."""
    amount = course.per_request
    if amount is None:
        return "–"
    if amount >= 1:
        return numbers.euro(amount, voice.language, 2)
    cents = 100 * amount
    places = 2 if cents >= 0.1 else 4
    return f"{voice.number(cents, places)}\u00a0{voice.say('Cent', 'cents')}"


def _usage(
    study: CostStudy, dossier: Dossier, choice: Choice, voice: Voice
) -> list[dict[str, str]]:
    """The load of the whole in words, and of every use case with the page to change it."""
    shown = [u for u in dossier.use_cases if choice.case in ("", u.id)]
    page = Figures.of(load(), dossier.figures).value("tokens_per_page")
    alone = shown[0].usage if len(shown) == 1 else None
    words = ownership.usage(study.peak, voice, given=alone, tokens_per_page=page)
    rows = [{"title": "", "text": words, "url": ""}]
    for use_case in shown:
        url = reverse("use_case", args=[choice.assessment, use_case.id])
        rows.append({"title": use_case.title, "text": "", "url": url})
    return rows


def _split(study: CostStudy, dossier: Dossier, voice: Voice, view: View) -> list[dict[str, Any]]:
    """The lanes of the recommended split with their part of the work and of the money.

    Nothing where one way carries everything.
    """
    if len(study.split) < 2:
        return []
    titles = {use_case.id: use_case.title for use_case in dossier.use_cases}
    return [
        {
            "name": voice.option(lane.option),
            "use_cases": [titles.get(code, code) for code in lane.use_cases],
            "share": voice.percent(lane.share),
            "total": voice.euro(lane.costs.views[view].total),
        }
        for lane in study.split
    ]


def _trials(choice: Choice, voice: Voice) -> list[Tried]:
    return [
        Tried(
            name,
            cost_trials.lead(name, voice),
            cost_trials.remark(name, voice),
            name in choice.tried,
        )
        for name in costing.TRIALS
    ]


def without_trials(choice: Choice) -> str:
    """The address with nothing tried."""
    return replace(choice, tried=()).url
