"""The decisions in force, as somebody asks for them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Sum

from headway.actors.models import Actor
from headway.plan.models import Decision, DecisionKind, DecisionQuerySet
from headway.work.filters import Question
from headway.work.models import Item


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which decisions: of a project, of one kind, of items that a filter finds."""

    project: str = ""
    kind: str = ""
    text: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.project or self.kind or self.text)


def item_to_price(key: str, *, by: Actor) -> Item:
    """Return an item of which ``by``, who may change it, is told what is decided.

    Raises :class:`NotFound` and ``PermissionDenied``.
    """
    item = Item.objects.get_by_key(key, by=by)
    Item.objects.check_change(item, by=by)
    if by.is_guest:
        raise PermissionDenied
    return item


def decisions_in_force(asked: Asked, *, by: Actor) -> DecisionQuerySet:
    """Return them, unordered; raises :class:`FilterError` for what is no filter."""
    rows = Decision.objects.visible_to(by).in_force()
    if asked.project:
        rows = rows.filter(item__project__key=asked.project.upper())
    if asked.kind in DecisionKind.values:
        rows = rows.filter(kind=asked.kind)
    if asked.text:
        question = Question.asked(asked.text, by=by)
        found = question.narrowed(Item.objects.visible_to(by))
        rows = rows.filter(item__in=found.order_by().values("pk"))
    return rows


def whole_cost(rows: DecisionQuerySet) -> int:
    """Add up what they cost, each by itself."""
    return int(rows.filter(cost__gt=0).aggregate(all=Sum("cost"))["all"] or 0)
