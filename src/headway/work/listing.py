"""The list of all work: the groups and rows of a page."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from django.db.models import Count
from django.utils.functional import cached_property

from headway.ui.strip import Axis
from headway.work.arranged import ArrangedPage
from headway.work.columns_filled import with_more
from headway.work.filters.parts import STATES, is_about
from headway.work.grouped_sums import Counted, Near, summed_up
from headway.work.grouping import NONE, VALUE
from headway.work.models import Item
from headway.work.models.items import ItemQuerySet
from headway.work.reading import Row, axis_of, labels_on, rows_in_order
from headway.work.sections import Group, Placed, Section, Window
from headway.work.sums import Sums

PAGE_ROWS = 100


@dataclass(frozen=True, kw_only=True)
class Listing(ArrangedPage):
    """A page of the list as an actor asked for it."""

    @cached_property
    def _last(self) -> Item | None:
        """The item behind which this page begins."""
        after = self.given.get("after")
        return Item.objects.get_by_key(after, by=self.by) if after else None

    @cached_property
    def _last_key(self) -> str:
        """The group in which that item is by now."""
        if self._last is None:
            return ""
        rows = self.grouping.told_apart(Item.objects.filter(pk=self._last.pk))
        return self.grouping.key_of(rows.values_list(VALUE, flat=True).get())

    @cached_property
    def _matching(self) -> ItemQuerySet:
        return Item.objects.visible_to(self.by).filter(self.condition)

    @cached_property
    def _counted(self) -> Counted:
        most = PAGE_ROWS + len(self.folded.groups) + 2
        return self._count(Near(most=most, last=self._last, last_key=self._last_key))

    def _count(self, near: Near) -> Counted:
        amounts = [column.sums for column in self.columns if column.sums]
        return summed_up(self._matching, self.grouping, amounts, near)

    @cached_property
    def sections(self) -> list[Section]:
        """The groups in which something matches, and that of the last page's end.

        Of very many those that this page may show.
        """
        last = {self._last_key} if self._last else set()
        return self._sections_of(self._counted.groups, last)

    def _sections_of(
        self, sums: Mapping[str, Sums], more: Set[str] = frozenset()
    ) -> list[Section]:
        heads = self.grouping.heads(sums.keys() | more)
        folded = self.folded.projects | self.folded.groups
        return [
            Section(
                head=head,
                sums=sums.get(head.key, Sums()),
                is_folded=head.token in folded,
            )
            for head in heads
        ]

    @cached_property
    def sums(self) -> Sums:
        """What all that matches sums up to."""
        return sum((section.sums for section in self.sections), self._counted.rest)

    @property
    def _folds_rows(self) -> bool:
        return self.is_outline and bool(self.folded.items)

    @property
    def rows_shown(self) -> ItemQuerySet:
        """What matches and is in no row that is folded."""
        rows = self._matching
        return rows.exclude(self.folded.unseen(rows)) if self._folds_rows else rows

    @cached_property
    def _placed(self) -> list[Placed]:
        """The rows of this page and the one behind them, each with its group."""
        window = Window(
            rows=self.rows_shown,
            grouping=self.grouping,
            order=self.order or self.grouping.order,
            sections=self.sections,
            last=self._last,
            last_key=self._last_key,
            is_whole=not self._folds_rows,
        )
        return window.placed(PAGE_ROWS + 1)

    def ids(self, most: int) -> list[int]:
        """Return at most so many that match, in their order, folded or not."""
        sections = self._sections_of(self._count(Near(most=most)).groups)
        window = Window(
            rows=self._matching,
            grouping=self.grouping,
            order=self.order or self.grouping.order,
            sections=[replace(each, is_folded=False) for each in sections],
            last=None,
            last_key="",
            is_whole=True,
        )
        return [pk for pk, _key in window.placed(most)]

    @cached_property
    def page(self) -> list[Row]:
        ids = [pk for pk, _key in self._placed[:PAGE_ROWS]]
        rows = rows_in_order(ids, by=self.by, is_flat=not self.is_outline)
        return with_more(rows, self.names, by=self.by)

    @property
    def has_foot(self) -> bool:
        """Whether all of it is more than one group, which would say the same."""
        are_several = len(self.sections) > 1 or self._counted.rest.number > 0
        return self.grouping.name == NONE or are_several

    @property
    def is_last_page(self) -> bool:
        return len(self._placed) <= PAGE_ROWS

    @cached_property
    def axis(self) -> Axis:
        return axis_of(self.page)

    @cached_property
    def totals(self) -> Mapping[int, int]:
        """How many items could match, per project: "3 of 4"."""
        # they are of the states that the filter says, and not of all
        could_be = self.condition_on(*STATES)
        items = Item.objects.visible_to(self.by).filter(could_be).order_by()
        counted = items.values("project_id").annotate(total=Count("pk"))
        return dict(counted.values_list("project_id", "total"))

    @property
    def _is_all(self) -> bool:
        """Whether all that could match does: the filter says states alone."""
        is_asked = self.question is not None
        return is_asked and all(is_about(part, *STATES) for part in self.said.parts)

    @property
    def shown(self) -> int:
        return self.sums.number

    @property
    def total(self) -> int:
        return self.shown if self._is_all else sum(self.totals.values())

    def _total_of(self, section: Section) -> int | None:
        project = section.head.project
        if project is None:
            return None
        return section.sums.number if self._is_all else self.totals.get(project.pk, 0)

    @cached_property
    def groups(self) -> list[Group]:
        rows = {row.item.pk: row for row in self.page}
        inside: dict[str, list[Row]] = {}
        for pk, key in self._placed[:PAGE_ROWS]:
            if pk in rows:
                inside.setdefault(key, []).append(rows[pk])
        return [
            Group(
                section=section,
                rows=inside.get(section.head.key, ()),
                total=self._total_of(section),
            )
            for section in self._sections_here(inside)
        ]

    def _sections_here(self, inside: Mapping[str, object]) -> Iterator[Section]:
        """Those with rows on this page, and the folded between its first and last."""
        keys = [section.head.key for section in self.sections]
        first = keys.index(self._last_key) if self._last else 0
        last = len(keys) - 1
        if not self.is_last_page:
            last = keys.index(self._placed[PAGE_ROWS - 1][1])
        for n, section in enumerate(self.sections):
            is_folded = section.is_folded and section.sums.number
            if section.head.key in inside or (is_folded and first <= n <= last):
                yield section

    @property
    def can_select(self) -> bool:
        """Whether some of what is shown may be changed."""
        return any(row.can_change for row in self.page)

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
        """What the list as a whole watches: its projects, for new plans, and labels."""
        projects = (f"work.project:{pk}" for pk in dict.fromkeys(self._watched()))
        return " ".join([*projects, *labels_on(self.page)])

    def _watched(self) -> Iterator[int]:
        for group in self.groups:
            if group.project:
                yield group.project.pk
            elif group.is_folded:
                yield from (project.pk for project in self.projects)
        yield from (row.item.project_id for row in self.page)

    @property
    def next_page(self) -> str:
        """The query string of the next page; empty on the last."""
        if self.is_last_page:
            return ""
        return self._address({"after": self.page[-1].key})
