"""How the numbers of a report came about, in words."""

from collections.abc import Iterator
from dataclasses import replace

from assessments.engine.result import UseCaseResult

from ..chapters import summary
from ..chapters import trace as calculation
from ..chapters.material import Material
from ..traced import Trace, Traces
from . import company, months, points, sureness, years
from .tracer import Tracer

BY_USE_CASE = (
    points.scores,
    points.contributions,
    points.weights,
    points.marks,
    points.gaps,
    sureness.shares,
    sureness.confidence,
    sureness.lines,
    sureness.bars,
    sureness.start,
    months.usage,
    months.costs,
    months.footprints,
)


def traces(material: Material) -> Traces:
    """Return every trace of the report by code.

    Of more than `summary.MANY` use cases, those the appendix does not tell get the traces of
    the numbers in their one row each.
    """
    tracer = Tracer(material)
    found = {trace.code: trace for trace in _all(tracer)}
    return {code: _leading(trace, found) for code, trace in found.items()}


def _leading(trace: Trace, found: Traces) -> Trace:
    """Return the trace without links to traces that are not there."""
    if all(step.trace in found for step in trace.steps if step.trace):
        return trace
    steps = (step if step.trace in found else replace(step, trace="") for step in trace.steps)
    return replace(trace, steps=tuple(steps))


def _all(tracer: Tracer) -> Iterator[Trace]:
    results = tracer.material.results
    brief, told = len(results) > summary.MANY, calculation.told(tracer.material)
    for result in results:
        if brief and result not in told:
            yield from _brief(tracer, result)
        else:
            yield from _whole(tracer, result)
    yield from company.importance(tracer)
    yield from company.readiness(tracer)
    yield from company.assumptions(tracer)
    yield from years.all_years(tracer)


def _whole(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    for room in BY_USE_CASE:
        yield from room(tracer, result)


def _brief(tracer: Tracer, result: UseCaseResult) -> Iterator[Trace]:
    """Yield the points of first place and the cost of the start: all that one row prints."""
    if result.ranking:
        yield points.score(tracer, result, result.ranking[0])
        chosen = result.start_option or result.target_option or result.ranking[0]
        yield months.cost(tracer, result, chosen)
