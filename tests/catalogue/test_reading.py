"""The catalogue is sound, complete and dated – and a broken file is refused with its place."""

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assessments.catalogue import CatalogueError, Text, load, read_catalogue
from assessments.catalogue.reading import DATA

Spoil = Callable[[str, str, str], CatalogueError]


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Copy the data, replace one piece of text in one file, and return the refusal."""

    def refusal(file: str, old: str, new: str) -> CatalogueError:
        folder = tmp_path / "data"
        shutil.copytree(DATA, folder)
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(CatalogueError) as refused:
            read_catalogue(folder)
        return refused.value

    return refusal


def test_all_32_questions_are_there_and_31_are_asked() -> None:
    assert len(load().questions) == 32
    assert len(load().asked) == 31
    assert load().questions["NA3"].kind == "computed"


def test_every_text_is_there_in_both_languages() -> None:
    texts = list(_texts(load()))

    assert len(texts) > 900
    assert [t for t in texts if not t.de.strip() or not t.en.strip()] == []


def test_german_texts_are_written_with_umlauts() -> None:
    words = ("fuer ", "koennen", "muessen", "ueber ", "Anwendungsfaelle", "moeglich")
    assert [t.de for t in _texts(load()) if any(word in t.de for word in words)] == []


def test_how_much_a_theme_matters_takes_three_answers(spoil: Spoil) -> None:
    refused = spoil("theme_importance.toml", 'code = "3"', 'code = "4"')

    assert "theme_importance.toml" in str(refused)
    assert "expected exactly 1, 2, 3 in this order" in str(refused)


def test_every_question_hears_both_sides() -> None:
    for question in load().asked:
        sides = {claim.side for claim in load().evidence(question)}
        assert {"open", "proprietary"} <= sides, question.code


def test_the_version_changes_with_every_byte(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    before = read_catalogue(tmp_path / "data").sha256
    with (tmp_path / "data" / "presets.toml").open("a", encoding="utf-8") as file:
        file.write("\n# one more line\n")

    assert before == load().sha256
    assert read_catalogue(tmp_path / "data").sha256 != before


def test_the_same_files_with_windows_line_ends_have_the_same_version(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "presets.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert read_catalogue(tmp_path / "data").sha256 == load().sha256


def test_a_file_that_is_no_toml_is_named(spoil: Spoil) -> None:
    error = spoil("presets.toml", "[[preset]]", "[[preset]")

    assert error.problems[0].file == "presets.toml"
    assert "line" in error.problems[0].message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "rules.toml").unlink()
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(tmp_path / "data")

    assert "rules.toml" in {problem.file for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("questions/kt.toml", 'kind = "choice"', 'kind = "guess"', "kind"),
        ("questions/kt.toml", "api_us = -2", "api_us = -3", "effects"),
        ("questions/kt.toml", "api_us = -2", 'api_us = "much"', "effects"),
        ("questions/so.toml", 'criterion = "SO"', 'criterion = "XX"', "criterion"),
        ("questions/kt.toml", "per_use_case = true", "per_usecase = true", "per_use_case"),
        ("rules.toml", 'id = "KO-01"', 'id = "KO-01"\nfine = 3', "fine"),
        ("criteria.toml", "level = ", "level = 7 # ", "level"),
        ("claims.toml", "reveals = [", 'reveals = ["ZZ9", ', "reveals"),
        ("anchors.toml", "[2, 4], [8, 3]", "[8, 4], [2, 3]", "points"),
        ("anchors.toml", "[2, 4], [8, 3]", "[2, 3], [8, 4]", "points"),
        ("anchors.toml", "[2, 4]", "[2, 5]", "points"),
        ("anchors.toml", "share = 0.5", "share = 1.5", "share"),
        ("anchors.toml", 'source = "OWN"', 'source = "S999"', "source"),
    ],
)
def test_a_wrong_entry_is_refused_with_file_table_and_key(
    spoil: Spoil, file: str, old: str, new: str, key: str
) -> None:
    error = spoil(file, old, new)

    assert any(p.file == file and p.table and key in f"{p.key} {p.message}" for p in error.problems)


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    for name in ("rules.toml", "claims.toml"):
        (tmp_path / "data" / name).write_text("x = 1\n", "utf-8")
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(tmp_path / "data")

    assert {"rules.toml", "claims.toml"} <= {problem.file for problem in refused.value.problems}


def test_hidden_questions_follow_the_answers() -> None:
    codes = {question.code for question in load().visible({"AN1": "1"})}

    assert "AN2" not in codes
    assert "AN2" in {question.code for question in load().visible({"AN1": "4"})}


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, tuple):
        for entry in value:
            yield from _texts(entry)
