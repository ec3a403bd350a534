"""A room full of respondents: what they weigh together, and how far they agree."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from . import ahp, consensus
from .dossier import GivenImportance
from .pairs import whole_matrix
from .weighing import AHP, ahp_weights
from .weights import group_importance, respondents, voices

# A geometric mean makes one zero everybody's; no weight counts less than this in it.
LEAST_WEIGHT = 0.005


@dataclass(frozen=True, slots=True)
class Participant:
    """voice: share of the say, 0 … 1, all sum to 1. weights: criterion → 0 … 1, sum 1.

    raised: criteria whose weight is lifted to half a percent in the geometric mean.
    """

    name: str
    method: str
    voice: float
    weights: dict[str, float]
    raised: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JointJudgement:
    """Weights of the group's own comparison matrix (AIJ), and its consistency ratio."""

    weights: dict[str, float]
    ratio: float


@dataclass(frozen=True, slots=True)
class Group:
    """What the room says; every weights table is criterion → 0 … 1, sum 1.

    arithmetic: the mean that counts – group totals are the mean of everybody's totals.
    geometric: the mean AHP knows, beside it. joint: only where all compared in pairs.
    consensus, kendall_w: None with fewer than two people. similarity: the consensus of every
    two, in the order of the participants. by_method: arithmetic means of methods that two
    or more used, empty where all used one.
    """

    participants: tuple[Participant, ...]
    arithmetic: dict[str, float]
    geometric: dict[str, float]
    joint: JointJudgement | None
    consensus: consensus.Consensus | None
    similarity: tuple[tuple[float, ...], ...]
    kendall_w: float | None
    by_method: dict[str, dict[str, float]]


def group(importance: Sequence[GivenImportance], criteria: Sequence[str]) -> Group:
    """Bring the respondents together; with nobody there all criteria count alike.

    Raises ValueError on values a method cannot use and on weights of respondents that are
    negative or all 0. Sources: Forman & Peniwati 1998; Goepel 2018.
    """
    codes = tuple(criteria)
    people = respondents(importance, codes)
    shares = voices(importance)
    table = np.array([[person[code] for code in codes] for person in people])
    mean = geometric_mean(table, np.array(shares))
    all_ahp = bool(importance) and all(given.method == AHP for given in importance)
    present = table[: len(importance)]
    return Group(
        participants=_participants(importance, people, shares),
        arithmetic=group_importance(people, shares),
        geometric=dict(zip(codes, mean.tolist(), strict=True)),
        joint=_joint(importance, codes, np.array(shares)) if all_ahp else None,
        consensus=consensus.consensus(present, np.array(shares[: len(present)]), all_ahp=all_ahp),
        similarity=_rows(consensus.pairwise_similarity(present, all_ahp=all_ahp)),
        kendall_w=consensus.kendall_w(present),
        by_method=_by_method(importance, people),
    )


def geometric_mean(weights: ahp.Array, shares: ahp.Array) -> ahp.Array:
    """Return the weighted geometric mean, (n,), sum 1, of (K, n) weights.

    Weights below half a percent count as half a percent. shares: (K,), sum 1.
    """
    mean = np.exp(shares @ np.log(np.maximum(weights, LEAST_WEIGHT)))
    scaled: ahp.Array = mean / mean.sum()
    return scaled


def _participants(
    importance: Sequence[GivenImportance],
    people: Sequence[Mapping[str, float]],
    shares: Sequence[float],
) -> tuple[Participant, ...]:
    return tuple(
        Participant(
            given.respondent,
            given.method,
            voice,
            dict(weights),
            tuple(code for code, weight in weights.items() if weight < LEAST_WEIGHT),
        )
        # Nobody there still makes one row of equal weights, which is no participant.
        for given, weights, voice in zip(importance, people, shares, strict=False)
    )


def _rows(table: ahp.Array) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in table.tolist())


def _joint(
    importance: Sequence[GivenImportance], codes: Sequence[str], shares: ahp.Array
) -> JointJudgement:
    matrices = np.stack([whole_matrix(given.values, codes) for given in importance])
    matrix = ahp.joint_matrix(matrices, shares)[None]
    weights = ahp_weights(matrix)
    largest = ahp.largest_eigenvalues(matrix, weights)
    ratio = float(ahp.consistency_ratios(largest, len(codes))[0])
    return JointJudgement(dict(zip(codes, weights[0].tolist(), strict=True)), ratio)


def _by_method(
    importance: Sequence[GivenImportance], people: Sequence[dict[str, float]]
) -> dict[str, dict[str, float]]:
    used = Counter(given.method for given in importance)
    if len(used) < 2:
        return {}
    return {
        method: group_importance(
            [p for p, given in zip(people, importance, strict=True) if given.method == method]
        )
        for method, count in used.items()
        if count > 1
    }
