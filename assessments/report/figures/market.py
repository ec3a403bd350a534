"""What the two drawings of the market share: which models are shown, how they are called."""

import re
from typing import NamedTuple

from assessments.catalogue.content import Catalogue
from assessments.catalogue.technology import ClosedModel, OpenModel

from .. import template as look

# Kinds of licence: free | terms | barred. A "trap" of the catalogue is one of the last two.
BARRED = frozenset({"eu_excluded", "non_commercial", "research_only"})
KINDS = ("free", "terms", "barred")
COLOURS = {"free": look.FIRST, "terms": look.COMPARED, "barred": look.REST, "closed": look.INK}
SYMBOLS = {"free": "circle", "terms": "circle", "barred": "circle-open", "closed": "diamond-open"}
EDITION = r"\d{4}-\d\d-\d\d|\d{8}|\d{4}|\d\d-20\d\d|v\d+(?:\.\d+)*"
TAIL = re.compile(rf"-(?:[Ii]nstruct|it|{EDITION})(?=-|$)")


class Sized(NamedTuple):
    """An open model with everything the picture needs. size, active: billions of parameters."""

    code: str
    kind: str
    size: float
    active: float
    rank: float


class Ranked(NamedTuple):
    """A model with a German rank (lower is better) and the day it came out, in years."""

    code: str
    closed: bool
    rank: float
    year: float


def kind(model: OpenModel) -> str:
    """Return what the licence means for a company in the EU."""
    if model.trap == "none":
        return "free"
    return "barred" if model.trap in BARRED else "terms"


def sized(catalogue: Catalogue) -> list[Sized]:
    """Return the open models whose size, active size and rank are known."""
    return [
        Sized(model.code, kind(model), model.total_b, model.active_b, model.german_rank)
        for model in catalogue.models.values()
        if model.total_b and model.active_b and model.german_rank is not None
    ]


def closed(catalogue: Catalogue) -> list[ClosedModel]:
    """Return the closed models whose rank is known, the best first."""
    known = [m for m in catalogue.closed_models.values() if m.german_rank is not None]
    return sorted(known, key=lambda model: model.german_rank or 0.0)


def ranked(catalogue: Catalogue) -> list[Ranked]:
    """Return all models whose rank and release are known, by release."""
    groups = ((catalogue.models, False), (catalogue.closed_models, True))
    found = [
        Ranked(model.code, shut, model.german_rank, year_of(model.released))
        for models, shut in groups
        for model in models.values()
        if model.german_rank is not None and model.released
    ]
    return sorted(found, key=lambda model: (model.year, model.rank))


def year_of(released: str) -> float:
    """Return a written date as years; a month or year alone counts at its end."""
    parts = [int(part) for part in released.split("-")]
    year, month, day = (*parts, 12, 31)[:3] if len(parts) < 2 else (*parts, 31)[:3]
    return year + (month - 1 + day / 31) / 12


def records(models: list[Ranked]) -> list[Ranked]:
    """Return the models that were better than all before them, by release."""
    found: list[Ranked] = []
    for model in models:
        if not found or model.rank < found[-1].rank:
            found.append(model)
    return found


def best_of_size(models: list[Sized]) -> list[Sized]:
    """Return the models no smaller one does as well as, by size."""
    found: list[Sized] = []
    for model in sorted(models, key=lambda m: (m.size, m.rank)):
        if not found or model.rank < found[-1].rank:
            found.append(model)
    return found


def short_name(code: str) -> str:
    """Return a model's name without the marks of its edition: "gemma-3-27b"."""
    return TAIL.sub("", code)
