"""One page for the management: what, why, what would change it, first steps, what is open."""

from collections import Counter

from assessments.engine.result import UseCaseResult

from .. import codes
from ..blocks import Block, Bullets, Heading, Item, Key, Paragraph, Section, Table
from ..sentences import costs, ownership, paths, reasons, results, steps, sureness
from ..voice import Voice
from .material import Material

SHOWN = 5  # entries of a list that still fit the page
MANY = 20  # use cases from which the table counts instead of listing


def summary(material: Material) -> Section:
    """Return the page for the management."""
    voice = material.voice
    blocks: list[Block] = []
    if not material.results:
        blocks.append(
            Paragraph(
                voice.say(
                    "Noch ist kein Anwendungsfall erfasst. "
                    "Eine Empfehlung entsteht je Anwendungsfall.",
                    "No use case is recorded yet. A recommendation is made per use case.",
                )
            )
        )
    else:
        blocks += _answer(material)
        if len(material.results) <= MANY:
            blocks += _because(material)
    blocks += _switched_off(material)
    blocks += _first_steps(material)
    blocks.append(
        Key(
            voice.say("Noch zu tun.", "Still to do."),
            steps.open_work(material.recommendation, voice),
        )
    )
    title = paths.finding(material.recommendation.company, material.results, voice)
    return Section("summary", title, tuple(blocks), voice.say("Für die Leitung", "For management"))


def _switched_off(material: Material) -> list[Block]:
    """Which rules do not count; the reasons stand with the rules."""
    voice, off = material.voice, list(material.dossier.switched_off)
    if not off:
        return []
    text = voice.say(
        f"{voice.listed(off)} zählt hier nicht. Die Begründung steht bei den Regeln."
        if len(off) == 1
        else f"{voice.listed(off)} zählen hier nicht. Die Gründe stehen bei den Regeln.",
        f"{voice.listed(off)} does not count here. The reason stands with the rules."
        if len(off) == 1
        else f"{voice.listed(off)} do not count here. The reasons stand with the rules.",
    )
    return [Key(voice.say("Regeln abgeschaltet.", "Rules switched off."), text, "warning")]


def _answer(material: Material) -> list[Block]:
    voice, company = material.voice, material.recommendation.company
    lead = voice.say("Empfehlung.", "Recommendation.")
    if any(map(results.is_provisional, material.results)):
        lead = voice.say("Vorläufige Empfehlung.", "Provisional recommendation.")
    blocks: list[Block] = [Key(lead, paths.hybrid(company, material.results, voice), "result")]
    why = paths.reasons(company, material.results, material.titles, voice)
    if why and len(material.results) <= MANY:
        blocks.append(Bullets(tuple(Item(sentence) for sentence in why)))
    blocks.append(overview_table(material) if len(material.results) <= MANY else _counts(material))
    blocks.append(Bullets(_sure_and_costs(material)))
    return blocks


def _sure_and_costs(material: Material) -> tuple[Item, ...]:
    voice = material.voice
    items = (
        Item(sureness.summary(material.results, voice), voice.say("Wie sicher:", "How sure:")),
        Item(
            ownership.recommended(material.study, voice) if material.dossier.use_cases else "",
            voice.say("Kosten:", "Costs:"),
        ),
    )
    return tuple(item for item in items if item.text)


def overview_table(material: Material) -> Table:
    """Return one row per use case: start, target, points, how sure, monthly cost."""
    voice, brief = material.voice, len(material.results) > MANY
    rows = []
    for result in material.results:
        top = results.first(result)
        chosen = result.start_option or result.target_option or top
        rows.append(
            (
                result.title,
                paths.start_name(result, voice),
                paths.target_name(result, voice),
                str(results.points_of(result, top)) if top else "–",
                results.confidence_word(result, voice),
                costs.cost_range(result.options[chosen], voice) if chosen and top else "–",
            )
        )
    return Table(
        caption=voice.say(
            "Empfehlung je Anwendungsfall. Punkte für Platz 1, Kosten im Monat für den Start.",
            "Recommendation by use case. Points of first place, monthly costs of the start.",
        ),
        head=(
            voice.say("Anwendungsfall", "Use case"),
            voice.say("Start", "Start"),
            voice.say("Ziel", "Target"),
            voice.say("Punkte", "Points"),
            voice.say("Wie sicher", "How sure"),
            voice.say("Kosten", "Costs"),
        ),
        rows=tuple(rows),
        numeric=(3, 5),
        widths=(5, 4, 4, 0, 3, 4),
        traces=tuple(_row_traces(result, brief=brief) for result in material.results),
    )


def _row_traces(result: UseCaseResult, *, brief: bool) -> tuple[str, ...]:
    """Return the ways of calculation of one row. brief: of points and costs alone."""
    top = results.first(result)
    if top is None:
        return ("",) * 6
    chosen = result.start_option or result.target_option or top
    begin, sure = ("", "") if brief else (codes.start(result.id), codes.confidence(result.id))
    score, cost = codes.score(result.id, top), codes.cost(result.id, chosen)
    return "", begin, "", score, sure, cost


def _counts(material: Material) -> Table:
    """Return how many use cases start and end on each way, for many use cases."""
    voice = material.voice
    starts = Counter(result.start_option for result in material.results)
    targets = Counter(result.target_option for result in material.results)
    codes = [*material.catalogue.options, None]
    rows = tuple(
        (
            voice.option(code) if code else voice.say("noch kein Weg", "no way yet"),
            voice.number(starts[code]),
            voice.number(targets[code]),
        )
        for code in codes
        if starts[code] or targets[code]
    )
    count = voice.number(len(material.results))
    return Table(
        caption=voice.say(
            f"{count} Anwendungsfälle nach Weg; die Liste folgt im nächsten Kapitel.",
            f"{count} use cases by way; the list follows in the next chapter.",
        ),
        head=(voice.say("Weg", "Way"), voice.say("Start", "Start"), voice.say("Ziel", "Target")),
        rows=rows,
        numeric=(1, 2),
        widths=(1, 0, 0),
    )


def _because(material: Material) -> list[Block]:
    voice = material.voice
    reasons_why = [
        Item(_reason(result, voice), f"{result.title}:")
        for result in material.results[:SHOWN]
        if result.ranking
    ]
    changes = [
        Item(reasons.tipping_point(result.tipping_points[0], voice), f"{result.title}:")
        for result in material.results[:SHOWN]
        if result.tipping_points and len(result.ranking) > 1
    ]
    blocks: list[Block] = []
    if reasons_why:
        blocks += [Heading(voice.say("Warum", "Why")), Bullets(tuple(reasons_why))]
    if changes:
        heading = voice.say("Was das Ergebnis ändern würde", "What would change the result")
        blocks += [Heading(heading), Bullets(tuple(changes))]
    return blocks


def _reason(result: UseCaseResult, voice: Voice) -> str:
    if len(result.ranking) == 1:
        return results.confidence(result, voice)
    return f"{reasons.contributions_title(result, voice)}."


def _first_steps(material: Material) -> list[Block]:
    voice = material.voice
    found = steps.steps(material.recommendation, voice)
    blocks: list[Block] = []
    for days in (30, 90):
        due = [step for step in found if step.days == days]
        if due:
            items = tuple(Item(step.text, f"{step.lead}:") for step in due[:3])
            heading = voice.say(f"In den ersten {days} Tagen", f"In the first {days} days")
            blocks += [Heading(heading), Bullets(items)]
    return blocks


def all_use_cases(material: Material) -> Section:
    """Return the brief form for many use cases: tables instead of a chapter each."""
    voice = material.voice
    barred = tuple(
        (
            result.title,
            voice.listed([voice.short(code) for code in results.excluded(result)]),
            ", ".join(
                dict.fromkeys(
                    rule
                    for code in results.excluded(result)
                    for rule in material.grounds.of(result, code, voice)
                )
            ),
        )
        for result in material.results
        if results.excluded(result)
    )
    blocks: list[Block] = [overview_table(material)]
    if barred:
        blocks.append(
            Table(
                caption=voice.say("Ausgeschlossene Wege", "Ways excluded"),
                head=(
                    voice.say("Anwendungsfall", "Use case"),
                    voice.say("Ausgeschlossen", "Excluded"),
                    voice.say("Regeln", "Rules"),
                ),
                rows=barred,
                widths=(4, 4, 3),
            )
        )
    return Section("use-cases", voice.say("Alle Anwendungsfälle", "All use cases"), tuple(blocks))
