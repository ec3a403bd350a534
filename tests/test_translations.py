"""Every interface text has a German translation, and the translation file holds nothing else."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import allauth
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override
from django.utils.translation.template import templatize

from assessments.management import translations

ROOT = Path(__file__).resolve().parent.parent
GERMAN = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
OURS = (ROOT / "assessments", ROOT / "config", ROOT / "templates")
# Its pages and forms speak to our users too; where its own German falls short, ours stands in.
ALLAUTH = Path(allauth.__file__).parent
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Key = tuple[str | None, str | tuple[str, ...]]


def sources(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    """Python files, and templates turned into something Python-like."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            yield path, path.read_bytes()
        templates = [p for p in sorted(folder.rglob("*.*")) if "templates" in p.parts]
        for path in [p for p in templates if p.suffix in {".html", ".txt"}]:
            calls = templatize(path.read_text("utf-8"), origin=str(path))
            # Messages are escaped onto one line; indentation would only confuse the tokenizer.
            yield path, re.sub(r"(?m)^[ \t]+", "", calls).encode()


def used(*folders: Path) -> dict[Key, str]:
    """Each message with the place that uses it first; in our own files if nothing is named."""
    found: dict[Key, str] = {}
    for path, text in sources(*(folders or OURS)):
        for line, message, _, context in extract("python", BytesIO(text), keywords=KEYWORDS):
            key = (context, message if isinstance(message, str) else tuple(message))
            found.setdefault(key, f"{path.relative_to(ROOT) if not folders else path}:{line}")
    return found


def german() -> Catalog:
    with GERMAN.open("rb") as file:
        return read_po(file, locale="de", abort_invalid=True)


def key_of(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def translated() -> dict[Key, Message]:
    return {key_of(message): message for message in german() if message.id}


def test_the_search_finds_texts_of_python_and_templates() -> None:
    places = used().values()

    assert any(place.startswith("assessments/") for place in places)
    assert any(place.startswith("templates/") for place in places)


def test_every_text_has_a_german_translation() -> None:
    known = translated()
    missing = [
        f"{place}: {key[1]!r}"
        for key, place in used().items()
        if key not in known or not all(forms(known[key].string))
    ]

    assert missing == []


def test_every_plural_has_both_german_forms() -> None:
    assert str(german().plural_expr) == "(n != 1)"
    incomplete = [
        m.id for m in translated().values() if m.pluralizable and len(forms(m.string)) != 2
    ]

    assert incomplete == []


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in translated().values() if message.fuzzy] == []


def test_no_translation_is_left_over() -> None:
    needed = used().keys() | used(ALLAUTH).keys()

    assert [key for key in translated() if key not in needed] == []


def test_placeholders_survive_translation() -> None:
    """A singular may leave its number out ("one question"), a plural may not."""
    changed = []
    for message in translated().values():
        originals, strings = forms(message.id), forms(message.string)
        for number, string in enumerate(strings):
            original = originals[min(number, len(originals) - 1)]
            wanted, found = (set(PLACEHOLDER.findall(t)) for t in (original, string))
            if wanted != found and not (message.pluralizable and number == 0):
                changed.append(f"{original!r} → {string!r}")

    assert changed == []


def test_a_translation_file_is_compiled_when_it_is_newer(tmp_path: Path) -> None:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        'msgid "Answer"\nmsgstr "Antwort"\n',
        encoding="utf-8",
    )

    assert translations.compile_all([tmp_path]) == [folder / "django.mo"]
    assert translations.compile_all([tmp_path]) == []
    assert b"Antwort" in (folder / "django.mo").read_bytes()


@pytest.mark.parametrize(("language", "words"), [("de", "Englisch"), ("en", "English")])
def test_the_compiled_file_is_what_the_pages_speak(language: str, words: str) -> None:
    with override(language):
        assert gettext("English") == words
