"""What happens to those who belong to a workspace, told as sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Role, WeekStart
from headway.base.hours import parse_hours
from headway.base.languages import known_languages
from headway.events.models import Event
from headway.events.ports import Names, Telling, Thing
from headway.people.members.facts import (
    InvitationAccepted,
    InvitationWithdrawn,
    PersonInvited,
    PersonReadmitted,
    PersonSuspended,
    RoleChanged,
    TeamCreated,
    TeamDissolved,
    TeamJoined,
    TeamLeft,
    TeamRenamed,
    WorkingWeekSet,
    WorkspaceEdited,
)
from headway.people.words import week_words

TEXTS: Mapping[str, Promise] = {
    InvitationAccepted.kind: gettext_lazy("%(who)s accepted the invitation"),
    InvitationWithdrawn.kind: gettext_lazy(
        "%(who)s withdrew the invitation of %(what)s"
    ),
    PersonInvited.kind: gettext_lazy("%(who)s invited %(what)s"),
    PersonReadmitted.kind: gettext_lazy("%(who)s let %(what)s come in again"),
    PersonSuspended.kind: gettext_lazy("%(who)s suspended %(what)s"),
    RoleChanged.kind: gettext_lazy(
        "%(who)s changed the role of %(what)s: %(before)s → %(after)s"
    ),
    TeamCreated.kind: gettext_lazy("%(who)s made the team “%(name)s”"),
    TeamDissolved.kind: gettext_lazy("%(who)s dissolved the team “%(name)s”"),
    TeamJoined.kind: gettext_lazy("%(who)s put %(person)s into the team %(what)s"),
    TeamLeft.kind: gettext_lazy("%(who)s took %(person)s out of the team %(what)s"),
    TeamRenamed.kind: gettext_lazy(
        "%(who)s renamed the team: “%(before)s” → “%(after)s”"
    ),
    WorkingWeekSet.kind: gettext_lazy("%(who)s changed the working week: %(changes)s"),
    WorkspaceEdited.kind: gettext_lazy("%(who)s changed the workspace: %(changes)s"),
}


def tell(event: Event, names: Names) -> list[str]:
    data = event.data
    said = {
        "who": names.who(event),
        "what": names.of(event.subject_type, event.subject_id),
        "name": data.get("name", ""),
        "before": data.get("before", ""),
        "after": data.get("after", ""),
    }
    if "person_id" in data:
        said["person"] = names.of("people.person", data["person_id"])
    if event.kind == RoleChanged.kind:
        said |= {side: Role(data[side]).label for side in ("before", "after")}
    if event.kind == WorkspaceEdited.kind:
        pairs = [
            (_value(name, data["before"][name]), _value(name, new))
            for name, new in data["after"].items()
        ]
        said["changes"] = ", ".join(_("%s → %s") % pair for pair in pairs)
    if event.kind == WorkingWeekSet.kind:
        weeks = [
            week_words(tuple(parse_hours(text) for text in data[side]))
            for side in ("before", "after")
        ]
        said["changes"] = _("%s → %s") % tuple(weeks)
    return [str(TEXTS[event.kind]) % said]


def _interrupted(percent: int | None) -> str:
    if percent is None:
        return _("nothing said of interruptions")
    return _("%d %% interrupted") % percent


def _value(name: str, value: Any) -> str:
    said: Mapping[str, Callable[[Any], Any]] = {
        "language": lambda code: known_languages().get(code, code),
        "week_start": lambda day: WeekStart(day).label,
        "interrupted_percent": _interrupted,
        "interrupted_most_percent": _interrupted,
    }
    return str(said.get(name, str)(value))


def who_was_in_it(event: Event) -> list[Thing]:
    return [("people.person", event.data["person_id"])]


TELLINGS: Mapping[str, Telling] = {
    **dict.fromkeys(TEXTS, Telling(sentences=tell)),
    TeamJoined.kind: Telling(sentences=tell, mentions=who_was_in_it),
    TeamLeft.kind: Telling(sentences=tell, mentions=who_was_in_it),
}
