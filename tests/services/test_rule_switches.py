"""Rules switched off: for one organisation, with a reason, never without a trace."""

import pytest

from assessments.models import RuleSwitch
from assessments.services import dossiers, rule_switches
from assessments.services.rule_switches import AlreadyOffError
from tests.factories import make_assessment, make_member, organisation_of

pytestmark = pytest.mark.django_db


def test_a_rule_is_off_for_every_assessment_of_one_organisation_alone() -> None:
    owner, elsewhere = make_member(), make_member()
    ours, theirs = make_assessment(owner), make_assessment(elsewhere)

    rule_switches.switch_off(organisation_of(owner), "KO-07", "geprüft am 3.11.", user=owner)

    assert dossiers.of_assessment(ours).switched_off == {"KO-07": "geprüft am 3.11."}
    assert dossiers.of_assessment(theirs).switched_off == {}


def test_on_again_it_counts_and_who_had_switched_it_off_stays_known() -> None:
    owner = make_member()
    organisation = organisation_of(owner)
    row = rule_switches.switch_off(organisation, "KO-07", "Irrtum", user=owner)

    rule_switches.switch_on(row, user=owner)

    assert rule_switches.switched_off(organisation.pk) == {}
    kept = RuleSwitch.objects.get()
    assert (kept.by, kept.ended_by, kept.reason) == (owner, owner, "Irrtum")


def test_off_twice_is_told() -> None:
    owner = make_member()
    organisation = organisation_of(owner)
    row = rule_switches.switch_off(organisation, "KO-07", "erstens", user=owner)

    with pytest.raises(AlreadyOffError):
        rule_switches.switch_off(organisation, "KO-07", "zweitens", user=owner)

    rule_switches.switch_on(row, user=owner)
    rule_switches.switch_off(organisation, "KO-07", "drittens", user=owner)
    with pytest.raises(AlreadyOffError):
        rule_switches.switch_back(row)
    assert rule_switches.switched_off(organisation.pk) == {"KO-07": "drittens"}


def test_undo_puts_it_off_again() -> None:
    owner = make_member()
    organisation = organisation_of(owner)
    row = rule_switches.switch_off(organisation, "KO-07", "geprüft", user=owner)
    rule_switches.switch_on(row, user=owner)

    rule_switches.switch_back(row)

    assert rule_switches.switched_off(organisation.pk) == {"KO-07": "geprüft"}


def test_a_rule_the_catalogue_no_longer_has_is_left_out() -> None:
    owner = make_member()
    rule_switches.switch_off(organisation_of(owner), "KO-99", "alt", user=owner)

    assert rule_switches.switched_off(organisation_of(owner).pk) == {}
