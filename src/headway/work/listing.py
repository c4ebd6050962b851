"""The list of all work: filters, pages and groups."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.people.models import Person
from headway.ui.strip import Axis
from headway.work.folding import Folded
from headway.work.forms import FilterForm
from headway.work.hiding import masks_of, strip_projects
from headway.work.models import Assignment, Hidden, Item, Masks, Project
from headway.work.models.types import CLOSED
from headway.work.reading import Row, axis_of, rows_by_id

PAGE_ROWS = 100


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One filter in words, and the address of the list without it."""

    label: str
    verb: str
    value: str
    without: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """The rows of one project on a page; ``shown`` of its ``total`` match."""

    project: Project
    rows: Sequence[Row]
    shown: int
    total: int
    is_folded: bool


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A page of the list as an actor asked for it; ``given`` is the query string."""

    by: Actor
    given: QueryDict
    chosen: Mapping[str, Any] = field(default_factory=dict)
    form: FilterForm
    projects: Sequence[Project]
    people: Sequence[Person]
    folded: Folded
    masks: Masks

    @classmethod
    def asked(cls, given: QueryDict, *, by: Actor) -> Self:
        """Read a query string; what is not understood does not count."""
        projects = list(
            Project.objects.visible_to(by).select_related("outlook").order_by("key")
        )
        masks = masks_of(by)
        strip_projects(projects, masks)
        people = list(Person.objects.visible_to(by).select_related("actor"))
        form = FilterForm(given, projects, people)
        form.is_valid()
        chosen = {k: v for k, v in form.cleaned_data.items() if v not in ("", None)}
        return cls(
            by=by,
            given=given,
            chosen=chosen,
            form=form,
            projects=projects,
            people=people,
            folded=Folded.read(given),
            masks=masks,
        )

    @property
    def shows_closed(self) -> bool:
        return self.chosen.get("state") == FilterForm.ALL

    @property
    def is_filtered(self) -> bool:
        """Whether more is asked for than a project, which is a place of its own."""
        places = {"", *(project.key for project in self.projects)}
        is_place = self.chosen.get("project", "") in places
        return bool(self.chosen.keys() & {"q", "person"}) or not is_place

    @property
    def project(self) -> Project | None:
        """The one project that is shown, if it is one."""
        key = self.chosen.get("project")
        return next((each for each in self.projects if each.key == key), None)

    @property
    def leads_project(self) -> bool:
        led = Project.objects.editable_by(self.by)
        return bool(self.project and led.filter(pk=self.project.pk).exists())

    @cached_property
    def condition(self) -> Q:
        """What an item must be to be shown."""
        said = Q() if self.shows_closed else ~Q(state__in=CLOSED)
        if text := self.chosen.get("q"):
            said &= Q(title__icontains=text)
        if key := self.chosen.get("project"):
            said &= Q(project__key=key)
        if person := self.chosen.get("person"):
            mine = Assignment.objects.filter(
                workspace_id=self.by.workspace_id,
                item_id=OuterRef("pk"),
                person_id=person,
            )
            said &= Q(Exists(mine))
            if nameless := self.masks.projects_hiding(Hidden.PEOPLE):
                said &= ~Q(project__in=nameless)
        return said

    @cached_property
    def _last(self) -> Item | None:
        """The item behind which this page begins."""
        after = self.given.get("after")
        return Item.objects.get_by_key(after, by=self.by) if after else None

    @cached_property
    def rows(self) -> list[Row]:
        items = Item.objects.visible_to(self.by).filter(self.condition)
        items = items.exclude(self.folded.unseen(items))
        if last := self._last:
            place = Q(position__gt=last.position) | Q(
                position=last.position, pk__gt=last.pk
            )
            key = last.project.key
            items = items.filter(
                Q(project__key__gt=key) | (Q(project__key=key) & place)
            )
        ids = items.in_outline().values_list("pk", flat=True)[: PAGE_ROWS + 1]
        return rows_by_id(list(ids), by=self.by)

    @property
    def page(self) -> list[Row]:
        return self.rows[:PAGE_ROWS]

    @cached_property
    def axis(self) -> Axis:
        return axis_of(self.page)

    @cached_property
    def counts(self) -> dict[int, tuple[int, int]]:
        """How many items match and how many could, per project."""
        could = Q() if self.shows_closed else ~Q(state__in=CLOSED)
        items = Item.objects.visible_to(self.by).filter(could).order_by()
        counted = items.values("project_id").annotate(
            total=Count("pk"), shown=Count("pk", filter=self.condition)
        )
        rows = counted.values_list("project_id", "shown", "total")
        return {project_id: (shown, total) for project_id, shown, total in rows}

    @property
    def shown(self) -> int:
        return sum(shown for shown, _total in self.counts.values())

    @property
    def total(self) -> int:
        return sum(total for _shown, total in self.counts.values())

    @cached_property
    def groups(self) -> list[Group]:
        by_project = groupby(self.page, lambda row: row.item.project_id)
        inside = {project_id: list(rows) for project_id, rows in by_project}
        return [
            Group(
                project=project,
                rows=inside.get(project.pk, ()),
                shown=self.counts[project.pk][0],
                total=self.counts[project.pk][1],
                is_folded=project.key in self.folded.projects,
            )
            for project in self._projects_here(inside)
        ]

    def _projects_here(self, inside: Collection[int]) -> Iterator[Project]:
        """Those with rows on this page, and the folded between its first and last."""
        first = self._last.project.key if self._last else ""
        is_last = len(self.rows) <= PAGE_ROWS
        for project in self.projects:
            is_between = first <= project.key and (
                is_last or project.key <= self.page[-1].item.project.key
            )
            shown, _total = self.counts.get(project.pk, (0, 0))
            is_folded = project.key in self.folded.projects and shown
            if project.pk in inside or (is_folded and is_between):
                yield project

    @property
    def has_outline(self) -> bool:
        """Whether any row can be folded: titles make room for that."""
        return any(row.is_summary for row in self.page)

    @property
    def widest_keys(self) -> list[str]:
        """The longest key of each project, for the width of their column."""
        return [max((r.key for r in g.rows), key=len) for g in self.groups if g.rows]

    @property
    def subjects(self) -> str:
        """What the list as a whole watches: its projects, for new plans."""
        return " ".join(f"work.project:{group.project.pk}" for group in self.groups)

    @property
    def address(self) -> str:
        """The query string of this page as it was understood."""
        return self._address({})

    @property
    def next_page(self) -> str:
        """The query string of the next page; empty on the last."""
        if len(self.rows) <= PAGE_ROWS:
            return ""
        return self._address({"after": self.page[-1].key})

    @property
    def is_continued(self) -> bool:
        return "after" in self.given

    @property
    def first_page(self) -> str:
        return self._address({"after": None})

    @property
    def everything(self) -> str:
        return self._address(
            {"q": None, "project": None, "person": None, "after": None}
        )

    def _address(self, changes: Mapping[str, str | None]) -> str:
        merged: dict[str, str | None] = {**self.said, **changes}
        said = [(name, value) for name, value in merged.items() if value is not None]
        return "?" + urlencode([*said, *(("fold", name) for name in self.folded)])

    @property
    def said(self) -> dict[str, str]:
        """The query string as it was understood, without what is folded."""
        said = {name: str(value) for name, value in self.chosen.items()}
        if after := self.given.get("after"):
            said["after"] = after
        return said

    @property
    def chips(self) -> list[Chip]:
        """The filters in words."""
        chips = []
        if not self.shows_closed:
            chips.append(self._chip("state", _("State"), _("is"), _("Open"), to="all"))
        if key := self.chosen.get("project"):
            names = {project.key: project.name for project in self.projects}
            name = names.get(key, key)
            chips.append(self._chip("project", _("Project"), _("is"), name))
        if person := self.chosen.get("person"):
            people = {p.pk: p.actor.name for p in self.people}
            name = people.get(person, _("unknown"))
            chips.append(self._chip("person", _("Person"), _("is"), name))
        if text := self.chosen.get("q"):
            chips.append(self._chip("q", _("Title"), _("contains"), text))
        return chips

    def _chip(
        self, name: str, label: str, verb: str, value: str, *, to: str | None = None
    ) -> Chip:
        without = self._address({name: to, "after": None})
        return Chip(label=label, verb=verb, value=value, without=without)
