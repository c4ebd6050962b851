"""Work with forecasts that no engine made, for pages that show them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from headway.actors.models import Actor
from headway.people.models import Person
from headway.plan.decisions.keeping import keep_order
from headway.plan.models import (
    Baseline,
    BaselineItem,
    Load,
    Override,
    OverrideDelay,
    Run,
)
from headway.work.actions import publish_outlook
from headway.work.actions.items import beginning
from headway.work.models import Item, Link, Outlook, Project, ProjectOutlook

DAY = timedelta(days=1)
START = datetime(2026, 8, 3, 9, tzinfo=UTC)


def forecast(
    item: Item, start: datetime, *, days: float = 3, chance: int | None = None
) -> Outlook:
    """An outlook of so many days to P50; it is as wide as it is long."""
    p50 = start + days * DAY
    return Outlook(
        workspace_id=item.workspace_id,
        item=item,
        starts_at=start,
        p50=p50,
        p85=p50 + days * DAY / 2,
        p95=p50 + days * DAY,
        chance_percent=chance,
        run_id=1,
    )


def publish(outlooks: list[Outlook], *, by: Actor) -> None:
    """Publish them, and for their project the span of all."""
    Run.objects.create(
        workspace_id=by.workspace_id,
        at=datetime.now(UTC),
        snapshot="",
        scenarios=500,
        items=len(outlooks),
        milliseconds=1,
    )
    spans = {}
    for row in outlooks:
        spans.setdefault(row.item.project_id, []).append(row)
    projects = [
        ProjectOutlook(
            workspace_id=by.workspace_id,
            project_id=project_id,
            starts_at=min(row.starts_at for row in rows),
            **{
                name: max(getattr(r, name) for r in rows)
                for name in ("p50", "p85", "p95")
            },
            run_id=1,
        )
        for project_id, rows in spans.items()
    ]
    publish_outlook(outlooks, projects, by=by)


def keep(
    project: Project,
    *items: Item,
    by: Actor,
    name: str = "Agreed",
    end: datetime = START,
    **said: Any,
) -> Baseline:
    """Keep that all items, and so the project, were to be done on the same day."""
    dates = {"starts_at": end - 2 * DAY, "finishes_at": end}
    mine = {"workspace_id": project.workspace_id}
    baseline = Baseline.objects.create(
        **mine,
        **dates,
        project=project,
        number=project.baselines.live().count(),
        name=name,
        by=by,
        taken_at=datetime.now(UTC),
    )
    BaselineItem.objects.bulk_create(
        BaselineItem(**mine, **dates, **said, baseline=baseline, item=item)
        for item in items
    )
    return baseline


def many_items(project: Project, count: int, *, by: Actor) -> list[Item]:
    """Items with forecasts one after the other, each waiting for the one before."""
    items = Item.objects.bulk_create(
        Item(
            workspace=project.workspace,
            project=project,
            number=n,
            position=n << 20,
            title=f"Piece of work {n} of the whole",
            effort_minutes=480,
            **beginning(project.workspace_id),
        )
        for n in range(1, count + 1)
    )
    start = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0)
    publish(
        [forecast(item, start + n % 90 * DAY) for n, item in enumerate(items)], by=by
    )
    Link.objects.bulk_create(
        Link(workspace=project.workspace, before=one, after=other)
        for one, other in zip(items[:-1:3], items[1::3], strict=False)
    )
    return items


def today() -> date:
    return datetime.now(UTC).date()


def load(person: Person, *booked: int) -> None:
    """Make somebody as busy as that from today on; they can work 8 hours every day."""
    Load.objects.create(
        workspace_id=person.workspace_id,
        person=person,
        first_on=today(),
        booked=[*booked, *[0] * (14 - len(booked))],
        able=[480] * 14,
        run_id=1,
    )


class Record:
    """Any values under names, as the engine's answers have them."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


def moved(item: Item, days: int = 3) -> Record:
    later = timedelta(days=days)
    return Record(
        item_id=item.pk,
        start_before=START,
        start_after=START + later,
        finish_before=START + DAY,
        finish_after=START + DAY + later,
    )


def seen(*rows: Record, days: int = 3) -> Record:
    before = Record(p50=START, p85=START, p95=START)
    later = START + days * DAY
    after = Record(p50=later, p85=later, p95=later)
    return Record(
        moved=list(rows), project_before=before, project_after=after, milliseconds=1
    )


class Engine:
    """Stands in for the engine: keeps what it was asked, moves what it is told."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}
        self.answer = seen()

    def preview_change(self, item_id: int, *, by: Actor, **said: Any) -> Record:
        self.asked = said
        return self.answer

    def preview_link(self, before: int, after: int, *, by: Actor) -> Record:
        self.asked = {"before": before, "after": after}
        return self.answer


def put_first(item: Item, later: Item, *, by: Actor, why: str = "") -> Override:
    """An override that no engine priced; another item and its project pay for it."""
    here = {"workspace_id": by.workspace_id}
    made = Override.objects.create(**here, item=item, why=why, by=by, price=700)
    OverrideDelay.objects.create(**here, override=made, item=later, minutes=1440)
    project_id = later.project_id
    OverrideDelay.objects.create(
        **here, override=made, project_id=project_id, minutes=600
    )
    keep_order(made, by=by)
    return made
