"""Sign-in links and the first organisation of a new user."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from sesame.utils import get_token, get_user

from assessments.models import Member, Organisation, Role, User

SCOPE = "sign-in"  # a token for one purpose opens no other door


def sign_in_link(user: User) -> str:
    """Return the path of a one-time, expiring link that signs this user in."""
    return reverse("sign_in_by_link", kwargs={"token": get_token(user, scope=SCOPE)})


def user_of_link(token: str) -> User | None:
    """Return the user of a valid, unused token; None if it is expired, used or invented.

    The token holds the time of the last sign-in. Moving that time on uses the token up; of
    two clicks at the same moment the database lets only one do it.
    """
    user = get_user(token, scope=SCOPE, update_last_login=False)
    if not isinstance(user, User):
        return None
    unused = User.objects.filter(pk=user.pk, last_login=user.last_login)
    return user if unused.update(last_login=timezone.now()) else None


@transaction.atomic
def found_organisation(user: User, name: str) -> Organisation:
    """Make the user the owner of a new organisation."""
    organisation = Organisation.objects.create(name=name)
    Member.objects.create(organisation=organisation, user=user, role=Role.OWNER)
    return organisation
