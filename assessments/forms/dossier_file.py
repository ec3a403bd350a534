"""The form that takes a file with a company's answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.engine.dossier import Dossier
from assessments.engine.problems import Problem
from assessments.models import Organisation
from assessments.services import imports


class DossierFileForm(forms.Form):
    """A dossier or an export; asks for the organisation only where there is a choice.

    dossier: what the file holds, once it is valid. problems: every fault of an unsound one.
    """

    file = forms.FileField(
        label=_("File"),
        help_text=_("A JSON file from “Take it along”, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another one."),
        },
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        organisations: list[Organisation],
        too_large: bool = False,
    ) -> None:
        super().__init__(data, files)
        if too_large:  # it was left out while it arrived: none is there
            self.fields["file"].error_messages["required"] = _(
                "The file is larger than 5 MB. Choose a smaller one."
            )
        self.organisations = organisations
        self.dossier: Dossier | None = None
        self.problems: tuple[Problem, ...] = ()
        if len(organisations) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Organisation"),
                choices=[(str(o.pk), o.name) for o in organisations],
                error_messages={"invalid_choice": _("Choose one of the answers listed here.")},
            )

    def clean_file(self) -> Any:
        """Read the dossier; refuse a file that is no JSON, or not sound."""
        file = self.cleaned_data["file"]
        try:
            self.dossier = imports.read_file(file.read())
        except imports.NoJsonError as error:
            raise forms.ValidationError(_("This is no JSON file. Choose another one.")) from error
        except imports.UnsoundFileError as error:
            self.problems = error.problems
            raise forms.ValidationError(
                _("The file does not fit. What is wrong stands below.")
            ) from error
        return file

    @property
    def chosen_organisation(self) -> Organisation:
        """The chosen organisation, or the only one."""
        chosen = self.cleaned_data.get("organisation")
        return next((o for o in self.organisations if str(o.pk) == chosen), self.organisations[0])
