"""Do items in progress at once get the same part of each minute?  Minute by minute."""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from tests.engine.validator import Validator


class Span(NamedTuple):
    """Part ``part`` of an item, which takes turns."""

    item: int
    part: int
    start: int
    end: int
    minutes: float


class Turns:
    """Do items in progress at once get the same part of each minute, and no more?"""

    def __init__(self, validator: "Validator") -> None:
        self.validator = validator
        self.people = validator.problem.people
        self.spans: dict[int, list[Span]] = defaultdict(list)
        self.torn: set[int] = set()
        for i in range(len(validator.problem.items.key)):
            if not validator.is_done(i):
                self.collect(i)

    def collect(self, i: int) -> None:
        v = self.validator
        if not v.is_placed(i):
            groups, group = v.problem.groups, v.problem.items.group[i]
            lo, hi = groups.offsets[group : group + 2] if group >= 0 else (0, 0)
            self.torn |= {*v.people_of(i), *groups.person[lo:hi].tolist()}
            return
        for k, j in enumerate(v.parts(i)):
            person = int(v.schedule.person[j])
            if v.takes_turns(i, k, person):
                start, end = v.schedule.part_start[j], v.schedule.part_finish[j]
                minutes = np.ceil(v.minutes_of(i, k, person) - 1e-6)
                self.spans[person].append(Span(i, k, int(start), int(end), minutes))

    def check(self) -> list[str]:
        """What was begun and never ended took turns, too, and is not known here."""
        found = (self.fault(person) for person in self.spans)
        return [fault for fault in found if fault]

    def fault(self, person: int) -> str:
        v, capacity = self.validator, int(self.people.capacity[person])
        limit, place = v.limit_of(person), capacity // v.limit_of(person)
        had = dict.fromkeys(self.spans[person], 0.0)
        working = v.working[self.people.calendar[person]]
        for minute in np.flatnonzero(working).tolist():
            at = minute + v.first
            now = [span for span in had if span.start <= at < span.end]
            fixed = int(v.taken[person][minute])
            if len(now) > limit or len(now) * place + fixed > capacity:
                return f"{person} has {len(now)} in progress at {at}"
            for span in now:
                if had[span] >= span.minutes - 1e-6 and person not in self.torn:
                    return f"{span.item}: is done before {at}"
                had[span] += (capacity - fixed) / capacity / len(now)
        if person in self.torn:
            return ""
        short = [each.item for each, got in had.items() if got < each.minutes - 1e-6]
        return f"{short} have too little of {person}" if short else ""
