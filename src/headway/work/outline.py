"""The first of very many items in the order of outlines, without sorting them all."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact

from headway.work.models.items import ItemQuerySet


def first_in_outline(
    rows: ItemQuerySet, projects: Sequence[int], most: int
) -> list[tuple[int, int]]:
    """Return at most so many of ``rows``, project by project in this order; one query.

    Each as its id and that of its project.
    """
    try:
        sql, values = walk_in_outline(rows, projects, most)
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def walk_in_outline(
    rows: ItemQuerySet, projects: Sequence[int], most: int
) -> tuple[str, Sequence[Any]]:
    """Return what finds that, in SQL, with its values.

    Raises :class:`EmptyResultSet` where nothing can match.

    An index has the outline of each project.  So projects are read one after the other
    until there are enough: fast where many items match, whatever there is besides, and
    at worst a walk through all of them.
    """
    within = rows.filter(Exact(F("project_id"), RawSQL('"shelf"."id"', ())))
    wanted = within.order_by("position", "pk").values_list("position", "pk")[:most]
    sql, values = wanted.query.sql_with_params()
    walk = f"""
        SELECT found.id, shelf.id AS project_id
        FROM unnest(%s::bigint[]) WITH ORDINALITY AS shelf (id, n)
        CROSS JOIN LATERAL ({sql}) AS found (position, id)
        ORDER BY shelf.n, found.position, found.id LIMIT %s
    """  # noqa: S608 - Django's
    return walk, [list(projects), *values, most]
