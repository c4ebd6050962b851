"""What a name in a line could mean: only what its reader may know."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice, takewhile

from django.utils import timezone

from headway.actors.models import Actor
from headway.base.text import fold
from headway.people.models import Person
from headway.work.actions.labelling import label_key
from headway.work.filters.moments import Clock
from headway.work.filters.reader import Reader
from headway.work.filters.references import ME
from headway.work.models import (
    CustomField,
    Importance,
    Item,
    ItemType,
    Label,
    Project,
    WorkflowState,
)
from headway.work.models.custom_fields import column_of

SHORTEST_PART = 2
"""So many letters of a name mean somebody."""


@dataclass(frozen=True)
class Known:
    """Names are looked up once, and only if a line has one of their kind.

    ``meant`` has who was chosen for a name, folded; ``unclear`` collects names that are
    nobody's, or several people's, with those, and the names for whom one was chosen.
    """

    by: Actor
    now: datetime = field(default_factory=timezone.now)
    meant: Mapping[str, int] = field(default_factory=dict)
    unclear: dict[str, Sequence[int]] = field(default_factory=dict, init=False)
    _called: dict[str, Sequence[int]] = field(default_factory=dict, init=False)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.by, self.now)

    @property
    def clock(self) -> Clock:
        return self.reader.clock

    @cached_property
    def names(self) -> dict[int, str]:
        """The people they may know, by id."""
        return dict(self.reader.people)

    @cached_property
    def _folded(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for pk, name in self.reader.people:
            found.setdefault(fold(name), []).append(pk)
        return found

    @cached_property
    def _mails(self) -> dict[str, int]:
        rows = Person.objects.filter(workspace_id=self.by.workspace_id)
        named = rows.filter(pk__in=self.names).values_list("user__email", "pk")
        return {mail.lower(): pk for mail, pk in named if mail}

    def people_called(self, text: str) -> Sequence[int]:
        """Return who is meant by ``me``, ``#7``, a mail, a name or a part of one.

        A whole name goes before the words of one, and these before their beginnings.
        Several come in the order of their names.
        """
        chosen = self.meant.get(fold(text))
        if chosen in self.names:
            self.unclear.setdefault(text, [chosen])
            return [chosen]
        if text not in self._called:
            self._called[text] = self._find_people(text)
        return self._called[text]

    def _find_people(self, text: str) -> Sequence[int]:
        if text.casefold() == ME and self.reader.own_id:
            return [self.reader.own_id]
        if text.startswith("#"):
            number = text[1:]
            return [pk for pk in self.names if str(pk) == number]
        if "@" in text:
            pk = self._mails.get(text.lower())
            return [] if pk is None else [pk]
        wanted = fold(text)
        if not wanted:
            return []
        names = [wanted] if wanted in self._folded else self._names_with(wanted)
        return [pk for name in sorted(names) for pk in self._folded[name]]

    def _names_with(self, wanted: str) -> Sequence[str]:
        """Return the names in which words are, else those in which one begins so.

        Takes as long as there are names with the first word, and not of all people.
        """
        first = wanted.split()[0]
        at = bisect_left(self._words, (first, ""))
        near = takewhile(
            lambda each: each[0].startswith(first), islice(self._words, at, None)
        )
        names = dict.fromkeys(name for _word, name in near)
        whole = [name for name in names if f" {wanted} " in f" {name} "]
        if whole or len(wanted) < SHORTEST_PART:
            return whole
        return [name for name in names if f" {wanted}" in f" {name}"]

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        """Each word of a name, with the name, in order."""
        return sorted((word, name) for name in self._folded for word in name.split())

    def is_whole_name(self, text: str) -> bool:
        return fold(text) in self._folded

    def written(self, pk: int) -> str:
        """Return how somebody is meant without doubt."""
        name = self.names[pk]
        is_only = len(self._folded[fold(name)]) == 1 and '"' not in name
        return f'@"{name}"' if is_only else f"@#{pk}"

    @cached_property
    def labels(self) -> set[str]:
        """The keys of the labels that they know; guests know none."""
        names = Label.objects.visible_to(self.by).values_list("name", flat=True)
        return {label_key(name) for name in names}

    @cached_property
    def types(self) -> dict[str, tuple[int, str]]:
        """Id and name of each type, by its folded name."""
        rows = ItemType.objects.visible_to(self.by)
        return {fold(name): (pk, name) for pk, name in rows.values_list("pk", "name")}

    @cached_property
    def default_type(self) -> int | None:
        """The type of items that name none; None before the first project."""
        rows = ItemType.objects.visible_to(self.by).filter(is_default=True)
        return rows.values_list("pk", flat=True).first()

    @cached_property
    def fields(self) -> dict[str, CustomField]:
        """The fields of the workspace that take something, by their columns."""
        used = (f for f in self.reader.custom_fields if f.archived_at is None)
        return {field.column: field for field in used}

    @cached_property
    def field_names(self) -> dict[str, str]:
        """Their columns by their names, with and without quotes, without regard to
        case."""
        bare = {field.name.lower(): column for column, field in self.fields.items()}
        quoted = {f'"{name}"': column for name, column in bare.items()}
        return bare | quoted | {column: column for column in self.fields}

    def field(self, pk: int) -> CustomField:
        return self.fields[column_of(pk)]

    @cached_property
    def states(self) -> list[WorkflowState]:
        return list(WorkflowState.objects.visible_to(self.by))

    @cached_property
    def _states(self) -> dict[tuple[int, str], WorkflowState]:
        """By type and folded name, and by type and category where it is the usual."""
        named = {(s.type_id, fold(s.name)): s for s in self.states}
        usual = {(s.type_id, f"={s.category}"): s for s in self.states if s.is_default}
        return named | usual

    def state_called(self, type_id: int, name: str) -> WorkflowState | None:
        """Return the state of a type with that folded name; a type may have none."""
        return self._states.get((type_id, name))

    def usual_state(self, type_id: int, category: str) -> WorkflowState | None:
        return self._states.get((type_id, f"={category}"))

    @cached_property
    def projects(self) -> list[Project]:
        """Those to which they contribute."""
        return list(Project.objects.contributable_by(self.by).order_by("key"))

    def project_called(self, text: str) -> Project | None:
        """Return the project with that key, else the only one of that name."""
        for project in self.projects:
            if project.key == text.upper():
                return project
        named = [p for p in self.projects if fold(p.name) == fold(text)]
        return named[0] if len(named) == 1 else None

    def item_called(self, key: str) -> Item | None:
        """Return the item with that key, where its project is one of those above."""
        found = Item.objects.visible_to(self.by).with_key(key)
        ids = {project.pk for project in self.projects}
        return found if found is not None and found.project_id in ids else None

    @cached_property
    def importances(self) -> dict[str, Importance]:
        """Words for how important something is, as programs and as people say them."""
        spoken = {fold(str(word.label)): word for word in Importance}
        return spoken | {word.name.lower(): word for word in Importance}


def nearly(names: Iterable[str]) -> list[str]:
    """Return names in the order in which they are offered."""
    return sorted(names, key=fold)
