"""Calculator, fact check and the reason for a server: right figures, clear words, no error."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from assessments.catalogue import load
from assessments.models import Assessment
from assessments.services.examples import add_example
from assessments.views.sizing_answer import rough
from tests.factories import (
    client_of,
    make_answers,
    make_assessment,
    make_member,
    make_use_case,
    organisation_of,
)

HTMX = {"HX-Request": "true"}
LLAMA = {
    "model": "Llama-3.1-70B-Instruct",
    "quantisation": "Q4_K_M",
    "gpu": "NVIDIA GeForce RTX 3090",
    "count": "1",
    "length": "4096",
    "people": "1",
    "use": "single",
}


def calculate(given: dict[str, str] | None = None, *, htmx: bool = False) -> str:
    client = Client(headers=HTMX if htmx else {})
    client.cookies["django_language"] = "en"
    answer = client.get(reverse("calculator"), given or {})
    assert answer.status_code == 200
    return words_of(answer.content.decode())


def words_of(html: str) -> str:
    """The page without its line breaks; entities as characters."""
    return re.sub(r"\s+", " ", unescape(html))


def verdict(text: str) -> str:
    found = re.search(r'<h2 id="verdict">(.*?)</h2>', text)
    assert found
    return found[1].strip()


def example_of(name: str = "hallweg") -> tuple[Client, Assessment]:
    owner = make_member()
    assessment = add_example(organisation_of(owner), name, title="Bewertung", user=owner)
    return client_of(owner, language="en"), assessment


# --- calculator


def test_the_example_fits_and_says_that_it_is_one() -> None:
    text = calculate()

    assert verdict(text).startswith("It fits: ")
    assert "It is not a recommendation." in text


def test_a_70b_model_at_four_bits_does_not_fit_on_24_gb() -> None:
    text = calculate(LLAMA)

    assert verdict(text) == "It does not fit: the model alone needs 43.2 GB."  # 70.55 × 4.894 ÷ 8
    assert "GB are lacking." in text


def test_two_of_these_cards_hold_it() -> None:
    assert verdict(calculate(LLAMA | {"count": "2"})).startswith("It fits: ")


def test_too_many_people_are_told_how_many_fit() -> None:
    text = calculate(LLAMA | {"count": "4", "use": "server", "people": "10000"})

    assert re.match(
        r"It does not fit: beside the model there is room for \d+ people at a time", verdict(text)
    )


def test_a_length_no_model_holds_is_named_with_the_limit() -> None:
    text = calculate(LLAMA | {"length": "200000", "count": "8"})

    assert verdict(text) == (
        "It does not fit: this model holds at most 131,072 tokens, you ask for 200,000."
    )


def test_missing_facts_are_said_in_words_and_nothing_is_guessed() -> None:
    blank = next(m.code for m in load().models.values() if m.attention is None)
    text = calculate(LLAMA | {"model": blank, "count": "8"})

    assert f"facts on {blank} are not checked" in verdict(text)
    assert "We do not guess." in text
    assert "A page of text takes" not in text


def test_a_card_without_comparable_computing_power_gives_no_time_to_the_first_word() -> None:
    text = calculate(LLAMA | {"count": "2"})

    assert "tokens a second" in text
    assert "publishes no comparable computing power" in text


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"model": "gpt-9"}, "“gpt-9” is not in our list."),
        ({"length": "1000000000000"}, "Enter a number from 1 to 10,000,000."),
        ({"people": "0"}, "Enter a number from 1 to 10,000."),
        ({"count": "0"}, "Enter a number from 1 to 64."),
        ({"people": ""}, "Enter a number."),
        ({"gpu": "<script>alert(1)</script>"}, "is not in our list."),
        ({"use": "single", "people": "3"}, "One person means 1."),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_wrong_entry_is_said_at_its_field(
    entries: dict[str, str], message: str, htmx: bool
) -> None:
    text = calculate(entries, htmx=htmx)

    assert message in text
    assert 'id="errors"' in text
    assert 'id="verdict"' not in text
    assert "<script>alert" not in text.replace("“<script>alert(1)</script>” is not", "")


def test_htmx_gets_form_and_answer_alone() -> None:
    text = calculate(LLAMA, htmx=True)

    assert "<html" not in text
    assert 'id="calculation"' in text
    assert 'id="say"' in text


def test_alternatives_lead_to_a_question_that_fits() -> None:
    text = calculate(LLAMA)
    links = re.findall(r'<th scope="row"> ?<a href="(/hardware/\?[^"]+)"', text)

    assert links
    for link in links[:8]:
        page = words_of(Client(headers={"Accept-Language": "en"}).get(link).content.decode())
        assert "verdict yes" in page, link


def test_the_licence_of_the_model_is_shown_with_its_rule() -> None:
    model = load().models["Teuken-7B-instruct-v0.6"]
    text = calculate(LLAMA | {"model": model.code})

    assert model.licence in text
    assert model.terms.en in text
    assert load().rules["KO-14"].title.en in text


@pytest.mark.parametrize("model", sorted(load().models))
def test_every_model_gets_an_answer(model: str) -> None:
    for gpu in ("NVIDIA H100 SXM 80GB", "Apple M5 Max"):
        text = calculate({"model": model, "gpu": gpu, "count": "8", "quantisation": "FP8"})

        assert verdict(text)
        assert "nan" not in re.sub(r"<[^>]+>", "", text).lower().split()


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (0.0123, 0.012), (34.15, 34), (9335, 9300)]
)
def test_estimates_keep_two_leading_figures(value: float, expected: float) -> None:
    assert rough(value) == expected


# --- fact check


def facts() -> str:
    client = Client()
    client.cookies["django_language"] = "en"
    return words_of(client.get(reverse("fact_check")).content.decode())


def test_the_first_claim_is_the_price_of_one_card() -> None:
    text = facts()

    assert "Never confirmed, and the price is that of one card" in text
    assert "1,561,600" in text  # 128 × 12,200
    assert "3,520 GB" in text  # 1,760 billion × 16 bits ÷ 8


def test_the_second_claim_leaves_room_for_less_than_three_bits() -> None:
    text = facts()

    assert "It fits only with a clear loss of quality" in text
    assert "at most 2.59 bits per weight" in text
    assert "24–34" in text  # tokens a second of the IQ2_XS file


def test_the_fact_check_leads_to_the_calculator_with_the_claim_filled_in() -> None:
    link = re.search(r'<a class="btn" href="(/hardware/\?[^"]+)"', facts())

    assert link
    client = Client()
    client.cookies["django_language"] = "en"
    text = words_of(client.get(link[1]).content.decode())
    assert verdict(text) == "It does not fit: the model alone needs 43.2 GB."


# --- why this server


@pytest.mark.django_db
@pytest.mark.parametrize("option", ["open_eu_gpu", "open_onprem"])
@pytest.mark.parametrize("name", ["hallweg", "fadenwerk", "lindqvist"])
def test_the_hardware_of_both_ways_is_explained(name: str, option: str) -> None:
    client, assessment = example_of(name)

    answer = client.get(reverse("hardware", args=[assessment.pk, option]))

    assert answer.status_code == 200
    text = words_of(answer.content.decode())
    assert "Why this server? " in text
    found = answer.context["found"]
    assert found.model in text
    assert found.gpu in text
    for use_case in assessment.use_cases.present():
        assert use_case.title in text


@pytest.mark.django_db
def test_sets_hold_what_is_asked_of_them() -> None:
    client, assessment = example_of()

    shown = client.get(reverse("hardware", args=[assessment.pk, "open_onprem"])).context

    assert shown["now"] - shown["spare"] >= shown["filled"]
    assert shown["later"] >= shown["now"]
    assert 0 < shown["utilisation"] <= 1


@pytest.mark.django_db
@pytest.mark.parametrize("option", ["api_us", "prop_eu_cloud", "open_eu_api", "nirgends"])
def test_a_way_without_hardware_has_no_such_page(option: str) -> None:
    client, assessment = example_of()

    assert client.get(reverse("hardware", args=[assessment.pk, option])).status_code == 404


@pytest.mark.django_db
def test_the_stand_in_is_explained_by_the_answer_that_asks_for_it() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    make_use_case(assessment, "Kundenchat", archetype="customer_chat")
    make_answers(assessment, PE4="3", FA1="M")

    text = words_of(
        client_of(owner, language="en")
        .get(reverse("hardware", args=[assessment.pk, "open_onprem"]))
        .content.decode()
    )

    assert "2 sets are enough, after growth too" in text
    assert "One more set stands by" in text


@pytest.mark.django_db
def test_without_a_use_case_the_page_says_what_comes_first() -> None:
    owner = make_member()
    assessment = make_assessment(owner)

    answer = client_of(owner).get(reverse("hardware", args=[assessment.pk, "open_onprem"]))

    assert answer.status_code == 200
    assert reverse("use_cases", args=[assessment.pk]) in answer.content.decode()


@pytest.mark.django_db
def test_an_own_price_is_marked() -> None:
    client, assessment = example_of()
    found = client.get(reverse("hardware", args=[assessment.pk, "open_onprem"])).context["found"]
    code = f"purchase_open_onprem_{found.capability}"
    assessment.figures = {code: {"value": 12345.0, "note": ""}}
    assessment.save()

    text = words_of(
        client.get(reverse("hardware", args=[assessment.pk, "open_onprem"])).content.decode()
    )

    assert "12,345" in text
    assert "own value" in text


@pytest.mark.django_db
def test_more_use_cases_cost_no_more_queries(django_assert_max_num_queries: object) -> None:
    client, assessment = example_of("fadenwerk")

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(reverse("hardware", args=[assessment.pk, "open_onprem"]))
