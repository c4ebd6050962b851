"""Keep what the plan says of a project, as a baseline; rename and remove those."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.plan.baselines.facts import (
    BaselineRemoved,
    BaselineRenamed,
    BaselineRestored,
    BaselineTaken,
)
from headway.plan.models import LAST_NUMBER, Baseline, BaselineItem
from headway.work.models import Drive, Item, Project, ProjectOutlook, State

SAID = ("starts_at", "finishes_at", "work_minutes", "duration_minutes")
BATCH = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Then:
    """What was planned of an item; see :class:`BaselineItem`."""

    item_id: int
    starts_at: datetime | None = None
    finishes_at: datetime | None = None
    work_minutes: int | None = None
    duration_minutes: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedBaseline:
    """A baseline as a file has it, ``external_id`` telling those of a project apart.

    ``by_id`` is the actor who took it, None for whoever imports it.  Without its own
    start and finish it has those of its items.
    """

    external_id: str
    number: int
    name: str
    items: tuple[Then, ...]
    taken_at: datetime | None = None
    by_id: int | None = None
    starts_at: datetime | None = None
    finishes_at: datetime | None = None


@transaction.atomic
def take_baseline(project_id: int, *, by: Actor, name: str) -> Baseline:
    """Keep the likely dates (P50) of a project and of its items, and their estimates.

    What is done counts with its actual dates.  Who leads the project may.  Records
    :class:`BaselineTaken`.  Raises :class:`Refused` where there are eleven, or where
    the plan has no dates yet.
    """
    project = Project.objects.get_for_change(project_id, by=by)
    items = list(_planned(project))
    if not items:
        raise Refused(_("The plan has no dates for “%s” yet.") % project.name)
    outlook = ProjectOutlook.objects.filter(project=project).first()
    ends = [each.finishes_at for each in items if each.finishes_at]
    starts = [each.starts_at for each in items if each.starts_at]
    baseline = Baseline(
        workspace_id=project.workspace_id,
        project=project,
        number=_free_number(project),
        name=name,
        taken_at=timezone.now(),
        by=by,
        starts_at=min(starts, default=None),
        finishes_at=(outlook and outlook.p50) or max(ends, default=None),
    )
    return _keep(baseline, items, by=by)


def _planned(project: Project) -> Iterator[Then]:
    """Yield what has dates, the cancelled left out."""
    rows = Item.objects.filter(project=project).exclude(state=State.CANCELLED)
    parents = set(rows.exclude(parent=None).values_list("parent_id", flat=True))
    for item in rows.select_related("outlook").order_by("pk"):
        outlook = getattr(item, "outlook", None)
        said: dict[str, Any] = {"item_id": item.pk}
        if item.state == State.DONE:
            began = item.started_at or item.finished_at
            said |= {"starts_at": began, "finishes_at": item.finished_at}
        elif outlook is not None and outlook.p50 is not None:
            said |= {"starts_at": outlook.starts_at, "finishes_at": outlook.p50}
        else:
            continue
        if item.pk not in parents:
            is_effort = item.drive == Drive.EFFORT
            said["work_minutes"] = item.effort_minutes if is_effort else None
            said["duration_minutes"] = None if is_effort else item.duration_minutes
        yield Then(**said)


def _free_number(project: Project, *, wanted: int = 0) -> int:
    """Return the wanted number, or the first free one behind it, or of all.

    Raises :class:`Refused` where none is.  Lock the project first.
    """
    taken = set(project.baselines.live().values_list("number", flat=True))
    numbers = (*range(wanted, LAST_NUMBER + 1), *range(wanted))
    free: int | None = next((n for n in numbers if n not in taken), None)
    if free is None:
        raise Refused(
            _("A project has at most %d baselines; remove one first.")
            % (LAST_NUMBER + 1)
        )
    return free


@transaction.atomic
def _keep(baseline: Baseline, items: Sequence[Then], *, by: Actor) -> Baseline:
    baseline.save()
    BaselineItem.objects.bulk_create(
        [
            BaselineItem(
                workspace_id=baseline.workspace_id,
                baseline=baseline,
                item_id=each.item_id,
                **{name: getattr(each, name) for name in SAID},
            )
            for each in items
        ],
        batch_size=BATCH,
    )
    record(
        BaselineTaken(
            subject_id=baseline.pk,
            project_id=baseline.project_id,
            source=baseline.external_source,
        ),
        by=by,
    )
    return baseline


@transaction.atomic
def import_baselines(
    project_id: int, found: Sequence[ImportedBaseline], *, source: str, by: Actor
) -> tuple[ImportedBaseline, ...]:
    """Take over the baselines of a file; the same ones again change nothing.

    One that says something else than before takes the place of what it said, under the
    name that it has here.  Those that are no longer in the file stay.  Returns those
    for which there was no room.  Records :class:`BaselineRemoved` for what is replaced
    and :class:`BaselineTaken` for what is new.
    """
    project = Project.objects.get_for_change(project_id, by=by)
    known = {
        row.external_id: row
        for row in project.baselines.live().filter(external_source=source)
    }
    left_out = []
    for each in found:
        present = known.get(each.external_id)
        if present is not None:
            if _items_of(present) == set(each.items):
                continue
            each = replace(each, name=present.name, number=present.number)
            remove_baseline(present.pk, by=by)
        try:
            number = _free_number(project, wanted=each.number)
        except Refused:
            left_out.append(each)
            continue
        starts = [row.starts_at for row in each.items if row.starts_at]
        ends = [row.finishes_at for row in each.items if row.finishes_at]
        baseline = Baseline(
            workspace_id=project.workspace_id,
            project=project,
            number=number,
            name=each.name,
            taken_at=each.taken_at,
            by_id=each.by_id or by.pk,
            starts_at=each.starts_at or min(starts, default=None),
            finishes_at=each.finishes_at or max(ends, default=None),
            external_source=source,
            external_id=each.external_id,
        )
        _keep(baseline, each.items, by=by)
    return tuple(left_out)


def _items_of(baseline: Baseline) -> set[Then]:
    rows = baseline.items.values_list("item_id", *SAID)
    names = ("item_id", *SAID)
    return {Then(**dict(zip(names, row, strict=True))) for row in rows}


@transaction.atomic
def rename_baseline(baseline_id: int, *, by: Actor, name: str) -> Baseline:
    """Call a baseline otherwise.  Records :class:`BaselineRenamed`, if it was."""
    baseline = Baseline.objects.live().get_for_change(baseline_id, by=by)
    if baseline.name == name:
        return baseline
    before, baseline.name = baseline.name, name
    baseline.save(update_fields=["name"])
    record(
        BaselineRenamed(
            subject_id=baseline.pk,
            project_id=baseline.project_id,
            before={"name": before},
            after={"name": name},
        ),
        by=by,
    )
    return baseline


@transaction.atomic
def remove_baseline(baseline_id: int, *, by: Actor) -> Baseline:
    """Let a baseline go.  Records :class:`BaselineRemoved`."""
    baseline = Baseline.objects.live().get_for_change(baseline_id, by=by)
    baseline.removed_at = timezone.now()
    baseline.save(update_fields=["removed_at"])
    record(
        BaselineRemoved(subject_id=baseline.pk, project_id=baseline.project_id), by=by
    )
    return baseline


@transaction.atomic
def restore_baseline(baseline_id: int, *, by: Actor) -> Baseline:
    """Bring a removed baseline back, under its number if that is free.

    Records :class:`BaselineRestored`.  Raises :class:`Refused` where there are eleven.
    """
    baseline = Baseline.objects.get_for_change(baseline_id, by=by)
    if baseline.removed_at is None:
        return baseline
    project = Project.objects.get_for_change(baseline.project_id, by=by)
    baseline.number = _free_number(project, wanted=baseline.number)
    baseline.removed_at = None
    baseline.save(update_fields=["number", "removed_at"])
    record(
        BaselineRestored(subject_id=baseline.pk, project_id=baseline.project_id), by=by
    )
    return baseline
