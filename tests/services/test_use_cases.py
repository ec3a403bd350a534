"""Use cases: templates, order, deleting and bringing back, stale changes."""

import pytest

from assessments.catalogue import load
from assessments.models import Assessment, UseCase
from assessments.services import use_cases
from assessments.services.use_cases import StaleUseCaseError
from tests.factories import make_answer, make_assessment, make_use_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


def order(assessment: Assessment) -> list[str]:
    return [case.title for case in UseCase.objects.present().filter(assessment=assessment)]


@pytest.mark.parametrize("archetype", list(load().archetypes))
def test_a_template_brings_its_answers_along(assessment: Assessment, archetype: str) -> None:
    use_case = make_use_case(assessment, archetype=archetype)

    stored = dict(use_case.answers.values_list("question", "level"))

    assert stored == dict(load().archetypes[archetype].answers)


def test_a_template_keeps_what_was_answered_before(assessment: Assessment) -> None:
    use_case = make_use_case(assessment)
    make_answer(assessment, "FA5", "1", use_case=use_case)

    use_cases.override(use_case, {"FA5": "4", "FA2": "3"}, user=None)

    assert dict(use_case.answers.values_list("question", "level")) == {"FA5": "1", "FA2": "3"}


def test_codes_are_never_given_twice(assessment: Assessment) -> None:
    """An old report names UC2; a later use case must not take that name."""
    cases = [make_use_case(assessment, title) for title in ("Eins", "Zwei")]
    use_cases.delete(cases[1])

    third = make_use_case(assessment, "Drei")

    assert [case.code for case in cases] + [third.code] == ["UC1", "UC2", "UC3"]


def test_codes_stay_unique_after_moving(assessment: Assessment) -> None:
    first = make_use_case(assessment, "Eins")
    make_use_case(assessment, "Zwei")
    use_cases.move(first, up=False)

    assert make_use_case(assessment, "Drei").code == "UC3"


def test_moving_swaps_neighbours_and_stops_at_the_ends(assessment: Assessment) -> None:
    for title in ("Eins", "Zwei", "Drei"):
        make_use_case(assessment, title)
    one = UseCase.objects.get(title="Eins")

    use_cases.move(one, up=True)
    assert order(assessment) == ["Eins", "Zwei", "Drei"]

    use_cases.move(one, up=False)
    assert order(assessment) == ["Zwei", "Eins", "Drei"]

    use_cases.move(UseCase.objects.get(title="Drei"), up=True)
    assert order(assessment) == ["Zwei", "Drei", "Eins"]


def test_moving_jumps_over_deleted_ones(assessment: Assessment) -> None:
    one, two, three = (make_use_case(assessment, title) for title in ("Eins", "Zwei", "Drei"))
    use_cases.delete(two)

    use_cases.move(three, up=True)

    assert order(assessment) == ["Drei", "Eins"]
    assert one.code == "UC1"


def test_a_deleted_use_case_comes_back_with_its_answers(assessment: Assessment) -> None:
    use_case = make_use_case(assessment)
    make_answer(assessment, "FA5", "2", use_case=use_case)

    use_cases.delete(use_case)
    assert order(assessment) == []

    use_cases.restore(use_case)
    assert order(assessment) == ["Kundenchat"]
    assert use_case.answers.get().level == "2"


def test_a_change_from_an_old_form_is_refused(assessment: Assessment) -> None:
    use_case = make_use_case(assessment)
    use_cases.change(use_case, version=1, title="Chat im Laden")

    with pytest.raises(StaleUseCaseError):
        use_cases.change(use_case, version=1, title="Chat im Lager")

    use_case.refresh_from_db()
    assert (use_case.title, use_case.version) == ("Chat im Laden", 2)
