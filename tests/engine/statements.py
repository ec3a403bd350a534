"""What somebody may say about importance, by each method."""

from typing import Any

from tests.engine.dossiers import CRITERIA

BEST_WORST: dict[str, Any] = {
    "best": "KP",
    "worst": "NA",
    "best_to_others": {"KT": 3, "SO": 4, "AN": 2, "FA": 6, "PE": 5, "NA": 9},
    "others_to_worst": {"KT": 4, "SO": 2, "AN": 5, "FA": 2, "PE": 2},
}
AHP = {"KT>SO": 3, "KT>KP": 1 / 2, "SO>AN": 2, "AN>FA": 1, "FA>PE": 1 / 3, "PE>NA": 5, "KT>NA": 4}
POINTS = dict(zip(CRITERIA, (30, 20, 15, 10, 10, 10, 5), strict=True))
VALUES: dict[str, dict[str, Any]] = {
    "points": POINTS,
    "rating": dict(zip(CRITERIA, (10, 8, 8, 3, 2, 0, 5), strict=True)),
    "swing": dict(zip(CRITERIA, (100, 80, 60, 40, 30, 20, 10), strict=True)),
    "rank": dict(zip(CRITERIA, (1, 2, 2, 4, 5, 6, 7), strict=True)),
    "best_worst": BEST_WORST,
    "ahp": AHP,
}
