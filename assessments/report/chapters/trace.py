"""The appendix on the calculation: how the points and the cost of first place came about."""

from assessments.engine.result import UseCaseResult
from assessments.engine.traces import Workings

from .. import codes, numbers
from ..blocks import Block, Heading, Paragraph, Section, Table
from ..sentences import costs as cost_words
from ..sentences import results
from ..voice import Voice
from .material import Material
from .summary import MANY

SHOWN, FEW = 5, 3  # use cases told in full; of many, few

HEAD = (  # German, English
    ("Kriterium", "Criterion"),
    ("Wichtig", "Important"),
    ("Bedarf", "Need"),
    ("Gewicht", "Weight"),
    ("Start", "Start"),
    ("Antworten", "Answers"),
    ("Note", "Mark"),
    ("Punkte", "Points"),
)
COST_HEAD = (("Posten", "Item"), ("Rechnung", "Calculation"), ("Euro", "Euros"))


def trace(material: Material) -> Section | None:
    """Return the chapter; None where no way is allowed in any use case."""
    ranked = [result for result in material.results if result.ranking]
    if not ranked:
        return None
    voice, workings = material.voice, Workings(material.dossier, material.catalogue)
    blocks: list[Block] = [Paragraph(_read(voice))]
    shown = told(material)
    for result in shown:
        blocks += [
            Heading(result.title),
            _points(result, workings, voice),
            _cost(result, workings, voice),
        ]
    if rest := len(ranked) - len(shown):
        blocks.append(Paragraph(_rest(rest, voice)))
    title = voice.say("Anhang: der Rechenweg", "Appendix: the calculation")
    return Section("calculation", title, tuple(blocks), part="appendix")


def told(material: Material) -> tuple[UseCaseResult, ...]:
    """Return the use cases the chapter tells in full."""
    most = FEW if len(material.results) > MANY else SHOWN
    return tuple(result for result in material.results if result.ranking)[:most]


def _read(voice: Voice) -> str:
    return voice.say(
        "So entstehen die Punkte von Platz 1: Gewicht mal Note, dann die Summe. "
        "Im Bericht am Bildschirm öffnet jede Zahl ihren ganzen Weg.",
        "This is how the points of first place arise: weight times mark, then the sum. "
        "In the report on screen every number opens its whole way.",
    )


def _rest(count: int, voice: Voice) -> str:
    return voice.say(
        f"{count} weitere Anwendungsfälle sind nach demselben Weg gerechnet."
        if count > 1
        else "Ein weiterer Anwendungsfall ist nach demselben Weg gerechnet.",
        f"{count} more use cases are calculated in the same way."
        if count > 1
        else "One more use case is calculated in the same way.",
    )


def _points(result: UseCaseResult, workings: Workings, voice: Voice) -> Table:
    top = result.ranking[0]
    option, rows, traces = result.options[top], [], []
    for code, points in option.contributions.items():
        weight, mark = workings.weight(result.id, code), workings.mark(result.id, code, top)
        moved = sum(move.points for move in mark.moves)
        rows.append(
            (
                voice.criterion_short(code),
                voice.percent(weight.importance, 1),
                voice.number(weight.need, 2),
                voice.percent(weight.weight, 1),
                voice.number(mark.base.points, 1),
                numbers.signed(moved, voice.language, 1),
                voice.number(mark.mark, 1),
                voice.number(points, 1),
            )
        )
        way = codes.weight(result.id, code), codes.mark(result.id, code, top)
        mine = codes.importance(code), way[0], way[0], way[1], way[1], way[1]
        traces.append(("", *mine, codes.points(result.id, code, top)))
    return Table(
        caption=voice.say(
            f"Punkte von {voice.quoted(top)}: Gewicht × Note. Die Note reicht von 0 bis 100.",
            f"Points of {voice.quoted(top)}: weight × mark. The mark runs from 0 to 100.",
        ),
        head=tuple(voice.say(*pair) for pair in HEAD),
        rows=tuple(rows),
        numeric=tuple(range(1, 8)),
        totals=(voice.say("Summe", "Total"), *("",) * 6, voice.number(option.score, 1)),
        widths=(1, *(0,) * 7),
        traces=tuple(traces),
    )


def _cost(result: UseCaseResult, workings: Workings, voice: Voice) -> Table:
    top = results.first(result) or ""
    option, parts = result.options[top], workings.cost(result.id, top)
    per_set = voice.euro(parts.per_set)
    rows = (
        (
            voice.say("Verbrauch", "Usage"),
            voice.say("Textbausteine × Preis", "tokens × price"),
            voice.euro(parts.usage),
        ),
        (
            voice.say("Technik", "Hardware"),
            f"{voice.number(parts.sets)} × {per_set}" if parts.sets else "–",
            voice.euro(parts.hardware),
        ),
        (
            voice.say("Betreuung", "Care"),
            voice.say("Stellenanteil × Jahreskosten ÷ 12", "share of a post × yearly cost ÷ 12"),
            voice.euro(parts.care),
        ),
        (
            voice.say("Summe", "Total"),
            voice.say("Spanne: ", "range: ") + cost_words.cost_range(option, voice),
            voice.euro(option.cost_eur_per_month.likely),
        ),
    )
    return Table(
        caption=voice.say(
            f"Kosten im Monat von {voice.quoted(top)}, ohne Umsatzsteuer",
            f"Monthly costs of {voice.quoted(top)}, without VAT",
        ),
        head=tuple(voice.say(*pair) for pair in COST_HEAD),
        rows=rows,
        numeric=(2,),
        widths=(2, 5, 0),
        traces=(("", "", codes.cost(result.id, top)),) * 4,
    )
