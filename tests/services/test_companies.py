"""A company's profile: changed once, refused when stale."""

import pytest

from assessments.services import companies
from assessments.services.companies import StaleCompanyError
from tests.factories import make_assessment, make_company

pytestmark = pytest.mark.django_db


def test_a_change_counts_the_version_up_and_moves_its_assessments_up() -> None:
    company = make_company()
    assessment = make_assessment(company=company)
    before = assessment.changed_at

    companies.change(company, "Neu GmbH", {"U1": "47"}, version=1)

    company.refresh_from_db()
    assessment.refresh_from_db()
    assert (company.name, company.profile, company.version) == ("Neu GmbH", {"U1": "47"}, 2)
    assert assessment.changed_at > before


def test_a_change_from_an_old_form_is_refused() -> None:
    company = make_company(name="Alt GmbH")
    companies.change(company, "Neu GmbH", {}, version=1)

    with pytest.raises(StaleCompanyError):
        companies.change(company, "Ganz anders GmbH", {}, version=1)

    company.refresh_from_db()
    assert company.name == "Neu GmbH"
