"""Pages open to everybody: they say what they promise, in both languages."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.catalogue import load
from tests.factories import client_of, make_member

pytestmark = pytest.mark.django_db
OPEN = ("home", "sources", "privacy", "accessibility", "imprint", "help", "style_guide")


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("language", ["de", "en"])
def test_an_open_page_is_there_without_an_account(name: str, language: str) -> None:
    client = Client()
    client.cookies["django_language"] = language

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_way_in_leads_signed_in_people_to_their_work() -> None:
    answer = client_of(make_member()).get(reverse("home"))

    assert answer["Location"] == reverse("dashboard")


def test_the_sources_page_shows_every_rule_claim_price_and_source() -> None:
    page = Client().get(reverse("sources")).content.decode()
    catalogue = load()

    assert [s for s in catalogue.sources if f'id="{s}"' not in page] == []
    assert [r for r in catalogue.rules if f">{r}<" not in page] == []
    assert page.count('class="said"') == len(catalogue.claims) + len(catalogue.rules)
    assert page.count("ungeprüft</span>") >= sum(
        not rule.verified for rule in catalogue.rules.values()
    )
    assert "kein Rechtsrat" in page


def test_the_sources_page_shows_the_scale_of_every_computed_figure() -> None:
    page = Client().get(reverse("sources")).content.decode()

    for anchor in load().anchors.values():
        assert f"{anchor.label.de} ({anchor.unit.de})" in page
    assert "<td>1,6</td>" in page  # the least model size
    assert "<td>7.680</td>" in page  # the most grams


def test_the_language_switch_keeps_page_and_query() -> None:
    client = client_of(make_member())

    answer = client.post(reverse("set_language"), {"language": "en", "next": "/start/?q=hallweg"})

    assert answer["Location"] == "/start/?q=hallweg"
    assert client.cookies["django_language"].value == "en"


def test_no_page_is_ever_stored_by_a_cache() -> None:
    answer = client_of(make_member()).get(reverse("dashboard"))

    assert "no-store" in answer["Cache-Control"]
    assert "HX-Request" in answer["Vary"]
