"""Comments follow a section of the report through its versions."""

import pytest

from assessments.models import Assessment, SectionComment
from assessments.services import comments
from tests.factories import make_assessment, make_member

pytestmark = pytest.mark.django_db


def write(assessment: Assessment, text: str, section: str = "costs") -> SectionComment:
    return comments.write(assessment, make_member(), section, 1, text)


def texts(assessment: Assessment, section: str = "costs") -> list[str]:
    found = comments.by_section(assessment).get(section)
    return [row.text for row in found.rows] if found else []


def test_they_stand_by_their_section_the_oldest_first() -> None:
    assessment = make_assessment(make_member())
    for section, text in (("costs", "Eins"), ("rules", "Zwei"), ("costs", "Drei")):
        write(assessment, text, section)
    write(make_assessment(make_member()), "Von anderen")

    assert texts(assessment, "costs") == ["Eins", "Drei"]
    assert texts(assessment, "rules") == ["Zwei"]
    assert texts(assessment, "summary") == []


def test_one_that_is_settled_is_no_longer_open_until_it_is_opened_again() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    first, _ = write(assessment, "Eins"), write(assessment, "Zwei")

    comments.settle(first, owner)
    settled = comments.by_section(assessment)["costs"]
    comments.reopen(first)
    opened = comments.by_section(assessment)["costs"]

    assert (len(settled.rows), settled.open) == (2, 1)
    assert settled.rows[0].resolved_by == owner
    assert (opened.open, opened.rows[0].resolved_at, opened.rows[0].resolved_by) == (2, None, None)


def test_one_that_is_removed_comes_back_as_it_was() -> None:
    assessment = make_assessment(make_member())
    first, _ = write(assessment, "Eins"), write(assessment, "Zwei")

    comments.remove(first)
    without = texts(assessment)
    comments.restore(first)

    assert without == ["Zwei"]
    assert texts(assessment) == ["Eins", "Zwei"]


def test_those_on_sections_a_version_lacks_are_found() -> None:
    assessment = make_assessment(make_member())
    write(assessment, "Zu den Kosten")
    gone = write(assessment, "Zum gelöschten Fall", "use-case-UC9")

    found = comments.without_section(comments.by_section(assessment), ["summary", "costs"])

    assert found == (gone,)
