"""Queries that are asked with each request, made into SQL once for each process."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=models.Model)

PLACE = "the value that is asked for"


class ByValue(Generic[M]):
    """The only row with some value in a unique column of text, with related rows.

    ``rows`` makes the queryset for a value, which must be its one parameter.  What
    Django takes most of its time for, from there to SQL and to the places of columns,
    is done at the first call; then a call costs the query and the making of objects.
    """

    def __init__(self, rows: Callable[[str], models.QuerySet[M]]) -> None:
        self._rows = rows

    @cached_property
    def _compiled(self) -> tuple[str, Callable[[tuple[Any, ...]], M]]:
        compiler = self._rows(PLACE).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        if parameters != (PLACE,):
            raise TypeError(f"One parameter was expected, there are {parameters!r}.")
        plan: Any = compiler.klass_info
        first, last = plan["select_fields"][0], plan["select_fields"][-1] + 1
        names = [column.target.attname for column, *_ in compiler.select[first:last]]
        model: type[M] = plan["model"]
        alias = connection.alias
        populators = get_related_populators(  # type: ignore[call-arg]
            plan, compiler.select, alias
        )

        def made(row: tuple[Any, ...]) -> M:
            found = model.from_db(alias, names, row[first:last])
            for populator in populators:
                populator.populate(row, found)
            return found

        return sql, made

    def get(self, value: str) -> M | None:
        """Return the row, or None."""
        sql, made = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [value])
            row = cursor.fetchone()
        return None if row is None else made(row)
