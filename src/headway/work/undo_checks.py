"""Take back what happened to the lines of checklists."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.dateparse import parse_datetime

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.actions.checking import put_check, values_of
from headway.work.facts import ChecklistChanged
from headway.work.models import Check
from headway.work.undoable import changeable, clashes


def undo_checks(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Give lines the values from before, where they still have those from after."""
    items, kept = changeable(events, by)
    clashing = []
    for event in (event for event in events if event.subject_id in items):
        rows = Check.objects.filter(workspace_id=by.workspace_id)
        check = rows.filter(pk=event.data["check_id"]).first()
        after, before = (_read(event.data[side]) for side in ("after", "before"))
        if check is None or _differs(check, after):
            clashing.append(event)
        else:
            put_check(check.pk, before, by=by)
    return [*kept, *clashes(clashing, items, kind=ChecklistChanged.kind)]


def _differs(check: Check, after: Mapping[str, Any]) -> bool:
    values = values_of(check)
    is_gone = not values["is_here"] and after.get("is_here", True)
    return is_gone or any(values[name] != value for name, value in after.items())


def _read(logged: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(logged)
    if values.get("done_at"):
        values["done_at"] = parse_datetime(values["done_at"])
    return values


UNDOS: Undos = {ChecklistChanged.kind: undo_checks}
