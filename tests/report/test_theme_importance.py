"""How much readiness themes matter, in the report, beside the result and in the plan."""

from dataclasses import replace
from datetime import date

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import Dossier
from assessments.engine.result import UseCaseResult
from assessments.report import charts
from assessments.report.blocks import Chart, Paragraph
from assessments.report.chapters.material import Material
from assessments.report.chapters.readiness import readiness
from assessments.report.screen import screen
from assessments.report.sentences import gaps, outlook
from assessments.report.sentences.proposals import proposals
from assessments.report.voice import Voice
from tests.report import made
from tests.report.conftest import Evaluated

WAITS = made.result(start_option="api_us", start_note="readiness", start_themes=("T2", "T5"))
DESPITE = (
    "Sie nennen „Prozessorientierung“ nicht wichtig. "
    "Ohne Fortschritt dort können Sie aber nicht mit „Offen, EU-Dienst“ starten."
)


def said(*results: UseCaseResult, **importance: int) -> Dossier:
    return replace(made.dossier(*results), theme_importance=importance)


def material(*results: UseCaseResult, voice: Voice, **importance: int) -> Material:
    return Material(said(*results, **importance), made.recommendation(*results), voice)


def test_importance_in_a_word(german: Voice, english: Voice) -> None:
    dossier = said(T1=1, T2=2, T3=3)

    assert [gaps.importance(theme, dossier, german) for theme in ("T1", "T2", "T3", "T4")] == [
        *("nicht wichtig", "mittel", "hoch", "")
    ]
    assert gaps.importance_line("T3", dossier, english) == "Importance: high"
    assert gaps.importance_line("T4", dossier, english) == ""


def test_the_order_is_explained_once_somebody_said_what_matters(german: Voice) -> None:
    rule = "Schritte zum Reifegrad ordnen wir je Frist: Wichtigkeit mal fehlende Stufen."

    assert gaps.order(said(), german) == ""
    assert gaps.order(said(T1=3), german) == f"{rule} Themen ohne Angabe zählen als mittel."
    assert gaps.order(said(T1=3, T2=2, T3=2, T4=1, T5=1), german) == rule


def test_what_bars_the_target_is_named_though_said_not_to_matter(
    german: Voice, english: Voice
) -> None:
    assert gaps.despite(WAITS, said(T2=1, T5=3), german) == DESPITE
    assert gaps.despite(WAITS, said(T2=1, T5=1), english) == (
        "You call “Process orientation” and “Technical frame” not important. "
        "Without progress there, though, you cannot start with “Open, EU service”."
    )


def test_nothing_is_said_where_nothing_contradicts(german: Voice) -> None:
    assert gaps.despite(WAITS, said(T1=1, T2=2), german) == ""  # T1 bars nothing
    assert gaps.despite(WAITS, said(), german) == ""
    assert gaps.despite(made.result(), said(T2=1), german) == ""


def test_the_chart_of_readiness_has_a_column_where_something_was_said(german: Voice) -> None:
    levels, needed, dated = {"T1": 2, "T2": None}, {"T1": 3}, date(2026, 11, 23)

    plain = charts.readiness_chart(levels, needed, german, dated)
    more = charts.readiness_chart(
        levels, needed, german, dated, importance={"T1": "hoch", "T2": ""}
    )

    assert plain.table.head == ("Thema", "heute", "nötig")
    assert more.table.head == ("Thema", "heute", "nötig", "Wichtigkeit")
    assert more.table.rows == (
        ("KI-Strategie", "2", "3", "hoch"),
        ("Prozessorientierung", "–", "–", "–"),
    )
    assert len(more.table.widths) == 4


def test_the_chapter_tells_importance_order_and_what_matters_all_the_same(
    german: Voice,
) -> None:
    section = readiness(material(WAITS, voice=german, T2=1, T3=3))

    paragraphs = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    (chart,) = (block for block in section.blocks if isinstance(block, Chart))
    assert paragraphs == [DESPITE, gaps.order(said(T2=1, T3=3), german)]
    assert [row[-1] for row in chart.table.rows] == ["–", "nicht wichtig", "hoch", "–", "–"]


def test_the_chapter_is_silent_where_nobody_said_what_matters(german: Voice) -> None:
    section = readiness(material(WAITS, voice=german))

    assert not [block for block in section.blocks if isinstance(block, Paragraph)]


def test_the_results_page_says_it_beside_the_start(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    dossier, recommendation = demos["hallweg"]
    result = replace(recommendation.use_cases[0], start_themes=("T5",), start_note="readiness")
    voice = Voice(catalogue, "de")

    def leads(**importance: int) -> list[str]:
        told = replace(dossier, theme_importance=importance)
        shown = screen(Material(told, recommendation, voice), result)
        return [item.lead for item in shown.paths]

    assert "Beachten" in leads(T5=1)
    assert "Beachten" not in leads(T5=3)


def test_a_proposed_step_says_how_much_its_theme_matters(german: Voice) -> None:
    recommendation = made.recommendation(WAITS)

    found = {p.origin: p for p in proposals(said(WAITS, T3=3), recommendation, german)}

    assert found["readiness:T3-2"].detail.splitlines()[-1] == "Wichtigkeit: hoch"
    assert "Wichtigkeit" not in found["readiness:T1-2"].detail


def test_recordings_and_applicants_are_warned_of_in_plain_words(german: Voice) -> None:
    assert outlook.warning("F7", german) == (
        "Hier wird gesprochen.",
        "Heimliches Aufnehmen ist strafbar. Die Zustimmung muss nachweisbar sein. "
        "Nehmen Sie andere nur auf, wenn alle vorher zustimmen.",
    )
    _lead, text = outlook.warning("F9", german)
    assert "Bewerbungen zu ordnen eignet sich nicht als erster Versuch." in text
