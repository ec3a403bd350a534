"""The catalogue, both voices, and the demo companies with their results."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.catalogue.reading import DATA
from assessments.engine.dossier import Dossier
from assessments.engine.reading import read_dossier
from assessments.engine.recommendation import recommend
from assessments.engine.result import Recommendation
from assessments.report.voice import Voice

# Playwright's own loop runs in this thread; Django would take our queries for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

Evaluated = tuple[Dossier, Recommendation]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture(scope="session")
def german(catalogue: Catalogue) -> Voice:
    return Voice(catalogue, "de")


@pytest.fixture(scope="session")
def english(catalogue: Catalogue) -> Voice:
    return Voice(catalogue, "en")


@pytest.fixture(scope="session")
def demos(catalogue: Catalogue) -> dict[str, Evaluated]:
    """Each demo company's dossier with what the engine recommends."""
    found = {}
    for path in sorted((DATA / "demo").glob("*.json")):
        dossier = read_dossier(json.loads(path.read_text("utf-8")), catalogue)
        found[path.stem] = dossier, recommend(dossier, catalogue)
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium; a missing one fails, it never skips."""
    with sync_playwright() as playwright:
        places = (
            os.environ.get("MODELLWAHL_CHROMIUM"),
            shutil.which("chromium"),
            shutil.which("google-chrome"),
            playwright.chromium.executable_path,
        )
        path = next((p for p in places if p and Path(p).exists()), None)
        if path is None:
            pytest.fail("no Chromium found; see tests/browser/conftest.py", pytrace=False)
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
