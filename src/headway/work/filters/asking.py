"""A filter as somebody asks by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Q
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.base.text import clean_text
from headway.work.filters.archive import asks_for_archive
from headway.work.filters.compiling import condition_of
from headway.work.filters.errors import FilterError
from headway.work.filters.ordering import Order, order_of
from headway.work.filters.parser import parse
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Filter, Place
from headway.work.models import Project
from headway.work.models.items import ItemQuerySet


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a text asks for; ``order`` is None where it says nothing of it.

    What is in the archive is meant only where a project is named, or the archive.
    """

    said: Filter
    condition: Q
    order: Order | None
    reader: Reader

    @classmethod
    def asked(
        cls,
        text: str,
        *,
        by: Actor,
        now: datetime | None = None,
        with_archive: bool = False,
        projects: Sequence[Project] | None = None,
    ) -> Self:
        """Read and understand a text, or raise :class:`FilterError`.

        Whoever has the ``projects`` that the actor sees spares the database to find
        them, and to look at the project of each item.
        """
        reader = Reader(by, now or timezone.now(), projects)
        try:
            clean = clean_text(text)
        except Malformed as error:
            raise FilterError(str(error), Place(0, len(text))) from error
        return cls.of(parse(clean), reader, with_archive=with_archive)

    @classmethod
    def of(cls, said: Filter, reader: Reader, *, with_archive: bool = False) -> Self:
        """Understand what was read already; see :meth:`asked`."""
        condition = condition_of(said.where, reader) if said.where else Q()
        if not (with_archive or asks_for_archive(said.where)):
            condition &= _out_of_archive(reader.seen)
        order = order_of(said.order, reader) if said.order else None
        return cls(said=said, condition=condition, order=order, reader=reader)

    def narrowed(self, rows: ItemQuerySet) -> ItemQuerySet:
        """Those of ``rows`` that match, once each, in the order that is asked for."""
        found = rows.filter(self.condition)
        return self.order.sorted(found) if self.order else found


def _out_of_archive(projects: Sequence[Project] | None) -> Q:
    if projects is None:
        return Q(project__archived_at=None)
    archived = [project.pk for project in projects if project.archived_at]
    return ~Q(project_id__in=archived) if archived else Q()
