"""An uploaded Word file is sound, or everything wrong with it is named with its place."""

import io
import zipfile

import docx
import pytest

from assessments.forms.template_words import in_words, place
from assessments.report.word.starter import starter
from assessments.report.word.template_check import Flaw, flaws

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(*lines: str, header: str = "", cells: tuple[str, ...] = ()) -> bytes:
    document, made = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    for cell in cells:
        document.add_table(1, 1).rows[0].cells[0].text = cell
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(made)
    return made.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    """The package with parts in place of those of the same name; "__" stands for "/"."""
    named = {name.replace("__", "/"): part for name, part in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", 8) as target:
        for name in source.namelist():
            if name not in named:
                target.writestr(name, source.read(name))
        for name, part in named.items():
            target.writestr(name, part)
    return made.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


SOUND = saved("{{ bericht }}")


@pytest.mark.parametrize("data", [SOUND, starter("de"), starter("en", "#803020")])
def test_a_sound_template_has_no_flaw(data: bytes) -> None:
    assert flaws(data) == ()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (saved("Hallo"), (Flaw("missing"),)),
        (saved("{{ bericht }"), (Flaw("missing"),)),
        (saved("{{ bericht }}", "{{Report}}"), (Flaw("twice", what="bericht"),)),
        (saved("Vor {{ bericht }}"), (Flaw("misplaced", "body||Vor {{ bericht }}", "bericht"),)),
        (
            saved("{{ bericht }}", cells=("x", "{{ frima }}")),
            (Flaw("unknown", "body|2|{{ frima }}", "frima→firma"),),
        ),
        (
            saved("{{ bericht }}", header="{{ inhalt }}"),
            (Flaw("misplaced", "header||{{ inhalt }}", "inhalt"),),
        ),
        (
            saved("{{ bericht }}", "{{ xyzzyq }}"),
            (Flaw("unknown", "body||{{ xyzzyq }}", "xyzzyq"),),
        ),
        (saved(cells=("{{ bericht }}",)), (Flaw("misplaced", "body|1|{{ bericht }}", "bericht"),)),
    ],
)
def test_a_wrong_placeholder_is_named_with_its_place(
    data: bytes, expected: tuple[Flaw, ...]
) -> None:
    assert flaws(data) == expected


def test_every_flaw_is_named_at_once() -> None:
    found = flaws(saved("{{ frima }}", "{{ stnad }}"))

    assert [flaw.code for flaw in found] == ["unknown", "unknown", "missing"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_docx"),
        (b"PK\x03\x04nonsense", "no_docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_or_encrypted"),
        (SOUND[: len(SOUND) // 2], "no_docx"),
        (changed(SOUND, word__vbaProject_bin=b"").replace(b"_bin", b".bin"), "macros"),
        (changed(SOUND, word__document_xml=b"").replace(b"t_xml", b"t.xml"), "broken_part"),
        (changed(SOUND, word__activeX__a=b"x"), "macros"),
        (changed(SOUND, word__big=b"\0" * (51 * 1024 * 1024)), "too_large_unpacked"),
        (changed(SOUND, **{f"p{n}": b"" for n in range(2001)}), "too_large_unpacked"),
    ],
    # names of our own: a ZIP holds the time of its making, and workers must agree on names
    ids=["empty", "nonsense", "old", "half", "macros", "broken", "activex", "bomb", "parts"],
)
def test_a_broken_package_is_refused(data: bytes, code: str) -> None:
    assert [flaw.code for flaw in flaws(data)] == [code]


def test_an_xml_bomb_is_refused_unopened() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    body = part(SOUND, "word/document.xml")
    head, rest = body.split(b"?>", 1)
    data = changed(SOUND, **{"word/document.xml": head + b"?>" + bomb + rest})

    assert flaws(data) == (Flaw("broken_part", "word/document.xml"),)


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        ("image", True),
        ("oleObject", True),
        ("frame", True),
        ("hyperlink", False),
        ("attachedTemplate", False),
    ],
)
def test_what_would_be_fetched_from_elsewhere_is_refused(kind: str, refused: bool) -> None:
    name = "word/_rels/document.xml.rels"
    link = (
        f'<Relationship Id="rId99" Type="{REL}/{kind}" '
        'Target="http://example.org/x" TargetMode="External"/></Relationships>'
    )
    links = part(SOUND, name).replace(b"</Relationships>", link.encode())

    found = flaws(changed(SOUND, **{name: links}))

    expected = (Flaw("fetches", name, "http://example.org/x"),) if refused else ()
    assert found == expected


def test_a_field_that_would_fetch_is_refused() -> None:
    field = b'<w:p><w:fldSimple w:instr=" INCLUDEPICTURE http://example.org/x.png "/></w:p>'
    body = part(SOUND, "word/document.xml").replace(b"<w:sectPr", field + b"<w:sectPr", 1)

    found = flaws(changed(SOUND, **{"word/document.xml": body}))

    assert [flaw.code for flaw in found] == ["fetches"]


def test_a_template_file_is_told_to_be_saved_as_a_document() -> None:
    types = part(SOUND, "[Content_Types].xml").replace(b"document.main", b"template.main")

    assert flaws(changed(SOUND, **{"[Content_Types].xml": types})) == (Flaw("word_template"),)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("header|2|Hallo", "Kopfzeile, Tabelle 2, Absatz „Hallo“"),
        ("body||a|b", "Text, Absatz „a|b“"),
        ("footer||", "Fußzeile"),
    ],
)
def test_a_place_is_said_in_words(where: str, words: str) -> None:
    assert place(where) == words


def test_a_flaw_is_said_in_words() -> None:
    flaw = Flaw("unknown", "body|2|{{ frima }}", "frima→firma")

    said = "Text, Tabelle 2, Absatz „{{ frima }}“"
    assert (
        in_words(flaw)
        == f"{{{{ frima }}}} ist unbekannt. Meinten Sie {{{{ firma }}}}? Ort: {said}."
    )
