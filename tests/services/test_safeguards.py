"""What is said about conditions: kept with its version, and handed to the engine."""

from datetime import date

import pytest

from assessments.catalogue import load
from assessments.engine.recommendation import recommend
from assessments.models import Assessment, Safeguard, SafeguardState
from assessments.services import dossiers, safeguards
from assessments.services.examples import add_example
from assessments.services.safeguards import Said, StaleSafeguardError
from tests.factories import make_assessment, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db

PLACE = ("KO-04", "open_eu_api")
MET, REFUSED, OPEN = SafeguardState.MET, SafeguardState.REFUSED, SafeguardState.OPEN


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_member())


def test_a_first_word_is_kept_with_who_when_and_why(assessment: Assessment) -> None:
    said = Said(MET, "Frau Meier, Einkauf", date(2026, 11, 20), "Vertrag Nr. 7")

    row = safeguards.record(assessment, PLACE, said, version=0, user=assessment.created_by)

    assert Said.of(row) == said
    assert (row.version, row.changed_by) == (1, assessment.created_by)
    assert safeguards.confirmed(assessment) == {"KO-04": {"open_eu_api": True}}


def test_a_refusal_is_false_and_still_open_is_nothing(assessment: Assessment) -> None:
    safeguards.record(assessment, PLACE, Said(REFUSED), version=0, user=None)
    assert safeguards.confirmed(assessment) == {"KO-04": {"open_eu_api": False}}

    safeguards.record(assessment, PLACE, Said(OPEN, note="liegt beim Anwalt"), version=1, user=None)
    assert safeguards.confirmed(assessment) == {}


def test_a_stale_word_is_refused_with_what_stands_there(assessment: Assessment) -> None:
    other = make_user(name="Kim")
    safeguards.record(assessment, PLACE, Said(MET, "Kim"), version=0, user=other)

    with pytest.raises(StaleSafeguardError) as refusal:
        safeguards.record(assessment, PLACE, Said(REFUSED), version=0, user=None)

    assert Said.of(refusal.value.stored) == Said(MET, "Kim")
    assert Safeguard.objects.get().version == 1


def test_the_same_word_twice_is_no_conflict(assessment: Assessment) -> None:
    for _ in range(2):
        row = safeguards.record(assessment, PLACE, Said(MET), version=0, user=None)

    assert row.version == 1


def test_a_word_on_what_is_no_condition_any_more_counts_for_nothing(assessment: Assessment) -> None:
    for rule, option in (("KO-99", "api_us"), ("KO-23", "api_us"), ("KO-04", "open_onprem")):
        Safeguard.objects.create(assessment=assessment, rule=rule, option=option, state=MET)

    assert safeguards.confirmed(assessment) == {}


def test_confirmed_for_a_number_counts_for_its_variants(assessment: Assessment) -> None:
    """Older documents name KO-01 where only its variant KO-01b is a condition."""
    Safeguard.objects.create(assessment=assessment, rule="KO-01", option="open_eu_api", state=MET)

    assert safeguards.confirmed(assessment) == {"KO-01b": {"open_eu_api": True}}


def test_what_is_said_changes_the_recommendation() -> None:
    assessment = add_example(make_organisation(), "fadenwerk", title="Bewertung", user=None)
    dossier = dossiers.of_assessment(assessment)
    first = recommend(dossier, load(), draws=50).use_cases[0].ranking[0]

    safeguards.record(assessment, ("KO-04", first), Said(REFUSED), version=0, user=None)
    result = recommend(dossiers.of_assessment(assessment), load(), draws=50).use_cases[0]

    assert result.options[first].status == "excluded"
    assert first not in result.ranking


def test_a_dossier_brings_its_promises_along(assessment: Assessment) -> None:
    told = {"KO-04": {"open_eu_api": True, "api_us": False}}

    safeguards.store(assessment, told, user=None)

    assert dossiers.of_assessment(assessment).confirmed == told
