"""PDF/UA-1 and PDF/A-2a, checked by two validators and by the rules they leave out."""

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import GivenAnswer
from assessments.report.builder import build, write_report
from assessments.report.pdf import report_pdf
from tests.report import made
from tests.report.conftest import Evaluated
from tests.report.test_pdf import own_report, png, tagged

NAMES = [f"{c}-{lang}" for c in ("fadenwerk", "hallweg", "lindqvist") for lang in ("de", "en")]
NAMES += ["typed", "own"]


@pytest.fixture(scope="module")
def printed(
    demos: dict[str, Evaluated], catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The demo reports, one with other scripts, and one with a logo: where they lie."""
    folder = tmp_path_factory.mktemp("printed")
    every = "مرحبا שלום Ελλάδα Привет 🙂👍🏽 नमस्ते 你好"
    result = replace(made.result(), title=every)
    typed = replace(
        made.dossier(result, name=every), answers={"KT1": GivenAnswer("2", reason=every)}
    )
    made_of = {
        "typed": report_pdf(build(typed, made.recommendation(result), catalogue, "de")),
        "own": report_pdf(own_report(catalogue), png(300, 90)),
    }
    for name in NAMES[:-2]:
        company, language = name.split("-")
        made_of[name] = write_report(*demos[company], catalogue, language)
    for name, content in made_of.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return {name: folder / f"{name}.pdf" for name in made_of}


@pytest.mark.parametrize("name", NAMES)
def test_outloud_finds_no_error_of_pdf_ua(printed: dict[str, Path], name: str) -> None:
    checked = outloud.check(str(printed[name]), layers=["conformance"])

    assert [run.rule for run in checked.runs if run.status == "crashed"] == []
    assert [(f.rule, f.message) for f in checked.findings if f.severity == "error"] == []
    assert sum(run.status == "ran" for run in checked.runs) > 20


@pytest.mark.parametrize("name", NAMES)
def test_pdfua_finds_nothing(printed: dict[str, Path], name: str) -> None:
    assert [str(finding) for finding in pdfua.validate(str(printed[name])).findings] == []


def test_the_validators_can_fail(printed: dict[str, Path], tmp_path: Path) -> None:
    with pikepdf.open(printed["typed"]) as pdf:
        del pdf.Root.Lang
        for figure in tagged(pdf, "Figure"):
            del figure.Alt
        pdf.save(tmp_path / "spoilt.pdf")

    heard = outloud.check(str(tmp_path / "spoilt.pdf"), layers=["conformance"])

    assert heard.errors > 0
    assert pdfua.validate(str(tmp_path / "spoilt.pdf")).findings


@pytest.mark.parametrize("name", NAMES)
def test_the_metadata_names_both_standards_and_agrees_with_itself(
    printed: dict[str, Path], name: str
) -> None:
    with pikepdf.open(printed[name]) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        with pdf.open_metadata() as metadata:
            told = [metadata.get(k) for k in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")]
            title = metadata["dc:title"]
        assert told == ["1", "2", "A"]
        assert "/Filter" not in pdf.Root.Metadata
        assert str(pdf.docinfo.Title) == title
        assert len(pdf.trailer.ID) == 2
        assert "/Encrypt" not in pdf.trailer
    assert xmp.count("pdfaid:part") in (1, 2)


@pytest.mark.parametrize("name", NAMES)
def test_colours_have_an_output_intent(printed: dict[str, Path], name: str) -> None:
    with pikepdf.open(printed[name]) as pdf:
        (intent,) = pdf.Root.OutputIntents

        assert str(intent.S) == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"  # an ICC profile


@pytest.mark.parametrize("name", NAMES)
def test_nothing_acts_hides_or_lies_outside(printed: dict[str, Path], name: str) -> None:
    with pikepdf.open(printed[name]) as pdf:
        found = list(dictionaries(pdf))
        actions = {str(one["/S"]) for one in found if str(one.get("/Type")) == "/Action"}
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]

        assert actions <= {"/GoTo", "/URI"}
        assert [
            k for k in ("/AA", "/OpenAction", "/OCProperties", "/AcroForm") if k in pdf.Root
        ] == []
        assert [k for one in found for k in ("/JS", "/AA", "/TR", "/EF") if k in one] == []
        assert [one for one in streams if "/LZWDecode" in str(one.get("/Filter", ""))] == []
        assert [one for one in streams if "/F" in one] == []
        for page in pdf.pages:
            assert str(page.obj.Tabs) == "/S" or "/Annots" not in page.obj
            for note in page.obj.get("/Annots", []):
                assert int(note.F) & 0b100  # is printed
                assert int(note.F) & 0b11 == 0  # is seen


@pytest.mark.parametrize("name", NAMES)
def test_every_font_is_embedded_and_says_its_letters(printed: dict[str, Path], name: str) -> None:
    with pikepdf.open(printed[name]) as pdf:
        fonts = [one for one in dictionaries(pdf) if str(one.get("/Type")) == "/Font"]
        outer = [one for one in fonts if str(one.Subtype) == "/Type0"]
        inner = [one for font in outer for one in font.DescendantFonts]

        assert {str(one.Subtype) for one in fonts} <= {"/Type0", "/CIDFontType0", "/CIDFontType2"}
        assert outer
        assert all("/ToUnicode" in font for font in outer)
        for font in inner:
            assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        for font in outer:  # no letter is told as "unknown"
            codes = re.findall(rb"<(0000|FEFF|FFFE)>\s*$", font.ToUnicode.read_bytes(), re.M)
            assert codes == []


@pytest.mark.parametrize("name", NAMES)
def test_headings_go_down_one_level_at_a_time(printed: dict[str, Path], name: str) -> None:
    with pikepdf.open(printed[name]) as pdf:
        root = pdf.Root.StructTreeRoot
        levels = [
            int(str(one.S)[2:]) for one in elements(root.K) if re.match("/H[1-6]$", str(one.S))
        ]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", NAMES)
def test_every_header_cell_has_a_direction(printed: dict[str, Path], name: str) -> None:
    with pikepdf.open(printed[name]) as pdf:
        cells = tagged(pdf, "TH")

        assert cells
        assert [cell for cell in cells if "/Scope" not in repr(cell.A)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_on_a_page_belongs_to_one_element(printed: dict[str, Path], name: str) -> None:
    with pikepdf.open(printed[name]) as pdf:
        for page in pdf.pages:
            inside = depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                told, operands = str(instruction.operator), instruction.operands
                if told in ("BDC", "BMC"):
                    depth += 1
                    inside += 1
                    assert str(operands[0])[1:]
                elif told == "EMC":
                    depth -= 1
                elif told in ("Tj", "TJ", "Do", "f", "S", "B"):
                    assert depth > 0, "neither content nor decoration"
            assert depth == 0
            assert inside


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element in reading order."""
    if isinstance(element, pikepdf.Array):
        for one in element:
            yield from elements(one)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        if "/K" in element:
            yield from elements(element.K)


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary | pikepdf.Stream]:
    """Every dictionary of the file, those of streams too."""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one


def test_the_bytes_open_without_repair(printed: dict[str, Path]) -> None:
    for path in printed.values():
        with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
            assert pdf.check_pdf_syntax() == []
