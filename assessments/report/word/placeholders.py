"""Placeholders such as {{ firma }} in a Word template: found and filled, however split up."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from .elements import line_of

PATTERN = re.compile(r"\{\{\s*([\wäöüÄÖÜß-]+)\s*\}\}")
BODY = "bericht"  # the one a template must have: here stands the report itself
NAMES = {  # each by its German and its English name
    "bericht": "report",
    "firma": "company",
    "titel": "title",
    "untertitel": "subtitle",
    "stand": "date",
    "version": "version",
    "organisation": "organisation",
    "katalog": "catalogue",
    "pruefsumme": "fingerprint",
    "inhalt": "contents",
    "logo": "logo",
    "eckdaten": "facts",
}
ALONE = ("bericht", "inhalt", "logo", "eckdaten")  # stand in a paragraph of their own
KNOWN = {english: german for german, english in NAMES.items()} | {name: name for name in NAMES}


def stories(document: Document) -> Iterator[tuple[str, Any]]:
    """Yield every part that holds text: ("body" | "header" | "footer", its root element)."""
    yield "body", document.element.body
    for part in _running_parts(document):
        yield part[0], part[1]._element


def parts(document: Document) -> Iterator[Any]:
    """Yield what can take paragraphs: the document, its headers and footers."""
    yield document
    for _, part in _running_parts(document):
        yield part


def _running_parts(document: Document) -> Iterator[tuple[str, Any]]:
    for section in document.sections:
        for kind in ("header", "footer"):
            for prefix in ("", "first_page_", "even_page_"):
                part = getattr(section, prefix + kind)
                # asking one that the document lacks would make it
                if not part.is_linked_to_previous:
                    yield kind, part


def paragraphs(root: Any) -> Iterator[Any]:
    """Yield every paragraph below an element, those in tables and text boxes too."""
    yield from root.iter(qn("w:p"))


def nodes_of(paragraph: Any) -> list[Any]:
    """Return the text nodes of a paragraph itself, without those of text boxes in it."""
    return [
        node
        for node in paragraph.iter(qn("w:t"))
        if next(node.iterancestors(qn("w:p"))) is paragraph
    ]


def text_of(paragraph: Any) -> str:
    """Return a paragraph's text, however many runs it is split into."""
    return "".join(node.text or "" for node in nodes_of(paragraph))


def names_in(text: str) -> list[str]:
    """Return the placeholders in a text, as written."""
    return [match[1] for match in PATTERN.finditer(text)]


def fill(document: Document, values: Mapping[str, str]) -> None:
    """Put the values (by German name) in the place of their placeholders, everywhere."""
    for _, root in stories(document):
        for paragraph in paragraphs(root):
            # from the back, so that the places before stay right
            for match in reversed(list(PATTERN.finditer(text_of(paragraph)))):
                value = values.get(KNOWN.get(match[1].lower(), ""))
                if value is not None:
                    _put(nodes_of(paragraph), match.span(), line_of(value))


def _put(nodes: list[Any], span: tuple[int, int], value: str) -> None:
    """Write the value where the span begins, in that run's look; the rest of the span goes."""
    at = 0
    for node in nodes:
        text = node.text or ""
        start, end = max(span[0] - at, 0), min(span[1] - at, len(text))
        at += len(text)
        if start < end:
            node.text = text[:start] + value + text[end:]
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            value = ""


def find_alone(document: Document, name: str) -> Any | None:
    """Return the body paragraph that holds this placeholder and nothing else."""
    return next(_alone(document.element.body.iterchildren(qn("w:p")), name), None)


def all_alone(root: Any, name: str) -> list[Any]:
    """Return the paragraphs anywhere below that hold this placeholder and nothing else."""
    return list(_alone(paragraphs(root), name))


def _alone(candidates: Iterator[Any], name: str) -> Iterator[Any]:
    for paragraph in candidates:
        match = PATTERN.fullmatch(text_of(paragraph).strip())
        if match and KNOWN.get(match[1].lower()) == name:
            yield paragraph
