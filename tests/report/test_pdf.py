"""The printed report: accessible, complete, the same bytes every time."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import GivenAnswer
from assessments.report.blocks import charts_of
from assessments.report.builder import build, write_report
from assessments.report.drawing import DrawingError
from assessments.report.pdf import printing, report_pdf
from assessments.report.pdf.characters import printable
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

    assert spoken == [chart.alt for chart in charts]


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
        assert tagged(pdf, "Figure") == []
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
        ("gut 🙂👍🏽!", "gut ?!"),
        ("你好", "?"),
        ("Wirklich??", "Wirklich??"),
        ("a\tb\u0000\u200b", "a b?"),
    ],
)
def test_what_the_typeface_lacks_is_replaced(typed: str, expected: str) -> None:
    assert printable(typed) == expected


def test_endless_words_get_places_to_break() -> None:
    assert printable("A" * 39) == "A" * 39
    assert printable("A" * 40) == "\u00ad".join(["A" * 16, "A" * 16, "A" * 8])


def test_many_use_cases_print_quickly_into_few_pages(catalogue: Catalogue) -> None:
    results = [replace(made.result(), id=f"U{n}", title=f"Fall {n}") for n in range(300)]
    report = build(made.dossier(*results), made.recommendation(*results), catalogue, "de")

    with pikepdf.open(io.BytesIO(report_pdf(report))) as pdf:
        assert len(pdf.pages) < 30
