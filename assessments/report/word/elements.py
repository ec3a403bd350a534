"""Pieces of WordprocessingML: runs, paragraphs, tables – built whole, for speed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ..file_text import plain

FULL_WIDTH = 9070  # twentieths of a point: an A4 page less its margins
RIGHT_TO_LEFT = ("R", "AL", "AN")


def line_of(text: str) -> str:
    """Return the text in one line; spaces that must not break stay."""
    return plain(text).replace("\n", " ").strip()


@dataclass(frozen=True, slots=True)
class Look:
    """How a run stands out. colour: six hexadecimal digits. size: half points."""

    bold: bool = False
    colour: str = ""
    size: int = 0


PLAIN = Look()


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """Return one element of the main namespace with its children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def run(text: str, look: Look = PLAIN) -> Any:
    """Return a run; line breaks stay, control characters go."""
    made = element("r")
    properties = _run_properties(text, look)
    if len(properties):
        made.append(properties)
    for number, line in enumerate(plain(text).split("\n")):
        if number:
            made.append(element("br"))
        words = element("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def _run_properties(text: str, look: Look) -> Any:
    properties = element("rPr")
    if look.bold:
        properties.extend([element("b"), element("bCs")])
    if look.colour:
        properties.append(element("color", val=look.colour))
    if look.size:
        properties.extend([element("sz", val=str(look.size)), element("szCs", val=str(look.size))])
    if is_right_to_left(text):
        properties.append(element("rtl"))
    return properties


def is_right_to_left(text: str) -> bool:
    """True if the first letter that has a direction runs from right to left."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    first = next((d for d in directions if d in ("L", *RIGHT_TO_LEFT)), "L")
    return first in RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set. style: the style's id. together: not parted from the next one.

    new_page: begins one. tight: with little room above and below. list: id of the list it is an
    entry of. bar: colour of a bar beside it.
    """

    style: str = ""
    align: str = ""
    together: bool = False
    new_page: bool = False
    tight: bool = False
    list: str = ""
    bar: str = ""


def paragraph(*runs: Any, setting: Setting = Setting(), text: str = "") -> Any:
    """Return a paragraph. text: what decides the direction of reading."""
    made, properties = element("p"), element("pPr")
    # in the order the format demands
    if setting.style:
        properties.append(element("pStyle", val=setting.style))
    if setting.together:
        properties.append(element("keepNext"))
    if setting.new_page:
        properties.append(element("pageBreakBefore"))
    if setting.list:
        place = (element("ilvl", val="0"), element("numId", val=setting.list))
        properties.append(element("numPr", *place))
    if setting.bar:
        line = element("left", val="single", sz="24", space="8", color=setting.bar)
        properties.append(element("pBdr", line))
    if is_right_to_left(text):
        properties.append(element("bidi"))
    if setting.tight:
        properties.append(element("spacing", before="40", after="40", line="240", lineRule="auto"))
    if setting.align:
        properties.append(element("jc", val=setting.align))
    if len(properties):
        made.append(properties)
    made.extend(runs)
    return made


@dataclass(frozen=True, slots=True)
class Cells:
    """A table's content. numeric: columns to the right. widths: shares, empty = all alike.

    colour: of the line under the head. room: width of the table, twentieths of a point.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    totals: tuple[str, ...] = ()
    colour: str = "0B5563"
    room: int = FULL_WIDTH


def table(cells: Cells, *, style: str, title: str) -> Any:
    """Return a table whose head is repeated on every page and whose rows stay whole."""
    made = element("tbl", _table_properties(cells.room, style, title), _grid(cells))
    made.append(_row(cells.head, cells, head=True))
    for row in cells.rows:
        made.append(_row(row, cells))
    if cells.totals:
        made.append(_row(cells.totals, cells, bold=True))
    return made


def _table_properties(room: int, style: str, title: str) -> Any:
    properties = element("tblPr")
    if style:
        properties.append(element("tblStyle", val=style))
    properties.extend(
        [
            element("tblW", w=str(room), type="dxa"),
            element("tblLayout", type="fixed"),
            element(
                "tblLook",
                val="06A0",
                firstRow="1",
                lastRow="0",
                firstColumn="1",
                lastColumn="0",
                noHBand="1",
                noVBand="1",
            ),
            element("tblCaption", val=plain(title)[:250]),
        ]
    )
    return properties


def _shares(cells: Cells) -> list[int]:
    """Return the columns' widths; 0 in the widths means as narrow as a number."""
    if not cells.widths or not any(cells.widths):
        return [cells.room // len(cells.head)] * len(cells.head)
    narrow = min(1100, cells.room // (2 * len(cells.head)))
    free = cells.room - narrow * cells.widths.count(0)
    total = sum(cells.widths)
    return [narrow if not share else free * share // total for share in cells.widths]


def _grid(cells: Cells) -> Any:
    return element("tblGrid", *(element("gridCol", w=str(width)) for width in _shares(cells)))


def _row(texts: Sequence[str], cells: Cells, *, head: bool = False, bold: bool = False) -> Any:
    properties = element("trPr", element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))
    made = element("tr", properties)
    for at, (text, width) in enumerate(zip(texts, _shares(cells), strict=True)):
        made.append(_cell(text, width, cells, head=head, bold=bold or at == 0, at=at))
    return made


def _cell(text: str, width: int, cells: Cells, *, head: bool, bold: bool, at: int) -> Any:
    line = (cells.colour, "12") if head else ("D3DCDE", "4")
    borders = element(
        "tcBorders", element("bottom", val="single", sz=line[1], space="0", color=line[0])
    )
    properties = element("tcPr", element("tcW", w=str(width), type="dxa"), borders)
    setting = Setting(align="right" if at in cells.numeric else "", tight=True)
    look = Look(bold=head or bold, size=18)
    return element("tc", properties, paragraph(run(text, look), setting=setting, text=text))
