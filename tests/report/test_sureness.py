"""No sentence claims more than the result holds."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import GivenImportance
from assessments.engine.result import UseCaseResult
from assessments.report.builder import build
from assessments.report.sentences import sureness
from assessments.report.voice import Voice
from tests.report import made
from tests.report.test_report import texts

ODD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk <script>alert(1)</script> 🚀 שלום"
# Explains the words "clear" and "tendency" themselves, and says nothing of the result.
EXPLAINED = {
    "de": "„Klar“ sagen wir ab 80 von 100, „Tendenz“ ab 50.",
    "en": "We say “clear” from 80 of 100, “tendency” from 50.",
}


@st.composite
def results(draw: st.DrawFn) -> UseCaseResult:
    out = draw(st.sets(st.sampled_from(made.OPTIONS)))
    found = made.result(dict.fromkeys(out, ("KO-07",)))
    tied = draw(st.booleans()) and len(found.ranking) > 1
    return replace(
        found,
        confidence=draw(st.sampled_from(("clear", "leaning", "open"))),
        tied_with_first=found.ranking[1:2] if tied else (),
        open_answers=tuple(f"KT{n}" for n in range(draw(st.sampled_from((0, 7, 8))))),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(result=results(), language=st.sampled_from(("de", "en")))
def test_no_text_on_a_result_says_more_than_its_standing_allows(
    catalogue: Catalogue, result: UseCaseResult, language: str
) -> None:
    report = build(made.dossier(result), made.recommendation(result), catalogue, language)
    told = [s for s in report.sections if s.id == "summary" or s.use_case]
    words = " ".join(texts(tuple(told))).replace(EXPLAINED[language], "")

    barred = sureness.barred(result, Voice(catalogue, language))
    assert [one for one in barred if one.casefold() in words.casefold()] == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(result=results(), language=st.sampled_from(("de", "en")))
def test_the_page_for_the_management_says_when_it_is_provisional(
    catalogue: Catalogue, result: UseCaseResult, language: str
) -> None:
    report = build(made.dossier(result), made.recommendation(result), catalogue, language)
    words = " ".join(texts(report.sections[0])).casefold()

    mark = {"de": "vorläufig", "en": "provisional"}[language]
    assert (mark in words) is (len(result.open_answers) >= sureness.MANY_OPEN)


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_people_typed_passes_through_every_chapter_unharmed(
    catalogue: Catalogue, language: str
) -> None:
    result = replace(made.result(), title=ODD)
    people = tuple(
        GivenImportance(f"{ODD} {n}", "points", dict(zip(made.CRITERIA, points, strict=True)))
        for n, points in enumerate(((40, 10, 10, 10, 10, 10, 10), (5, 5, 60, 5, 15, 5, 5)))
    )
    dossier = replace(made.dossier(result, name=ODD), importance=people)
    typed = replace(dossier.answers["KT1"], reason=ODD)
    report = build(
        replace(dossier, answers={"KT1": typed}), made.recommendation(result), catalogue, language
    )

    holding = {s.id for s in report.sections if any(ODD in text for text in texts(s))}
    assert holding >= {"summary", "use-case-UC1", "group", "answers"}
    assert not any("&lt;" in text for text in texts(report))


def test_the_dissenting_are_told_with_what_they_would_choose(catalogue: Catalogue) -> None:
    result = made.result()
    said = {"Technik": (10, 10, 20, 5, 40, 10, 5), "Datenschutz": (70, 5, 5, 5, 5, 5, 5)}
    people = tuple(
        GivenImportance(name, "points", dict(zip(made.CRITERIA, points, strict=True)))
        for name, points in said.items()
    )
    dossier = replace(made.dossier(result), importance=people)
    report = build(dossier, made.recommendation(result), catalogue, "de")
    words = texts(next(s for s in report.sections if s.id == "group"))

    assert "Am weitesten auseinander: Kontrolle mit 10\u00a0% bis 70\u00a0%" in words
    assert "1 Stimme käme allein zu einem anderen Platz 1" in words
    assert any(
        w.startswith("Mit den Gewichten von „Datenschutz“ allein läge „Offen, eigener Server“ vorn")
        for w in words
    )
