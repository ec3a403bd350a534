"""What the result page says of one use case: every word and figure ready, nothing laid out."""

from dataclasses import dataclass

from assessments.engine.result import UseCaseResult

from . import numbers
from .blocks import Chart, Frequency, Item, Key, Ranking
from .chapters.material import Material
from .chapters.use_case import ranking
from .charts import comparison_chart, contributions_chart, costs_chart
from .sentences import costs, outlook, paths, reasons, results, rules
from .sentences.results import Headline


@dataclass(frozen=True, slots=True)
class Waiting:
    """A way that is allowed only once its safeguards are confirmed."""

    option: str
    name: str
    conditions: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rank 1 beside another way; `dots` is the drawing for phones."""

    other: str
    chart: Chart
    dots: Chart
    why_not: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One use case. Empty strings and None: nothing to say.

    open_questions: (code, short name). stress: what-if and outcome by test. `comparison` is
    None where fewer than two ways are there to compare.
    """

    headline: Headline
    ranking: Ranking
    sure: str
    frequency: Frequency | None
    tipping: tuple[Item, ...]
    steady: str
    paths: tuple[Item, ...]
    waiting: tuple[Waiting, ...]
    warnings: tuple[Key, ...]
    stress_summary: str
    stress: tuple[Item, ...]
    open_questions: tuple[tuple[str, str], ...]
    contributions: Chart | None
    comparison: Comparison | None
    costs: Chart
    cost_words: tuple[str, ...]


def screen(material: Material, result: UseCaseResult, other: str | None = None) -> Screen:
    """Word and draw one use case; other: the way to compare rank 1 with, else rank 2."""
    voice = material.voice
    return Screen(
        headline=results.headline(result, voice),
        ranking=ranking(result, material.grounds, voice),
        sure=results.confidence(result, voice),
        frequency=_frequency(material, result),
        tipping=tuple(Item(text, name) for name, text in reasons.tipping_points(result, voice)),
        steady=reasons.no_tipping_point(result, voice),
        paths=_paths(material, result),
        waiting=_waiting(material, result),
        warnings=tuple(Key(*outlook.warning(code, voice), "warning") for code in result.warnings),
        stress_summary=outlook.stress_summary(result, voice),
        stress=_stress(material, result),
        open_questions=tuple((code, voice.question(code)) for code in result.open_answers),
        contributions=contributions_chart(result, voice, material.dated)
        if result.ranking
        else None,
        comparison=comparison(material, result, other),
        costs=costs_chart(result, voice, material.dated),
        cost_words=_cost_words(material, result),
    )


def comparison(
    material: Material, result: UseCaseResult, other: str | None = None
) -> Comparison | None:
    """Compare rank 1 with another way, excluded ones included; the default is rank 2."""
    first = results.first(result)
    if other == first or other not in result.options:
        other = results.second(result) or next(iter(results.excluded(result)), None)
    if first is None or other is None:
        return None
    voice, dated = material.voice, material.dated
    chart = comparison_chart(result, voice, dated, other=other)
    dots = comparison_chart(result, voice, dated, other=other, dots=True)
    if chart is None or dots is None:
        return None
    why_not = reasons.why_not(result, other, material.grounds, voice)
    return Comparison(other, chart, dots, why_not)


def _frequency(material: Material, result: UseCaseResult) -> Frequency | None:
    share = results.share_of_first(result)
    if share is None:
        return None
    words = numbers.in_hundred(share, material.voice.language)
    drawn = results.how_drawn(material.recommendation.draws, material.voice)
    return Frequency(int(words.split()[0]), words, drawn)


def _paths(material: Material, result: UseCaseResult) -> tuple[Item, ...]:
    """Where to start now, where to go, what else is needed."""
    voice = material.voice
    items = (
        Item(paths.start(result, voice), voice.say("Jetzt starten", "Start now")),
        Item(paths.target(result, voice), voice.say("Ziel", "Target")),
        Item(paths.fallback(result, voice), voice.say("Ersatz", "Fallback")),
    )
    return tuple(item for item in items if item.text)


def _waiting(material: Material, result: UseCaseResult) -> tuple[Waiting, ...]:
    """Return the ways that wait for safeguards, the start option first, then by rank."""
    order = sorted(result.ranking, key=lambda code: code != result.start_option)
    found = []
    for code in order:
        waits = rules.conditions(result, code, material.grounds, material.voice)
        items = tuple(Item(text, lead) for lead, text in waits)
        if items:
            found.append(Waiting(code, material.voice.option(code), items))
    return tuple(found)


def _stress(material: Material, result: UseCaseResult) -> tuple[Item, ...]:
    if not result.ranking:
        return ()
    voice = material.voice
    return tuple(
        Item(outlook.stress_outcome(test, result, voice), outlook.stress_title(test, voice))
        for test in result.stress_tests
    )


def _cost_words(material: Material, result: UseCaseResult) -> tuple[str, ...]:
    voice, top = material.voice, results.first(result)
    if top is None:
        return ()
    option = result.options[top]
    sentences = (
        f"{voice.quoted(top)}: {costs.cost(option, voice)}",
        costs.cost_parts(option, voice),
        costs.footprint(option, voice),
    )
    return tuple(sentence for sentence in sentences if sentence)
