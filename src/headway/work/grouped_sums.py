"""What the groups of a list sum up to, counted at once where the items are.

Items, what is in others and what groups are told apart by are read side by side, each
in the order of the items' ids: from indexes, without a look-up for each of very many.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact, In

from headway.work.grouping import NONE, VALUE, Grouping
from headway.work.models import Item
from headway.work.models.items import ItemQuerySet
from headway.work.outline import walk_in_outline
from headway.work.sums import Amount, Sums, minutes_of, summaries

MANY_GROUPS = 2000
"""From so many on those that no page is near to are counted as one."""

Sql = tuple[str, Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What is in each group, by their keys; ``rest`` is in all that are not among them.

    Such there are only of very many groups: those far from the page.
    """

    groups: dict[str, Sums] = field(default_factory=dict)
    rest: Sums = field(default_factory=Sums)


@dataclass(frozen=True, kw_only=True)
class Near:
    """The groups that a page may show: so many, from that on in which ``last`` is."""

    most: int
    last: Item | None = None
    last_key: str = ""


def summed_up(
    rows: ItemQuerySet, grouping: Grouping, amounts: Collection[Amount], near: Near
) -> Counted:
    """Return what is in each group of these amounts; one query."""
    minutes = minutes_of(grouping.masks)
    asked = {name: minutes[name] for name in ("left", *amounts)}
    try:
        sql, values = _added(rows.annotate(**asked), grouping, list(asked))
        if grouping.is_by_items:
            sql, values = _with_rest((sql, values), grouping, list(asked), near)
    except EmptyResultSet:
        return Counted()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchall()
    groups: dict[str, Sums] = {}
    rest = Sums()
    for value, is_near, *said in found:
        names = ("number", "unestimated", *asked)
        sums = Sums(**{n: int(v or 0) for n, v in zip(names, said, strict=True)})
        if is_near:
            key = grouping.key_of(value)
            groups[key] = groups.get(key, Sums()) + sums
        else:
            rest += sums
    return Counted(groups=groups, rest=rest)


def _added(rows: ItemQuerySet, grouping: Grouping, amounts: Sequence[str]) -> Sql:
    """Add ``amounts`` up for each value; Django groups no query of a query.

    So each amount is computed once for an item, where it is both counted and added.
    """
    each = grouping.in_sums(rows)
    each = each.order_by("pk") if grouping.is_indexed else each.order_by()
    sql, values = _sql_of(each.values_list("pk", VALUE, *amounts))
    inside, inside_values = _inside()
    values = (*values, *inside_values)
    own = "FILTER (WHERE inside.pk IS NULL)"
    sums = "".join(
        f', sum(each."{n}") {own if n != "spent" else ""} AS "{n}"' for n in amounts
    )
    added = f"""
        SELECT each.{VALUE}, true AS is_near, count(*) AS number,
            count(*) FILTER (WHERE each."left" IS NULL AND inside.pk IS NULL)
            AS unestimated {sums}
        FROM ({sql}) AS each
        LEFT JOIN ({inside}) AS inside (pk) ON inside.pk = each.pk
        GROUP BY 1
    """  # noqa: S608 - Django's, and names of ours
    refined, refined_values = grouping.refined()
    if refined == VALUE:
        return added, values
    again = _again(amounts)
    return (
        f"SELECT {refined}, true, {again} FROM ({added}) AS apart GROUP BY 1",  # noqa: S608
        (*refined_values, *values),
    )


def _with_rest(
    apart: Sql, grouping: Grouping, amounts: Sequence[str], near: Near
) -> Sql:
    """Count all that are not near as one, where groups are very many."""
    first, first_values = _first(grouping, near)
    is_near = f"(near.id IS NOT NULL OR {VALUE} IS NULL)"
    sql = f"""
        WITH apart AS MATERIALIZED ({apart[0]}), near AS MATERIALIZED (
            SELECT {VALUE} AS id FROM apart WHERE (SELECT count(*) FROM apart) < %s
            UNION ALL
            SELECT id FROM ({first}) AS first WHERE (SELECT count(*) FROM apart) >= %s
        )
        SELECT CASE WHEN {is_near} THEN {VALUE} END, {is_near}, {_again(amounts)}
        FROM apart LEFT JOIN near ON near.id = {VALUE} GROUP BY 1, 2
    """  # noqa: S608 - names of ours
    return sql, (*apart[1], MANY_GROUPS, *first_values, MANY_GROUPS)


def _first(grouping: Grouping, near: Near) -> Sql:
    """Find those near in the outline: the walk ends where there are enough."""
    inside = RawSQL(f"SELECT {VALUE} FROM apart", ())  # noqa: S608, S611 - ours
    mine = Item.objects.filter(workspace_id=grouping.by.workspace_id)
    # so it walks and looks each up, where it would join and sort all of a project
    rows = mine.filter(Exact(In(F("pk"), inside), Value(value=True)))
    projects = [project.pk for project in grouping.projects]
    if near.last_key == NONE:
        projects = []
    elif near.last is not None:
        projects = projects[projects.index(near.last.project_id) :]
        group = Item.objects.filter(pk=int(near.last_key)).values("position")
        is_here = Q(project_id=near.last.project_id)
        rows = rows.filter(~is_here | Q(position__gte=Subquery(group)))
    return walk_in_outline(rows, projects, near.most)


def _again(amounts: Sequence[str]) -> str:
    """Add what is added up already."""
    return ", ".join(f'sum("{n}")' for n in ("number", "unestimated", *amounts))


@cache
def _inside() -> Sql:
    """What others are in is asked for in the same words each time."""
    return _sql_of(summaries())


def _sql_of(rows: QuerySet[Any, Any]) -> Sql:
    return rows.query.sql_with_params()
