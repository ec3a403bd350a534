"""The room: means, consensus, similarity, orders; against closed forms and counted by hand."""

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.engine import ahp, consensus
from assessments.engine.ahp import Array
from assessments.engine.dossier import GivenImportance
from assessments.engine.group import Group, group
from assessments.engine.pairs import whole_matrix
from assessments.engine.value import contributions, scores
from assessments.engine.weighing import METHODS
from tests.engine.dossiers import CRITERIA, A, B, C
from tests.engine.statements import VALUES

NOBODY = dict.fromkeys(CRITERIA, 0)
POINTS = st.fixed_dictionaries({code: st.integers(0, 100) for code in CRITERIA}).filter(
    lambda points: any(points.values())
)
ROOMS = st.lists(POINTS, min_size=1, max_size=6)


def rating(name: str, weight: float = 1.0, **figures: float) -> GivenImportance:
    return GivenImportance(name, "rating", NOBODY | figures, weight)


def room(people: list[dict[str, int]]) -> Group:
    return group([GivenImportance(str(n), "rating", p) for n, p in enumerate(people)], CRITERIA)


def pairwise(name: str, strength: float, weight: float = 1.0) -> GivenImportance:
    """Somebody who prefers each criterion to all later ones, some of them not consistently."""
    values = {
        f"{a}>{b}": min(9.0, max(1 / 9, strength ** (CRITERIA.index(b) - CRITERIA.index(a))))
        for a, b in combinations(CRITERIA, 2)
    }
    return GivenImportance(name, "ahp", values, weight)


def weights_of(*rows: list[float]) -> Array:
    return np.array(rows)


def even(people: int) -> Array:
    return np.full(people, 1 / people)


def test_two_means_side_by_side() -> None:
    # (.8, .2) and (.2, .8) … geometric of (.8, .2) and (.5, .5): √.4 : √.1 = 2 : 1.
    both = group([rating("x", KT=8, SO=2), rating("y", KT=5, SO=5)], ("KT", "SO", *CRITERIA[2:]))

    assert both.arithmetic["KT"] == pytest.approx(0.65)
    assert both.geometric["KT"] / both.geometric["SO"] == pytest.approx(2)


def test_a_zero_is_lifted_to_half_a_percent_and_its_author_named() -> None:
    both = group([rating("x", KT=10), rating("y", KT=5, SO=5)], CRITERIA)
    raised = {person.name: person.raised for person in both.participants}
    # √(1 · .5), √(.005 · .5), and five times .005.
    amounts = np.array([0.5**0.5, 0.0025**0.5, *[0.005] * 5])

    assert list(both.geometric.values()) == pytest.approx(amounts / amounts.sum())
    assert raised == {"x": CRITERIA[1:], "y": CRITERIA[2:]}
    assert both.arithmetic["SO"] == 0.25  # the mean that counts knows zeros


def test_who_counts_more_pulls_both_means() -> None:
    both = group([rating("x", 3, KT=8, SO=2), rating("y", KT=2, SO=8)], CRITERIA)

    assert [person.voice for person in both.participants] == [0.75, 0.25]
    assert both.arithmetic["KT"] == pytest.approx(0.75 * 0.8 + 0.25 * 0.2)
    assert both.geometric["KT"] / both.geometric["SO"] == pytest.approx(4 ** (0.75 - 0.25))


@for_all(ROOMS)
@settings(max_examples=50)
def test_group_totals_are_the_mean_of_everybodys_totals(people: list[dict[str, int]]) -> None:
    fit = {c: {A: 10.0 * n, B: 90.0 - 5 * n, C: 50.0} for n, c in enumerate(CRITERIA)}
    together = room(people)
    each = [scores(contributions(p.weights, fit, (A, B, C))) for p in together.participants]

    for option, total in scores(contributions(together.arithmetic, fit, (A, B, C))).items():
        assert total == pytest.approx(np.mean([own[option] for own in each]))


@for_all(ROOMS, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_the_people_decides_nothing(
    people: list[dict[str, int]], chance: Random
) -> None:
    shuffled = people.copy()
    chance.shuffle(shuffled)
    here, there = room(people), room(shuffled)

    assert there.arithmetic == pytest.approx(here.arithmetic)
    assert there.geometric == pytest.approx(here.geometric)
    assert there.kendall_w == (None if here.kendall_w is None else pytest.approx(here.kendall_w))
    if here.consensus and there.consensus:
        assert there.consensus.value == pytest.approx(here.consensus.value, abs=1e-9)


def test_nobody() -> None:
    empty = group((), CRITERIA)

    assert empty.participants == ()
    assert empty.arithmetic == pytest.approx(dict.fromkeys(CRITERIA, 1 / 7))
    assert empty.geometric == pytest.approx(empty.arithmetic)
    assert (empty.joint, empty.consensus, empty.kendall_w) == (None, None, None)
    assert (empty.similarity, empty.by_method) == ((), {})


@pytest.mark.parametrize("method", METHODS)
def test_one_alone_is_the_group(method: str) -> None:
    alone = group([GivenImportance("x", method, VALUES[method])], CRITERIA)

    assert alone.arithmetic == pytest.approx(alone.participants[0].weights)
    assert (alone.consensus, alone.kendall_w, alone.similarity) == (None, None, ((1.0,),))


@pytest.mark.parametrize("count", [2, 500])
@pytest.mark.parametrize("method", METHODS)
def test_identical_people_agree_completely(method: str, count: int) -> None:
    same = group([GivenImportance("x", method, VALUES[method])] * count, CRITERIA)

    assert same.consensus is not None
    assert same.consensus.value == pytest.approx(1)
    assert same.consensus.level == "very_high"
    assert same.kendall_w == pytest.approx(1)
    assert np.array(same.similarity) == pytest.approx(np.ones((count, count)))
    assert same.arithmetic == pytest.approx(same.participants[0].weights)


def test_one_all_points_on_each_criterion_is_no_consensus_at_all() -> None:
    # H_alpha = 0, H_gamma = ln 7: S = 1/7, the lowest; every two alone: S = 1/2.
    seven = group([rating(code, **{code: 10}) for code in CRITERIA], CRITERIA)

    assert seven.consensus is not None
    assert seven.consensus.value == pytest.approx(0)
    assert (seven.consensus.level, seven.consensus.measure) == ("very_low", "relative_homogeneity")
    off_diagonal = np.array(seven.similarity)[~np.eye(7, dtype=bool)]
    assert off_diagonal == pytest.approx((1 / 2 - 1 / 7) / (1 - 1 / 7))
    assert seven.kendall_w == pytest.approx(0)


def test_two_opposite_people_by_hand() -> None:
    # H_alpha = 0, H_gamma = ln 2.
    both = group([rating("x", KT=1), rating("y", SO=1)], CRITERIA)

    assert both.consensus is not None
    assert both.consensus.value == pytest.approx((1 / 2 - 1 / 7) / (1 - 1 / 7))
    assert both.similarity[0][1] == pytest.approx(both.consensus.value)


def test_the_least_entropy_is_that_of_one_criterion_nine_times_the_others() -> None:
    # Goepel 2018: 9/15 and six times 1/15.
    extreme = np.array([9.0, *[1.0] * 6]) / 15

    assert consensus.lowest_similarity(7, all_ahp=True) == pytest.approx(
        np.exp(float(consensus.entropy(extreme))) / 7
    )


def test_seven_people_each_for_another_criterion_have_no_ahp_consensus() -> None:
    # The same people who set the lower bound: S* = 0.
    people = [
        GivenImportance(code, "ahp", {f"{code}>{other}": 9 for other in CRITERIA if other != code})
        for code in CRITERIA
    ]
    seven = group(people, CRITERIA)

    assert seven.consensus is not None
    assert seven.consensus.measure == "ahp_consensus"
    assert seven.consensus.value == pytest.approx(0, abs=1e-9)
    assert seven.joint is not None
    assert seven.joint.weights == pytest.approx(dict.fromkeys(CRITERIA, 1 / 7))


def test_ahp_consensus_by_the_formula_of_goepel() -> None:
    people = [pairwise("x", 1.2), pairwise("y", 1.4), pairwise("z", 0.9)]
    three = group(people, CRITERIA)
    own = np.array([list(person.weights.values()) for person in three.participants])
    alpha = np.mean([-(w * np.log(w)).sum() for w in own])
    mean = own.mean(axis=0)
    gamma = -(mean * np.log(mean)).sum()
    lowest = np.exp(-9 / 15 * np.log(9 / 15) - 6 / 15 * np.log(1 / 15)) / 7

    assert three.consensus is not None
    assert three.consensus.value == pytest.approx((np.exp(alpha - gamma) - lowest) / (1 - lowest))


@for_all(ROOMS)
@settings(max_examples=50)
def test_agreement_lies_between_0_and_1(people: list[dict[str, int]]) -> None:
    together = room(people)
    table = np.array(together.similarity)

    assert ((table >= 0) & (table <= 1 + 1e-12)).all()
    assert table == pytest.approx(table.T)
    if together.consensus is not None:
        assert 0 <= together.consensus.value <= 1 + 1e-12
    if together.kendall_w is not None:
        assert -1e-12 <= together.kendall_w <= 1 + 1e-12


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0, "very_low"),
        (0.5, "very_low"),
        (0.51, "low"),
        (0.625, "low"),
        (0.63, "moderate"),
        (0.75, "moderate"),
        (0.76, "high"),
        (0.875, "high"),
        (0.88, "very_high"),
        (1, "very_high"),
    ],
)
def test_words_for_consensus(value: float, word: str) -> None:
    assert consensus.level(value) == word


def test_kendalls_w_by_hand() -> None:
    # Rank sums 8, 6, 4 around 6: W = 12 · 8 / (9 · 24) = 4/9.
    table = weights_of([0.5, 0.3, 0.2], [0.5, 0.3, 0.2], [0.3, 0.3001, 0.2999])
    ordered = weights_of([3, 2, 1], [3, 2, 1], [2, 3, 1]) / 6

    assert consensus.kendall_w(table) == consensus.kendall_w(ordered)
    # Rank sums 8, 7, 3: deviations 2, 1, −3.
    assert consensus.kendall_w(ordered) == pytest.approx(12 * 14 / (9 * 24))


def test_kendalls_w_is_corrected_for_ties() -> None:
    # Ranks (3, 1.5, 1.5) twice: sums 6, 3, 3; T = 2³ − 2 each; 12 · 6 / (4 · 24 − 2 · 12) = 1.
    tied = weights_of([0.6, 0.2, 0.2], [0.5, 0.25, 0.25])

    assert consensus.kendall_w(tied) == pytest.approx(1)


def test_two_reversed_orders_have_no_agreement() -> None:
    assert consensus.kendall_w(weights_of([3, 2, 1], [1, 2, 3]) / 6) == pytest.approx(0)


def test_who_tells_nothing_apart_has_no_order() -> None:
    assert consensus.kendall_w(weights_of([1, 1, 1], [1, 1, 1]) / 3) is None


def test_joint_judgement_only_where_all_compare_in_pairs() -> None:
    people = [pairwise("x", 1.3), pairwise("y", 1.6)]

    assert group(people, CRITERIA).joint is not None
    assert group([*people, rating("z", KT=1)], CRITERIA).joint is None


def test_joint_judgement_is_the_eigenvector_of_the_joint_matrix() -> None:
    people = [pairwise("x", 1.3), pairwise("y", 1.6, 2), pairwise("z", 0.8)]
    joint = group(people, CRITERIA).joint
    logs = [np.log(whole_matrix(person.values, CRITERIA)) for person in people]
    matrix = np.exp((logs[0] + 2 * logs[1] + logs[2]) / 4)
    values, vectors = np.linalg.eig(matrix)
    vector = np.abs(vectors[:, values.real.argmax()].real)

    assert joint is not None
    assert list(joint.weights.values()) == pytest.approx(vector / vector.sum(), abs=1e-9)
    index = (values.real.max() - 7) / 6
    assert joint.ratio == pytest.approx(index / ahp.random_index(7), abs=1e-9)


def test_results_by_method_once_two_used_each() -> None:
    people = [
        rating("a", KT=8, SO=2),
        rating("b", KT=2, SO=8),
        GivenImportance("c", "points", NOBODY | {"KT": 100}),
    ]

    assert set(group(people, CRITERIA).by_method) == {"rating"}
    assert group(people, CRITERIA).by_method["rating"]["KT"] == pytest.approx(0.5)
    assert group(people[:2], CRITERIA).by_method == {}


def test_observers_are_there_but_do_not_count() -> None:
    both = group([rating("x", KT=1), rating("observer", 0, SO=1)], CRITERIA)

    assert both.arithmetic["KT"] == 1
    assert [person.voice for person in both.participants] == [1, 0]
    assert len(both.similarity) == 2


def test_five_hundred_of_all_methods() -> None:
    people = [
        GivenImportance(str(n), METHODS[n % 6], VALUES[METHODS[n % 6]], 1 + n % 3)
        for n in range(500)
    ]
    crowd = group(people, CRITERIA)

    assert len(crowd.participants) == len(crowd.similarity) == len(crowd.similarity[0]) == 500
    assert sum(crowd.arithmetic.values()) == pytest.approx(1)
    assert sum(crowd.geometric.values()) == pytest.approx(1)
    assert sum(person.voice for person in crowd.participants) == pytest.approx(1)
    assert set(crowd.by_method) == set(METHODS)
    assert crowd.kendall_w is not None


def test_a_room_in_which_nobody_counts_is_refused() -> None:
    with pytest.raises(ValueError, match="one must count"):
        group([rating("x", 0, KT=1)], CRITERIA)
