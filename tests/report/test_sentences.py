"""Sentences, word for word: golden where a result was made by hand, honest where it is shaky."""

from dataclasses import replace
from typing import Any

import pytest

from assessments.engine.result import (
    CompanyResult,
    RuleHit,
    StressTest,
    TippingPoint,
    UseCaseResult,
)
from assessments.engine.stress import SCENARIOS
from assessments.report.sentences import costs, outlook, paths, reasons, results, rules, steps
from assessments.report.sentences.rules import Grounds
from assessments.report.voice import Voice
from tests.report import made
from tests.report.conftest import Evaluated

NB = "\u00a0"
NO_WAY = dict.fromkeys(made.OPTIONS, ("KO-10",))


def with_share(share: float, **changes: Any) -> UseCaseResult:
    result = made.result(**changes)
    top = result.ranking[0]
    options = result.options | {top: replace(result.options[top], first_rank_share=share)}
    return replace(result, options=options)


def test_a_clear_result_names_winner_points_and_lead(german: Voice, english: Voice) -> None:
    result = made.result()

    assert results.headline(result, german) == results.Headline(
        "Am besten passt:",
        "Offenes Modell als fertiger Dienst in der EU",
        "82 von 100 Punkten, 12 Punkte vor „Offen, eigener Server“.",
        "",
    )
    assert results.headline(result, english) == results.Headline(
        "Best fit:",
        "Open-weight model as a ready service in the EU",
        "82 of 100 points, 12 points ahead of “Open, own server”.",
        "",
    )


def test_one_point_of_lead_is_singular(german: Voice) -> None:
    result = made.result()
    options = result.options | {"open_onprem": replace(result.options["open_onprem"], score=81.0)}

    assert "1 Punkt vor" in results.lede(replace(result, options=options), german)


def test_a_tie_names_both_and_asks_for_a_test(german: Voice, english: Voice) -> None:
    result = made.result(tied_with_first=("open_onprem",))

    assert results.headline(result, german) == results.Headline(
        "Gleichauf – bitte testen:",
        "„Offen, EU-Dienst“ oder „Offen, eigener Server“",
        "82 von 100 Punkten, 70 für „Offen, eigener Server“. "
        "Dieser Abstand entscheidet nichts: Testen Sie mit eigenen Aufgaben.",
        "",
    )
    assert results.headline(result, english).kicker == "Too close to call – please test:"


def test_nothing_left_is_said_plainly(german: Voice, english: Voice) -> None:
    result = made.result(NO_WAY)

    assert results.result_title(result, german) == "Kein Weg ist erlaubt"
    assert results.result_title(result, english) == "No way is allowed"
    assert results.lede(result, german) == (
        "Alle 5 Wege sind ausgeschlossen. Die Gründe stehen in der Rangfolge."
    )
    assert paths.start(result, german).startswith("Starten Sie noch nicht: Kein Weg ist erlaubt.")


def test_the_only_way_left_claims_no_frequency(german: Voice) -> None:
    rest = {code: ("KO-26b",) for code in made.OPTIONS if code != "open_onprem"}
    result = made.result(rest)

    assert results.headline(result, german).kicker == "Der einzige erlaubte Weg:"
    assert results.frequency(result, german) == ""
    assert results.confidence(result, german) == (
        "Nur dieser Weg ist erlaubt. Ob er gut genug ist, zeigt ein Test."
    )


@pytest.mark.parametrize(
    ("count", "german_words"),
    [(7, ""), (8, "Vorläufig: Noch 8 Fragen offen.")],
)
def test_many_open_answers_make_a_result_provisional(
    german: Voice, count: int, german_words: str
) -> None:
    result = made.result(open_answers=tuple(f"Q{n}" for n in range(count)))

    assert results.provisional(result, german) == german_words


@pytest.mark.parametrize(
    ("confidence", "de", "en"),
    [
        (
            "clear",
            "Das Ergebnis ist klar. In 91 von 100 Rechenläufen bleibt Platz 1 gleich.",
            "The result is clear. In 91 of 100 runs, first place stays the same.",
        ),
        (
            "leaning",
            "Das Ergebnis zeigt eine Tendenz. In 91 von 100 Rechenläufen bleibt Platz 1 gleich.",
            "The result shows a tendency. In 91 of 100 runs, first place stays the same.",
        ),
        (
            "open",
            "Das Ergebnis ist offen. In 91 von 100 Rechenläufen bleibt Platz 1 gleich.",
            "The result is open. In 91 of 100 runs, first place stays the same.",
        ),
    ],
)
def test_confidence_in_words(
    german: Voice, english: Voice, confidence: str, de: str, en: str
) -> None:
    result = made.result(confidence=confidence)

    assert results.confidence(result, german) == de
    assert results.confidence(result, english) == en


@pytest.mark.parametrize("confidence", ["clear", "leaning", "open"])
@pytest.mark.parametrize("tied", [(), ("open_onprem",)])
def test_no_sentence_claims_more_than_the_confidence_allows(
    german: Voice, english: Voice, confidence: str, tied: tuple[str, ...]
) -> None:
    result = made.result(confidence=confidence, tied_with_first=tied)
    sure = confidence == "clear" and not tied

    said = [
        (voice, " ".join((*vars_of(results.headline(result, voice)),
                          results.confidence(result, voice),
                          results.confidence_word(result, voice))))
        for voice in (german, english)
    ]  # fmt: skip
    for voice, words in said:
        assert (voice.say("klar", "clear") in words.lower()) is sure
        assert (voice.say("Am besten passt", "Best fit") in words) is sure


def vars_of(headline: results.Headline) -> tuple[str, ...]:
    return headline.kicker, headline.title, headline.lede, headline.provisional


def test_near_certainty_is_never_called_a_hundred(german: Voice) -> None:
    assert results.frequency(with_share(0.99999), german) == (
        "In 99 von 100 Rechenläufen bleibt Platz 1 gleich."
    )


def test_a_tipping_point_says_direction_before_and_winner(german: Voice, english: Voice) -> None:
    falls = TippingPoint("importance", "SO", 0.22, 0.14, "prop_eu_cloud")
    rises = TippingPoint("importance", "KP", 0.17, 0.31, "api_us")

    assert reasons.tipping_point(falls, german) == (
        f"Platz 1 wechselt, wenn das Gewicht von Souveränität unter 14{NB}% fällt "
        f"(jetzt 22{NB}%): Dann liegt „Proprietär, EU-Cloud“ vorn."
    )
    assert reasons.tipping_point(rises, english) == (
        "First place changes if the weight of cost and process rises above 31% (now 17%): "
        "then “Proprietary, direct” is ahead."
    )


def test_close_weights_get_a_decimal(german: Voice) -> None:
    point = TippingPoint("importance", "SO", 0.221, 0.218, "api_us")

    assert f"unter 21,8{NB}% fällt (jetzt 22,1{NB}%)" in reasons.tipping_point(point, german)


def test_the_lead_is_traced_to_its_criteria(german: Voice, english: Voice) -> None:
    # KP: 0.18·(88−45) = 7.74 points, FA: 0.16·(78−40) = 6.08 points over rank 2
    result = made.result()

    assert reasons.contributions_title(result, german) == (
        "Kosten und Ablauf sowie Fähigkeiten bringen den Vorsprung"
    )
    assert reasons.contributions_title(result, english) == (
        "The lead comes from cost and process as well as capabilities"
    )


def test_a_tie_gives_no_criterion_the_credit(german: Voice) -> None:
    result = made.result(tied_with_first=("open_onprem",))

    assert reasons.contributions_title(result, german) == (
        "Kein Kriterium entscheidet allein: Der Abstand ist klein"
    )


def test_strengths_and_weaknesses_are_named(german: Voice, english: Voice) -> None:
    options = made.result().options
    pair = options["open_eu_api"], options["open_onprem"]

    assert reasons.comparison_title(*pair, german) == (
        "Stärker bei Kosten und Ablauf sowie Nachhaltigkeit, "
        "schwächer bei Anpassbarkeit und Kontrolle"
    )
    assert reasons.comparison_title(*pair, english) == (
        "Stronger on cost and process as well as sustainability, weaker on adaptability and control"
    )
    assert reasons.comparison_title(pair[0], pair[0], english) == (
        "Both are close on every criterion"
    )


def test_why_not_adds_up_the_points(german: Voice) -> None:
    words = reasons.why_not(made.result(), "open_onprem", Grounds(), german)

    assert words == (
        "„Offen, EU-Dienst“ gewinnt Punkte bei Kosten und Ablauf (7,7), Fähigkeiten (6,1) und "
        "Performanz (2,8). „Offen, eigener Server“ holt Punkte auf bei Kontrolle (4,0) und "
        "Anpassbarkeit (3,5). Unter dem Strich fehlen 12 Punkte."
    )


def test_an_exclusion_names_rule_article_and_points(german: Voice) -> None:
    result = made.result({"api_us": ("KO-07", "KO-04")})
    grounds = Grounds((RuleHit("KO-07", "holds", ("UC1",), ("api_us",)),))

    basis = german.text(german.catalogue.rules["KO-07"].legal_basis)
    assert reasons.why_not(result, "api_us", grounds, german) == (
        f"Ausgeschlossen durch KO-07 ({basis}). Ohne Ausschluss wären es 50 Punkte."
    )
    assert rules.status_tags(result, "api_us", grounds, german)[0].text == "Ausgeschlossen: KO-07"


def test_a_condition_disappears_once_it_is_confirmed(german: Voice) -> None:
    result = made.result()
    waiting = replace(result.options["open_eu_api"], status="conditional", rules=("KO-04", "KO-08"))
    result = replace(result, options=result.options | {"open_eu_api": waiting})
    hits = tuple(RuleHit(r, "holds", ("UC1",), ("open_eu_api",)) for r in ("KO-04", "KO-08"))
    grounds = Grounds(hits, {"KO-04": {"open_eu_api": True}})

    assert grounds.of(result, "open_eu_api", german) == ("KO-08",)
    assert len(rules.conditions(result, "open_eu_api", grounds, german)) == 1


@pytest.mark.parametrize(
    ("note", "themes", "expected"),
    [
        (
            "capability_floor",
            (),
            "Starten Sie mit „Proprietär, EU-Cloud“. Die Aufgabe überfordert üblicherweise "
            "„Offen, EU-Dienst“. Wechseln Sie erst nach einem Qualitätstest.",
        ),
        (
            "nobody_operates",
            (),
            "Starten Sie mit „Proprietär, EU-Cloud“. "
            "Für „Offen, EU-Dienst“ fehlt heute jemand, der den Betrieb übernimmt.",
        ),
        (
            "readiness",
            ("T2",),
            "Starten Sie mit „Proprietär, EU-Cloud“. "
            "Für „Offen, EU-Dienst“ fehlt noch Reife bei „Prozessorientierung“.",
        ),
    ],
)
def test_a_start_beside_the_target_says_why(
    german: Voice, note: str, themes: tuple[str, ...], expected: str
) -> None:
    result = made.result(start_option="prop_eu_cloud", start_note=note, start_themes=themes)

    assert paths.start(result, german) == expected


def test_not_served_yet_is_said_with_its_reason(english: Voice) -> None:
    result = made.result(start_option=None, start_note="readiness", start_themes=("T5",))

    assert paths.start(result, english) == (
        "Do not start yet. “Open, EU service” needs more readiness in “Technical frame”."
    )
    assert paths.start_name(result, english) == "do not start yet"


def company(**changes: object) -> CompanyResult:
    return made.recommendation(made.result(), **changes).company


def test_hybrid_in_words(german: Voice) -> None:
    two = ("open_eu_api", "open_onprem")

    assert paths.hybrid(company(lanes=two, hybrid=True), (), german) == (
        "Ihr Betrieb braucht mehrere Wege nebeneinander: „Offen, EU-Dienst“ und "
        "„Offen, eigener Server“. Eine Weiche verteilt die Anfragen."
    )
    assert paths.hybrid(company(lanes=two[:1], hybrid=False), (), german) == (
        "Ein Weg genügt für alle Anwendungsfälle: „Offen, EU-Dienst“."
    )
    outage = replace(made.result(), fallback_needed=True)
    assert paths.hybrid(company(lanes=two[:1], hybrid=True), (outage,), german) == (
        "Ein Weg genügt: „Offen, EU-Dienst“. Halten Sie dafür einen zweiten Anbieter bereit."
    )
    closed = company(lanes=two[:1], hybrid=True, fail_closed=("UC1",))
    assert "zweiten Anbieter" not in paths.hybrid(closed, (made.result(),), german)
    apart = company(lanes=two, hybrid=False, offline=("UC2",))
    assert paths.hybrid(apart, (), german).startswith("Die Anwendungsfälle führen zu getrennten")
    assert paths.hybrid(company(lanes=(), hybrid=False), (), german) == "Noch steht kein Weg fest."


def test_closed_lanes_are_named_by_title(german: Voice) -> None:
    words = paths.fail_closed(company(fail_closed=("UC1",)), {"UC1": "Zeichnungen"}, german)

    assert words == (
        "Im Zweifel gesperrt: „Zeichnungen“. Fällt der Weg aus, springt kein anderer ein."
    )


def test_costs_are_a_range_with_two_leading_figures(german: Voice, english: Voice) -> None:
    option = made.result().options["open_eu_api"]

    assert costs.cost(option, german) == (
        f"Wahrscheinlich rund 480{NB}€ im Monat, möglich sind 430 bis 560{NB}€."
    )
    assert costs.cost(option, english) == (
        "Probably about €480 a month, possible are €430 to €560."
    )
    assert costs.cost_title(made.result(), german) == (
        f"Platz 1 kostet rund 480{NB}€ im Monat, 140{NB}€ mehr als der günstigste"
    )
    assert costs.footprint(option, german) == (
        "Fußabdruck: rund 2,0 kg CO₂e im Monat, möglich sind 1,0 bis 9,0 kg."
    )


def test_an_excluded_way_is_never_called_the_cheapest(german: Voice) -> None:
    out = {"api_us": ("KO-07",), "prop_eu_cloud": ("KO-26a",)}

    assert costs.cost_title(made.result(out), german) == (
        f"Platz 1 ist auch am günstigsten: rund 480{NB}€ im Monat"
    )


def test_every_stress_test_of_the_engine_has_a_title(german: Voice, english: Voice) -> None:
    assert set(outlook.STRESS_TESTS) == set(SCENARIOS)


@pytest.mark.parametrize(
    ("new_first", "expected"),
    [
        ("open_eu_api", "Platz 1 bleibt gleich."),
        ("open_onprem", "Dann liegt „Offen, eigener Server“ vorn."),
        (None, "Dann ist kein Weg mehr erlaubt."),
    ],
)
def test_stress_outcomes(german: Voice, new_first: str | None, expected: str) -> None:
    test = StressTest("volume_x10", new_first)

    assert outlook.stress_outcome(test, made.result(), german) == expected


@pytest.mark.parametrize(
    ("excluded", "new_first", "expected"),
    [
        (
            ("api_us",),
            "open_eu_api",
            "Dann fällt „Proprietär, direkt“ weg. Platz 1 bleibt gleich.",
        ),
        (
            ("api_us", "open_eu_api"),
            "open_onprem",
            "Dann fallen „Proprietär, direkt“ und „Offen, EU-Dienst“ weg, "
            "und „Offen, eigener Server“ liegt vorn.",
        ),
    ],
)
def test_stress_names_the_ways_that_drop_out(
    german: Voice, excluded: tuple[str, ...], new_first: str, expected: str
) -> None:
    test = StressTest("us_access_cut", new_first, excluded)

    assert outlook.stress_outcome(test, made.result(), german) == expected


def test_several_ways_come_with_their_reasons(german: Voice) -> None:
    results = (
        replace(made.result(), id="UC1", target_option="open_eu_api", fallback_needed=True),
        replace(made.result(), id="UC2", target_option="open_onprem"),
    )
    company = replace(made.recommendation(*results).company, fail_closed=("UC2",), offline=("UC2",))
    titles = {"UC1": "Chat", "UC2": "Pläne"}

    assert paths.reasons(company, results, titles, german) == (
        "„Offen, EU-Dienst“: „Chat“.",
        "„Offen, eigener Server“: „Pläne“.",
        "Einen Ersatz brauchen: „Chat“. Dort stört ein Ausfall nach Minuten oder Stunden.",
        "Im Zweifel gesperrt: „Pläne“. Fällt der Weg aus, springt kein anderer ein.",
        "Ohne Internet: „Pläne“. Dieser Weg bleibt für sich, keine Weiche reicht dorthin.",
    )


def test_stress_tests_are_summed_up(german: Voice) -> None:
    tests = (StressTest("volume_x10", "open_onprem"), StressTest("us_access_cut", "open_eu_api"))

    summary = outlook.stress_summary(made.result(stress_tests=tests), german)
    assert summary == "1 von 2 Belastungsproben ändert Platz 1."


@pytest.mark.parametrize("code", ["FA5", "KT2", "F9", "AN2"])
def test_every_warning_of_the_engine_has_its_own_words(german: Voice, code: str) -> None:
    lead, text = outlook.warning(code, german)

    assert lead != outlook.warning("KP2", german)[0]
    assert text.endswith(".")


def test_steps_come_soonest_first(german: Voice) -> None:
    found = steps.steps(made.recommendation(made.result()), german)

    assert [(step.days, step.lead) for step in found] == [
        (30, "KO-08 Geschäftsgeheimnisse: angemessen schützen"),
        (30, "KI-Strategie"),
        (90, "Verhalten und Kompetenzen"),
    ]


def test_open_work_counts_in_singular_and_plural(german: Voice, english: Voice) -> None:
    recommendation = made.recommendation(made.result(open_answers=("KT1", "KP2")))

    assert steps.open_work(recommendation, german) == (
        "Offen sind 1 Pflicht, 1 ungeklärte Regel und 2 offene Fragen."
    )
    assert steps.open_work(recommendation, english) == (
        "Still open: 1 duty, 1 unclear rule and 2 open questions."
    )


GOLDEN = {
    ("hallweg", "UC1"): ("Am besten passt:", "Offenes Modell als fertiger Dienst in der EU"),
    ("hallweg", "UC4"): ("Der einzige erlaubte Weg:", "Offenes Modell auf eigenem Server"),
    ("lindqvist", "UC1"): (
        "Gleichauf – bitte testen:",
        "„Offen, EU-Dienst“ oder „Offen, eigener Server“",
    ),
    ("fadenwerk", "UC2"): (
        "Gleichauf – bitte testen:",
        "„Offen, EU-Dienst“ oder „Proprietär, EU-Cloud“",
    ),
}


@pytest.mark.parametrize(("company", "use_case"), GOLDEN)
def test_demo_companies_get_their_headlines(
    demos: dict[str, Evaluated], german: Voice, company: str, use_case: str
) -> None:
    results_of = {r.id: r for r in demos[company][1].use_cases}

    headline = results.headline(results_of[use_case], german)
    assert (headline.kicker, headline.title) == GOLDEN[company, use_case]


def test_the_code_assistant_starts_where_the_task_is_mastered(
    demos: dict[str, Evaluated], german: Voice, english: Voice
) -> None:
    result = {r.id: r for r in demos["hallweg"][1].use_cases}["UC3"]

    assert paths.start(result, german) == (
        "Starten Sie mit „Proprietär, EU-Cloud“. Die Aufgabe überfordert üblicherweise "
        "„Offen, EU-Dienst“. Wechseln Sie erst nach einem Qualitätstest."
    )
    assert paths.start(result, english) == (
        "Start with “Proprietary, EU cloud”. The task is usually too hard for "
        "“Open, EU service”. Switch only after a quality test."
    )
