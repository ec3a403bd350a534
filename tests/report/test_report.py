"""The report as blocks: complete for every company, at its ease with nothing and with too much."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import GivenAnswer
from assessments.report import blocks
from assessments.report.blocks import Report
from assessments.report.builder import Cover, build, report_of
from assessments.report.chapters import answers
from assessments.report.chapters.material import Material
from assessments.report.voice import Voice
from tests.report import made
from tests.report.conftest import Evaluated

DEMOS = ("fadenwerk", "hallweg", "lindqvist")


def texts(value: Any) -> list[str]:
    """Every text of a report, in reading order."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        inner = [getattr(value, f.name) for f in fields(value) if f.name != "figure"]
        return [text for one in inner for text in texts(one)]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    return []


def handed_out(demo: Evaluated, catalogue: Catalogue, language: str = "de") -> Report:
    material = Material(*demo, Voice(catalogue, language))
    return report_of(material, Cover(number=3, organisation="Beratung Nord"))


@pytest.mark.parametrize("company", DEMOS)
def test_a_report_has_every_chapter_in_order(
    demos: dict[str, Evaluated], catalogue: Catalogue, company: str
) -> None:
    report = handed_out(demos[company], catalogue)
    count = len(demos[company][1].use_cases)

    assert [section.id for section in report.sections] == [
        "summary",
        *(f"use-case-UC{n + 1}" for n in range(count)),
        *("costs", "robustness", "group", "readiness", "rules", "market"),
        *("method", "assumptions", "sources", "answers", "calculation"),
    ]
    assert {s.id for s in report.sections if s.part == "appendix"} == {
        "assumptions", "sources", "answers", "calculation",
    }  # fmt: skip


def test_the_cover_states_who_when_and_on_what_ground(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    report = handed_out(demos["hallweg"], catalogue, "en")

    assert report.facts == (
        ("Company", "Hallweg Sondermaschinen GmbH"),
        ("Prepared by", "Beratung Nord"),
        ("As of", "23 November 2026"),
        ("Evaluation", "No. 3"),
        ("Use cases", "4"),
        ("Catalogue", "2026.11, prices of 23 November 2026"),
    )


def test_the_page_for_the_management_holds_one_row_per_use_case(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    summary = handed_out(demos["hallweg"], catalogue).sections[0]
    table = next(block for block in summary.blocks if isinstance(block, blocks.Table))

    assert [row[:3] for row in table.rows] == [
        ("Service-Wissen (RAG Handbücher)", "Offen, EU-Dienst", "Offen, EU-Dienst"),
        ("Angebotsentwürfe", "Offen, EU-Dienst", "Offen, EU-Dienst"),
        ("Programmierhilfe SPS/Software", "Proprietär, EU-Cloud", "Offen, EU-Dienst"),
        ("Gelistete/NDA-Zeichnungen auswerten", "noch nicht starten", "Offen, eigener Server"),
    ]


def test_excluded_ways_stand_last_with_rule_and_article(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    section = handed_out(demos["lindqvist"], catalogue).sections[1]
    ranking = next(block for block in section.blocks if isinstance(block, blocks.Ranking))

    assert [entry.rank for entry in ranking.entries] == [1, 2, 3, None, None]
    direct = ranking.entries[3]
    assert direct.option == "api_us"
    assert any("§ 203" in reason for reason in direct.reasons)


def test_every_rule_carries_article_and_date(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    for demo in demos.values():
        cards = [
            card
            for block in blocks.blocks_of(handed_out(demo, catalogue))
            if isinstance(block, blocks.RuleCards)
            for card in block.cards
        ]
        assert {card.id for card in cards} == {hit.rule for hit in demo[1].company.rules}
        for card in cards:
            assert card.legal_basis and card.note.startswith("Stand 23.11.2026")
            checked = catalogue.rules[card.id].verified
            assert ("noch nicht geprüft" in card.note) is not checked


def test_both_languages_tell_the_same_story(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    for demo in demos.values():
        german, english = (handed_out(demo, catalogue, language) for language in ("de", "en"))
        shape = [[type(block) for block in s.blocks] for s in german.sections]

        assert shape == [[type(block) for block in s.blocks] for s in english.sections]
        assert len(texts(german)) == len(texts(english))


@pytest.mark.parametrize("company", DEMOS)
def test_english_reports_hold_no_german_sentence(
    demos: dict[str, Evaluated], catalogue: Catalogue, company: str
) -> None:
    dossier, recommendation = demos[company]
    bare = replace(
        dossier,
        answers={code: replace(a, reason="") for code, a in dossier.answers.items()},
        use_cases=tuple(replace(u, title="Case", intake={}, answers={}) for u in dossier.use_cases),
    )
    titled = replace(
        recommendation,
        use_cases=tuple(replace(r, title="Case") for r in recommendation.use_cases),
    )
    report = build(bare, titled, catalogue, "en")
    shown = [s for s in report.sections if s.id not in ("sources", "assumptions")]

    german = [
        text
        for text in texts(tuple(shown))
        if {"der", "die", "das", "und", "nicht", "ist"} & set(text.split())
    ]
    assert german == []


def test_a_dossier_without_use_cases_still_gives_a_report(catalogue: Catalogue) -> None:
    report = build(made.dossier(), made.recommendation(), catalogue, "de")

    assert "use-case-UC1" not in {section.id for section in report.sections}
    assert "Noch ist kein Anwendungsfall erfasst." in " ".join(texts(report.sections[0]))


def test_no_answers_are_said_to_be_none(catalogue: Catalogue) -> None:
    empty = replace(made.dossier(), answers={}, company=replace(made.dossier().company, profile={}))
    report = build(empty, made.recommendation(), catalogue, "en")

    section = next(section for section in report.sections if section.id == "answers")
    assert "No answer yet." in texts(section)


def test_everything_excluded_is_worded_without_a_winner(catalogue: Catalogue) -> None:
    result = made.result(dict.fromkeys(made.OPTIONS, ("KO-10",)))
    report = build(made.dossier(result), made.recommendation(result), catalogue, "de")
    words = " ".join(texts(report))

    assert "Kein Weg ist erlaubt" in words
    assert "Am besten passt" not in words and "Platz 1 wechselt" not in words


def test_three_hundred_use_cases_become_tables(catalogue: Catalogue) -> None:
    results = [replace(made.result(), id=f"U{n}", title=f"Fall {n}") for n in range(300)]
    report = build(made.dossier(*results), made.recommendation(*results), catalogue, "de")

    assert [section.id for section in report.sections][:2] == ["summary", "use-cases"]
    assert not [c for c in blocks.charts_of(report) if c.name.startswith("contributions")]
    table = report.sections[1].blocks[0]
    assert isinstance(table, blocks.Table) and len(table.rows) == 300


def test_sources_are_those_the_report_uses(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    report = handed_out(demos["lindqvist"], catalogue)
    table = next(s for s in report.sections if s.id == "sources").blocks[0]
    assert isinstance(table, blocks.Table)
    listed = {row[0] for row in table.rows}

    assert {price.source for price in catalogue.prices} <= listed
    assert "S44" not in listed  # only read for comparison, behind no figure here


def test_answers_are_printed_as_people_gave_them(german: Voice, english: Voice) -> None:
    binding = GivenAnswer("2", binding=True, confidence="proven")

    assert answers.answer_words("KT1", binding, german).endswith(" (verbindlich)")
    assert answers.answer_words("KT1", GivenAnswer("9"), english) == "We do not know yet"
    assert answers.answer_words("KP1", GivenAnswer(number=1400.0), german).startswith("1.400")
    assert answers.confidence_words(binding, german) == "belegt"


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("U3", {"turnover_eur": 19_000_000, "balance_eur": 7_000_000},
         "Umsatz 19.000.000\u00a0€, Bilanzsumme 7.000.000\u00a0€"),
        ("U5", 0.5, "0,5"),
        ("U8", [], "nichts davon"),
        ("U10", True, "ja"),
    ],
)  # fmt: skip
def test_profile_values_in_words(german: Voice, code: str, value: Any, expected: str) -> None:
    assert answers.value_words(value, german.catalogue.profile[code], german) == expected
