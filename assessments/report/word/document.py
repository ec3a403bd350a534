"""The report as .docx: in a template's styles, with real headings, tables, pictures."""

import zipfile
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from assessments.catalogue import load

from .. import numbers
from ..blocks import Report
from ..brand_colours import readable
from ..voice import Voice
from . import placeholders
from .elements import element, line_of, paragraph, run
from .pictures import chart_pictures
from .starter import starter
from .styles import styles_of
from .writing import Writer

FIXED = (1980, 1, 1, 0, 0, 0)  # the time of every part: the same report gives the same bytes


def report_docx(report: Report, logo: bytes | None = None, template: bytes | None = None) -> bytes:
    """Return the report as .docx. Same input, same bytes.

    logo: PNG. template: a .docx with {{ bericht }} in a paragraph of its own, checked before by
    `template_check`; ours unless given.
    """
    document = docx.Document(BytesIO(template or starter(report.language, report.colour)))
    place = placeholders.find_alone(document, placeholders.BODY)
    if place is None:
        raise ValueError("the template has no paragraph with {{ bericht }} alone")
    colour = readable(report.colour).lstrip("#").upper()
    styles = styles_of(document, colour)
    writer = Writer(document, place, styles, Voice(load(), report.language), colour)
    writer.pictures = chart_pictures(report)
    _contents(document, report)
    _logos(document, logo)
    placeholders.fill(document, _values(report))
    _facts(writer, report)
    _body(writer, report)
    place.getparent().remove(place)
    _properties(document, report)
    return _written(document)


def _values(report: Report) -> dict[str, str]:
    """Return what stands in the place of each placeholder, by German name."""
    return {
        "firma": report.company,
        "titel": report.title,
        "untertitel": report.subtitle,
        "stand": numbers.day(report.dated, report.language),
        "version": str(report.version or "–"),
        "organisation": report.organisation or "Modellwahl",
        "katalog": report.footer,
        "pruefsumme": report.fingerprint,
        "logo": "",
    }


def _facts(writer: Writer, report: Report) -> None:
    """Write what the cover states where the template wants it, else before all chapters."""
    body = writer.place
    place = placeholders.find_alone(writer.document, "eckdaten")
    if place is not None:
        writer.place = place
    writer.facts(report.facts)
    if place is not None:
        place.getparent().remove(place)
        writer.place = body


def _body(writer: Writer, report: Report) -> None:
    say = writer.voice.say
    if report.guide:
        writer.heading(say("So lesen Sie diesen Bericht", "How to read this report"))
        writer.bullets(report.guide)
    for number, section in enumerate(report.sections):
        title = f"{section.kicker}: {section.title}" if section.kicker else section.title
        writer.chapter(
            title, _anchor(number), new_page=section.new_page and (number > 0 or bool(report.guide))
        )
        for block in section.blocks:
            writer.block(block)
    if report.omitted:
        left_out = say("Nicht enthalten:", "Not included:")
        writer.text(f"{left_out} {', '.join(report.omitted)}")
    if report.fingerprint:
        writer.heading(say("So prüfen Sie diesen Bericht", "How to check this report"))
        writer.text(
            say(
                "Zwei Berichte mit gleicher Prüfsumme beruhen auf denselben Angaben.",
                "Two reports with the same checksum rest on the same details.",
            )
        )
        version = f" · Version {report.version}" if report.version else ""
        label = say("Prüfsumme (SHA-256)", "Checksum (SHA-256)")
        writer.text(f"{label}: {report.fingerprint}{version}")


def _anchor(number: int) -> str:
    return f"_Kapitel{number + 1}"


def _contents(document: Document, report: Report) -> None:
    """Put a list of the chapters where the template wants it; Word can renew it with pages."""
    place = placeholders.find_alone(document, "inhalt")
    if place is None:
        return
    lines = [
        paragraph(element("hyperlink", run(line_of(section.title)), anchor=_anchor(number)))
        for number, section in enumerate(report.sections)
    ]
    if lines:
        first = lines[0]
        begin = element("r", element("fldChar", fldCharType="begin"))
        code = element("instrText")
        code.text = ' TOC \\o "1-1" \\h '
        middle = element("r", element("fldChar", fldCharType="separate"))
        for at, part in enumerate((begin, element("r", code), middle)):
            first.insert(at, part)
        lines[-1].append(element("r", element("fldChar", fldCharType="end")))
    for line in lines:
        place.addprevious(line)
    place.getparent().remove(place)


def _logos(document: Document, logo: bytes | None) -> None:
    """Put the logo wherever the template wants it, in headers too."""
    for part in placeholders.parts(document):
        root = part.element.body if part is document else part._element
        for place in placeholders.all_alone(root, "logo"):
            if logo is not None:
                _logo(part, place, logo)


def _logo(part: Any, place: Any, logo: bytes) -> None:
    """Put the logo into the paragraph; a broken one is left out."""
    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )

    made = part.add_paragraph()
    try:
        picture = made.add_run().add_picture(BytesIO(logo), height=Mm(15))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        made._p.getparent().remove(made._p)
        return
    if picture.width > Mm(60):
        picture.height = round(picture.height * Mm(60) / picture.width)
        picture.width = Mm(60)
    for said in made._p.iter(qn("wp:docPr")):
        said.set("descr", "Logo")
    set_as = place.find(qn("w:pPr"))
    if set_as is not None:  # where the template wants it: right, centred
        made._p.insert(0, set_as)
    place.addprevious(made._p)
    place.getparent().remove(place)


def _properties(document: Document, report: Report) -> None:
    made = datetime.combine(report.dated, time())
    about = document.core_properties
    about.title = line_of(report.subtitle)[:250]
    about.subject = line_of(report.title)[:250]
    about.author = line_of(report.organisation or "Modellwahl")[:250]
    about.last_modified_by = ""
    about.comments = report.fingerprint
    about.created = about.modified = made
    about.revision = report.version or 1
    about.language = {"de": "de-DE", "en": "en-GB"}[report.language]
    _speak(document, about.language)


def _speak(document: Document, language: str) -> None:
    """Tell Word the language, for spelling and for reading aloud."""
    defaults: Any = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        return
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))


def _written(document: Document) -> bytes:
    """Return the file with the same times in every part."""
    first, final = BytesIO(), BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(final, "w") as packed:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, source.read(name))
    return final.getvalue()
