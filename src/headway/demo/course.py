"""How the demo's work went: who did what when, from the first day until today.

Everybody does one thing at a time, what can begin first; what has not begun by today
goes on in the same way with the estimates, as a guess.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from headway.demo.diaries import Diary
from headway.demo.drawing import spent_on
from headway.demo.tasks import DAY, Task, Work

LATE_AFTER = timedelta(days=25)
"""When work turns up that nobody had thought of, after the project's beginning."""

GUESSED = 1.2
"""How much longer than estimated the rest is guessed to take."""


@dataclass(kw_only=True)
class Course:
    """``office`` is the working time of whom nobody in the demo is."""

    diaries: Mapping[str, Diary]
    office: Diary
    now: datetime
    changed: datetime
    chance: Random
    free: dict[str, datetime] = field(default_factory=dict)
    load: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def run(self, works: Sequence[Work]) -> None:
        """Say of every task who does it, when it began and when it was over."""
        for work in works:
            self._prepare(work)
            self._assign(work.leaves)
        queue = _Queue(works, self._ready)
        while queue:
            task, work, ready = queue.next()
            self._do(task, work, ready)
            queue.release(task, work)

    def _prepare(self, work: Work) -> None:
        for task in work.tasks:
            extra = LATE_AFTER if task.is_late else timedelta()
            task.created = min(work.began + extra, self.now)

    def _assign(self, leaves: Iterable[Task]) -> None:
        """Give each task to whoever of those who may do it has least so far."""
        for task in leaves:
            if not task.offered:
                continue
            task.people = self._chosen(task)
            for who in task.people:
                self.load[who] += task.size

    def _chosen(self, task: Task) -> tuple[str, ...]:
        first, *others = task.offered
        ranked = sorted(task.offered, key=lambda who: self.load[who])
        if task.is_joint:
            return (first, *sorted(others, key=lambda who: self.load[who])[:1])
        if task.kind == "build" and self.chance.random() < 0.6:
            return (first,)
        return tuple(ranked[: 2 if task.size > 3 * DAY else 1])

    def _ready(self, task: Task, work: Work) -> datetime:
        known = work.known
        moments = [task.created or work.began, work.began]
        for wait in task.waits:
            before = known[wait.before]
            moment = before.starts if wait.kind == "SS" else before.ends
            if moment is not None and wait.kind != "FF":
                lagged = self.office.work(moment, wait.lag)[1] if wait.lag else moment
                moments.append(lagged)
        possible = max(moments)
        lain = possible + timedelta(days=task.lies)
        moments = [min(lain, max(possible, self.now))]  # guesses know of no delay
        moments += [self.free[who] for who in task.people if who in self.free]
        return max(moments)

    def _do(self, task: Task, work: Work, ready: datetime) -> None:
        task.ends = ready
        if task.drive == "milestone":
            task.starts = task.ends = ready
        elif task.drive == "elapsed":
            start = self.office.work(ready, 15)[0]
            task.starts, task.ends = start, start + timedelta(minutes=task.size)
        else:
            task.spent = self._minutes(task, ready)
            self._work(task, ready)
        for wait in task.waits:
            before = work.known[wait.before]
            if wait.kind == "FF" and before.ends and task.ends < before.ends:
                diary = self.diaries[task.people[0]] if task.people else self.office
                task.ends = diary.work(before.ends, 15)[1]

    def _minutes(self, task: Task, at: datetime) -> int:
        if at >= self.now:
            return round((task.estimate or DAY) * GUESSED)
        return spent_on(task, at=at, changed=self.changed, chance=self.chance)

    def _work(self, task: Task, ready: datetime) -> None:
        each = task.spent / max(1, len(task.people))
        if not task.people:
            task.starts, task.ends = self.office.work(ready, task.spent)
            return
        parts = {who: self.diaries[who].work(ready, each) for who in task.people}
        task.starts = min(start for start, _ in parts.values())
        task.ends = max(end for _, end in parts.values())
        self.free |= {who: end for who, (_, end) in parts.items()}


Entry = tuple[datetime, int, int]


class _Queue:
    """Tasks that wait for nothing any more, the one that can begin first at the front.

    When one can begin may move away while it is in the queue, and never comes nearer.
    """

    def __init__(
        self, works: Sequence[Work], ready: Callable[[Task, Work], datetime]
    ) -> None:
        self._works, self._ready = works, ready
        self._heap: list[Entry] = []
        self._open = {id(t): len(t.waits) for work in works for t in work.leaves}
        self._places = {
            id(task): (n, place)
            for n, work in enumerate(works)
            for place, task in enumerate(work.leaves)
        }
        self._followers: defaultdict[int, list[Task]] = defaultdict(list)
        for work in works:
            for task in work.leaves:
                for wait in task.waits:
                    self._followers[id(work.known[wait.before])].append(task)
                if not task.waits:
                    self._push(task, work)

    def __bool__(self) -> bool:
        return bool(self._heap)

    def next(self) -> tuple[Task, Work, datetime]:
        """Take out the task that can begin first, and say when."""
        while True:
            said, n, place = heapq.heappop(self._heap)
            work = self._works[n]
            task = work.leaves[place]
            ready = self._ready(task, work)
            if ready <= said:
                return task, work, ready
            heapq.heappush(self._heap, (ready, n, place))

    def release(self, task: Task, work: Work) -> None:
        """Let those follow for which the task was the last that they waited for."""
        for follower in self._followers[id(task)]:
            self._open[id(follower)] -= 1
            if not self._open[id(follower)]:
                self._push(follower, work)

    def _push(self, task: Task, work: Work) -> None:
        place = self._places[id(task)]
        heapq.heappush(self._heap, (self._ready(task, work), *place))
