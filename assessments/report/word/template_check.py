"""Is an uploaded file a Word template we can write a report into? If not: what, and where."""

import difflib
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from ..file_text import one_line
from . import placeholders

LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 2_000
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.%s.main+xml"
HARMLESS = ("hyperlink", "attachedTemplate")  # the one loads nothing, the other is taken out
LOADING_FIELDS = re.compile(
    r"^\s*(INCLUDEPICTURE|INCLUDETEXT|DDE|DDEAUTO|LINK|RD)\b", re.IGNORECASE
)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One reason why a template is refused; the words stand with the form.

    where: a part's name, or "body|header|footer", number of the table, text of the paragraph,
    parted by "|". what: the placeholder, with "→nearest" if it is unknown, or a target.
    """

    code: str
    where: str = ""
    what: str = ""


def flaws(data: bytes) -> tuple[Flaw, ...]:
    """Return everything that keeps a report from being written into this file; () = sound."""
    broken = _package_flaw(data)
    if broken is not None:
        return (broken,)
    try:
        document = docx.Document(BytesIO(data))
        found = (*_links(data), *_placeholder_flaws(document))
    except Exception:  # whatever the library stumbles over, the file is no sound template
        return (Flaw("unreadable"),)
    return tuple(dict.fromkeys(found))


def without_attached_template(data: bytes) -> bytes:
    """Return the file without the link to the template it was begun from: Word would load it."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as packed, zipfile.ZipFile(made, "w") as kept:
        for entry in packed.infolist():
            part = packed.read(entry)
            if entry.filename == "word/settings.xml":
                part = _without(part, lambda e: e.tag == qn("w:attachedTemplate"))
            elif entry.filename == "word/_rels/settings.xml.rels":
                part = _without(part, lambda e: _kind(e) == "attachedTemplate")
            kept.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _without(part: bytes, unwanted: Any) -> bytes:
    root = etree.fromstring(part, PARSER)
    for element in [e for e in root if unwanted(e)]:
        root.remove(element)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _package_flaw(data: bytes) -> Flaw | None:
    """Return why the file cannot even be opened: no ZIP, too much in it, macros, broken XML."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return Flaw("old_or_encrypted")
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return _contents_flaw(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return Flaw("no_docx")
    except Exception:  # zlib and others complain in their own ways
        return Flaw("unreadable")


def _contents_flaw(packed: zipfile.ZipFile) -> Flaw | None:
    entries = packed.infolist()
    if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > LARGEST_UNPACKED:
        return Flaw("too_large_unpacked")
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        return Flaw("no_docx")
    types = packed.read("[Content_Types].xml").decode("utf-8", "replace")
    if "macroEnabled" in types or any(_is_program(name.lower()) for name in names):
        return Flaw("macros")
    if TYPE % "document" not in types:
        return Flaw("word_template" if TYPE % "template" in types else "no_docx")
    return _broken_part(packed, names)


def _is_program(name: str) -> bool:
    return name.endswith("vbaproject.bin") or name.startswith("word/activex/")


def _broken_part(packed: zipfile.ZipFile, names: set[str]) -> Flaw | None:
    for name in sorted(names):
        if name.endswith((".xml", ".rels")):
            try:
                root = etree.fromstring(packed.read(name), PARSER)
            except etree.XMLSyntaxError:
                return Flaw("broken_part", where=name)
            if root.getroottree().docinfo.doctype:  # no Word file has one, every XML bomb does
                return Flaw("broken_part", where=name)
    return None


def _kind(link: Any) -> str:
    return str(link.get("Type", "")).rsplit("/", 1)[-1]


def _links(data: bytes) -> Iterator[Flaw]:
    """Yield what the file would fetch from elsewhere when it is opened or renewed."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.endswith(".rels"):
                for link in etree.fromstring(packed.read(name), PARSER):
                    if link.get("TargetMode") == "External" and _kind(link) not in HARMLESS:
                        yield Flaw("fetches", name, one_line(str(link.get("Target")))[:120])
            elif name.startswith("word/") and name.endswith(".xml"):
                yield from _loading_fields(name, etree.fromstring(packed.read(name), PARSER))


def _loading_fields(name: str, root: Any) -> Iterator[Flaw]:
    codes = [node.text or "" for node in root.iter(qn("w:instrText"))]
    codes += [node.get(qn("w:instr"), "") for node in root.iter(qn("w:fldSimple"))]
    for code in codes:
        if LOADING_FIELDS.match(code):
            yield Flaw("fetches", name, one_line(code)[:120])


def _placeholder_flaws(document: Document) -> list[Flaw]:
    found, seen = [], Counter[str]()
    for story, root in placeholders.stories(document):
        for paragraph in placeholders.paragraphs(root):
            text = placeholders.text_of(paragraph)
            for written in placeholders.names_in(text):
                name = placeholders.KNOWN.get(written.lower())
                if name is None:
                    where = _where(story, root, paragraph)
                    found.append(Flaw("unknown", where, _nearest(written)))
                elif name in placeholders.ALONE:
                    found += _misplaced(story, root, paragraph, name)
                    seen[name] += 1
    if not seen[placeholders.BODY]:
        found.append(Flaw("missing"))
    found += [Flaw("twice", what=name) for name, times in seen.items() if times > 1]
    return found


def _misplaced(story: str, root: Any, paragraph: Any, name: str) -> list[Flaw]:
    """Return a flaw unless the placeholder stands alone, where it can be replaced."""
    text = placeholders.text_of(paragraph).strip()
    alone = placeholders.PATTERN.fullmatch(text) is not None
    if name == "logo" and alone:  # a picture may stand anywhere
        return []
    if story == "body" and paragraph.getparent() is root and alone:
        return []
    return [Flaw("misplaced", _where(story, root, paragraph), name)]


def _nearest(written: str) -> str:
    near = difflib.get_close_matches(written.lower(), list(placeholders.KNOWN), n=1, cutoff=0.5)
    return f"{written}→{near[0]}" if near else written


def _where(story: str, root: Any, paragraph: Any) -> str:
    tables = [a for a in paragraph.iterancestors() if a.tag == qn("w:tbl")]
    number = str(list(root.iter(qn("w:tbl"))).index(tables[-1]) + 1) if tables else ""
    text = one_line(placeholders.text_of(paragraph))[:60]
    return f"{story}|{number}|{text}"
