"""The report in Word: everything in it, in order, real headings and tables, the same every time."""

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from assessments.catalogue.content import Catalogue
from assessments.report import blocks
from assessments.report.blocks import Report
from assessments.report.builder import Cover, report_of
from assessments.report.chapters.material import Material
from assessments.report.drawing import DrawingError
from assessments.report.voice import Voice
from assessments.report.word import pictures, report_docx
from assessments.report.word.starter import starter
from tests.factories import make_picture
from tests.report.conftest import Evaluated

LANGUAGES = ("de", "en")
WEIRD = "Straße <script>alert(1)</script> & 😀 “x” \x07\x00 مرحبا " + "endlos" * 200


@pytest.fixture(scope="module")
def reports(demos: dict[str, Evaluated], catalogue: Catalogue) -> dict[str, Report]:
    """One report a language, of a company with everything in it."""
    dossier, recommendation = demos["hallweg"]
    cover = Cover(3, "Beratung Nord GmbH", "#2a4d8f", "ab" * 32)
    return {
        language: replace(
            report_of(Material(dossier, recommendation, Voice(catalogue, language)), cover),
            version=4,
            omitted=("Quellen",),
        )
        for language in LANGUAGES
    }


@pytest.fixture(scope="module")
def written(reports: dict[str, Report]) -> dict[str, bytes]:
    return {language: report_docx(report) for language, report in reports.items()}


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """All text of the body in reading order, table cells too, each run of spaces as one."""
    body = opened(data).element.body
    parts = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return " ".join(" ".join(parts).split())


def small(sections: tuple[blocks.Section, ...], **fields: Any) -> Report:
    from datetime import date

    return Report(
        "Titel", "Untertitel", "Firma", "de", (), "", date(2026, 11, 25), sections, **fields
    )


def section(*content: blocks.Block, title: str = "Kapitel") -> blocks.Section:
    return blocks.Section("k", title, content)


def texts(block: blocks.Block) -> list[str]:
    """Every text of a block, in the order of reading."""
    return [*plain_texts(block), *set_texts(block)]


def plain_texts(block: blocks.Block) -> Iterator[str]:
    match block:
        case blocks.Heading() | blocks.Paragraph():
            yield block.text
        case blocks.Key() | blocks.Frequency():
            yield from (block.lead, block.text)
        case blocks.Bullets() | blocks.Numbered():
            for item in block.items:
                yield from (item.lead, item.text)
        case blocks.Facts():
            yield from (text for pair in block.pairs for text in pair)


def set_texts(block: blocks.Block) -> Iterator[str]:
    match block:
        case blocks.Table():
            yield from (block.caption, *block.head)
            yield from (cell for row in block.rows for cell in row)
            yield from block.totals
        case blocks.Chart():
            yield from (block.title, block.subtitle, *(mark.label for mark in block.legend))
            yield from (block.caption, *set_texts(block.table))
        case blocks.Ranking():
            for entry in block.entries:
                yield from (entry.name, *(t.text for t in entry.tags), entry.description)
                yield from (*entry.reasons, str(round(entry.points)))
        case blocks.RuleCards():
            for card in block.cards:
                yield from (card.id, card.title, card.kind.text, card.text, *card.safeguards)
                yield from (card.reach, card.legal_basis, card.note)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_report_is_there_in_order(
    reports: dict[str, Report], written: dict[str, bytes], language: str
) -> None:
    report, text = reports[language], text_of(written[language])
    at = text.index(report.guide[0].text)

    for chapter in report.sections:
        for said in (chapter.title, *(t for b in chapter.blocks for t in texts(b))):
            wanted = " ".join(said.split())
            found = text.find(wanted, at)
            assert found >= 0, f"{chapter.title}: {wanted!r}"
            at = found + len(wanted)
    assert "Quellen" in text[at:]
    assert f"{report.fingerprint} · Version 4" in text[at:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cover_names_whom_and_when_and_the_contents_list_every_chapter(
    reports: dict[str, Report], written: dict[str, bytes], language: str
) -> None:
    report, text = reports[language], text_of(written[language])
    start = text[: text.index(report.guide[0].text)]

    for term, value in report.facts:
        assert " ".join(f"{term}: {value}".split()) in start
    for chapter in report.sections:
        assert " ".join(chapter.title.split()) in start
    assert "{{" not in text


def test_headings_lists_and_tables_are_real(
    reports: dict[str, Report], written: dict[str, bytes]
) -> None:
    report, document = reports["de"], opened(written["de"])
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    with_table = (blocks.Table, blocks.Chart, blocks.Ranking)
    tables = sum(isinstance(b, with_table) for b in blocks.blocks_of(report))

    assert styles.count("Heading 1") == len(report.sections)
    assert styles.count("Heading 2") > 10
    assert len(document.tables) == tables
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    numbered = [b for b in blocks.blocks_of(report) if isinstance(b, blocks.Numbered)]
    ids = [n.get(qn("w:val")) for n in document.element.body.iter(qn("w:numId"))]
    assert len(set(ids)) == len(numbered) + 1  # each list counts from 1; all bullets are one


def test_numbers_stand_to_the_right(reports: dict[str, Report], written: dict[str, bytes]) -> None:
    shown = [
        b for b in blocks.blocks_of(reports["de"]) if isinstance(b, blocks.Table) and b.numeric
    ]
    words = shown[0]
    document = opened(written["de"])
    table = next(
        t for t in document.tables if [c.text for c in t.rows[0].cells] == list(words.head)
    )

    for row in table.rows:
        for column in words.numeric:
            assert row.cells[column].paragraphs[0].alignment == 2  # right


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_a_picture_with_its_words(
    reports: dict[str, Report], written: dict[str, bytes], language: str
) -> None:
    charts = blocks.charts_of(reports[language])
    said = [
        (node.get("title"), node.get("descr"))
        for node in opened(written[language]).element.body.iter(qn("wp:docPr"))
    ]

    assert said == [(chart.title, chart.alt) for chart in charts]
    with zipfile.ZipFile(io.BytesIO(written[language])) as packed:
        for name in packed.namelist():
            if name.startswith("word/media/"):
                with Image.open(io.BytesIO(packed.read(name))) as picture:
                    assert picture.format == "PNG"
                    assert picture.width > 900


@pytest.mark.parametrize(("language", "spoken"), [("de", "de-DE"), ("en", "en-GB")])
def test_the_file_says_what_it_is(written: dict[str, bytes], language: str, spoken: str) -> None:
    document = opened(written[language])
    about = document.core_properties
    defaults: Any = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")

    assert about.author == "Beratung Nord GmbH"
    assert about.last_modified_by == ""
    assert about.language == spoken
    assert defaults.get(qn("w:val")) == spoken


def test_the_same_report_gives_the_same_bytes(
    reports: dict[str, Report], written: dict[str, bytes]
) -> None:
    assert report_docx(reports["de"]) == written["de"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_package_is_whole(written: dict[str, bytes], language: str) -> None:
    """Every part is declared, every link inside leads somewhere, every id stands once."""
    with zipfile.ZipFile(io.BytesIO(written[language])) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        parts = {n: packed.read(n) for n in names}
    assert names[0] == "[Content_Types].xml"
    assert len(names) == len(set(names))
    types = etree.fromstring(parts["[Content_Types].xml"])
    declared = {t.get("PartName") for t in types} | {f".{t.get('Extension')}" for t in types}
    for name in names[1:]:
        assert f"/{name}" in declared or f".{name.rsplit('.', 1)[-1]}" in declared, name
    body = etree.fromstring(parts["word/document.xml"])
    links = {r.get("Id") for r in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    embedded = {n.get(qn("r:embed")) for n in body.iter() if n.get(qn("r:embed"))}
    assert embedded <= links
    for tag in ("w:bookmarkStart",):
        ids = [n.get(qn("w:id")) for n in body.iter(qn(tag))]
        assert len(ids) == len(set(ids))
    pictures_ids = [n.get("id") for n in body.iter(qn("wp:docPr"))]
    assert len(pictures_ids) == len(set(pictures_ids))


ORDER = {  # of the children, as ECMA-376 part 1 demands; Word calls a file broken otherwise
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr bidi spacing ind jc rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs rtl lang",
    "tblPr": "tblStyle tblW jc tblLayout tblLook tblCaption",
    "tcPr": "tcW tcBorders",
}


def test_properties_stand_in_the_order_the_format_demands(written: dict[str, bytes]) -> None:
    body = opened(written["de"]).element.body

    for tag, order in ORDER.items():
        wanted = order.split()
        for properties in body.iter(qn(f"w:{tag}")):
            places = [wanted.index(etree.QName(child).localname) for child in properties]
            assert places == sorted(set(places)), etree.tostring(properties)
    for cell in body.iter(qn("w:tc")):
        assert etree.QName(cell[-1]).localname == "p"  # a cell must end in a paragraph


def test_texts_of_all_kinds_survive() -> None:
    table = blocks.Table(WEIRD, (WEIRD, "B"), ((WEIRD, WEIRD),), totals=(WEIRD, ""))
    everything = section(
        blocks.Heading(WEIRD),
        blocks.Paragraph(WEIRD),
        blocks.Key(WEIRD, WEIRD),
        blocks.Bullets((blocks.Item(WEIRD, WEIRD),)),
        blocks.Numbered((blocks.Item(WEIRD),)),
        blocks.Facts(((WEIRD, WEIRD),)),
        table,
        title=WEIRD,
    )
    report = replace(small((everything,)), company=WEIRD, title=WEIRD, organisation=WEIRD)

    text = text_of(report_docx(report))

    clean = " ".join(re.sub("[\x00\x07]", "", WEIRD).split())
    assert text.count(clean) >= 14
    assert "<script>alert(1)</script>" in text


def test_what_runs_from_right_to_left_is_set_so() -> None:
    document = opened(report_docx(small((section(blocks.Paragraph("مرحبا بالعالم")),))))
    found = next(p for p in document.paragraphs if p.text == "مرحبا بالعالم")

    assert found._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert found.runs[0].font.rtl


def test_three_hundred_chapters_with_tables_are_written() -> None:
    table = blocks.Table("T", ("A", "B"), (("a", "1"),), (1,))
    report = small(
        tuple(replace(section(table), title=f"Fall {n}", id=f"f{n}") for n in range(300))
    )

    document = opened(report_docx(report))

    assert len(document.tables) == 300
    assert document.tables[299].rows[1].cells[1].text == "1"


def test_a_report_without_chapters_is_a_document() -> None:
    assert "{{" not in text_of(report_docx(small(())))


def test_without_an_engine_for_pictures_words_and_table_stand_in(
    reports: dict[str, Report], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: Any) -> str:
        raise DrawingError("no engine")

    monkeypatch.setattr(pictures, "figure_svg", fails)
    with caplog.at_level(logging.ERROR):
        data = report_docx(reports["de"])

    text = text_of(data)
    assert not list(opened(data).element.body.iter(qn("wp:docPr")))
    for chart in blocks.charts_of(reports["de"]):
        assert " ".join(chart.alt.split()) in text
    assert "Die Abbildung ließ sich hier nicht zeichnen." in text


def test_the_logo_stands_on_the_cover_and_a_broken_one_is_left_out(
    reports: dict[str, Report],
) -> None:
    report = replace(reports["de"], sections=())

    with_logo = opened(report_docx(report, make_picture())).element.body
    broken = opened(report_docx(report, b"no picture")).element.body

    assert [n.get("descr") for n in with_logo.iter(qn("wp:docPr"))] == ["Logo"]
    assert not list(broken.iter(qn("wp:docPr")))


def own_template() -> bytes:
    """A consultancy's: split marks, a table, a header with logo, no styles of ours."""
    document, made = docx.Document(), io.BytesIO()
    for name in ("Heading 1", "Heading 2", "List Bullet", "List Number", "Caption"):
        element = document.styles[name].element
        element.getparent().remove(element)
    line = document.add_paragraph()
    line.add_run("Für ").bold = True
    for piece in ("{", "{ fir", "ma }", "}"):
        line.add_run(piece)
    line.add_run(", vom ")
    line.add_run("{{date}}").italic = True
    document.add_table(1, 1).rows[0].cells[0].text = "Version {{ version }} von {{ Organisation }}"
    document.add_paragraph("{{ report }}")
    document.add_paragraph("Unser Schlusswort")
    header = document.sections[0].header
    header.paragraphs[0].text = "{{ logo }}"
    header.add_paragraph("{{ titel }}")
    document.save(made)
    return made.getvalue()


def test_a_template_of_ones_own_keeps_what_it_says(reports: dict[str, Report]) -> None:
    data = report_docx(reports["de"], make_picture(), own_template())
    document = opened(data)

    first = document.paragraphs[0]
    assert first.text == f"Für {reports['de'].company}, vom 23.11.2026"
    assert [run.bold for run in first.runs if run.text][:2] == [True, None]
    assert document.tables[0].rows[0].cells[0].text == "Version 4 von Beratung Nord GmbH"
    assert document.paragraphs[-1].text == "Unser Schlusswort"
    header = document.sections[0].header
    assert header.paragraphs[1].text == reports["de"].title
    assert header.part.element.find(f".//{qn('wp:docPr')}").get("descr") == "Logo"
    headings = [p for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(headings) == len(reports["de"].sections)
    assert headings[0].style is not None
    assert headings[0].style.element.find(f".//{qn('w:outlineLvl')}") is not None


def test_a_localised_template_lends_its_headings(reports: dict[str, Report]) -> None:
    """German Word calls the id "berschrift1" and the name inside still "heading 1"."""
    document, made = docx.Document(), io.BytesIO()
    document.styles["Heading 1"].element.set(qn("w:styleId"), "berschrift1")
    document.add_paragraph("{{ bericht }}")
    document.save(made)

    body = opened(report_docx(reports["de"], None, made.getvalue())).element.body

    used = [n.get(qn("w:val")) for n in body.iter(qn("w:pStyle"))]
    assert used.count("berschrift1") == len(reports["de"].sections)


def test_a_template_without_any_lists_gets_ours(reports: dict[str, Report]) -> None:
    kept, made = zipfile.ZipFile(io.BytesIO(starter("de"))), io.BytesIO()
    with zipfile.ZipFile(made, "w") as bare:
        for name in kept.namelist():
            data = kept.read(name)
            if name == "word/_rels/document.xml.rels":
                data = re.sub(rb"<Relationship [^>]*/numbering\"[^>]*/>", b"", data)
            if name == "[Content_Types].xml":
                data = re.sub(rb"<Override PartName=\"/word/numbering.xml\"[^>]*/>", b"", data)
            if name != "word/numbering.xml":
                bare.writestr(name, data)

    document = opened(report_docx(reports["de"], None, made.getvalue()))

    numbering = document.part.numbering_part.element
    ids = {n.get(qn("w:numId")) for n in numbering.iter(qn("w:num"))}
    used = {n.get(qn("w:val")) for n in document.element.body.iter(qn("w:numId"))}
    assert used
    assert used <= ids
