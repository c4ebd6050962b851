"""Where the demo's work stands today: states, what is left, what is due when."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from headway.demo.drawing import HEAPS
from headway.demo.tasks import DAY, Task, Work

WAITING = (
    "Waiting for {client}: asked twice, no answer yet.",
    "Stuck until the permit of the town is here; the office says two weeks.",
    "The supplier sent the wrong size; a new one is on its way.",
    "Access was refused on Monday. {client} is looking for the key.",
)
NOTES = (
    "What {client} said about it:\n\n- keep it short\n- nothing that needs an account\n"
    "- it has to work with wet hands",
    "**Done when** somebody who has never seen it manages without help.\n\n"
    "Ask {client} for two people who can try it.",
    "The first attempt is in the shared folder. What was wrong with it: too small to "
    "read from across the room, and it promised more than we can keep.",
    "1. Look at how it is done today\n2. Leave out what nobody misses\n3. Show it to "
    "{client} before anything is built",
    "Numbers from last year are rough: about a third more on Saturdays.",
)
"""Descriptions, in Markdown."""


def stand(work: Work, *, now: datetime, chance: Random) -> None:
    """Say of every task how far it is; ``work.stopped`` is when it was given up."""
    for task in work.leaves:
        _end_or_begin(task, work, now, chance)
        if not task.is_begun:
            task.starts, task.spent = None, 0
        if task.state != "done":
            task.ends = None
    for parent in reversed([task for task in work.tasks if task.is_summary]):
        _sum_up(parent, [t for t in work.tasks if t.parent == parent.name])


def _end_or_begin(task: Task, work: Work, now: datetime, chance: Random) -> None:
    assert task.starts is not None and task.ends is not None  # noqa: S101, PT018
    if task.ends <= (work.stopped or now):
        task.state, task.remaining = "done", 0
    elif work.stopped:
        task.state = "cancelled"
    elif task.starts <= now:
        _begin(task, now, chance)


def _begin(task: Task, now: datetime, chance: Random) -> None:
    """Let it be under way; what is left is said as roughly as estimates are."""
    assert task.starts is not None and task.ends is not None  # noqa: S101, PT018
    if task.drive == "elapsed":
        task.state = "doing"
        return
    part = (now - task.starts) / (task.ends - task.starts)
    left = max(30.0, task.spent * (1 - part) * chance.lognormvariate(0, 0.25))
    task.state = "doing"
    task.remaining = min(HEAPS, key=lambda minutes: abs(minutes - left))
    task.spent = round(task.spent * part / 15) * 15


def _sum_up(parent: Task, inside: Sequence[Task]) -> None:
    begun = [task.starts for task in inside if task.starts]
    parent.starts = min(begun, default=None)
    if all(task.is_closed for task in inside):
        is_done = any(task.state == "done" for task in inside)
        parent.state = "done" if is_done else "cancelled"
        if is_done:
            parent.ends = max(task.ends for task in inside if task.ends)
    elif begun:
        parent.state = "doing"


def hold_up(work: Work, client: str, count: int, chance: Random) -> None:
    """Let some of what could go on be stuck."""
    known = work.known
    ready = [
        task
        for task in work.leaves
        if task.state == "todo"
        and task.drive == "effort"
        and all(known[wait.before].is_closed for wait in task.waits)
    ]
    for task in chance.sample(ready, min(count, len(ready))):
        task.state = "waiting"
        task.description = _for(client, chance.choice(WAITING))


def describe(work: Work, client: str, chance: Random) -> None:
    """Give every seventh piece of work a few words."""
    for task in work.leaves:
        if task.drive != "milestone" and chance.random() < 1 / 7:
            task.description = _for(client, chance.choice(NOTES))


def _for(client: str, text: str) -> str:
    said = text.format(client=client)
    return said[0].upper() + said[1:]


def set_deadlines(
    work: Work,
    guesses: dict[str, datetime],
    *,
    slack: float,
    now: datetime,
    zone: str,
) -> None:
    """Let milestones be due a part ``slack`` later than guessed, and some work too."""
    for task in work.leaves:
        guess = guesses[task.name]
        if task.is_closed or guess <= now:
            continue
        if task.drive == "milestone":
            task.deadline = close_of_business(now + (guess - now) * (1 + slack), zone)
        elif task.kind == "lead" and task.is_joint and task.size >= DAY // 8:
            task.deadline = close_of_business(guess + timedelta(days=9), zone)


def pin(tasks: Iterable[Task], *, now: datetime, zone: str, chance: Random) -> None:
    """Let a few things on site not begin before a day that was agreed on."""
    for task in tasks:
        if task.state == "todo" and task.kind == "install" and chance.random() < 0.3:
            day = now + timedelta(days=chance.randint(10, 40))
            opens = close_of_business(day, zone) - timedelta(hours=8)
            task.starts_no_earlier = opens


def close_of_business(moment: datetime, zone: str) -> datetime:
    """Return five o'clock of that day, or of the first working day after it."""
    day = moment.astimezone(ZoneInfo(zone)).date()
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day, time(17), ZoneInfo(zone))
