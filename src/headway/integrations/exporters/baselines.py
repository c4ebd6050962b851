"""The baselines of a project as a file has them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime

from headway.actors.models import Actor
from headway.plan.files.content import FileBaseline
from headway.plan.models import BaselineItem
from headway.work.models import Project

Local = Callable[[datetime | None], datetime | None]


def baselines_of(
    project: Project, local: Local, *, by: Actor
) -> Mapping[int, tuple[FileBaseline, ...]]:
    """Return what was planned of each item, by its id; one query."""
    rows = BaselineItem.objects.visible_to(by).filter(baseline__project=project)
    found: dict[int, list[FileBaseline]] = defaultdict(list)
    columns = (
        "item_id", "baseline__number", "starts_at", "finishes_at",
        "work_minutes", "duration_minutes",
    )  # fmt: skip
    for pk, number, start, finish, work, duration in rows.order_by(
        "baseline__number", "pk"
    ).values_list(*columns):
        found[pk].append(
            FileBaseline(
                number=number,
                start=local(start),
                finish=local(finish),
                work=work,
                duration=duration,
            )
        )
    return {pk: tuple(each) for pk, each in found.items()}
