"""Which results can be compared, and what old rows still tell."""

import pytest

from assessments.models import Assessment, CatalogueSnapshot, Evaluation, Role, User
from assessments.services import answers, comparisons, editions, evaluations, examples, remeasuring
from assessments.services.answers import Entered
from tests.factories import make_assessment, make_member, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return examples.add_example(organisation_of(owner), "fadenwerk", title="Erste", user=owner)


def answered(assessment: Assessment, question: str, level: str, user: User) -> Evaluation:
    """Answer one question otherwise and evaluate."""
    before = answers.stored(assessment, question, None)
    assert before is not None
    answers.save(assessment, question, Entered(level), version=before.version, user=user)
    return evaluations.evaluate(assessment)[2]


def test_the_last_of_a_day_the_first_and_named_ones_are_offered(
    owner: User, assessment: Assessment
) -> None:
    first = evaluations.evaluate(assessment)[2]
    named = answered(assessment, "KT1", "1", owner)
    editions.rename(editions.edition_of(assessment), "Nach dem Workshop")
    between = answered(assessment, "KT1", "2", owner)
    last = answered(assessment, "KT1", "3", owner)

    found = comparisons.moments(owner, assessment.company_id)

    assert [m.evaluation_id for m in found] == [last.pk, between.pk, named.pk, first.pk]
    assert [m.shown for m in found] == [True, False, True, True]
    assert [m.name for m in found] == ["", "", "Nach dem Workshop", ""]


def test_unless_chosen_the_named_version_is_compared_with_the_newest(
    owner: User, assessment: Assessment
) -> None:
    first = evaluations.evaluate(assessment)[2]
    last = answered(assessment, "KT1", "1", owner)
    found = comparisons.moments(owner, assessment.company_id)
    assert [m and m.evaluation_id for m in comparisons.default_pair(assessment, found)] == [
        first.pk,
        last.pk,
    ]
    editions.rename(editions.edition_of(assessment), "Nach dem Workshop")
    newest = answered(assessment, "KT1", "2", owner)

    found = comparisons.moments(owner, assessment.company_id)

    pair = comparisons.default_pair(assessment, found)
    assert [m and m.evaluation_id for m in pair] == [last.pk, newest.pk]


def test_a_repeated_assessment_is_compared_with_the_one_it_repeats(
    owner: User, assessment: Assessment
) -> None:
    before = evaluations.evaluate(assessment)[2]
    again = remeasuring.repeat(assessment, "Zweite", user=owner)
    after = answered(again, "KT1", "1", owner)
    found = comparisons.moments(owner, assessment.company_id)

    early, late = comparisons.default_pair(again, found)

    assert early is not None and late is not None
    assert (early.evaluation_id, late.evaluation_id) == (before.pk, after.pk)
    both = comparisons.compared(owner, early, late, found)
    assert both.comparison.causes == ("answers",)
    assert [c.code for c in both.comparison.changes] == ["KT1"]


def test_others_see_no_result_of_ours(owner: User, assessment: Assessment) -> None:
    evaluations.evaluate(assessment)
    colleague = make_member(organisation_of(owner), role=Role.VIEWER)

    assert len(comparisons.moments(colleague, assessment.company_id)) == 1
    assert comparisons.moments(make_member(), assessment.company_id) == ()


def test_without_results_there_is_nothing_to_compare(owner: User) -> None:
    bare = make_assessment(owner)

    assert comparisons.default_pair(bare, ()) == (None, None)


def old(evaluation: Evaluation, **fields: object) -> None:
    """Make a stored result one of earlier days."""
    Evaluation.objects.filter(pk=evaluation.pk).update(**fields)


def test_a_catalogue_that_was_not_kept_leaves_the_inputs_comparable(
    owner: User, assessment: Assessment
) -> None:
    first = evaluations.evaluate(assessment)[2]
    last = answered(assessment, "KT1", "1", owner)
    old(first, catalogue_sha256="0" * 64)
    found = comparisons.moments(owner, assessment.company_id)

    both = comparisons.compared(owner, found[1], found[0], found)

    assert not both.before.kept and both.after.kept
    assert both.comparison.causes == ("catalogue", "answers")
    assert both.after.moment.evaluation_id == last.pk


def test_a_catalogue_of_an_older_form_counts_as_not_kept(
    owner: User, assessment: Assessment
) -> None:
    first = evaluations.evaluate(assessment)[2]
    answered(assessment, "KT1", "1", owner)
    CatalogueSnapshot.objects.create(sha256="1" * 64, version="2025.01", document=b"no gzip")
    old(first, catalogue_sha256="1" * 64)
    found = comparisons.moments(owner, assessment.company_id)

    assert not comparisons.compared(owner, found[1], found[0], found).before.kept


def test_a_result_that_cannot_be_read_leaves_the_inputs_comparable(
    owner: User, assessment: Assessment
) -> None:
    first = evaluations.evaluate(assessment)[2]
    answered(assessment, "KT1", "1", owner)
    old(first, recommendation={"format": "modellwahl-recommendation/0"})
    found = comparisons.moments(owner, assessment.company_id)

    both = comparisons.compared(owner, found[1], found[0], found)

    assert both.before.recommendation is None
    assert both.comparison.causes == ("answers",)


def test_an_older_engine_is_a_cause_of_its_own(owner: User, assessment: Assessment) -> None:
    first = evaluations.evaluate(assessment)[2]
    answered(assessment, "KT1", "1", owner)
    old(first, recommendation={**first.recommendation, "engine": "1.0"}, engine_version="1.0")
    found = comparisons.moments(owner, assessment.company_id)

    both = comparisons.compared(owner, found[1], found[0], found)

    assert both.comparison.causes == ("engine", "answers")
