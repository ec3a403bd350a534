"""What to talk about: differences that move the result come before those that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.talking import agreement, talks
from assessments.services.examples import read_example

HALLWEG = read_example("hallweg")


@pytest.mark.parametrize(
    ("places", "word"),
    [
        ([], "none"),
        ([2], "single"),
        ([1, 1, 1], "same"),
        ([0, 1], "close"),
        ([0, 2], "apart"),
        ([0, 1, 3], "apart"),
    ],
)
def test_agreement_is_the_widest_distance(places: list[int], word: str) -> None:
    assert agreement(places) == word


@given(st.lists(st.integers(0, 4), min_size=2, max_size=8), st.randoms())
def test_agreement_does_not_depend_on_who_speaks_first(places: list[int], chance: object) -> None:
    assert agreement(places) == agreement(sorted(places)) == agreement(places[::-1])


def test_where_all_agree_there_is_nothing_to_talk_about() -> None:
    assert talks(HALLWEG, load(), {("KT1", ""): ["2", "2"], ("SO1", ""): ["3"]}) == ()


def test_a_difference_that_changes_first_place_comes_first() -> None:
    opinions = {("NA4", ""): ["1", "3"], ("SO3", ""): ["1", "4"], ("KT1", ""): ["1", "4"]}

    found = talks(HALLWEG, load(), opinions)

    assert {talk.question for talk in found} == {"NA4", "SO3", "KT1"}
    keys = [(len(talk.flips), round(talk.spread, 6)) for talk in found]
    assert keys == sorted(keys, reverse=True)


def test_a_use_case_alone_moves_nothing_elsewhere() -> None:
    first = HALLWEG.use_cases[0].id

    (talk,) = talks(HALLWEG, load(), {("KT1", first): ["1", "4"]})

    assert set(talk.flips) <= {first}
    assert talk.spread > 0


def test_the_order_of_the_answers_changes_nothing() -> None:
    one = talks(HALLWEG, load(), {("KT1", ""): ["1", "4", "2"]})
    other = talks(HALLWEG, load(), {("KT1", ""): ["2", "4", "1", "1"]})

    assert one[0].flips == other[0].flips
    assert one[0].spread == pytest.approx(other[0].spread)
