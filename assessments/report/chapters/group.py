"""The respondents: what they weigh, how far they agree, and what the dissenting would choose."""

from dataclasses import dataclass

from assessments.engine import disagreement
from assessments.engine.disagreement import Minority
from assessments.engine.group import Group
from assessments.engine.result import UseCaseResult
from assessments.engine.weights import scaled_weights

from ..blocks import Block, Bullets, Heading, Item, Key, Paragraph, Section, Table
from ..charts import importance_chart
from ..charts.group import MANY as MANY_PEOPLE
from ..charts.group import respondents_chart
from ..sentences import group as words
from ..voice import Voice
from .material import Material

MOST_CASES = 20  # use cases for which everybody's own choice is worked out
COLUMNS = 3  # use cases beside each other in one table
MOST_TOLD = 10  # dissenting voices told one by one


@dataclass(frozen=True, slots=True)
class Split:
    """What the disagreement means for one use case. firsts: by participant, in their order."""

    result: UseCaseResult
    first: str
    firsts: tuple[str, ...]
    minorities: tuple[Minority, ...]
    geometric: str | None


def group(material: Material) -> Section:
    """Return the chapter; one respondent, or none, gets the short form."""
    voice, room = material.voice, material.group
    if room is None or len(room.participants) < 2:
        return _short(material, room)
    splits = [split for result in material.results[:MOST_CASES] if (split := _split(room, result))]
    blocks: list[Block] = [
        Key(f"{words.agreement_title(room, voice)}.", words.agreement(room, voice), "result"),
        respondents_chart(room, voice, material.dated),
    ]
    if told := words.topics(room, voice):
        blocks.append(
            Heading(voice.say("Darüber lohnt sich ein Gespräch", "This is worth talking about"))
        )
        blocks.append(Bullets(tuple(Item(text, f"{name}:") for name, text in told)))
    if splits:
        blocks += _minority_report(splits, voice)
        blocks += _first_places(room, splits, voice)
    return Section("group", words.agreement_title(room, voice), tuple(blocks))


def _short(material: Material, room: Group | None) -> Section:
    voice = material.voice
    weights = material.recommendation.company.importance
    chart = importance_chart(weights, voice, material.dated)
    if room is None:
        title = voice.say("Niemand hat bisher gewichtet", "Nobody has weighed so far")
        said = voice.say(
            "Alle Kriterien zählen deshalb gleich viel.", "All criteria therefore count the same."
        )
    else:
        name = material.respondent(room.participants[0].name)
        title = voice.say(
            f"Die Gewichte stammen von einer Stimme: {voice.quote(name)}",
            f"The weights come from one respondent: {voice.quote(name)}",
        )
        said = words.alone(name, voice)
        said += f" {words.way(room.participants[0].method, voice)}"
    return Section("group", title, (Paragraph(said), chart), new_page=False)


def _split(room: Group, result: UseCaseResult) -> Split | None:
    """Work out everybody's first place; None where fewer than two ways are allowed."""
    allowed = [code for code, option in result.options.items() if option.status != "excluded"]
    fit = {
        criterion: {code: option.criteria[criterion] for code, option in result.options.items()}
        for criterion in room.arithmetic
    }
    ours = disagreement.first_option(scaled_weights(room.arithmetic, result.needs), fit, allowed)
    if ours is None or len(allowed) < 2:
        return None
    others = disagreement.minorities(room, result.needs, fit, allowed)
    theirs = {found.number: found.first for found in others}
    return Split(
        result,
        ours,
        tuple(theirs.get(number, ours) for number in range(len(room.participants))),
        others,
        disagreement.geometric_first(room, result.needs, fit, allowed),
    )


def _minority_report(splits: list[Split], voice: Voice) -> list[Block]:
    """Return what everybody who dissents would choose, use case by use case."""
    who = {found.number for split in splits for found in split.minorities}
    blocks: list[Block] = [Heading(words.minority_title(len(who), len(splits), voice))]
    items = [
        Item(words.minority(found, split.first, voice), f"{split.result.title}:")
        for split in splits
        for found in split.minorities
    ]
    if items:
        blocks.append(Bullets(tuple(items[:MOST_TOLD])))
    if (rest := len(items) - MOST_TOLD) > 0:
        count = voice.number(rest)
        blocks.append(
            Paragraph(
                voice.say(f"Dazu kommen {count} weitere.", f"There are {count} more like these.")
            )
        )
    other = {split.result.title: split.geometric for split in splits if split.geometric}
    if said := words.geometric(other, voice):
        blocks.append(Paragraph(said))
    return blocks


def _first_places(room: Group, splits: list[Split], voice: Voice) -> list[Block]:
    """Return everybody's own first place; counted by way where they are too many."""
    parts = [splits[at : at + COLUMNS] for at in range(0, len(splits), COLUMNS)]
    return [_first_table(room, part, voice) for part in parts]


def _first_table(room: Group, splits: list[Split], voice: Voice) -> Table:
    named = len(room.participants) <= MANY_PEOPLE
    if named:
        rows = [
            (person.name, *(voice.short(split.firsts[number]) for split in splits))
            for number, person in enumerate(room.participants)
        ]
    else:
        ways = dict.fromkeys(code for split in splits for code in split.result.options)
        rows = [
            (voice.short(code), *(voice.number(split.firsts.count(code)) for split in splits))
            for code in ways
            if any(code in split.firsts for split in splits)
        ]
    total = voice.say("Alle zusammen", "All together")
    return Table(
        caption=voice.say(
            "Platz 1 nach den Gewichten jeder Stimme", "First place by everybody's own weights"
        )
        if named
        else voice.say(
            "So viele Stimmen setzen den Weg auf Platz 1", "How many respondents put the way first"
        ),
        head=(
            voice.say("Stimme", "Respondent") if named else voice.say("Weg", "Way"),
            *(split.result.title for split in splits),
        ),
        rows=tuple(rows),
        totals=(total, *(voice.short(split.first) for split in splits)),
        widths=(2, *(2,) * len(splits)),
    )
