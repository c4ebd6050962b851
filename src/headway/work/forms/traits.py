"""Forms of what an item says for planning and about itself, edited in place."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.base.durations import format_minutes
from headway.base.errors import Refused
from headway.work.actions import NeededSkill
from headway.work.forms.cells import LONGEST_NAMES, CellForm
from headway.work.forms.fields import AmountField
from headway.work.models import Drive, Importance, Item, ItemType, Label
from headway.work.models.importance import importance_words
from headway.work.needs import needs_of, needs_words, parse_needs, typed_needs

JOINT, APART = "joint", "apart"
TOGETHER = {
    APART: gettext_lazy("Each on their own part"),
    JOINT: gettext_lazy("All at the same time"),
}


class ImportanceForm(CellForm):
    name = "importance"
    has_button = True
    value = forms.ChoiceField(label=gettext_lazy("Importance"), choices=Importance)

    def __init__(self, item: Item, *, data: Any = None) -> None:
        super().__init__(item, data=data)
        if item.priority not in Importance.values:
            own = (item.priority, importance_words(item.priority))
            field = cast("forms.ChoiceField", self.fields["value"])
            field.choices = [own, *Importance.choices]

    @staticmethod
    def text_of(item: Item) -> str:
        return str(item.priority)

    @classmethod
    def words_of(cls, item: Item) -> str:
        return importance_words(item.priority)

    def clean_value(self) -> int:
        return int(self.cleaned_data["value"])

    def understood(self) -> str:
        return importance_words(self.cleaned_data["value"])


class ItemTypeForm(CellForm):
    """The type of an item; ``cleaned_data["value"]`` is its number."""

    name = "type"
    has_button = True
    value = forms.TypedChoiceField(label=gettext_lazy("Type"), coerce=int)

    def __init__(self, item: Item, *, by: Actor, data: Any = None) -> None:
        super().__init__(item, data=data)
        kinds = ItemType.objects.visible_to(by).values_list("pk", "name")
        cast("forms.ChoiceField", self.fields["value"]).choices = list(kinds)

    @staticmethod
    def text_of(item: Item) -> str:
        return str(item.type_id)

    @classmethod
    def words_of(cls, item: Item) -> str:
        return item.type.name

    def understood(self) -> str:
        kinds = ItemType.objects.filter(pk=self.cleaned_data["value"])
        return kinds.values_list("name", flat=True)[0]


class DriveForm(CellForm):
    """What makes an item take as long as it takes."""

    name = "drive"
    has_button = True
    value = forms.ChoiceField(label=gettext_lazy("Planned"), choices=Drive)

    @staticmethod
    def text_of(item: Item) -> str:
        return item.drive

    @classmethod
    def words_of(cls, item: Item) -> str:
        return str(Drive(item.drive).label)

    def understood(self) -> str:
        return str(Drive(self.cleaned_data["value"]).label)


class TogetherForm(CellForm):
    """Whether several people are at it at the same time, or each on their own part."""

    name = "together"
    has_button = True
    value = forms.ChoiceField(
        label=gettext_lazy("How they share it"), choices=list(TOGETHER.items())
    )

    @staticmethod
    def text_of(item: Item) -> str:
        return JOINT if item.is_joint else APART

    @classmethod
    def words_of(cls, item: Item) -> str:
        return str(TOGETHER[cls.text_of(item)])

    def understood(self) -> str:
        return str(TOGETHER[self.cleaned_data["value"]])


class ChunkForm(CellForm):
    """The least that is done of it at a time; ``cleaned_data["value"]`` in minutes."""

    name = "chunk"
    value = AmountField(label=gettext_lazy("At least at a time"))

    @staticmethod
    def text_of(item: Item) -> str:
        minutes = item.chunk_minutes
        return format_minutes(minutes).replace("\xa0", " ") if minutes else ""

    def understood(self) -> str:
        minutes: int | None = self.cleaned_data["value"]
        if minutes is None:
            return _("Begun for any length of time")
        return _("Begun only for %s or more at a time") % format_minutes(minutes)


class SkillsForm(CellForm):
    """Skills with their levels; valid input gives ``cleaned_data["value"]``."""

    name = "skills"
    value = forms.CharField(
        label=gettext_lazy("Skills"), required=False, max_length=LONGEST_NAMES
    )

    @staticmethod
    def text_of(item: Item) -> str:
        return typed_needs(needs_of(item))

    def clean_value(self) -> list[NeededSkill]:
        try:
            return parse_needs(self.cleaned_data["value"])
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    def understood(self) -> str:
        return needs_words(self.cleaned_data["value"])


class LabelsForm(CellForm):
    """Names of labels, separated by commas; ``cleaned_data["value"]`` is a list."""

    name = "labels"
    value = forms.CharField(
        label=gettext_lazy("Labels"), required=False, max_length=LONGEST_NAMES
    )

    @staticmethod
    def text_of(item: Item) -> str:
        held = Label.objects.live().filter(labelled__item=item).order_by("name")
        return ", ".join(held.values_list("name", flat=True))

    def clean_value(self) -> list[str]:
        names = map(str.strip, self.cleaned_data["value"].split(","))
        return list(dict.fromkeys(filter(None, names)))

    def understood(self) -> str:
        return ", ".join(self.cleaned_data["value"]) or _("No labels")
