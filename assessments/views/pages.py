"""Pages that belong to no company: the way in, sources and method, privacy, help."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.catalogue import Catalogue, load
from assessments.catalogue.technology import Anchor
from assessments.engine.figures import Figures
from assessments.engine.levels import Scale

MARKS = (4, 3, 2, 1, 0)


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
        "marks": MARKS,
        "criteria": _criteria(catalogue),
        "rules": [(rule, catalogue.sources[rule.source]) for rule in catalogue.rules.values()],
        "prices": _prices(catalogue),
        "hardware": [
            (found, catalogue.options[found.option], catalogue.sources[found.source])
            for found in catalogue.hardware
        ],
        "assumptions": [
            (figure, catalogue.sources[figure.source]) for figure in catalogue.assumptions.values()
        ],
    }
    return render(request, "pages/sources.html", context)


def _prices(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each way paid by use with its prices in EUR per million tokens."""
    figures = Figures.of(catalogue)
    return [
        {
            "price": price,
            "option": catalogue.options[price.option],
            "read": figures.eur_per_million(price.option, price.capability, "in"),
            "written": figures.eur_per_million(price.option, price.capability, "out"),
            "source": catalogue.sources[price.source],
        }
        for price in catalogue.prices
    ]


def _criteria(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each criterion: base levels, scales of what is computed, claims of all sides, sources."""
    return [
        {
            "criterion": criterion,
            "base": [
                (catalogue.options[option], level, catalogue.sources[level.source])
                for option, level in criterion.base.items()
            ],
            "scales": [
                (anchor, _quantities(anchor), catalogue.sources[anchor.source])
                for anchor in catalogue.anchors.values()
                if anchor.criterion == criterion.code
            ],
            "claims": [
                (claim, [catalogue.sources[source] for source in claim.sources])
                for claim in catalogue.claims
                if claim.criterion == criterion.code
            ],
        }
        for criterion in catalogue.criteria.values()
    ]


def _quantities(anchor: Anchor) -> list[float]:
    """The quantity of every mark, the best first."""
    scale = Scale.of(anchor)
    return [scale.quantity(mark) for mark in MARKS]


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
    """The eight steps, keys and words."""
    return render(request, "pages/help.html", {"catalogue": load()})


@require_safe
@login_not_required
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component once, for those who build screens."""
    return render(request, "pages/style_guide.html", {"catalogue": load()})


def _publisher() -> dict[str, str]:
    return {"publisher": settings.PUBLISHER, "contact": settings.CONTACT}
