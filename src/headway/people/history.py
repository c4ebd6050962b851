"""What happens to people, told as sentences."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base.languages import known_languages
from headway.events.models import Event
from headway.events.ports import Names, Telling
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
from headway.people.models import AbsenceState
from headway.ui.words import date_words

EDITED: Mapping[str, Promise] = {
    "zone": gettext_lazy("the time zone"),
    "location_id": gettext_lazy("where they work"),
    "lead_id": gettext_lazy("whom they report to"),
    "items_at_once": gettext_lazy("how many items they have in progress at once"),
    "interrupted_percent": gettext_lazy("how often they are interrupted"),
    "interrupted_most_percent": gettext_lazy("how often they are interrupted at most"),
    "capacity_permille": gettext_lazy("how many people they count for"),
}

SAID: Mapping[str, Promise] = {
    AbsenceRequested.kind: gettext_lazy("%(who)s asked to be away: %(days)s"),
    AbsenceAdded.kind: gettext_lazy("%(who)s noted an absence: %(days)s"),
    AbsenceRemoved.kind: gettext_lazy("%(who)s removed an absence: %(days)s"),
    AbsenceRestored.kind: gettext_lazy("%(who)s noted an absence again: %(days)s"),
    BusyAdded.kind: gettext_lazy("%(who)s blocked time: %(days)s"),
    BusyRemoved.kind: gettext_lazy("%(who)s gave blocked time back: %(days)s"),
    FeedAdded.kind: gettext_lazy("%(who)s added a calendar from elsewhere"),
    FeedRead.kind: gettext_lazy("A calendar from elsewhere changed"),
    FeedRemoved.kind: gettext_lazy("%(who)s removed a calendar from elsewhere"),
    SkillRated.kind: gettext_lazy("%(who)s said how well they do something"),
    SkillUnrated.kind: gettext_lazy("%(who)s took back how well they do something"),
    RateSet.kind: gettext_lazy("%(who)s set a rate"),
    RateRemoved.kind: gettext_lazy("%(who)s removed a rate"),
    LocationAdded.kind: gettext_lazy("%(who)s added the place “%(name)s”"),
    LocationEdited.kind: gettext_lazy("%(who)s changed the place “%(name)s”"),
    LocationRemoved.kind: gettext_lazy("%(who)s removed the place “%(name)s”"),
    HolidaysImported.kind: gettext_lazy("%(who)s took over holidays: %(name)s"),
}
DECIDED: Mapping[str, Promise] = {
    AbsenceState.APPROVED: gettext_lazy("%(who)s approved an absence: %(days)s"),
    AbsenceState.DECLINED: gettext_lazy("%(who)s declined an absence: %(days)s"),
    AbsenceState.REQUESTED: gettext_lazy("%(who)s left an absence open: %(days)s"),
}


def tell_addition(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event), "name": event.data["name"]}
    return [_("%(who)s added %(name)s") % said]


def tell_edit(event: Event, names: Names) -> list[str]:
    who, data = names.who(event), event.data
    if not data["after"]:
        return [_("%s took over another calendar or capacity") % who]
    return [
        _("%(who)s changed %(what)s") % {"who": who, "what": EDITED[name]}
        for name in data["after"]
    ]


def tell_language(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event)}
    code = event.data["after"]
    if not code:
        return [_("%(who)s chose the language of the browser") % said]
    said["language"] = known_languages().get(code, code)
    return [_("%(who)s chose the language %(language)s") % said]


def tell_hours(event: Event, names: Names) -> list[str]:
    day = date_words(date.fromisoformat(event.data["valid_from"]))
    said = {"who": names.who(event), "day": day}
    if event.kind == HoursSet.kind:
        return [_("%(who)s changed the hours from %(day)s on") % said]
    return [_("%(who)s took back the hours from %(day)s on") % said]


def tell(event: Event, names: Names) -> list[str]:
    """Say what needs no more than who, when and a name."""
    data = event.data
    name = data.get("name") or (data.get("after") or data.get("before") or {}).get(
        "name", ""
    )
    said = {"who": names.who(event), "days": _days(data), "name": name}
    return [str(SAID[event.kind]) % said]


def tell_decision(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event), "days": _days(event.data)}
    return [str(DECIDED[event.data["after"]]) % said]


def _days(data: Mapping[str, Any]) -> str:
    if "starts_at" in data:
        start, end = (datetime.fromisoformat(data[n]) for n in ("starts_at", "ends_at"))
        return _("%(first)s to %(last)s") % {
            "first": date_words(start, with_time=True),
            "last": date_words(end, with_time=True),
        }
    if "first_on" not in data:
        return ""
    first, last = (date.fromisoformat(data[n]) for n in ("first_on", "last_on"))
    if last == first:
        return date_words(first)
    return _("%(first)s to %(last)s") % {
        "first": date_words(first),
        "last": date_words(last),
    }


def tell_rules(event: Event, names: Names) -> list[str]:
    if event.data["after"]:
        return [_("%s lets people ask before they are away") % names.who(event)]
    return [_("%s lets people say when they are away") % names.who(event)]


def tell_holiday(event: Event, names: Names) -> list[str]:
    day = date_words(date.fromisoformat(event.data["on"]))
    said = {"who": names.who(event), "day": day}
    if event.kind == HolidayRemoved.kind:
        return [_("%(who)s removed the holiday on %(day)s") % said]
    return [_("%(who)s said what is off on %(day)s") % said]


def tell_calendar(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event), "name": event.data["name"]}
    return [_("%(who)s changed the calendar “%(name)s”") % said]


PRIVATE = frozenset(
    fact.kind
    for fact in (
        AbsenceRequested,
        AbsenceDecided,
        FeedAdded,
        FeedRead,
        FeedRemoved,
        LanguageChosen,
        SkillRated,
        SkillUnrated,
        RateSet,
        RateRemoved,
    )
)
"""For administrators and whoever did it."""

TELLERS: Mapping[str, Callable[[Event, Names], Sequence[str]]] = {
    **dict.fromkeys(SAID, tell),
    AbsenceDecided.kind: tell_decision,
    AbsenceRulesSet.kind: tell_rules,
    CalendarEdited.kind: tell_calendar,
    HolidayRemoved.kind: tell_holiday,
    HolidaySet.kind: tell_holiday,
    HoursRemoved.kind: tell_hours,
    HoursSet.kind: tell_hours,
    LanguageChosen.kind: tell_language,
    PersonAdded.kind: tell_addition,
    PersonEdited.kind: tell_edit,
}

TELLINGS: Mapping[str, Telling] = {
    kind: Telling(sentences=teller, is_private=kind in PRIVATE)
    for kind, teller in TELLERS.items()
}
