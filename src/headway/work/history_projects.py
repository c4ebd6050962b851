"""How it is told that a project went into the archive, or came out of it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, Telling
from headway.work.facts_projects import ProjectArchived, ProjectUnarchived

SAID: Mapping[str, Promise] = {
    ProjectArchived.kind: gettext_lazy("%(who)s put the project into the archive"),
    ProjectUnarchived.kind: gettext_lazy("%(who)s took the project out of the archive"),
}


def tell_archiving(event: Event, names: Names) -> list[str]:
    return [str(SAID[event.kind]) % {"who": names.who(event)}]


TELLINGS: Mapping[str, Telling] = dict.fromkeys(SAID, Telling(sentences=tell_archiving))
