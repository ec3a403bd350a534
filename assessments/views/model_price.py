"""Take over the list price of another model as own values of a way's prices."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.catalogue import load
from assessments.catalogue.entries import LanePrice
from assessments.engine.figures import Figures, figure_codes
from assessments.forms.model_price import Wanted, lane_code, model_of, wanted
from assessments.models import Assessment
from assessments.services import dossiers, figures, list_prices
from assessments.services.figures import Own
from assessments.services.list_prices import LIST_DATED
from assessments.services.list_prices import Choice as Model
from assessments.templatetags.display import day, local

from .access import MemberRequest, assessment_for, may_change
from .cost_choice import Choice, choice_of
from .steps import steps_of

PAGE = "costs/model_price.html"
LANE, PROVIDER, MODEL = "weg", "anbieter", "modell"  # keys of the form


@require_http_methods(["GET", "POST"])
def model_price(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Choose a way and a provider, then a model; its price becomes an own value."""
    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    choice = choice_of(request, assessment.pk, dossier)
    if not may_change(assessment):
        return redirect(choice.url)
    given = request.POST if request.method == "POST" else request.GET
    asked = wanted(given.get(LANE, ""), given.get(PROVIDER, ""))
    if request.method == "GET":
        return _page(request, assessment, choice, asked)
    model = model_of(asked, given.get(MODEL, ""))
    if asked.lane is None or model is None:
        problem = asked.problem or _("Choose a way and a model of the list.")
        return _page(request, assessment, choice, asked, problem)
    rate = Figures.of(load(), dossier.figures).value("usd_eur")
    figures.put_all(assessment, _taken(model, asked.lane, rate))
    messages.success(request, _("The price of %s now counts.") % model.name)
    return redirect(f"{choice.url}#w-in_{lane_code(asked.lane)}")


def _taken(model: Model, lane: LanePrice, rate: float) -> dict[str, Own]:
    """The own values with a note. A model without a price for repeated text takes the full one."""
    note = _("Price of %(model)s, list of %(day)s") % {"model": model.name, "day": day(LIST_DATED)}
    values = list_prices.own_values(model, lane, rate)
    code = lane_code(lane)
    values.setdefault(f"cached_{code}", values[f"in_{code}"])
    known = figure_codes(load())
    return {
        figure: Own(round(value, 6), note) for figure, value in values.items() if figure in known
    }


def _page(
    request: MemberRequest,
    assessment: Assessment,
    choice: Choice,
    asked: Wanted,
    problem: str = "",
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "choice": choice,
        "asked": asked,
        "problem": problem or asked.problem,
        "has_errors": bool(problem or asked.problem),
        "lanes": [(lane_code(p), _lane_name(p), p.label, p == asked.lane) for p in load().prices],
        "lane_code": lane_code(asked.lane) if asked.lane else "",
        "providers": list_prices.providers(),
        "list_date": day(LIST_DATED),
        "steps": steps_of(assessment, "results"),
    }
    return render(request, PAGE, context, status=422 if context["problem"] else 200)


def _lane_name(price: LanePrice) -> str:
    way = local(load().options[price.option].short)
    return _("%(way)s, class %(class)s") % {"way": way, "class": price.capability}
