"""Lists of Word's own making: bullets, and numbers that begin anew in every list."""

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from .elements import element

EMPTY = f"<w:numbering {nsdecls('w')}/>"
LEVEL_INDENT, HANGING = "360", "360"  # twentieths of a point


class Lists:
    """The kinds of list that a document gets from us, beside its own.

    Ours are used whatever the template says about its list styles: so each list of numbers can
    begin with 1, and a list is one even where the template's style is only an indent.
    """

    def __init__(self, document: Document) -> None:
        self._root = _numbering(document)
        kinds = [int(k.get(qn("w:abstractNumId"))) for k in self._root.iter(qn("w:abstractNum"))]
        self._bullets = max(kinds, default=0) + 1
        self._numbers = self._bullets + 1
        self._place(_kind(self._bullets, "bullet", "•"))
        self._place(_kind(self._numbers, "decimal", "%1."))
        self.bullets = self._instance(self._bullets)

    def numbers(self) -> str:
        """Return the id of a list that counts from 1."""
        return self._instance(self._numbers, restart=True)

    def _place(self, kind: Any) -> None:
        """Put a kind where the format wants it: before all instances."""
        first = next(self._root.iterchildren(qn("w:num")), None)
        if first is None:
            self._root.append(kind)
        else:
            first.addprevious(kind)

    def _instance(self, kind: int, *, restart: bool = False) -> str:
        used = [int(n.get(qn("w:numId"))) for n in self._root.iterchildren(qn("w:num"))]
        number = str(max(used, default=0) + 1)
        made = element("num", element("abstractNumId", val=str(kind)), numId=number)
        if restart:
            made.append(element("lvlOverride", element("startOverride", val="1"), ilvl="0"))
        last = list(self._root.iterchildren(qn("w:num"), qn("w:abstractNum")))[-1]
        last.addnext(made)
        return number


def _kind(number: int, form: str, sign: str) -> Any:
    level = element(
        "lvl",
        element("start", val="1"),
        element("numFmt", val=form),
        element("lvlText", val=sign),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=LEVEL_INDENT, hanging=HANGING)),
        ilvl="0",
    )
    return element(
        "abstractNum",
        element("multiLevelType", val="singleLevel"),
        level,
        abstractNumId=str(number),
    )


def _numbering(document: Document) -> Any:
    """Return the root of the document's lists; a document without any gets it."""
    part: Any = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        made = NumberingPart.load(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            EMPTY.encode(),
            part.package,
        )
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element
