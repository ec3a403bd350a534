"""The calibration page: compare, try, store, take back; who may, and what bad input does."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments.catalogue import load
from assessments.models import Calibration, Member, Organisation, Role, User
from assessments.services import calibration
from assessments.services.calibration import Given, place_of
from tests.factories import client_of, make_member, make_organisation, make_user, organisation_of

pytestmark = pytest.mark.django_db

PAGE = "/kalibrierung/"
LEVEL = "/kalibrierung/stufe/KT.api_us/"
EFFECT = "/kalibrierung/wirkung/KT1.2.api_us/"
WHY = "Unser Vertrag regelt Löschung und Ort."
HTMX = {"HX-Request": "true", "HX-Target": "kalibrierung"}
PROBE = {"HX-Request": "true", "HX-Target": "probe"}


@pytest.fixture
def owner() -> User:
    return make_member(name="Ada Amt")


@pytest.fixture
def client(owner: User) -> Client:
    return client_of(owner, language="en")


def level(**changes: object) -> dict[str, object]:
    return {"level": "2", "low": "1", "high": "3", "reason": WHY, "seen": "", **changes}


def own(user: User, code: str = "KT.api_us", level: float = 2) -> Calibration:
    place = place_of(load(), "base", code)
    assert place is not None
    organisation = organisation_of(user)
    seen = calibration.active(organisation, place)
    return calibration.put(
        organisation,
        place,
        Given(WHY, level, level, level),
        seen=seen.version if seen else 0,
        user=user,
    )


def rows() -> list[tuple[str, int, bool, float | None, int | None]]:
    found = Calibration.objects.order_by("pk")
    return [(row.code, row.version, row.active, row.level, row.points) for row in found]


def test_every_level_reason_and_source_of_a_criterion_is_on_the_page(client: Client) -> None:
    page = client.get(f"{PAGE}?kriterium=SO").content.decode()

    for option, base in load().criteria["SO"].base.items():
        assert load().options[option].short.en in page
        assert base.reason.en in page
        assert f'href="/kalibrierung/stufe/SO.{option}/' in page


def test_the_computed_criterion_has_effects_and_no_levels(client: Client) -> None:
    page = client.get(f"{PAGE}?kriterium=KP").content.decode()

    assert "this criterion is computed from volumes and prices" in page
    assert 'href="/kalibrierung/wirkung/KP2.1.open_eu_gpu/' in page
    assert client.get("/kalibrierung/stufe/KP.api_us/").status_code == 404


def test_a_level_is_stored_with_reason_name_and_date(client: Client, owner: User) -> None:
    answer = client.post(LEVEL, level())

    stored = Calibration.objects.get()
    assert answer.status_code == 302
    assert (stored.level, stored.low, stored.high, stored.points) == (2, 1, 3, None)
    assert (stored.reason, stored.by, stored.version) == (WHY, owner, 1)
    page = client.get(answer["Location"]).content.decode()
    assert "own judgement" in page
    assert WHY in page
    assert "Ada Amt" in page
    assert "Catalogue:\n    1 (0.5–1.5)" in page


def test_an_effect_is_stored(client: Client) -> None:
    answer = client.post(EFFECT, {"points": "1", "reason": WHY})

    assert answer.status_code == 302
    assert rows() == [("KT1.2.api_us", 1, True, None, 1)]


@pytest.mark.parametrize(
    ("address", "form", "message"),
    [
        (LEVEL, level(level="4.5"), "Choose a level from 0 to 4."),
        (LEVEL, level(level="-1"), "Choose a level from 0 to 4."),
        (LEVEL, level(level="nan"), "Choose a level from 0 to 4."),
        (LEVEL, level(level=""), "Choose a level from 0 to 4."),
        (LEVEL, level(low="2.5"), "The band must not begin above the level."),
        (LEVEL, level(high="1.5"), "The band must not end below the level."),
        (LEVEL, level(reason=""), "Say why, in at least ten characters."),
        (LEVEL, level(reason="zu  kurz \n "), "Say why, in at least ten characters."),
        (LEVEL, level(reason="x" * 401), "At most 400 characters; you have 401."),
        (EFFECT, {"points": "3", "reason": WHY}, "Choose points from −2 to +2."),
        (EFFECT, {"points": "0.5", "reason": WHY}, "Choose points from −2 to +2."),
        (EFFECT, {"points": "1", "reason": "   "}, "Say why, in at least ten characters."),
    ],
)
def test_bad_input_is_refused_at_its_field_and_stores_nothing(
    client: Client, address: str, form: dict[str, object], message: str
) -> None:
    answer = client.post(address, form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"<span>{message} </span>" in page
    assert Calibration.objects.count() == 0


def test_what_was_typed_stays_after_a_refusal(client: Client) -> None:
    page = client.post(LEVEL, level(low="2.5", reason="Ein <b>Grund</b>")).content.decode()

    assert '<option value="2.5" selected>2.5</option>' in page
    assert "Ein &lt;b&gt;Grund&lt;/b&gt;</textarea>" in page


def test_trying_stores_nothing_and_shows_what_would_move(client: Client) -> None:
    form = {"level": "4", "low": "4", "high": "4", "probe": "1"}

    page = client.post("/kalibrierung/stufe/SO.api_us/", form).content.decode()

    assert Calibration.objects.count() == 0
    assert "Tried, not stored." in page
    assert "Before: the values that count now." in page
    assert "Points of first places move by 0.0 at most." in page  # A comes first nowhere


def test_trying_with_htmx_swaps_the_words_and_the_examples_alone(client: Client) -> None:
    form = {"level": "0", "low": "0", "high": "0", "probe": "1"}

    answer = client.post("/kalibrierung/stufe/KT.open_eu_api/", form, headers=PROBE)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<section") == page.count('hx-swap-oob="true"') == 1
    assert "<form" not in page
    assert "Points of first places move by 0.0 at most." not in page


def test_a_wrong_trial_says_so_and_leaves_the_examples(client: Client) -> None:
    form = {"level": "2", "low": "3", "high": "4", "probe": "1"}

    answer = client.post(LEVEL, form, headers=PROBE)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The band must not begin above the level." in page
    assert "<section" not in page


def test_a_catalogue_value_comes_back_and_can_be_undone(client: Client, owner: User) -> None:
    own(owner)

    answer = client.post(LEVEL, {"back": "0", "seen": "1"})
    undo = client.get(answer["Location"])
    client.post(LEVEL, {"back": "1", "seen": "0"})

    assert b'name="back" value="1"' in undo.content
    assert rows() == [("KT.api_us", 1, False, 2, None), ("KT.api_us", 2, True, 2, None)]
    assert Calibration.objects.get(active=True).reason == WHY


def test_a_first_value_can_be_undone_with_htmx(client: Client) -> None:
    page = client.post(LEVEL, level(), headers=HTMX).content.decode()

    assert "your value counts now." in page
    assert 'name="back" value="0"' in page
    assert "<html" not in page


def test_a_stale_save_is_refused_with_both_values(client: Client, owner: User) -> None:
    own(owner, level=3.5)

    answer = client.post(LEVEL, level(seen="0"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Meanwhile this was changed to 3.5 (3.5–3.5), Ada Amt." in page
    assert '<option value="2" selected>2</option>' in page
    assert 'name="seen" value="1"' in page
    assert client.post(LEVEL, level(seen="1")).status_code == 302
    assert [row[3] for row in rows()] == [3.5, 2]


def test_a_stale_way_back_changes_nothing(client: Client, owner: User) -> None:
    own(owner)
    own(owner, level=3)

    answer = client.post(LEVEL, {"back": "0", "seen": "1"})

    assert answer.status_code == 409
    assert "Meanwhile this was changed to 3 (3–3), Ada Amt." in answer.content.decode()
    assert Calibration.objects.get(active=True).level == 3


@pytest.mark.parametrize("form", [{"back": "7"}, {"back": "x"}, {"back": "-1"}, {"back": "9" * 30}])
def test_a_version_that_never_was_is_not_found(client: Client, form: dict[str, str]) -> None:
    assert client.post(LEVEL, form).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "stufe/XX.api_us/",
        "stufe/KT.nobody/",
        "stufe/KT1.2.api_us/",
        "wirkung/KT.api_us/",
        "wirkung/KT1.9.api_us/",
        "wirkung/KP1.1.api_us/",
        "wirkung/KT1.2.hybrid/",
        "sonst/KT.api_us/",
        "stufe/KT/",
    ],
)
def test_what_is_no_value_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"{PAGE}{address}").status_code == 404
    assert client.post(f"{PAGE}{address}", level()).status_code == 404


@pytest.mark.parametrize("query", ["kriterium=XX", "frage=KP1", "geaendert=a:b", "geaendert=:::"])
def test_nonsense_in_the_address_shows_the_page(client: Client, query: str) -> None:
    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_viewers_look_and_change_nothing(owner: User) -> None:
    own(owner)
    viewer = client_of(make_member(organisation_of(owner), role=Role.VIEWER), language="en")

    for address in (PAGE, LEVEL):
        page = viewer.get(address).content.decode()
        assert WHY in page
        assert 'href="/kalibrierung/stufe/' not in page
        assert 'href="/kalibrierung/wirkung/' not in page
        assert "<textarea" not in page
        assert 'name="back"' not in page
    for form in (level(seen="1"), {"back": "0", "seen": "1"}, level(probe="1")):
        assert viewer.post(LEVEL, form).status_code == 403
    assert rows() == [("KT.api_us", 1, True, 2, None)]


def test_consultants_may_change(owner: User) -> None:
    consultant = client_of(make_member(organisation_of(owner), role=Role.CONSULTANT))

    assert consultant.post(LEVEL, level()).status_code == 302


def test_a_stranger_neither_sees_nor_changes_our_values(owner: User) -> None:
    own(owner)
    stranger, ours = client_of(make_member()), organisation_of(owner)

    assert WHY not in stranger.get(PAGE).content.decode()
    assert stranger.get(f"{PAGE}?organisation={ours.pk}").status_code == 404
    form = level(organisation=ours.pk, seen="1")
    assert stranger.post(LEVEL, form).status_code == 404
    assert rows() == [("KT.api_us", 1, True, 2, None)]


def test_a_user_without_organisation_is_told_so() -> None:
    client = client_of(make_user(), language="en")

    assert b"You belong to no organisation." in client.get(PAGE).content
    assert client.get(LEVEL).status_code == 404


def test_with_two_organisations_each_keeps_its_own_values(owner: User) -> None:
    second: Organisation = make_organisation("Zweite")
    Member.objects.create(organisation=second, user=owner, role=Role.VIEWER)
    client = client_of(owner, language="en")
    own_first = Member.objects.get(user=owner, role=Role.OWNER).organisation

    assert client.post(LEVEL, level(organisation=second.pk)).status_code == 403
    answer = client.post(LEVEL, level(organisation=own_first.pk))

    assert f"organisation={own_first.pk}" in answer["Location"]
    assert WHY in client.get(f"{PAGE}?organisation={own_first.pk}").content.decode()
    assert WHY not in client.get(f"{PAGE}?organisation={second.pk}").content.decode()


@pytest.mark.parametrize("codes", [("KT.api_us",), ("KT.api_us", "SO.api_us", "AN.open_onprem")])
def test_the_page_asks_the_database_the_same_however_many_values(
    client: Client,
    owner: User,
    codes: tuple[str, ...],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for code in codes:
        own(owner, code)

    with django_assert_num_queries(4):  # session, user, memberships, values
        client.get(PAGE)
    with django_assert_num_queries(4):
        client.get(LEVEL)
    with django_assert_num_queries(5):  # and once more the values, with the one tried
        client.post(LEVEL, level(seen="1", probe="1"), headers=PROBE)


def test_links_lead_here_from_the_team_and_from_the_method(client: Client) -> None:
    for address in ("/team/", "/quellen/"):
        page: Any = client.get(address)
        assert b'href="/kalibrierung/' in page.content
