"""All work of the demo organisation, past and present, from a seed and a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from headway.demo.briefs import CURRENT, PAST, Brief
from headway.demo.course import Course
from headway.demo.diaries import Diary
from headway.demo.outline import Outliner
from headway.demo.standing import describe, hold_up, pin, set_deadlines, stand
from headway.demo.tasks import Work

SEED = 20
CHANGED = 270
"""So many days ago the rate changed."""

STUCK = {"ORC": 1, "LIB": 1, "GRN": 1, "FRY": 1}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A brief and what became of it."""

    brief: Brief
    work: Work

    @property
    def members(self) -> list[str]:
        """Who works in it, the lead first."""
        names = " ".join(self.brief.cast.values()).split()
        return list(dict.fromkeys(names))


def tell(
    diaries: Mapping[str, Diary], office: Diary, *, now: datetime, zone: str
) -> list[Told]:
    """Make up the work of all projects, as it stands ``now``; the same each time."""
    today = now.astimezone(ZoneInfo(zone)).date()
    told = [_outlined(brief, today, zone) for brief in (*PAST, *CURRENT)]
    course = Course(
        diaries=diaries,
        office=office,
        now=now,
        changed=now - timedelta(days=CHANGED),
        chance=Random(SEED),  # noqa: S311 - nothing here is secret
    )
    course.run([each.work for each in told])
    for each in told:
        _stand(each, now, zone)
    return told


def _outlined(brief: Brief, today: date, zone: str) -> Told:
    chance = Random(f"{SEED} {brief.key}")  # noqa: S311
    work = Work(
        key=brief.key,
        began=_morning(today - timedelta(days=brief.began), zone),
        tasks=Outliner(brief, chance).outline(),
        stopped=(
            None
            if brief.stopped is None
            else _morning(today - timedelta(days=brief.stopped), zone)
        ),
    )
    return Told(brief=brief, work=work)


def _stand(told: Told, now: datetime, zone: str) -> None:
    brief, work = told.brief, told.work
    chance = Random(f"{SEED} {brief.key} now")  # noqa: S311
    guesses = {task.name: task.ends for task in work.leaves if task.ends}
    stand(work, now=now, chance=chance)
    describe(work, brief.client, chance)
    if brief in CURRENT:
        hold_up(work, brief.client, STUCK.get(brief.key, 0), chance)
        set_deadlines(work, guesses, slack=brief.slack, now=now, zone=zone)
        pin(work.leaves, now=now, zone=zone, chance=chance)


def _morning(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(9), ZoneInfo(zone))
