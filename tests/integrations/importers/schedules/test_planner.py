"""Planner: types of days, work and durations in seconds."""

import io
import json
from datetime import date, datetime
from pathlib import Path

from headway.integrations.importers.planner.reader import read_planner
from headway.plan.files.content import Constraint, Fixed, LinkType, ResourceKind
from tests.integrations.importers.schedules.documents import PLANNER

HOURS = ((480, 720), (780, 1020))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 1, day, hour)  # noqa: DTZ001 - local, as files have it


def test_a_whole_project():
    file = read_planner(io.BytesIO(PLANNER.encode()), zone="UTC", name="plan")
    office, eves = file.calendars
    assert (office.days[0], office.days[4], office.days[5]) == (HOURS, HOURS[:1], ())
    assert office.exceptions[0].first == date(2026, 1, 7)
    assert (eves.base, dict(eves.days)) == (1, {4: ()})

    house, dig, dry, party = file.tasks
    assert (file.start, file.calendar) == (at(5, 0), 1)
    assert (house.is_summary, dig.parent, dig.wbs) == (True, 1, "1.1")
    assert (dig.work, dig.duration, dig.fixed) == (960, 640, Fixed.WORK)
    assert (dig.percent_complete, dig.remaining_work) == (25, 720)
    assert (dig.start, dig.actual_start, dig.finish) == (at(5, 8), at(5, 8), at(6, 12))
    assert (dig.priority, dig.notes) == (600, "With care")
    assert (dry.fixed, dry.duration) == (Fixed.DURATION, 480)
    assert (dry.constraint, dry.constraint_date) == (
        Constraint.START_NO_EARLIER,
        at(6, 8),
    )
    assert party.is_milestone
    assert [(x.before, x.after, x.type, x.lag) for x in file.links] == [
        (2, 3, LinkType.FINISH_START, 60),
        (3, 4, LinkType.START_START, 0),
    ]
    eve, tim, sand = file.resources
    assert (eve.calendar, eve.group, eve.initials) == (2, "Crew", "E")
    assert (tim.calendar, sand.kind) == (None, ResourceKind.MATERIAL)
    assert [(a.resource, a.units, a.work) for a in file.assignments] == [
        (1, 1000, 640),
        (2, 500, 320),
    ]


def test_a_real_file_is_as_another_reader_reads_it(corpus: Path):
    name = "mpxj-other/planner-sample.planner"
    theirs = json.loads((corpus / "mpxj-oracle.json").read_text())[name]
    with (corpus / name).open("rb") as opened:
        mine = read_planner(opened, zone="UTC", name="plan")

    for task, other in zip(mine.tasks, theirs["tasks"], strict=True):
        assert (str(task.uid), task.name, task.wbs) == (
            other["uid"], other["name"], other["wbs"],
        )  # fmt: skip
        assert task.start is not None
        assert task.finish is not None
        assert task.start.isoformat(timespec="minutes") == other["start"]
        assert task.finish.isoformat(timespec="minutes") == other["finish"]
        assert task.duration == float(other["dur"].rstrip("d")) * 480
    assert [(x.before, x.after) for x in mine.links] == [(1, 2)]
    assert [(c.name, len(c.exceptions)) for c in mine.calendars] == [
        (c["name"], c["exceptions"]) for c in theirs["calendars"]
    ]
    assert [r.name for r in mine.resources] == [r["name"] for r in theirs["resources"]]
