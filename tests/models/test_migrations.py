"""Older rows survive the way to today's tables."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import POINTS

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = ("Organisation", "Company", "Assessment", "Response", "Importance")
BEFORE, AFTER = ("assessments", "0001_initial"), ("assessments", "0002_several_respondents")
PROMISES = ("assessments", "0005_action_plan"), ("assessments", "0006_safeguards")


def moved_to(target: tuple[str, str]) -> Any:
    """The tables as they were at that migration."""
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return executor.loader.project_state([target]).apps


@pytest.fixture
def old(transactional_db: None) -> Any:
    yield moved_to(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("assessments"))


def test_the_only_points_of_before_count_today(old: Any) -> None:
    row = {name: old.get_model("assessments", name).objects.create for name in ROWS}
    organisation = row["Organisation"](name="Beratung")
    company = row["Company"](organisation=organisation, name="Werk", profile={})
    assessment = row["Assessment"](company=company, title="Erste", as_of="2026-11-23")
    response = row["Response"](assessment=assessment, kind="record")
    row["Importance"](response=response, method="points", points=POINTS, version=4)

    now = moved_to(AFTER).get_model("assessments", "Importance").objects.get()

    assert (now.method, now.values, now.is_chosen, now.version) == ("points", POINTS, True, 4)
    assert (now.response.weight, now.response.deleted_at) == (1, None)


@pytest.fixture
def with_promises(transactional_db: None) -> Any:
    yield moved_to(PROMISES[0])
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("assessments"))


def test_promises_of_before_count_today_and_on_the_way_back(with_promises: Any) -> None:
    told = {"KO-04": {"api_us": False, "open_eu_api": True}}
    row = {name: with_promises.get_model("assessments", name).objects.create for name in ROWS}
    company = row["Company"](organisation=row["Organisation"](name="B"), name="W", profile={})
    row["Assessment"](company=company, title="Erste", as_of="2026-11-23", confirmed=told)
    row["Assessment"](company=company, title="Zweite", as_of="2026-11-23")

    now = moved_to(PROMISES[1]).get_model("assessments", "Safeguard").objects

    assert set(now.values_list("assessment__title", "rule", "option", "state")) == {
        ("Erste", "KO-04", "api_us", "refused"),
        ("Erste", "KO-04", "open_eu_api", "met"),
    }
    back = moved_to(PROMISES[0]).get_model("assessments", "Assessment").objects
    assert back.get(title="Erste").confirmed == told
