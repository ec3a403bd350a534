"""What the team page may send: a new member, a role."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Role


class MemberForm(forms.Form):
    """Somebody new in the team."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter an e-mail address."),
            "invalid": _("Enter an address such as name@company.com."),
        },
    )
    role = forms.ChoiceField(
        label=_("May do"),
        choices=Role.choices,
        initial=Role.CONSULTANT,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the answers listed here.")
        ),
    )


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(choices=Role.choices)
