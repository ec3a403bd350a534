"""Answering in a real browser: saving as one goes, failing, coming back, by keyboard."""

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from assessments.models import Answer, Assessment, User
from tests.browser.conftest import VIEWS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import make_answer, make_assessment, make_member, make_use_case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def assessment(transactional_db: None) -> Assessment:
    return make_assessment(make_member())


def owner(assessment: Assessment) -> User:
    assert assessment.created_by is not None
    return assessment.created_by


def question(assessment: Assessment, code: str = "KT1") -> str:
    return f"/b/{assessment.pk}/frage/{code}/"


def choose(page: Page, level: int) -> None:
    page.locator(".choice").nth(level - 1).click()


def expect_saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")


def levels(assessment: Assessment) -> dict[str, str]:
    return {a.question: a.level for a in Answer.objects.of_record(assessment)}


def posts(page: Page) -> list[Request]:
    """Collects every request that sends something from now on."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    return sent


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_every_page_passes_inspection(
    signed_in: OpenPage, assessment: Assessment, language: str, width: int
) -> None:
    make_answer(assessment, "KT1", "3", confidence="proven", reason="Beschluss")
    make_use_case(assessment, "Kundenchat", archetype="customer_chat")
    page = signed_in(owner(assessment), language=language, width=width)
    overview = f"/b/{assessment.pk}/fragen/"

    with watched(page) as problems:
        for path in (
            *(question(assessment), question(assessment, "KP1"), overview),
            *(f"{question(assessment, 'KT2')}?fall=UC1", f"{overview}?fall=UC1"),
        ):
            answer = page.goto(path)
            assert answer is not None
            assert_valid_html(answer.text())
            assert_accessible(page)
            assert_reflows(page)
            walk_keyboard(page)
        page.goto(question(assessment))
        choose(page, 4)
        expect_saved(page)
        assert_accessible(page)
        assert_valid_html(page.content())
    assert problems == []


def test_one_answer_is_one_request_and_what_is_typed_meanwhile_stays(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))
    sent = posts(page)

    choose(page, 3)
    page.locator("#id_reason").focus()
    page.keyboard.type("Weil ")
    expect_saved(page)
    assert len(sent) == 1
    page.keyboard.type("unsere Kundschaft es verlangt")

    expect(page.locator("#id_reason")).to_have_value("Weil unsere Kundschaft es verlangt")
    expect(page.locator("#id_reason")).to_be_focused()
    expect(page.locator("#id_version")).to_have_value("2")
    expect(page.locator("#topics .now .n")).to_have_text("1/5")
    expect(page.locator("#moves")).to_contain_text("deutlich besser")
    answer = Answer.objects.get()
    assert (answer.level, answer.reason) == ("3", "Weil unsere Kundschaft es verlangt")


def test_next_waits_for_what_is_still_being_typed(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))

    choose(page, 2)
    page.locator("#id_reason").press_sequentially("noch im Tippen")
    page.get_by_role("button", name="Weiter").last.click()

    expect(page).to_have_url(page.url.replace("KT1", "KT2"))
    expect(page.locator("#h1")).to_be_focused()
    answer = Answer.objects.get()
    assert (answer.level, answer.reason) == ("2", "noch im Tippen")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_number_keys_choose_inside_the_group_alone(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))

    page.keyboard.press("3")
    expect(page.locator("input[name=level]:checked")).to_have_count(0)
    page.locator("#id_reason").press_sequentially("2")
    expect(page.locator("input[name=level]:checked")).to_have_count(0)
    page.locator("#id_level_0").focus()
    page.keyboard.press("5")
    expect(page.locator("#id_level_unknown")).to_be_checked()
    page.keyboard.press("3")
    expect(page.locator("#id_level_3")).to_be_checked()
    page.keyboard.press("Enter")

    expect(page).to_have_url(page.url.replace("KT1", "KT2"))
    assert levels(assessment) == {"KT1": "3"}


def test_an_entry_made_offline_is_sent_once_the_line_is_back(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))

    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()
    choose(page, 2)
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    expect(page.locator("[data-save-error]")).to_be_visible()
    page.get_by_role("button", name="Weiter").last.click()
    expect(page.locator("#id_level_2")).to_be_checked()
    assert levels(assessment) == {}

    page.context.set_offline(False)
    expect_saved(page)
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("[data-save-error]")).to_be_hidden()
    assert levels(assessment) == {"KT1": "2"}


def test_an_unsaved_entry_is_offered_after_a_reload(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))
    page.route(
        "**/frage/KT1/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    choose(page, 4)
    page.locator("#id_reason").fill("nur im eigenen Haus")
    expect(page.locator("[data-save-error]")).to_be_visible()

    page.reload()
    expect(page.locator("[data-draft-note]")).to_be_visible()
    expect(page.locator("#id_level_4")).not_to_be_checked()
    assert_accessible(page)
    page.unroute("**/frage/KT1/")
    page.get_by_role("button", name="Übernehmen").click()

    expect_saved(page)
    expect(page.locator("#id_level_4")).to_be_checked()
    answer = Answer.objects.get()
    assert (answer.level, answer.reason) == ("4", "nur im eigenen Haus")


def test_an_unsaved_entry_can_be_discarded(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))
    page.locator("#id_reason").fill("nicht abgeschickt")

    page.reload()
    page.get_by_role("button", name="Verwerfen").click()
    page.reload()

    expect(page.locator("[data-draft-note]")).to_be_hidden()
    expect(page.locator("#id_reason")).to_have_value("")


def test_a_failed_save_is_told_at_the_field_and_can_be_tried_again(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))
    page.route("**/frage/KT1/", lambda route: route.fulfill(status=500, body=""))

    choose(page, 1)
    expect(page.locator("[data-save-error]")).to_be_visible()
    page.unroute("**/frage/KT1/")
    page.get_by_role("button", name="Erneut versuchen").click()

    expect_saved(page)
    assert levels(assessment) == {"KT1": "1"}


def test_an_ended_session_is_told_and_the_entry_kept(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))
    session = next(c for c in page.context.cookies() if c.get("name") == "sessionid")
    page.context.clear_cookies(name="sessionid")

    choose(page, 2)
    expect(page.locator("#signed-out")).to_be_visible()
    expect(page.locator("#id_level_2")).to_be_checked()
    assert levels(assessment) == {}

    page.context.add_cookies(
        [{"name": "sessionid", "value": session.get("value", ""), "url": page.url}]
    )
    page.reload()
    page.get_by_role("button", name="Übernehmen").click()
    expect_saved(page)
    assert levels(assessment) == {"KT1": "2"}


@pytest.mark.parametrize("keep", ["Meine Antwort behalten", "Gespeicherte Antwort behalten"])
def test_two_tabs_show_both_answers_and_one_click_keeps_either(
    signed_in: OpenPage, assessment: Assessment, keep: str
) -> None:
    first = signed_in(owner(assessment))
    first.goto(question(assessment))
    second = first.context.new_page()
    second.goto(question(assessment))
    choose(first, 1)
    expect_saved(first)

    choose(second, 4)
    conflict = second.locator("#conflict")
    expect(conflict).to_contain_text("Weltweit, wenn der Vertrag stimmt")
    expect(conflict).to_contain_text("Nur im eigenen Haus")
    assert_accessible(second)
    conflict.get_by_text(keep).click()

    expect(conflict).to_be_hidden()
    kept = 4 if keep.startswith("Meine") else 1
    expect(second.locator(f"#id_level_{kept if kept > 1 else 0}")).to_be_checked()
    expect(second.locator("[data-draft-note]")).to_be_hidden()
    assert levels(assessment) == {"KT1": str(kept)}


def test_back_and_reload_show_what_is_stored(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))
    choose(page, 3)
    page.get_by_role("button", name="Weiter").last.click()
    expect(page).to_have_url(page.url.replace("KT1", "KT2"))

    page.go_back()
    expect(page.locator("#id_level_3")).to_be_checked()
    expect(page.locator("#id_version")).to_have_value("1")
    page.reload()

    expect(page.locator("#id_level_3")).to_be_checked()
    expect(page.locator("[data-draft-note]")).to_be_hidden()


def test_errors_get_the_focus_and_lead_to_the_field(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))

    page.get_by_role("button", name="Weiter").last.click()

    summary = page.locator("#errors")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Fehler: Frage: Ort der Verarbeitung – Modellwahl")
    assert_accessible(page)
    summary.get_by_role("link").click()
    expect(page.locator("#id_level_0")).to_be_focused()


def test_the_language_switch_keeps_page_and_query(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    make_use_case(assessment, "Kundenchat")
    page = signed_in(owner(assessment))
    page.goto(f"{question(assessment)}?fall=UC1")

    page.get_by_role("button", name="English").click()

    expect(page).to_have_url(page.url.split("/b/")[0] + f"{question(assessment)}?fall=UC1")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".case-bar")).to_contain_text("Only for the use case “Kundenchat”")


def test_signing_out_leaves_no_entry_on_the_computer(
    signed_in: OpenPage, assessment: Assessment
) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))
    page.route("**/frage/KT1/", lambda route: route.fulfill(status=500, body=""))
    choose(page, 1)
    expect(page.locator("[data-save-error]")).to_be_visible()
    assert len(page.evaluate("Object.keys(localStorage)")) == 1

    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_load_state()

    assert page.evaluate("Object.keys(localStorage)") == []


def without_javascript(page: Page) -> BrowserContext:
    browser = page.context.browser
    assert browser is not None
    return browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )


def test_everything_works_without_javascript(signed_in: OpenPage, assessment: Assessment) -> None:
    page = signed_in(owner(assessment))
    page.goto(question(assessment))
    context = without_javascript(page)
    plain = context.new_page()
    plain.goto(page.url)

    plain.locator("#id_level_2").check()
    plain.locator("#id_reason").fill("ohne Skript")
    plain.locator("#id_reason").press("Tab")
    plain.get_by_role("button", name="Weiter").last.click()

    expect(plain).to_have_url(page.url.replace("KT1", "KT2"))
    answer = Answer.objects.get()
    assert (answer.level, answer.reason) == ("2", "ohne Skript")
    context.close()
