"""The baselines of a schedule file, as a project takes them over."""

from collections.abc import Mapping, Sequence

from headway.actors.models import Actor
from headway.integrations.importers.outline import FileOutline
from headway.plan.baselines.actions import (
    ImportedBaseline,
    Then,
    import_baselines,
)
from headway.plan.files.content import NotRead, ScheduleFile
from headway.plan.files.saying import say as _
from headway.work.models import Item, Project

LONGEST_NAME = 80


def take_baselines(
    file: ScheduleFile,
    outline: FileOutline,
    project: Project,
    *,
    source: str,
    by: Actor,
) -> list[NotRead]:
    """Take them over, once the items are there; say for which there was no room."""
    if not any(task.baselines for task in file.tasks):
        return []
    rows = Item.objects.filter(project=project, external_source=source)
    items = dict(rows.values_list("external_id", "pk"))
    found = _found(file, outline, items)
    return [
        NotRead(
            where=_("baseline %s") % each.name,
            why=_("the project has eleven already: remove one, and import again"),
        )
        for each in import_baselines(project.pk, found, source=source, by=by)
    ]


def _found(
    file: ScheduleFile, outline: FileOutline, items: Mapping[str, int]
) -> Sequence[ImportedBaseline]:
    then: dict[int, list[Then]] = {}
    for task in file.tasks:
        for each in task.baselines:
            then.setdefault(each.number, []).append(
                Then(
                    item_id=items[outline.within(task.uid)],
                    starts_at=outline.instant(each.start),
                    finishes_at=outline.instant(each.finish),
                    work_minutes=each.work,
                    duration_minutes=each.duration,
                )
            )
    return [
        ImportedBaseline(
            external_id=outline.within(number),
            number=number,
            name=(file.baseline_names.get(number) or _name(number))[:LONGEST_NAME],
            items=tuple(then[number]),
        )
        for number in sorted(then)
    ]


def _name(number: int) -> str:
    return _("Baseline %d") % number if number else _("Baseline")
