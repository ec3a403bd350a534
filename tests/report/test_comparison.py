"""Before and now in words and pictures: golden sentences, exact sums, every kind of change."""

from dataclasses import replace
from typing import get_args

import pytest

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.engine.changes import Cause
from assessments.engine.comparison import compare
from assessments.engine.dossier import Dossier, GivenImportance, UseCaseInput
from assessments.engine.recommendation import recommend
from assessments.report.compared import Compared, Result, compared
from assessments.report.sentences import comparison as words
from assessments.report.voice import Voice
from tests.engine.dossiers import CRITERIA, USAGE, A, demo, made, with_binding

LANGUAGES = ("de", "en")


def shown(
    before: Dossier,
    after: Dossier,
    language: str = "de",
    catalogues: tuple[Catalogue, Catalogue] | None = None,
) -> Compared:
    earlier, later = catalogues or (load(), load())
    sides = [
        Result(dossier, recommend(dossier, catalogue, draws=10), Voice(catalogue, language))
        for dossier, catalogue in ((before, earlier), (after, later))
    ]
    return compared(compare(before, after, earlier, later), *sides)


def everything_changed() -> tuple[Dossier, Dossier, Catalogue]:
    """Two dossiers and a later catalogue that differ in every kind of entry."""
    before = made(profile={"U8": []})
    case = UseCaseInput("UC9", "Neues", None, USAGE)
    first = replace(
        before.use_cases[0], title="Anders", archetype="chat", intake={"F9": "decides"},
        usage=replace(USAGE, users=12.5),
    )  # fmt: skip
    points = dict.fromkeys(CRITERIA, 0.0) | {"KP": 100.0}
    after = replace(
        with_binding(made(profile={"U8": ["kritis_nis2"]}, readiness={"T1": 5}), "KT1", "2"),
        company=replace(before.company, name="Neu GmbH", profile={"U2": 7, "U8": ["x"]}),
        importance=tuple(GivenImportance(name, "points", points) for name in ("A", "B")),
        use_cases=(first, case),
        confirmed={"KO-04": {A: True}},
        switched_off={"KO-25": "Wir haben jemanden."},
        figures={"usd_eur": 0.5, f"in_{A}_M": 3.0},
        theme_importance={"T1": 3},
    )
    catalogue = load()
    criterion, question = catalogue.criteria["KT"], catalogue.questions["PE1"]
    base = criterion.base | {A: replace(criterion.base[A], level=0.5)}
    level = replace(question.levels[0], effects={A: -2}, need=0.123)
    rules = dict(catalogue.rules)
    gone = rules.pop("KO-07")
    rules["KO-99"] = replace(gone, id="KO-99")
    rules["KO-13"] = replace(rules["KO-13"], kind="flag")
    rules["KO-18"] = replace(rules["KO-18"], verified=not rules["KO-18"].verified)
    return before, after, replace(
        catalogue,
        sha256="later",
        criteria=catalogue.criteria | {"KT": replace(criterion, base=base)},
        questions={
            **{c: q for c, q in catalogue.questions.items() if c != "PE2"},
            "PE1": replace(question, levels=(level, *question.levels[1:])),
            "KT1": replace(catalogue.questions["KT1"], short=question.short),
        },
        mixes={c: m for c, m in catalogue.mixes.items() if c != list(catalogue.mixes)[-1]},
        prices=(replace(catalogue.prices[0], per_million_in=99.5), *catalogue.prices[1:]),
        hardware=(replace(catalogue.hardware[0], kilowatts=9.0), *catalogue.hardware[1:]),
        assumptions=catalogue.assumptions
        | {"usd_eur": replace(catalogue.assumptions["usd_eur"], value=0.7, low=0.6, high=0.8)},
        rules=rules,
        topics=(),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_change_has_words(language: str) -> None:
    before, after, later = everything_changed()

    found = shown(before, after, language, (load(), later))

    assert [g.cause for g in found.groups] == list(get_args(Cause))[:-2]
    assert all(line.name for group in found.groups for line in group.lines)
    assert found.unchanged == ""
    told = " ".join(f"{line.name} {line.text}" for group in found.groups for line in group.lines)
    assert "None" not in told and "GivenAnswer(" not in told
    back = shown(after, before, language, (later, load()))
    assert [g.cause for g in back.groups] == [g.cause for g in found.groups]


def lines_of(found: Compared, cause: str) -> list[str]:
    return [
        f"{line.name}: {line.text}"
        for group in found.groups
        if group.cause == cause
        for line in group.lines
    ]


def test_golden_lines() -> None:
    before, after, later = everything_changed()

    found = shown(before, after, "de", (load(), later))

    assert lines_of(found, "importance")[-1] == "Stimmen: 1 → 2"
    assert "Wechselkurs" in " ".join(lines_of(found, "prices"))
    assert any(line.endswith("0,86 EUR/USD → 0,7 EUR/USD") for line in lines_of(found, "prices"))
    assert lines_of(found, "readiness")[0].endswith("3 → 5")
    law = lines_of(found, "law")
    assert any(line.startswith("KO-07 ") and ": entfallen, vorher: " in line for line in law)
    assert any(line.startswith("KO-99 ") and ": neu: " in line for line in law)
    assert any(line.startswith("KO-13 ") and line.endswith(" → Hinweis") for line in law)
    assert any(line.startswith("KO-18 ") and line.endswith("neu gefasst") for line in law)
    assert "PE2 " in " ".join(lines_of(found, "facts"))


@pytest.mark.parametrize(
    ("language", "finding", "unchanged"),
    [
        ("de", "Nichts hat sich geändert", "Unverändert: Anwendungsfälle, Unternehmen, Antworten,"),
        ("en", "Nothing has changed", "Unchanged: Use cases, Company, Answers,"),
    ],
)
def test_nothing_changed_is_said(language: str, finding: str, unchanged: str) -> None:
    found = shown(demo("hallweg"), demo("hallweg"), language)

    assert found.finding == finding
    assert found.unchanged.startswith(unchanged)
    assert (found.ways, found.still, found.order, found.readiness) == ((), "", "", None)
    assert all("→" not in cell for row in found.table.rows for cell in row)


def test_readiness_alone_changes_no_first_place() -> None:
    found = shown(made(readiness={"T1": 2}), made(readiness={"T1": 4}))

    assert found.finding == "Die Empfehlung ist dieselbe, der Vorsprung ist gleich"
    assert found.still == "Ohne Wirkung auf Platz 1: „Aufgabe 1“."
    assert found.readiness is not None
    assert found.readiness.title == "Die Reife ist gestiegen: 1 Thema"


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_first_place_is_the_finding(language: str) -> None:
    ends = with_binding(made(), "KT1", "1"), with_binding(made(), "KT1", "4")
    found = shown(*ends, language)

    says = {
        "de": ("Die Empfehlung ist eine andere", "liegt jetzt vorn, vorher"),
        "en": ("The recommendation is another one", "is now ahead, before it was"),
    }[language]
    assert found.finding == says[0]
    (way,) = found.ways
    assert says[1] in way.finding
    assert " → " in found.table.rows[0][1]


@pytest.mark.parametrize("name", ["hallweg", "lindqvist", "fadenwerk"])
def test_printed_steps_make_the_printed_whole(name: str) -> None:
    before = demo(name)
    answers = {**before.answers, **made({"PE1": "1", "AN4": "3", "SO1": "1"}).answers}
    after = replace(before, answers=answers, readiness={}, importance=())
    comparison = compare(before, after, load(), load())

    for course in comparison.courses:
        assert course.before is not None and course.after is not None
        for option in load().options:
            steps = [points for _, points in words.by_cause(course, option)]
            ends = words.waypoints(course, option)
            assert (
                round(sum(steps), 1) == words.whole(course, option) == round(ends[-1] - ends[0], 1)
            )
            assert ends[0] == round(course.before.points[option], 1)
            assert ends[-1] == round(course.after.points[option], 1)


def test_a_chart_says_in_words_and_table_what_it_draws() -> None:
    before = demo("hallweg")
    found = shown(before, replace(before, importance=()))

    chart = next(way.chart for way in found.ways if way.chart)

    assert chart.alt.startswith("Vorher ") and "Gewichtung" in chart.alt
    assert chart.table.totals[0] == "Zusammen"
    drawn = chart.figure.to_plotly_json()
    assert drawn["layout"]["yaxis"]["ticktext"] == ["Vorher", "Gewichtung", "Jetzt"]
    assert drawn["data"][0]["text"][0].strip("\u00a0") == chart.table.rows[1][1]
