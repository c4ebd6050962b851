"""What stands before and behind an item in the calendar: day by day."""

from django.http import QueryDict

from headway.actors.models import Actor
from headway.work.calendar.page import Calendar
from headway.work.models import Item
from headway.work.neighbours.ports import Beside


def beside_in_calendar(item: Item, given: QueryDict, *, by: Actor) -> Beside | None:
    """Find them among the days of a query string; None where it is on none of them."""
    calendar = Calendar.asked(given, by=by)
    order = [] if calendar.error else calendar.order
    if item.pk not in order:
        return None
    at = order.index(item.pk)
    return order[at - 1] if at else None, next(iter(order[at + 1 :]), None)
