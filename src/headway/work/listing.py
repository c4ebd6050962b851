"""The list of all work: filters, pages and groups."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.functional import cached_property

from headway.actors.models import Actor
from headway.base.numbers import asked_whole
from headway.ui.strip import Axis
from headway.work.filtered import FilteredPage
from headway.work.filters.addresses import OPEN, of_view
from headway.work.filters.ordering import Order
from headway.work.filters.parts import STATES
from headway.work.folding import Folded
from headway.work.forms.bulk import BULK, BulkForm
from headway.work.models import Item, Project, SavedView
from headway.work.models.items import ItemQuerySet
from headway.work.reading import Row, axis_of, rows_by_id, rows_in_order

PAGE_ROWS = 100


@dataclass(frozen=True, kw_only=True)
class Group:
    """The rows of one project on a page; ``shown`` of its ``total`` match.

    Work in an order of its own is one group of no project.
    """

    project: Project | None
    rows: Sequence[Row]
    shown: int
    total: int
    is_folded: bool

    @property
    def can_select(self) -> bool:
        """Whether something of it may be changed, or could be: what is folded."""
        return self.is_folded or any(row.can_change for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Listing(FilteredPage):
    """A page of the list as an actor asked for it."""

    view: SavedView | None
    """The saved view that is open, as it was saved."""

    @classmethod
    def asked(cls, given: QueryDict, *, by: Actor) -> Self:
        view = view_in(given, by=by)
        return cls.read(given, by=by, usual=view.query if view else OPEN, view=view)

    @cached_property
    def folded(self) -> Folded:
        return Folded.read(self.given)

    @property
    def order(self) -> Order | None:
        """The order that the filter asks for; None for that of the outline."""
        return self.question.order if self.question else None

    @cached_property
    def _last(self) -> Item | None:
        """The item behind which this page begins."""
        after = self.given.get("after")
        return Item.objects.get_by_key(after, by=self.by) if after else None

    @cached_property
    def rows(self) -> list[Row]:
        items = Item.objects.visible_to(self.by).filter(self.condition)
        if self.order:
            return self._sorted_rows(items, self.order)
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

    def _sorted_rows(self, items: ItemQuerySet, order: Order) -> list[Row]:
        found = order.sorted(items)
        if self._last:
            found = order.behind(found, self._last.pk)
        ids = list(found.values_list("pk", flat=True)[: PAGE_ROWS + 1])
        return rows_in_order(ids, by=self.by)

    @property
    def page(self) -> list[Row]:
        return self.rows[:PAGE_ROWS]

    @cached_property
    def axis(self) -> Axis:
        return axis_of(self.page)

    @cached_property
    def counts(self) -> dict[int, tuple[int, int]]:
        """How many items match and how many could, per project."""
        # "3 of 4" are of the states that the filter says, and not of all
        could_be = self.condition_on(*STATES)
        items = Item.objects.visible_to(self.by).filter(could_be).order_by()
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
        if self.order:
            return [self._only_group] if self.page else []
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

    @property
    def _only_group(self) -> Group:
        return Group(
            project=None,
            rows=self.page,
            shown=self.shown,
            total=self.total,
            is_folded=False,
        )

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
    def is_view_changed(self) -> bool:
        """Whether something else is shown than the view that is open."""
        return self.view is not None and self.text != self.view.query

    @property
    def can_edit_view(self) -> bool:
        rows = SavedView.objects.editable_by(self.by)
        return bool(self.view and rows.filter(pk=self.view.pk).exists())

    @property
    def view_address(self) -> str:
        return of_view(self.view.pk) if self.view else ""

    @property
    def can_select(self) -> bool:
        """Whether some of what is shown may be changed."""
        return any(row.can_change for row in self.page)

    @cached_property
    def bulk(self) -> list[BulkForm]:
        """What can be said of all that are selected."""
        return [form(by=self.by) for form in BULK.values()]

    @property
    def has_outline(self) -> bool:
        """Whether any row can be folded: titles make room for that."""
        return any(row.can_fold for row in self.page)

    @property
    def widest_keys(self) -> list[str]:
        """The longest key of each project, for the width of their column."""
        return [max((r.key for r in g.rows), key=len) for g in self.groups if g.rows]

    @property
    def subjects(self) -> str:
        """What the list as a whole watches: its projects, for new plans."""
        folded = [group.project.pk for group in self.groups if group.project]
        here = [row.item.project_id for row in self.page]
        return " ".join(f"work.project:{pk}" for pk in dict.fromkeys(folded + here))

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

    def address_of(self, text: str) -> str:
        return self._address({"q": text, "after": None})

    @property
    def kept(self) -> list[tuple[str, str]]:
        view = [("view", str(self.view.pk))] if self.view else []
        return view + [("fold", name) for name in self.folded]

    def _address(self, changes: Mapping[str, str | None]) -> str:
        merged: dict[str, str | None] = {**self.parameters, **changes}
        said = [(name, value) for name, value in merged.items() if value is not None]
        return "?" + urlencode([*said, *self.kept])

    @property
    def parameters(self) -> dict[str, str]:
        """The query string as it was understood, without what is kept."""
        names = ("q", "after")
        return {n: value for n in names if (value := self.given.get(n)) is not None}


def view_in(given: QueryDict, *, by: Actor) -> SavedView | None:
    """Return the saved view that an address names; raises where it is not seen."""
    pk = asked_whole(given.get("view", ""))
    return None if pk is None else SavedView.objects.live().get_for_read(pk, by=by)
