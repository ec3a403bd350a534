"""The export: everything behind one edition as one document, the same bytes for ever."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from assessments.catalogue.schemas import dossier_schema, export_schema, recommendation_schema
from assessments.models import Assessment, Evaluation, ReportEdition
from assessments.report.builder import REPORT_VERSION
from assessments.services import editions
from assessments.services.evaluations import evaluate
from assessments.services.examples import NAMES, add_example
from assessments.services.exports import export_json
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def problems(document: Any) -> list[str]:
    """What the shipped schemas find wrong."""
    known = [dossier_schema(), recommendation_schema(), export_schema()]
    registry: Any = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in known
    )
    validator = Draft202012Validator(export_schema(), registry=registry)
    return [error.message for error in validator.iter_errors(document)]


@pytest.fixture
def assessment() -> Assessment:
    return add_example(make_organisation(), "hallweg", title="Bewertung", user=None)


@pytest.mark.parametrize("name", NAMES)
def test_every_demo_company_is_exported_as_the_schema_says(name: str) -> None:
    made = add_example(make_organisation(), name, title="Bewertung", user=None)

    document = json.loads(export_json(editions.edition_of(made)))

    assert problems(document) == []


def test_the_schema_refuses_what_is_missing_or_too_much(assessment: Assessment) -> None:
    document = json.loads(export_json(editions.edition_of(assessment)))
    del document["versions"]["seed"]
    document["dossier"]["use_cases"] = 3

    assert len(problems({**document, "extra": 1})) == 3


def test_it_names_every_version(assessment: Assessment) -> None:
    edition = editions.edition_of(assessment)
    _, _, evaluation = evaluate(assessment)

    document = json.loads(export_json(edition))

    assert document["format"] == "modellwahl-export/1"
    assert document["versions"] == {
        "catalogue": document["recommendation"]["catalogue"],
        "catalogue_sha256": evaluation.catalogue_sha256,
        "engine": evaluation.engine_version,
        "fingerprint": evaluation.dossier_sha256,
        "seed": document["recommendation"]["seed"],
        "report": REPORT_VERSION,
        "edition": 1,
        "evaluation": 1,
        "made_at": evaluation.created_at.isoformat(),
    }
    stored = Evaluation.objects.get(pk=evaluation.pk)
    assert document["dossier"] == stored.dossier
    assert document["recommendation"] == stored.recommendation


def test_the_same_edition_gives_the_same_bytes(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = editions.edition_of(assessment)
    first = export_json(edition)
    editions.contents(edition, "de")
    assessment.company.name = "Anders"
    assessment.company.save()
    monkeypatch.setattr(editions, "REPORT_VERSION", "99")

    assert export_json(ReportEdition.objects.get(pk=edition.pk)) == first
    assert first.endswith(b"}\n")


def test_keys_are_sorted_and_letters_stay_letters(assessment: Assessment) -> None:
    text = export_json(editions.edition_of(assessment)).decode()

    assert json.dumps(json.loads(text), sort_keys=True, indent=1, ensure_ascii=False) + "\n" == text
    assert "ü" in text


def test_it_is_read_with_one_query(assessment: Assessment, django_assert_num_queries: Any) -> None:
    edition = editions.edition_of(assessment)

    with django_assert_num_queries(1):
        export_json(edition)


def test_evaluate_reads_an_export_and_finds_the_same(
    assessment: Assessment, tmp_path: Path
) -> None:
    file, out = tmp_path / "export.json", io.StringIO()
    file.write_bytes(export_json(editions.edition_of(assessment)))

    call_command("evaluate", str(file), stdout=out)

    assert json.loads(out.getvalue()) == json.loads(file.read_bytes())["recommendation"]
