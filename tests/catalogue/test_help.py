"""Help from outside: what fits whom, and when one may no longer count on it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from assessments.catalogue import CatalogueError, load, read_catalogue
from assessments.catalogue.reading import DATA

OFFERS = {offer.code: offer for offer in load().help_offers}


def test_help_fits_from_its_first_level_up_to_its_last() -> None:
    coaching = OFFERS["inqa_coaching"]  # T1 and T3, from 2 to 4

    assert [level for level in range(1, 6) if coaching.fits("T3", level)] == [2, 3]
    assert not coaching.fits("T5", 2)


@pytest.mark.parametrize(
    ("code", "today", "standing"),
    [
        ("mittelstand_digital", date(2026, 9, 1), "current"),
        ("mittelstand_digital", date(2026, 11, 25), "ends_soon"),
        ("mittelstand_digital", date(2026, 12, 31), "ends_soon"),
        ("mittelstand_digital", date(2027, 1, 1), "ended"),
        ("kfw_digital", date(2026, 11, 25), "current"),
        ("kfw_digital", date(2027, 6, 1), "recheck"),  # looked up more than 180 days ago
        ("inqa_coaching", date(2026, 11, 25), "recheck"),  # its budget was never looked up
        ("go_digital", date(2026, 11, 25), "ended"),
        ("digital_jetzt", date(2026, 11, 25), "ended"),
    ],
)
def test_help_says_whether_it_can_still_be_had(code: str, today: date, standing: str) -> None:
    assert OFFERS[code].standing(today) == standing


def test_every_theme_has_help_on_its_way_up() -> None:
    for theme in load().themes:
        assert [o for o in OFFERS.values() if theme in o.themes and o.valid_until is None], theme


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('themes = ["T2"]', 'themes = ["T6"]', "themes"),
        ('themes = ["T2"]', "themes = []", "themes"),
        ("from_level = 2\nto_level = 3", "from_level = 3\nto_level = 3", "from_level"),
        ('source = "S45"', 'source = "S999"', "source"),
        ('code = "pilot_edih"', 'code = "kfw_digital"', "code"),
        ('kind = "pilot"', 'kind = "party"', "kind"),
    ],
)
def test_broken_help_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "help.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(CatalogueError) as refused:
        read_catalogue(tmp_path / "data")

    assert any(p.file == "help.toml" and key in p.key for p in refused.value.problems)
