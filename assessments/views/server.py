"""Why this server: what the use cases of an assessment ask of the hardware of one option."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.catalogue import load
from assessments.catalogue.technology import HardwareSet
from assessments.engine import capacity
from assessments.engine.case import cases
from assessments.engine.demand import Demand, highest_class
from assessments.engine.dossier import Dossier
from assessments.engine.figures import CLASSES, Figures
from assessments.engine.sizing import Fit, fit
from assessments.models import Assessment
from assessments.services import costing, dossiers

from .access import MemberRequest, assessment_for
from .market import written_day
from .results import missing_input
from .sizing_answer import Question, memory_parts, missing_words, rough
from .steps import steps_of

OPTIONS = ("open_eu_gpu", "open_onprem")  # the others are services
HORIZON = 36  # months of growth


@dataclass(frozen=True, slots=True)
class Need:
    """What one use case asks of the pool's hardware.

    capability: the class it needs itself. at_once: requests in work in the busiest hour, on
    one set: carried of them at once. share: of one set's work in that hour. url: the
    calculator with this use case's request.
    """

    title: str
    capability: str
    decides: bool
    tokens: float
    at_once: float
    carried: int
    share: float
    url: str


@require_safe
def hardware(request: MemberRequest, assessment_id: int, option: str) -> HttpResponse:
    """Explain the hardware of one option, use case by use case."""
    assessment = assessment_for(request, assessment_id)
    if option not in OPTIONS:
        raise Http404
    dossier = dossiers.of_assessment(assessment)
    missing = missing_input(dossier)
    context: dict[str, Any] = {
        "assessment": assessment,
        "catalogue": load(),
        "missing": missing,
        "option": load().options[option],
        "steps": steps_of(assessment, "results"),
    }
    if not missing:
        context |= explanation(assessment, dossier, option)
    return render(request, "hardware/server.html", context)


def explanation(assessment: Assessment, dossier: Dossier, option: str) -> dict[str, Any]:
    """Return the pool's hardware, what fits on it, what is asked of it, and how many it takes."""
    catalogue = load()
    figures = Figures.of(catalogue, dossier.figures)
    demands = [Demand.of(case) for case in cases(dossier, catalogue, figures)]
    found = figures.sets[option, highest_class(demands)]
    titles = {use_case.id: use_case.title for use_case in dossier.use_cases}
    needs = [_need(demand, titles[demand.use_case], found, figures) for demand in demands]
    costs = costing.costing(dossier, None, HORIZON).study.options[option]
    servers, spare = costs.views["likely"].servers, int(costs.spare)
    asked = _asked(found, 1, found.context, figures)
    held = _fit_of(asked, figures)
    parts, limit = memory_parts(held)
    filled = sum(need.share for need in needs)
    return {
        "found": found,
        "needs": needs,
        "classes": _classes(option, demands, figures),
        "question": asked,
        "fit": held,
        "parts": parts,
        "limit": limit,
        "missing_facts": missing_words(held),
        "filled": filled,
        "utilisation": filled / max(servers[0] - spare, 1),
        "now": servers[0],
        "later": servers[-1],
        "years": HORIZON // 12,
        "spare": spare,
        "own_price": _own_price(found, figures),
        "source": catalogue.sources[found.source],
        "dated": written_day(found.dated),
        "computed": capacity.is_computed(found, figures),
    }


def _classes(option: str, demands: list[Demand], figures: Figures) -> list[dict[str, Any]]:
    """The set of every class that is asked for, weakest first, and whether its model fits."""
    decides, rows = highest_class(demands), []
    for capability in CLASSES:
        if all(demand.capability != capability for demand in demands):
            continue
        found = figures.sets[option, capability]
        asked = _asked(found, 1, found.context, figures)
        rows.append(
            {
                "set": found,
                "fit": _fit_of(asked, figures),
                "decides": capability == decides and len(demands) > 1,
                "url": asked.url(),
            }
        )
    return rows


def _need(demand: Demand, title: str, found: HardwareSet, figures: Figures) -> Need:
    volume, pattern = demand.volume, demand.pattern
    request = capacity.mean_request(volume, figures)
    seconds = capacity.busy_seconds(found, volume, pattern, figures)
    at_once = capacity.at_once(volume, pattern, figures, seconds).likely
    carried = capacity.sequences(found, figures, volume)
    full = capacity.tokens_per_month(found, volume, pattern, figures)
    return Need(
        title=title,
        capability=demand.capability,
        decides=demand.capability == found.capability,
        tokens=rough(request.held),
        at_once=rough(at_once),
        carried=carried,
        share=volume.tokens.likely / full,
        url=_asked(found, max(round(at_once), 1), request.held, figures).url(),
    )


def _asked(found: HardwareSet, people: int, tokens: float, figures: Figures) -> Question:
    """The set as a question to the calculator."""
    return Question(
        figures.models[found.model],
        figures.quantisations[found.quantisation],
        figures.gpus[found.gpu],
        found.gpus,
        tokens,
        people,
        serving=True,
    )


def _fit_of(asked: Question, figures: Figures) -> Fit:
    return fit(
        asked.model,
        asked.quantisation,
        asked.gpu,
        asked.count,
        asked.tokens,
        asked.people,
        figures,
    )


def _own_price(found: HardwareSet, figures: Figures) -> bool:
    """True where the company put its own price in place of the catalogue's."""
    lane = f"{found.option}_{found.capability}"
    return bool(figures.own & {f"hour_{lane}", f"purchase_{lane}"})
