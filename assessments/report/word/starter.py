"""Our own Word template: what reports are written in, and what people begin theirs from."""

import functools
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ..brand_colours import readable
from ..template import INK, PRIMARY
from .elements import element
from .placeholders import NAMES

TYPEFACE = "Calibri"  # what Word has everywhere


@functools.lru_cache(maxsize=16)
def starter(language: str, colour: str = "") -> bytes:
    """Return the template with every placeholder, named in this language."""
    document = docx.Document()
    _page(document)
    _styles(document, readable(colour) if colour else PRIMARY)
    _cover(document, language)
    _running_lines(document, language)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.different_first_page_header_footer = True


def _styles(document: Document, colour: str) -> None:
    sizes = {"Title": 30, "Subtitle": 14, "Heading 1": 20, "Heading 2": 13, "Caption": 9}
    for name, size in sizes.items():
        style: Any = document.styles[name]
        _typeface(style)
        style.font.size, style.font.italic = Pt(size), False
        style.font.bold = name not in ("Subtitle", "Caption")
        style.font.color.rgb = RGBColor.from_string(
            (INK if name in ("Subtitle", "Caption") else colour).lstrip("#").upper()
        )
    normal: Any = document.styles["Normal"]
    _typeface(normal)
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    heads: tuple[Any, ...] = (document.styles["Heading 1"], document.styles["Heading 2"])
    for style, before in zip(heads, (18, 14), strict=True):
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True


def _typeface(style: Any) -> None:
    style.font.name = TYPEFACE
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), TYPEFACE)


def _mark(language: str, name: str) -> str:
    return f"{{{{ {name if language == 'de' else NAMES[name]} }}}}"


def _cover(document: Document, language: str) -> None:
    german = language == "de"
    document.add_paragraph(_mark(language, "logo"))
    document.add_paragraph(_mark(language, "untertitel"), style="Title")
    document.add_paragraph(_mark(language, "titel"), style="Subtitle")
    document.add_paragraph(_mark(language, "eckdaten"))
    heading = document.add_paragraph("Inhalt" if german else "Contents", style="Subtitle")
    heading.paragraph_format.page_break_before = True
    document.add_paragraph(_mark(language, "inhalt"))
    turn = document.add_paragraph(_mark(language, "bericht"))
    turn.paragraph_format.page_break_before = True


def _running_lines(document: Document, language: str) -> None:
    section = document.sections[0]
    section.header.paragraphs[
        0
    ].text = f"{_mark(language, 'organisation')} · {_mark(language, 'firma')}"
    foot = section.footer.paragraphs[0]
    foot.text = f"{_mark(language, 'stand')} · Version {_mark(language, 'version')} · "
    foot.add_run("Seite " if language == "de" else "Page ")
    foot.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for kind in ("begin", "PAGE", "end"):
        part: Any = foot.add_run()._r
        if kind == "PAGE":
            code = element("instrText")
            code.text = " PAGE "
            part.append(code)
        else:
            part.append(element("fldChar", fldCharType=kind))
