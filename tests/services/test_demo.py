"""The demo consultancy."""

import pytest

from assessments.models import Assessment, Member, Role, User
from assessments.services import demo

pytestmark = pytest.mark.django_db


def test_it_has_two_people_and_three_current_assessments() -> None:
    added = demo.fill()

    assert len(added) == 4
    roles = dict(Member.objects.values_list("user__email", "role"))
    assert roles == {demo.CONSULTANT: Role.OWNER, demo.COLLEAGUE: Role.VIEWER}
    consultant = User.objects.get(email=demo.CONSULTANT)
    assert Assessment.objects.visible_to(consultant).current().count() == 3


def test_filled_twice_it_adds_nothing() -> None:
    demo.fill()

    assert demo.fill() == []
    assert (User.objects.count(), Assessment.objects.count()) == (2, 3)


def test_a_missing_company_comes_back() -> None:
    demo.fill()
    company = Assessment.objects.earliest("pk").company
    name = company.name
    company.delete()

    assert demo.fill() == [name]


def test_nobody_can_sign_in_by_password() -> None:
    demo.fill()

    assert not any(user.has_usable_password() for user in User.objects.all())
