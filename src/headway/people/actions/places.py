"""Say where people work, and which days are holidays there."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.zones import check_zone
from headway.events.actions import record
from headway.people.facts import LocationAdded, LocationEdited, LocationRemoved
from headway.people.models import HolidayCalendar, Location


@transaction.atomic
def add_location(
    *, by: Actor, name: str, zone: str, holidays_id: int | None = None
) -> Location:
    """Add a place of work.  Only administrators may.

    Records :class:`LocationAdded`.
    """
    by.check_administers()
    location = Location(
        workspace_id=by.workspace_id, name=name, zone=zone, holidays_id=holidays_id
    )
    _check(location, by=by)
    location.save()
    record(LocationAdded(subject_id=location.pk, **_said(location)), by=by)
    return location


@transaction.atomic
def edit_location(location_id: int, *, by: Actor, **changes: Any) -> Location:
    """Change the name, the zone or the holidays of a place.

    Records :class:`LocationEdited`, or nothing when all stays as it was.
    """
    location = Location.objects.get_for_change(location_id, by=by)
    before = _said(location)
    for name in changes.keys() & before.keys():
        setattr(location, name, changes[name])
    after = _said(location)
    if after != before:
        _check(location, by=by)
        location.save()
        record(
            LocationEdited(subject_id=location.pk, before=before, after=after), by=by
        )
    return location


@transaction.atomic
def remove_location(location_id: int, *, by: Actor) -> None:
    """Remove a place where nobody works.  Records :class:`LocationRemoved`."""
    location = Location.objects.get_for_change(location_id, by=by)
    if count := location.people.count():
        said = ngettext(
            "%(count)d person works in “%(place)s”; say where else they work first.",
            "%(count)d people work in “%(place)s”; say where else they work first.",
            count,
        )
        raise Refused(said % {"count": count, "place": location.name})
    record(LocationRemoved(subject_id=location.pk, before=_said(location)), by=by)
    location.delete()


def _said(location: Location) -> dict[str, Any]:
    return {
        "name": location.name,
        "zone": location.zone,
        "holidays_id": location.holidays_id,
    }


def _check(location: Location, *, by: Actor) -> None:
    if not location.name.strip():
        raise Refused(_("A place needs a name."))
    check_zone(location.zone)
    same = Location.objects.visible_to(by).filter(name=location.name)
    if same.exclude(pk=location.pk).exists():
        raise Refused(_("There is a place “%s” already.") % location.name)
    if location.holidays_id is not None:
        HolidayCalendar.objects.get_for_read(location.holidays_id, by=by)
