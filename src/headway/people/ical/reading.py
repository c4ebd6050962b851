"""Reads calendars that strangers wrote, in bounded time and memory."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base.errors import Refused

MOST_BYTES = 5_000_000
MOST_SECONDS = 10
CHILD = "headway.people.ical.child"
UNREADABLE: Mapping[str, Promise] = {
    "no calendar": gettext_lazy("It cannot be read: it is no iCalendar file."),
    "contradiction": gettext_lazy(
        "It cannot be read: its events contradict each other."
    ),
    "too many": gettext_lazy("It cannot be read: it has more than 20,000 events."),
    "too many a year": gettext_lazy(
        "It cannot be read: it has more than 10,000 events a year."
    ),
}
"""What the child says, which knows no languages, in words."""


class Event(NamedTuple):
    """One event at one time."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    is_busy: bool


class Events(NamedTuple):
    """``left_out`` events could not be understood, or repeat too often."""

    events: list[Event]
    left_out: int


def too_large() -> Refused:
    return Refused(_("It is larger than %d MB.") % (MOST_BYTES // 1_000_000))


def read_events(
    content: bytes,
    *,
    since: datetime,
    until: datetime,
    zone: str,
    seconds: int = MOST_SECONDS,
) -> Events:
    """Return the events of an iCalendar file that touch the span.

    Raises :class:`Refused` with the reason in plain words, also when it takes more
    than ``seconds`` of the processor.
    """
    if len(content) > MOST_BYTES:
        raise too_large()
    asked = {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "zone": zone,
        "seconds": seconds,
    }
    try:
        done = subprocess.run(  # noqa: S603  # our own program, no shell
            [sys.executable, "-I", "-m", CHILD, json.dumps(asked)],
            input=content,
            capture_output=True,
            timeout=4 * seconds,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        message = _("It takes too long to read: are there rules that never come true?")
        raise Refused(message) from error
    said: dict[str, Any] = json.loads(done.stdout)
    if "error" in said:
        raise Refused(str(UNREADABLE[said["error"]]))
    events = [
        Event(
            uid, datetime.fromisoformat(start), datetime.fromisoformat(end), title, busy
        )
        for uid, start, end, title, busy in said["occurrences"]
    ]
    return Events(events, said["left_out"])
