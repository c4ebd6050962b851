"""Which workspaces want a new plan."""

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from headway.events.models import Event
from headway.events.ports import readers
from headway.plan.facts import OrderFound
from headway.plan.models import Order, Pending, Run

QUIET = timedelta(seconds=10)
"""Since the last plan: who changes one thing often changes another soon."""

BEHIND = Q(is_by_hand=False, planned__lt=F("asked"))
BEHIND |= Q(is_by_hand=True, planned__lt=F("wanted"))
"""What is to be planned; where plans are made by hand, since one was asked for."""

PLANNING = "plan.replan"
"""The reader of what plans are made from."""


def unchanged(
    workspace_id: int | None = None, kinds: Collection[str] | None = None
) -> Callable[[], bool]:
    """Return what says whether plans from now on would still be the same.

    Those of all workspaces, or of one; an order that is found is no news, and where
    ``kinds`` are said nothing else is.  It looks into the log: who works on one plan
    does not read on meanwhile.
    """
    begun = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if kinds is None:
        kinds = (readers()[PLANNING].kinds or frozenset()) - {OrderFound.kind}
    changes = Event.objects.filter(pk__gt=begun, kind__in=kinds)
    if workspace_id is not None:
        changes = changes.filter(workspace_id=workspace_id)
    return lambda: not changes.exists()


@transaction.atomic(savepoint=False)
def mark_for_planning(workspace_ids: Iterable[int]) -> None:
    """Say that the plans of these workspaces are out of date."""
    ids = sorted(workspace_ids)
    rows = Pending.objects.filter(workspace_id__in=ids)
    if rows.update(asked=F("asked") + 1) < len(ids):
        Pending.objects.bulk_create(
            [Pending(workspace_id=pk, asked=0) for pk in ids], ignore_conflicts=True
        )
        rows.update(asked=F("asked") + 1)


@transaction.atomic
def want_plans(workspace_ids: Iterable[int]) -> None:
    """Have these workspaces planned now, those planned by hand too."""
    ids = sorted(workspace_ids)
    mark_for_planning(ids)
    Pending.objects.filter(workspace_id__in=ids).update(wanted=F("asked"))


def waiting_workspaces() -> list[int]:
    """Return the workspaces that are to be planned."""
    behind = Pending.objects.filter(BEHIND)
    return list(behind.order_by("workspace_id").values_list("workspace_id", flat=True))


def quiet_workspace() -> int | None:
    """Return a workspace whose plan has been up to date for a while, unsearched yet.

    One that is planned by hand is not: its order stays as it is until somebody asks.
    """
    orders = Order.objects.filter(workspace_id=OuterRef("workspace_id"))
    ripe = _quiet(Pending.objects.filter(is_by_hand=False, planned__gte=F("asked")))
    ripe = ripe.annotate(searched=Subquery(orders.values("searched")[:1]))
    ripe = ripe.filter(Q(searched=None) | ~Q(searched=F("planned_from")))
    return ripe.values_list("workspace_id", flat=True).first()


def unproven_workspace() -> int | None:
    """Return a workspace of whose plan, quiet by now, no dates were looked into yet.

    One that is planned by hand, too: what was asked for last is planned.
    """
    ripe = _quiet(Pending.objects.exclude(BEHIND)).exclude(proven=F("planned_from"))
    return ripe.values_list("workspace_id", flat=True).first()


def unpriced_workspace() -> int | None:
    """Return a workspace whose plan is quiet and newer than its decisions' prices."""
    behind = Pending.objects.filter(planned__gte=F("asked"), priced__lt=F("planned"))
    return _quiet(behind).values_list("workspace_id", flat=True).first()


def _quiet(rows: QuerySet[Pending]) -> QuerySet[Pending]:
    """Those whose last plan has been there for a while, the oldest of them first."""
    runs = Run.objects.filter(workspace_id=OuterRef("workspace_id")).order_by("-pk")
    planned = rows.annotate(
        at=Subquery(runs.values("at")[:1]),
        planned_from=Subquery(runs.values("snapshot")[:1]),
    )
    return planned.filter(at__lt=timezone.now() - QUIET).order_by("at")
