"""What people enter on the timeline."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.durations import format_minutes, parse_minutes
from headway.base.errors import Refused
from headway.work.forms.fields import KeyField
from headway.work.models import Drive, Item

Morning = Callable[[date], datetime]
"""The first minute worked on a day, or on the next that is."""


class BarForm(forms.Form):
    """A change of one bar: what is not sent stays as it is.

    ``starts_on`` empty takes the pin away; ``left`` is what remains of the effort or,
    where that drives the item, of the duration.
    """

    starts_on = forms.DateField(
        label=gettext_lazy("Start no earlier than"),
        required=False,
        widget=forms.DateInput(
            attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"
        ),
    )
    left = forms.CharField(
        label=gettext_lazy("Left"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    if_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, item: Item) -> "BarForm":
        """The form as the item is now."""
        pin, left = item.starts_no_earlier, item.left_minutes
        return cls(
            initial={
                "starts_on": timezone.localtime(pin).date() if pin else None,
                "left": format_minutes(left) if left is not None else "",
                "if_version": item.version,
            }
        )

    def clean_left(self) -> int | None:
        """Working minutes; None where nothing was said."""
        text: str = self.cleaned_data["left"]
        if not text.strip():
            return None
        try:
            return parse_minutes(text.replace("\N{NO-BREAK SPACE}", " "))
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def changes(self, item: Item, morning: Morning) -> dict[str, Any]:
        """Fields of ``edit_item``, without those that stay as they are."""
        return self._pin(item, morning) | self._left(item)

    def _pin(self, item: Item, morning: Morning) -> dict[str, Any]:
        if "starts_on" not in self.data:
            return {}
        pin, wanted = item.starts_no_earlier, self.cleaned_data["starts_on"]
        present = timezone.localtime(pin).date() if pin else None
        if wanted == present:
            return {}
        return {"starts_no_earlier": morning(wanted) if wanted else None}

    def _left(self, item: Item) -> dict[str, Any]:
        left = self.cleaned_data["left"]
        if left is None or left == item.left_minutes:
            return {}
        is_begun = item.started_at is not None or item.remaining_minutes is not None
        if item.drive in (Drive.DURATION, Drive.ELAPSED) and not is_begun:
            return {"duration_minutes": left}
        return {"remaining_minutes": left}


class WaitForm(forms.Form):
    """An item that the one of the bar is to wait for, by its key."""

    waits_for = KeyField(
        label=gettext_lazy("Waits for"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "input", "autocomplete": "off", "placeholder": "KES-214"}
        ),
    )

    def other(self, item: Item, *, by: Actor) -> Item | None:
        """Return the item that is named; None, and an error, where there is none."""
        if not self.is_valid():
            return None
        key = self.cleaned_data["waits_for"]
        found = Item.objects.visible_to(by).with_key(key)
        if found is None or found.project_id != item.project_id:
            self.add_error("waits_for", _("There is no %s in this project.") % key)
            return None
        return found
