"""Who sees which rows: one table for every kind of row that belongs to a consultancy."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from assessments.models import (
    ActionItem,
    Answer,
    Assessment,
    Calibration,
    Company,
    Evaluation,
    Importance,
    Member,
    Organisation,
    Response,
    Role,
    RuleSwitch,
    Safeguard,
    Scenario,
    SectionComment,
    UseCase,
    User,
)
from tests.factories import (
    make_answer,
    make_assessment,
    make_importance,
    make_member,
    make_organisation,
    make_use_case,
)

pytestmark = pytest.mark.django_db

TENANTS_ROWS: tuple[Any, ...] = (
    *(Organisation, Company, Assessment, UseCase),
    *(Response, Answer, Importance, Evaluation, Scenario, ActionItem),
    Calibration,
    *(Safeguard, RuleSwitch),
    SectionComment,
)
WRITABLE: tuple[Any, ...] = (
    *(Organisation, Company, Assessment, UseCase),
    *(Response, Scenario, ActionItem),
    Calibration,
    SectionComment,
)


@pytest.fixture
def rows() -> Organisation:
    """One row of each kind, and one of each in another consultancy."""
    for organisation in (make_organisation("Ours"), make_organisation("Theirs")):
        owner = make_member(organisation, role=Role.OWNER)
        assessment = make_assessment(owner)
        make_use_case(assessment)
        make_answer(assessment, "KT2", "1")
        make_importance(assessment)
        Evaluation.objects.create(
            assessment=assessment, number=1, dossier={}, recommendation={}, seed=1
        )
        Calibration.objects.create(
            organisation=organisation,
            kind="effect",
            code="KT1.2.api_us",
            points=1,
            reason="Eigener Vertrag",
            version=1,
        )
        Scenario.objects.create(assessment=assessment, name="Sparsam", points=[1] * 7)
        ActionItem.objects.create(assessment=assessment, title="Testen")
        Safeguard.objects.create(assessment=assessment, rule="KO-04", option="api_us", state="met")
        RuleSwitch.objects.create(organisation=organisation, rule="KO-07", reason="geprüft")
        SectionComment.objects.create(
            assessment=assessment, section="costs", edition_number=1, text="Stimmt", author=owner
        )
    return Organisation.objects.get(name="Ours")


def person(kind: str, ours: Organisation) -> User | AnonymousUser:
    if kind == "anonymous":
        return AnonymousUser()
    if kind == "stranger":
        return make_member()
    return make_member(ours, role=Role(kind))


@pytest.mark.parametrize("table", TENANTS_ROWS)
@pytest.mark.parametrize("kind", ["owner", "consultant", "viewer"])
def test_members_see_the_rows_of_their_own_consultancy(
    rows: Organisation, table: Any, kind: str
) -> None:
    seen = list(table.objects.visible_to(person(kind, rows)))

    assert len(seen) == 1
    assert table.objects.count() == 2


@pytest.mark.parametrize("table", TENANTS_ROWS)
def test_a_stranger_sees_their_own_consultancy_alone(rows: Organisation, table: Any) -> None:
    stranger = person("stranger", rows)
    mine = {m.organisation for m in Member.objects.all() if m.user_id == stranger.pk}

    assert set(table.objects.visible_to(stranger)) == (mine if table is Organisation else set())


@pytest.mark.parametrize("table", TENANTS_ROWS)
def test_a_visitor_sees_nothing(rows: Organisation, table: Any) -> None:
    assert list(table.objects.visible_to(AnonymousUser())) == []


@pytest.mark.parametrize("table", WRITABLE)
@pytest.mark.parametrize(
    ("kind", "many"), [("owner", 1), ("consultant", 1), ("viewer", 0), ("anonymous", 0)]
)
def test_owners_and_consultants_change_rows_and_viewers_do_not(
    rows: Organisation, table: Any, kind: str, many: int
) -> None:
    assert table.objects.writable_by(person(kind, rows)).count() == many


@pytest.mark.parametrize("table", WRITABLE)
def test_a_viewer_here_who_owns_elsewhere_writes_only_there(rows: Organisation, table: Any) -> None:
    """The role counts in the same membership as the organisation, not in any of them."""
    user = make_member(rows, role=Role.VIEWER)
    Organisation.objects.get(name="Theirs").members.create(user=user, role=Role.OWNER)

    assert table.objects.visible_to(user).count() == 2
    assert table.objects.writable_by(user).count() == 1


@pytest.mark.parametrize(("kind", "many"), [("owner", 1), ("consultant", 0), ("viewer", 0)])
def test_only_owners_rule_over_switches(rows: Organisation, kind: str, many: int) -> None:
    assert RuleSwitch.objects.ruled_by(person(kind, rows)).count() == many


def test_a_visitor_rules_over_no_switch(rows: Organisation) -> None:
    assert list(RuleSwitch.objects.ruled_by(AnonymousUser())) == []


def test_a_viewer_removes_their_own_comments_alone(rows: Organisation) -> None:
    viewer = make_member(rows, role=Role.VIEWER)
    consultant = make_member(rows, role=Role.CONSULTANT)
    assessment = Assessment.objects.get(company__organisation=rows)
    mine = SectionComment.objects.create(
        assessment=assessment, section="costs", edition_number=1, text="Meins", author=viewer
    )

    assert list(SectionComment.objects.removable_by(viewer)) == [mine]
    assert SectionComment.objects.removable_by(consultant).count() == 2
    assert SectionComment.objects.removable_by(make_member()).count() == 0
    assert SectionComment.objects.removable_by(AnonymousUser()).count() == 0

    viewer.memberships.all().delete()
    assert SectionComment.objects.removable_by(viewer).count() == 0
