"""Queries that are asked with each request, made into SQL once for each process.

What Django takes most of its time for, from a queryset to SQL, to the places of columns
and from there to objects, is done at the first call.  A call costs the SQL of what it
asks itself, the query, and the making of what is returned.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.base import ModelState
from django.db.models.expressions import Combinable, Expression
from psycopg.abc import Buffer
from psycopg.adapt import Loader

M = TypeVar("M", bound=models.Model)
Row = tuple[Any, ...]

PLACE = "the value that is asked for"


class Instant(Loader):
    """Reads an instant in UTC, which Django's connections speak, in one step.

    Django's own takes it apart by a pattern: most of what rows of many instants cost.
    """

    def load(self, data: Buffer) -> datetime:
        return datetime.fromisoformat(str(data, "ascii"))


class _Compiled:
    """A queryset as SQL; ``put`` says which of its rows are meant."""

    def __init__(self, rows: models.QuerySet[Any]) -> None:
        self.compiler = rows.query.get_compiler(connection=connection)
        self.sql, self.parameters = self.compiler.as_sql()
        shown = (each for each, *_ in self.compiler.select)
        self._converters = self.compiler.get_converters(shown)

    def read(self, sql: str, parameters: Sequence[Any]) -> Iterable[Row]:
        """Ask and return the rows, each value as Django has it."""
        with connection.cursor() as cursor:
            cursor.adapters.register_loader("timestamptz", Instant)
            cursor.execute(sql, parameters)
            rows: list[Row] = cursor.fetchall()
        if not self._converters:
            return rows
        return map(tuple, self.compiler.apply_converters(rows, self._converters))

    def among(self, rows: models.QuerySet[Any]) -> Iterable[Row]:
        """Read of ``rows`` what this reads of all, in their order; one query."""
        try:
            found, values = rows.values_list("pk").query.sql_with_params()
        except EmptyResultSet:
            return []
        table = rows.model._meta
        key = f'"{table.db_table}"."{table.pk.column}"'
        return self.read(
            f"{self.sql} JOIN unnest(ARRAY({found})) WITH ORDINALITY "
            f"AS found (id, place) ON found.id = {key} ORDER BY found.place",
            [*self.parameters, *values],
        )


def _maker(plan: dict[str, Any], select: Sequence[Any]) -> Callable[[Row], Any]:
    """Return what makes an object of a row, with those that it refers to.

    As ``Model.from_db`` does, but nobody is told of it, and each field is no call.
    """
    model, fields = plan["model"], plan["select_fields"]
    first, last = fields[0], fields[-1] + 1
    names = [column.target.attname for column, *_ in select[first:last]]
    key, alias = names.index(model._meta.pk.attname), connection.alias
    others = [
        (_maker(other, select), other["local_setter"], other["remote_setter"])
        for other in plan.get("related_klass_infos", ())
    ]

    def made(row: Row) -> Any:
        values = row[first:last]
        if values[key] is None:
            return None
        found, state = model.__new__(model), ModelState()
        state.adding, state.db = False, alias
        found.__dict__.update(zip(names, values, strict=True), _state=state)
        for make, keep, keep_back in others:
            other = make(row)
            keep(found, other)
            if other is not None:
                keep_back(other, found)
        return found

    return made


class Listed(Expression):
    """The only column of ``rows``, ids, for ``pk__in``: made into SQL here, once.

    They may refer to nothing around them, and hold nothing that is true only now.
    """

    def __init__(self, rows: models.QuerySet[Any, Any]) -> None:
        super().__init__(output_field=models.BigIntegerField())
        sql, parameters = rows.query.sql_with_params()
        self._said = f"({sql})", tuple(parameters)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self._said


class ByValue(Generic[M]):
    """The only row with some value in a unique column of text, with related rows.

    ``rows`` makes the queryset for a value, which must be its one parameter.
    """

    def __init__(self, rows: Callable[[str], models.QuerySet[M]]) -> None:
        self._rows = rows

    @cached_property
    def _compiled(self) -> tuple[_Compiled, Callable[[Row], M]]:
        compiled = _Compiled(self._rows(PLACE))
        if compiled.parameters != (PLACE,):
            said = f"One parameter was expected, there are {compiled.parameters!r}."
            raise TypeError(said)
        plan: Any = compiled.compiler.klass_info
        return compiled, _maker(plan, compiled.compiler.select)

    def get(self, value: str) -> M | None:
        """Return the row, or None."""
        compiled, made = self._compiled
        row = next(iter(compiled.read(compiled.sql, [value])), None)
        return None if row is None else made(row)


class Columns:
    """Some columns of a table and of what its rows refer to; a call says which rows."""

    def __init__(
        self, model: type[models.Model], columns: Sequence[str | Combinable]
    ) -> None:
        self._compiled = _Compiled(models.QuerySet(model).values_list(*columns))

    def of(self, rows: models.QuerySet[Any]) -> list[Row]:
        """Return the columns of ``rows``, in their order; one query."""
        return list(self._compiled.among(rows))


class Objects(Generic[M]):
    """Objects with what they refer to and with annotations; a call says which ones.

    ``everything`` makes the queryset, which leaves out nothing.
    """

    def __init__(self, everything: Callable[[], models.QuerySet[M]]) -> None:
        self._everything = everything

    @cached_property
    def _compiled(self) -> tuple[_Compiled, Callable[[Row], M], dict[str, int]]:
        rows = self._everything()
        if rows.query.where:
            raise TypeError("Some rows are left out: say at the call which ones.")
        compiled = _Compiled(rows)
        plan: Any = compiled.compiler.klass_info
        made = _maker(plan, compiled.compiler.select)
        return compiled, made, dict(compiled.compiler.annotation_col_map or {})

    def of(self, rows: models.QuerySet[M]) -> list[M]:
        """Return ``rows``, in their order, as they are asked for here; one query."""
        compiled, made, places = self._compiled
        found = []
        for row in compiled.among(rows):
            one = made(row)
            one.__dict__.update((name, row[place]) for name, place in places.items())
            found.append(one)
        return found
