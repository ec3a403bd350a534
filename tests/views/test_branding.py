"""The look of reports: owners set name, colour, logo and Word templates; all others look on."""

import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from assessments.models import Logo, Role, User, WordTemplate
from assessments.report.word.starter import starter
from assessments.services import word_templates
from tests.factories import (
    client_of,
    make_logo,
    make_member,
    make_organisation,
    make_picture,
    make_word_template,
    organisation_of,
)

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


def sent(owner: User, **data: Any) -> Any:
    key = str(organisation_of(owner).pk)
    return client_of(owner).post(reverse("branding"), {"organisation": key, **data})


def look(owner: User, **data: Any) -> Any:
    return sent(owner, **{"name": "Beratung Nord", "colour": "", **data})


def file(data: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def docx_with(*lines: str) -> bytes:
    document, made = docx.Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def test_name_colour_and_logo_are_saved_together() -> None:
    owner = make_member()

    answer = look(owner, colour=" 0A6 ", logo=file(make_picture("JPEG"), "logo.jpg"))

    kept = organisation_of(owner)
    assert answer.status_code == 422  # #00aa66 is too light
    assert "#00aa66 ist auf Weiß zu hell" in answer.content.decode()
    assert Logo.objects.count() == 0

    answer = look(owner, colour="063", logo=file(make_picture("JPEG"), "logo.jpg"))

    kept.refresh_from_db()
    assert answer.status_code == 302
    assert (kept.name, kept.colour) == ("Beratung Nord", "#006633")
    assert kept.logo is not None
    with Image.open(BytesIO(bytes(kept.logo.png))) as picture:
        assert (picture.format, picture.size) == ("PNG", (40, 20))


def test_a_colour_too_light_comes_with_one_that_works() -> None:
    owner = make_member()

    answer = look(owner, colour="#ffcc00")
    page = answer.content.decode()
    offered = page.split('name="take_colour" value="')[1].split('"')[0]

    assert answer.status_code == 422
    assert 'value="Beratung Nord"' in page
    assert 'value="#ffcc00"' in page
    assert look(owner, colour="#ffcc00", take_colour=offered).status_code == 302
    assert organisation_of(owner).colour == offered


def test_a_large_logo_is_made_smaller_and_loses_what_else_was_in_the_file() -> None:
    owner, raw = make_member(), BytesIO()
    facts = Image.Exif()
    facts[0x010E] = "Geheimnis"
    Image.new("RGB", (3000, 900), "white").save(raw, "JPEG", exif=facts)

    look(owner, logo=file(raw.getvalue()))

    kept = Logo.objects.get()
    assert (kept.width, kept.height) == (1200, 360)
    assert b"Geheimnis" not in bytes(kept.png)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Diese Datei ist leer."),
        (b"kein Bild", "Diese Datei ist kein lesbares PNG oder JPEG."),
        (make_picture()[:60], "Diese Datei ist kein lesbares PNG oder JPEG."),
        (make_picture("GIF"), "Diese Datei ist kein lesbares PNG oder JPEG."),
        (b"<?xml version='1.0'?><svg/>", "SVG geht nicht"),
        (make_picture(size=(4, 4)), "Dieses Bild ist zu klein."),
        (b"x" * (2 * MEGABYTE + 1), "Diese Datei ist größer als 2 MB."),
        (b"x" * (50 * MEGABYTE), "Diese Datei ist größer als 2 MB."),
    ],
)
def test_a_wrong_logo_is_named_and_the_rest_stays(data: bytes, message: str) -> None:
    owner = make_member()

    answer = look(owner, name="Getippt", colour="#123456", logo=file(data))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert message in page
    assert 'value="Getippt"' in page
    assert 'value="#123456"' in page
    assert organisation_of(owner).name != "Getippt"


@pytest.mark.parametrize("colour", ["rot", "#12345", "#gggggg", "javascript:1", "#12345678"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    answer = look(make_member(), colour=colour)

    assert answer.status_code == 422
    assert "Schreiben Sie eine Farbe wie #0b5563." in answer.content.decode()


def test_a_name_must_be_there() -> None:
    owner = make_member()
    before = organisation_of(owner).name

    assert look(owner, name=" ").status_code == 422
    assert organisation_of(owner).name == before


def test_a_removed_logo_comes_back() -> None:
    owner = make_member()
    logo = make_logo(organisation_of(owner))

    page = client_of(owner).get(sent(owner, remove_logo="1")["Location"]).content.decode()

    assert organisation_of(owner).logo is None
    assert f'name="restore_logo" value="{logo.pk}"' in " ".join(page.split())
    sent(owner, restore_logo=str(logo.pk))
    assert organisation_of(owner).logo == logo


def test_a_logo_of_somebody_else_is_not_taken() -> None:
    owner, theirs = make_member(), make_logo(make_organisation())

    assert sent(owner, restore_logo=str(theirs.pk)).status_code == 404
    assert sent(owner, restore_logo="x").status_code == 404
    assert organisation_of(owner).logo is None


def test_a_template_is_kept_under_the_name_of_its_file() -> None:
    owner = make_member()
    mine = docx_with("{{ bericht }}")

    answer = sent(owner, title="", docx=file(mine, "Unser Haus.docx"))

    kept = WordTemplate.objects.get()
    assert answer.status_code == 302
    assert (kept.name, kept.uploaded_by) == ("Unser Haus", owner)
    client = client_of(owner)
    loaded = client.get(reverse("word_template", args=[kept.pk]))
    assert loaded.content == bytes(kept.docx)
    assert "unser-haus.docx" in loaded["Content-Disposition"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Diese Datei ist leer."),
        (b"kein Word", "Das ist keine Word-Datei."),
        (b"\xd0\xcf\x11\xe0alt", "Diese Datei hat ein Kennwort oder das alte Format .doc."),
        (starter("de")[:-200], "Das ist keine Word-Datei."),
        (docx_with("Hallo"), "Schreiben Sie {{ bericht }} in eine eigene Zeile"),
        (docx_with("Hier: {{ bericht }}"), "braucht einen eigenen Absatz"),
        (docx_with("{{ report }}", "{{ bericht }}"), "steht mehr als einmal da"),
        (docx_with("{{ bericht }}", "{{ frima }}"), "Meinten Sie {{ firma }}?"),
        (b"x" * (50 * MEGABYTE), "Diese Datei ist größer als 5 MB."),
    ],
)
def test_a_wrong_template_is_named_and_its_title_stays(data: bytes, message: str) -> None:
    owner = make_member()

    answer = sent(owner, title="Getippt", docx=file(data, "vorlage.docx"))

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert 'value="Getippt"' in answer.content.decode()
    assert not WordTemplate.objects.exists()


def test_a_form_without_a_file_says_so() -> None:
    answer = sent(make_member(), title="Haus")

    assert answer.status_code == 422
    assert "Wählen Sie eine Datei." in answer.content.decode()


def test_a_removed_template_comes_back_and_is_not_loaded_meanwhile() -> None:
    owner = make_member()
    template = make_word_template(organisation_of(owner))
    client, address = client_of(owner), reverse("word_template", args=[template.pk])

    page = client.get(sent(owner, remove_template=str(template.pk))["Location"])

    assert f'value="{template.pk}"' in page.content.decode()
    assert client.get(address).status_code == 404
    sent(owner, restore_template=str(template.pk))
    assert client.get(address).status_code == 200


def test_nobody_keeps_more_templates_than_twenty() -> None:
    owner = make_member()
    for _ in range(word_templates.MOST):
        make_word_template(organisation_of(owner))

    answer = sent(owner, title="Eine mehr", docx=file(starter("de"), "v.docx"))

    assert answer.status_code == 422
    assert "Sie haben schon 20 Vorlagen." in answer.content.decode()


def test_the_preview_is_a_report_of_a_demo_company_in_our_look() -> None:
    owner = make_member()
    organisation = organisation_of(owner)
    make_logo(organisation)
    template = make_word_template(organisation)

    answer = client_of(owner).get(reverse("word_template_preview", args=[template.pk]))
    data = answer.content

    text = "\n".join(p.text for p in docx.Document(BytesIO(data)).paragraphs)
    assert "Hallweg" in text
    assert organisation.name in docx.Document(BytesIO(data)).sections[0].header.paragraphs[0].text
    assert "{{" not in text


@pytest.mark.parametrize(("language", "mark"), [("de", "{{ bericht }}"), ("en", "{{ report }}")])
def test_the_template_to_begin_with_speaks_the_language(language: str, mark: str) -> None:
    owner = make_member()

    answer = client_of(owner, language=language).get(reverse("word_starter"))
    data = answer.content

    assert mark in [p.text for p in docx.Document(BytesIO(data)).paragraphs]
    sent(owner, title="Zurück", docx=file(data, "v.docx"))
    assert WordTemplate.objects.get().name == "Zurück"


def test_a_starter_for_somebody_elses_organisation_is_not_found() -> None:
    client, address = client_of(make_member()), reverse("word_starter")

    assert client.get(address, {"organisation": make_organisation().pk}).status_code == 404
    assert client.get(address, {"organisation": "x"}).status_code == 404


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER])
def test_who_does_not_own_looks_on(role: Role) -> None:
    owner = make_member()
    template = make_word_template(organisation_of(owner))
    other = make_member(organisation_of(owner), role=role)

    page = client_of(other).get(reverse("branding")).content.decode()

    assert template.name in page
    assert "Nur wer die Organisation leitet" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    for data in ({"name": "X"}, {"remove_logo": "1"}, {"remove_template": str(template.pk)}):
        assert sent(other, **data).status_code == 403
    assert WordTemplate.objects.present().count() == 1


def test_a_page_with_nonsense_in_its_address_stays_a_page() -> None:
    client = client_of(make_member())

    for query in ("logo=x", "vorlage=x", "logo=99999999999999999999", "vorlage=-1", "logo=²"):
        assert client.get(f"{reverse('branding')}?{query}").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_for_one_and_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owner = make_member()
    for number in range(count):
        make_word_template(organisation_of(owner), f"Vorlage {number}")
    client = client_of(owner)

    with django_assert_num_queries(4):
        client.get(reverse("branding"))


def test_a_huge_upload_lies_neither_in_memory_nor_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    handlers = "django.core.files.uploadhandler.%s.receive_data_chunk"
    for name in ("MemoryFileUploadHandler", "TemporaryFileUploadHandler"):
        monkeypatch.setattr(handlers % name, lambda *_: kept.append("piece"))

    answer = sent(make_member(), title="", docx=file(b"x" * (50 * MEGABYTE), "v.docx"))

    assert answer.status_code == 422
    assert kept == []


def test_the_link_to_the_template_a_file_was_begun_from_is_taken_out() -> None:
    owner = make_member()
    raw, made = starter("de"), BytesIO()
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" TargetMode="External" Target="file:///C:/Haus.dotx" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        "</Relationships>"
    )
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("word/_rels/settings.xml.rels", link)

    sent(owner, title="Haus", docx=file(made.getvalue(), "v.docx"))

    with zipfile.ZipFile(BytesIO(bytes(WordTemplate.objects.get().docx))) as kept:
        assert b"Haus.dotx" not in kept.read("word/_rels/settings.xml.rels")
