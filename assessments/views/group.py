"""The group: who weighs what how much, how far they agree, what to talk about."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.catalogue import load
from assessments.engine.disagreement import Minority, Topic
from assessments.engine.group import Group, Participant
from assessments.engine.weights import whole_points
from assessments.models import Assessment, Evaluation, Method, Response
from assessments.services import respondents, rooms
from assessments.services.rooms import CaseView

from .access import MemberRequest, assessment_for, may_change
from .seat import Choice, chosen_of
from .statements import short
from .steps import steps_of

PAGE = "importance/group.html"
CASE = "fall"  # the query key that names a use case
# From this share of the weight on a cell is that dark; numbers stand in it as well.
SHADES = (0.02, 0.08, 0.14, 0.20, 0.28, 0.40)
MOST_COMPARED = 25  # people in the table that compares everybody with everybody
TOPICS_SHOWN = 3
FEW, THREE = 2, 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A weight in whole percent, and how dark its field is: 0 … 6."""

    percent: int
    shade: int


@dataclass(frozen=True, slots=True)
class Line:
    """One respondent, or a mean, with a cell for every criterion."""

    name: str
    detail: str
    cells: tuple[Cell, ...]


@require_safe
def importance_group(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show everybody side by side; with fewer than two, how to add others."""
    assessment = assessment_for(request, assessment_id)
    people = respondents.listed(assessment)
    context: dict[str, Any] = {
        "assessment": assessment,
        "may_change": may_change(assessment),
        "steps": steps_of(assessment, "importance"),
        "nobody_counts": any(chosen_of(p) for p in people) and not _counts_anybody(people),
        "silent": [str(person) for person in people if chosen_of(person) is None],
    }
    everybody = rooms.room(assessment, _("Together"))
    mine = Evaluation.objects.visible_to(request.user).filter(assessment=assessment)
    evaluation = mine.defer("dossier").first()
    if everybody is not None and len(everybody.participants) >= FEW:
        context |= _room(everybody) | _consequences(request, assessment, everybody, evaluation)
        context["agreement"] = _agreement(everybody, bool(context.get("minorities")))
    return render(request, PAGE, context)


def _counts_anybody(people: list[Response]) -> bool:
    return any(person.weight for person in people if chosen_of(person))


def _room(everybody: Group) -> dict[str, Any]:
    """The table, the agreement in words, and who is close to whom."""
    raised = [
        f"{p.name}: {', '.join(short(c) for c in p.raised)}"
        for p in everybody.participants
        if p.raised
    ]
    return {
        "everybody": everybody,
        "columns": list(load().criteria.values()),
        "lines": [_line(person, everybody) for person in everybody.participants],
        "arithmetic": _cells(everybody.arithmetic),
        "geometric": _cells(everybody.geometric),
        "raised": raised,
        "close": _closeness(everybody),
        "methods": [
            Line(str(Method(method).label), "", _cells(weights))
            for method, weights in everybody.by_method.items()
        ],
        "joint": _cells(everybody.joint.weights) if everybody.joint else None,
    }


def _line(person: Participant, everybody: Group) -> Line:
    method = str(Method(person.method).label)
    alike = len({other.voice for other in everybody.participants}) == 1
    if alike:
        return Line(person.name, method, _cells(person.weights))
    voice = _("%(percent)d %% of the say") % {"percent": round(100 * person.voice)}
    return Line(person.name, f"{method} · {voice}", _cells(person.weights))


def _cells(weights: dict[str, float]) -> tuple[Cell, ...]:
    return tuple(
        Cell(percent, sum(weights[code] >= bound for bound in SHADES))
        for code, percent in whole_points(weights).items()
    )


def _agreement(everybody: Group, has_minority: bool) -> tuple[str, str]:
    """How far the room agrees: a heading, and what to do about it."""
    level = everybody.consensus.level if everybody.consensus else "very_low"
    heading = {
        "very_high": _("The group agrees almost completely"),
        "high": _("The group largely agrees"),
        "moderate": _("The group agrees in part"),
        "low": _("Opinions differ clearly"),
        "very_low": _("Opinions are far apart"),
    }[level]
    if level == "very_low":
        advice = _("Understand each other's reasons first. A mean would hide them.")
    elif has_minority:
        advice = _("Still, somebody alone would get another result. Talk about it first.")
    elif level in ("high", "very_high"):
        advice = _("You can go on together.")
    else:
        advice = _("Talk about the points below before you decide.")
    return heading, advice


def _closeness(everybody: Group) -> dict[str, Any] | None:
    """Who thinks alike, from three people on; the whole table for at most 25."""
    people, table = everybody.participants, everybody.similarity
    if len(people) < THREE:
        return None
    pairs = [(i, j) for i in range(len(people)) for j in range(i)]
    near = max(pairs, key=lambda pair: table[pair[0]][pair[1]])
    far = min(pairs, key=lambda pair: table[pair[0]][pair[1]])
    rows = [
        (person.name, [round(100 * value) for value in row])
        for person, row in zip(people, table, strict=True)
    ]
    return {
        "near": (people[near[1]].name, people[near[0]].name, round(100 * table[near[0]][near[1]])),
        "far": (people[far[1]].name, people[far[0]].name, round(100 * table[far[0]][far[1]])),
        "names": [person.name for person in people],
        "rows": rows if len(people) <= MOST_COMPARED else [],
    }


def _consequences(
    request: MemberRequest, assessment: Assessment, everybody: Group, evaluation: Evaluation | None
) -> dict[str, Any]:
    """Who alone would get another result, and what to talk about in one use case."""
    recommendation = rooms.latest([evaluation] if evaluation else [])
    if recommendation is None or evaluation is None or not recommendation.use_cases:
        return {}
    views = rooms.cases(everybody, recommendation)
    wanted = request.GET.get(CASE) or views[0].result.id
    chosen = next((view for view in views if view.result.id == wanted), None)
    if chosen is None:
        raise Http404
    path = reverse("importance_group", args=[assessment.pk])
    topics = [_topic(topic, chosen, everybody) for topic in chosen.topics]
    return {
        "evaluation": evaluation,
        "case": chosen.result,
        "case_first": _option(chosen.first) if chosen.first else "",
        "cases": [
            Choice(v.result.title, f"{path}?{CASE}={v.result.id}#reden", v is chosen) for v in views
        ],
        "minorities": [
            (view.result.title, [_minority(m, view) for m in view.minorities])
            for view in views
            if view.minorities
        ],
        "geometric_firsts": [
            f"{view.result.title}: {_option(view.geometric_first)}"
            for view in views
            if view.geometric_first
        ],
        "topics": topics[:TOPICS_SHOWN],
        "more_topics": topics[TOPICS_SHOWN:],
    }


def _option(code: str) -> str:
    return load().options[code].short.in_language(get_language() or "de")


def _minority(minority: Minority, view: CaseView) -> str:
    """Somebody whose own weights lead elsewhere."""
    words = {
        "name": minority.name,
        "option": _option(minority.first),
        "first": _option(str(view.first)),
        "lead": _lead(minority.lead),
    }
    text = _(
        "With the weights of “%(name)s” alone, “%(option)s” would be %(lead)s ahead of “%(first)s”."
    )
    return text % words


def _lead(points: float) -> str:
    whole = round(points)
    if not whole:
        return _("by a hair")
    return ngettext("%(n)d point", "%(n)d points", whole) % {"n": whole}


@dataclass(frozen=True, slots=True)
class Talk:
    """A criterion to talk about. flips: the disagreement can change first place."""

    criterion: str
    range: str
    effect: str
    flips: bool


def _topic(topic: Topic, view: CaseView, everybody: Group) -> Talk:
    own = {p.name: whole_points(p.weights)[topic.criterion] for p in everybody.participants}
    low, high = own[topic.low.name], own[topic.high.name]
    if high == low:
        spread = _("All give about %(percent)d %%.") % {"percent": low}
    else:
        spread = _("“%(low)s” gives %(least)d %%, “%(high)s” %(most)d %%.") % {
            "low": topic.low.name,
            "least": low,
            "high": topic.high.name,
            "most": high,
        }
    return Talk(short(topic.criterion), spread, _effect(topic, view), topic.flips)


def _effect(topic: Topic, view: CaseView) -> str:
    for end in (topic.low, topic.high):
        if end.first != view.first:
            return _("If all weighed it like “%(name)s”, “%(option)s” would be first.") % {
                "name": end.name,
                "option": _option(end.first),
            }
    return _("Either way, “%(option)s” stays first.") % {"option": _option(str(view.first))}
