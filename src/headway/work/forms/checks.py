"""Forms of the lines of a checklist."""

from typing import Any

from django.utils.translation import gettext_lazy

from headway.base import forms

LONGEST_LINE = 500
LONGEST_HEADING = 200


class AddCheckForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text of a new line"), max_length=LONGEST_LINE
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data=data, auto_id="check-%s")
        self.fields["text"].widget.attrs |= {"class": "input", "autocomplete": "off"}


class CheckForm(forms.Form):
    """What to say of a line; what is not sent stays as it is."""

    text = forms.CharField(required=False, max_length=LONGEST_LINE)
    heading = forms.CharField(required=False, max_length=LONGEST_HEADING)
    is_done = forms.ChoiceField(required=False, choices=[("1", ""), ("0", "")])
    place = forms.IntegerField(required=False)

    @property
    def said(self) -> dict[str, Any]:
        """What :func:`change_check` takes."""
        values = self.cleaned_data
        said = {
            "text": values["text"],
            "is_done": values["is_done"] == "1",
            "place": values["place"],
        }
        said = {n: value for n, value in said.items() if self.data.get(n, "") != ""}
        if "heading" in self.data:  # emptied, the line is below none
            said["heading"] = values["heading"]
        return said
