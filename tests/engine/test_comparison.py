"""Two assessments side by side: every difference is found, and the steps add up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.engine.changes import Change, pairs
from assessments.engine.comparison import CAUSES, Stored, compare, of_result, standings
from assessments.engine.dossier import Dossier, GivenAnswer, GivenImportance, UseCaseInput
from assessments.engine.recommendation import recommend
from tests.engine.dossiers import CRITERIA, DEMOS, USAGE, A, E, demo, given, made, with_binding

LEVELS = {
    q.code: st.sampled_from([*(level.code for level in q.levels), "9"])
    for q in load().asked
    if q.kind == "choice"
}
POINTS = st.fixed_dictionaries(dict.fromkeys(CRITERIA, st.integers(0, 100))).filter(
    lambda points: any(points.values())
)


def in_usd(rate: float, catalogue: Catalogue | None = None) -> Catalogue:
    """The catalogue with another exchange rate."""
    catalogue = catalogue or load()
    figure = replace(catalogue.assumptions["usd_eur"], value=rate, low=rate, high=rate)
    assumptions = catalogue.assumptions | {"usd_eur": figure}
    return replace(catalogue, assumptions=assumptions, sha256=f"{catalogue.sha256}-{rate}")


def with_base(level: float) -> Catalogue:
    """The catalogue in which way A starts on data protection with another level."""
    criterion = load().criteria["KT"]
    base = criterion.base | {A: replace(criterion.base[A], level=level, low=0, high=4)}
    criteria = load().criteria | {"KT": replace(criterion, base=base)}
    return replace(load(), criteria=criteria, sha256=f"base-{level}")


def without_rule(rule: str) -> Catalogue:
    rules = {code: r for code, r in load().rules.items() if code != rule}
    return replace(load(), rules=rules, sha256=f"without-{rule}")


def weighed(points: Mapping[str, float]) -> tuple[GivenImportance, ...]:
    return (GivenImportance("record", "points", dict(points)),)


def case(code: str, title: str) -> UseCaseInput:
    return UseCaseInput(code, title, None, USAGE)


@pytest.mark.parametrize("name", DEMOS)
def test_the_same_twice_differs_in_nothing(name: str) -> None:
    found = compare(demo(name), demo(name), load(), load())

    assert found.is_same
    assert found.causes == ()
    assert all(course.steps == () for course in found.courses)
    assert all(course.before == course.after for course in found.courses)


@pytest.mark.parametrize("name", DEMOS)
def test_where_things_stand_is_what_the_recommendation_says(name: str) -> None:
    result = recommend(demo(name), load(), draws=1)

    found = standings(demo(name), load())

    for each in result.use_cases:
        mine, theirs = found[each.id], of_result(each)
        assert (mine.ranking, mine.start, mine.target) == (
            theirs.ranking,
            theirs.start,
            theirs.target,
        )
        assert mine.points == pytest.approx(theirs.points, abs=1e-6)
        assert mine.eur_per_month == pytest.approx(theirs.eur_per_month, abs=1e-6)


def test_one_answer_is_one_change_with_its_whole_effect() -> None:
    before, after = made({"KT1": "1"}), made({"KT1": "2"})

    found = compare(before, after, load(), load())

    one, other = GivenAnswer("1"), GivenAnswer("2")
    assert found.changes == (Change("answers", "answer", "KT1", one, other),)
    (course,) = found.courses
    was, now = standings(before, load())["UC1"], standings(after, load())["UC1"]
    assert course.moved(A) == (("answers", round(now.points[A] - was.points[A], 6)),)
    assert course.moved(A)[0][1] < 0


def test_every_cause_is_found_in_its_order() -> None:
    before = made()
    after = replace(
        made({"PE1": "2"}, profile={"U2": 500}, readiness={"T1": 5}),
        importance=weighed({**dict.fromkeys(CRITERIA, 0), "KP": 100}),
        use_cases=(replace(before.use_cases[0], archetype="chat"),),
        confirmed={"KO-04": {A: True}},
        switched_off={"KO-25": "Wir haben jemanden."},
        figures={"usd_eur": 0.5},
    )
    later = in_usd(0.7, replace(with_base(0), rules=without_rule("KO-07").rules))

    found = compare(before, after, load(), later)

    assert found.causes == tuple(c for c in CAUSES if c not in {"engine", "catalogue"})
    assert [step.cause for step in found.courses[0].steps] == list(found.causes)


def test_a_rule_that_is_gone_brings_a_way_back() -> None:
    before = with_binding(made(), "KT1", "4")
    gates = [
        r.id
        for r in load().rules.values()
        if r.kind == "gate" and any(f.get("answer") == "KT1" for facts in r.when for f in facts)
    ]
    rules = {code: rule for code, rule in load().rules.items() if code not in gates}
    later = replace(load(), rules=rules, sha256="fewer")

    found = compare(before, before, load(), later)

    assert found.causes == ("law",)
    assert {c.kind for c in found.changes} == {"rule_removed"}
    (course,) = found.courses
    assert course.before is not None and course.after is not None
    assert len(course.after.ranking) > len(course.before.ranking)
    assert course.before.points == course.after.points


def test_a_level_of_the_catalogue_moves_exactly_its_weight() -> None:
    """Only importance in one criterion: a level of 4 steps is 100 points, judged alone."""
    dossier = replace(
        made({"KT1": "1", "KT2": "1"}), importance=weighed({**dict.fromkeys(CRITERIA, 0), "KT": 1})
    )

    found = compare(dossier, dossier, with_base(1), with_base(2))

    assert found.changes == (Change("facts", "base", f"KT.{A}", 1, 2),)
    ((cause, points),) = found.courses[0].moved(A)
    assert (cause, round(points, 5)) == ("facts", 25)
    assert found.courses[0].moved(E) == (("facts", 0.0),)


def test_use_cases_added_removed_and_renamed() -> None:
    before = replace(made(), use_cases=(case("UC1", "Chat"), case("UC2", "Suche")))
    after = replace(made(), use_cases=(case("UC1", "Kundenchat"), case("UC3", "Angebote")))

    found = compare(before, after, load(), load())

    assert found.changes == (
        Change("use_cases", "title", "", "Chat", "Kundenchat", "UC1"),
        Change("use_cases", "added", "", None, "Angebote", "UC3"),
        Change("use_cases", "removed", "", "Suche", None, "UC2~"),
    )
    ends = [(c.before is None, c.after is None) for c in found.courses]
    assert ends == [(False, False), (True, False), (False, True)]
    assert found.courses[1].steps == found.courses[2].steps == ()


def test_between_strangers_only_the_title_tells() -> None:
    before = replace(made(), use_cases=(case("UC1", "Chat"), case("UC2", "Suche")))
    after = replace(made(), use_cases=(case("UC1", "suche "), case("UC2", "Anderes")))

    apart = pairs(before, after, same_ids=False)

    assert [(p.before and p.before.id, p.after and p.after.id) for p in apart] == [
        ("UC2", "UC1"),
        (None, "UC2"),
        ("UC1", None),
    ]
    assert [p.key for p in apart] == ["UC1", "UC2", "UC1~"]
    found = compare(before, after, load(), load(), same_ids=False)
    assert found.courses[0].steps and found.courses[2].after is None


def test_questions_and_options_the_other_catalogue_lacks_do_no_harm() -> None:
    fewer = replace(
        load(),
        sha256="fewer",
        questions={c: q for c, q in load().questions.items() if c != "PE1"},
        options={c: o for c, o in load().options.items() if c != A},
        criteria={
            c: replace(k, base={o: b for o, b in k.base.items() if o != A})
            for c, k in load().criteria.items()
        },
    )

    for ends in ((fewer, load()), (load(), fewer)):
        found = compare(made(), made({"PE1": "2"}), *ends)
        (course,) = found.courses
        assert "facts" in found.causes
        assert Change("facts", "question", "PE1", _short(ends[0]), _short(ends[1])) in found.changes
        assert course.after is not None and (A in course.after.points) == (A in ends[1].options)


def test_hardware_of_a_new_kind_replaces_the_old_one() -> None:
    """Neither half of the catalogue is left with a part that only the other half knows."""
    old = load().hardware[0]
    gpu = replace(load().gpus[old.gpu], code="Neu")
    later = replace(
        load(),
        sha256="new",
        gpus={c: g for c, g in load().gpus.items() if c != old.gpu} | {"Neu": gpu},
        hardware=tuple(
            replace(h, gpu="Neu", purchase_eur=1.0) if h.gpu == old.gpu else h
            for h in load().hardware
        ),
    )

    found = compare(made(), made(), load(), later)

    assert found.causes == ("facts", "prices")
    assert found.courses[0].after == standings(made(), later)["UC1"]
    assert compare(made(), made(), later, load()).causes == ("facts", "prices")


def _short(catalogue: Catalogue) -> object:
    return catalogue.questions["PE1"].short if "PE1" in catalogue.questions else None


def test_another_engine_is_a_step_of_its_own() -> None:
    result = recommend(made(), load(), draws=1)
    first = result.use_cases[0]
    options = {c: replace(o, score=o.score - 3) for c, o in first.options.items()}
    old = replace(result, engine="1.0", use_cases=(replace(first, options=options),))

    found = compare(made(), made({"KT1": "2"}), load(), load(), stored=(Stored(old, load()), None))

    assert found.causes == ("engine", "answers")
    assert found.changes[0] == Change("engine", "version", "", "1.0", result.engine)
    cause, points = found.courses[0].moved(A)[0]
    assert (cause, round(points, 5)) == ("engine", 3)


def test_a_catalogue_that_was_not_kept_is_told_from_the_inputs() -> None:
    result = recommend(made(), in_usd(2.0), draws=1)

    found = compare(made(), made({"KT1": "2"}), load(), load(), stored=(Stored(result, None), None))

    assert found.causes == ("catalogue", "answers")
    course = found.courses[0]
    assert course.before == of_result(result.use_cases[0])
    assert course.steps[0].standing == standings(made(), load())["UC1"]


def test_neither_day_nor_language_changes_anything() -> None:
    later = replace(made(), as_of=date(2027, 6, 1), language="en")

    assert compare(made(), later, load(), load()).is_same


@st.composite
def _dossiers(draw: st.DrawFn) -> Dossier:
    dossier = made(
        draw(st.fixed_dictionaries(LEVELS)),
        profile={
            "U2": draw(st.sampled_from((5, 40, 2000))),
            "U8": draw(st.sampled_from(([], ["kritis_nis2"]))),
        },
        readiness={"T5": draw(st.integers(1, 5))},
        importance=weighed(draw(POINTS)),
        use_cases=draw(st.integers(1, 3)),
    )
    own = draw(st.fixed_dictionaries({}, optional={"KT1": LEVELS["KT1"], "FA1": LEVELS["FA1"]}))
    first = replace(dossier.use_cases[0], answers=given(own))
    return replace(dossier, use_cases=(first, *dossier.use_cases[1:]))


CATALOGUES = st.sampled_from((load(), in_usd(0.5), with_base(0.5), without_rule("KO-25")))


@settings(max_examples=60, deadline=None)
@for_all(_dossiers(), _dossiers(), CATALOGUES, CATALOGUES)
def test_the_steps_sum_up_to_the_whole_difference_and_back(
    before: Dossier, after: Dossier, earlier: Catalogue, later: Catalogue
) -> None:
    there = compare(before, after, earlier, later)
    back = compare(after, before, later, earlier)
    was, now = standings(before, earlier), standings(after, later)

    for course in there.courses:
        assert course.before == was.get(course.key.rstrip("~"))
        assert course.after == now.get(course.key)
        if course.before is None or course.after is None:
            continue
        way = next(c for c in back.courses if c.key == course.key)
        assert (way.before, way.after) == (course.after, course.before)
        for option in load().options:
            whole = round(course.after.points[option] - course.before.points[option], 6)
            assert round(sum(moved for _, moved in course.moved(option)), 6) == whole
            assert round(sum(moved for _, moved in way.moved(option)), 6) == round(-whole, 6)
    assert set(there.causes) == set(back.causes) == {c.cause for c in there.changes}


@settings(max_examples=30, deadline=None)
@for_all(_dossiers(), CATALOGUES)
def test_identical_inputs_change_nothing(dossier: Dossier, catalogue: Catalogue) -> None:
    found = compare(dossier, replace(dossier), catalogue, catalogue)

    assert found.is_same and not any(course.steps for course in found.courses)
