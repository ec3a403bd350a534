"""Own levels and effects in place of the catalogue's, and what they leave alone."""

from dataclasses import replace

from assessments.catalogue import load
from assessments.catalogue.overrides import Overrides, OwnEffect, OwnLevel, overridden

LEVEL = OwnLevel("KT", "api_us", 2.5, 2, 3, "Vertrag mit Löschung")
EFFECT = OwnEffect("KT1", "2", "api_us", 1, "EU-Zusage liegt vor")


def test_without_own_values_it_is_the_catalogue_itself() -> None:
    assert overridden(load(), Overrides()) is load()


def test_an_own_level_stands_in_the_place_of_one_and_no_other() -> None:
    made, shipped = overridden(load(), Overrides(levels=(LEVEL,))), load()

    base = made.criteria["KT"].base["api_us"]
    assert (base.level, base.low, base.high, base.source) == (2.5, 2, 3, "OWN")
    assert base.reason.de == base.reason.en == "Vertrag mit Löschung"
    rest = made.criteria["KT"].base | {"api_us": shipped.criteria["KT"].base["api_us"]}
    assert rest == shipped.criteria["KT"].base
    assert made.questions == shipped.questions
    assert made.overrides.level("KT", "api_us") == LEVEL
    assert made.overrides.level("KT", "open_onprem") is None


def test_the_order_of_the_ways_stays() -> None:
    made = overridden(load(), Overrides(levels=(LEVEL,)))

    assert list(made.criteria) == list(load().criteria)
    assert list(made.criteria["KT"].base) == list(load().criteria["KT"].base)


def test_an_own_effect_stands_in_the_place_of_one_and_no_other() -> None:
    made, shipped = overridden(load(), Overrides(effects=(EFFECT,))), load()

    now, before = made.questions["KT1"].level("2"), shipped.questions["KT1"].level("2")
    assert now is not None and before is not None
    assert now.effects == before.effects | {"api_us": 1}
    assert made.questions["KT1"].level("3") == shipped.questions["KT1"].level("3")
    assert made.criteria == shipped.criteria


def test_the_hash_goes_with_the_values_and_not_with_words_or_order() -> None:
    both = Overrides((LEVEL,), (EFFECT,))
    said = Overrides((replace(LEVEL, reason="Anders gesagt, gleich gemeint"),), (EFFECT,))
    more = replace(LEVEL, option="prop_eu_cloud")
    hashes = [
        overridden(load(), given).sha256
        for given in (
            *(both, said, Overrides((LEVEL,)), Overrides((replace(LEVEL, high=3.5),), (EFFECT,))),
            *(Overrides((LEVEL, more)), Overrides((more, LEVEL))),
        )
    ]

    assert hashes[0] == hashes[1]
    assert hashes[4] == hashes[5]
    assert len({load().sha256, *hashes}) == 5
    assert all(len(found) == 64 for found in hashes)


def test_what_the_catalogue_does_not_know_is_passed_over() -> None:
    gone = Overrides(
        (replace(LEVEL, criterion="KP"), replace(LEVEL, option="gone")),
        (
            *(replace(EFFECT, question="XX9"), replace(EFFECT, level="9")),
            *(replace(EFFECT, option="hybrid"),),
        ),
    )

    assert overridden(load(), gone) is load()
    assert overridden(load(), Overrides((*gone.levels, LEVEL))).overrides == Overrides((LEVEL,))
