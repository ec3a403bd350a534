"""How reports look: name, colour and logo of an organisation, and a Word template of its own."""

import re
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.report.brand_colours import READABLE, contrast_to_white, readable
from assessments.report.word.template_check import flaws
from assessments.services.branding import LARGEST, Picture, PictureError, picture

from .template_words import in_words

TOO_LARGE = gettext_lazy("This file is larger than %(limit)d MB. Choose a smaller one.")
FILE_ERRORS = {
    "required": gettext_lazy("Choose a file."),
    "missing": gettext_lazy("Choose a file."),
    "invalid": gettext_lazy("The file did not arrive. Choose it again."),
    "empty": gettext_lazy("This file is empty. Choose another one."),
    "max_length": gettext_lazy("The name of the file is too long. Rename it and choose it again."),
}
PICTURE_WORDS = {
    "not_a_picture": gettext_lazy(
        "This file is no readable PNG or JPEG. Save the logo anew as PNG."
    ),
    "too_many_pixels": gettext_lazy("This picture has too many pixels. 1200 across are plenty."),
    "too_small": gettext_lazy("This picture is too small. It needs at least 8 × 8 pixels."),
}


class _UploadForm(forms.Form):
    """A form with a file; left_out: fields whose file was too large to be taken in."""

    def __init__(
        self, *args: Any, left_out: frozenset[str] = frozenset(), limit: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.left_out, self.limit = left_out, limit

    def refuse_large(self, file: "UploadedFile[bytes] | None") -> None:
        """Raise ValidationError if the file is larger than the limit."""
        if file is not None and (file.size or 0) > self.limit * 1024 * 1024:
            raise forms.ValidationError(TOO_LARGE, params={"limit": self.limit})

    def _clean_fields(self) -> None:
        """Say "too large" where a file was left out, not "missing"."""
        super()._clean_fields()  # type: ignore[misc]
        for name in self.left_out & self.fields.keys():
            self.errors.pop(name, None)
            self.add_error(name, TOO_LARGE % {"limit": self.limit})


class LookForm(_UploadForm):
    """Name, colour and logo: what the cover of every report carries.

    suggestion: after checking, the nearest colour that can be read, or "".
    """

    name = forms.CharField(
        label=gettext_lazy("Name of your organisation"),
        help_text=gettext_lazy("It stands on every report."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={
            "required": gettext_lazy("Enter a name."),
            "max_length": gettext_lazy(
                "At most %(limit_value)d characters; you have %(show_value)d."
            ),
        },
    )
    colour = forms.CharField(
        label=gettext_lazy("Colour of the headings"),
        help_text=gettext_lazy("For example #0b5563. Empty means our own colour."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": gettext_lazy("Write a colour such as #0b5563.")},
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("PNG or JPEG, at most 2 MB."),
            gettext_lazy("SVG is not possible: it can carry programs."),
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages=FILE_ERRORS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, limit=LARGEST // 1024 // 1024, **kwargs)
        self.suggestion = ""

    def clean_colour(self) -> str:
        """Return "#rrggbb" that can be read on white, or ""."""
        written = str(self.cleaned_data["colour"]).strip().lower().removeprefix("#")
        if not written:
            return ""
        if re.fullmatch(r"[0-9a-f]{3}", written):
            written = "".join(2 * sign for sign in written)
        if not re.fullmatch(r"[0-9a-f]{6}", written):
            raise forms.ValidationError(_("Write a colour such as #0b5563."))
        colour = f"#{written}"
        if contrast_to_white(colour) < READABLE:
            self.suggestion = readable(colour)
            raise forms.ValidationError(
                _("%(colour)s is too light to be read on white. %(darker)s works.")
                % {"colour": colour, "darker": self.suggestion}
            )
        return colour

    def clean_logo(self) -> Picture | None:
        """Return the picture, decoded and written anew."""
        file: UploadedFile[bytes] | None = self.cleaned_data["logo"]
        self.refuse_large(file)
        if not file:
            return None
        data = file.read()
        if b"<svg" in data[:4096].lower():
            raise forms.ValidationError(
                _("SVG is not possible: it can carry programs. Save the logo as PNG.")
            )
        try:
            return picture(data)
        except PictureError as error:
            raise forms.ValidationError(PICTURE_WORDS[error.code]) from error


class WordTemplateForm(_UploadForm):
    """A .docx into which reports are to be written."""

    title = forms.CharField(
        label=gettext_lazy("Name of the template"),
        help_text=gettext_lazy("Empty means the name of the file."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "max_length": gettext_lazy(
                "At most %(limit_value)d characters; you have %(show_value)d."
            )
        },
    )
    docx = forms.FileField(
        label=gettext_lazy("Word file"),
        help_text=gettext_lazy(".docx, at most 5 MB, with {{ bericht }} in a line of its own."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages=FILE_ERRORS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, limit=5, **kwargs)

    def clean_docx(self) -> bytes:
        """Return the file's bytes if a report can be written into it."""
        file: UploadedFile[bytes] = self.cleaned_data["docx"]
        self.refuse_large(file)
        data: bytes = file.read()
        found = flaws(data)
        if found:
            raise forms.ValidationError([in_words(flaw) for flaw in found[:12]])
        return data

    def clean(self) -> dict[str, Any]:
        """Name the template after its file if nobody named it."""
        data: dict[str, Any] = super().clean() or {}
        file = self.files.get("docx")
        if file is not None and not data.get("title"):
            data["title"] = PurePath(str(file.name)).stem[:80].strip() or _("Template")
        return data
