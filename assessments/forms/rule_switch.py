"""Switching a rule off: which one, and why."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import load


class RuleSwitchForm(forms.Form):
    """One rule of the catalogue and the reason."""

    rule = forms.ChoiceField(
        label=_("Rule"),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the rules listed here.")
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands on every result and in every report."),
        max_length=300,
        error_messages={
            "required": _("Say why the rule is not to be applied."),
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d."),
        },
    )

    def __init__(self, *args: Any, off: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        """off: rules that are off already and not offered again."""
        super().__init__(*args, **kwargs)
        language = get_language() or "de"
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Please choose"))] + [
            (rule.id, f"{rule.id} {rule.title.in_language(language)}")
            for rule in load().rules.values()
            if rule.id not in off
        ]
        self.fields["reason"].widget.attrs["autocomplete"] = "off"
