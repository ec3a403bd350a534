"""Blocks of the report become paragraphs, tables and pictures, in their order."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Twips

from .. import blocks
from ..file_text import plain
from ..voice import Voice
from .elements import (
    FULL_WIDTH,
    PLAIN,
    Cells,
    Look,
    Setting,
    element,
    line_of,
    paragraph,
    run,
    table,
)
from .lists import Lists
from .pictures import WIDTH_CM
from .styles import Styles

MUTED = "4A5B63"


class Writer:
    """Writes blocks before one place of a document.

    place: the paragraph that gives way in the end. colour: six digits, of what stands out.
    """

    def __init__(
        self, document: Document, place: Any, styles: Styles, voice: Voice, colour: str
    ) -> None:
        self.document, self.place, self.styles = document, place, styles
        self.voice, self.colour = voice, colour
        self.pictures: Mapping[str, bytes] = {}
        self.lists = Lists(document)
        self.room = _room(document)
        self._numbers = itertools.count(10_000)  # a template may have bookmarks of its own
        self._write: dict[type, Callable[[Any], None]] = {
            blocks.Heading: lambda b: self.heading(b.text),
            blocks.Paragraph: lambda b: self.text(b.text),
            blocks.Key: lambda b: self._lead(b.lead, b.text, bar=True),
            blocks.Bullets: lambda b: self.bullets(b.items),
            blocks.Numbered: lambda b: self._list(
                b.items, self.styles.number, self.lists.numbers()
            ),
            blocks.Facts: lambda b: self.facts(b.pairs),
            blocks.Table: self.table,
            blocks.Chart: self._chart,
            blocks.Ranking: self._ranking,
            blocks.Frequency: lambda b: self._lead(b.lead, b.text),
            blocks.RuleCards: self._rules,
        }

    def block(self, block: blocks.Block) -> None:
        """Write one block."""
        self._write[type(block)](block)

    def add(self, made: Any) -> None:
        """Put a finished element before the place."""
        self.place.addprevious(made)

    def chapter(self, title: str, anchor: str, *, new_page: bool) -> None:
        """Write a chapter's heading with a bookmark that the contents lead to."""
        number = str(next(self._numbers))
        setting = Setting(self.styles.chapter, together=True, new_page=new_page)
        marked = (
            element("bookmarkStart", id=number, name=anchor),
            run(line_of(title)),
            element("bookmarkEnd", id=number),
        )
        self.add(paragraph(*marked, setting=setting, text=title))

    def heading(self, text: str) -> None:
        """Write a heading inside a chapter."""
        setting = Setting(self.styles.heading, together=True)
        self.add(paragraph(run(line_of(text)), setting=setting, text=text))

    def text(self, text: str, look: Look = PLAIN, *, together: bool = False) -> None:
        """Write running text."""
        self.add(paragraph(run(text, look), setting=Setting(together=together), text=text))

    def _lead(self, lead: str, text: str, *, bar: bool = False) -> None:
        runs = [run(f"{lead} ", Look(bold=True, colour=self.colour))] if lead else []
        setting = Setting(bar=self.colour if bar else "")
        self.add(paragraph(*runs, run(text), setting=setting, text=lead or text))

    def bullets(self, items: Sequence[blocks.Item]) -> None:
        """Write a list without order."""
        self._list(items, self.styles.bullet, self.lists.bullets)

    def _list(self, items: Sequence[blocks.Item], style: str, number: str) -> None:
        for item in items:
            runs = [run(f"{item.lead} ", Look(bold=True))] if item.lead else []
            setting = Setting(style, list=number)
            said = item.lead or item.text
            self.add(paragraph(*runs, run(item.text), setting=setting, text=said))

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Write terms with their values, one a line."""
        for term, value in pairs:
            self.add(paragraph(run(f"{term}: ", Look(bold=True)), run(value), text=term))

    def table(self, block: blocks.Table) -> None:
        """Write a table with its caption above."""
        self._caption(block.caption, together=True)
        said = (block.head, block.rows, block.numeric, block.widths, block.totals)
        self._cells(Cells(*said, self.colour, self.room), block.caption)

    def _cells(self, cells: Cells, title: str) -> None:
        self.add(table(cells, style=self.styles.table, title=title))
        self.add(paragraph())  # two tables in a row would grow into one

    def _caption(self, text: str, *, together: bool = False) -> None:
        setting = Setting(self.styles.caption, together=together)
        self.add(paragraph(run(text, Look(colour=MUTED, size=18)), setting=setting, text=text))

    def _chart(self, block: blocks.Chart) -> None:
        self.heading(block.title)
        self.text(block.subtitle, Look(colour=MUTED), together=True)
        picture = self.pictures.get(block.name)
        if picture is None:
            lead = self.voice.say(
                "Die Abbildung ließ sich hier nicht zeichnen. Ihr Inhalt in Worten:",
                "The figure could not be drawn here. Its content in words:",
            )
            self._lead(lead, block.alt)
        else:
            self._legend(block.legend)
            self._picture(block, picture)
            self._caption(block.caption)
        self.table(block.table)

    def _legend(self, marks: Sequence[blocks.Mark]) -> None:
        runs = []
        for mark in marks:
            sign = {"square": "■", "line": "●", "dash": "◆"}[mark.shape]
            runs.append(run(f"{sign} ", Look(colour=mark.colour.lstrip("#"), size=18)))
            detail = f" {mark.detail}" if mark.detail else ""
            runs.append(run(f"{mark.label}{detail}    ", Look(size=18)))
        if runs:
            self.add(paragraph(*runs, setting=Setting(together=True)))

    def _picture(self, block: blocks.Chart, picture: bytes) -> None:
        made = self.document.add_paragraph()
        share = (block.figure.layout.width or 680) / 680
        made.add_run().add_picture(BytesIO(picture), width=self._width(min(share, 1)))
        made.paragraph_format.keep_with_next = True
        for said in made._p.iter(qn("wp:docPr")):
            said.set("descr", plain(block.alt))
            said.set("title", plain(block.title))
        self.add(made._p)

    def _width(self, share: float) -> Length:
        """Return a figure's width: never wider than the page has room."""
        return Twips(round(min(Cm(WIDTH_CM).twips, self.room) * share))

    def _ranking(self, block: blocks.Ranking) -> None:
        say = self.voice.say
        rows = tuple(
            (
                str(entry.rank or "–"),
                "\n".join(
                    (
                        " · ".join((entry.name, *(tag.text for tag in entry.tags))),
                        entry.description,
                        *entry.reasons,
                    )
                ),
                str(round(entry.points)) if entry.rank else f"({round(entry.points)})",
            )
            for entry in block.entries
        )
        head = (say("Platz", "Rank"), say("Weg", "Way"), say("Punkte", "Points"))
        title = say("Rangfolge der Wege", "Ranking of the ways")
        self._cells(Cells(head, rows, (0, 2), (0, 1, 0), (), self.colour, self.room), title)

    def _rules(self, block: blocks.RuleCards) -> None:
        say = self.voice.say
        for card in block.cards:
            self.add(
                paragraph(
                    run(f"{card.id}  {card.title} ", Look(bold=True)),
                    run(f"({card.kind.text})", Look(colour=MUTED)),
                    setting=Setting(together=True),
                    text=card.title,
                )
            )
            self.text(card.text)
            self.bullets([blocks.Item(text) for text in card.safeguards])
            self.text(card.reach)
            basis = say("Grundlage:", "Basis:")
            self.text(f"{basis} {card.legal_basis}. {card.note}", Look(colour=MUTED, size=18))


def _room(document: Document) -> int:
    """Return the width between the margins, twentieths of a point."""
    page = document.sections[-1]
    sizes = (page.page_width, page.left_margin, page.right_margin)
    if any(size is None for size in sizes):
        return FULL_WIDTH
    width, left, right = (size.twips for size in sizes if size is not None)
    return int(max(width - left - right, FULL_WIDTH // 3))
