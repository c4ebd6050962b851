"""What happens to people, told as sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.people.facts import (
    AbsenceAdded,
    AbsenceRemoved,
    CalendarEdited,
    PersonAdded,
    PersonEdited,
)
from headway.ui.words import date_words

EDITED: Mapping[str, Promise] = {
    "zone": gettext_lazy("the time zone: %(before)s → %(after)s"),
    "availability_percent": gettext_lazy(
        "what plans may use: %(before)s → %(after)s percent"
    ),
    "monday": gettext_lazy("Mondays: %(before)s → %(after)s"),
    "tuesday": gettext_lazy("Tuesdays: %(before)s → %(after)s"),
    "wednesday": gettext_lazy("Wednesdays: %(before)s → %(after)s"),
    "thursday": gettext_lazy("Thursdays: %(before)s → %(after)s"),
    "friday": gettext_lazy("Fridays: %(before)s → %(after)s"),
    "saturday": gettext_lazy("Saturdays: %(before)s → %(after)s"),
    "sunday": gettext_lazy("Sundays: %(before)s → %(after)s"),
}


def tell_addition(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event), "name": event.data["name"]}
    return [_("%(who)s added %(name)s") % said]


def tell_edit(event: Event, names: Names) -> list[str]:
    who, data = names.who(event), event.data
    if not data["after"]:
        return [_("%s took over another calendar or capacity") % who]
    sides = ("before", "after")
    return [
        _("%(who)s changed %(what)s")
        % {
            "who": who,
            "what": str(EDITED.get(name, gettext_lazy("the hours")))
            % {side: _value(data[side].get(name)) for side in sides},
        }
        for name in data["after"]
    ]


def _value(value: Any) -> str:
    return _("nothing") if value in (None, "") else str(value)


def tell_absence(event: Event, names: Names) -> list[str]:
    first, last = (date.fromisoformat(event.data[n]) for n in ("first_on", "last_on"))
    days = date_words(first)
    if last != first:
        days = _("%(first)s to %(last)s") % {"first": days, "last": date_words(last)}
    said = {"who": names.who(event), "days": days}
    if event.kind == AbsenceAdded.kind:
        return [_("%(who)s noted an absence: %(days)s") % said]
    return [_("%(who)s removed an absence: %(days)s") % said]


def tell_calendar(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event), "name": event.data["name"]}
    return [_("%(who)s changed the calendar “%(name)s”") % said]


TELLINGS: Mapping[str, Telling] = {
    AbsenceAdded.kind: Telling(sentences=tell_absence),
    AbsenceRemoved.kind: Telling(sentences=tell_absence),
    CalendarEdited.kind: Telling(sentences=tell_calendar),
    PersonAdded.kind: Telling(sentences=tell_addition),
    PersonEdited.kind: Telling(sentences=tell_edit),
}
