"""The styles of a template by what they are for; a missing one is made, so that it is real."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from .elements import element

HEADINGS = {"Heading 1": (20, 0), "Heading 2": (13, 1)}  # points, level in the outline


@dataclass(frozen=True, slots=True)
class Styles:
    """Ids of the styles that the report is written in; "" = the document's own default."""

    chapter: str
    heading: str
    bullet: str
    number: str
    caption: str
    table: str


def styles_of(document: Document, colour: str) -> Styles:
    """Return the ids; built-in styles are found by their inner names in any language of Word.

    Word leaves out of a file what nobody used in it. colour: six digits, of headings made here.
    """
    return Styles(
        chapter=_id(document, "Heading 1") or _heading(document, "Heading 1", colour),
        heading=_id(document, "Heading 2") or _heading(document, "Heading 2", colour),
        bullet=_id(document, "List Bullet") or _plain(document, "List Bullet"),
        number=_id(document, "List Number") or _plain(document, "List Number"),
        caption=_id(document, "Caption") or _plain(document, "Caption"),
        table=_id(document, "Normal Table", table=True),
    )


def _id(document: Document, name: str, *, table: bool = False) -> str:
    kind = WD_STYLE_TYPE.TABLE if table else WD_STYLE_TYPE.PARAGRAPH
    for style in document.styles:
        # the library calls "heading 1" "Heading 1"
        if style.type == kind and (style.name or "").lower() == name.lower():
            return str(style.style_id)
    return ""


def _plain(document: Document, name: str) -> str:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    return str(style.style_id)


def _heading(document: Document, name: str, colour: str) -> str:
    size, level = HEADINGS[name]
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.font.size, style.font.bold = Pt(size), True
    style.font.color.rgb = RGBColor.from_string(colour)
    look = style.paragraph_format
    look.space_before, look.space_after, look.keep_with_next = Pt(size * 0.9), Pt(6), True
    # what makes it a heading for the contents and for reading aloud
    look._element.get_or_add_pPr().append(element("outlineLvl", val=str(level)))
    return str(style.style_id)
