"""Who belongs to an organisation: add, change the role, remove."""

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Member, Organisation, Role, User


class LastOwnerError(Exception):
    """An organisation needs somebody who may change its team."""


class AlreadyMemberError(Exception):
    """This person belongs to the organisation already."""


@transaction.atomic
def add(organisation: Organisation, email: str, role: Role, *, sign_in_url: str) -> Member:
    """Add somebody by e-mail address and tell them how to sign in.

    A new address gets an account without password: a code by mail signs in. Raises
    AlreadyMemberError.
    """
    address = email.strip().lower()
    user = User.objects.filter(email__iexact=address).first()
    if user is None:
        user = User.objects.create_user(address)
    member, made = Member.objects.get_or_create(
        organisation=organisation, user=user, defaults={"role": role}
    )
    if not made:
        raise AlreadyMemberError
    transaction.on_commit(lambda: _tell(organisation, address, sign_in_url))
    return member


def _tell(organisation: Organisation, address: str, sign_in_url: str) -> None:
    text = _("You now belong to “%(name)s” in Modellwahl. Have a code sent and sign in:\n%(url)s")
    words = {"name": organisation.name, "url": sign_in_url}
    send_mail(f"Modellwahl: {organisation.name}", text % words, None, [address], fail_silently=True)


@transaction.atomic
def change_role(member: Member, role: Role) -> None:
    """Give a member another role. Raises LastOwnerError."""
    if role != Role.OWNER:
        _keep_an_owner(member)
    Member.objects.filter(pk=member.pk).update(role=role)


@transaction.atomic
def remove(member: Member) -> None:
    """Take somebody out of the organisation; what they entered stays. Raises LastOwnerError."""
    _keep_an_owner(member)
    member.delete()


def _keep_an_owner(member: Member) -> None:
    # Locked, so that two owners cannot remove each other at the same moment.
    owners = Member.objects.select_for_update().filter(
        organisation=member.organisation, role=Role.OWNER
    )
    if {owner.pk for owner in owners} == {member.pk}:
        raise LastOwnerError


def rename(organisation: Organisation, name: str) -> None:
    """Give the organisation another name."""
    Organisation.objects.filter(pk=organisation.pk).update(name=name)
