"""MPX: numbered fields, words and numbers of several languages."""

import io
import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from headway.integrations.importers.mpx.dialect import DAY_FIRST, Amount, Dialect
from headway.integrations.importers.mpx.reader import read_mpx
from headway.plan.files.content import Constraint, Fixed, LinkType, ScheduleFile
from headway.plan.files.findings import Findings
from tests.integrations.importers.schedules.documents import MPX

UNITS = {"d": 480, "h": 60, "w": 2400, "m": 1, "ed": 1440}


def read(data: bytes) -> ScheduleFile:
    return read_mpx(io.BytesIO(data), zone="UTC", name="plan")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute)  # noqa: DTZ001 - local


def test_a_whole_project():
    file = read(MPX.encode("cp1252"))
    office, eves = file.calendars
    assert (office.days[0], office.days[4]) == (
        ((480, 720), (780, 1020)),
        ((480, 720),),
    )
    assert (office.days[6], office.exceptions[0].first) == ((), date(2026, 1, 7))
    assert (eves.base, dict(eves.days), eves.is_shared) == (office.uid, {}, False)
    assert (eves.exceptions[0].first, eves.exceptions[0].last) == (
        date(2026, 1, 12),
        date(2026, 1, 13),
    )
    house, dig, dry, party = file.tasks
    assert (file.name, file.start, file.calendar) == ("House", at(5, 8), office.uid)
    assert (house.is_summary, dig.parent, dig.uid) == (True, 100, 200)
    assert (dig.duration, dig.percent_complete, dig.priority) == (960, 25, 900)
    assert (dig.constraint, dig.constraint_date) == (
        Constraint.START_NO_EARLIER,
        at(6, 9, 30),
    )
    assert (dig.actual_start, dig.notes) == (at(6, 8), "With care\nand a spade")
    assert (dry.is_elapsed, dry.duration, dry.fixed) == (True, 3 * 1440, Fixed.DURATION)
    assert party.is_milestone
    assert party.constraint_date == at(30, 17)
    said = [(x.before, x.after, x.type, x.lag, x.is_percent) for x in file.links]
    assert said == [
        (200, 300, LinkType.FINISH_START, 90, False),
        (200, 400, LinkType.START_START, 0, False),
        (300, 400, LinkType.FINISH_FINISH, -10, True),
    ]
    eve, tim = file.resources
    assert (eve.uid, eve.calendar, tim.max_units) == (10, eves.uid, 2000)
    assert [
        (a.resource, a.units, a.work, a.remaining_work) for a in file.assignments
    ] == [
        (10, 1000, 960, 720),
        (20, 500, 480, 360),
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,5t", Amount(720)),
        ("500h", Amount(30_000)),
        ("2ft", Amount(2880, is_elapsed=True)),
        ("-1t", Amount(-480)),
        ("50%", Amount(50, is_percent=True)),
        ("1.200m", Amount(1200)),
        ("2 wks", Amount(4800)),
        ("NV", None),
        ("3 parsecs", None),
    ],
)
def test_amounts_of_a_german_file(text: str, amount: Amount | None):
    dialect = Dialect(Findings(), thousands=".", decimal=",")
    assert dialect.amount(text, "task", "1") == amount


@pytest.mark.parametrize(
    "text",
    ["Di 07.01.03", "07/01/2003 08:00", "7 January 2003", "07 Jan 03 8:00 am"],
)
def test_dates_in_many_forms(text: str):
    dialect = Dialect(Findings(), order=DAY_FIRST)
    assert dialect.instant(text, "task", "") == datetime(2003, 1, 7, 8)  # noqa: DTZ001


def test_a_german_file(corpus: Path):
    """Which the reader that the oracle is of does not read."""
    file = read((corpus / "mpxj-other/sample.de.mpx").read_bytes())
    assert len(file.tasks) == 19
    first, milestone = file.tasks[0], file.tasks[2]
    assert (first.notes, first.duration, first.is_summary) == (
        "Test Task Notes", 50 * 480, True,
    )  # fmt: skip
    assert milestone.is_milestone
    assert [(x.type.value, x.lag) for x in file.links] == [
        ("FS", 0), ("FS", 480), ("FS", -480), ("SS", 0), ("FF", 0), ("SF", 0),
    ]  # fmt: skip
    assert [(a.units, a.work) for a in file.assignments] == [(500, 12000), (750, 18000)]
    assert [c.name for c in file.calendars if c.is_shared] == [
        "Standard",
        "Night Shift",
    ]
    pinned = [t for t in file.tasks if t.constraint is Constraint.START_NO_EARLIER]
    assert len(pinned) == 4


def files(corpus: Path) -> list[Path]:
    return sorted(corpus.rglob("*.mpx"))


def test_real_files_are_as_another_reader_reads_them(corpus: Path):
    oracle = json.loads((corpus / "mpxj-oracle.json").read_text())
    compared = 0
    for path in files(corpus):
        theirs = oracle[str(path.relative_to(corpus))]
        if not theirs["ok"]:
            continue
        mine = read(path.read_bytes())
        others = [task for task in theirs["tasks"] if task["uid"] != "0"]
        for task, other in zip(mine.tasks, others, strict=True):
            compared += 1
            assert (str(task.uid), task.name, str(task.level)) == (
                other["uid"], other["name"], other["level"],
            )  # fmt: skip
            assert (task.is_milestone, task.is_summary) == (
                other["ms"], other["summary"],
            )  # fmt: skip
            assert minutes(other["dur"]) == task.duration
            assert round(float(other["pct"] or 0)) == task.percent_complete
            for instant, text in (
                (task.start, other["start"]),
                (task.finish, other["finish"]),
                (task.constraint_date, other["cdate"]),
            ):
                # dates without time are midnight there, and the working day's ends here
                assert (instant and instant.date().isoformat()) == (text and text[:10])
            waits = {x.before for x in mine.links if x.after == task.uid}
            assert waits == {int(p["uid"]) for p in other["pred"]}
        assert len(mine.assignments) == len(theirs["assignments"])
        assert [(c.name, len(c.exceptions)) for c in mine.calendars] == [
            (c["name"], c["exceptions"]) for c in theirs["calendars"]
        ]
    assert compared > 40


def minutes(text: str | None) -> int | None:
    if not text:
        return None
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", text).groups()
    return round(float(number) * UNITS[unit])
