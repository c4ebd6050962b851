"""A problem without what holds one of its items, and otherwise the same.

Only what was named is taken away: that link, that constraint, the last day of those
closed hours, what is left of that busy item from the instant on at which the other
could begin, with that item's links to it; or the item ranks just before the one that
goes before it, or whoever lacks the skill may do it too, or it has no minimum chunk.
The busy item keeps its dates, so that nothing else is released or held by its removal.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from headway_engine.calendars import Spans, from_spans, intersect, spans_of
from headway_engine.levelling import level
from headway_engine.problem import (
    NEVER,
    NONE,
    Drive,
    Groups,
    Items,
    LinkKind,
    Parts,
    Problem,
)
from headway_engine.schedule import FINISH_BOUND, Cause, Schedule

DAY = 1440
ONTO_FINISH = (LinkKind.FINISH_FINISH, LinkKind.START_FINISH)
FROM_FINISH = (LinkKind.FINISH_START, LinkKind.FINISH_FINISH)


def without_cause(problem: Problem, schedule: Schedule, item: int) -> Problem:
    """Take away all that is named as holding ``item``."""
    ties = schedule.ties
    rows = [(schedule.cause[item], schedule.culprit[item], schedule.link[item],
             schedule.witness[item])]  # fmt: skip
    rows += [
        (ties.cause[k], ties.culprit[k], ties.link[k], ties.witness[k])
        for k in np.flatnonzero(ties.item == item)
    ]
    for cause, culprit, link, witness in rows:
        problem = _without(
            problem, schedule, item, int(cause), int(culprit), int(link), int(witness)
        )
    return problem


def _without(
    problem: Problem, schedule: Schedule, item: int, cause: int, culprit: int,
    link: int, witness: int,
) -> Problem:  # fmt: skip
    since, start = int(schedule.since[item]), int(schedule.start[item])
    if cause == Cause.LINK:
        return _without_link(problem, item, link)
    if cause == Cause.CONSTRAINT:
        column = "finish_not_before" if link == FINISH_BOUND else "not_before"
        return _with_items(problem, **{column: _set(problem, column, item, NEVER)})
    if cause == Cause.PRIORITY:
        return _with_items(problem, rank=_before(problem.items.rank, item, culprit))
    if cause == Cause.BUSY:
        return _without_work(problem, schedule, item, culprit, since)
    if cause == Cause.CHUNK:
        return _with_items(problem, chunk=_set(problem, "chunk", item, 0))
    if cause == Cause.SKILL:
        return _with_skill(problem, item, witness)
    if cause == Cause.CALENDAR and since != NEVER:
        return _with_hours(problem, item, witness, max(since, start - DAY), start)
    return problem


def _with_items(problem: Problem, **columns: Any) -> Problem:
    return replace(problem, items=replace(problem.items, **columns))


def _set(problem: Problem, column: str, item: int, value: Any) -> np.ndarray:
    changed = getattr(problem.items, column).copy()
    changed[item] = value
    return changed


def _without_link(problem: Problem, item: int, link: int) -> Problem:
    """Links keep their numbers: what is removed then holds a done item of its own.

    A milestone that opens on any link waits no less for the others.
    """
    after = problem.links.after
    gone = np.arange(len(after)) == link
    if problem.items.opens_on_any[item]:
        gone = after == item
    return _sent_elsewhere(problem, gone)


def _sent_elsewhere(problem: Problem, gone: np.ndarray) -> Problem:
    """Let links hold an item that is done, so that all others keep their numbers."""
    items = problem.items
    n = len(items.key)
    problem = _with_new_item(problem, finished_at=problem.now, started_at=problem.now)
    after = np.where(gone, n, problem.links.after).astype(np.int32)
    return replace(problem, links=replace(problem.links, after=after))


def _with_new_item(problem: Problem, **said: Any) -> Problem:
    """Add an elapsed time of nobody's, of last rank; ``said`` overrides."""
    items = problem.items
    n = len(items.key)
    row: dict[str, Any] = {
        "key": int(items.key.max(initial=0)) + 1, "drive": Drive.ELAPSED, "rank": n,
        "minutes": 0.0, "spread": 0.0, "not_before": NEVER,
        "finish_not_before": NEVER, "started_at": NEVER, "finished_at": NEVER,
        "calendar": NONE, "group": NONE, "is_joint": False, "opens_on_any": False,
        "chunk": 0,
    } | said  # fmt: skip
    columns = {
        name: np.append(getattr(items, name), value).astype(getattr(items, name).dtype)
        for name, value in row.items()
    }
    offsets = problem.parts.offsets
    parts = replace(
        problem.parts, offsets=np.append(offsets, offsets[-1]).astype(np.int32)
    )
    told: dict[str, Any] = {
        name: replace(table, of=np.append(table.of, np.int32(NONE)))
        for name in ("scopes", "chances", "speeds")
        if len((table := getattr(problem, name)).of)
    }
    return replace(problem, items=Items(**columns), parts=parts, **told)


def _before(rank: np.ndarray, item: int, other: int) -> np.ndarray:
    """Put ``item`` just before ``other``."""
    order = np.argsort(rank)
    order = order[order != item]
    order = np.insert(order, int(np.flatnonzero(order == other)[0]), item)
    changed = np.empty(len(rank), np.int32)
    changed[order] = np.arange(len(rank))
    return changed


def _with_skill(problem: Problem, item: int, person: int) -> Problem:
    """Let one more person do this one item."""
    groups = problem.groups
    mine = problem.items.group[item]
    members = groups.person[groups.offsets[mine] : groups.offsets[mine + 1]]
    groups = Groups(
        offsets=np.append(
            groups.offsets, groups.offsets[-1] + len(members) + 1
        ).astype(np.int32),
        person=np.concatenate([groups.person, members, [person]]).astype(np.int32),
    )  # fmt: skip
    group = _set(problem, "group", item, len(groups.offsets) - 2)
    return replace(_with_items(problem, group=group), groups=groups)


def _with_hours(
    problem: Problem, item: int, person: int, since: int, until: int
) -> Problem:
    """Open the hours before ``until``, to the person or to all who do the item."""
    offsets = problem.parts.offsets
    people = problem.parts.person[offsets[item] : offsets[item + 1]].tolist()
    people = [person] if person != NONE else people
    calendar = problem.people.calendar.copy()
    for each in people:
        problem, calendar[each] = _opened(problem, int(calendar[each]), since, until)
    problem = replace(problem, people=replace(problem.people, calendar=calendar))
    own = int(problem.items.calendar[item])
    if own == NONE:
        return problem
    problem, new = _opened(problem, own, since, until)
    return _with_items(problem, calendar=_set(problem, "calendar", item, new))


def _opened(
    problem: Problem, calendar: int, since: int, until: int
) -> tuple[Problem, int]:
    """Add a calendar like another, open from ``since`` to ``until`` too."""
    spans = spans_of(problem.calendars, calendar)
    more = sorted([*map(tuple, spans.tolist()), (since, until)])
    return _with_calendar(problem, more)


def _with_calendar(
    problem: Problem, spans: list[tuple[int, int]]
) -> tuple[Problem, int]:
    """Add a calendar that is open in ``spans``, which are sorted; give its number."""
    calendars = problem.calendars
    count = len(calendars.offsets) - 1
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    every = [spans_of(calendars, c) for c in range(count)]
    every.append(np.array(joined, np.int64))
    made = from_spans(every, horizon=calendars.horizon)
    return replace(problem, calendars=made), count


def _without_work(
    problem: Problem, schedule: Schedule, item: int, busy: int, since: int
) -> Problem:
    """End ``busy`` for its people at ``since``; what waits for it waits as before.

    A stand-in of nobody's runs from there to its finish, and has its links.
    """
    links = problem.links
    begun, finish = int(schedule.start[busy]), int(schedule.finish[busy])
    begun = max(begun, problem.now)
    cut = min(max(since, begun), finish)
    gone = (links.before == busy) & (links.after == item)
    gone |= (links.after == busy) & np.isin(links.kind, ONTO_FINISH)
    stand_in = len(problem.items.key)
    problem = _with_new_item(problem, not_before=cut, minutes=finish - cut)
    moved = (links.before == busy) & np.isin(links.kind, FROM_FINISH)
    before = np.where(moved, stand_in, links.before).astype(np.int32)
    problem = replace(problem, links=replace(links, before=before))
    problem = _sent_elsewhere(problem, gone)
    problem = _shortened(problem, schedule, busy, cut)
    problem = _with_items(
        problem, finish_not_before=_set(problem, "finish_not_before", busy, NEVER)
    )
    if level(problem).start[busy] == begun:
        return problem
    return _with_items(problem, not_before=_set(problem, "not_before", busy, begun))


def _shortened(problem: Problem, schedule: Schedule, busy: int, cut: int) -> Problem:
    """Leave of an item what was done by ``cut``, of each part its own."""
    items, parts = problem.items, problem.parts
    mine = range(schedule.part_offsets[busy], schedule.part_offsets[busy + 1])
    named = range(parts.offsets[busy], parts.offsets[busy + 1])
    is_alone = items.drive[busy] == Drive.EFFORT and not items.is_joint[busy]
    if len(named) > 1 and is_alone:
        share = parts.share.copy()
        for k, j in zip(named, mine, strict=True):
            hours = _hours(problem, busy, [int(parts.person[k])])
            share[k] *= _done(hours, schedule, j, cut)
        return replace(problem, parts=Parts(
            offsets=parts.offsets, person=parts.person, share=share, units=parts.units
        ))  # fmt: skip
    hours = _hours(problem, busy, [int(schedule.person[j]) for j in mine])
    if len(hours) != 1 and _pauses(hours, schedule, mine[0], cut):
        return _ended_at(problem, _common(hours), schedule, busy, cut)
    minutes = items.minutes[busy] * _done(hours, schedule, mine[0], cut)
    return _with_items(problem, minutes=_set(problem, "minutes", busy, minutes))


def _hours(problem: Problem, busy: int, people: list[int]) -> list[Spans]:
    """List the hours that all have to be open for work on an item to go on.

    One list is a person's own; where there are more, people are at work in its pauses.
    """
    own, drive = int(problem.items.calendar[busy]), problem.items.drive[busy]
    always = np.array([[0, problem.calendars.horizon]], np.int64)
    if drive not in (Drive.EFFORT, Drive.DURATION):
        return [always]
    if drive == Drive.DURATION and own != NONE:
        return [always, spans_of(problem.calendars, own)]
    calendars = sorted({int(problem.people.calendar[p]) for p in people})
    calendars += [own] * (own != NONE)
    return [spans_of(problem.calendars, calendar) for calendar in calendars]


def _common(hours: list[Spans]) -> Spans:
    common = hours[0]
    for each in hours[1:]:
        common = intersect(common, each)
    return common


def _done(hours: list[Spans], schedule: Schedule, j: int, cut: int) -> float:
    """Say which fraction of a part is done by ``cut``."""
    begin, end = int(schedule.part_start[j]), int(schedule.part_finish[j])
    time = intersect(_common(hours), np.array([[begin, max(end, begin + 1)]], np.int64))
    whole = int((time[:, 1] - time[:, 0]).sum())
    before = np.minimum(time[:, 1], cut) - np.minimum(time[:, 0], cut)
    return min(int(before.sum()) / whole, 1.0) if whole else 0.0


def _pauses(hours: list[Spans], schedule: Schedule, j: int, cut: int) -> bool:
    """Tell whether work on a part pauses just before ``cut``."""
    if not schedule.part_start[j] < cut < schedule.part_finish[j]:
        return False
    time = _common(hours)
    return not bool(((time[:, 0] < cut) & (cut <= time[:, 1])).any())


def _ended_at(
    problem: Problem, hours: Spans, schedule: Schedule, busy: int, cut: int
) -> Problem:
    """Let an item that pauses at ``cut`` work its last minute just before that.

    Else it would end before the pause, and its people begin something else.
    """
    begin = int(schedule.part_start[schedule.part_offsets[busy]])
    before = np.minimum(hours, cut)
    before = before[before[:, 0] < before[:, 1]]
    spans = [*map(tuple, before.tolist()), (cut - 1, cut)]
    problem, calendar = _with_calendar(problem, spans)
    done = before - np.minimum(before, begin)
    minutes = int((done[:, 1] - done[:, 0]).sum()) + 1
    if len(problem.scopes.of):  # it does not grow any more
        of = problem.scopes.of.copy()
        of[busy] = NONE
        problem = replace(problem, scopes=replace(problem.scopes, of=of))
    columns = {"drive": Drive.DURATION, "calendar": calendar, "minutes": minutes}
    return _with_items(problem, **{
        name: _set(problem, name, busy, value) for name, value in columns.items()
    })  # fmt: skip
