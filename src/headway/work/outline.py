"""The first of very many items in the order of outlines, without sorting them all."""

from collections.abc import Sequence

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

    An index has the outline of each project.  So projects are read one after the other
    until there are enough: fast where many items match, whatever there is besides, and
    at worst a walk through all of them.
    """
    within = rows.filter(Exact(F("project_id"), RawSQL('"shelf"."id"', ())))
    wanted = within.order_by("position", "pk").values_list("position", "pk")[:most]
    try:
        sql, values = wanted.query.sql_with_params()
    except EmptyResultSet:
        return []
    walk = f"""
        SELECT found.id, shelf.id
        FROM unnest(%s::bigint[]) WITH ORDINALITY AS shelf (id, n)
        CROSS JOIN LATERAL ({sql}) AS found (position, id)
        ORDER BY shelf.n, found.position, found.id LIMIT %s
    """  # noqa: S608 - Django's
    with connection.cursor() as cursor:
        cursor.execute(walk, [list(projects), *values, most])
        return list(cursor.fetchall())
