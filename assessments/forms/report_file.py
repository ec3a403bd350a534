"""A report as a file: which form, which language, which template."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.models import FileFormat, WordTemplate
from assessments.services.printing import Wanted


class ReportFileForm(forms.Form):
    """What the download panel sends; its fields bear the names in the address."""

    format = forms.ChoiceField(
        choices=FileFormat.choices,
        error_messages={
            "required": _("Choose a format."),
            "invalid_choice": _("This format is not offered. Choose another one."),
        },
    )
    sprache = forms.ChoiceField(
        choices=settings.LANGUAGES,
        required=False,
        error_messages={"invalid_choice": _("This language is not offered. Choose another one.")},
    )
    vorlage = forms.ModelChoiceField(
        queryset=WordTemplate.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": _("This template is no longer there. Choose another one.")
        },
    )

    def __init__(self, *args: Any, organisation: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        templates = WordTemplate.objects.present().filter(organisation_id=organisation)
        self.fields["vorlage"].queryset = templates  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return the form and the language, the reader's unless named."""
        language = self.cleaned_data["sprache"] or get_language() or "de"
        return Wanted(FileFormat(self.cleaned_data["format"]), language)

    def template(self) -> WordTemplate | None:
        """Return the chosen template; other forms than Word have none."""
        chosen: WordTemplate | None = self.cleaned_data["vorlage"]
        return chosen if self.cleaned_data["format"] == FileFormat.DOCX else None
