"""Who asks by a filter: what they may know decides what its words mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.compiled import Asked
from headway.base.text import fold
from headway.people.models import Person, Skill
from headway.work.filters.moments import Clock
from headway.work.hiding import masks_of, named_assignments
from headway.work.models import (
    CustomField,
    Hidden,
    Item,
    ItemLabel,
    ItemType,
    KeyAlias,
    Label,
    Masks,
    Need,
    Project,
    WorkflowState,
)
from headway.work.offered import TYPES

PROJECTS = Asked(
    lambda by: (
        Project.objects.visible_to(by).order_by("key").values_list("pk", "key", "name")
    )
)
FIELDS = Asked(lambda by: CustomField.objects.visible_to(by).by_name())
STATES = Asked(
    lambda by: WorkflowState.objects.visible_to(by).values_list("pk", "name")
)


def _by_name(row: tuple[int, str]) -> str:
    return fold(row[1])


@dataclass(frozen=True)
class Reader:
    """Names are looked up once, and only if a filter has one of their kind."""

    by: Actor
    now: datetime = field(default_factory=timezone.now)
    seen: Sequence[Project] | None = field(default=None, compare=False)
    """The projects that they see, by their keys, where somebody asked already."""

    @cached_property
    def clock(self) -> Clock:
        person = getattr(self.by, "person", None)
        zone = person.local_zone if person else timezone.get_current_timezone()
        week_start = self.by.workspace.week_start
        return Clock(now=self.now, zone=zone, first_weekday=week_start)

    @cached_property
    def masks(self) -> Masks:
        return masks_of(self.by)

    def projects_hiding(self, what: Hidden | None) -> list[int]:
        return self.masks.projects_hiding(what) if what else []

    def moved(self, project: str, number: int) -> int | None:
        """The id of the item that had this key before it moved to another project."""
        aliases = KeyAlias.objects.filter(workspace_id=self.by.workspace_id)
        found = aliases.filter(project__key=project, number=number)
        return found.values_list("item_id", flat=True).first()

    @cached_property
    def projects(self) -> list[tuple[int, str, str]]:
        """Id, key and name of each that they see."""
        if self.seen is not None:
            return [(each.pk, each.key, each.name) for each in self.seen]
        return PROJECTS.of(self.by)

    @cached_property
    def projects_offered(self) -> list[tuple[str, str]]:
        """Key and name of each that they see, without the archive."""
        rows = Project.objects.visible_to(self.by).unarchived().order_by("key")
        return list(rows.values_list("key", "name"))

    @cached_property
    def projects_by_name(self) -> dict[str, list[int]]:
        """Ids by names and by keys, without regard to case; keys go before names."""
        found: dict[str, list[int]] = {}
        for pk, _key, name in self.projects:
            found.setdefault(name.casefold(), []).append(pk)
        keyed = {key.casefold(): [pk] for pk, key, _name in self.projects}
        return found | keyed

    @cached_property
    def custom_fields(self) -> list[CustomField]:
        """The fields of the workspace that they may know, archived or not."""
        return FIELDS.of(self.by)

    @cached_property
    def states(self) -> list[tuple[int, str]]:
        """Id and name of each state of a workflow."""
        return STATES.of(self.by)

    @cached_property
    def states_by_name(self) -> dict[str, list[int]]:
        """Ids by names, without regard to case; types share names."""
        found: dict[str, list[int]] = {}
        for pk, name in self.states:
            found.setdefault(name.casefold(), []).append(pk)
        return found

    @cached_property
    def types(self) -> list[tuple[int, str]]:
        """Id and name of each type; guests know those of what they see."""
        rows = ItemType.objects.visible_to(self.by)
        if self.by.is_guest:
            seen = Item.objects.visible_to(self.by).order_by().values("type_id")
            rows = rows.filter(pk__in=seen)
        return list(rows.values_list("pk", "name"))

    @cached_property
    def types_offered(self) -> list[ItemType]:
        """The types that new items can be of, in their order."""
        return TYPES.of(self.by)

    @cached_property
    def labels(self) -> list[tuple[int, str]]:
        """Id and name of each label; guests know those of what they see."""
        rows = Label.objects.filter(workspace_id=self.by.workspace_id).live()
        if self.by.is_guest:
            seen = ItemLabel.objects.visible_to(self.by).values("label_id")
            rows = rows.filter(pk__in=seen)
        return sorted(rows.values_list("pk", "name"), key=_by_name)

    @cached_property
    def skills(self) -> list[tuple[int, str]]:
        """Id and name of each skill; guests know those that what they see needs."""
        rows = Skill.objects.filter(workspace_id=self.by.workspace_id)
        if self.by.is_guest:
            seen = Need.objects.visible_to(self.by).values("skill_id")
            rows = rows.filter(pk__in=seen)
        return sorted(rows.values_list("pk", "name"), key=_by_name)

    @cached_property
    def people(self) -> list[tuple[int, str]]:
        """Id and name of each that they may know.

        Guests know themselves and who does what they see, where that is not hidden.
        """
        rows = Person.objects.visible_to(self.by)
        if self.by.is_guest:
            seen = Item.objects.visible_to(self.by).values("pk")
            mates = named_assignments(self.masks, by=self.by).filter(
                item__in=seen, person=OuterRef("pk")
            )
            everyone = Person.objects.filter(workspace_id=self.by.workspace_id)
            rows = everyone.filter(Q(actor_id=self.by.pk) | Exists(mates))
        named = rows.order_by("actor__name", "pk")
        return list(named.values_list("pk", "actor__name"))

    @cached_property
    def people_by_name(self) -> dict[str, list[int]]:
        """Ids by names, without regard to case."""
        found: dict[str, list[int]] = {}
        for pk, name in self.people:
            found.setdefault(name.casefold(), []).append(pk)
        return found

    @cached_property
    def own_id(self) -> int | None:
        """Their id as a person; programs of nobody have none."""
        person = getattr(self.by, "person", None)
        return person.pk if person else None
