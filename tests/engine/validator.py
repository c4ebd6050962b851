"""Does a schedule keep the rules?  Slow, obvious, and separate from the engine's code.

Everything is done minute by minute; only for small problems.
"""

from collections import defaultdict

import numpy as np

from headway_engine.problem import (
    NEVER,
    NONE,
    PATIENCE,
    PAUSE,
    WHOLE,
    Drive,
    LinkKind,
    Problem,
)
from headway_engine.schedule import Schedule, Unplaced
from tests.engine.turns import Turns

PAST = 10 * 1440
"""Minutes before now that are looked at too: work that has begun lies there."""

ONTO_FINISH = (LinkKind.FINISH_FINISH, LinkKind.START_FINISH)


class Validator:
    """Collects what is wrong with one schedule as sentences."""

    def __init__(self, problem: Problem, schedule: Schedule) -> None:
        self.problem = problem
        self.schedule = schedule
        self.faults: list[str] = []
        calendars = problem.calendars
        self.first = problem.now - PAST
        self.always = np.ones(calendars.horizon - self.first, np.bool_)
        self.working = [np.zeros_like(self.always) for _ in calendars.offsets[:-1]]
        for c, working in enumerate(self.working):
            for k in range(calendars.offsets[c], calendars.offsets[c + 1]):
                self.within(working, calendars.starts[k], calendars.ends[k])[:] = True

    def within(self, minutes: np.ndarray, start: int, end: int) -> np.ndarray:
        """The minutes from ``start`` to ``end``, as far as there are any."""
        return minutes[max(start - self.first, 0) : max(end - self.first, 0)]

    def is_in(self, minutes: np.ndarray, minute: int) -> bool:
        return bool(self.within(minutes, minute, minute + 1).any())

    def check(self) -> list[str]:
        for i in range(len(self.problem.items.key)):
            if self.is_done(i):
                self.check_fact(i)
            elif self.is_placed(i):
                self.check_parts(i)
                self.check_bounds(i)
            else:
                self.check_absent(i)
        self.check_links()
        self.check_capacity()
        self.faults += Turns(self).check()
        return self.faults

    def require(self, true: object, fault: str) -> None:
        if not true:
            self.faults.append(fault)

    def is_done(self, i: int) -> bool:
        return self.problem.items.finished_at[i] != NEVER

    def is_started(self, i: int) -> bool:
        return self.problem.items.started_at[i] != NEVER

    def is_placed(self, i: int) -> bool:
        return self.schedule.unplaced[i] == Unplaced.PLACED

    def parts(self, i: int) -> range:
        offsets = self.schedule.part_offsets
        return range(offsets[i], offsets[i + 1])

    def check_fact(self, i: int) -> None:
        at = self.problem.items.finished_at[i]
        self.require(self.schedule.finish[i] == at, f"{i}: the done moved")

    def check_absent(self, i: int) -> None:
        s = self.schedule
        dates = [s.start[i], s.finish[i]]
        dates += [s.part_start[j] for j in self.parts(i)]
        self.require(all(d == NEVER for d in dates), f"{i}: absent, yet dated")

    def check_bounds(self, i: int) -> None:
        items, now = self.problem.items, self.problem.now
        start, finish = self.schedule.start[i], self.schedule.finish[i]
        self.require(finish <= self.problem.calendars.horizon, f"{i}: beyond horizon")
        if self.is_started(i):
            self.require(start == items.started_at[i], f"{i}: the start moved")
            self.require(finish >= now, f"{i}: ends in the past")
            return
        self.require(start >= max(now, items.not_before[i]), f"{i}: starts too early")
        self.require(finish >= items.finish_not_before[i], f"{i}: ends too early")
        self.require(finish >= start, f"{i}: ends before it starts")

    def time_of(self, i: int, person: int | None) -> np.ndarray:
        """The minutes in which work on ``i`` by ``person`` can happen."""
        items = self.problem.items
        if items.drive[i] in (Drive.ELAPSED, Drive.MILESTONE):
            return self.always
        own = items.calendar[i]
        mine = self.always if own == NONE else self.working[own]
        if items.drive[i] == Drive.DURATION and own != NONE:
            return mine
        people = self.people_of(i) if self.is_together(i) else [person]
        for each in people:
            if each is not None:
                mine = mine & self.working[self.problem.people.calendar[each]]
        return mine

    def people_of(self, i: int) -> list[int]:
        offsets = self.problem.parts.offsets
        return self.problem.parts.person[offsets[i] : offsets[i + 1]].tolist()

    def is_together(self, i: int) -> bool:
        items = self.problem.items
        shared = items.is_joint[i] or items.drive[i] != Drive.EFFORT
        return bool(shared) and len(self.people_of(i)) > 0

    def check_parts(self, i: int) -> None:
        s, items = self.schedule, self.problem.items
        spans = [
            (s.part_start[j], s.part_finish[j], s.person[j]) for j in self.parts(i)
        ]
        if items.drive[i] == Drive.MILESTONE or not spans:
            minutes = 0 if items.drive[i] == Drive.MILESTONE else items.minutes[i]
            begin = self.problem.now if self.is_started(i) else s.start[i]
            if not self.is_started(i):
                self.check_span(i, None, begin, self.done_at(i), minutes)
            return
        self.require(
            all(a >= self.problem.now for a, _, _ in spans), f"{i}: in the past"
        )
        if not self.is_started(i):
            self.require(s.start[i] == min(a for a, _, _ in spans), f"{i}: start")
        done = max(b for _, b, _ in spans)
        held = s.finish[i] > done and self.is_held_over_a_break(i, spans)
        self.require(s.finish[i] == done or held, f"{i}: finish")
        if self.is_together(i):
            self.require(len({span[:2] for span in spans}) == 1, f"{i}: not joint")
        for k, (a, b, person) in enumerate(spans):
            minutes = self.minutes_of(i, k, person)
            if self.takes_turns(i, k, person):
                self.check_edges(i, person, a, b, minutes)
            else:
                self.check_span(i, person, a, b, minutes)
        self.check_people(i, [person for _, _, person in spans])

    def done_at(self, i: int) -> int:
        """When the work ends of an item that needs nobody."""
        done = int(self.schedule.finish[i])
        if self.is_held(i, done):
            time, start = self.time_of(i, None), self.schedule.start[i]
            while done > start and not self.is_in(time, done - 1):
                done -= 1
        return done

    def is_held_over_a_break(self, i: int, spans: list[tuple[int, int, int]]) -> bool:
        """It waits for its finish; some part would have no minute to use until then."""
        finish = int(self.schedule.finish[i])
        return self.is_held(i, finish) and any(
            not self.within(self.time_of(i, person), b, finish).any()
            for _, b, person in spans
        )

    def is_held(self, i: int, finish: int) -> bool:
        """Something allows it to finish then, and not before."""
        links = self.problem.links
        return not self.is_started(i) and (
            self.problem.items.finish_not_before[i] == finish
            or any(
                links.after[m] == i
                and links.kind[m] in ONTO_FINISH
                and self.is_satisfied(m)
                and self.slack(m) == 0
                for m in range(len(links.before))
            )
        )

    def check_people(self, i: int, people: list[int]) -> None:
        if self.people_of(i):
            self.require(people == self.people_of(i), f"{i}: other people")
            return
        group = self.problem.items.group[i]
        lo, hi = self.problem.groups.offsets[group : group + 2]
        members = set(self.problem.groups.person[lo:hi].tolist())
        self.require(len(people) == 1 and set(people) <= members, f"{i}: no member")

    def minutes_of(self, i: int, k: int, person: int) -> float:
        items, parts = self.problem.items, self.problem.parts
        capacity = self.problem.people.capacity[person]
        minutes = items.minutes[i]
        if self.is_started(i):
            minutes = max(minutes, 1.0)
        if items.drive[i] != Drive.EFFORT:
            return minutes
        if not self.people_of(i):
            units = min(capacity, WHOLE)
            if self.is_limited(i, 0, person) and items.calendar[i] != NONE:
                units = capacity // self.limit_of(person)
            return minutes * WHOLE / units * self.slowness(i, person)
        lasts = []
        for n, j in enumerate(range(parts.offsets[i], parts.offsets[i + 1])):
            who = int(parts.person[j])
            units = min(parts.units[j], self.problem.people.capacity[who])
            if self.is_limited(i, n, who) and items.calendar[i] != NONE:
                units //= self.limit_of(who)
            own = minutes * parts.share[j] * WHOLE / units
            lasts.append(own * self.slowness(i, who))
        return max(lasts) if self.is_together(i) else lasts[k]

    def slowness(self, i: int, person: int) -> float:
        slowdown, speeds = self.problem.people.slowdown, self.problem.speeds
        factor = float(np.exp(max(slowdown[person], 0.0))) if len(slowdown) else 1.0
        if len(speeds.of) and speeds.of[i] != NONE:
            factor /= speeds.factor[person, speeds.of[i]]
        return factor

    def limit_of(self, person: int) -> int:
        """How many items they may have in progress at once."""
        people = self.problem.people
        capacity = int(people.capacity[person])
        if not len(people.limit) or not 0 < capacity <= WHOLE:
            return 1
        return min(int(people.limit[person]), capacity)

    def is_limited(self, i: int, k: int, person: int) -> bool:
        """Part ``k`` takes one of the places of somebody with several."""
        is_effort = self.problem.items.drive[i] == Drive.EFFORT
        if not is_effort or self.limit_of(person) == 1:
            return False
        if not self.people_of(i):
            return True
        units = self.problem.parts.units[self.problem.parts.offsets[i] + k]
        is_whole = units >= self.problem.people.capacity[person]
        return bool(is_whole) and (
            not self.is_together(i) or len(self.people_of(i)) == 1
        )

    def takes_turns(self, i: int, k: int, person: int) -> bool:
        has_hours = self.problem.items.calendar[i] != NONE
        return not has_hours and self.is_limited(i, k, person)

    def check_span(
        self, i: int, person: int | None, start: int, end: int, minutes: float
    ) -> None:
        time = self.time_of(i, person)
        worked = int(self.within(time, start, end).sum())
        least = int(np.ceil(minutes - 1e-6))
        self.require(worked == least, f"{i}: {worked} worked, not {least}")
        self.check_edges(i, person, start, end, minutes)

    def check_edges(
        self, i: int, person: int | None, start: int, end: int, minutes: float
    ) -> None:
        time = self.time_of(i, person)
        least = int(np.ceil(minutes - 1e-6))
        if least:
            is_open = self.is_in(time, start)
            self.require(is_open, f"{i}: starts at {start}, a closed time")
            is_open = self.is_in(time, end - 1)
            self.require(is_open, f"{i}: ends at {end}, a closed time")
            self.check_chunk(i, time, start, least)

    def check_chunk(self, i: int, time: np.ndarray, start: int, least: int) -> None:
        """It begins where enough of a stretch is left, or no stretch is long enough."""
        chunk = min(int(self.problem.items.chunk[i]), least)
        if self.is_started(i) or chunk == 0:
            return
        minutes = np.flatnonzero(self.within(time, start, self.first + len(time)))
        breaks = np.flatnonzero(np.diff(minutes) > PAUSE + 1) + 1
        stretches = np.split(minutes, breaks)
        if len(stretches[0]) < chunk:
            soon = [s for s in stretches[1:] if s[0] <= PATIENCE]
            longest = max((len(s) for s in soon), default=0)
            self.require(longest < chunk, f"{i}: starts at {start} for too little")

    def check_links(self) -> None:
        links = self.problem.links
        satisfied = defaultdict(list)
        for m in range(len(links.before)):
            after = int(links.after[m])
            if self.is_done(after) or self.is_started(after):
                continue
            if self.is_placed(after):
                satisfied[after].append(self.is_satisfied(m))
        for after, each in satisfied.items():
            opens = any if self.problem.items.opens_on_any[after] else all
            self.require(opens(each), f"{after}: links {each}")

    def is_satisfied(self, m: int) -> bool:
        before = self.problem.links.before[m]
        return (self.is_placed(before) or self.is_done(before)) and self.slack(m) >= 0

    def slack(self, m: int) -> int:
        """The minutes, in time of its lag, that link ``m`` would still hold longer."""
        links, s = self.problem.links, self.schedule
        before, after, kind = links.before[m], links.after[m], links.kind[m]
        from_finish = kind in (LinkKind.FINISH_START, LinkKind.FINISH_FINISH)
        base = s.finish[before] if from_finish else s.start[before]
        held = s.finish[after] if kind in ONTO_FINISH else s.start[after]
        lag, calendar = int(links.lag[m]), links.lag_calendar[m]
        if calendar == NONE or lag == 0:
            return int(held - base - lag)
        time = self.working[calendar]
        between = int(self.within(time, min(base, held), max(base, held)).sum())
        return between * (1 if held >= base else -1) - lag

    def check_capacity(self) -> None:
        people, s = self.problem.people, self.schedule
        taken = [np.zeros(len(self.always), np.int64) for _ in people.capacity]
        for i in range(len(self.problem.items.key)):
            if self.is_done(i) or not self.is_placed(i):
                continue
            units: dict[int, int] = defaultdict(int)
            for k, j in enumerate(self.parts(i)):
                person = int(s.person[j])
                if self.takes_turns(i, k, person):
                    continue
                own = self.units_of(i, k)
                if not self.is_together(i):
                    units[person] = 0
                units[person] = min(units[person] + own, people.capacity[person])
                last = [q for q in self.parts(i) if s.person[q] == person][-1]
                if s.part_start[j] == NEVER or (self.is_together(i) and j != last):
                    continue
                minutes = self.within(taken[person], s.part_start[j], s.part_finish[j])
                minutes += units[person]
        over = {p for p, u in enumerate(taken) if (u > people.capacity[p]).any()}
        self.require(not over, f"people {over} are over capacity")
        self.taken = taken

    def units_of(self, i: int, k: int) -> int:
        parts = self.problem.parts
        at = parts.offsets[i] + k
        person = int(self.schedule.person[self.schedule.part_offsets[i] + k])
        place = int(self.problem.people.capacity[person]) // self.limit_of(person)
        if self.is_limited(i, k, person) or not self.people_of(i):
            return min(place, WHOLE)
        return int(parts.units[at])
