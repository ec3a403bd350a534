"""A consultancy to try everything with: two people, three companies with their answers."""

from django.db import transaction

from assessments.models import Member, Organisation, Role, User

from .accounts import found_organisation
from .examples import NAMES, add_example, read_example

CONSULTANT = "demo@modellwahl.example"
COLLEAGUE = "kollegium@modellwahl.example"
NAME = "Demo-Beratung"


@transaction.atomic
def fill() -> list[str]:
    """Add what is missing of the demo; return the names of what was added.

    The consultant owns the consultancy, the colleague only reads. Both sign in by link:
    they have no password.
    """
    consultant = User.objects.filter(email=CONSULTANT).first()
    if consultant is None:
        consultant = User.objects.create_user(CONSULTANT, name="Robin Demo")
    organisation = Organisation.objects.writable_by(consultant).first()
    added = [] if organisation else [NAME]
    if organisation is None:
        organisation = found_organisation(consultant, NAME)
    _add_colleague(organisation)
    present = set(organisation.companies.values_list("name", flat=True))
    return added + [
        add_example(organisation, name, title="Erste Bewertung", user=consultant).company.name
        for name in NAMES
        if read_example(name).company.name not in present
    ]


def _add_colleague(organisation: Organisation) -> None:
    colleague = User.objects.filter(email=COLLEAGUE).first()
    if colleague is None:
        colleague = User.objects.create_user(COLLEAGUE, name="Kim Kollegium")
    Member.objects.get_or_create(
        organisation=organisation, user=colleague, defaults={"role": Role.VIEWER}
    )
