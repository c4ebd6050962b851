"""Whatever is in a file, it is read or refused: what is held to that, and how."""

import io
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

from headway.integrations.importers.apart import written
from headway.integrations.importers.content import TrackerFile
from headway.integrations.importers.outline import FileOutline
from headway.integrations.importers.sources import BY_NAME, SOURCES
from headway.plan.files.content import ScheduleFile, Unreadable
from tests.integrations.importers.mutations import mutated
from tests.integrations.importers.samples import samples
from tests.integrations.importers.trackers import ZONE, check

LONGEST_SECONDS = 5.0
"""Of the processor, for a broken file of some kilobytes; nothing is near it."""

Content = TrackerFile | ScheduleFile


def mutants(name: str, count: int, seed: object = 0) -> Iterator[tuple[str, bytes]]:
    """Yield so many broken files of a kind, each with a name that makes it again."""
    data = samples()[name][1]
    for n in range(count):
        known = f"{name} {seed} {n}"
        yield known, mutated(data, random.Random(known))


def tried(source: str, data: bytes, *, name: str = "plan") -> Content | None:
    """Read; what comes of it keeps all promises, and a refusal is one sentence.

    Returns None for a refusal.
    """
    for each in SOURCES:
        assert each.looks_like(data[:65536], name) in (True, False)
    begun = time.process_time()
    try:
        content = BY_NAME[source].read(io.BytesIO(data), zone=ZONE, name=name)
    except Unreadable as refused:
        said = str(refused)
        assert said.endswith("."), said
        assert "\n" not in said
        return None
    finally:
        assert time.process_time() - begun < LONGEST_SECONDS
    hold(content)
    return content


def hold(content: Content) -> None:
    """Hold what was read to its promises, as far as they need no database."""
    if isinstance(content, TrackerFile):
        check(content)
    else:
        outline = FileOutline(content, zone=ZONE, prefix="plan")
        calendars = {
            c.external_id: Mock(pk=n) for n, c in enumerate(outline.calendars())
        }
        people = {p.external_id: Mock(pk=n) for n, p in enumerate(outline.people())}
        outline.rates()
        ids = [item.external_id for item in outline.items(people, calendars)]
        assert len(ids) == len(set(ids))
        assert all({x.before, x.after} <= set(ids) for x in outline.links())
        outline.instant(content.start)
    assert again(content) == content


def again(content: Content) -> Any:
    """Write it as the process that reads apart does, and read that."""
    out = io.BytesIO()
    written.write(out, content, [])
    found = written.read(out)
    if isinstance(found.content, ScheduleFile) or found.texts is None:
        return found.content
    return replace(found.content, items=(*found.texts.whole(found.texts.index),))
