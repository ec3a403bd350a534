"""Somebody takes a seat on an open link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Invitation, RespondentRole


class SeatForm(forms.Form):
    """A name, or whatever one wants to be called, and from where one looks at the company."""

    label = forms.CharField(
        label=_("Your name"),
        help_text=_("Whoever invites you sees it beside your answers."),
        max_length=160,
        error_messages={
            "required": _("Enter a name. A short form will do."),
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d."),
        },
    )
    role = forms.ChoiceField(
        label=_("From where do you look at the company?"),
        choices=[("", _("Please choose")), *RespondentRole.choices],
        error_messages={"required": _("Choose what fits best.")},
    )

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        """invitation: where it names a role, or wants no names, the fields are not asked."""
        super().__init__(*args, **kwargs)
        if invitation.role:
            del self.fields["role"]
        if invitation.is_anonymous:
            del self.fields["label"]
