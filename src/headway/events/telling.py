"""What happens to the log itself and to jobs, told as sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from headway.events.facts import JobGivenUp, JobRetried, LogExported
from headway.events.models import Event
from headway.events.ports import Names, Telling


def tell_export(event: Event, names: Names) -> list[str]:
    return [_("%s exported the log") % names.who(event)]


def tell_job(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event), "job": event.data["job"]}
    said["task"] = event.data["task"]
    if event.kind == JobRetried.kind:
        return [_("%(who)s had job %(job)d (%(task)s) tried again") % said]
    return [_("%(who)s gave up job %(job)d (%(task)s)") % said]


TELLINGS: Mapping[str, Telling] = {
    JobGivenUp.kind: Telling(sentences=tell_job, is_private=True),
    JobRetried.kind: Telling(sentences=tell_job, is_private=True),
    LogExported.kind: Telling(sentences=tell_export, is_private=True),
}
