"""Take back what happened to people: each undo is the opposite action."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.hours import parse_hours
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, NotUndoable, Undos
from headway.people import actions
from headway.people.facts import (
    AbsenceAdded,
    AbsenceRemoved,
    CalendarEdited,
    PersonAdded,
    PersonEdited,
)
from headway.people.models import Absence, Person
from headway.people.models.calendars import WEEKDAYS


def undo_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Give people the hours from before, where they have those from after."""
    kept = []
    people = Person.objects.select_related("actor", "calendar")
    for event in events:
        person = people.get_for_change(event.subject_id, by=by)
        before, after = event.data["before"], event.data["after"]
        if not after:
            raise Refused(_("This came from elsewhere; import it again."))
        present = actions.hours_of(person)
        if any(present[name] != value for name, value in after.items()):
            later = later_changes([event], fields=after).get(person.pk)
            error = changed_since(person.actor.name, later)
            kept.append(Kept(event=event, error=error))
            continue
        wanted = present | before
        actions.edit_hours(
            person.pk,
            by=by,
            week=[parse_hours(wanted[day]) for day in WEEKDAYS],
            zone=wanted["zone"],
            availability_percent=wanted["availability_percent"],
        )
    return kept


def undo_absences(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Remove what is still there; what is gone already is fine."""
    ids = [event.data["absence_id"] for event in events]
    for absence in Absence.objects.visible_to(by).filter(pk__in=ids):
        actions.remove_absence(absence.pk, by=by)
    return []


def undo_removals(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Say again that people are away; the reason, which is not logged, is lost."""
    for event in events:
        actions.add_absence(
            event.subject_id,
            by=by,
            first_on=date.fromisoformat(event.data["first_on"]),
            last_on=date.fromisoformat(event.data["last_on"]),
        )
    return []


UNDOS: Undos = {
    AbsenceAdded.kind: undo_absences,
    AbsenceRemoved.kind: undo_removals,
    CalendarEdited.kind: NotUndoable(
        reason=gettext_lazy("Calendars from elsewhere change when imported again.")
    ),
    PersonAdded.kind: NotUndoable(
        reason=gettext_lazy("Somebody who was added stays: others may know them now.")
    ),
    PersonEdited.kind: undo_edits,
}
