"""Pages that belong to no company: the way in, sources and method, privacy, help."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.catalogue import Catalogue, load


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """What this is and the way in; who is signed in goes straight to work."""
    if request.user.is_authenticated:
        return redirect("dashboard")
    return render(request, "pages/home.html", {"catalogue": load()})


@require_safe
@login_not_required
def sources(request: HttpRequest) -> HttpResponse:
    """Everything the result rests on: claims, levels, rules, prices, with source and date."""
    catalogue = load()
    context = {
        "catalogue": catalogue,
        "criteria": _criteria(catalogue),
        "rules": [(rule, catalogue.sources[rule.source]) for rule in catalogue.rules.values()],
        "prices": [
            (price, catalogue.options[price.option], catalogue.sources[price.source])
            for price in catalogue.prices
        ],
        "assumptions": [
            (figure, catalogue.sources[figure.source]) for figure in catalogue.assumptions.values()
        ],
    }
    return render(request, "pages/sources.html", context)


def _criteria(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each criterion with its base levels and the claims of all sides, sources resolved."""
    return [
        {
            "criterion": criterion,
            "base": [
                (catalogue.options[option], level, catalogue.sources[level.source])
                for option, level in criterion.base.items()
            ],
            "claims": [
                (claim, [catalogue.sources[source] for source in claim.sources])
                for claim in catalogue.claims
                if claim.criterion == criterion.code
            ],
        }
        for criterion in catalogue.criteria.values()
    ]


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, where, how long."""
    return render(request, "pages/privacy.html", _publisher())


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """How usable this is for everybody, and whom to tell where it is not."""
    return render(request, "pages/accessibility.html", _publisher())


@require_safe
@login_not_required
def imprint(request: HttpRequest) -> HttpResponse:
    """Who runs this installation."""
    return render(request, "pages/imprint.html", _publisher())


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """The seven steps, keys and words."""
    return render(request, "pages/help.html", {"catalogue": load()})


@require_safe
@login_not_required
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component once, for those who build screens."""
    return render(request, "pages/style_guide.html", {"catalogue": load()})


def _publisher() -> dict[str, str]:
    return {"publisher": settings.PUBLISHER, "contact": settings.CONTACT}
