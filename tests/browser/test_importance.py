"""Importance in a real browser: six methods, people and roles, the group."""

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Assessment, Importance, Method, User
from assessments.services import evaluations
from tests.browser.conftest import VIEWS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import (
    ORDER,
    PAIRS,
    POINTS,
    make_answers,
    make_assessment,
    make_importance,
    make_member,
    make_respondent,
    make_use_case,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def assessment(transactional_db: None) -> Assessment:
    return make_assessment(make_member())


def owner(assessment: Assessment) -> User:
    assert assessment.created_by is not None
    return assessment.created_by


def address(assessment: Assessment, method: str = "") -> str:
    path = f"/b/{assessment.pk}/gewichtung/"
    return f"{path}?methode={method}" if method else path


CONTRADICTING = {**PAIRS, "NA>KT": 9}
BEST_WORST = {
    "best": "KT",
    "worst": "NA",
    "best_to_others": dict.fromkeys(("SO", "KP", "AN", "FA", "PE", "NA"), 2),
    "others_to_worst": {**dict.fromkeys(("SO", "KP", "AN", "FA"), 1), "PE": 9},
}


def fill(assessment: Assessment) -> None:
    """One respondent for every method, two use cases and a result."""
    make_importance(assessment)
    for method, values in (
        (Method.RATING, {**ORDER, "NA": 0}),
        (Method.SWING, {**POINTS, "SO": 100}),
        (Method.RANK, {**ORDER, "SO": 1}),
        (Method.BEST_WORST, BEST_WORST),
        (Method.AHP, CONTRADICTING),
    ):
        label = f"Rolle mit langem Namen {method.value}"
        respondent = make_respondent(assessment, label)
        make_importance(assessment, values, method=method, respondent=respondent)
    for title in ("Angebote", "Kundenchat"):
        make_use_case(assessment, title, archetype="offer_writing")
    make_answers(assessment, KT2="1")
    evaluations.evaluate(assessment)


def pages(assessment: Assessment) -> list[str]:
    """Every page and state of the importance step."""
    path = address(assessment)
    own = [
        f"{path}?wer={i.response_id}&methode={i.method}"
        for i in Importance.objects.filter(response__assessment=assessment)
    ]
    ahp = Importance.objects.get(method=Method.AHP, response__assessment=assessment)
    return [
        path,
        *own,
        f"{path}?methode=best_worst",
        f"{path}?methode=rating",
        f"{path}?wer={ahp.response_id}&methode=ahp&paar=KT-SO",
        f"{path}?wer={ahp.response_id}&methode=ahp&paar=alle",
        f"{path}gruppe/",
        f"{path}personen/",
    ]


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_every_page_passes_inspection(
    signed_in: OpenPage, assessment: Assessment, language: str, width: int
) -> None:
    fill(assessment)
    page = signed_in(owner(assessment), language=language, width=width)

    with watched(page) as problems:
        for path in pages(assessment):
            answer = page.goto(path)
            assert answer is not None and answer.ok, path
            assert_valid_html(answer.text())
            assert_accessible(page)
            assert_reflows(page)
            walk_keyboard(page)
    assert problems == []


@pytest.mark.parametrize("path", ["gruppe/", "personen/", "?methode=ahp", "?methode=best_worst"])
def test_empty_pages_pass_inspection(
    signed_in: OpenPage, assessment: Assessment, path: str
) -> None:
    page = signed_in(owner(assessment), width=390)

    with watched(page) as problems:
        answer = page.goto(address(assessment) + path)
        assert answer is not None
        assert_valid_html(answer.text())
        assert_accessible(page)
        assert_reflows(page)
        walk_keyboard(page)
    assert problems == []


def test_the_rest_follows_every_step(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))
    rest = page.locator("#left b")
    expect(rest).to_have_text("Noch 100 Punkte verteilen")

    page.get_by_role("button", name="Souveränität: 5 mehr").click()
    expect(rest).to_have_text("Noch 95 Punkte verteilen")
    page.get_by_role("button", name="Souveränität: 5 weniger").click(click_count=2)
    expect(page.locator("#id_SO")).to_have_value("0")
    page.locator("#id_KT").fill("99")
    expect(rest).to_have_text("Noch 1 Punkt verteilen")
    page.locator("#id_FA").fill("6")
    expect(rest).to_have_text("5 Punkte zu viel")
    page.locator("#id_FA").fill("1")

    expect(rest).to_have_text("Alle Punkte sind verteilt")
    expect(page.locator("#say")).to_have_text("Alle Punkte sind verteilt")


def test_a_preset_fills_in_and_saves_only_on_request(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))

    page.get_by_role("button", name="Gleich verteilen").click()
    expect(page.locator("#id_KT")).to_have_value("15")
    expect(page.locator("#left b")).to_have_text("Alle Punkte sind verteilt")
    assert not Importance.objects.exists()
    page.get_by_role("button", name="Speichern und weiter").click()

    expect(page.locator(".note.success")).to_have_text("Die Gewichte sind gespeichert.")
    assert Importance.objects.get().values["KT"] == 15
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_wrong_sum_is_told_with_focus_and_nothing_is_lost(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))
    page.locator("#id_KT").fill("40")
    page.get_by_role("button", name="Speichern und weiter").click()

    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors")).to_contain_text("Verteilen Sie noch 60 Punkte.")
    expect(page.locator("#id_KT")).to_have_value("40")
    assert_accessible(page)


def test_unsaved_points_are_offered_after_a_reload(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))
    page.locator("#id_KT").fill("40")

    page.reload()
    expect(page.locator("#id_KT")).to_have_value("0")
    page.get_by_role("button", name="Übernehmen").click()

    expect(page.locator("#id_KT")).to_have_value("40")
    expect(page.locator("#left b")).to_have_text("Noch 60 Punkte verteilen")


def test_points_work_without_javascript(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment))
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(page.url)

    plain.get_by_role("button", name="Schnell starten").click()
    expect(plain.locator("#id_KP")).to_have_value("25")
    expect(plain.locator("[data-step]").first).to_be_hidden()
    plain.get_by_role("button", name="Speichern und weiter").click()

    expect(plain.locator(".note.success")).to_be_visible()
    assert Importance.objects.get().values["KP"] == 25
    context.close()


def without_javascript(page: Page) -> Page:
    """The same page in the same session, without scripts."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(page.url)
    return plain


def test_sliders_show_their_share_and_the_engine_weighs_along(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    with watched(page) as problems:
        page.goto(address(assessment, "rating"))
        expect(page.locator("[data-share]").first).to_have_text("14 %")

        slider = page.get_by_label("Souveränität", exact=True)
        slider.focus()
        page.keyboard.press("End")
        expect(slider).to_have_attribute("aria-valuetext", "10 von 10, das sind 25\u00a0%")
        page.get_by_role("button", name="Souveränität: weniger").click()
        expect(slider).to_have_value("9")

        expect(page.locator("#summary")).to_contain_text("Vorschau in Prozent.")
        expect(page.locator("#summary .weights b").nth(1)).to_have_text("23\u00a0%")
        expect(page.locator("[data-share]").nth(1)).to_have_text("23 %")
        assert not Importance.objects.exists()
        assert_accessible(page)
        page.get_by_role("button", name="Nur speichern").click()

    expect(page.locator(".note.success")).to_have_text("Die Gewichte sind gespeichert.")
    assert Importance.objects.get().values["SO"] == 9
    assert problems == []


def test_the_step_that_helps_most_is_100_and_stays_it(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment, "swing"))
    page.locator("#id_SO").fill("80")

    page.get_by_label("Hilft am meisten: 100, Souveränität").check()
    expect(page.locator("#id_SO")).to_have_value("100")
    expect(page.locator("#id_SO")).not_to_be_editable()
    page.get_by_label("Hilft am meisten: 100, Fähigkeiten").check()
    expect(page.locator("#id_SO")).to_have_value("80")
    for code in ("KT", "KP", "AN", "PE", "NA"):
        page.locator(f"#id_{code}").fill("0")

    expect(page.locator("#summary .weights b").nth(1)).to_have_text("44\u00a0%")
    page.get_by_role("button", name="Nur speichern").click()
    expect(page.locator(".note.success")).to_be_visible()
    assert Importance.objects.get().values["FA"] == 100


def test_a_row_moves_by_keyboard_and_keeps_the_focus(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment, "rank"))
    page.get_by_label("So wichtig wie die Zeile darüber: Souveränität").check()
    expect(page.locator("[data-place]").nth(1)).to_have_text("1")

    button = page.get_by_role("button", name="Nach unten: Souveränität")
    button.focus()
    page.keyboard.press("Enter")

    expect(page.locator("#order .k").nth(2)).to_have_text("Souveränität")
    expect(page.locator("[data-place]")).to_have_text(["1", "2", "3", "4", "5", "6", "7"])
    expect(button).to_be_focused()
    expect(page.locator("#say")).to_have_text("Souveränität steht jetzt in Zeile 3 von 7.")
    for _ in range(4):
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Nach oben: Souveränität")).to_be_focused()
    expect(page.locator("#summary .weights b").nth(1)).to_have_text("2\u00a0%")
    assert_accessible(page)


def test_an_order_works_without_javascript(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment, "rank"))
    plain = without_javascript(page)

    plain.get_by_role("button", name="Nach oben: Souveränität").click()
    plain.get_by_label("So wichtig wie die Zeile darüber: Kosten").check()
    plain.get_by_role("button", name="Nur speichern").click()

    expect(plain.locator(".note.success")).to_be_visible()
    expect(plain.locator("#order .k").first).to_have_text("Souveränität")
    assert Importance.objects.get().values == {**ORDER, "SO": 1, "KT": 2, "KP": 2}
    plain.context.close()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_best_and_worst_in_two_steps(
    signed_in: OpenPage, assessment: Assessment, with_scripts: bool
) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment, "best_worst"))
    page = page if with_scripts else without_javascript(page)

    page.locator("input[name=beste][value=FA]").check()
    page.locator("input[name=geringste][value=PE]").check()
    page.get_by_role("button", name="Weiter zu den Vergleichen").click()
    page.get_by_role("button", name="Nur speichern").click()
    expect(page.locator("#errors")).to_contain_text("11 Angaben")
    for field in page.locator("select").all():
        field.select_option("3")
    page.get_by_role("button", name="Nur speichern").click()

    expect(page.locator(".note.success")).to_be_visible()
    expect(page.get_by_text("Ein Vergleich passt nicht zu den anderen.")).to_be_visible()
    assert Importance.objects.get().values["best"] == "FA"
    if not with_scripts:
        page.context.close()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_six_pairs_then_stop(
    signed_in: OpenPage, assessment: Assessment, with_scripts: bool
) -> None:
    page = signed_in(owner(assessment), width=390)
    page.goto(address(assessment, "ahp"))
    strength = page.get_by_role("group", name="Um wie viel wichtiger?")
    expect(strength).to_be_hidden()
    if not with_scripts:
        page = without_javascript(page)

    for number in range(1, 7):
        expect(page.locator("#h-pair")).to_contain_text(f"Paar {number} von 21")
        page.locator("input[name=more][value=first]").check()
        page.get_by_label("ein wenig: doppelt so viel").check()
        page.get_by_role("button", name="Speichern, nächstes Paar").click()
    page.get_by_role("link", name="Alle Paare auf einen Blick").click()

    expect(page.locator(".prog-head")).to_have_text("6 von 21 Paaren verglichen")
    expect(page.locator("#summary .weights b").first).to_have_text("50\u00a0%")
    expect(page.get_by_text("Diese Gewichtung zählt")).to_be_visible()
    if not with_scripts:
        page.context.close()


def test_choosing_another_method_asks_nothing_and_keeps_both(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    make_importance(assessment)
    make_importance(assessment, ORDER, method=Method.RANK)
    page = signed_in(owner(assessment))
    page.goto(address(assessment))

    page.get_by_role("link", name="Reihenfolge").click()
    page.get_by_role("button", name="Diese Gewichtung zählen lassen").click()

    expect(page.locator(".note.success")).to_have_text("Diese Gewichte zählen jetzt.")
    assert Importance.objects.get(is_chosen=True).method == Method.RANK
    page.get_by_role("link", name="100 Punkte").click()
    expect(page.locator("#id_KT")).to_have_value("20")


def test_a_stale_save_is_shown_side_by_side(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(address(assessment, "rating"))
    make_importance(assessment, ORDER, method=Method.RATING)
    page.get_by_role("button", name="Nur speichern").click()

    expect(page.locator("#conflict")).to_be_focused()
    assert_accessible(page)
    page.get_by_role("button", name="Meine Gewichte behalten").click()

    expect(page.locator(".note.success, #h1").first).to_be_visible()
    assert Importance.objects.get().values == dict.fromkeys(ORDER, 5)


def test_people_are_added_removed_and_brought_back(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment), width=390)
    page.goto(address(assessment) + "personen/")
    page.get_by_label("Rolle oder Name").last.fill("Betriebsrat")
    page.get_by_role("button", name="Hinzufügen").click()
    page.get_by_role("button", name="Entfernen: Betriebsrat").click()
    expect(page.get_by_role("link", name="Betriebsrat")).to_have_count(0)
    assert_accessible(page)
    page.get_by_role("button", name="Rückgängig").click()

    page.get_by_role("link", name="Betriebsrat").click()
    expect(page.locator("h1")).to_contain_text("Betriebsrat")
