"""TaskJuggler: the part of its language that says who does what when."""

import csv
import io
import re
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest

from headway.integrations.importers.taskjuggler.reader import (
    looks_like,
    read_taskjuggler,
)
from headway.plan.files.content import (
    Constraint,
    Fixed,
    LinkType,
    ScheduleFile,
    Task,
    Unreadable,
)
from headway.plan.files.forecast import plan_schedule_file
from tests.integrations.importers.schedules.documents import TJP

SUITE = "taskjuggler/test/TestSuite"
INCLUDE = re.compile(r'(?m)^\s*include\s+"([^"]+)"(?:\s*\{[^}]*\})?')
BRIEF = 'project "P" 2026-01-05 +1m\n'


def read(text: str) -> ScheduleFile:
    return read_taskjuggler(io.BytesIO(text.encode()), zone="UTC", name="plan")


def reasons(file: ScheduleFile) -> str:
    return "\n".join(f"{each.where}: {each.why}" for each in file.not_read)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 1, day, hour)  # noqa: DTZ001 - local, as files have it


def test_tasks_have_efforts_lengths_and_durations():
    file = read(TJP)
    house, dig, dry, paint, party = file.tasks
    assert (file.name, file.start, house.is_summary) == ("House", at(5), True)
    assert [t.wbs for t in file.tasks] == ["1", "1.1", "1.2", "1.3", "1.4"]
    assert {t.priority for t in file.tasks} == {700}
    assert (dig.work, dig.remaining_work, dig.fixed) == (1920, 1440, Fixed.WORK)
    assert (dig.constraint, dig.constraint_date) == (
        Constraint.START_NO_EARLIER,
        at(5),
    )
    assert (dry.is_elapsed, dry.duration) == (True, 7 * 1440)
    assert (paint.is_elapsed, paint.duration, paint.fixed) == (
        False, 2400, Fixed.DURATION,
    )  # fmt: skip
    assert paint.deadline == datetime(2026, 3, 1)  # noqa: DTZ001
    assert party.is_milestone


def test_dependencies_have_gaps_and_ends():
    file = read(TJP)
    names = {task.uid: task.name for task in file.tasks}
    said = [
        (names[x.before], names[x.after], x.type, x.lag, x.is_elapsed)
        for x in file.links
    ]
    assert said == [
        ("Dig", "Dry", LinkType.FINISH_START, 2880, True),
        ("Dry", "Paint", LinkType.START_START, 480, False),
        ("Dig", "Paint", LinkType.FINISH_START, 0, False),
        ("Dry", "Party", LinkType.FINISH_START, 0, False),
        ("Paint", "Party", LinkType.FINISH_START, 0, False),
    ]


def test_people_have_hours_leaves_and_their_part_of_the_work():
    file = read(TJP)
    eve, tim = file.resources
    assert (eve.name, eve.email) == ("Eve", "eve@example.org")
    project, eves, tims = file.calendars
    assert project.days[0] == ((480, 720), (780, 1020))
    assert project.exceptions[0].first == date(2026, 1, 7)
    assert (dict(eves.days), dict(tims.days)) == ({}, {4: ()})
    assert (eves.exceptions[0].first, eves.exceptions[0].last) == (
        date(2026, 1, 12),
        date(2026, 1, 13),
    )
    assert [(a.resource, a.work, a.remaining_work) for a in file.assignments] == [
        (eve.uid, 960, 720),
        (tim.uid, 960, 720),
        (eve.uid, 2400, 2400),
    ]


def test_numbers_stay_when_tasks_are_put_before_others():
    before = {task.name: task.uid for task in read(TJP).tasks}
    longer = TJP.replace("  task dig", '  task plan "Plan" { length 1d }\n  task dig')
    after = {task.name: task.uid for task in read(longer).tasks}
    assert after.items() >= before.items()


def test_what_is_left_is_named():
    said = reasons(read(TJP))
    assert "taskreport (1)" in said
    assert "money" in said
    text = BRIEF + 'resource a "A" resource b "B"\ntask "T" { effort 1d limits {} '
    text += "allocate a { alternative b } allocate b booking a 2026-01-05 +1h }"
    assert "limits of work" in reasons(read(text))
    assert "who is named first" in reasons(read(text))
    assert "bookings" in reasons(read(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no line “project”"),
        ('project "P" {}', "begins and ends"),
        (BRIEF + 'include "more.tji"', "more.tji"),
        (BRIEF + 'task "T" {', "line 2"),
        (BRIEF + "}", "not open"),
        (BRIEF + 'task "T', "quotes"),
        (BRIEF + "${crew}", "the macro crew"),
        (BRIEF + "macro a [ ${a} ${a} ] ${a}", "without end"),
        (BRIEF + "macro a [ " + "x" * 10_000 + " ]" + "${a}" * 2000, "too long"),
        (BRIEF + "task a {" * 100, "nested"),
        ("\udcff", "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, words: str):
    data = text.encode("utf-8", "surrogateescape")
    with pytest.raises(Unreadable, match=words):
        read_taskjuggler(io.BytesIO(data), zone="UTC", name="plan")


def merged(path: Path, depth: int = 0) -> str:
    """The text with what it includes in it, as Headway asks for."""

    def included(found: re.Match[str]) -> str:
        other = path.parent / found[1]
        is_there = other.exists() and depth < 5
        return merged(other, depth + 1) if is_there else found[0]

    return INCLUDE.sub(included, path.read_text(errors="replace"))


def test_every_correct_file_is_read_and_no_other_one_breaks_it(corpus: Path):
    read_ones = 0
    for path in sorted((corpus / SUITE).rglob("*.tjp")):
        try:
            file = read(merged(path))
        except Unreadable:
            continue
        read_ones += 1
        assert len({task.uid for task in file.tasks}) == len(file.tasks)
    assert read_ones > 195


@pytest.mark.parametrize("name", ["Depends", "Duration", "Shift"])
def test_plans_end_when_the_files_themselves_say(corpus: Path, name: str):
    """These check their own dates: no earlier and no later end than just that one."""
    file = read(merged(corpus / SUITE / f"Scheduler/Correct/{name}.tjp"))
    plan = plan_schedule_file(file, now=file.start, seed=1, scenarios=1)
    ends = [(i.task.name, i.task.deadline, i.finish) for i in plan.items]
    checked = [(name, said, end) for name, said, end in ends if said]
    assert len(checked) > 1
    assert [end for __, __, end in checked] == [said for __, said, __ in checked]


def test_plans_are_those_of_taskjuggler(tmp_path: Path):
    if shutil.which("tj3") is None:
        pytest.skip("TaskJuggler (tj3) is not there")
    alone = TJP.replace("complete 25", "").replace("${crew}", "allocate tim")
    report = 'taskreport own "own" { formats csv columns name, start, end hidetask 0 '
    report += 'sorttasks tree timeformat "%Y-%m-%d-%H:%M" }'
    (tmp_path / "house.tjp").write_text(alone.replace("${1}", "") + report)
    subprocess.run(
        ["tj3", "--silent", "house.tjp"], cwd=tmp_path, check=True, capture_output=True
    )
    lines = (tmp_path / "own.csv").read_text().splitlines()
    rows = csv.DictReader(lines, delimiter=";")
    theirs = {row["Name"].strip(): (row["Start"], row["End"]) for row in rows}

    file = read(alone)
    plan = plan_schedule_file(file, now=file.start, seed=1, scenarios=1)

    assert len(theirs) == 5
    for item in plan.items:
        assert item.finish
        assert f"{item.finish:%Y-%m-%d-%H:%M}" == theirs[item.task.name][1], item.task
    assert start_of(plan.items[1]) == theirs["Dig"][0]


def test_whoever_of_several_is_free_does_it():
    text = BRIEF + 'resource a "A" resource b "B" resource c "C" '
    text += 'task s "S" { allocate a { alternative b select order } '
    text += 'task x "X" { effort 1d } task y "Y" { effort 1d } } '
    text += 'task z "Z" { effort 2d allocate a }'
    file = read(text)
    assert [len(each.instead) for each in file.assignments] == [1, 1, 0]
    assert file.not_read == ()
    plan = plan_schedule_file(file, now=file.start, seed=1, scenarios=1)
    done = {item.task.name: (item.people, item.finish) for item in plan.items}
    assert sorted(done["X"][0] + done["Y"][0]) == ["A", "B"]
    assert done["X"][1] == done["Y"][1] == at(5, 17)
    assert done["Z"] == (("A",), at(7, 17))


def start_of(item: object) -> str:
    return f"{item.start:%Y-%m-%d-%H:%M}"  # type: ignore[attr-defined]


def test_a_task_without_work_is_a_milestone():
    task = read(BRIEF + 'task t "T" { start 2026-01-06 }').tasks[0]
    assert isinstance(task, Task)
    assert (task.is_milestone, task.constraint_date) == (True, at(6))


def test_a_project_is_known_by_how_it_begins():
    assert looks_like(TJP.encode(), "x")
    assert looks_like(b"macro a [ ]\nproject ${a} 2026", "x.tjp")
    assert not looks_like(b"project,name\n", "x.csv")
