"""Forms of changes that are more than one value."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.base.durations import ON_THE_CLOCK, UNITS
from headway.base.errors import Refused
from headway.base.estimates import parse_estimate
from headway.work.forms.fields import KeyField
from headway.work.models import Item, LinkKind, State

LINK_KINDS = [
    (LinkKind.FINISH_START, gettext_lazy("finish to start")),
    (LinkKind.START_START, gettext_lazy("start to start")),
    (LinkKind.FINISH_FINISH, gettext_lazy("finish to finish")),
    (LinkKind.START_FINISH, gettext_lazy("start to finish")),
]


class StateForm(forms.Form):
    """Where an item goes: into a category, or into a state named by its number."""

    to = forms.CharField(max_length=18)

    def clean_to(self) -> dict[str, Any]:
        """Return what :func:`move_item` takes."""
        said: str = self.cleaned_data["to"]
        if said in State.values:
            return {"to": State(said)}
        if not (said.isascii() and said.isdecimal()):
            raise ValidationError(_("That is no state of an item."))
        return {"status_id": int(said)}


class LinkForm(forms.Form):
    """A dependency on another item: ``before`` it, or ``after`` it."""

    BEFORE, AFTER, CLOCK = "before", "after", "clock"

    key = KeyField(label=gettext_lazy("Key"), max_length=20)
    way = forms.ChoiceField(
        label=gettext_lazy("This item"),
        choices=[
            (BEFORE, gettext_lazy("waits for")),
            (AFTER, gettext_lazy("holds back")),
        ],
    )
    kind = forms.ChoiceField(label=gettext_lazy("How"), choices=LINK_KINDS)
    lag = forms.CharField(label=gettext_lazy("Lag"), max_length=60, required=False)
    counts = forms.ChoiceField(
        label=gettext_lazy("Counted in"),
        choices=[
            ("working", gettext_lazy("working time")),
            (CLOCK, gettext_lazy("time by the clock")),
        ],
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data=data, auto_id="link-%s")
        for field in self.fields.values():
            field.widget.attrs |= {"class": "input", "autocomplete": "off"}
        self.fields["lag"].widget.attrs["placeholder"] = "1 d, 2-4 d"

    def clean(self) -> dict[str, Any]:
        """Read the lag as an :class:`Estimate`; by the clock a day has 24 hours."""
        said = super().clean() or {}
        said["is_elapsed"] = said.get("counts") == self.CLOCK
        units = ON_THE_CLOCK if said["is_elapsed"] else UNITS
        try:
            said["lag"] = parse_estimate(said.get("lag") or "0", units)
        except Refused as refused:
            self.add_error("lag", str(refused))
        return said


class UnlinkForm(forms.Form):
    before = KeyField(max_length=20)
    after = KeyField(max_length=20)


class PartsForm(forms.Form):
    """How people share an item, and who is accountable."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    accountable = forms.IntegerField()

    def __init__(self, item: Item, *, data: Any = None) -> None:
        self.parts = list(
            item.assignments.select_related("person__actor").order_by("pk")
        )
        held = [part.person_id for part in self.parts if part.is_accountable]
        initial = {"version": item.version, "accountable": held[0] if held else None}
        super().__init__(data=data, initial=initial, auto_id="parts-%s")
        for part in self.parts:
            self._add(f"share-{part.person_id}", part.share, _("Part"), 1000)
            self._add(
                f"units-{part.person_id}", part.units_percent, _("Percent"), 10_000
            )

    def _add(self, name: str, value: int, label: str, most: int) -> None:
        widget = forms.NumberInput(attrs={"class": "input"})
        self.fields[name] = forms.IntegerField(
            min_value=1, max_value=most, initial=value, label=label, widget=widget
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Per person: name, the two fields, whether accountable."""
        chosen = self["accountable"].value()
        return [
            {
                "person_id": part.person_id,
                "name": part.person.actor.name,
                "share": self[f"share-{part.person_id}"],
                "units": self[f"units-{part.person_id}"],
                "is_accountable": str(chosen) == str(part.person_id),
            }
            for part in self.parts
        ]
