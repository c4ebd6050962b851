"""Say which work is expected that is no item yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.days import check_day
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.actions import skill_named
from headway.people.models import Skill, SkillLevel
from headway.work.facts_demands import DemandAdded, DemandEdited, DemandRemoved
from headway.work.models import Demand, Project
from headway.work.models.demands import MOST_DEMAND_MINUTES

EDITABLE = (
    "title", "source", "skill_id", "level", "effort_minutes", "starts_on", "ends_on",
    "probability_percent",
)  # fmt: skip


@transaction.atomic
def add_demand(
    project_id: int,
    *,
    by: Actor,
    came_from: Mapping[str, str] = MappingProxyType({}),
    **said: Any,
) -> Demand:
    """Expect work in a project: fields of ``EDITABLE``, of which the plan knows then.

    ``came_from`` are the ``external_`` columns of what was taken over.  Records
    :class:`DemandAdded`.  Raises :class:`Refused` for what contradicts itself.
    """
    project = _project(project_id, by=by)
    _check_names(said)
    demand = Demand(workspace_id=by.workspace_id, project=project, **came_from, **said)
    _check(demand, by=by)
    demand.save()
    record(_fact(DemandAdded, demand), by=by)
    return demand


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedDemand:
    """Expected work as a file has it: ``said`` is what :func:`add_demand` takes.

    ``external_id`` tells those of a project apart; a ``skill`` that has no such name
    yet is made.
    """

    external_id: str
    said: Mapping[str, Any]
    skill: str = ""


@transaction.atomic
def import_demands(
    project_id: int, rows: Sequence[ImportedDemand], *, source: str, by: Actor
) -> list[tuple[ImportedDemand, str]]:
    """Take over what is expected elsewhere; the same again changes nothing.

    Returns what contradicts itself, with the reason: that is left out.  Records what
    :func:`add_demand` and :func:`edit_demand` do.
    """
    project = _project(project_id, by=by)
    here = Demand.objects.visible_to(by).filter(project=project, external_source=source)
    known = dict(here.values_list("external_id", "pk"))
    left_out = []
    for row in rows:
        skill = skill_named(row.skill, by=by).pk if row.skill else None
        said = {**row.said, "skill_id": skill}
        came = {"external_source": source, "external_id": row.external_id}
        try:
            if row.external_id in known:
                edit_demand(known[row.external_id], by=by, **said)
            else:
                add_demand(project.pk, by=by, came_from=came, **said)
        except Refused as error:
            left_out.append((row, str(error)))
    return left_out


@transaction.atomic
def edit_demand(demand_id: int, *, by: Actor, **changes: Any) -> Demand:
    """Say otherwise what is expected.  Records :class:`DemandEdited`, or nothing.

    Raises as :func:`add_demand`.
    """
    _check_names(changes)
    demand = Demand.objects.get_for_change(demand_id, by=by)
    after = {n: value for n, value in changes.items() if getattr(demand, n) != value}
    if not after:
        return demand
    before = {name: getattr(demand, name) for name in after}
    for name, value in after.items():
        setattr(demand, name, value)
    _check(demand, by=by)
    demand.save(update_fields=[*after])
    logged = {"before": _logged(before), "after": _logged(after)}
    record(_fact(DemandEdited, demand, **logged), by=by)
    return demand


@transaction.atomic
def remove_demand(demand_id: int, *, by: Actor) -> Demand:
    """Expect it no more.  Records :class:`DemandRemoved`."""
    demand = Demand.objects.get_for_change(demand_id, by=by)
    demand.removed_at = timezone.now()
    demand.save(update_fields=["removed_at"])
    record(_fact(DemandRemoved, demand), by=by)
    return demand


@transaction.atomic
def restore_demand(demand_id: int, *, by: Actor) -> Demand:
    """Expect again what was removed.  Records :class:`DemandAdded`."""
    gone = Demand.objects.locked().filter(workspace_id=by.workspace_id, pk=demand_id)
    demand = gone.first()
    if demand is None or demand.removed_at is None:
        raise Refused(_("This is no longer as it was then."))
    _project(demand.project_id, by=by)
    demand.removed_at = None
    demand.save(update_fields=["removed_at"])
    record(_fact(DemandAdded, demand), by=by)
    return demand


def _project(project_id: int, *, by: Actor) -> Project:
    """Return the project, locked, in which ``by`` may say what is expected."""
    projects = Project.objects
    project = projects.locked().contributable_by(by).filter(pk=project_id).first()
    if project is None or by.is_guest:
        projects.all().refuse_change([project_id], by=by)
    return project


def _fact(kind: Any, demand: Demand, **more: Any) -> Any:
    return kind(subject_id=demand.project_id, demand_id=demand.pk, **more)


def _logged(said: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }


def _check_names(said: dict[str, Any]) -> None:
    if unknown := said.keys() - set(EDITABLE):
        raise TypeError(f"{sorted(unknown)} cannot be said of expected work")


def _check(demand: Demand, *, by: Actor) -> None:
    demand.title = " ".join(demand.title.split())
    if not demand.title:
        raise Refused(_("Say what is expected."))
    if not 1 <= demand.effort_minutes <= MOST_DEMAND_MINUTES:
        raise Refused(_("Say how much work it would be."))
    if not 1 <= demand.probability_percent <= 100:
        raise Refused(
            _("%d %% is no probability of expected work; say 1 to 100.")
            % demand.probability_percent
        )
    if demand.level not in SkillLevel.values:
        raise Refused(_("%d is no level of a skill; say 1 to 5.") % demand.level)
    for day in (demand.starts_on, demand.ends_on):
        check_day(day)
    if demand.ends_on < demand.starts_on:
        raise Refused(_("It ends before it starts."))
    if demand.skill_id is not None:
        Skill.objects.get_for_read(demand.skill_id, by=by)
