"""Rows to test with: each function makes one thing and whatever it cannot be without.

Nothing random stands in them: numbers only keep names apart.
"""

from collections.abc import Mapping
from io import BytesIO
from itertools import count
from typing import Any

from django.test import Client
from PIL import Image

from assessments.models import (
    ActionItem,
    Answer,
    Assessment,
    Company,
    Importance,
    Logo,
    Member,
    Method,
    Organisation,
    Response,
    Role,
    UseCase,
    User,
    WordTemplate,
)
from assessments.report.word.starter import starter
from assessments.services import (
    answers,
    assessing,
    branding,
    respondents,
    use_cases,
    weighing,
    word_templates,
)

_numbers = count(1)

PROFILE: dict[str, Any] = {"U1": "28", "U2": 120, "U5": 2, "U6": "yes_basic", "U14": 6}
POINTS = {"KT": 20, "SO": 15, "KP": 15, "AN": 15, "FA": 15, "PE": 10, "NA": 10}
ORDER = {"KT": 1, "SO": 2, "KP": 3, "AN": 4, "FA": 5, "PE": 6, "NA": 7}
# A chain: every criterion matters twice as much as the next.
PAIRS = {"KT>SO": 2, "SO>KP": 2, "KP>AN": 2, "AN>FA": 2, "FA>PE": 2, "PE>NA": 2}


def make_organisation(name: str = "") -> Organisation:
    """A consultancy without members."""
    return Organisation.objects.create(name=name or f"Beratung {next(_numbers)}")


def make_user(email: str = "", *, name: str = "", **fields: Any) -> User:
    """A user without organisation and password."""
    address = email or f"person{next(_numbers)}@beratung.example"
    return User.objects.create_user(address, name=name, **fields)


def make_member(
    organisation: Organisation | None = None, *, role: Role = Role.OWNER, **user_fields: Any
) -> User:
    """A user with a role in an organisation (a new one if none is given)."""
    user = make_user(**user_fields)
    Member.objects.create(organisation=organisation or make_organisation(), user=user, role=role)
    return user


def organisation_of(user: User) -> Organisation:
    """The user's organisation; there must be exactly one."""
    return Organisation.objects.visible_to(user).get()


def make_company(
    organisation: Organisation | None = None,
    *,
    name: str = "Muster Maschinenbau GmbH",
    profile: Mapping[str, Any] = PROFILE,
) -> Company:
    """A company with a small profile."""
    return Company.objects.create(
        organisation=organisation or make_organisation(), name=name, profile=dict(profile)
    )


def make_assessment(
    owner: User | None = None, *, company: Company | None = None, title: str = "Erste Bewertung"
) -> Assessment:
    """An assessment with its empty record, in the owner's organisation."""
    if company is None:
        company = make_company(organisation_of(owner) if owner else None)
    return assessing.start(company, title, user=owner)


def make_use_case(
    assessment: Assessment, title: str = "Kundenchat", *, archetype: str = "", **fields: Any
) -> UseCase:
    """One use case; with an archetype, its template's answers come along."""
    return use_cases.add(assessment, user=None, title=title, archetype=archetype, **fields)


def make_answer(
    assessment: Assessment,
    question: str,
    level: str = "",
    *,
    use_case: UseCase | None = None,
    user: User | None = None,
    **entered: Any,
) -> Answer:
    """One answer in the record; `entered`: number, binding, confidence, reason."""
    Answer.objects.create(
        response=answers.record_of(assessment),
        question=question,
        use_case=use_case,
        level=level,
        updated_by=user,
        **entered,
    )
    stored = answers.stored(assessment, question, use_case)
    assert stored is not None
    return stored


def make_answers(assessment: Assessment, **levels: str) -> list[Answer]:
    """Several answers for the company: `make_answers(assessment, KT1="2", SO1="9")`."""
    return [make_answer(assessment, question, level) for question, level in levels.items()]


def make_importance(
    assessment: Assessment,
    values: Mapping[str, Any] = POINTS,
    *,
    method: Method = Method.POINTS,
    respondent: Response | None = None,
) -> Importance:
    """What the record, or another respondent, says matters; 100 points if nothing is given."""
    return weighing.save(respondent or answers.record_of(assessment), method, values, version=0)


def make_action(
    assessment: Assessment, title: str = "Testsatz sammeln", **fields: Any
) -> ActionItem:
    """An entry of the plan; `fields`: origin, detail, owner, due, status."""
    return ActionItem.objects.create(assessment=assessment, title=title, **fields)


def make_respondent(assessment: Assessment, label: str = "IT", *, weight: float = 1) -> Response:
    """Another person or role beside the record."""
    return respondents.add(assessment, label=label, weight=weight)


def make_picture(form: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    """A picture in one colour, as a file of this form."""
    file = BytesIO()
    Image.new("RGB", size, "#c02060").save(file, form)
    return file.getvalue()


def make_logo(organisation: Organisation) -> Logo:
    """A logo on the organisation's reports."""
    return branding.set_logo(organisation, branding.picture(make_picture()))


def make_word_template(organisation: Organisation, name: str = "Hausvorlage") -> WordTemplate:
    """A sound template; the one people are given to begin with."""
    return word_templates.add(organisation, None, name, starter("de"))


def client_of(user: User, *, language: str = "de") -> Client:
    """A test client signed in as this user."""
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = language
    return client
