"""A version of a report gets a name."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EditionNameForm(forms.Form):
    """What the version is called, such as "after the workshop"."""

    name = forms.CharField(
        label=_("Name of this version"),
        max_length=80,
        required=False,
        error_messages={
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d.")
        },
    )
