"""What is said of a card's place on a board."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.base.numbers import MOST_ID
from headway.work.forms.fields import KeyField

FIRST, LAST, KEPT = "first", "last", "kept"


class PlaceForm(forms.Form):
    """Into which column a card goes, and where in it: beside another, or at an end."""

    to = forms.IntegerField(
        label=gettext_lazy("Column"), min_value=1, max_value=MOST_ID
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Place"),
        required=False,
        choices=[
            (FIRST, gettext_lazy("First")),
            (LAST, gettext_lazy("Last")),
            (KEPT, gettext_lazy("In its order")),
        ],
    )
    after = KeyField(required=False, max_length=20)
    before = KeyField(required=False, max_length=20)

    def __init__(
        self, data: Any = None, *, columns: Iterable[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(data=data, auto_id="place-%s", **options)
        select = forms.Select(choices=list(columns), attrs={"class": "input"})
        self.fields["to"].widget = select
        self.fields["place"].widget.attrs["class"] = "input"
