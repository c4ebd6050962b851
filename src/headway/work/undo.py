"""Take back what happened to work: each undo is the opposite action."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.clashes import changed_since, changes_by_others, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, NotUndoable, Undos
from headway.people.models import Calendar, Person
from headway.work import actions
from headway.work.actions.bulk import assign_each, edit_each, restore_each
from headway.work.actions.placing import rank_each
from headway.work.facts import (
    FilePurged,
    GrantGiven,
    ItemCreated,
    ItemDeleted,
    ItemDuplicated,
    ItemEdited,
    ItemMoved,
    ItemPurged,
    ItemRestored,
    ItemsLinked,
    ItemsUnlinked,
    PeopleAssigned,
    ProjectCreated,
    ProjectDeleted,
    ProjectEdited,
    ProjectPurged,
    ProjectRestored,
    SampleAdded,
    SampleRemoved,
)
from headway.work.facts_types import ItemRanked
from headway.work.models import Deletion, Grant, Item, Link, Project
from headway.work.models.links import LAG
from headway.work.undo_checks import UNDOS as CHECK_UNDOS
from headway.work.undo_comments import UNDOS as COMMENT_UNDOS
from headway.work.undo_costs import UNDOS as COST_UNDOS
from headway.work.undo_demands import UNDOS as DEMAND_UNDOS
from headway.work.undo_fields import UNDOS as FIELD_UNDOS
from headway.work.undo_files import UNDOS as FILE_UNDOS
from headway.work.undo_imports import UNDOS as IMPORT_UNDOS
from headway.work.undo_joining import UNDOS as JOINING_UNDOS
from headway.work.undo_judging import UNDOS as JUDGING_UNDOS
from headway.work.undo_label_changes import UNDOS as LABEL_CHANGE_UNDOS
from headway.work.undo_labels import UNDOS as LABEL_UNDOS
from headway.work.undo_needs import UNDOS as NEED_UNDOS
from headway.work.undo_pauses import UNDOS as PAUSE_UNDOS
from headway.work.undo_planned_costs import UNDOS as PLANNED_COST_UNDOS
from headway.work.undo_projects import UNDOS as PROJECT_UNDOS
from headway.work.undo_relations import UNDOS as RELATION_UNDOS
from headway.work.undo_transfers import UNDOS as TRANSFER_UNDOS
from headway.work.undo_types import UNDOS as TYPE_UNDOS
from headway.work.undo_views import UNDOS as VIEW_UNDOS
from headway.work.undoable import changeable, clashes, put_back

PutBack = Callable[..., None]
"""``edit_each`` and the like: locked items, what each gets, ``by``."""


def undo_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    return _put_back(events, by, edit_each)


def undo_moves(events: Sequence[Event], by: Actor) -> list[Kept]:
    return _put_back(events, by, restore_each)


def undo_places(events: Sequence[Event], by: Actor) -> list[Kept]:
    return _put_back(events, by, rank_each)


def _put_back(events: Sequence[Event], by: Actor, act: PutBack) -> list[Kept]:
    """Give items the values from before, where they still have those from after."""
    items, kept = changeable(events, by)
    wanted: dict[int, Mapping[str, Any]] = {}
    clashing = []
    for event in (event for event in events if event.subject_id in items):
        item, after = items[event.subject_id], _values(event.data["after"])
        if all(getattr(item, name) == value for name, value in after.items()):
            wanted[item.pk] = _values(event.data["before"])
        else:
            clashing.append(event)
    act([items[pk] for pk in sorted(wanted)], wanted, by=by)
    fields = {name for event in clashing for name in event.data["after"]}
    return [*kept, *clashes(clashing, items, fields=fields)]


def undo_assignments(events: Sequence[Event], by: Actor) -> list[Kept]:
    items, kept = changeable(events, by)
    present = actions.assigned_to(items)
    wanted: dict[int, list[dict[str, Any]]] = {}
    clashing = []
    for event in (event for event in events if event.subject_id in items):
        if actions.differ(present.get(event.subject_id, []), event.data["after"]):
            clashing.append(event)
        else:
            wanted[event.subject_id] = event.data["before"]
    people = {row["person_id"] for rows in wanted.values() for row in rows}
    known = Person.objects.filter(workspace_id=by.workspace_id, pk__in=people)
    if known.count() < len(people):
        raise Refused(_("Somebody who did it then is no longer here."))
    assign_each([items[pk] for pk in sorted(wanted)], wanted, by=by)
    return [*kept, *clashes(clashing, items, kind=PeopleAssigned.kind)]


def undo_links(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Unlink what is still linked just so; what is not linked any more is fine."""
    links, kept = _links(events)
    ends = [(e.subject_id, e.data["after_id"]) for e in events if e.pk in links]
    actions.unlink_each(ends, by=by)
    return kept


def undo_unlinks(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Link again what is not linked now; what is linked just so is fine."""
    links, kept = _links(events)
    done = links.keys() | {each.event.pk for each in kept}
    for event in (event for event in events if event.pk not in done):
        data = event.data
        actions.link_items(
            event.subject_id,
            data["after_id"],
            by=by,
            **_link_said(data),
        )
    return kept


def _link_said(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the log says of a link; what it did not know of was not there."""
    return {"kind": data["link"], **{name: data.get(name) for name in LAG}}


def _links(events: Sequence[Event]) -> tuple[dict[int, Link], list[Kept]]:
    """Return the links as the events say, by event, and those that are others now."""
    rows = Link.objects.filter(before__in={event.subject_id for event in events})
    present = {(row.before_id, row.after_id): row for row in rows}
    same: dict[int, Link] = {}
    kept = []
    for event in events:
        data = event.data
        link = present.get((event.subject_id, data["after_id"]))
        if link is None:
            continue
        if link.said == _link_said(data):
            same[event.pk] = link
        else:
            later = later_changes([event], other_id=data["after_id"])
            error = changed_since(link.before.title, later.get(event.subject_id))
            kept.append(Kept(event=event, error=error))
    return same, kept


def undo_creations(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Put the items into the bin, unless others have changed them meanwhile."""
    items, kept = changeable(events, by)
    theirs = changes_by_others(events)
    clashing = [e for e in events if e.subject_id in theirs and e.subject_id in items]
    kept += [
        Kept(
            event=event,
            error=changed_since(
                items[event.subject_id].title, theirs[event.subject_id]
            ),
        )
        for event in clashing
    ]
    actions.delete_items(items.keys() - {e.subject_id for e in clashing}, by=by)
    return kept


def undo_deletions(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Restore what still is in the bin; what was restored meanwhile is fine."""
    ids = {event.data["deletion_id"] for event in events}
    binned = Deletion.objects.filter(workspace_id=by.workspace_id, pk__in=ids)
    present = set(binned.values_list("pk", flat=True))
    actions.restore(present, by=by)
    gone = [event for event in events if event.data["deletion_id"] not in present]
    purged = later_changes(gone, kind__in=PURGED) if gone else {}
    return [
        Kept(event=event, error=Refused(_("It is no longer in the bin.")))
        for event in gone
        if event.subject_id in purged
    ]


def undo_restorations(events: Sequence[Event], by: Actor) -> list[Kept]:
    items, kept = changeable(events, by)
    actions.delete_items(items, by=by)
    return kept


def undo_project_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    return [
        kept
        for event in events
        for kept in put_back(
            event,
            Project.objects.get_for_change(event.subject_id, by=by),
            actions.edit_project,
            by=by,
            read=_project_values,
        )
    ]


def undo_project_creations(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Put projects into the bin, unless others have worked in them meanwhile."""
    theirs = changes_by_others(events)
    kept = []
    for event in events:
        project = Project.objects.get_for_change(event.subject_id, by=by)
        if project.pk in theirs:
            error = changed_since(project.name, theirs[project.pk])
            kept.append(Kept(event=event, error=error))
        elif _stays(event):
            said = _("“%s” stays: something that was made in it does.")
            kept.append(Kept(event=event, error=Refused(said % project.name)))
        else:
            actions.delete_project(project.pk, by=by)
    return kept


def _stays(event: Event) -> bool:
    """Whether items that came with the project are still there."""
    made = Event.objects.filter(
        workspace_id=event.workspace_id,
        operation=event.operation,
        kind=ItemCreated.kind,
        other_id=event.subject_id,
    )
    ids = made.values("subject_id")
    return Item.objects.filter(project=event.subject_id, pk__in=ids).exists()


def undo_project_restorations(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        actions.delete_project(event.subject_id, by=by)
    return []


def undo_grants(events: Sequence[Event], by: Actor) -> list[Kept]:
    kept = []
    for event in events:
        project_id, data = event.subject_id, event.data
        holder = {"actor_id": data["actor_id"], "team_id": data.get("team_id")}
        held = Grant.objects.filter(
            workspace_id=by.workspace_id, project_id=project_id, **holder
        ).first()
        present = (held.role, held.ends_at, held.hides) if held else (None, None, [])
        said = (data["role"], _instant(data.get("ends_at")), data.get("hides", []))
        if present == said:
            actions.give_grant(
                project_id,
                by=by,
                role=data["before"],
                ends_at=_instant(data.get("ended_at")),
                hides=data.get("hid", []),
                **holder,
            )
        else:
            same = {f"data__{name}": pk for name, pk in holder.items()}
            later = later_changes([event], kind=event.kind, **same)
            project = Project.objects.get_for_read(project_id, by=by)
            error = changed_since(project.name, later.get(project_id))
            kept.append(Kept(event=event, error=error))
    return kept


def _instant(logged: str | None) -> datetime | None:
    return datetime.fromisoformat(logged) if logged else None


PURGED = (ItemPurged.kind, ProjectPurged.kind)

SAMPLE = NotUndoable(
    reason=gettext_lazy("Sample data comes and goes as a whole; see the settings.")
)
GONE = NotUndoable(reason=gettext_lazy("What was deleted for good does not come back."))

UNDOS: Undos = {
    **CHECK_UNDOS,
    **COMMENT_UNDOS,
    **FIELD_UNDOS,
    **FILE_UNDOS,
    **IMPORT_UNDOS,
    **JOINING_UNDOS,
    **JUDGING_UNDOS,
    SampleAdded.kind: SAMPLE,
    SampleRemoved.kind: SAMPLE,
    **LABEL_UNDOS,
    **LABEL_CHANGE_UNDOS,
    **VIEW_UNDOS,
    **COST_UNDOS,
    **DEMAND_UNDOS,
    **NEED_UNDOS,
    **PAUSE_UNDOS,
    **PLANNED_COST_UNDOS,
    **PROJECT_UNDOS,
    **RELATION_UNDOS,
    **TRANSFER_UNDOS,
    **TYPE_UNDOS,
    FilePurged.kind: GONE,
    GrantGiven.kind: undo_grants,
    ItemCreated.kind: undo_creations,
    ItemDeleted.kind: undo_deletions,
    ItemDuplicated.kind: undo_creations,
    ItemEdited.kind: undo_edits,
    ItemMoved.kind: undo_moves,
    ItemPurged.kind: GONE,
    ItemRanked.kind: undo_places,
    ItemRestored.kind: undo_restorations,
    ItemsLinked.kind: undo_links,
    ItemsUnlinked.kind: undo_unlinks,
    PeopleAssigned.kind: undo_assignments,
    ProjectCreated.kind: undo_project_creations,
    ProjectDeleted.kind: undo_deletions,
    ProjectEdited.kind: undo_project_edits,
    ProjectPurged.kind: GONE,
    ProjectRestored.kind: undo_project_restorations,
}


def _values(logged: Mapping[str, Any]) -> dict[str, Any]:
    """Read fields of an item as the log wrote them."""
    return {name: _FIELDS[name].to_python(value) for name, value in logged.items()}


_FIELDS = {field.attname: field for field in Item._meta.concrete_fields}


def _project_values(logged: Mapping[str, Any]) -> dict[str, Any]:
    """Read fields of a project as the log wrote them; rows by their ids."""
    fields = {field.name: field for field in Project._meta.concrete_fields}
    values = {}
    for name, value in logged.items():
        field = fields[name]
        is_row = name == "calendar" and value is not None
        values[name] = (
            Calendar.objects.get(pk=value) if is_row else field.to_python(value)
        )
    return values
