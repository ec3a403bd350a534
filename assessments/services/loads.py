"""What a use case asks of a model, worked out while its usage is still being typed."""

from dataclasses import replace

from assessments.catalogue import load
from assessments.engine.case import cases
from assessments.engine.cost_result import Peak
from assessments.engine.cost_study import peak
from assessments.engine.demand import Demand
from assessments.engine.dossier import Usage
from assessments.engine.figures import Figures
from assessments.models import UseCase

from . import dossiers


def load_of(use_case: UseCase, usage: Usage) -> Peak:
    """Return requests, tokens and the peak if the use case were used like this."""
    dossier = dossiers.of_assessment(use_case.assessment)
    others = tuple(
        replace(given, usage=usage) if given.id == use_case.code else given
        for given in dossier.use_cases
    )
    figures = Figures.of(load(), dossier.figures)
    found = cases(replace(dossier, use_cases=others), load(), figures)
    return peak([Demand.of(c) for c in found if c.use_case.id == use_case.code], figures)
