"""The printed report: accessible, complete, the same bytes every time."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pymupdf
import pytest
from PIL import Image

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import GivenAnswer
from assessments.report.blocks import Report, charts_of
from assessments.report.brand_colours import contrast_to_white
from assessments.report.builder import build, write_report
from assessments.report.drawing import DrawingError
from assessments.report.pdf import printing, report_pdf
from assessments.report.pdf.characters import printable
from assessments.report.pdf.document import document
from tests.report import made
from tests.report.conftest import Evaluated

DEMOS = ("fadenwerk", "hallweg", "lindqvist")
LANGUAGES = ("de", "en")
LARGEST = 2 * 1024 * 1024  # bytes


@pytest.fixture(scope="module")
def printed(demos: dict[str, Evaluated], catalogue: Catalogue) -> dict[tuple[str, str], bytes]:
    return {
        (company, language): write_report(*demos[company], catalogue, language)
        for company in DEMOS
        for language in LANGUAGES
    }


def tagged(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """Every structure element of one kind, in reading order."""

    def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        if isinstance(element, pikepdf.Array):
            for one in element:
                yield from walk(one)
        elif isinstance(element, pikepdf.Dictionary):
            if str(element.get("/S")) == f"/{kind}":
                yield element
            if "/K" in element:
                yield from walk(element.K)

    return list(walk(pdf.Root.StructTreeRoot.K))


def words(pdf: pikepdf.Pdf) -> str:
    """The text of all pages, decoded by the fonts' own tables, without spaces."""
    return "".join(letters for page in pdf.pages for letters in _letters(page))


def _letters(page: pikepdf.Page) -> Iterator[str]:
    streams = [page.obj.Resources, *_forms(page.obj.Resources)]
    maps = {
        name: _unicode(font)
        for resources in streams
        for name, font in dict(resources.get("/Font", {})).items()
    }
    current: dict[int, str] = {}
    for content in [page.obj, *_form_streams(page.obj.Resources)]:
        for instruction in pikepdf.parse_content_stream(content):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                continue
            operands, operator = instruction.operands, instruction.operator
            if str(operator) == "Tf":
                current = maps.get(str(operands[0]), {})
            elif str(operator) in ("Tj", "TJ"):
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        for at in range(0, len(raw), 2):
                            yield current.get(int.from_bytes(raw[at : at + 2], "big"), "")


def _form_streams(resources: pikepdf.Object) -> list[pikepdf.Object]:
    objects = dict(resources.get("/XObject", {})).values()
    return [one for one in objects if str(one.get("/Subtype")) == "/Form"]


def _forms(resources: pikepdf.Object) -> list[pikepdf.Object]:
    return [f.Resources for f in _form_streams(resources) if "/Resources" in f]


def _unicode(font: pikepdf.Object) -> dict[int, str]:
    """Glyph number → text, out of the font's ToUnicode table."""
    found: dict[int, str] = {}
    table = font.ToUnicode.read_bytes().decode("ascii", "replace")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        spans = re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
        for first, last, text in spans:
            start = int.from_bytes(bytes.fromhex(text), "big")
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u00ad-]", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("company", DEMOS)
def test_the_pdf_is_tagged_titled_and_speaks_its_language(
    printed: dict[tuple[str, str], bytes],
    demos: dict[str, Evaluated],
    company: str,
    language: str,
) -> None:
    with pikepdf.open(io.BytesIO(printed[company, language])) as pdf:
        name = demos[company][0].company.name
        lead = "Empfehlung für" if language == "de" else "Recommendation for"

        assert str(pdf.Root.Lang).startswith(language)
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == f"{lead} {name}"


@pytest.mark.parametrize("company", DEMOS)
def test_every_figure_has_words(
    printed: dict[tuple[str, str], bytes],
    demos: dict[str, Evaluated],
    catalogue: Catalogue,
    company: str,
) -> None:
    charts = charts_of(build(*demos[company], catalogue, "de"))
    with pikepdf.open(io.BytesIO(printed[company, "de"])) as pdf:
        spoken = [str(figure.get("/Alt", "")) for figure in tagged(pdf, "Figure")]

    seal = "QR-Code mit der Prüfsumme dieses Berichts"
    assert spoken == [*(chart.alt for chart in charts), seal]


def test_bookmarks_follow_the_chapters(
    printed: dict[tuple[str, str], bytes], demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    chapters = [section.title for section in build(*demos["hallweg"], catalogue, "de").sections]
    with pikepdf.open(io.BytesIO(printed["hallweg", "de"])) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert [title for title in titles if title in chapters] == chapters


def test_every_table_row_has_its_header(printed: dict[tuple[str, str], bytes]) -> None:
    with pikepdf.open(io.BytesIO(printed["hallweg", "de"])) as pdf:
        bodies = tagged(pdf, "TBody")
        firsts = [row.K[0] for body in bodies for row in body.K]

        assert len(bodies) > 10
        assert {str(cell.S) for cell in firsts} == {"/TH"}
        assert all("/Row" in repr(cell.A) for cell in firsts)


def test_fonts_are_ours_and_embedded(printed: dict[tuple[str, str], bytes]) -> None:
    for pdf_bytes in printed.values():
        with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
            descriptors = [
                one
                for one in pdf.objects
                if isinstance(one, pikepdf.Dictionary)
                and str(one.get("/Type")) == "/FontDescriptor"
            ]
            assert descriptors
            for one in descriptors:
                assert "SourceSansPro" in str(one.FontName)
                assert "/FontFile2" in one or "/FontFile3" in one


def test_the_text_can_be_read_out_with_umlauts_and_key_figures(
    printed: dict[tuple[str, str], bytes], demos: dict[str, Evaluated]
) -> None:
    with pikepdf.open(io.BytesIO(printed["hallweg", "de"])) as pdf:
        read = squeezed(words(pdf))
    result = demos["hallweg"][1].use_cases[0]
    top = result.ranking[0]

    for expected in (
        "Angebotsentwürfe",
        "Gelistete/NDA-Zeichnungen auswerten",
        "Nachhaltigkeit",
        "Kein Rechtsrat",
        f"{round(result.options[top].score)} von 100 Punkten",
        "Seite 3 von",
        demos["hallweg"][1].dossier_sha256,
    ):
        assert squeezed(expected) in read, expected


@pytest.mark.parametrize("company", DEMOS)
def test_the_management_gets_one_page(printed: dict[tuple[str, str], bytes], company: str) -> None:
    for language in LANGUAGES:
        raw = io.BytesIO(printed[company, language])
        with pikepdf.open(raw) as pdf, pdf.open_outline() as outline:
            pages = [_page_of(item) for item in outline.root]
        assert pages[:2] == [3, 4]  # the summary, then the first use case


def _page_of(item: pikepdf.OutlineItem) -> int:
    destination = item.destination
    assert isinstance(destination, pikepdf.Array)
    return pikepdf.Page(destination[0]).index + 1


def test_no_page_is_empty(printed: dict[tuple[str, str], bytes]) -> None:
    for pdf_bytes in printed.values():
        with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
            assert min(len("".join(_letters(page))) for page in pdf.pages) > 120


def test_a_report_stays_small_enough_to_mail(printed: dict[tuple[str, str], bytes]) -> None:
    assert max(len(pdf) for pdf in printed.values()) < LARGEST


def test_the_same_report_gives_the_same_bytes(
    printed: dict[tuple[str, str], bytes], demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    again = write_report(*demos["fadenwerk"], catalogue, "en")

    assert again == printed["fadenwerk", "en"]


def test_a_chart_that_cannot_be_drawn_becomes_words_and_table(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> str:
        raise DrawingError("no V8 here")

    monkeypatch.setattr(printing, "figure_svg", fails)
    result = made.result()
    report = build(made.dossier(result), made.recommendation(result), catalogue, "de")

    with caplog.at_level(logging.WARNING):
        pdf_bytes = report_pdf(report)

    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        read = squeezed(words(pdf))
        assert len(tagged(pdf, "Figure")) == 1  # the QR code
    assert squeezed("ließ sich nicht zeichnen") in read
    assert len(caplog.records) == len(charts_of(report))
    for chart in charts_of(report):
        assert squeezed(chart.alt) in read


TYPED = (
    "<script>alert(1)</script> #let x = 1; *fett* $a$ \\u{41} // nichts",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen " + "A" * 300,
    "مرحبا بالعالم שלום 你好 🙂👍🏽 \u202e\u0000\u200b\ufe0f",
)


def test_whatever_people_type_is_printed_as_text(catalogue: Catalogue) -> None:
    results = [replace(made.result(), id=f"U{n}", title=title) for n, title in enumerate(TYPED)]
    dossier = made.dossier(*results, name=TYPED[0] + TYPED[2])
    dossier = replace(
        dossier, answers={"KT1": GivenAnswer("2", reason=" ".join(["Wort"] * 400) + TYPED[2])}
    )
    pdf_bytes = report_pdf(build(dossier, made.recommendation(*results), catalogue, "de"))

    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        read = squeezed(words(pdf))
    assert squeezed("<script>alert(1)</script> #let x = 1; *fett* $a$") in read
    assert read.count("Wort") >= 400


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Größe 5 €", "Größe 5 €"),
        ("Gro\u0308ße", "Größe"),
        ("gut 🙂👍🏽!", "gut 🙂👍🏽!"),
        ("مرحبا שלום Ελλάδα Привет", "مرحبا שלום Ελλάδα Привет"),
        ("你好", "[…]"),
        ("Firma 你好 AG", "Firma […] AG"),
        ("Wirklich??", "Wirklich??"),
        ("a\tb\u0000\u200b", "a b"),
        ("\u202eabc", "abc"),
    ],
)
def test_what_the_typeface_lacks_is_replaced(typed: str, expected: str) -> None:
    assert printable(typed) == expected


SCRIPTS = ("مرحبا", "שלום", "Ελλάδα", "Привет", "🙂", "नमस्ते")


def test_other_scripts_and_emoji_stay_readable_with_embedded_fonts(catalogue: Catalogue) -> None:
    every = " ".join(SCRIPTS)
    result = replace(made.result(), title=every)
    dossier = made.dossier(result, name=f"{every} 你好 GmbH")
    dossier = replace(dossier, answers={"KT1": GivenAnswer("2", reason=every)})

    pdf_bytes = report_pdf(build(dossier, made.recommendation(result), catalogue, "de"))

    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == f"Empfehlung für {every} […] GmbH"
    with pymupdf.open(stream=pdf_bytes) as pages:  # type: ignore[no-untyped-call]  # puts right to left back into order
        read = "".join(page.get_text() for page in pages)
    for word in SCRIPTS:
        assert read.count(word) >= 10, word
    assert squeezed("Zeichen, die unsere Schriften nicht kennen") in squeezed(read)


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (200, 30, 30, 120)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("size", [(600, 200), (40, 900), (2000, 30), (1, 1)])
def test_the_logo_of_the_organisation_stands_on_the_cover(
    catalogue: Catalogue, size: tuple[int, int]
) -> None:
    report = replace(own_report(catalogue), version=7)

    with pikepdf.open(io.BytesIO(report_pdf(report, png(*size)))) as pdf:
        alternatives = [str(figure.Alt) for figure in tagged(pdf, "Figure")]
        read = squeezed(words(pdf))

    assert alternatives[0] == "Logo Beratung Öl & Söhne"
    assert squeezed("Erstellt mit Modellwahl") in read
    assert squeezed(f"Version 7 · {report.fingerprint[:12]}") in read


@pytest.mark.parametrize(
    "broken", [b"", b"<svg/>", png(9, 9)[:60], b"\x89PNG\r\n\x1a\n" + b"0" * 99]
)
def test_a_broken_logo_gives_way_to_the_name(
    catalogue: Catalogue, broken: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    report = own_report(catalogue)

    with caplog.at_level(logging.WARNING):
        printed_with = report_pdf(report, broken)

    assert printed_with == report_pdf(report)
    assert [r for r in caplog.records if "without the logo" in r.message] or broken == b""


def own_report(catalogue: Catalogue) -> Report:
    result = made.result()
    report = build(made.dossier(result), made.recommendation(result), catalogue, "de")
    return replace(report, organisation="Beratung Öl & Söhne", colour="#ffe000")


def test_a_light_colour_is_darkened_until_white_text_is_readable(catalogue: Catalogue) -> None:
    primary = document(own_report(catalogue), {})["colours"]["primary"]

    assert contrast_to_white(primary) >= 4.5
    assert contrast_to_white("#ffe000") < 4.5


def test_chapters_left_out_are_named_under_the_contents(catalogue: Catalogue) -> None:
    report = replace(own_report(catalogue), omitted=("Quellen", "Anhang: alle Antworten"))

    with pikepdf.open(io.BytesIO(report_pdf(report))) as pdf:
        contents = squeezed("".join(_letters(pdf.pages[1])))

    assert squeezed("Nicht enthalten: Quellen, Anhang: alle Antworten") in contents


def test_endless_words_get_places_to_break() -> None:
    assert printable("A" * 39) == "A" * 39
    assert printable("A" * 40) == "\u00ad".join(["A" * 16, "A" * 16, "A" * 8])


def test_many_use_cases_print_quickly_into_few_pages(catalogue: Catalogue) -> None:
    results = [replace(made.result(), id=f"U{n}", title=f"Fall {n}") for n in range(300)]
    report = build(made.dossier(*results), made.recommendation(*results), catalogue, "de")

    with pikepdf.open(io.BytesIO(report_pdf(report))) as pdf:
        assert len(pdf.pages) < 30
