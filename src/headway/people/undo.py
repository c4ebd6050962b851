"""Take back what happened to people: each undo is the opposite action."""

from collections.abc import Callable, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.hours import Hours, parse_hours
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, NotUndoable, Undo, Undos, subjects
from headway.people import actions
from headway.people.facts import (
    AbsenceAdded,
    AbsenceDecided,
    AbsenceRemoved,
    AbsenceRequested,
    AbsenceRestored,
    AbsenceRulesSet,
    BusyAdded,
    BusyRemoved,
    CalendarEdited,
    FeedAdded,
    FeedRead,
    FeedRemoved,
    HolidayRemoved,
    HolidaySet,
    HolidaysImported,
    HoursRemoved,
    HoursSet,
    LanguageChosen,
    LocationAdded,
    LocationEdited,
    LocationRemoved,
    PersonAdded,
    PersonEdited,
    RateRemoved,
    RateSet,
    SkillRated,
    SkillUnrated,
)
from headway.people.models import (
    Absence,
    AbsenceState,
    Holiday,
    Location,
    Person,
    WorkSchedule,
)
from headway.people.models.calendars import WEEKDAYS


class Changed(Exception):
    """What an event left behind is no longer so."""


def each(undo_one: Callable[[Event, Actor], None]) -> Undo:
    """Undo event by event; what was changed since stays, and it is said who did."""

    def undo(events: Sequence[Event], by: Actor) -> list[Kept]:
        kept = []
        for event in events:
            try:
                undo_one(event, by)
            except Changed:
                later = later_changes([event]).get(event.subject_id)
                error = changed_since(_name(event, by), later)
                kept.append(Kept(event=event, error=error))
        return kept

    return undo


def _name(event: Event, by: Actor) -> str:
    named = subjects()[event.subject_type].named([event.subject_id], by)
    found = named.get(event.subject_id)
    return found.label if found else _("something")


def undo_language(event: Event, by: Actor) -> None:
    person = Person.objects.get_for_read(event.subject_id, by=by)
    if person.actor_id != by.pk or person.user is None:
        raise PermissionDenied  # nobody chooses for others
    if person.user.language != event.data["after"]:
        raise Changed
    actions.choose_language(event.data["before"], by=by)


def undo_edit(event: Event, by: Actor) -> None:
    person = Person.objects.get_for_change(event.subject_id, by=by)
    after = event.data["after"]
    if not after:
        raise Refused(_("This came from elsewhere; import it again."))
    if any(getattr(person, name) != after[name] for name in after):
        raise Changed
    actions.edit_person(person.pk, by=by, **event.data["before"])


def undo_hours(event: Event, by: Actor) -> None:
    schedule = _schedule(event, by)
    if schedule is None or actions.said_of(schedule) != event.data["after"]:
        raise Changed
    if event.data["before"] is None:
        actions.remove_hours(schedule.pk, by=by)
    else:
        _set_again(event, by)


def undo_hours_removal(event: Event, by: Actor) -> None:
    if _schedule(event, by) is not None:
        raise Changed
    _set_again(event, by)


def undo_location_adding(event: Event, by: Actor) -> None:
    actions.remove_location(event.subject_id, by=by)


def undo_location_edit(event: Event, by: Actor) -> None:
    location = Location.objects.get_for_change(event.subject_id, by=by)
    after = event.data["after"]
    if any(getattr(location, name) != after[name] for name in after):
        raise Changed
    actions.edit_location(location.pk, by=by, **event.data["before"])


def undo_location_removal(event: Event, by: Actor) -> None:
    actions.add_location(by=by, **event.data["before"])


def undo_holiday(event: Event, by: Actor) -> None:
    on, before, after = (
        _day(event.data["on"]),
        event.data["before"],
        event.data["after"],
    )
    row = Holiday.objects.visible_to(by).filter(calendar=event.subject_id, on=on)
    if list(row.values("name", "percent")) != [after]:
        raise Changed
    if before is None:
        actions.remove_holiday(event.subject_id, on, by=by)
    else:
        actions.set_holiday(event.subject_id, on, by=by, **before)


def undo_holiday_removal(event: Event, by: Actor) -> None:
    on = _day(event.data["on"])
    if Holiday.objects.filter(calendar=event.subject_id, on=on).exists():
        raise Changed
    actions.set_holiday(event.subject_id, on, by=by, **event.data["before"])


def undo_absence(event: Event, by: Actor) -> None:
    """Take back what was said or asked for."""
    actions.remove_absence(event.data["absence_id"], by=by)


def undo_decision(event: Event, by: Actor) -> None:
    data = event.data
    _check_state(event, by, data["after"])
    actions.decide_absence(data["absence_id"], data["before"], by=by)


def undo_absence_removal(event: Event, by: Actor) -> None:
    _check_state(event, by, AbsenceState.WITHDRAWN)
    actions.restore_absence(event.data["absence_id"], by=by, state=event.data["before"])


def _check_state(event: Event, by: Actor, state: str) -> None:
    absence = Absence.objects.get_for_read(event.data["absence_id"], by=by)
    if absence.state != state:
        raise Changed


def undo_absence_rules(event: Event, by: Actor) -> None:
    actions.set_absence_rules(by=by, is_approval_needed=event.data["before"])


def undo_busy(event: Event, by: Actor) -> None:
    actions.remove_busy(event.data["busy_id"], by=by)


def undo_busy_removal(event: Event, by: Actor) -> None:
    actions.restore_busy(event.data["busy_id"], by=by)


def undo_feed(event: Event, by: Actor) -> None:
    actions.remove_feed(event.data["feed_id"], by=by)


def undo_feed_removal(event: Event, by: Actor) -> None:
    actions.restore_feed(event.data["feed_id"], by=by)


def undo_rating(event: Event, by: Actor) -> None:
    actions.unrate_skill(event.data["rating_id"], by=by)
    if event.data["replaced_rating_id"] is not None:
        actions.restore_skill(event.data["replaced_rating_id"], by=by)


def undo_unrating(event: Event, by: Actor) -> None:
    actions.restore_skill(event.data["rating_id"], by=by)


def undo_rate(event: Event, by: Actor) -> None:
    actions.remove_rate(event.data["rate_id"], by=by)
    if event.data["replaced_rate_id"] is not None:
        actions.restore_rate(event.data["replaced_rate_id"], by=by)


def undo_rate_removal(event: Event, by: Actor) -> None:
    actions.restore_rate(event.data["rate_id"], by=by)


UNDOS: Undos = {
    SkillRated.kind: each(undo_rating),
    SkillUnrated.kind: each(undo_unrating),
    RateSet.kind: each(undo_rate),
    RateRemoved.kind: each(undo_rate_removal),
    BusyAdded.kind: each(undo_busy),
    BusyRemoved.kind: each(undo_busy_removal),
    FeedAdded.kind: each(undo_feed),
    FeedRemoved.kind: each(undo_feed_removal),
    AbsenceAdded.kind: each(undo_absence),
    AbsenceRequested.kind: each(undo_absence),
    AbsenceRestored.kind: each(undo_absence),
    AbsenceDecided.kind: each(undo_decision),
    AbsenceRemoved.kind: each(undo_absence_removal),
    AbsenceRulesSet.kind: each(undo_absence_rules),
    PersonEdited.kind: each(undo_edit),
    LanguageChosen.kind: each(undo_language),
    HoursSet.kind: each(undo_hours),
    HoursRemoved.kind: each(undo_hours_removal),
    LocationAdded.kind: each(undo_location_adding),
    LocationEdited.kind: each(undo_location_edit),
    LocationRemoved.kind: each(undo_location_removal),
    HolidaySet.kind: each(undo_holiday),
    HolidayRemoved.kind: each(undo_holiday_removal),
    CalendarEdited.kind: NotUndoable(
        reason=gettext_lazy("Calendars from elsewhere change when imported again.")
    ),
    FeedRead.kind: NotUndoable(
        reason=gettext_lazy("A calendar elsewhere is as it is there.")
    ),
    HolidaysImported.kind: NotUndoable(
        reason=gettext_lazy("Holidays were brought up to date; change single days.")
    ),
    PersonAdded.kind: NotUndoable(
        reason=gettext_lazy("Somebody who was added stays: others may know them now.")
    ),
}


def _schedule(event: Event, by: Actor) -> WorkSchedule | None:
    mine = WorkSchedule.objects.visible_to(by).filter(person_id=event.subject_id)
    return mine.filter(valid_from=event.data["valid_from"]).first()


def _set_again(event: Event, by: Actor) -> None:
    before = event.data["before"]
    actions.set_hours(
        event.subject_id,
        by=by,
        valid_from=_day(event.data["valid_from"]),
        week=[_hours(before[day]) for day in WEEKDAYS],
        availability_percent=before["availability_percent"],
    )


def _day(logged: str) -> date:
    return date.fromisoformat(logged)


def _hours(text: str | None) -> Hours | None:
    return None if text is None else parse_hours(text)
