"""A company from a file: all of it or nothing, and every fault with its place."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from assessments.forms.upload import LARGEST
from assessments.models import Assessment, Company, Role, User
from assessments.services import dossiers, editions
from assessments.services.examples import NAMES, add_example, path_of, read_example
from assessments.services.exports import export_json
from tests.factories import client_of, make_member, make_organisation, organisation_of

pytestmark = pytest.mark.django_db
HALLWEG = path_of("hallweg").read_bytes()


def sent(user: User, raw: bytes, **form: Any) -> HttpResponse:
    file = SimpleUploadedFile("bewertung.json", raw, "application/json")
    answer = client_of(user).post(reverse("company_from_file"), {"file": file, **form})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("name", NAMES)
def test_a_dossier_becomes_a_company_with_its_answers(name: str) -> None:
    owner = make_member()

    answer = sent(owner, path_of(name).read_bytes())

    made = Assessment.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("results", args=[made.pk])
    assert made.company.organisation == organisation_of(owner)
    assert dossiers.of_assessment(made).answers == read_example(name).answers


def test_an_export_comes_back_with_the_same_result() -> None:
    owner = make_member()
    first = add_example(organisation_of(owner), "hallweg", title="Bewertung", user=owner)
    exported = export_json(editions.edition_of(first))

    sent(owner, exported)

    second = Assessment.objects.exclude(pk=first.pk).get()
    again = json.loads(export_json(editions.edition_of(second)))
    assert again["recommendation"] == json.loads(exported)["recommendation"]
    assert again["dossier"] == json.loads(exported)["dossier"]


def test_faults_are_named_by_place_and_nothing_is_stored() -> None:
    document = json.loads(HALLWEG)
    document["answers"]["KT1"]["level"] = "7"
    document["use_cases"][0]["usage"] = "<script>"

    answer = sent(make_member(), json.dumps(document).encode())

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<code>/answers/KT1" in text
    assert "<code>/use_cases/0/usage</code>: object" in text
    assert "<script>" not in text.split("<main")[1]
    assert not Company.objects.exists()


def test_faults_of_an_export_are_placed_within_it() -> None:
    raw = json.dumps({"format": "modellwahl-export/1", "dossier": {}}).encode()

    assert "<code>/dossier/company</code>" in sent(make_member(), raw).content.decode()


def test_of_many_faults_fifty_are_shown() -> None:
    document = json.loads(HALLWEG)
    document["answers"] = {f"X{n}": {"level": "1"} for n in range(70)}

    text = sent(make_member(), json.dumps(document).encode()).content.decode()

    assert text.count("<code>") == 50
    assert "Und 20 weitere." in text


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "Die Datei ist leer."),
        (b"{", "keine JSON-Datei"),
        (b"PK\x03\x04\xff", "keine JSON-Datei"),
        (b"[" * 100_000, "keine JSON-Datei"),
        (b'{"number": ' + b"9" * 5_000 + b"}", "keine JSON-Datei"),
        (b"[]", "Die Datei passt nicht."),
        (b"null", "Die Datei passt nicht."),
        (b'{"format": "modellwahl-export/1"}', "Die Datei passt nicht."),
        (b" " * (LARGEST + 1), "größer als 5 MB"),
    ],
    ids=["empty", "cut", "zip", "deep", "digits", "list", "null", "hollow", "large"],
)
def test_what_is_no_dossier_is_refused_in_words(raw: bytes, said: str) -> None:
    answer = sent(make_member(), raw)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Company.objects.exists()


def test_without_a_file_the_form_says_so() -> None:
    answer = client_of(make_member()).post(reverse("company_from_file"))

    assert answer.status_code == 422
    assert "Wählen Sie eine Datei." in answer.content.decode()


def test_whoever_has_two_organisations_chooses_one() -> None:
    owner, second = make_member(), make_organisation("Zweite")
    second.members.create(user=owner, role=Role.OWNER)

    sent(owner, HALLWEG, organisation=str(second.pk))

    assert Company.objects.get().organisation == second


def test_nothing_goes_into_an_organisation_of_others() -> None:
    owner, second = make_member(), make_organisation("Zweite")
    second.members.create(user=owner, role=Role.OWNER)

    answer = sent(owner, HALLWEG, organisation=str(make_organisation().pk))

    assert answer.status_code == 422
    assert not Company.objects.exists()


def test_a_failure_on_the_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(dossiers, "_store_importance", fail)

    with pytest.raises(RuntimeError):
        sent(make_member(), HALLWEG)

    assert not Company.objects.exists()


def test_whoever_only_reads_may_not() -> None:
    assert sent(make_member(role=Role.VIEWER), HALLWEG).status_code == 403
