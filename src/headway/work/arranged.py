"""A list as its address lays it out: a saved view, columns, groups, what is folded."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.work.columns import (
    COLUMNS,
    TITLE,
    USUAL,
    Column,
    HeadCell,
    column_of_field,
    shown_columns,
)
from headway.work.filters.addresses import OPEN
from headway.work.filters.fields import known_field
from headway.work.filters.ordering import Order
from headway.work.filters.parts import direction_of, sorted_by
from headway.work.filters.printing import text_of
from headway.work.folding import Folded
from headway.work.grouping import BY_KIND, GROUPINGS, KINDS, NONE, Grouping
from headway.work.hiding import masks_of
from headway.work.looks import PROJECT, Look
from headway.work.models import CustomField
from headway.work.viewed import ViewedPage, view_in


@dataclass(frozen=True, kw_only=True)
class ArrangedPage(ViewedPage):
    """A list as an actor asked for it, without its rows."""

    rows_route: ClassVar[str] = "work:list_filter"

    @classmethod
    def asked(cls, given: QueryDict, *, by: Actor) -> Self:
        view = view_in(given, by=by)
        return cls.read(given, by=by, usual=view.query if view else OPEN, view=view)

    @cached_property
    def folded(self) -> Folded:
        return Folded.read(self.given)

    @cached_property
    def columns(self) -> list[Column]:
        asked = Look.read(self.given, self.usual_look)
        return shown_columns(asked.columns, by=self.by)

    @cached_property
    def look(self) -> Look:
        """How it is laid out, with the columns and groups that it can show."""
        asked = Look.read(self.given, self.usual_look)
        is_one = asked.group in ("", *GROUPINGS) or asked.group in self._fields_apart
        return replace(asked, columns=self.names, group=asked.group if is_one else "")

    @property
    def laid_out(self) -> Hashable:
        """All on which the ways to lay it out otherwise depend, but for the language.

        That are what its address says, and the fields of the workspace.
        """
        fields = (
            (f.pk, f.name, f.kind, f.archived_at) for f in self.reader.custom_fields
        )
        return (
            self.text,
            self.error is None,
            self.look,
            self.grouping.name,
            tuple(self.parameters.items()),
            tuple(self.kept),
            tuple(fields),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, as they are shown."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def all_columns(self) -> list[Column]:
        """All that there are, with the fields of the workspace that are in use."""
        used = [each for each in self.reader.custom_fields if not each.archived_at]
        return [*COLUMNS, *map(column_of_field, used)]

    @property
    def lead(self) -> int:
        """How many columns the name of a group takes: all before the first sum."""
        names = self.names
        behind = names.index(TITLE) + 1
        sums = [n for n, c in enumerate(self.columns) if c.sums or c.name == "by"]
        return next((n for n in sums if n >= behind), len(names))

    @property
    def heads(self) -> list[HeadCell]:
        """The columns, each with the address of the list sorted by it."""
        return [self._head(column) for column in self.columns]

    @property
    def sortable(self) -> list[HeadCell]:
        """All columns by which it can be sorted, shown or not."""
        return [self._head(column) for column in self.all_columns if column.sort]

    def _head(self, column: Column) -> HeadCell:
        if not column.sort:
            return HeadCell(column=column)
        return HeadCell(
            column=column,
            direction=direction_of(self.said, column.sort, self.reader),
            address=self.address_of(
                text_of(sorted_by(self.said, column.sort, self.reader))
            ),
        )

    @property
    def sorted_words(self) -> str:
        """By what it is sorted first."""
        if not self.said.order:
            return _("Outline")
        first = known_field(self.said.order[0].name, self.reader)
        return str(first.words) if first else ""

    @property
    def unsorted(self) -> str:
        """The query string of the list in the order of the outline."""
        return self.address_of(text_of(replace(self.said, order=())))

    @property
    def sum_columns(self) -> list[Column]:
        """Those behind the name of a group."""
        return self.columns[self.lead :]

    @property
    def other_columns(self) -> list[Column]:
        """Those that are not shown and could be."""
        return [each for each in self.all_columns if each.name not in self.names]

    @cached_property
    def grouping(self) -> Grouping:
        name = self.look.grouping(is_ordered=self.order is not None)
        masks = self.question.reader.masks if self.question else masks_of(self.by)
        if name in GROUPINGS:
            return GROUPINGS[name](self.by, masks, self.projects)
        field = self._fields_apart[name]
        return BY_KIND[field.kind](field, self.by, masks, self.projects)

    @cached_property
    def _fields_apart(self) -> Mapping[str, CustomField]:
        """The fields by which it can be grouped, by the names of their columns."""
        fields = self.reader.custom_fields
        return {each.column: each for each in fields if each.kind in BY_KIND}

    @property
    def groupings(self) -> list[tuple[str, str | Promise, str]]:
        """Name and words of all ways to group it, and the address of the list so."""
        used = [f for f in self._fields_apart.values() if not f.archived_at]
        named = [
            *((kind.name, kind.words) for kind in KINDS[:-1]),
            *((field.column, field.name) for field in used),
            *((kind.name, kind.words) for kind in KINDS[-1:]),
        ]
        return [
            (name, words, self._address({"group": name, "after": None}))
            for name, words in named
        ]

    @property
    def order(self) -> Order | None:
        """The order that the filter asks for; None for that of the outline."""
        return self.question.order if self.question else None

    @property
    def is_outline(self) -> bool:
        """Whether rows stand below the one that they are in."""
        return self.order is None and self.grouping.name in (PROJECT, NONE)

    @property
    def address(self) -> str:
        """The query string of this page as it was understood."""
        return self._address({})

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
        view = self.named_view
        look = self.look.said(self.usual_look)
        return view + look + [("fold", name) for name in self.folded]

    @property
    def kept_without_columns(self) -> list[tuple[str, str]]:
        """What an address says besides its columns, of the first page."""
        text = [("q", str(self.given["q"]))] if "q" in self.given else []
        return text + [pair for pair in self.kept if pair[0] != "columns"]

    @property
    def usual_columns(self) -> str:
        """The query string of the list with the columns that lists have."""
        return self._address({"columns": ",".join(USUAL), "after": None})

    def _address(self, changes: Mapping[str, str | None]) -> str:
        merged: dict[str, str | None] = {**self.parameters, **changes}
        said = [(name, value) for name, value in merged.items() if value is not None]
        kept = [(name, value) for name, value in self.kept if name not in changes]
        return "?" + urlencode([*said, *kept])

    @property
    def parameters(self) -> dict[str, str]:
        """The query string as it was understood, without what is kept."""
        names = ("q", "after")
        return {n: value for n in names if (value := self.given.get(n)) is not None}
