"""An edition of the report is written once for each distinct input and never changes."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from assessments.catalogue import load
from assessments.models import Assessment, CatalogueSnapshot, ReportEdition
from assessments.report.chapters import summary
from assessments.services import editions, evaluations, examples, snapshots
from tests.factories import make_action, make_answer, make_organisation

pytestmark = pytest.mark.django_db


def fadenwerk() -> Assessment:
    return examples.add_example(make_organisation(), "fadenwerk", title="Beispiel", user=None)


def test_the_same_input_is_written_once() -> None:
    assessment = fadenwerk()

    first, again = editions.edition_of(assessment), editions.edition_of(assessment)

    assert first.pk == again.pk
    assert ReportEdition.objects.count() == 1
    assert first.number == 1


def change_answer(assessment: Assessment) -> None:
    record = assessment.responses.get(kind="record")
    record.answers.filter(question="KT1", use_case=None).delete()
    make_answer(assessment, "KT1", "1")


def change_plan(assessment: Assessment) -> None:
    make_action(assessment)


def change_name(assessment: Assessment) -> None:
    organisation = assessment.company.organisation
    organisation.name = "Beratung mit neuem Namen"
    organisation.save()


def change_colour(assessment: Assessment) -> None:
    organisation = assessment.company.organisation
    organisation.colour = "#7a1f5c"
    organisation.save()


@pytest.mark.parametrize("change", [change_answer, change_plan, change_name, change_colour])
def test_every_change_of_what_it_says_makes_the_next_one_and_leaves_the_first(change) -> None:  # type: ignore[no-untyped-def]
    assessment = fadenwerk()
    first = editions.edition_of(assessment)
    before = bytes(first.documents)

    change(assessment)
    second = editions.edition_of(assessment)

    assert second.number == 2
    assert bytes(second.documents) != before
    assert bytes(ReportEdition.objects.get(pk=first.pk).documents) == before


def test_other_sentences_in_a_later_product_leave_it_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assessment = fadenwerk()
    edition = editions.edition_of(assessment)
    said = editions.contents(edition, "de").report
    editions._kept.clear()

    monkeypatch.setattr(summary, "summary", lambda material: 1 / 0)
    again = editions.contents(editions.edition_of(assessment), "de").report

    assert [section.title for section in again.sections] == [s.title for s in said.sections]
    assert again.sections[0] == said.sections[0]


def test_it_speaks_both_languages() -> None:
    edition = editions.edition_of(fadenwerk())

    german, english = (editions.contents(edition, code).report for code in ("de", "en"))

    assert (german.language, english.language) == ("de", "en")
    assert german.subtitle == "Empfehlung für Fadenwerk Online GmbH"
    assert english.subtitle == "Recommendation for Fadenwerk Online GmbH"
    assert set(edition.headline) == {"de", "en"}
    assert german.fingerprint == edition.evaluation.dossier_sha256


def test_only_its_name_may_be_given_later() -> None:
    edition = editions.edition_of(fadenwerk())

    edition.name = "Nach dem Workshop"
    edition.save(update_fields=["name"])
    with pytest.raises(TypeError, match="immutable"):
        edition.save()

    assert ReportEdition.objects.get().name == "Nach dem Workshop"


def test_a_number_taken_meanwhile_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = fadenwerk()
    create = ReportEdition.objects.create
    tried: list[int] = []

    def taken_once(**fields: object) -> ReportEdition:
        tried.append(int(str(fields["number"])))
        if len(tried) == 1:
            raise IntegrityError("edition_number_once")
        return create(**fields)

    monkeypatch.setattr(ReportEdition.objects, "create", taken_once)

    assert editions.edition_of(assessment).number == 1
    assert tried == [1, 1]


def test_the_catalogue_of_a_result_is_kept_and_read_again() -> None:
    catalogue = load()
    other = replace(catalogue, sha256="d" * 64, version="2020.1")
    snapshots.keep(catalogue)
    snapshots.keep(other)
    snapshots.keep(other)

    assert CatalogueSnapshot.objects.count() == 2
    assert snapshots.catalogue_of(other.sha256) == other
    assert snapshots.catalogue_of(catalogue.sha256) is catalogue
    with pytest.raises(CatalogueSnapshot.DoesNotExist):
        snapshots.catalogue_of("f" * 64)


def test_a_stored_result_names_a_catalogue_that_is_kept() -> None:
    _, _, evaluation = evaluations.evaluate(fadenwerk())

    assert CatalogueSnapshot.objects.filter(sha256=evaluation.catalogue_sha256).exists()
