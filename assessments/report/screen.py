"""What the result page says of one use case: every word and figure ready, nothing laid out."""

from dataclasses import dataclass

from assessments.engine.result import UseCaseResult

from . import numbers
from .blocks import Chart, Frequency, Item, Key, Ranking
from .chapters.material import Material
from .chapters.use_case import ranking
from .charts import (
    comparison_chart,
    contributions_chart,
    costs_chart,
    crossing_chart,
    difference_chart,
    ranks_chart,
    tornado_chart,
)
from .sentences import (
    changes,
    costs,
    crossing,
    gaps,
    outlook,
    paths,
    reasons,
    results,
    robustness,
    rules,
)
from .sentences.changes import AnswerTip
from .sentences.results import Headline


@dataclass(frozen=True, slots=True)
class Waiting:
    """A way that is allowed only once its safeguards are confirmed."""

    option: str
    name: str
    conditions: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rank 1 beside another way; `dots` is the drawing for phones. difference: signed bars."""

    other: str
    difference: Chart
    chart: Chart
    dots: Chart
    why_not: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """All ways over the weight of one criterion."""

    criterion: str
    chart: Chart
    text: str


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the result is. modes: the other ways of knowing what counts."""

    text: str
    frequency: Frequency | None
    duel: str
    remarks: tuple[str, ...]
    ranks: Chart | None
    modes: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What would change first place. Empty strings: not so, or nothing to say.

    weights: one criterion each. joint: all weights together. answers: one answer each.
    tornado_text: the widest bar in words.
    """

    weights: tuple[Item, ...]
    no_weight: str
    joint: str
    answers: tuple[AnswerTip, ...]
    no_answer: str
    crossing: Crossing | None
    tornado: Chart | None
    tornado_text: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One use case. Empty strings and None: nothing to say.

    open_questions: (code, short name). `comparison` is None where fewer than two ways are there
    to compare.
    """

    headline: Headline
    ranking: Ranking
    sure: Sureness
    changes: Changes
    paths: tuple[Item, ...]
    path_steps: tuple[str, ...]
    waiting: tuple[Waiting, ...]
    warnings: tuple[Key, ...]
    stress_summary: str
    open_questions: tuple[tuple[str, str], ...]
    contributions: Chart | None
    comparison: Comparison | None
    costs: Chart
    cost_words: tuple[str, ...]


def screen(
    material: Material,
    result: UseCaseResult,
    other: str | None = None,
    criterion: str | None = None,
) -> Screen:
    """Word and draw one use case.

    other: the way to compare rank 1 with, else rank 2. criterion: whose weight is drawn from
    0 to 100 %, else the one nearest to a flip.
    """
    voice = material.voice
    return Screen(
        headline=results.headline(result, voice),
        ranking=ranking(result, material.grounds, voice),
        sure=_sureness(material, result),
        changes=_changes(material, result, criterion),
        paths=_paths(material, result),
        path_steps=paths.path(result, voice),
        waiting=_waiting(material, result),
        warnings=tuple(Key(*outlook.warning(code, voice), "warning") for code in result.warnings),
        stress_summary=outlook.stress_summary(result, voice),
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
    difference = difference_chart(result, voice, dated, other=other)
    if chart is None or dots is None or difference is None:
        return None
    why_not = reasons.why_not(result, other, material.grounds, voice)
    return Comparison(other, difference, chart, dots, why_not)


def _sureness(material: Material, result: UseCaseResult) -> Sureness:
    voice, made = material.voice, material.recommendation
    remarks = (
        robustness.precision(made.monte_carlo_error, voice),
        robustness.words_explained(result, voice),
    )
    return Sureness(
        text=results.confidence(result, voice),
        frequency=_frequency(material, result),
        duel=robustness.duel(result, voice),
        remarks=tuple(remark for remark in remarks if remark),
        ranks=ranks_chart(result, voice, material.dated),
        modes=tuple(Item(text, name) for name, text in robustness.other_modes(result, voice)),
    )


def _changes(material: Material, result: UseCaseResult, criterion: str | None) -> Changes:
    voice = material.voice
    return Changes(
        weights=tuple(Item(text, name) for name, text in reasons.tipping_points(result, voice)),
        no_weight=reasons.no_tipping_point(result, voice),
        joint=changes.joint(result, voice),
        answers=changes.answer_tips(result, voice),
        no_answer=changes.no_answer_tips(result, voice),
        crossing=_crossing(material, result, criterion),
        tornado=tornado_chart(result, voice, material.dated),
        tornado_text=changes.widest(result.tornado, voice, tied=bool(result.tied_with_first)),
    )


def _crossing(material: Material, result: UseCaseResult, criterion: str | None) -> Crossing | None:
    if not crossing.is_drawn(result):
        return None
    if criterion not in result.stability:
        criterion = crossing.nearest(result)
    voice = material.voice
    chart = crossing_chart(result, voice, material.dated, criterion=criterion)
    if chart is None:
        return None
    return Crossing(criterion, chart, crossing.sentence(result, criterion, voice))


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
        Item(gaps.despite(result, material.dossier, voice), voice.say("Beachten", "Mind")),
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
