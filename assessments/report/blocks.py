"""The report as a list of blocks: one model for the web page, the PDF and every later form.

All values are plain and frozen; texts are ready sentences in the report's language and never
markup.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import plotly.graph_objects as go


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Key:
    """A sentence to remember. kind: result | note | warning."""

    lead: str
    text: str
    kind: Literal["result", "note", "warning"] = "note"
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; `lead` stands before the text, set apart."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list in order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with their values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is its header.

    numeric: columns set to the right. totals: a last row, or empty. widths: share of the free
    width by column, 0 = as narrow as its content; empty = all as needed. traces: the way each
    cell was worked out, rows and columns as in `rows`, "" = none; empty = none at all.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    totals: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    traces: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of a chart's legend. shape: square | line (dot on a line) | dash (diamond)."""

    label: str
    colour: str
    detail: str = ""
    shape: Literal["square", "line", "dash"] = "square"


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with its finding and everything needed without eyes.

    name: letters, digits and hyphens, once per page. title: the finding. subtitle: what is
    shown, in which unit. caption: source and date. alt: the figure in one or two sentences.
    """

    name: str
    figure: "go.Figure"
    title: str
    subtitle: str
    caption: str
    alt: str
    table: Table
    legend: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A label beside a name. kind: "" | ok | warn | danger | info."""

    text: str
    kind: Literal["", "ok", "warn", "danger", "info"] = ""


@dataclass(frozen=True, slots=True)
class RankEntry:
    """One way of sourcing in the ranking. rank: None = excluded. points: 0 … 100."""

    option: str
    rank: int | None
    name: str
    description: str
    points: float
    tags: tuple[Tag, ...]
    reasons: tuple[str, ...] = ()
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """All ways of sourcing, best first, the excluded ones last."""

    entries: tuple[RankEntry, ...]


@dataclass(frozen=True, slots=True)
class Frequency:
    """A natural frequency: `count` of 100, shown large with 100 dots."""

    count: int
    lead: str
    text: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule that holds or may hold here, with its article and date."""

    id: str
    kind: Tag
    title: str
    text: str
    reach: str
    safeguards: tuple[str, ...]
    legal_basis: str
    note: str


@dataclass(frozen=True, slots=True)
class RuleCards:
    """Rules, one card each."""

    cards: tuple[RuleCard, ...]


Block = (
    Heading
    | Paragraph
    | Key
    | Bullets
    | Numbered
    | Facts
    | Table
    | Chart
    | Ranking
    | Frequency
    | RuleCards
)


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter. id: anchor, letters, digits and hyphens; the same in every version.

    kicker: a line above the title. new_page: on paper it begins a page. part: where it stands;
    the appendix can be left out as a whole. use_case: its id, where the chapter is of one.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    kicker: str = ""
    new_page: bool = True
    part: Literal["body", "appendix"] = "body"
    use_case: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    facts: what the cover states. footer: catalogue version and the like. guide: how to read
    the report, beside its contents. fingerprint: SHA-256 of the dossier, by which two reports of
    the same input are known. version: number of the edition, None = not kept. organisation and
    colour ("#0b5563", "" = ours): whose report it is. omitted: titles of chapters left out.
    """

    title: str
    subtitle: str
    company: str
    language: str
    facts: tuple[tuple[str, str], ...]
    footer: str
    dated: date
    sections: tuple[Section, ...] = ()
    guide: tuple[Item, ...] = ()
    fingerprint: str = ""
    version: int | None = None
    organisation: str = ""
    colour: str = ""
    omitted: tuple[str, ...] = ()


def blocks_of(report: Report) -> Iterator[Block]:
    """Yield every block of the report in reading order."""
    for section in report.sections:
        yield from section.blocks


def charts_of(report: Report) -> tuple[Chart, ...]:
    """Return all charts of the report in reading order."""
    return tuple(block for block in blocks_of(report) if isinstance(block, Chart))
