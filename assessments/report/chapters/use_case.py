"""One use case: the ranking, how sure it is, why, where to start, what it costs."""

from assessments.engine.result import UseCaseResult

from .. import codes, numbers
from ..blocks import (
    Block,
    Bullets,
    Frequency,
    Heading,
    Item,
    Key,
    Paragraph,
    RankEntry,
    Ranking,
    Section,
    Table,
)
from ..charts import (
    comparison_chart,
    contributions_chart,
    costs_chart,
    crossing_chart,
    difference_chart,
    ranks_chart,
    tornado_chart,
)
from ..sentences import (
    changes,
    costs,
    gaps,
    outlook,
    paths,
    reasons,
    results,
    robustness,
    rules,
    sureness,
)
from ..voice import Voice
from .material import Material

PRINTED_BARS = 4  # of the tornado: on paper every figure also prints its table


def use_case(material: Material, index: int) -> Section:
    """Return the chapter of one use case; index: from 0."""
    result, voice = material.results[index], material.voice
    blocks: list[Block] = [_answer(result, voice)]
    blocks += [Key(*outlook.warning(code, voice), "warning") for code in result.warnings]
    blocks.append(ranking(result, material.grounds, voice))
    blocks += _robustness(material, result)
    blocks += _changes(material, result)
    blocks += _charts(material, result)
    blocks += _why_not(material, result)
    blocks += _start_and_target(material, result)
    blocks += _costs(material, result)
    count = len(material.results)
    kicker = voice.say(
        f"Anwendungsfall {index + 1} von {count}", f"Use case {index + 1} of {count}"
    )
    title = f"{result.title}: {results.finding(result, voice)}"
    return Section(f"use-case-{result.id}", title, tuple(blocks), kicker, use_case=result.id)


def _charts(material: Material, result: UseCaseResult) -> list[Block]:
    """Return the charts but the costs and the what-ifs, ordered to leave few gaps on paper."""
    if not result.ranking:
        return []
    voice, dated = material.voice, material.dated
    charts = (
        difference_chart(result, voice, dated),
        ranks_chart(result, voice, dated),
        tornado_chart(result, voice, dated, widest=PRINTED_BARS),
        crossing_chart(result, voice, dated),
        comparison_chart(result, voice, dated),
    )
    drawn = [chart for chart in charts if chart]
    return [contributions_chart(result, voice, dated), *_stress(result, voice), *drawn]


def _answer(result: UseCaseResult, voice: Voice) -> Key:
    head = results.headline(result, voice)
    lead = f"{head.kicker} {head.title}".strip()
    differs = paths.start(result, voice) if result.ranking and result.start_note else ""
    text = " ".join(part for part in (head.lede, differs, head.provisional) if part)
    return Key(f"{lead}.", text, "result", codes.confidence(result.id))


def ranking(result: UseCaseResult, grounds: rules.Grounds, voice: Voice) -> Ranking:
    """Return all five ways, best first, the excluded ones with rule and article."""
    order = (*result.ranking, *results.excluded(result))
    return Ranking(
        tuple(
            RankEntry(
                option=code,
                rank=result.options[code].rank,
                name=voice.option(code),
                description=_operated(code, voice),
                points=result.options[code].score,
                tags=rules.status_tags(result, code, grounds, voice),
                reasons=rules.status_reasons(result, code, grounds, voice),
                trace=codes.score(result.id, code),
            )
            for code in order
        )
    )


def _operated(code: str, voice: Voice) -> str:
    return voice.say("Betrieb: ", "Operated by: ") + voice.text(
        voice.catalogue.options[code].operated_by
    )


def _robustness(material: Material, result: UseCaseResult) -> list[Block]:
    voice = material.voice
    if not result.ranking:
        return []
    heading = voice.say(*sureness.words(result).sentence).split(". ")[0].rstrip(".")
    blocks: list[Block] = [Heading(heading), *_how_often(material, result)]
    modes = robustness.other_modes(result, voice)
    if modes:
        blocks.append(Bullets(tuple(Item(text, f"{name}:") for name, text in modes)))
    unanswered = outlook.open_questions(result, voice)
    if unanswered:
        blocks.append(Paragraph(unanswered))
    return blocks


def _how_often(material: Material, result: UseCaseResult) -> list[Block]:
    voice = material.voice
    share = results.share_of_first(result)
    if share is None:
        said = voice.say(*sureness.words(result).sentence).partition(". ")[2]
        return [Paragraph(said)]
    words = numbers.in_hundred(share, voice.language)
    sentences = (
        results.frequency(result, voice),
        results.provisional(result, voice),
        robustness.duel(result, voice),
        results.how_drawn(material.recommendation.draws, voice),
        robustness.precision(material.recommendation.monte_carlo_error, voice),
        robustness.words_explained(result, voice),
    )
    text = " ".join(sentence for sentence in sentences if sentence)
    trace = codes.share(result.id, result.ranking[0])
    return [Frequency(int(words.split()[0]), words, text, trace)]


def _changes(material: Material, result: UseCaseResult) -> list[Block]:
    """Return what would change first place: a weight, several, an answer, an assumption."""
    voice = material.voice
    if not result.ranking:
        return []
    weights = [Item(text, f"{name}:") for name, text in reasons.tipping_points(result, voice)]
    joint = changes.joint(result, voice)
    if joint:
        weights.append(Item(joint, voice.say("Mehrere Gewichte:", "Several weights:")))
    tips = [Item(tip.text, f"{tip.name}:") for tip in changes.answer_tips(result, voice)]
    blocks: list[Block] = [Heading(changes.heading(result, voice))]
    if weights or tips:
        blocks.append(Bullets((*weights, *tips)))
    sentences = (reasons.no_tipping_point(result, voice), changes.no_answer_tips(result, voice))
    said = " ".join(sentence for sentence in sentences if sentence)
    if said:
        blocks.append(Paragraph(said))
    return blocks


def _stress(result: UseCaseResult, voice: Voice) -> list[Block]:
    if not result.stress_tests or not result.ranking:
        return []
    rows = tuple(
        (outlook.stress_title(test, voice), outlook.stress_outcome(test, result, voice))
        for test in result.stress_tests
    )
    table = Table(
        caption=outlook.stress_summary(result, voice),
        head=(voice.say("Was wäre, wenn …", "What if …"), voice.say("Folge", "Consequence")),
        rows=rows,
        widths=(1, 1),
    )
    return [table]


def _why_not(material: Material, result: UseCaseResult) -> list[Block]:
    voice = material.voice
    items = tuple(
        Item(reasons.why_not(result, code, material.grounds, voice), f"{voice.short(code)}:")
        for code in (*result.ranking[1:], *results.excluded(result))
    )
    if not items:
        return []
    heading = voice.say("Warum nicht ein anderer Weg?", "Why not another way?")
    if not result.ranking:
        heading = voice.say("Warum kein Weg erlaubt ist", "Why no way is allowed")
    return [Heading(heading), Bullets(items)]


def _start_and_target(material: Material, result: UseCaseResult) -> list[Block]:
    voice = material.voice
    items = [
        Item(paths.start(result, voice), voice.say("Start:", "Start:")),
        Item(paths.target(result, voice), voice.say("Ziel:", "Target:")),
        Item(gaps.despite(result, material.dossier, voice), voice.say("Beachten:", "Mind:")),
        Item(paths.fallback(result, voice), voice.say("Ersatz:", "Fallback:")),
    ]
    blocks: list[Block] = [
        Heading(paths.start_and_target(result, voice)),
        Bullets(tuple(item for item in items if item.text)),
    ]
    if steps := paths.path(result, voice):
        told = voice.say(
            "Zwischen Start und Ziel, in dieser Folge:", "From start to target, in order:"
        )
        blocks += [Paragraph(told), Bullets(tuple(Item(step) for step in steps))]
    if result.start_option:
        waits = rules.conditions(result, result.start_option, material.grounds, voice)
        if waits:
            name = voice.quoted(result.start_option)
            blocks.append(
                Paragraph(
                    voice.say(
                        f"Vor dem Start mit {name} ist zu bestätigen:",
                        f"Before starting with {name}, have confirmed:",
                    )
                )
            )
            blocks.append(Bullets(tuple(Item(text, f"{lead}:") for lead, text in waits)))
    return blocks


def _costs(material: Material, result: UseCaseResult) -> list[Block]:
    voice = material.voice
    top = results.first(result)
    blocks: list[Block] = [costs_chart(result, voice, material.dated)]
    if top is not None:
        option = result.options[top]
        sentences = (
            f"{voice.quoted(top)}: {costs.cost(option, voice)}",
            costs.cost_parts(option, voice),
            costs.footprint(option, voice),
        )
        blocks.append(Paragraph(" ".join(part for part in sentences if part)))
    return blocks
