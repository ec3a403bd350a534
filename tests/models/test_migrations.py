"""Older rows survive the way to today's tables."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import POINTS

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = ("Organisation", "Company", "Assessment", "Response", "Importance")
BEFORE, AFTER = ("assessments", "0001_initial"), ("assessments", "0002_several_respondents")


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
