"""A person or a role that says what matters."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Response
from assessments.models.response import MOST_WEIGHT

from .numbers import NumberField

LONGEST_LABEL = 120


class RespondentForm(forms.Form):
    """Label and weight. taken: labels of the others, which must stay distinct."""

    label = forms.CharField(
        label=_("Role or name"),
        help_text=_("A role is enough, for example “Management” or “IT”."),
        max_length=LONGEST_LABEL,
        error_messages={
            "required": _("Enter a role or a name."),
            "max_length": _("Use at most 120 characters."),
        },
    )
    weight = NumberField(
        label=_("Counts as"),
        help_text=_("1 is usual. 2 counts double, 0 does not count."),
        min_value=0,
        max_value=MOST_WEIGHT,
        initial=1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Enter a number from 0 to 100.")
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        respondent: Response | None = None,
        others: Iterable[Response] = (),
    ):
        begin = {"label": str(respondent), "weight": respondent.weight} if respondent else {}
        prefix = f"person-{respondent.pk}" if respondent else None
        super().__init__(data, initial=begin, prefix=prefix)
        self.taken = {str(other).casefold() for other in others if other != respondent}
        if respondent and respondent.is_record:
            del self.fields["label"]

    def clean_label(self) -> str:
        """Refuse a label somebody else has: one could not tell them apart."""
        label = str(self.cleaned_data["label"])
        if label.casefold() in self.taken:
            raise forms.ValidationError(
                _("Somebody is called that already. Choose another name."), code="taken"
            )
        return label
