"""The form of a new item: a line in words, and where it goes."""

from collections.abc import Sequence
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.base.errors import Malformed
from headway.work.capture.adding import Understood, understand
from headway.work.capture.known import Known
from headway.work.capture.words import LONGEST
from headway.work.models import Item, ItemType, Project
from headway.work.offered import TYPES


class AddForm(forms.Form):
    """A new item of a project, or in a ``parent``.

    Valid input leaves what the line means in ``understood``.
    """

    title = forms.CharField(
        label=gettext_lazy("New item"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("An item needs a title.")},
    )
    project = forms.CharField(label=gettext_lazy("Project"), max_length=10)
    type = forms.TypedChoiceField(
        label=gettext_lazy("Type"), coerce=int, empty_value=None, required=False
    )
    understood: Understood | None = None

    def __init__(
        self,
        data: Any = None,
        *,
        by: Actor,
        projects: Sequence[Project] = (),
        types: Sequence[ItemType] | None = None,
        parent: Item | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data=data, **{"auto_id": "add-%s", **options})
        self.by, self.projects, self.parent = by, projects, parent
        attributes = {"class": "input", "placeholder": _("New item")}
        self.fields["title"].widget.attrs |= attributes | {"autocomplete": "off"}
        choices = [(p.key, p.name) for p in projects]
        select = forms.Select(choices=choices, attrs={"class": "input"})
        self.fields["project"].widget = select
        kinds = TYPES.of(by) if types is None else types
        self.has_types = len(kinds) > 1
        named = [("" if kind.is_default else kind.pk, kind.name) for kind in kinds]
        cast("forms.ChoiceField", self.fields["type"]).choices = named
        self.fields["type"].widget.attrs["class"] = "input"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        chosen = next((p for p in self.projects if p.key == said["project"]), None)
        try:
            self.understood = understand(
                said["title"],
                Known(self.by),
                project=chosen,
                parent=self.parent,
                type_id=said["type"],
            )
        except Malformed as error:
            self.add_error("title", str(error))
            return said
        for message in self.understood.errors:
            self.add_error("title", message)
        if self.understood.draft.is_ambiguous:
            self.add_error("title", _("Choose who is meant."))
        return said

    @property
    def examples(self) -> Sequence[str]:
        """What could be written besides a title."""
        return ("@ben", "#label", "~3h", "due fri", "!high")
