"""What a plan is proposed: one entry per reason, each with an origin that stays."""

from dataclasses import replace

from assessments.engine.dossier import GivenAnswer
from assessments.engine.result import Action, RuleHit
from assessments.report.blocks import Table
from assessments.report.chapters.material import Material
from assessments.report.chapters.readiness import readiness
from assessments.report.sentences.proposals import proposals, reason
from assessments.report.voice import Voice
from tests.report import made
from tests.report.conftest import Evaluated
from tests.report.test_plan_files import STEP


def origins(evaluated: Evaluated, voice: Voice) -> list[str]:
    return [proposal.origin for proposal in proposals(*evaluated, voice)]


def test_hallweg_is_proposed_its_conditions_duties_steps_and_ways(
    demos: dict[str, Evaluated], german: Voice
) -> None:
    dossier, recommendation = demos["hallweg"]
    found = origins((dossier, recommendation), german)

    duties = recommendation.company.duties
    kinds = {code: german.catalogue.rules[code].kind for code in duties}
    assert {o for o in found if o.startswith(("duty:", "condition:"))} == {
        f"{kind}:{code}" for code, kind in kinds.items()
    }
    steps = [o for o in found if o.startswith("readiness:")]
    assert sorted(steps) == sorted(f"readiness:{a.id}" for a in recommendation.company.actions)
    assert "path:UC4" in found  # its start must wait
    assert len(found) == len(set(found))


def test_every_proposal_of_the_demo_companies_is_worded_in_both_languages(
    demos: dict[str, Evaluated], german: Voice, english: Voice
) -> None:
    for evaluated in demos.values():
        for voice in (german, english):
            for proposal in proposals(*evaluated, voice):
                assert proposal.title and proposal.detail and proposal.reason, proposal.origin
                assert len(proposal.title) <= 200
                assert 1 <= proposal.weeks <= 52
        assert origins(evaluated, german) == origins(evaluated, english)


def test_the_next_step_of_a_theme_carries_the_catalogues_words(german: Voice) -> None:
    result = made.result()
    recommendation = made.recommendation(result)
    company = replace(recommendation.company, actions=(Action("T3-2", "T3", 2, 6),))

    found = proposals(made.dossier(result), replace(recommendation, company=company), german)

    step = next(p for p in found if p.origin == "readiness:T3-2")
    assert step.title == "Fassen Sie Ihre KI-Regeln auf einer Seite zusammen"
    assert step.detail.endswith("Aufwand: 2–3 Tage · Dauer: 4–6 Wochen")
    assert (step.owner, step.weeks) == ("Geschäftsführung und Datenschutz", 6)
    assert step.reason == "Reifegrad: Verhalten und Kompetenzen"


def test_a_theme_at_the_top_has_no_next_step(german: Voice) -> None:
    result = made.result()
    recommendation = made.recommendation(result)
    company = replace(recommendation.company, actions=(Action("T3-5", "T3", 5, 52),))

    found = proposals(made.dossier(result), replace(recommendation, company=company), german)

    assert not [p for p in found if p.kind == "readiness"]


def test_open_questions_are_one_entry_for_the_company_and_one_per_use_case(
    german: Voice,
) -> None:
    result = made.result(open_answers=("SO1", "KT2"))
    dossier = made.dossier(result)
    case = replace(dossier.use_cases[0], answers={"KT2": GivenAnswer("9")})
    dossier = replace(dossier, use_cases=(case, *dossier.use_cases[1:]))

    found = {
        p.origin: p.detail
        for p in proposals(dossier, made.recommendation(result), german)
        if p.kind == "answers"
    }

    assert found.keys() == {"answers:company", f"answers:{result.id}"}
    assert german.question("SO1") in found["answers:company"]
    assert german.question("KT2") in found[f"answers:{result.id}"]


def test_unclear_rules_are_one_entry(german: Voice) -> None:
    result = made.result()
    recommendation = made.recommendation(result)
    hits = tuple(RuleHit(rule, "unclear", (result.id,), ()) for rule in ("KO-07a", "KO-13"))
    company = replace(recommendation.company, rules=hits)

    found = proposals(made.dossier(result), replace(recommendation, company=company), german)

    entry = next(p for p in found if p.origin == "rules:unclear")
    assert "KO-07a" in entry.detail and "KO-13" in entry.detail


def test_an_origin_the_catalogue_no_longer_knows_still_has_a_reason(german: Voice) -> None:
    assert reason("duty:KO-99", german) == "Pflicht"
    assert reason("readiness:T9-1", german) == "Reifegrad"
    assert reason("", german) == ""
    assert reason("odd", german) == ""


def test_the_report_prints_the_plan_in_place_of_the_steps(
    demos: dict[str, Evaluated], german: Voice
) -> None:
    plan = (STEP, replace(STEP, title="Verworfenes", status="dropped"))
    section = readiness(Material(*demos["hallweg"], german, plan))

    table = [block for block in section.blocks if isinstance(block, Table)][-1]
    assert table.rows == (
        ("Verträge prüfen; Größe, Ort", "Frau Müller-Lüdenscheidt", "24.12.2026", "offen"),
    )


def test_a_plan_of_dropped_entries_leaves_the_proposed_steps(
    demos: dict[str, Evaluated], german: Voice
) -> None:
    without = readiness(Material(*demos["hallweg"], german))

    assert readiness(Material(*demos["hallweg"], german, (replace(STEP, status="dropped"),))) == (
        without
    )
