"""Answers from paper: printed, typed in, read from a workbook – all of it or nothing."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from assessments.models import Answer, AnswerChange, Assessment, ChangeKind, Response, User
from assessments.services import answers
from assessments.services.answers import Entered
from tests.factories import client_of, make_assessment, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return make_assessment(owner)


@pytest.fixture
def client(owner: User) -> Client:
    return client_of(owner)


def address(name: str, assessment: Assessment, who: Response | None = None) -> str:
    return reverse(name, args=[assessment.pk], query={"wer": who.pk} if who else None)


def record_levels(assessment: Assessment) -> dict[str, str]:
    rows = Answer.objects.of_record(assessment)
    return {answer.question: answer.level for answer in rows}


def test_every_question_stands_on_the_printed_sheet(client: Client, assessment: Assessment) -> None:
    page = client.get(address("paper", assessment)).content.decode()

    for code in ("KT1", "FA1", "KP1", "NA4", "T1a"):
        assert f"<b>{code}</b>" in page
    large = client.get(address("paper", assessment) + "?gross=1").content.decode()
    assert "paper large" in large


def test_signs_are_typed_in_and_kept_with_reason_and_confidence(
    client: Client, assessment: Assessment, owner: User
) -> None:
    entered = Entered("1", confidence="proven", reason="Vertrag")
    answers.save(assessment, "KT1", entered, version=0, user=owner)

    sent = {"KT1": "3", "version-KT1": "1", "FA1": "xl", "KP1": "1200", "SO1": "9", "SO2": ""}
    response = client.post(address("bulk_entry", assessment), sent)

    assert response.status_code == 302
    assert record_levels(assessment) == {"KT1": "3", "FA1": "XL", "KP1": "", "SO1": "9"}
    kept = Answer.objects.get(question="KT1")
    assert (kept.confidence, kept.reason) == ("proven", "Vertrag")
    assert set(AnswerChange.objects.values_list("kind", flat=True)) == {
        *(ChangeKind.SAVED, ChangeKind.IMPORTED),
    }


def test_readiness_is_typed_in_beside_the_questions(client: Client, assessment: Assessment) -> None:
    refused = client.post(address("bulk_entry", assessment), {"T1a": "6"})
    client.post(address("bulk_entry", assessment), {"T1a": "5", "T2b": "9"})

    assert refused.status_code == 422
    assert record_levels(assessment) == {"T1a": "5", "T2b": "9"}


def test_a_wrong_sign_is_named_at_its_field_and_nothing_is_saved(
    client: Client, assessment: Assessment
) -> None:
    response = client.post(address("bulk_entry", assessment), {"KT1": "7", "SO1": "1"})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_KT1_error"' in page
    assert 'value="7"' in page
    assert record_levels(assessment) == {}


def test_an_old_form_is_refused_as_a_whole(
    client: Client, assessment: Assessment, owner: User
) -> None:
    answers.save(assessment, "KT1", Entered("1"), version=0, user=owner)

    sent = {"SO1": "2", "KT1": "3", "version-KT1": "0"}
    response = client.post(address("bulk_entry", assessment), sent)

    assert response.status_code == 409
    assert record_levels(assessment) == {"KT1": "1"}


def test_somebody_who_answered_on_paper_gets_a_place_of_their_own(
    client: Client, assessment: Assessment
) -> None:
    sent = {"label": "Bogen 7", "role": "department"}
    response = client.post(address("paper_respondent", assessment), sent)
    person = Response.objects.get(label="Bogen 7")

    client.post(response["Location"], {"KT1": "2"})

    assert person.answers.get().level == "2"
    assert record_levels(assessment) == {}


def filled(client: Client, assessment: Assessment, **cells: str) -> SimpleUploadedFile:
    data = client.get(address("answer_sheet_load", assessment)).content
    book, file = load_workbook(BytesIO(data)), BytesIO()
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(file)
    return SimpleUploadedFile("antworten.xlsx", file.getvalue())


def test_a_filled_workbook_is_read_in(client: Client, assessment: Assessment) -> None:
    upload = filled(client, assessment, E2="3", F2="proven", G2="=kein Ergebnis"[1:])

    response = client.post(address("answer_sheet_import", assessment), {"datei": upload})

    assert response.status_code == 302
    stored = answers.stored(assessment, "KT1", None)
    assert stored is not None
    assert (stored.level, stored.confidence, stored.reason) == ("3", "proven", "kein Ergebnis")


def test_one_flaw_keeps_the_whole_file_out(client: Client, assessment: Assessment) -> None:
    upload = filled(client, assessment, E2="3", E3="77")

    response = client.post(address("answer_sheet_import", assessment), {"datei": upload})

    assert response.status_code == 422
    assert "E3:" in response.content.decode()
    assert record_levels(assessment) == {}


@pytest.mark.parametrize("content", [None, b"", b"no workbook"])
def test_a_missing_or_odd_file_is_said_to_be_so(
    client: Client, assessment: Assessment, content: bytes | None
) -> None:
    sent = {} if content is None else {"datei": SimpleUploadedFile("x.xlsx", content)}

    response = client.post(address("answer_sheet_import", assessment), sent)

    assert response.status_code == 422
    assert "Aus der Datei wurde nichts" in response.content.decode()
