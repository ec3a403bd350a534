"""Why a number is what it is: every number is opened, every trace is the number printed."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import Dossier
from assessments.engine.recommendation import recommend
from assessments.report.blocks import Chart, Frequency, Key, Ranking, Report, Table
from assessments.report.builder import Cover, report_of
from assessments.report.chapters.material import Material
from assessments.report.frozen import frozen_traces, thawed_traces
from assessments.report.traced import Trace, Traces
from assessments.report.tracing import traces
from assessments.report.voice import Voice
from tests.report.conftest import Evaluated

DEMOS = ("fadenwerk", "hallweg", "lindqvist")
LANGUAGES = ("de", "en")
TRACED = ("summary", "costs", "readiness", "calculation")  # beside the use cases
SAFE = re.compile(r"[A-Za-z0-9_.-]+")


class Cell(NamedTuple):
    """A cell of a table of the report. numeric: set to the right."""

    text: str
    code: str
    numeric: bool
    chapter: str


@pytest.fixture(scope="module", params=[(d, lang) for d in DEMOS for lang in LANGUAGES])
def opened(
    request: pytest.FixtureRequest, demos: dict[str, Evaluated], catalogue: Catalogue
) -> tuple[Report, Traces]:
    name, language = request.param
    dossier, made = demos[name]
    material = Material(dossier, made, Voice(catalogue, language))
    return report_of(material, Cover()), traces(material)


Opened = tuple[Report, Traces]


def cells(report: Report) -> Iterator[Cell]:
    for section in report.sections:
        if not section.use_case and section.id not in TRACED:
            continue
        for block in section.blocks:
            if not isinstance(block, Table | Chart):
                continue
            table = block.table if isinstance(block, Chart) else block
            empty = (("",) * len(table.head),) * len(table.rows)
            for row, codes in zip(table.rows, table.traces or empty, strict=True):
                for column, (text, code) in enumerate(zip(row, codes, strict=True)):
                    yield Cell(text, code, column in table.numeric, section.id)


def referred(report: Report) -> set[str]:
    found = {cell.code for cell in cells(report)}
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Ranking):
                found |= {entry.trace for entry in block.entries}
            elif isinstance(block, Key | Frequency):
                found.add(block.trace)
    return found - {""}


def test_numbers_in_tables_of_these_chapters_can_be_opened(opened: Opened) -> None:
    report, _ = opened
    numbers = [c for c in cells(report) if c.numeric and any(map(str.isdigit, c.text))]

    assert len(numbers) > 400
    assert sum(bool(cell.code) for cell in numbers) >= 0.95 * len(numbers)


def test_every_reference_resolves(opened: Opened) -> None:
    report, found = opened
    assert referred(report) - found.keys() == set()


def test_every_traced_cell_is_printed_in_its_trace_to_the_letter(opened: Opened) -> None:
    report, found = opened
    wrong = [
        cell
        for cell in cells(report)
        if cell.code and cell.chapter != "calculation"
        and cell.text not in {found[cell.code].value, *(s.value for s in found[cell.code].steps)}
    ]  # fmt: skip
    assert wrong == []


def test_the_points_of_the_ranking_are_the_rounded_points_of_the_trace(opened: Opened) -> None:
    report, found = opened
    entries = [
        entry
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Ranking)
        for entry in block.entries
    ]
    assert len(entries) >= 15
    assert [e for e in entries if found[e.trace].steps[-1].value != f"{e.points:.0f}"] == []


def test_deeper_links_resolve_and_never_lead_in_a_circle(opened: Opened) -> None:
    _, found = opened
    finished: set[str] = set()

    def walk(code: str, above: tuple[str, ...]) -> None:
        assert code not in above, f"{code} leads back to itself"
        if code not in finished:
            for step in found[code].steps:
                if step.trace:
                    walk(step.trace, (*above, code))
            finished.add(code)

    for code in found:
        walk(code, ())


def value_of(written: str, language: str) -> float:
    text = re.sub(r"[^\d.,\u2212±+-]", "", written).replace("\u2212", "-").replace("±", "")
    german = language == "de"
    text = text.replace(".", "").replace(",", ".") if german else text.replace(",", "")
    return float(text)


def test_printed_steps_add_up_to_the_printed_points(opened: Opened) -> None:
    report, found = opened
    scores = [t for code, t in found.items() if ".score." in code]
    assert len(scores) >= 15
    for trace in scores:
        *parts, total, _ = [value_of(step.value, report.language) for step in trace.steps]
        assert sum(parts) == pytest.approx(total, abs=0.05 * len(parts) + 0.05)


def test_printed_steps_of_a_mark_add_up_before_it_is_cut(opened: Opened) -> None:
    report, found = opened
    marks = [t for code, t in found.items() if ".mark." in code]
    assert len(marks) >= 105
    for trace in marks:
        *parts, end = [value_of(step.value, report.language) for step in trace.steps]
        whole = min(max(sum(parts), 0), 100)
        assert whole == pytest.approx(end, abs=0.05 * len(parts) + 0.05), trace.code


def test_every_trace_says_what_and_how_in_codes_an_address_can_carry(opened: Opened) -> None:
    _, found = opened
    bad = [
        t.code
        for t in found.values()
        if not (t.title and t.value and t.formula and SAFE.fullmatch(t.code))
    ]
    assert bad == []


def test_facts_name_the_answer_its_words_and_whose_it_is(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    dossier, made = demos["fadenwerk"]
    found = traces(Material(dossier, made, Voice(catalogue, "de")))

    facts = {f.label: f for f in found["UC1.mark.KT.open_onprem"].facts}
    question = catalogue.questions["KT1"]
    fact = facts[f"KT1 {question.short.de}"]
    given = dossier.use_cases[0].answers.get("KT1") or dossier.answers["KT1"]
    level = question.level(given.level or "")
    assert level is not None
    assert fact.value.startswith(level.label.de)
    assert fact.source in (
        "Antwort für diesen Anwendungsfall",
        "Antwort für den ganzen Betrieb",
    )


def test_a_figure_of_the_catalogue_carries_its_whole_source_and_date(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    found = traces(Material(*demos["fadenwerk"], Voice(catalogue, "en")))

    (fact,) = found["assumption.usd_eur"].facts
    entry = catalogue.assumptions["usd_eur"]
    assert fact.source == f"{entry.source}: {catalogue.sources[entry.source].title}"
    assert entry.dated == "2026-11-23"
    assert fact.dated == "23 November 2026"


def test_an_own_value_is_said_to_be_the_companys(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    dossier = replace(demos["fadenwerk"][0], figures={"usd_eur": 0.9})
    made = recommend(dossier, catalogue, draws=50)

    found = traces(Material(dossier, made, Voice(catalogue, "de")))

    (fact,) = found["assumption.usd_eur"].facts
    assert (fact.source, fact.dated) == ("Ihr eigener Wert", "")
    assert found["assumption.usd_eur"].value == "0,9"


def test_an_excluded_way_names_rule_and_article(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    named = 0
    for dossier, made in demos.values():
        found = traces(Material(dossier, made, Voice(catalogue, "de")))
        for result in made.use_cases:
            for option, way in result.options.items():
                if way.status == "excluded":
                    trace = found[f"{result.id}.score.{option}"]
                    rule = catalogue.rules[trace.facts[0].label.split()[0]]
                    assert trace.facts[0].value == rule.legal_basis.de
                    assert "ausgeschlossen" in trace.formula
                    named += 1
    assert named > 0


def many(dossier: Dossier, count: int) -> Dossier:
    first = dossier.use_cases[0]
    return replace(
        dossier,
        use_cases=tuple(replace(first, id=f"UC{n}", title=f"Fall {n}") for n in range(count)),
    )


def test_many_use_cases_keep_the_document_small_and_every_reference_alive(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    dossier = many(demos["fadenwerk"][0], 300)
    material = Material(dossier, recommend(dossier, catalogue, draws=20), Voice(catalogue, "de"))

    report, found = report_of(material, Cover()), traces(material)

    assert referred(report) - found.keys() == set()
    assert {s.trace for t in found.values() for s in t.steps} - found.keys() == {""}
    assert len(json.dumps(frozen_traces(found))) < 3_000_000
    assert "UC299.mark.KT.api_us" not in found


def test_without_any_use_case_the_company_still_has_its_traces(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    dossier = replace(demos["fadenwerk"][0], use_cases=())
    material = Material(dossier, recommend(dossier, catalogue, draws=20), Voice(catalogue, "en"))

    report, found = report_of(material, Cover()), traces(material)

    assert referred(report) - found.keys() == set()
    assert "readiness.T1" in found
    assert "calculation" not in {section.id for section in report.sections}


def test_traces_survive_being_kept(demos: dict[str, Evaluated], catalogue: Catalogue) -> None:
    found = dict(traces(Material(*demos["fadenwerk"], Voice(catalogue, "de"))))
    document = json.loads(json.dumps(frozen_traces(found)))

    thawed = thawed_traces(document)

    assert thawed == found
    assert all(isinstance(trace, Trace) for trace in thawed.values())


def test_the_appendix_tells_points_and_cost_of_first_place(opened: Opened) -> None:
    report, _ = opened
    (chapter,) = [s for s in report.sections if s.id == "calculation"]
    tables = [block for block in chapter.blocks if isinstance(block, Table)]
    cases = [s for s in report.sections if s.use_case]

    assert chapter.part == "appendix"
    assert len(tables) == 2 * len(cases)
    for points in tables[::2]:
        parts = [value_of(row[-1], report.language) for row in points.rows]
        total = value_of(points.totals[-1], report.language)
        assert sum(parts) == pytest.approx(total, abs=0.4)
