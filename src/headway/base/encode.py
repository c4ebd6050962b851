"""Rows to JSON without a detour over models: one declaration, the ninja schema."""

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, get_args, get_origin

import msgspec
from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema

from headway.base.compiled import Columns
from headway.base.errors import Malformed, NotFound
from headway.base.text import shown

Column = str | Combinable
Row = tuple[Any, ...]


@lru_cache(maxsize=256)
def struct_of(
    schema: type[Schema], names: tuple[str, ...] = ()
) -> type[msgspec.Struct]:
    """Return a struct with the fields of ``schema``, or just ``names`` of them.

    Hot lists decode rows straight into it; a test round-trips each through its schema.
    """
    fields = [
        (name, field.annotation)
        for name, field in schema.model_fields.items()
        if not names or name in names
    ]
    return msgspec.defstruct(schema.__name__, fields, frozen=True, gc=False)


@lru_cache(maxsize=256)
def columns_of(
    shape: "Shape", model: type[Model], names: tuple[str, ...], first: str = "pk"
) -> Columns:
    """Return what reads the columns of a shape, behind the ``first``."""
    return Columns(model, [first, *shape.columns(names)])


class Shape:
    """Rows of a table as the API shows them.

    ``columns`` says which column fills a field of the schema, where that has another
    name.  ``heavy`` fields come with one row, with many only if they are asked for.
    """

    def __init__(
        self,
        schema: type[Schema],
        *,
        columns: Mapping[str, Column] | None = None,
        heavy: Iterable[str] = (),
    ) -> None:
        self.schema = schema
        self.names = tuple(schema.model_fields)
        self._columns = columns or {}
        self._has_version = "version" in self.names
        self._light = tuple(name for name in self.names if name not in set(heavy))

    def replacing(self, columns: Mapping[str, Column]) -> "Shape":
        """Return the same shape with other columns for some of its fields."""
        heavy = [name for name in self.names if name not in self._light]
        return Shape(self.schema, columns={**self._columns, **columns}, heavy=heavy)

    def column(self, name: str) -> Column:
        """Return what fills a field."""
        return self._columns.get(name, name)

    def columns(self, names: Sequence[str] = ()) -> list[Column]:
        """Return what is read, in the order of the schema."""
        return [self.column(name) for name in names or self.names]

    def _reader(
        self, rows: QuerySet[Any], names: tuple[str, ...], first: str = "pk"
    ) -> Columns:
        return columns_of(self, rows.model, names, first)  # type: ignore[arg-type]

    def page(
        self, rows: QuerySet[Any], *, cursor: int, limit: int, fields: str | None
    ) -> HttpResponse:
        """Answer up to ``limit`` rows behind the one whose id is ``cursor``.

        New rows come behind all others: nobody who goes on from page to page sees a
        row twice, or misses one that was there at the first.
        """
        behind = rows.filter(pk__gt=cursor) if cursor else rows
        return self.first_page(behind.order_by("pk"), limit=limit, fields=fields)

    def first_page(
        self, rows: QuerySet[Any], *, limit: int, fields: str | None
    ) -> HttpResponse:
        """Answer up to ``limit`` of the rows, in their order."""
        names = self._asked(fields) if fields else self._light
        page = self._reader(rows, names).of(rows[: limit + 1])
        last = page[limit - 1][0] if len(page) > limit else None
        items = self._read(page[:limit], names)
        return json_answer({"items": items, "next_cursor": last})

    def rows(self, rows: QuerySet[Any], *, fields: str | None = None) -> list[Any]:
        """Read all ``rows``, in their order."""
        names = self._asked(fields) if fields else self._light
        return self._read(self._reader(rows, names).of(rows), names)

    def one(self, rows: QuerySet[Any]) -> msgspec.Struct:
        """Read the only row, or raise :class:`NotFound`."""
        return self._one(rows, self.names)[1]

    def answer(
        self, rows: QuerySet[Any], *, fields: str | None = None, status: int = 200
    ) -> HttpResponse:
        """Answer with the only row, its version as the ETag if it has one."""
        names = self._asked(fields) if fields else self.names
        version, shown = self._one(rows, names)
        response = json_answer(shown, status)
        if self._has_version:
            response.headers["ETag"] = f'"{version}"'
        return response

    def _one(
        self, rows: QuerySet[Any], names: tuple[str, ...]
    ) -> tuple[int, msgspec.Struct]:
        version = "version" if self._has_version else "pk"
        read = self._reader(rows, names, version).of(rows.order_by())
        if not read:
            raise NotFound
        held, *values = read[0]
        return held, struct_of(self.schema, names)(*values)

    def _read(
        self, rows: Iterable[Row], names: tuple[str, ...]
    ) -> list[msgspec.Struct]:
        struct = struct_of(self.schema, names)
        return [struct(*row[1:]) for row in rows]

    def _asked(self, fields: str) -> tuple[str, ...]:
        return asked_names(fields, self.names)


def asked_names(fields: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the names in ``fields``, in the order of those that are ``known``.

    Raises :class:`Malformed` for one that is not.
    """
    asked = {name.strip() for name in fields.split(",")}
    if unknown := sorted(asked.difference(known)):
        raise Malformed(
            _("There is no field “%(name)s”; there are %(known)s.")
            % {"name": shown(unknown[0]), "known": ", ".join(known)}
        )
    return tuple(name for name in known if name in asked)


def rows_of(answer: type[Schema]) -> list[type[Schema]]:
    """Return the schemas of the rows that an answer lists: one for each list."""
    held = [field.annotation for field in answer.model_fields.values()]
    return [get_args(each)[0] for each in held if get_origin(each) is list]


def narrow(answer: HttpResponse, names: Container[str]) -> None:
    """Leave only the fields with these names in the rows of an answer's lists."""
    body = msgspec.json.decode(answer.content)
    lists = {name: rows for name, rows in body.items() if isinstance(rows, list)}
    few = {
        name: [{n: v for n, v in row.items() if n in names} for row in rows]
        for name, rows in lists.items()
    }
    answer.content = msgspec.json.encode(body | few)


def json_answer(value: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(
        msgspec.json.encode(value), status=status, content_type="application/json"
    )
