"""Forms of the fields of a workspace, and of what an item says in one."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.base.errors import Refused
from headway.base.text import shown
from headway.people.models import Person
from headway.work.actions.custom_fields import MOST_OPTIONS
from headway.work.field_values import LONGEST_TEXT, PERSON, kept, read, typed, words
from headway.work.forms.cells import CellForm, find_people
from headway.work.models import CustomField, FieldKind, Item, ItemType
from headway.work.models.custom_fields import LONGEST_NAME, WITH_OPTIONS
from headway.work.shown_fields import names_in

LONGEST_OPTIONS = MOST_OPTIONS * (LONGEST_NAME + 20)
THOUSANDS: Final = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""What is another number where points are between thousands."""


class CustomFieldForm(CellForm):
    """What an item says in a field; ``cleaned_data["value"]`` is as it is kept."""

    value = forms.CharField(required=False, max_length=LONGEST_TEXT)

    def __init__(
        self, item: Item, *, field: CustomField, by: Actor, data: Any = None
    ) -> None:
        self.field, self.by, self.name = field, by, field.column
        self.has_button = field.kind in CHOSEN
        super().__init__(item, data=data)
        self.fields["value"] = input_of(field)
        self.fields["value"].widget.attrs |= {"class": "input", "autocomplete": "off"}
        if field.kind == FieldKind.OPTIONS:
            self.initial["value"] = self.text_of(item).split()

    def text_of(self, item: Item) -> str:  # type: ignore[override]
        value = item.custom.get(self.field.key)
        if self.field.kind in WITH_OPTIONS:
            pks = value if isinstance(value, list) else [value] if value else []
            return " ".join(map(str, pks))
        text = typed(self.field, value, names_in([item], by=self.by))
        is_number = self.field.kind == FieldKind.NUMBER
        return f"{text}0" if is_number and THOUSANDS.fullmatch(text) else text

    def words_of(self, item: Item) -> str:  # type: ignore[override]
        value = item.custom.get(self.field.key)
        return words(self.field, value, names_in([item], by=self.by))

    def clean_value(self) -> Any:
        return value_of(self.field, self.cleaned_data["value"], by=self.by)

    def understood(self) -> str:
        value = self.cleaned_data["value"]
        return words(self.field, value, _names(value)) or _("Nothing")

    @property
    def boxes(self) -> list[tuple[str, str, bool]]:
        """Value and name of each of several options, and whether it is chosen."""
        if self.field.kind != FieldKind.OPTIONS:
            return []
        chosen = {str(value) for value in self["value"].value() or ()}
        return [
            (str(pk), row["name"], str(pk) in chosen)
            for pk, row in self.field.option_rows.items()
        ]


CHOSEN = frozenset({FieldKind.YES_NO, FieldKind.OPTION, FieldKind.OPTIONS})
"""Kinds of which a value is chosen and not typed."""


def input_of(field: CustomField) -> forms.Field:
    """Return the field of a form in which people say a value."""
    said: dict[str, Any] = {"label": field.name, "required": False}
    options = [(str(pk), row["name"]) for pk, row in field.option_rows.items()]
    match FieldKind(field.kind):
        case FieldKind.DATE:
            widget = forms.DateInput(attrs={"type": "date"})
            return forms.DateField(widget=widget, **said)
        case FieldKind.YES_NO:
            choices = [("", _("not said")), ("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(choices=choices, **said)
        case FieldKind.OPTION:
            return forms.ChoiceField(choices=[("", _("none")), *options], **said)
        case FieldKind.OPTIONS:
            return forms.MultipleChoiceField(choices=options, **said)
    return forms.CharField(max_length=LONGEST_TEXT, **said)


def value_of(field: CustomField, said: Any, *, by: Actor) -> Any:
    """Return what an input holds as it is kept.

    Raises ``ValidationError`` where the field does not take it.
    """
    if not said:
        return None
    try:
        if field.kind == FieldKind.PERSON:
            people = find_people(said, _people(by))
            if len(people) > 1:
                raise ValidationError(_("Name one person."))
            return {PERSON: people[0].pk} if people else None
        if field.kind == FieldKind.OPTION:
            return kept(field, int(said))
        if field.kind == FieldKind.OPTIONS:
            return kept(field, [int(each) for each in said])
        if field.kind == FieldKind.NUMBER:
            _check_clear(said)
        return kept(field, read(field, said) if isinstance(said, str) else said)
    except Refused as refused:
        raise ValidationError(str(refused)) from refused


def _check_clear(text: str) -> None:
    """Refuse 1.500 of whoever may mean by it what others mean by 1,500."""
    if get_format("THOUSAND_SEPARATOR") == "." and THOUSANDS.fullmatch(text.strip()):
        message = _(
            "“%s” could be two numbers: write it without the point, or with a comma."
        )
        raise ValidationError(message % shown(text))


def value_in(field: CustomField, text: str, *, by: Actor) -> Any:
    """Return what people write of any kind of field, options by their names.

    Raises ``ValidationError`` where the field does not take it.
    """
    if field.kind not in WITH_OPTIONS:
        return value_of(field, text.strip(), by=by)
    try:
        return kept(field, read(field, text))
    except Refused as refused:
        raise ValidationError(str(refused)) from refused


def _people(by: Actor) -> list[Person]:
    return list(Person.objects.visible_to(by).select_related("actor"))


def _names(value: Any) -> Mapping[int, str]:
    """Return the name of a person who was just found; a query where there is one."""
    if not isinstance(value, dict):
        return {}
    rows = Person.objects.filter(pk=value[PERSON])
    return dict(rows.values_list("pk", "actor__name"))


class FieldForm(forms.Form):
    """What a field is called, what can be said in it, and of which items."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=FieldKind.choices)
    options = forms.CharField(
        label=gettext_lazy("Options"),
        required=False,
        max_length=LONGEST_OPTIONS,
        help_text=gettext_lazy(
            "One a line, in their order; a colour may stand behind a bar: “High | red”."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    options_then = forms.CharField(
        required=False, max_length=LONGEST_OPTIONS, widget=forms.HiddenInput
    )
    types = forms.MultipleChoiceField(
        label=gettext_lazy("Only for items of these types"), required=False
    )
    is_shown_to_guests = forms.BooleanField(
        label=gettext_lazy("Guests see it"), required=False
    )

    def __init__(
        self, data: Any = None, *, by: Actor, field: CustomField | None = None
    ) -> None:
        self.field = field
        super().__init__(data, initial=_said(field) if field else None)
        kinds = ItemType.objects.visible_to(by).values_list("pk", "name")
        self.all_types = [(str(pk), name) for pk, name in kinds]
        self.fields["types"].choices = self.all_types  # type: ignore[attr-defined]
        for name in ("name", "kind", "options"):
            self.fields[name].widget.attrs["class"] = "input"
        if field is not None:
            del self.fields["kind"]
            if field.kind not in WITH_OPTIONS:
                del self.fields["options"]
        if field is None or field.kind not in WITH_OPTIONS:
            del self.fields["options_then"]

    @property
    def boxes(self) -> list[tuple[str, str, bool]]:
        """Number and name of each type, and whether the field is for it."""
        chosen = set(self["types"].value() or ())
        return [(pk, name, pk in chosen) for pk, name in self.all_types]

    def clean_options_then(self) -> str:
        """Refuse options that were opened before others changed them.

        They would be taken away, or be taken for new names of each other.
        """
        then = self.cleaned_data["options_then"].split()
        is_sent = self.add_prefix("options_then") in self.data
        if is_sent and self.field and then != _lines(self.field).split():
            message = _("The options were changed meanwhile: open the page again.")
            self.add_error("options", message)
        return ""

    def clean_options(self) -> list[dict[str, Any]]:
        """Read a line each; an option that keeps its name is the one that it was.

        So is one whose line is as it was, whatever bars are in its name.
        """
        there = self.field.options if self.field else []
        known = {row["name"].casefold(): row["id"] for row in there}
        same = {_line(row): row for row in there}
        rows: list[dict[str, Any]] = []
        for line in self.cleaned_data["options"].splitlines():
            if row := same.get(line.strip()):
                rows.append(row)
                continue
            name, _bar, colour = (part.strip() for part in line.partition("|"))
            if name:
                pk = known.get(" ".join(name.split()).casefold())
                rows.append({"id": pk, "name": name, "colour": colour.lower()})
        return self._renamed(rows) if self.field else rows

    def _renamed(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Take one new name in the place of one that is gone for a new name of it."""
        assert self.field is not None  # noqa: S101 - for type checkers
        held = {row["id"] for row in rows}
        gone = [row["id"] for row in self.field.options if row["id"] not in held]
        new = [row for row in rows if row["id"] is None]
        if len(gone) == len(new) == 1:
            new[0]["id"] = gone[0]
        return rows

    def said(self) -> dict[str, Any]:
        """Return what valid input says, as the actions take it."""
        said = dict(self.cleaned_data)
        said.pop("options_then", None)
        said["type_ids"] = [int(pk) for pk in said.pop("types")]
        return said


def _said(field: CustomField) -> dict[str, Any]:
    lines = _lines(field)
    return {
        "name": field.name,
        "options": lines,
        "options_then": lines,
        "types": [str(pk) for pk in field.type_ids],
        "is_shown_to_guests": field.is_shown_to_guests,
    }


def _lines(field: CustomField) -> str:
    """The options as their input has them."""
    return "\n".join(map(_line, field.options))


def _line(row: Mapping[str, Any]) -> str:
    return f"{row['name']} | {row['colour']}".removesuffix(" | ")
