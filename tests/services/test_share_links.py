"""Links to a report: the secret is given out once, opens one version, and ends when it should."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments.models import ReportEdition, ShareLink
from assessments.report.selection import EVERYTHING, Selection
from assessments.services import editions, examples, share_links, tokens
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> ReportEdition:
    assessment = examples.add_example(make_organisation(), "hallweg", title="Beispiel", user=None)
    return editions.edition_of(assessment)


def today() -> date:
    return timezone.localdate()


def share(
    edition: ReportEdition, *, ends_on: date | None = None, selection: Selection = EVERYTHING
) -> tuple[ShareLink, str]:
    return share_links.share(
        edition,
        make_user(),
        recipient="Geschäftsführung",
        ends_on=ends_on or today(),
        language="en",
        selection=selection,
    )


def test_the_secret_has_256_bits_and_is_kept_nowhere(edition: ReportEdition) -> None:
    link, token = share(edition)

    assert len(token) == tokens.LENGTH == 43
    assert token not in str(ShareLink.objects.values().get())
    assert link.token_sha256 == tokens.digest(token)


def test_a_link_finds_its_version_and_its_parts_in_one_query(
    edition: ReportEdition, django_assert_num_queries: pytest.MonkeyPatch
) -> None:
    part = Selection(without=("costs",), use_cases=("UC1",), appendix=False)
    link, token = share(edition, selection=part)

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = share_links.find(token)
        assert found is not None
        assert found.edition.assessment.company.organisation.name.startswith("Beratung")

    assert (found.pk, found.edition_id, found.language) == (link.pk, edition.pk, "en")
    assert found.selection == part.document()


@pytest.mark.parametrize(("days", "works"), [(-1, False), (0, True), (1, True)])
def test_a_link_works_through_its_last_day(edition: ReportEdition, days: int, works: bool) -> None:
    _, token = share(edition, ends_on=today() + timedelta(days=days))

    assert (share_links.find(token) is not None) == works


def test_a_revoked_link_stays_revoked_at_the_first_moment(edition: ReportEdition) -> None:
    link, token = share(edition)

    share_links.revoke(link)
    link.refresh_from_db()
    first = link.revoked_at
    share_links.revoke(link)

    link.refresh_from_db()
    assert first is not None
    assert link.revoked_at == first
    assert share_links.find(token) is None


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: t + "A", lambda t: "A" * 43, lambda t: "", lambda t: "ü"]
)
def test_nothing_but_the_whole_secret_opens_it(edition: ReportEdition, spoil: object) -> None:
    _, token = share(edition)

    assert share_links.find(spoil(token)) is None  # type: ignore[operator]


def test_who_opens_it_is_counted(edition: ReportEdition) -> None:
    link, _ = share(edition)

    for _ in range(3):
        share_links.opened(link)

    link.refresh_from_db()
    assert link.opened == 3
    assert link.opened_at is not None


def test_a_link_works_for_thirty_days_unless_somebody_says_otherwise() -> None:
    assert share_links.default_end() - today() == timedelta(days=30)
