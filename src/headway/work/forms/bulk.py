"""Forms of what is said of many items at once."""

from collections.abc import Hashable, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headway.actors.models import Actor
from headway.base import forms
from headway.people.models import Person
from headway.ui.words import date_words
from headway.work.actions import Part
from headway.work.filters.reader import Reader
from headway.work.forms.cells import LONGEST_NAMES, find_people
from headway.work.models import Importance, State


class BulkForm(forms.Form):
    """One thing to say of all selected items; its fields are named after it."""

    name: ClassVar[str]
    label: ClassVar[Any]
    key: ClassVar[str] = ""
    """What opens it on the keyboard."""

    use_required_attribute = False
    """All are of one form in the page: what one lacks would keep the others back."""

    def __init__(
        self, data: Any = None, *, by: Actor, reader: Reader | None = None
    ) -> None:
        self.by, self.reader = by, reader
        super().__init__(data=data, prefix=self.name, auto_id="bulk-%s")
        for field in self.fields.values():
            field.widget.attrs |= {"class": "input", "autocomplete": "off"}

    @property
    def options(self) -> Sequence[tuple[Any, Any]]:
        """What to choose from, where one press is enough."""
        value = self.fields.get("value")
        is_choice = isinstance(value, forms.ChoiceField)
        return list(value.choices) if is_choice else ()  # type: ignore[union-attr]

    @classmethod
    def known(cls, by: Actor, reader: Reader) -> Hashable:
        """Return all on which its menu depends but for the language.

        None where it is not offered, for want of something to choose.
        """
        return ()

    def changes(self) -> dict[str, Any]:
        """Return what valid input says, as :func:`change_items` takes it."""
        raise NotImplementedError

    def said(self, count: int) -> str:
        """Say what was done to ``count`` items."""
        text = ngettext("%(count)d item: %(said)s", "%(count)d items: %(said)s", count)
        return text % {"count": count, "said": self.understood()}

    def understood(self) -> str:
        raise NotImplementedError


class BulkStateForm(BulkForm):
    name, label = "state", gettext_lazy("State")
    value = forms.ChoiceField(label=label, choices=State)

    def changes(self) -> dict[str, Any]:
        return {"state": self.cleaned_data["value"]}

    def understood(self) -> str:
        return str(State(self.cleaned_data["value"]).label)


class BulkTypeForm(BulkForm):
    """The type that they are of from now on."""

    name, label = "type", gettext_lazy("Type")
    value = forms.TypedChoiceField(label=label, coerce=int)

    def __init__(
        self, data: Any = None, *, by: Actor, reader: Reader | None = None
    ) -> None:
        super().__init__(data, by=by, reader=reader)
        types = _types_seen(reader or Reader(by))
        cast("forms.ChoiceField", self.fields["value"]).choices = types

    @classmethod
    def known(cls, by: Actor, reader: Reader) -> Hashable:
        types = _types_seen(reader)
        return tuple(types) if len(types) > 1 else None

    def changes(self) -> dict[str, Any]:
        return {"type_id": self.cleaned_data["value"]}

    def understood(self) -> str:
        return str(dict(self.options)[self.cleaned_data["value"]])


def _types_seen(reader: Reader) -> list[tuple[int, str]]:
    return [(each.pk, each.name) for each in reader.types_offered]


class BulkImportanceForm(BulkForm):
    name, label = "importance", gettext_lazy("Importance")
    value = forms.ChoiceField(label=label, choices=Importance)

    def changes(self) -> dict[str, Any]:
        return {"priority": int(self.cleaned_data["value"])}

    def understood(self) -> str:
        word = Importance(int(self.cleaned_data["value"])).label
        return _("importance %s") % str(word).lower()


class BulkPeopleForm(BulkForm):
    """Who does them from now on, instead of who did; the first is accountable."""

    name, label, key = "people", gettext_lazy("Assign"), "a"
    value = forms.CharField(
        label=gettext_lazy("People, instead of those now"),
        help_text=gettext_lazy("Names, separated by commas; empty for nobody."),
        required=False,
        max_length=LONGEST_NAMES,
    )

    def clean_value(self) -> list[Person]:
        known = Person.objects.visible_to(self.by).select_related("actor")
        return find_people(self.cleaned_data["value"], list(known))

    def changes(self) -> dict[str, Any]:
        people: list[Person] = self.cleaned_data["value"]
        return {
            "parts": [Part(person_id=person.pk) for person in people],
            "accountable_id": people[0].pk if people else None,
        }

    def understood(self) -> str:
        names = [person.actor.name for person in self.cleaned_data["value"]]
        return ", ".join(names) or _("nobody")


class BulkLabelsForm(BulkForm):
    """Labels that the items get, and those that they lose."""

    name, label = "labels", gettext_lazy("Labels")
    add = forms.CharField(
        label=gettext_lazy("Add"), required=False, max_length=LONGEST_NAMES
    )
    remove = forms.CharField(
        label=gettext_lazy("Remove"),
        help_text=gettext_lazy("Names, separated by commas."),
        required=False,
        max_length=LONGEST_NAMES,
    )

    def clean(self) -> dict[str, Any]:
        said = {name: _names(self.cleaned_data.get(name, "")) for name in self.fields}
        if not any(said.values()):
            raise ValidationError({"add": _("Name a label.")})
        return said

    def changes(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"add_labels": said["add"], "remove_labels": said["remove"]}

    def understood(self) -> str:
        added = [f"+ {name}" for name in self.cleaned_data["add"]]
        return ", ".join([*added, *(f"− {n}" for n in self.cleaned_data["remove"])])  # noqa: RUF001


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))


class BulkDayForm(BulkForm):
    """A day of the reader's calendar, for an instant; empty takes it off."""

    column: ClassVar[str]
    at: ClassVar[time]
    value = forms.DateField(
        required=False,
        help_text=gettext_lazy("Empty takes it off."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(
        self, data: Any = None, *, by: Actor, reader: Reader | None = None
    ) -> None:
        super().__init__(data, by=by, reader=reader)
        self.fields["value"].label = self.label

    def changes(self) -> dict[str, Any]:
        day: date | None = self.cleaned_data["value"]
        said: datetime | None = None
        if day is not None:
            said = timezone.make_aware(datetime.combine(day, self.at))
        return {self.column: said}

    def understood(self) -> str:
        day: date | None = self.cleaned_data["value"]
        said = date_words(day) if day else _("none")
        return f"{str(self.label).lower()} {said}"


class BulkDeadlineForm(BulkDayForm):
    name, label = "deadline", gettext_lazy("Deadline")
    column, at = "deadline", time(23, 59)


class BulkPinForm(BulkDayForm):
    name, label = "pin", gettext_lazy("Starts no earlier than")
    column, at = "starts_no_earlier", time.min


class BulkStartByForm(BulkDayForm):
    name, label = "start-by", gettext_lazy("Starts no later than")
    column, at = "starts_no_later", time(23, 59)
