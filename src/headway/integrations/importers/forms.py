"""The forms of an import: which file, and what it means."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.base.files import check_size
from headway.base.text import fold
from headway.integrations.importers.choices import Choices, choices_of, stage_key
from headway.integrations.importers.content import Meaning
from headway.integrations.importers.models import Import
from headway.integrations.importers.sources import SOURCES
from headway.people.models import Person
from headway.work.models import Project

MOST_MEGABYTES = 50
"""Of a schedule that one request takes over whole; see ``api/schedules.py``."""

MOST_ASKED = 60
"""For so many people of a file somebody can be chosen on the page."""

MEANINGS = {
    Meaning.TODO: gettext_lazy("To do"),
    Meaning.DOING: gettext_lazy("In progress"),
    Meaning.REVIEW: gettext_lazy("Review"),
    Meaning.WAITING: gettext_lazy("Waiting"),
    Meaning.DONE: gettext_lazy("Done"),
    Meaning.CANCELLED: gettext_lazy("Cancelled"),
}


class FileForm(forms.Form):
    """A file, and where it is from."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("You see everything before it is taken over."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    source = forms.ChoiceField(label=gettext_lazy("From"), required=False)

    def __init__(self, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["source"].choices = source_choices()  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        check_size(file.size, name=file.name)
        return file


def source_choices() -> list[tuple[str, str]]:
    labels = [(source.name, _(source.called)) for source in SOURCES]
    return [("", _("Headway finds out")), *labels]


class ChoicesForm(forms.Form):
    """What a file means: its columns, stages and people, and where it goes.

    Fields are named by their place in what was found: ``stage-0`` and so on.
    """

    project = forms.RegexField(
        r"^([A-Za-z][A-Za-z0-9]{1,9})?$",
        label=gettext_lazy("Key of the project"),
        required=False,
        help_text=gettext_lazy(
            "Such as KEY in KEY-12; drawn from its title if you leave it empty."
        ),
        error_messages={
            "invalid": gettext_lazy("Give 2 to 10 letters and digits, a letter first.")
        },
    )

    into = forms.ChoiceField(label=gettext_lazy("Into"), required=False)

    field_order = ("into", "project")

    def __init__(self, run: Import, data: Any = None, *, by: Actor) -> None:
        super().__init__(data)
        self.run, self.found, self.by = run, run.found, by
        self.said = choices_of(run.choices)
        self.fields["into"].choices = list(self._projects())  # type: ignore[attr-defined]
        self.fields["into"].initial = self.said.into
        self.fields["project"].initial = self.said.project
        if len(self.found.get("boards", [""])) != 1:
            del self.fields["project"]
        for name, field in self._found_fields():
            self.fields[name] = field

    @property
    def choices(self) -> Choices:
        """What was said, of a form that is valid."""
        sent = self.cleaned_data
        stages = {
            stage_key(stage["name"]): Meaning(sent[f"stage-{n}"])
            for n, stage in enumerate(self.found.get("stages", []))
        }
        columns = {
            column["name"]: sent[f"column-{n}"]
            for n, column in enumerate(self.found.get("columns", []))
        }
        return Choices(
            stages=stages,
            columns=columns,
            people={**self._unasked(), **self._people()},
            project=sent.get("project", "").upper(),
            into=sent["into"],
        )

    def _projects(self) -> Iterator[tuple[str, str]]:
        """Where it may go: what the file is of, or a project that may be changed."""
        yield "", _("Its own project, a new one unless it was imported before")
        rows = Project.objects.contributable_by(self.by).order_by("name", "key")
        for key, name in rows.values_list("key", "name"):
            yield key, f"{name} ({key})"

    def _unasked(self) -> dict[str, int | None]:
        """What was said of people whom the page does not show, or of placeholders."""
        asked = {one["id"] for one in self.found.get("people", [])[:MOST_ASKED]}
        return {
            pk: here
            for pk, here in self.said.people.items()
            if here is None or pk not in asked
        }

    def _people(self) -> dict[str, int | None]:
        return {
            one["id"]: self.cleaned_data[f"person-{n}"]
            for n, one in enumerate(self.found.get("people", [])[:MOST_ASKED])
            if self.cleaned_data[f"person-{n}"] is not None
        }

    def rows(self, kind: str) -> list[tuple[Mapping[str, Any], forms.BoundField]]:
        """What was found of a kind, each with its field."""
        found = {"stage": "stages", "person": "people", "column": "columns"}[kind]
        return [
            (row, self[f"{kind}-{n}"])
            for n, row in enumerate(self.found.get(found, []))
            if f"{kind}-{n}" in self.fields
        ]

    @property
    def stages(self) -> list[tuple[Mapping[str, Any], forms.BoundField]]:
        return self.rows("stage")

    @property
    def people(self) -> list[tuple[Mapping[str, Any], forms.BoundField]]:
        return self.rows("person")

    @property
    def columns(self) -> list[tuple[Mapping[str, Any], forms.BoundField]]:
        return self.rows("column")

    def _found_fields(self) -> Iterator[tuple[str, forms.Field]]:
        for n, stage in enumerate(self.found.get("stages", [])):
            chosen = self.said.stages.get(stage_key(stage["name"]))
            yield (
                f"stage-{n}",
                forms.ChoiceField(
                    label=_("What “%s” stands for") % stage["name"],
                    choices=[(each.value, text) for each, text in MEANINGS.items()],
                    initial=(chosen or Meaning(stage["meaning"])).value,
                ),
            )
        for n, column in enumerate(self.found.get("columns", [])):
            yield (
                f"column-{n}",
                forms.ChoiceField(
                    label=_("What “%s” holds") % column["name"],
                    choices=column["kinds"],
                    initial=column["kind"],
                    required=False,
                ),
            )
        names = dict(self._names())
        for n, one in enumerate(self.found.get("people", [])[:MOST_ASKED]):
            here = self.said.people.get(one["id"], one["here"])
            yield (
                f"person-{n}",
                PersonField(
                    names,
                    label=_("Who “%s” is here") % one["name"],
                    initial=names.get(here or 0, ""),
                ),
            )

    def _names(self) -> Iterator[tuple[int, str]]:
        rows = Person.objects.visible_to(self.by).order_by("pk")
        yield from rows.values_list("pk", "actor__name")

    @property
    def names(self) -> list[str]:
        """The people to choose from, for completion."""
        return sorted({name for _pk, name in self._names()}, key=fold)


class PersonField(forms.CharField):
    """The name of somebody here; empty for whoever Headway takes them for."""

    def __init__(self, names: Mapping[int, str], **how: Any) -> None:
        super().__init__(
            required=False,
            max_length=200,
            widget=forms.TextInput(attrs={"list": "people-here"}),
            **how,
        )
        self._names = {fold(name): pk for pk, name in names.items()}

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        pk = self._names.get(fold(text))
        if pk is None:
            raise forms.ValidationError(_("Nobody here is called “%s”.") % text)
        return pk
