"""What stands before and behind an item on the timeline: down its rows."""

from django.db.models import F
from django.http import QueryDict

from headway.actors.models import Actor
from headway.plan.timeline import reading
from headway.plan.timeline.ask import Ask
from headway.plan.timeline.narrowing import Found
from headway.work.filters import FilterError
from headway.work.filters.ordering import Order
from headway.work.folding import Folded
from headway.work.models import Item
from headway.work.models.items import KEY, ItemQuerySet
from headway.work.neighbours.ports import Beside, first_of, near_in_outline
from headway.work.viewed import view_in


def beside_on_timeline(item: Item, given: QueryDict, *, by: Actor) -> Beside | None:
    """Find them in the rows of a query string; None where its project is not asked for.

    Permission, filter and what is folded are the timeline's.  An item that it does not
    show, or no longer, has the place that it would have.  A few queries, whatever the
    timeline has.
    """
    ask = Ask.read(given, view=view_in(given, by=by))
    if ask.projects and item.project.key not in ask.projects:
        return None
    try:
        found = Found.asked(ask, by=by)
    except FilterError:
        return None
    projects = [project.pk for project in found.shown]
    rows = reading.rows_of(projects, found.matching, by=by)
    items = frozenset(filter(KEY.fullmatch, found.folded))
    rows = rows.exclude(Folded(items=items).unseen(rows))
    before = _first(rows, item, is_back=True, by=by)
    return before, _first(rows, item, is_back=False, by=by)


def _first(rows: ItemQuerySet, item: Item, *, is_back: bool, by: Actor) -> int | None:
    near = near_in_outline(rows, item, is_back=is_back, by=by)
    if near is not None:
        return near
    keys = {"project_key": F("project__key"), "place": F("position")}
    order = Order(keys=keys, descending=frozenset(), by=by)
    return first_of(rows, order, item.pk, is_back=is_back)
