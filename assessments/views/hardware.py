"""Open pages on hardware: the sizing calculator and the fact check of two claims."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.catalogue import Catalogue, load
from assessments.engine import fact_check as checks
from assessments.engine.figures import Figures
from assessments.engine.result import Range
from assessments.forms.hardware import SizingForm

from .access import MemberRequest, wants_fragment
from .market import trap_tag
from .sizing_answer import Question, answer, rough, roughly

CALCULATOR = "hardware/calculator.html"
LICENCE_RULE = "KO-14"
SHOWN = 6  # alternatives that stand open; the others fold away


@require_safe
@login_not_required
def calculator(request: MemberRequest) -> HttpResponse:
    """Say whether a model fits on some hardware and how fast it is; htmx swaps form and answer."""
    catalogue = load()
    context = calculation(catalogue, request.GET.dict())
    fragment = wants_fragment(request)
    page = f"{CALCULATOR}#calculation" if fragment else CALCULATOR
    return render(request, page, {**context, "fragment": fragment})


def calculation(catalogue: Catalogue, given: dict[str, Any]) -> dict[str, Any]:
    """Return the form, and the answer to it where every entry can be used."""
    figures = Figures.of(catalogue)
    form = SizingForm(given, figures)
    context: dict[str, Any] = {"catalogue": catalogue, "form": form, "example": not given}
    if form.is_valid():
        question = Question.of(form.cleaned_data, figures)
        found = answer(question, figures)
        context |= {
            "answer": found,
            "question": question,
            "open_hardware": found.hardware[:SHOWN],
            "more_hardware": found.hardware[SHOWN:],
            "trap": trap_tag(question.model),
            "rule": catalogue.rules[LICENCE_RULE],
        }
    return context


@require_safe
@login_not_required
def fact_check(request: MemberRequest) -> HttpResponse:
    """Two claims heard about hardware, answered with our own calculator."""
    catalogue = load()
    figures = Figures.of(catalogue)
    cluster, card = checks.cluster_check(figures), checks.card_check(figures)
    context = {
        "catalogue": catalogue,
        "cluster": cluster,
        "card": card,
        "left_gib": card.memory_gib - card.overhead_gib - card.cache_gib,
        "files": [(file, _speed(file.speed), rough(file.tokens)) for file in card.files],
        "largest": next((file for file in card.files if file.fits), None),
        "instead": [(each, _speed(each.speed), rough(each.tokens)) for each in card.instead],
        "fair": [(each, _speed(each.speed)) for each in card.fair],
        "question": _asked(card, figures),
    }
    return render(request, "hardware/fact_check.html", context)


def _speed(found: Range | None) -> Range | None:
    return roughly(found) if found else None


def _asked(card: checks.CardCheck, figures: Figures) -> Question:
    """The second claim as a question to the calculator."""
    return Question(
        card.model,
        figures.quantisations[card.fair_format],
        card.gpu,
        count=1,
        tokens=card.context,
        people=1,
        serving=False,
    )
