"""What an entry of the plan takes, and how it refuses."""

from datetime import date

import pytest
from django.utils.translation import override

from assessments.forms.action import ActionForm, ActionRowForm, NewActionForm

ROW = {"owner": "", "due": "", "status": "open", "version": "1"}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-01-31", date(2027, 1, 31)),
        ("31.01.2027", date(2027, 1, 31)),
        ("31/01/2027", date(2027, 1, 31)),
        ("", None),
    ],
)
def test_dates_as_people_and_browsers_write_them(typed: str, day: date | None) -> None:
    form = ActionRowForm({**ROW, "due": typed})

    assert form.is_valid()
    assert form.entered["due"] == day


@pytest.mark.parametrize("typed", ["morgen", "31.02.2027", "1999-12-31", "2101-01-01", "12"])
def test_other_dates_are_refused_at_the_field_and_stay_readable(typed: str) -> None:
    form = ActionRowForm({**ROW, "due": typed})

    assert list(form.errors) == ["due"]
    assert f'value="{typed}"' in str(form["due"])


def test_what_is_no_date_stands_in_a_plain_text_field() -> None:
    assert 'type="text"' in str(ActionRowForm({**ROW, "due": "morgen"})["due"])
    assert 'type="date"' in str(ActionRowForm({**ROW, "due": "2027-01-31"})["due"])


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "x" * 201), ("detail", "x" * 4001), ("owner", "x" * 121)],
)
def test_too_much_and_too_little_is_said_at_its_field(field: str, value: str) -> None:
    form = ActionForm({**ROW, "title": "Testen", "detail": "", field: value})

    assert list(form.errors) == [field]


def test_an_unknown_state_is_refused() -> None:
    with override("de"):
        form = ActionRowForm({**ROW, "status": "later"})

        assert form.errors["status"] == ["Wählen Sie einen der Stände aus der Liste."]


def test_a_new_entry_starts_open_and_has_no_version() -> None:
    form = NewActionForm({"title": "Testen", "detail": "a\r\nb"})

    assert form.is_valid()
    assert form.entered == {"title": "Testen", "detail": "a\nb", "owner": "", "due": None}
