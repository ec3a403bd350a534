"""The report in a real browser: reading, choosing, commenting, versions, printing, downloading."""

import io
from pathlib import Path

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessments.models import Assessment, Role, SectionComment, User
from assessments.services import comments, editions, examples
from tests.browser.conftest import PHONE, VIEWS, WIDTHS, OpenPage
from tests.browser.inspection import (
    assert_accessible,
    assert_reflows,
    assert_valid_html,
    walk_keyboard,
    watched,
)
from tests.factories import client_of, make_action, make_member, organisation_of

A4 = (595.28, 841.89)  # points


COLD = 60_000  # ms: the first report of a process starts the drawing engine
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungsabteilung"


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def example(owner: User, name: str = "fadenwerk") -> Assessment:
    return examples.add_example(organisation_of(owner), name, title="Beispiel", user=owner)


def address(assessment: Assessment) -> str:
    return reverse("report", args=[assessment.pk])


@pytest.mark.parametrize(("language", "width"), [("de", 1440), ("en", PHONE)])
def test_the_page_is_sound(signed_in: OpenPage, language: str, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, language=language, width=width)

    with watched(page) as problems:
        page.goto(address(example(owner)), timeout=COLD)
        assert_accessible(page)
        assert_reflows(page)
        answer = page.request.get(page.url)
    if width == PHONE:  # the same text at every width, and long to parse
        assert_valid_html(answer.text())
    assert problems == []


@pytest.mark.parametrize("width", [PHONE])
def test_every_stop_of_the_tab_key_is_seen(signed_in: OpenPage, width: int) -> None:
    owner = make_member()
    page = signed_in(owner, width=width)
    page.goto(address(example(owner)), timeout=COLD)

    stops = walk_keyboard(page, most=400)

    assert len(stops) > 30


def test_the_contents_list_leads_to_its_chapter(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)), timeout=COLD)

    page.locator(".rep-toc").get_by_role("link", name="Quellen").click()

    expect(page.locator("#h-sources")).to_be_in_viewport()
    expect(page.locator(".rep-toc")).to_be_in_viewport()


def test_the_pdf_is_downloaded_under_its_name(signed_in: OpenPage) -> None:
    owner = make_member()
    assessment = example(owner)
    day = editions.edition_of(assessment, owner).created_at.date().isoformat()
    page = signed_in(owner)
    page.goto(address(assessment), timeout=COLD)

    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("link", name="PDF herunterladen").click()
        ready = page.get_by_role("link", name="Herunterladen")
        if page.locator("#stand").count():  # slower than the patience of one request
            ready.click(timeout=60_000)

    name = f"Modellwahl-Fadenwerk-Online-GmbH-Version-1-{day}.pdf"
    assert waiting.value.suggested_filename == name
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


def test_the_print_button_opens_the_print_dialogue(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)), timeout=COLD)
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")

    page.get_by_role("button", name="Drucken").click()

    assert page.evaluate("printed") == 1


def test_paper_shows_title_page_pictures_and_tables_without_controls(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner)
    page.goto(address(example(owner)), timeout=COLD)

    page.emulate_media(media="print")
    hidden = page.locator(".rep-side, .btn, .nav-steps, .foot, .explore")
    tables = page.locator("details.data table")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        sizes = {tuple(round(float(x)) for x in p.mediabox[2:]) for p in printed.pages}
        count = len(printed.pages)

    assert [each for each in hidden.all() if each.is_visible()] == []
    assert [each for each in tables.all() if each.bounding_box() is None] == []
    assert [p for p in page.locator(".picture.wide").all() if not p.is_visible()] == []
    assert sizes == {tuple(round(x) for x in A4)}
    assert 10 < count < 60


def test_a_phone_gets_pictures_for_its_width(signed_in: OpenPage) -> None:
    owner = make_member()
    page = signed_in(owner, width=390)

    page.goto(address(example(owner)), timeout=COLD)

    wide, narrow = page.locator(".picture.wide"), page.locator(".picture.narrow")
    assert wide.count() == narrow.count() > 5
    expect(wide.first).to_be_hidden()
    expect(narrow.first).to_be_visible()
    box = narrow.first.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] <= 360


def comment_box(page: Page, section: str = "summary") -> None:
    page.locator(f"#k-{section} > summary").click()


@pytest.mark.parametrize(("language", "width"), [("de", 1440), ("en", PHONE)])
def test_a_choice_and_comments_stay_sound_after_each_swap(
    signed_in: OpenPage, language: str, width: int
) -> None:
    owner = make_member()
    page = signed_in(owner, language=language, width=width)
    with watched(page) as problems:
        page.goto(address(example(owner)), timeout=COLD)
        choose(page)
        write_and_settle(page)
    # A refusal is told by the browser too; nothing else may be in its console.
    assert [each for each in problems if "422" not in each] == []


def choose(page: Page) -> None:
    page.locator(".rep-choose > summary").click()
    page.locator('.rep-choose [value="costs"]').uncheck()
    page.locator('.rep-choose [name="anhang"]').uncheck()
    page.locator(".rep-choose button").click()
    expect(page.locator("#costs")).to_have_count(0)
    assert page.url.endswith("?ohne=costs&anhang=0")
    expect(page.locator("h1")).to_be_focused()
    assert_accessible(page)
    assert_reflows(page)


def write_and_settle(page: Page) -> None:
    comment_box(page)
    page.locator("#k-summary-add").click()
    expect(page.locator("#k-summary-text")).to_be_focused()
    expect(page.locator("#k-summary-text_error")).to_be_visible()
    assert_accessible(page)
    page.locator("#k-summary-text").fill(LONG)
    page.locator("#k-summary-add").click()
    expect(page.locator("#n-summary")).to_contain_text("1")
    expect(page.locator("#k-summary-text")).to_have_value("")
    assert_accessible(page)
    assert_reflows(page)

    page.locator('#k-summary [value="settle"]').click()
    expect(page.locator("#k-summary .settled")).to_be_visible()
    expect(page.locator('#k-summary [value="reopen"]')).to_be_focused()
    expect(page.locator("#n-summary")).to_have_text("")
    page.locator('#k-summary [value="remove"]').click()
    expect(page.locator("#k-summary .undo button")).to_be_focused()
    assert_accessible(page)
    assert_reflows(page)
    page.locator("#k-summary .undo button").click()
    expect(page.locator("#k-summary .words")).to_have_text(LONG)


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_list_of_versions_is_sound(signed_in: OpenPage, language: str, width: int) -> None:
    owner = make_member()
    assessment = example(owner)
    first = editions.edition_of(assessment, owner)
    editions.rename(first, LONG)
    record = assessment.responses.get(kind="record")
    record.answers.filter(use_case=None)[0].delete()
    editions.edition_of(assessment, owner)
    page = signed_in(owner, language=language, width=width)
    with watched(page) as problems:
        page.goto(reverse("report_editions", args=[assessment.pk]))
        assert_accessible(page)
        assert_reflows(page)
        assert_valid_html(page.request.get(page.url).text())
        walk_keyboard(page)
        page.locator("#v2-name").fill("N" * 81)
        page.locator("#v2-name").press("Enter")
        expect(page.locator("#errors")).to_be_focused()
        assert_accessible(page)
        assert_reflows(page)
        page.locator("#v2-name").fill("Vorstand")
        page.locator("#v2-name").press("Enter")
        expect(page.locator("#v2 h2")).to_contain_text("Vorstand")

        page.locator("#v1 h2 a").click()
        expect(page.locator("#body > .note.warn")).to_contain_text("2")
        assert_accessible(page)
        assert_reflows(page)
    assert [each for each in problems if "422" not in each] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_one_section_is_sound(signed_in: OpenPage, width: int) -> None:
    owner = make_member()
    assessment = example(owner)
    editions.edition_of(assessment, owner)
    comments.write(assessment, owner, "costs", 1, LONG)
    page = signed_in(owner, width=width)
    with watched(page) as problems:
        page.goto(reverse("section_comments", args=[assessment.pk, 1, "costs"]))
        assert_accessible(page)
        assert_reflows(page)
        assert_valid_html(page.request.get(page.url).text())
        walk_keyboard(page)
        page.locator('[value="settle"]').click()
        expect(page.locator(".settled")).to_be_visible()
        assert_accessible(page)
    assert problems == []


def test_a_link_to_comments_opens_them(signed_in: OpenPage) -> None:
    owner = make_member()
    assessment = example(owner)
    editions.edition_of(assessment, owner)
    comments.write(assessment, owner, "costs", 1, "Stimmt das?")
    page = signed_in(owner)

    page.goto(f"{address(assessment)}#k-costs")

    expect(page.get_by_text("Stimmt das?", exact=True)).to_be_in_viewport()


def test_who_only_reads_comments_too(signed_in: OpenPage) -> None:
    owner = make_member()
    assessment = example(owner)
    viewer = make_member(organisation_of(owner), role=Role.VIEWER)
    page = signed_in(viewer)
    page.goto(address(assessment), timeout=COLD)

    comment_box(page)
    page.locator("#k-summary-text").fill("Aus der Fachabteilung")
    page.locator("#k-summary-add").click()

    expect(page.locator("#k-summary .words")).to_have_text("Aus der Fachabteilung")
    expect(page.locator('#k-summary [value="settle"]')).to_have_count(0)
    expect(page.locator('#k-summary [value="remove"]')).to_be_visible()


def test_everything_works_without_javascript(chromium: Browser, live_server: LiveServer) -> None:
    owner = make_member()
    assessment = example(owner)
    client = client_of(owner)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(address(assessment), timeout=COLD)

    page.locator(".rep-choose > summary").click()
    page.locator('.rep-choose [value="costs"]').uncheck()
    page.locator(".rep-choose button").click()
    expect(page.locator("#costs")).to_have_count(0)
    comment_box(page)
    page.locator("#k-summary-add").click()
    expect(page.locator("#k-summary-text_error")).to_be_visible()
    page.locator("#k-summary-text").fill("Ohne Skript")
    page.locator("#k-summary-add").click()
    comment_box(page)
    expect(page.locator("#k-summary .words")).to_have_text("Ohne Skript")
    page.locator('#k-summary [value="remove"]').click()
    page.locator(".undo button").click()

    assert SectionComment.objects.present().get().text == "Ohne Skript"
    context.close()


def test_comments_stay_off_the_paper(signed_in: OpenPage) -> None:
    owner = make_member()
    assessment = example(owner)
    first = editions.edition_of(assessment, owner)
    comments.write(assessment, owner, "summary", 1, "Nicht für den Vorstand")
    comments.write(assessment, owner, "use-case-UC99", 1, "Auch nicht")
    make_action(assessment)
    editions.edition_of(assessment, owner)
    page = signed_in(owner)
    page.goto(reverse("report_edition", args=[assessment.pk, first.number]))

    page.emulate_media(media="print")

    shown = page.locator("main").inner_text()
    assert "Nicht für den Vorstand" not in shown
    assert "Auch nicht" not in shown
    assert "Die neueste ist" not in shown
    assert first.evaluation.dossier_sha256 in shown
