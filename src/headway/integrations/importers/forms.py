"""The form that takes a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.base import forms

MOST_MEGABYTES = 50


class ImportForm(forms.Form):
    """A file, and a key for the project that it becomes."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Microsoft Project, saved as XML; up to 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".xml"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )
    key = forms.CharField(
        label=_("Key of the project"),
        required=False,
        max_length=10,
        help_text=_(
            "Such as KEY in KEY-12; drawn from its title if you leave it empty."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                _("The file has %(size)d MB, more than 50: use headway import for it."),
                params={"size": file.size >> 20},
            )
        return file
