"""Capability, operation and readiness limit the start, never the target."""

from dataclasses import replace
from typing import Any

import pytest

from assessments.catalogue import load
from assessments.engine.case import Scenario, appraise_all
from assessments.engine.figures import Figures
from assessments.engine.readiness import lacking, theme_level, theme_levels
from assessments.engine.start import Start, start
from tests.engine.dossiers import OPTIONS, A, B, C, D, E, made

FIGURES = Figures.of(load())
READY = {"T1": 2, "T2": 3, "T3": 2, "T4": 2, "T5": 3}


def begin(
    *only: str,
    levels: dict[str, str] | None = None,
    profile: dict[str, Any] | None = None,
    readiness: dict[str, int] | None = None,
) -> Start:
    dossier = made(levels, profile=profile, readiness=readiness or READY)
    cut = Scenario(cut=tuple(o for o in OPTIONS if o not in only))
    return start(appraise_all(dossier, load(), FIGURES, cut)[0], dossier, load(), FIGURES)


def test_a_ready_company_starts_with_its_target() -> None:
    assert begin(C) == Start(C, None, (), C)


def test_nothing_left_is_said_as_such() -> None:
    assert begin() == Start(None, "all_excluded", (), None)


@pytest.mark.parametrize(("needed", "option"), [("M", C), ("L", C), ("XL", B)])
def test_the_best_lane_that_meets_the_class_is_the_start(needed: str, option: str) -> None:
    result = begin(B, C, levels={"FA1": needed, "SO3": "3", "SO5": "2", "KT4": "3"})

    assert (result.option, result.target) == (option, C)
    assert result.note == ("capability_floor" if needed == "XL" else None)


def test_where_no_lane_meets_the_class_nothing_starts() -> None:
    assert begin(C, E, levels={"FA1": "XL"}).option is None


def test_nobody_to_operate_bars_own_and_rented_servers() -> None:
    nobody = {"levels": {"AN4": "1"}, "profile": {"U6": "no", "U7": ["gpu_server"]}}

    assert begin(D, **nobody) == Start(None, "nobody_operates", (), D)  # type: ignore[arg-type]
    assert begin(E, **nobody) == Start(None, "nobody_operates", (), E)  # type: ignore[arg-type]
    assert begin(C, **nobody).option == C  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "partner", "starts"),
    [
        ("1", "yes_cloud", True),
        ("2", "yes_cloud", True),
        ("2", "yes_basic", False),
        ("3", "no", True),
        ("4", None, True),
        ("9", None, False),
    ],
)
def test_a_rented_server_takes_own_people_or_an_experienced_partner(
    level: str, partner: str | None, starts: bool
) -> None:
    result = begin(D, levels={"AN4": level}, profile={"U6": partner})

    assert (result.option == D) is starts
    if not starts:
        assert (result.note, result.themes) == ("readiness", ("T5",))


@pytest.mark.parametrize(
    ("profile", "readiness", "starts"),
    [
        ({"U14": 6}, {}, False),
        ({"U14": None}, {}, False),
        ({"U14": 9}, {}, True),
        ({"U7": ["gpu_server"]}, {}, True),
        ({"U7": None}, {"T5": 4}, True),
        ({"U7": ["m365"]}, {"T5": 4}, False),
        ({"U7": ["m365"]}, {"T5": 5}, True),
    ],
)
def test_an_own_server_starts_only_where_one_stands_or_time_is_left(
    profile: dict[str, Any], readiness: dict[str, int], starts: bool
) -> None:
    result = begin(E, profile=profile, readiness=READY | readiness)

    assert (result.option, result.target) == (E if starts else None, E)
    assert result.themes == (() if starts else ("T5",))


def test_a_serviced_server_in_the_house_is_known_by_its_statement() -> None:
    themes = {code: level for code, level in READY.items() if code != "T5"}
    statements = {"T5a": 3, "T5b": 3, "T5c": 3, "T5d": 3}

    def option(own_compute: int, in_use: list[str] | None) -> str | None:
        return begin(
            E,
            readiness=themes | statements | {"T5e": own_compute},
            profile={"U7": in_use},
        ).option

    assert option(3, None) == E
    assert option(2, None) is None
    assert option(3, ["m365", "own_servers"]) is None  # no GPU server among what is in use
    assert option(4, ["m365", "own_servers"]) == E


def test_the_themes_that_are_too_low_are_named() -> None:
    result = begin(C, readiness=READY | {"T3": 1, "T4": 1})

    assert result == Start(None, "readiness", ("T3", "T4"), C)


def test_an_unknown_theme_counts_as_first_tries() -> None:
    unknown = dict.fromkeys(("T1", "T2", "T3", "T4", "T5"))

    assert lacking(load().options[C].readiness, unknown) == ()
    assert lacking(load().options[D].readiness, unknown) == ("T5",)


def test_the_start_may_come_further_down_the_ranking() -> None:
    levels = {"KT1": "4", "KT2": "4", "KT4": "3", "PE3": "2"}
    result = begin(C, E, levels=levels, profile={"U14": 3})

    assert result == Start(C, "readiness", ("T5",), E)


@pytest.mark.parametrize(
    ("statements", "level"),
    [
        ({}, None),
        ({"T1a": 3}, 3),
        ({"T1a": 2, "T1b": 3}, 2),  # mean 2.5, rounded down
        ({"T1a": 1, "T1b": 5, "T1c": 5, "T1d": 5}, 2),  # mean 4, weakest 1
        ({"T1": 4, "T1a": 1}, 4),  # a level given for the theme counts as such
    ],
)
def test_a_theme_is_no_more_than_one_above_its_weakest_statement(
    statements: dict[str, int], level: int | None
) -> None:
    assert theme_level(load().themes["T1"], statements) == level


def test_every_theme_has_a_level_or_none() -> None:
    assert theme_levels(load(), {"T2": 3}) == dict.fromkeys(load().themes) | {"T2": 3}


def test_the_target_ignores_readiness() -> None:
    weak = dict.fromkeys(READY, 1)

    assert begin(A, B, C, D, E, readiness=weak).option is None
    assert begin(A, B, C, D, E, readiness=weak).target == begin(A, B, C, D, E).target


def test_a_start_note_never_stands_beside_a_target_that_starts() -> None:
    for needed in ("S", "M", "L", "XL"):
        result = begin(A, B, C, D, E, levels={"FA1": needed})
        assert (result.note is None) == (result.option == result.target)


def test_capability_comes_before_readiness_in_the_note() -> None:
    result = begin(E, levels={"FA1": "XL"}, readiness=dict.fromkeys(READY, 1))

    assert result.note == "capability_floor"


def test_replacing_the_catalogue_class_lifts_the_floor() -> None:
    stronger = replace(
        load(), options=load().options | {C: replace(load().options[C], usual_class="XL")}
    )
    dossier = made({"FA1": "XL"}, readiness=READY)
    cut = Scenario(cut=(A, B, D, E))
    appraisal = appraise_all(dossier, stronger, FIGURES, cut)[0]

    assert start(appraisal, dossier, stronger, FIGURES).option == C
