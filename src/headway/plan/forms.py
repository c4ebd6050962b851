"""What people enter on the timeline."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.base.durations import format_minutes
from headway.work.capture.cells import LONGEST_TEXT
from headway.work.forms.fields import KeyField
from headway.work.forms.pasting import PasteForm
from headway.work.models import Drive, Item, Project, ProjectOutlook

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
    left = forms.AmountField(
        label=gettext_lazy("Left"),
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


class ListForm(PasteForm):
    """What needs doing, a line each, of a project that is not there yet."""

    text = forms.CharField(
        label=gettext_lazy("Your list"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 10,
                "class": "input start-lines",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
        help_text=gettext_lazy("All but the title is optional."),
        error_messages={"required": gettext_lazy("Write down a line first.")},
    )


class PromiseForm(forms.Form):
    """The day by which all of a project is done; the plan's, where nobody said one."""

    target_on = forms.DateField(
        label=gettext_lazy("Promised for"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Choose a day, or skip this.")},
    )

    def __init__(
        self, data: Any = None, *, project: Project, outlook: ProjectOutlook | None
    ) -> None:
        likely = outlook.p85 if outlook else None
        planned = timezone.localtime(likely).date() if likely else None
        day = project.target_on or planned
        super().__init__(data, initial={"target_on": day})


class BeginForm(forms.Form):
    """What the project is called; its key is drawn from that."""

    name = forms.CharField(
        label=gettext_lazy("Name of the project"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("A project needs a name.")},
    )
