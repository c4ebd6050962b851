"""What was planned of a project and expected in it, once its items are here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from headway.actors.models import Actor
from headway.base.days import bounded
from headway.integrations.importers.content import ExactBoard, FileItem
from headway.integrations.importers.taking.step import Step
from headway.people.models import Person
from headway.plan.baselines.actions import (
    ImportedBaseline,
    Then,
    import_baselines,
)
from headway.plan.files.saying import say as _
from headway.work.actions import ImportedDemand, import_demands
from headway.work.models import Project

COLUMNS = (
    "title", "source", "level", "effort_minutes", "starts_on", "ends_on",
    "probability_percent",
)  # fmt: skip


def take_plans(
    exact: ExactBoard,
    items: Iterable[FileItem],
    project: Project,
    *,
    people: Mapping[str, Person],
    source: str,
    by: Actor,
    step: Step,
) -> None:
    """Take over baselines and expected work; what finds no room here is noted."""
    takers = {pk: person.actor_id for pk, person in people.items()}
    thens = _thens(items, project, source) if exact.baselines else {}
    found = [
        ImportedBaseline(
            external_id=each.id,
            number=each.number,
            name=each.name,
            items=tuple(thens.get(each.id, ())),
            taken_at=_kept(each.taken_at),
            by_id=takers.get(each.taken_by or ""),
            starts_at=_kept(each.starts_at),
            finishes_at=_kept(each.finishes_at),
        )
        for each in exact.baselines
    ]
    for crowded in import_baselines(project.pk, found, source=source, by=by):
        step.note(
            _("baseline %s") % crowded.name,
            _("the project has eleven already: remove one, and import again"),
        )
    expected = [
        ImportedDemand(
            external_id=each.id,
            said={name: getattr(each, name) for name in COLUMNS},
            skill=each.skill,
        )
        for each in exact.expected
    ]
    for row, why in import_demands(project.pk, expected, source=source, by=by):
        step.note(row.said["title"], why)


def _thens(
    items: Iterable[FileItem], project: Project, source: str
) -> Mapping[str, list[Then]]:
    """Return what each baseline says of items, by its id in the file."""
    rows = project.items.filter(external_source=source)
    here = dict(rows.values_list("external_id", "pk"))
    found: defaultdict[str, list[Then]] = defaultdict(list)
    for item in items:
        pk, exact = here.get(item.id[:200]), item.exact
        if pk is None or exact is None:
            continue
        for each in exact.baselines:
            found[each.baseline].append(
                Then(
                    item_id=pk,
                    starts_at=_kept(each.starts_at),
                    finishes_at=_kept(each.finishes_at),
                    work_minutes=each.work_minutes,
                    duration_minutes=each.duration_minutes,
                )
            )
    return found


def _kept(instant: datetime | None) -> datetime | None:
    return bounded(instant) if instant else None
