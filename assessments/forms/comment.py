"""A remark on a section of the report."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


class _TextField(forms.CharField):
    """Counts a line break once, as people do; browsers send two characters for it."""

    def to_python(self, value: object) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").strip()


class CommentForm(forms.Form):
    """What somebody remarks."""

    text = _TextField(
        label=_("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d."),
        },
    )
