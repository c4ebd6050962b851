"""The made-up past: its chance is not that of the engine, and its days are sound."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from headway.demo.drawing import HEAPS, KINDS
from headway.demo.history import CHANGED, Told, tell
from headway.demo.organisation import diaries_of, office
from headway.demo.people import ZONE
from headway.demo.tasks import Task

DAYS = {
    "a Thursday": datetime(2026, 11, 26, 9, 30, tzinfo=UTC),
    "a Sunday": datetime(2026, 6, 14, 12, tzinfo=UTC),
    "New Year": datetime(2027, 1, 1, 0, 5, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 29, 16, tzinfo=UTC),
    "clocks go forward": datetime(2026, 3, 29, 1, tzinfo=UTC),
    "clocks go back": datetime(2026, 10, 25, 1, tzinfo=UTC),
    "a Monday": datetime(2026, 3, 30, 7, tzinfo=UTC),
}


def told_at(now: datetime) -> list[Told]:
    today = now.astimezone(ZoneInfo(ZONE)).date()
    return tell(diaries_of(today), office(), now=now, zone=ZONE)


@pytest.fixture(scope="module")
def now() -> datetime:
    return DAYS["a Thursday"]


@pytest.fixture(scope="module")
def told(now: datetime) -> list[Told]:
    return told_at(now)


def done(told: list[Told]) -> list[Task]:
    """What people did and had said something of."""
    return [
        task
        for each in told
        for task in each.work.leaves
        if task.state == "done" and task.people and task.estimate
    ]


def off_by(tasks: list[Task]) -> list[float]:
    return [task.spent / task.estimate for task in tasks if task.estimate]


def test_it_is_the_same_each_time(told: list[Told], now: datetime):
    assert told_at(now) == told


def test_18_months_lie_behind(told: list[Told], now: datetime):
    begun = [task.starts for task in done(told) if task.starts]
    assert len(begun) > 300
    assert timedelta(days=530) < now - min(begun) < timedelta(days=555)
    months = {(at.year, at.month) for at in begun}
    assert len(months) >= 15


def test_estimates_are_heaped(told: list[Told]):
    said = [task.estimate for task in done(told)]
    assert sum(minutes in HEAPS for minutes in said) / len(said) > 0.8
    assert len(set(said)) >= 8
    nothing = [t for e in told for t in e.work.leaves if t.kind and not t.estimate]
    assert nothing


def test_what_it_took_has_a_heavy_tail(told: list[Told]):
    ratios = sorted(off_by(done(told)))
    middle = median(ratios)
    assert ratios[len(ratios) * 98 // 100] > 3 * middle
    assert ratios[len(ratios) // 50] > middle / 5


def test_kinds_of_work_are_wrong_in_their_own_direction(told: list[Told]):
    of_kind = defaultdict(list)
    for task in done(told):
        of_kind[task.kind].append(task)
    medians = {kind: median(off_by(tasks)) for kind, tasks in of_kind.items()}
    assert medians["test"] > medians["words"] * 1.3
    assert set(medians) == set(KINDS) - {"order"}


def test_the_rate_changed_in_the_middle(told: list[Told], now: datetime):
    changed = now - timedelta(days=CHANGED)
    tasks = [task for task in done(told) if task.starts]
    before = [task for task in tasks if task.starts and task.starts < changed]
    after = [task for task in tasks if task.starts and task.starts >= changed]
    assert min(len(before), len(after)) > 80
    assert median(off_by(before)) > 1.2 * median(off_by(after))


def test_one_project_was_given_up(told: list[Told]):
    given_up = [e for e in told if any(t.state == "cancelled" for t in e.work.leaves)]
    assert [each.brief.key for each in given_up] == ["VFG"]
    states = [task.state for task in given_up[0].work.leaves]
    assert set(states) == {"done", "cancelled"}
    assert states.count("cancelled") > 10


def test_most_people_can_begin_something(told: list[Told]):
    ready: Counter[str] = Counter()
    for each in told[-5:]:
        for task in each.work.leaves:
            before = (each.work.known[wait.before] for wait in task.waits)
            if task.state == "todo" and all(one.is_closed for one in before):
                ready.update(task.people)
    assert len(ready) >= 11
    assert sum(count >= 3 for count in ready.values()) >= 7


def test_some_work_turned_up_late(told: list[Told]):
    for each in told:
        made = [task.created for task in each.work.leaves if task.created]
        assert (max(made) > each.work.began) == ("+" in each.brief.text)


@pytest.mark.parametrize("day", DAYS)
def test_nobody_works_when_they_are_not_there(day: str):
    now = DAYS[day]
    diaries = diaries_of(now.astimezone(ZoneInfo(ZONE)).date())
    told = tell(diaries, office(), now=now, zone=ZONE)
    for task in done(told):
        assert task.starts is not None
        assert task.ends is not None
        moments = [(task.starts, "starts"), (task.ends, "ends")]
        for moment, _end in moments:
            assert any(is_there(diaries[who], moment) for who in task.people), task


def is_there(diary, moment: datetime) -> bool:
    day = moment.astimezone(ZoneInfo(diary.zone)).date()
    return any(start <= moment <= end for start, end in diary.spans(day))


@pytest.mark.parametrize("day", DAYS)
def test_whatever_the_day_it_stands_soundly(day: str):
    now = DAYS[day]
    told = told_at(now)
    under_way = told[-5:]
    assert sum(len(each.work.tasks) for each in under_way) > 360
    for each in told:
        titles = [task.title for task in each.work.tasks if task.kind]
        assert len(titles) == len(set(titles))
        for task in each.work.tasks:
            check(task, now)
    for each in told[:5]:
        assert all(task.is_closed for task in each.work.tasks)
    for each in under_way:
        states = {task.state for task in each.work.leaves}
        assert {"done", "todo"} <= states


def check(task: Task, now: datetime) -> None:
    assert task.created is not None
    assert task.created <= now
    assert (task.state == "done") == (task.ends is not None)
    if task.ends:
        assert task.starts is not None
        assert task.starts <= task.ends <= now
    if task.starts:
        assert task.created <= task.starts <= now
        assert task.is_begun or task.is_summary
    if task.deadline and not task.is_closed:
        assert task.deadline > now
        assert task.deadline.weekday() < 5
    if task.state == "doing" and task.kind != "order":
        assert task.is_summary or task.remaining
