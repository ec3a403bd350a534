"""Law as dated data: in order, sourced, in both languages; and rules that grow old."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from assessments.catalogue import CatalogueError, load, read_catalogue
from assessments.catalogue.reading import DATA


def test_the_timetable_names_the_days_of_the_ai_act() -> None:
    assert [entry.day for entry in load().timetable] == [
        date(2024, 8, 1),
        date(2025, 2, 2),
        date(2025, 8, 2),
        date(2026, 6, 29),
        date(2026, 7, 31),  # "July 2026"
        date(2026, 8, 2),
        date(2026, 12, 2),
        date(2027, 8, 2),
        date(2027, 12, 2),
        date(2028, 8, 2),
    ]
    assert [e.day.year for e in load().timetable if e.state == "expected"] == [2026]
    assert [e.day for e in load().timetable if e.state == "unverified"] == [date(2027, 8, 2)]


def test_what_is_not_certain_says_what_is_open() -> None:
    assert [e.day for e in load().timetable if e.state != "verified" and not e.open] == []


def test_every_text_is_in_both_languages_and_short() -> None:
    texts = [t for e in load().timetable for t in (e.what, e.open, e.roughly) if t]
    texts += [t for topic in load().topics for t in (topic.title, topic.state, topic.open) if t]

    for text in texts:
        for words in (text.de, text.en):
            for sentence in re.split(r"(?<=[^.0-9][^.0-9])[.:] (?=[A-ZÄÖÜ0-9])|(?<=\))[.] ", words):
                # What stands in brackets and behind a colon is an aside.
                said = re.sub(r"\(.*?\)", "", sentence).split(": ")[0]
                assert 0 < len(said.split()) <= 15, sentence


@pytest.mark.parametrize(
    ("until", "after", "today", "validity"),
    [
        (None, None, date(2027, 11, 23), "current"),  # a year less nothing
        (None, None, date(2027, 11, 24), "review"),
        (None, date(2026, 12, 1), date(2026, 12, 1), "current"),
        (None, date(2026, 12, 1), date(2026, 12, 2), "review"),
        (date(2026, 12, 31), None, date(2026, 12, 31), "current"),
        (date(2026, 12, 31), None, date(2027, 1, 1), "ended"),
        (date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1), "ended"),
    ],
)
def test_a_rule_is_current_then_due_for_a_look_then_past_its_end(
    until: date | None, after: date | None, today: date, validity: str
) -> None:
    rule = replace(load().rules["KO-01"], valid_until=until, review_after=after)

    assert rule.validity(today) == validity


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("ai_act.toml", 'source = "S57"', 'source = "S99"', "no source S99"),
        ("ai_act.toml", '"KO-18"]', '"KO-98"]', "no rule KO-98"),
        ("ai_act.toml", "day = 2024-08-01", "day = 2029-08-01", "the earliest day first"),
        ("ai_act.toml", 'state = "expected"', 'state = "perhaps"', "ai_act.toml"),
        ("law.toml", 'code = "bsi"', 'code = "dsk"', "every code once"),
        ("law.toml", 'rules = ["KO-05"]', 'rules = ["KO-95"]', "no rule KO-95"),
        ("rules.toml", "review_after = 2026-12-01", "review_after = 2020-01-01", "valid_as_of"),
    ],
)
def test_broken_law_is_refused_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    folder = tmp_path / "data"
    copytree(DATA, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(CatalogueError, match=problem):
        read_catalogue(folder)
