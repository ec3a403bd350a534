"""What happens when somebody makes an account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from assessments.models import User

from .accounts import found_organisation


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A new account founds its own organisation, so that work can begin at once."""

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Save the user; with a first organisation once it is in the database."""
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            found_organisation(saved, _("My organisation"))
        return saved
