"""The company's form: what is needed, what contradicts itself, and two tabs."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Company, Role
from tests.factories import (
    client_of,
    make_assessment,
    make_company,
    make_member,
    make_organisation,
    organisation_of,
)

pytestmark = pytest.mark.django_db

NEEDED = {"name": "Hallweg GmbH", "U1": "28", "U2": "120", "U5": "0,5", "U8": ["none_of_these"]}


def test_a_new_company_starts_its_first_assessment() -> None:
    owner = make_member()

    answer = client_of(owner).post(reverse("company_new"), NEEDED)

    made = Company.objects.get()
    assessment = Assessment.objects.get(company=made)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("use_cases", args=[assessment.pk])
    assert made.profile == {"U1": "28", "U2": 120, "U5": 0.5, "U8": []}


def test_what_is_not_known_is_absent() -> None:
    owner = make_member()

    client_of(owner).post(reverse("company_new"), {**NEEDED, "U8": ["unknown"], "U6": "unknown"})

    assert "U8" not in Company.objects.get().profile
    assert "U6" not in Company.objects.get().profile


def test_every_kind_of_entry_comes_back_as_it_was_entered() -> None:
    owner = make_member()
    company = make_company(organisation_of(owner), profile={})
    entered = {
        **NEEDED,
        "version": "1",
        "U3_turnover_eur": "24.000.000",
        "U3_balance_eur": "15000000",
        "U7": ["m365", "own_servers"],
        "U8": ["kritis_nis2"],
        "U10": "yes",
        "U14": "6",
    }

    client_of(owner).post(reverse("company", args=[company.pk]), entered)

    company.refresh_from_db()
    assert company.profile["U3"] == {"turnover_eur": 24e6, "balance_eur": 15e6}
    assert company.profile["U7"] == ["m365", "own_servers"]
    assert company.profile["U10"] is True
    page = client_of(owner).get(reverse("company", args=[company.pk])).content.decode()
    assert 'value="24.000.000"' in page or 'value="24000000"' in page


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Geben Sie den Namen des Unternehmens ein."),
        ("name", "x" * 161, "160"),
        ("U1", "", "Wählen Sie eine der Antworten aus der Liste."),
        ("U1", "999", "Wählen Sie eine der Antworten aus der Liste."),
        ("U2", "viele", "Geben Sie eine ganze Zahl von 1 bis 100000 ein."),
        ("U2", "0", "Geben Sie eine ganze Zahl von 1 bis 100000 ein."),
        ("U2", "-5", "Geben Sie eine ganze Zahl von 1 bis 100000 ein."),
        ("U5", "1e400", "Geben Sie eine Zahl von 0 bis 10000 ein"),
        ("U5", "NaN", "Geben Sie eine Zahl von 0 bis 10000 ein"),
        ("U8", [], "Kreuzen Sie mindestens einen Eintrag an"),
        ("U8", ["none_of_these", "export_control"], "stehen allein"),
        ("U3_turnover_eur", "-1", "Geben Sie eine Zahl von 0 bis"),
        ("U6", "maybe", "Wählen Sie eine der Antworten aus der Liste."),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_typed_is_lost(
    field: str, value: object, message: str
) -> None:
    owner = make_member()

    answer = client_of(owner).post(reverse("company_new"), {**NEEDED, "U14": "7", field: value})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Fehler:" in page
    assert message in page
    assert 'value="7"' in page
    assert not Company.objects.exists()


def test_a_second_tab_is_refused_with_both_values_and_either_can_be_kept() -> None:
    owner = make_member()
    company = make_company(organisation_of(owner), name="Alt", profile={})
    url, client = reverse("company", args=[company.pk]), client_of(owner)
    client.post(url, {**NEEDED, "name": "Erster", "version": "1"})

    refused = client.post(url, {**NEEDED, "name": "Zweiter", "version": "1"})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Erster" in page and "Zweiter" in page
    assert Company.objects.get().name == "Erster"

    client.post(url, {**NEEDED, "name": "Zweiter", "version": "1", "keep": "2"})

    assert Company.objects.get().name == "Zweiter"


def test_viewers_read_and_strangers_see_nothing() -> None:
    owner = make_member()
    viewer = make_member(organisation_of(owner), role=Role.VIEWER)
    company = make_company(organisation_of(owner))
    url = reverse("company", args=[company.pk])

    assert client_of(viewer).get(url).status_code == 200
    assert client_of(viewer).post(url, NEEDED).status_code == 403
    assert client_of(make_member()).get(url).status_code == 404
    assert client_of(make_member()).post(url, NEEDED).status_code == 404
    assert client_of(viewer).get(reverse("company_new")).status_code == 403


def test_with_two_organisations_one_chooses() -> None:
    owner = make_member()
    second = make_organisation("Zweite Beratung")
    second.members.create(user=owner, role=Role.CONSULTANT)

    client_of(owner).post(reverse("company_new"), {**NEEDED, "organisation": str(second.pk)})

    assert Company.objects.get().organisation == second


def test_a_foreign_organisation_cannot_be_chosen() -> None:
    owner = make_member()
    organisation_of(owner)
    second = make_organisation("Zweite Beratung")
    second.members.create(user=owner, role=Role.CONSULTANT)
    foreign = make_organisation("Fremde Beratung")

    answer = client_of(owner).post(
        reverse("company_new"), {**NEEDED, "organisation": str(foreign.pk)}
    )

    assert answer.status_code == 422
    assert not Company.objects.exists()


def test_a_long_german_name_and_markup_are_shown_as_text() -> None:
    owner = make_member()
    company = make_company(organisation_of(owner), name="<script>alert(1)</script> GmbH")
    make_assessment(owner, company=company)

    page = client_of(owner).get(reverse("company", args=[company.pk])).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
