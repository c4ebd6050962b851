"""From a file to what takes it over."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO

from headway.actors.models import Actor
from headway.integrations.importers.apart.reading import read
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.content import TrackerFile
from headway.integrations.importers.sources import (
    BY_NAME,
    START_BYTES,
    Source,
    recognised,
)
from headway.integrations.importers.taking.schedules import ScheduleTaking
from headway.integrations.importers.taking.step import Taking
from headway.integrations.importers.taking.trackers import TrackerTaking
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _


def source_of(file: BinaryIO, *, name: str, said: str = "") -> Source:
    """Return the source that somebody names, or that the file looks like.

    Raises :class:`Unreadable` where it looks like none.
    """
    if said:
        source = BY_NAME.get(said)
        if source is None:
            known = ", ".join(BY_NAME)
            message = _("There is no source “%(said)s”; there are: %(known)s.")
            raise Unreadable(message % {"said": said, "known": known})
        return source
    start = file.read(START_BYTES)
    file.seek(0)
    found = recognised(start, name)
    if found is None:
        raise Unreadable(
            _("Headway does not recognise the file: say where it comes from.")
        )
    return found


@contextmanager
def taking_of(
    file: BinaryIO, source: Source, choices: Choices, *, name: str, by: Actor
) -> Iterator[Taking]:
    """Read a file, and hold what takes it over; raises :class:`Unreadable`."""
    stem = PurePath(name).stem
    zone, label = by.workspace.zone, _(source.called)
    with read(file, source, zone=zone, name=stem, columns=choices.columns) as found:
        if isinstance(found.content, TrackerFile):
            yield TrackerTaking(
                found.content, choices, found=found, source=source.name,
                label=label, by=by,
            )  # fmt: skip
        else:
            yield ScheduleTaking(
                found.content, choices, source=source.name, name=stem, by=by
            )
