"""What every page must pass: accessibility, valid HTML, a quiet console, reflow, keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import html5lib
from axe_playwright_python.base import AXE_SCRIPT
from html5lib.html5parser import ParseError
from playwright.sync_api import ConsoleMessage, Page

NARROWEST = 320  # CSS px; WCAG 2.2, 1.4.10
SMALLEST_TARGET = 24  # CSS px; WCAG 2.2, 2.5.8

# Text inside Plotly's own drawing is judged by the palette's unit test, not here.
_RUN_AXE = """async () => {
  const found = await axe.run({exclude: [['.main-svg']]}, {resultTypes: ['violations']});
  return found.violations.map(v => v.id + ': ' + v.help + ' → '
    + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | '));
}"""

# One stop of the Tab key, judged in the page: what is it, can one see it and that it is focused?
_STOP = """() => {
  const el = document.activeElement;
  if (!el || el === document.body || el === document.documentElement) return null;
  if (!window.walked) window.walked = [];
  const again = window.walked.includes(el);
  window.walked.push(el);
  // A radio or checkbox hidden inside its label shows the label's box and the label's outline.
  const shown = [el, el.nextElementSibling, el.closest('label')].filter(Boolean);
  const outline = Math.max(...shown.map(e => {
    const s = getComputedStyle(e);
    return s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth);
  }));
  const label = /^(radio|checkbox)$/.test(el.type || '') && el.closest('label');
  const box = (label || el).getBoundingClientRect();
  const inside = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 1);
  const hit = document.elementFromPoint(x, y);
  const host = label || el;
  const clear = !!hit && (host.contains(hit) || hit.contains(host));
  const inline = getComputedStyle(el).display === 'inline';
  const name = (el.getAttribute('aria-label') || el.innerText || el.name || el.id || '').trim();
  return {again, outline, inside, clear, inline, width: box.width, height: box.height,
          name: el.tagName.toLowerCase() + ' ' + name.slice(0, 60).replace(/\\s+/g, ' ')};
}"""


@dataclass(frozen=True, slots=True)
class Stop:
    """One element the Tab key reached; sizes in CSS px."""

    name: str
    outline: float
    width: float
    height: float


@contextmanager
def watched(page: Page) -> Iterator[list[str]]:
    """Collect console errors (a CSP violation is one), warnings of htmx and script errors."""
    problems: list[str] = []

    def on_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"{page.url}: {message.text}")

    def on_error(error: Any) -> None:
        problems.append(f"{page.url}: {error}")

    page.on("console", on_message)
    page.on("pageerror", on_error)
    yield problems
    page.remove_listener("console", on_message)
    page.remove_listener("pageerror", on_error)


def assert_accessible(page: Page) -> None:
    """Axe finds nothing on the page as it stands; run it again after every swap."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN_AXE)
    assert found == [], f"{page.url}: " + "\n".join(found)


def assert_valid_html(html: str) -> None:
    """A strict HTML5 parser accepts the text, and no id stands twice."""
    try:
        tree = html5lib.HTMLParser(strict=True).parse(html)
    except ParseError as error:
        raise AssertionError(f"not valid HTML: {error}\n{html[:2000]}") from error
    ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
    twice = sorted({value for value in ids if ids.count(value) > 1})
    assert twice == [], f"id used twice: {twice}"


def assert_reflows(page: Page, width: int = NARROWEST) -> None:
    """Nothing needs sideways scrolling at this width (CSS px); the old size comes back."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 700})
    wide = page.evaluate(
        """() => document.scrollingElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
          .map(e => e.tagName + '.' + e.getAttribute('class')).slice(0, 8)"""
    )
    overflow = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    if before:
        page.set_viewport_size(before)
    assert overflow <= 0, f"{page.url}: {overflow} px too wide at {width}: {wide}"


def walk_keyboard(page: Page, most: int = 120) -> list[Stop]:
    """Tab through the whole page; every stop is visible, outlined, uncovered and big enough."""
    page.evaluate("window.walked = []; document.activeElement && document.activeElement.blur()")
    stops: list[Stop] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(_STOP)
        if found is None or found["again"]:
            break
        _assert_visible(page, found)
        stops.append(Stop(found["name"], found["outline"], found["width"], found["height"]))
    assert stops, f"{page.url}: the Tab key reaches nothing"
    return stops


def _assert_visible(page: Page, found: dict[str, Any]) -> None:
    where = f"{page.url}: {found['name']}"
    assert found["inside"], f"{where} gets focus outside the window"
    assert found["outline"] >= 2, f"{where} shows no outline of at least 2 px"
    assert found["clear"], f"{where} is covered by something else"
    # Links within a sentence are exempt from the size rule (2.5.8, inline).
    big = min(found["width"], found["height"]) >= SMALLEST_TARGET
    assert big or found["inline"], f"{where} is smaller than {SMALLEST_TARGET} px: {found}"
