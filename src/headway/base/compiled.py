"""Queries that are asked with each request, made into SQL once for each process.

What Django takes most of its time for, from a queryset to SQL, to the places of columns
and from there to objects, is done at the first call.  A call costs the SQL of what it
asks itself, the query, and the making of what is returned.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import count
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.base import ModelState
from django.db.models.expressions import Combinable, Expression
from psycopg.abc import Buffer
from psycopg.adapt import Loader

M = TypeVar("M", bound=models.Model)
R = TypeVar("R")
Row = tuple[Any, ...]

LARGE = 2_000_000_000
"""Numbers from here on stand in SQL for those of a call: as large as columns hold."""


class Instant(Loader):
    """Reads an instant in UTC, which Django's connections speak, in one step.

    Django's own takes it apart by a pattern: most of what rows of many instants cost.
    """

    def load(self, data: Buffer) -> datetime:
        return datetime.fromisoformat(str(data, "ascii"))


class _Compiled:
    """A queryset as SQL, what reads its rows, and what makes objects of them."""

    def __init__(self, rows: models.QuerySet[Any]) -> None:
        self.compiler = rows.query.get_compiler(connection=connection)
        self.sql, self.parameters = self.compiler.as_sql()
        shown = (each for each, *_ in self.compiler.select)
        self._converters = self.compiler.get_converters(shown)
        self.is_of_objects = rows.query.default_cols

    @cached_property
    def _maker(self) -> tuple[Callable[[Row], Any], dict[str, int]]:
        """What makes an object of a row, and where annotations stand in one."""
        plan: Any = self.compiler.klass_info
        made = _maker(plan, self.compiler.select)
        return made, dict(self.compiler.annotation_col_map or {})

    def objects(self, rows: Iterable[Row]) -> list[Any]:
        """Make an object of each row."""
        made, places = self._maker
        found = []
        for row in rows:
            one = made(row)
            if places:
                one.__dict__.update((name, row[n]) for name, n in places.items())
            found.append(one)
        return found

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


class Asked(Generic[R]):
    """Rows for some values: what the first call makes serves all with other values.

    ``rows`` makes the queryset, of objects or of a ``values_list``.  Whole numbers and
    texts that it is given must stand in its SQL as they are, by which it finds them
    again.  Of an actor these are the ids; what they are makes SQL of its own, as does
    any other value (``None``, yes or no, a frozen set).  Nothing in it may be true
    only now.
    """

    def __init__(self, rows: Callable[..., models.QuerySet[Any, R]]) -> None:
        self._rows = rows
        self._statement = lru_cache(maxsize=64)(self._made)

    def of(self, *values: Any) -> list[R]:
        """Return the rows for these values, in their order; one query.

        Raises ``TypeError`` at the first call where a value is not in the SQL.
        """
        kinds, places = [], []
        for value in values:
            kind, own = _taken_apart(value)
            kinds.append(kind)
            places += own
        statement = self._statement(tuple(kinds))
        return [] if statement is None else statement.of(places)

    def first(self, *values: Any) -> R | None:
        """Return the first of them, or None."""
        return next(iter(self.of(*values)), None)

    def _made(self, kinds: tuple[Hashable, ...]) -> "_Statement[R] | None":
        numbers = count()
        stand_ins = [_stand_in(kind, numbers) for kind in kinds]
        try:
            return _Statement(self._rows(*stand_ins), stand_ins)
        except EmptyResultSet:
            return None


@dataclass(frozen=True)
class _ActorLike:
    """What an actor is to permissions; ids of 0 while it is a kind of actor."""

    pk: int
    workspace_id: int
    is_administrator: bool
    is_guest: bool


def _taken_apart(value: Any) -> tuple[Hashable, list[int | str]]:
    """Return what makes SQL of its own, and what stands in it as a parameter.

    An actor's own id may be last, and stands in it where what they may see is theirs.
    """
    kind: type = type(value)
    if kind in (int, str):
        return kind, [value]
    if hasattr(value, "is_administrator"):
        like = _ActorLike(0, 0, value.is_administrator, value.is_guest)
        return like, [value.workspace_id, value.pk]
    return value, []


def _stand_in(kind: Hashable, numbers: Iterator[int]) -> Any:
    """Return a value of a kind that no other parameter equals."""
    if kind is int:
        return LARGE + next(numbers)
    if kind is str:
        return f"the value {next(numbers)} that is asked for"
    if isinstance(kind, _ActorLike):
        pk, workspace_id = LARGE + next(numbers), LARGE + next(numbers)
        return replace(kind, pk=pk, workspace_id=workspace_id)
    return kind


class _Statement(Generic[R]):
    """A queryset as SQL, and where in it the values of a call stand."""

    def __init__(self, rows: models.QuerySet[Any, R], stand_ins: Sequence[Any]) -> None:
        self._compiled = _Compiled(rows)
        self._parameters = self._compiled.parameters
        apart = [_taken_apart(each)[1] for each in stand_ins]
        values = [value for some in apart for value in some]
        places = {value: n for n, value in enumerate(values)}
        self._places = [
            (n, type(value), places[value])
            for n, value in enumerate(self._parameters)
            if isinstance(value, int | str) and value in places
        ]
        found = {values[place] for _n, _type, place in self._places}
        if missed := {some[0] for some in apart if some} - found:
            raise TypeError(f"No parameter of the SQL is {sorted(missed, key=str)!r}.")

    def of(self, values: Sequence[int | str]) -> list[R]:
        """Return the rows for ``values``, of which each has its place."""
        parameters = list(self._parameters)
        for n, kind, place in self._places:
            parameters[n] = kind(values[place])
        rows = self._compiled.read(self._compiled.sql, parameters)
        found: Iterable[Any] = rows
        if self._compiled.is_of_objects:
            found = self._compiled.objects(rows)
        return list(found)


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
    def _compiled(self) -> _Compiled:
        rows = self._everything()
        if rows.query.where:
            raise TypeError("Some rows are left out: say at the call which ones.")
        return _Compiled(rows)

    def of(self, rows: models.QuerySet[M]) -> list[M]:
        """Return ``rows``, in their order, as they are asked for here; one query."""
        return self._compiled.objects(self._compiled.among(rows))
