"""An answer is taken over into the record: whose, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AdoptionForm(forms.Form):
    """Which answer to take, the version of the record it replaces, and who decided."""

    whose = forms.CharField(max_length=20)
    version = forms.IntegerField(min_value=0)
    note = forms.CharField(
        label=_("Who decided this?"),
        max_length=500,
        required=False,
        error_messages={
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d.")
        },
    )
