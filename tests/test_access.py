"""Every address of the product, tried by everybody: who gets in, who is sent away, and how.

A new address fails here until it is entered in one of the tables below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from assessments.models import (
    ActionItem,
    Assessment,
    InvitationKind,
    Logo,
    Member,
    Organisation,
    QuestionComment,
    ReportFile,
    Role,
    Scenario,
    SectionComment,
    ShareLink,
    User,
    WordTemplate,
)
from assessments.services import editions
from assessments.services.examples import add_example
from assessments.services.invitations import invite
from tests.factories import (
    client_of,
    make_logo,
    make_member,
    make_organisation,
    make_user,
    make_word_template,
)

pytestmark = pytest.mark.django_db

# Pages for everybody, signed in or not. Nothing of any company is on them.
OPEN = {
    *("home", "sources", "privacy", "accessibility", "imprint", "help", "style_guide"),
    *("set_language", "sign_in_by_link"),
    *("market", "market_csv", "fact_check", "calculator", "rules"),
    *("shared_report", "shared_report_pdf"),
    *("guest_enter", "guest_door", "guest_ask_again", "guest_start", "guest_question"),
    *("guest_theme", "guest_importance", "guest_review", "guest_hand_in", "guest_thanks"),
    *("account_login", "account_logout", "account_signup", "account_inactive"),
    *("account_request_login_code", "account_confirm_login_code"),
    *("account_confirm_email", "account_email_verification_sent"),
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
}
# Pages for whoever is signed in; each shows the person's own things alone.
SIGNED_IN = {
    *("dashboard", "team", "company_new", "example_add", "rule_switches"),
    "company_from_file",
    *("calibration", "calibration_value"),
    *("branding", "word_starter"),
    *("account_email", "account_change_password", "account_set_password"),
    "account_reauthenticate",
}
# Of those, the ones that act in an organisation named by the form.
IN_AN_ORGANISATION = {"team", "company_new", "example_add", "calibration_value"}
IN_AN_ORGANISATION |= {"company_from_file"}
IN_AN_ORGANISATION |= {"rule_switches", "branding"}
# Pages about rows of one consultancy.
OURS = {
    *("company", "assessment_new", "assessment_archive", "member"),
    *("use_cases", "use_case", "use_case_delete", "use_case_move"),
    *("questions", "question", "readiness", "readiness_theme"),
    *("importance", "importance_group", "respondents", "respondent", "respondent_remove"),
    *("results", "what_if", "scenario_new", "scenario", "report", "report_pdf"),
    *("conditions", "condition"),
    *("invitations", "invitation", "response_reopen", "responses", "response_adopt"),
    *("gap_of_views", "paper", "bulk_entry", "paper_respondent"),
    *("answer_sheet_load", "answer_sheet_import"),
    *("question_talks", "question_undo", "question_comment"),
    *("logo_picture", "word_template", "word_template_preview"),
    *("costs", "figure", "electricity_mix", "model_price"),
    *("plan", "plan_take", "plan_item", "plan_item_remove", "plan_ics", "plan_xlsx"),
    "hardware",
    *("comparison", "remeasure", "reminder", "reminder_ics"),
    *("report_file_new", "report_file", "report_file_load", "share_links", "share_link_end"),
    *("report_edition", "report_editions", "report_edition_name"),
    *("section_comments", "section_comment"),
    "trace",
}
# Of those, the ones where whoever reads may add something of their own.
OPEN_TO_READERS = {"section_comments"}
# Everything under "admin:" is for staff.

METHODS = ("get", "post")
HTMX: tuple[dict[str, str], ...] = ({}, {"HX-Request": "true"})


def addresses(
    resolver: URLResolver | None = None, namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every named address with its namespace."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern, namespace + inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}", pattern


NAMES = dict(addresses())
ADMIN = {name for name in NAMES if name.startswith("admin:")}


@dataclass(frozen=True)
class World:
    """Our consultancy with one assessment, its people, and somebody from elsewhere."""

    ours: Organisation
    assessment: Assessment
    owner: User
    viewer: User
    stranger: User

    def address(self, name: str) -> str:
        """The address, filled with our rows' keys."""
        codes = {"question": "KT1", "calibration_value": "KT.api_us"}
        codes |= {"trace": "UC1.confidence"}
        talked = ("question_talks", "question_undo", "response_adopt", "guest_question")
        codes |= dict.fromkeys(talked, "KT1")
        values: dict[str, object] = {
            "company_id": self.assessment.company_id,
            "assessment_id": self.assessment.pk,
            "member_id": Member.objects.get(user=self.viewer).pk,
            "response_id": self.assessment.responses.latest("pk").pk,
            "remark_id": QuestionComment.objects.get().pk,
            "invitation_id": self.assessment.invitations.get().pk,
            "scenario_id": Scenario.objects.get().pk,
            "action_id": ActionItem.objects.get(title="Unsere Maßnahme").pk,
            "logo_id": Logo.objects.get().pk,
            "template_id": WordTemplate.objects.get().pk,
            "code": codes.get(name, "UC1"),
            "kind": "stufe",
            "figure": "usd_eur",
            "theme": "T1",
            "option": "open_eu_gpu",
            "rule": "KO-04",
            "name": "hallweg",
            "token": "x" * 30,
            "key": "x-x",
            "uidb36": "1",
            "content_type_id": 1,
            "object_id": self._row_of_admin(name),
            "app_label": "assessments",
        }
        wanted = NAMES[name].pattern.regex.groupindex.keys()
        if wanted & {"number", "file_id", "link_id", "comment_id"}:
            values |= self._of_the_report()
        return reverse(name, kwargs={key: values[key] for key in wanted})

    def _of_the_report(self) -> dict[str, object]:
        """Made only for the addresses that need it: writing a report takes a second."""
        edition = editions.edition_of(self.assessment)
        end = timezone.now() + timedelta(days=1)
        fixed = {"format": "json", "language": "de", "expires_at": end}
        file, _ = ReportFile.objects.get_or_create(
            edition=edition, request_sha256="0" * 64, defaults=fixed
        )
        fixed = {"recipient": "Vorstand", "language": "de", "ends_on": end.date()}
        link, _ = ShareLink.objects.get_or_create(
            edition=edition, token_sha256="0" * 64, defaults=fixed
        )
        fixed = {"text": "Unser Kommentar", "author": self.owner}
        where = {"section": "costs", "edition_number": edition.number}
        comment, _ = SectionComment.objects.get_or_create(
            assessment=self.assessment, **where, defaults=fixed
        )
        keys = {"number": edition.number, "file_id": file.pk, "link_id": link.pk}
        return keys | {"comment_id": comment.pk, "section": "costs"}

    def _row_of_admin(self, name: str) -> int:
        if "organisation" in name:
            return self.ours.pk
        return self.owner.pk if "user" in name else Group.objects.get().pk


@pytest.fixture
def world() -> World:
    ours = make_organisation("Unsere Beratung")
    owner = make_member(ours, role=Role.OWNER)
    viewer = make_member(ours, role=Role.VIEWER)
    assessment = add_example(ours, "fadenwerk", title="Bewertung", user=owner)
    # A name of our own: those of the examples are known to everybody.
    assessment.company.name = "Unsere Kundin GmbH"
    assessment.company.save()
    make_logo(ours)
    make_word_template(ours)
    Scenario.objects.create(assessment=assessment, name="Szenario", points=[1] * 7)
    ActionItem.objects.create(assessment=assessment, title="Unsere Maßnahme")
    Group.objects.create(name="Gruppe")
    invited = {"label": "Unsere Eingeladene", "ends_on": timezone.localdate()}
    invite(assessment, owner, InvitationKind.PERSONAL, invited)
    QuestionComment.objects.create(assessment=assessment, question="KT1", text="Anmerkung")
    return World(ours, assessment, owner, viewer, stranger=make_member())


def tried(
    client: Client, address: str, form: dict[str, object] | None = None
) -> Iterator[tuple[str, HttpResponseBase]]:
    """GET and POST, as a page and as a fragment."""
    for method in METHODS:
        for headers in HTMX:
            answer = getattr(client, method)(address, form or {}, headers=headers)
            yield f"{method} {address} {headers or ''}: {answer.status_code}", answer


def goes_to_sign_in(answer: HttpResponseBase) -> bool:
    return answer.status_code == 302 and "/login/" in answer["Location"]


def test_every_address_is_in_exactly_one_table() -> None:
    tables = (OPEN, SIGNED_IN, OURS, ADMIN)

    assert set().union(*tables) == NAMES.keys()
    assert sum(map(len, tables)) == len(NAMES)


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_pages_ask_nobody_to_sign_in(world: World, name: str) -> None:
    for what, answer in tried(Client(), world.address(name)):
        assert answer.status_code < 500, what
        assert not goes_to_sign_in(answer) or name.startswith("account_"), what


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_pages_show_nothing_of_a_company(world: World, name: str) -> None:
    """Not even to its owner: these pages may be shown to others."""
    names = [world.assessment.company.name, world.ours.name]
    for client in (Client(), client_of(world.owner)):
        answer = client.get(world.address(name))
        text = b"" if answer.streaming else answer.content
        assert not [n for n in names if n.encode() in text]


@pytest.mark.parametrize("name", sorted(SIGNED_IN | OURS))
def test_nobody_gets_in_without_signing_in(world: World, name: str) -> None:
    for what, answer in tried(Client(), world.address(name)):
        assert goes_to_sign_in(answer) or answer.status_code == 401, what


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
@pytest.mark.parametrize("person", ["owner", "viewer", "stranger"])
def test_pages_for_whoever_is_signed_in(world: World, name: str, person: str) -> None:
    user: User = getattr(world, person)
    user.set_password("Wolkig-mit-Aussicht-7")  # pages about passwords want one
    user.save()
    own = Organisation.objects.visible_to(user).get()
    refused = {403} if person == "viewer" and name in IN_AN_ORGANISATION else set()

    for what, answer in tried(client_of(user), world.address(name), {"organisation": own.pk}):
        assert answer.status_code < 500, what
        assert answer.status_code not in {401, 403, 404} - refused, what
        if what.startswith("post") and refused:
            assert answer.status_code == 403, what


@pytest.mark.parametrize("name", sorted(IN_AN_ORGANISATION))
def test_a_stranger_does_nothing_in_our_name(world: World, name: str) -> None:
    client, address = client_of(world.stranger), world.address(name)

    for _ in tried(client, address, {"organisation": world.ours.pk, "name": "Fremd GmbH"}):
        pass

    world.ours.refresh_from_db()
    assert world.ours.name == "Unsere Beratung"
    assert world.ours.companies.count() == 1
    assert world.ours.members.count() == 2


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_a_stranger_meets_none_of_our_names(world: World, name: str) -> None:
    answer = client_of(world.stranger).get(world.address(name))

    for text in (world.assessment.company.name, world.ours.name, world.owner.email):
        assert text.encode() not in answer.content


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_stranger_cannot_tell_our_rows_from_none(world: World, name: str) -> None:
    for what, answer in tried(client_of(world.stranger), world.address(name)):
        assert answer.status_code in {404, 405}, what


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_user_without_organisation_sees_none_of_our_rows(world: World, name: str) -> None:
    for what, answer in tried(client_of(make_user()), world.address(name)):
        assert answer.status_code in {404, 405}, what


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_viewer_reads_and_changes_nothing(world: World, name: str) -> None:
    before = Assessment.objects.values().get()
    for what, answer in tried(client_of(world.viewer), world.address(name)):
        allowed = {200, 302, 403, 405} if what.startswith("get") else {403, 405}
        if name in OPEN_TO_READERS:
            allowed |= {422}  # what they sent says nothing
        assert answer.status_code in allowed, what

    assert Assessment.objects.values().get() == before


@pytest.mark.parametrize("name", sorted(OURS))
def test_an_owner_gets_in_everywhere(world: World, name: str) -> None:
    for what, answer in tried(client_of(world.owner), world.address(name)):
        assert answer.status_code < 500, what
        assert answer.status_code not in {401, 403}, what
        if what.startswith("get"):
            assert answer.status_code in {200, 302, 405}, what


@pytest.mark.parametrize("name", sorted(ADMIN))
@pytest.mark.parametrize("person", ["nobody", "owner"])
def test_administration_is_for_staff(world: World, name: str, person: str) -> None:
    client = client_of(world.owner) if person == "owner" else Client()
    if name in {"admin:login", "admin:logout"}:
        return
    for what, answer in tried(client, world.address(name)):
        assert goes_to_sign_in(answer) or answer.status_code == 403, what


@pytest.mark.parametrize("name", sorted(ADMIN - {"admin:logout", "admin:view_on_site"}))
def test_staff_get_into_the_administration(world: World, name: str) -> None:
    staff = make_user(is_staff=True, is_superuser=True)

    answer = client_of(staff).get(world.address(name))

    assert answer.status_code in {200, 302, 403}
    assert not goes_to_sign_in(answer)
