"""A problem checked and packed into the records that the kernels read."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.checking import check
from headway_engine.kernels import records as r
from headway_engine.kernels.feasible import mark_hopeless
from headway_engine.kernels.layout import hand_on
from headway_engine.kernels.records import Plan
from headway_engine.kernels.working_time import clock
from headway_engine.problem import (
    NEVER,
    NONE,
    WHOLE,
    Calendars,
    Drive,
    Flags,
    Floats,
    Ints,
    LinkKind,
    Problem,
)
from headway_engine.schedule import Unplaced
from headway_engine.speeds import speed_of
from headway_engine.turns import limits

Order = NDArray[np.intp]
WORD_BITS: Final = 64
MOST_BIDS: Final = 0.5
"""A group's work bids if it is at most so much of what a person has to do of groups."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Packed:
    """A plan in order of priority, and the way back.

    ``order[j]`` is the problem's position of item ``j`` of the plan, ``links[m]`` that
    of link ``m``.  ``parts[part_offsets[i]:part_offsets[i + 1]]`` are the plan's parts
    of the problem's item ``i``, in its order: an item that a group does has one more.
    Links and parts lie in the order in which items are likely to begin, so that what
    is looked at within a short time lies together.
    """

    plan: Plan
    order: Order
    links: Order
    parts: Ints
    part_offsets: Ints


def pack(problem: Problem) -> Packed:
    """Check and pack.

    Raises
    ------
    InvalidProblem
        As ``check``.
    """
    check(problem)
    items = problem.items
    order = np.lexsort((items.rank, items.started_at == NEVER))
    place, live = _places(order), _live(problem)
    time = clock(problem.calendars)
    mode, code = _modes(problem)
    limit = limits(problem)
    begins = _turns(problem, place, live)
    part, factor, part_offsets = _parts(problem, mode, place, limit)
    part, factor, parts = _in_turn(part, factor, begins)
    link, bounds, waits, links = _links(problem, mode, place, begins, live)
    bids = _bidding(part, problem)
    queue, slot, bid = _queues(part, problem, bids)
    words = int(queue[:, r.WORDS].sum())
    person, membership, group, member = _people(problem, limit, bids, words)
    kinds = _kinds(person, membership)
    item, fixed = _items(problem, order)
    item[:, r.MODE], fixed[:, r.CODE_AT_FIRST] = mode[order], code[order]
    counts = np.diff(part_offsets)[order]
    item[:, r.PART_LO] = np.searchsorted(begins[part[:, r.ITEM]], begins)
    item[:, r.PART_HI] = item[:, r.PART_LO] + counts
    fixed[:, r.WAITS] = waits[order]
    item[:, [r.LINK_LO, r.LINK_MID, r.LINK_HI]] = bounds
    begun, chunked = _begun(problem), int(fixed[:, r.CHUNK].any())
    most = int(limit.max(initial=1))
    turns = most if most > 1 else 0
    plan = Plan(
        time, problem.now, problem.calendars.horizon, begun, chunked, turns, item,
        fixed, part, factor, person, group, member, membership, kinds, queue, slot, bid,
        link, *_speeds(problem, order),
    )  # fmt: skip
    mark_hopeless(plan, r.new_run(plan))
    return Packed(
        plan=plan, order=order, links=links, parts=parts, part_offsets=part_offsets
    )


def _places(order: Order) -> Ints:
    """Tell where each is in an order."""
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order))
    return place


def _begun(problem: Problem) -> int:
    """Count the items that have started: they come first."""
    return int((problem.items.started_at != NEVER).sum())


def _items(problem: Problem, order: Order) -> tuple[Ints, Ints]:
    """Copy what items say of themselves, in the plan's order."""
    items, now = problem.items, problem.now
    item = r.lines(len(order), r.ITEM_COLUMNS)
    item[:, r.HOURS] = items.calendar[order] << r.DRIVE_BITS | items.drive[order]
    item[:, r.MEMBERS] = items.group[order]
    fixed = np.zeros((len(order), r.FIXED_COLUMNS), np.int32)
    fixed[:, r.FINISH_FROM] = items.finish_not_before[order]
    fixed[:, r.ENDED] = items.finished_at[order]
    started = items.started_at[order]
    is_open = items.finished_at[order] == NEVER
    begun = started != NEVER
    fixed[:, r.STARTED] = np.where(is_open | begun, started, items.finished_at[order])
    earliest = np.where(begun, started, items.not_before[order])
    fixed[:, r.EARLIEST] = np.maximum(earliest, now)
    fixed[:, r.CHUNK] = np.where(begun, 0, items.chunk[order])
    return item, fixed


def _modes(problem: Problem) -> tuple[Ints, Ints]:
    """Tell how each item is carried out, and what cannot be from the start."""
    items = problem.items
    parts = np.diff(problem.parts.offsets)
    members = np.append(np.diff(problem.groups.offsets), 0)[items.group]
    alone = (items.drive == Drive.EFFORT) & (~items.is_joint | (parts == 1))
    nobody = (items.drive == Drive.EFFORT) | (items.group != NONE)
    no_time = (items.drive == Drive.DURATION) & (items.calendar == NONE)
    conditions = {
        r.FACT: items.finished_at != NEVER,
        r.FREE: items.drive == Drive.MILESTONE,
        r.ALONE: (parts > 0) & alone,
        r.TOGETHER: parts > 0,
        r.GROUP: members > 0,
        r.LOST: nobody | no_time,
    }
    mode = np.select(list(conditions.values()), list(conditions), r.FREE)
    lost = np.where(nobody, Unplaced.NOBODY, Unplaced.NO_WORKING_TIME)
    return mode.astype(np.int32), np.where(mode == r.LOST, lost, 0).astype(np.int32)


def _turns(problem: Problem, place: Ints, live: Order) -> Ints:
    """Tell for each of the plan's items as how many-th it is likely to begin.

    By priority, but after what it waits for: as if one person did it all.
    """
    before, after = place[problem.links.before[live]], place[problem.links.after[live]]
    by_before = np.argsort(before, kind="stable")
    first = np.searchsorted(before[by_before], np.arange(len(place) + 1))
    waits = np.bincount(after, minlength=len(place)).astype(np.int32)
    turn = np.arange(len(place), dtype=np.int32)
    seen, stack = turn.copy(), np.empty_like(turn)
    hand_on(first.astype(np.int32), after[by_before], waits, turn, seen, stack)
    return _places(np.lexsort((seen, turn)))


def _live(problem: Problem) -> Order:
    """Find the links that still matter: those into what has started are past."""
    items, after = problem.items, problem.links.after
    is_past = (items.finished_at != NEVER) | (items.started_at != NEVER)
    return np.flatnonzero(~is_past[after])


def _in_turn(part: Ints, factor: Floats, begins: Ints) -> tuple[Ints, Floats, Ints]:
    """Lay the parts in the order in which their items begin; say where each went."""
    kept = np.argsort(begins[part[:, r.ITEM]], kind="stable")
    moved = r.lines(*part.shape)
    moved[:] = part[kept]
    return moved, factor[kept], _places(kept)


def _parts(
    problem: Problem, mode: Ints, place: Ints, limit: Ints
) -> tuple[Ints, Floats, Ints]:
    """Number the parts, with one more for each item that a group does.

    What wants all of who takes turns has no units: it takes one of the turns, or all
    the time as much as one if it has hours of its own.
    """
    parts, groups = problem.parts, (mode == r.GROUP).astype(np.int32)
    counts = np.diff(parts.offsets) + groups
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    owner = np.repeat(np.arange(len(counts)), counts)
    given = mode[owner] != r.GROUP
    part = r.lines(len(owner), r.PART_COLUMNS)
    part[:, r.PERSON] = part[:, r.BIDS] = NONE
    part[:, r.UNITS] = NONE
    part[:, r.ITEM] = place[owner]
    part[:, r.QUEUE] = len(problem.people.calendar) + problem.items.group[owner]
    capacity, turns = problem.people.capacity[parts.person], limit[parts.person]
    units = np.minimum(parts.units, capacity)
    takes_turns = (mode[owner[given]] == r.ALONE) & (turns > 1) & (units == capacity)
    has_hours = problem.items.calendar[owner[given]] != NONE
    units = np.where(takes_turns & has_hours, capacity // turns, units)
    part[given, r.PERSON] = part[given, r.QUEUE] = parts.person
    part[given, r.UNITS] = np.where(takes_turns & ~has_hours, NONE, units)
    part[~np.isin(mode[owner], [r.ALONE, r.TOGETHER, r.GROUP]), r.QUEUE] = NONE
    factor = np.zeros(len(owner))
    factor[given] = parts.share * WHOLE / np.maximum(units, 1)
    if len(problem.speeds.of):
        factor[given] /= speed_of(problem, owner[given], parts.person)
    _book_once(problem, part, mode[owner] == r.TOGETHER)
    return part, factor, offsets


def _speeds(problem: Problem, order: Order) -> tuple[Ints, Floats]:
    """Copy what tells how fast a member of a group is, in the plan's order."""
    speeds = problem.speeds
    kind = speeds.of[order] if len(speeds.of) else speeds.of
    return kind.astype(np.int32), np.ascontiguousarray(speeds.factor, np.float64)


def _book_once(problem: Problem, part: Ints, together: Flags) -> None:
    """Who is named twice in an item done together is booked for both at once."""
    rows = np.flatnonzero(together)
    pair = part[rows, r.ITEM].astype(np.int64) << 32 | part[rows, r.PERSON]
    _, first, which = np.unique(pair, return_index=True, return_inverse=True)
    total = np.zeros(len(first), np.int64)
    np.add.at(total, which, part[rows, r.UNITS])
    capacity = problem.people.capacity[part[rows[first], r.PERSON]]
    part[rows, r.UNITS] = 0
    part[rows[first], r.UNITS] = np.minimum(total, capacity)


def _links(
    problem: Problem, mode: Ints, place: Ints, begins: Ints, live: Order
) -> tuple[Ints, Ints, Ints, Order]:
    """Sort links by predecessor, those from its start first; count them per successor.

    Predecessors come in the order in which they begin.  Last is where each link was.
    """
    links, items, kept = problem.links, problem.items, live
    kind = links.kind[kept]
    at_finish = np.isin(kind, [LinkKind.FINISH_START, LinkKind.FINISH_FINISH])
    key = begins[place[links.before[kept]]] * np.int64(2) + at_finish
    by_key = np.argsort(key, kind="stable")
    kept, key = kept[by_key], key[by_key]
    link = r.lines(len(kept), r.LINK_COLUMNS)
    link[:, r.AFTER] = place[links.after[kept]]
    onto = [LinkKind.FINISH_FINISH, LinkKind.START_FINISH]
    link[:, r.ONTO_FINISH] = np.isin(links.kind[kept], onto)
    link[:, r.LAG] = links.lag[kept]
    link[:, r.LAG_CALENDAR] = links.lag_calendar[kept]
    ends = np.searchsorted(key, np.arange(2 * len(place) + 1))
    bounds = np.stack([ends[:-1:2], ends[1::2], ends[2::2]], 1).astype(np.int32)
    waits = np.bincount(links.after[kept], minlength=len(place)).astype(np.int32)
    waits[items.opens_on_any & (mode == r.FREE) & (waits > 0)] = r.ANY_LINK
    return link, bounds[begins], waits, kept


def _bidding(part: Ints, problem: Problem) -> Flags:
    """Tell which groups have so little to do that it bids for each of their members.

    Who looks for work looks at each of their other groups, whatever that has to do.
    """
    people, groups = len(problem.people.calendar), len(problem.groups.offsets) - 1
    queued = part[part[:, r.QUEUE] >= people, r.QUEUE] - people
    each = np.bincount(queued, minlength=groups)
    most = MOST_BIDS * len(queued) / max(people, 1)
    return np.asarray(each <= max(most, 1))


def _people(
    problem: Problem, limit: Ints, bids: Flags, before_words: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Lay out people, their memberships, groups and members.

    The words of idle members lie behind ``before_words`` others.  People do not look
    at groups whose work bids.
    """
    people, groups = problem.people, problem.groups
    sizes = np.diff(groups.offsets)
    group = np.zeros((len(sizes), r.GROUP_COLUMNS), np.int32)
    group[:, r.FIRST], group[:, r.LAST] = groups.offsets[:-1], groups.offsets[1:]
    words = -(-sizes // WORD_BITS)
    group[:, r.IDLE_WORDS] = words
    kept = np.where(bids, 0, words)
    group[:, r.IDLE_WORD] = np.where(bids, NONE, before_words + np.cumsum(kept) - kept)
    which = np.repeat(np.arange(len(sizes)), sizes)
    by_person = np.argsort(groups.person, kind="stable")
    by_person = by_person[~bids[which[by_person]]]
    membership = np.zeros((len(by_person), r.MEMBERSHIP_COLUMNS), np.int32)
    membership[:, r.MEMBER_OF] = which[by_person]
    place = (np.arange(len(which)) - groups.offsets[which])[by_person]
    first_bit = group[which[by_person], r.IDLE_WORD] * WORD_BITS
    membership[:, r.IDLE_BIT] = first_bit + place
    person = r.lines(len(people.calendar), r.PERSON_COLUMNS)
    person[:, r.CALENDAR_OF] = people.calendar
    person[:, r.WORKS_UNTIL] = _last_ends(problem.calendars)[people.calendar]
    person[:, r.CAPACITY] = people.capacity
    person[:, r.NEED] = np.minimum(people.capacity, WHOLE) // limit
    person[:, r.LIMIT] = limit
    bounds = np.searchsorted(groups.person[by_person], np.arange(len(person) + 1))
    person[:, r.MEMBER_LO], person[:, r.MEMBER_HI] = bounds[:-1], bounds[1:]
    return person, membership, group, groups.person.astype(np.int32)


def _kinds(person: Ints, membership: Ints) -> r.Words:
    """Collect the kinds of the queues of each person's groups."""
    kinds = np.zeros(len(person), np.uint64)
    owner = np.repeat(
        np.arange(len(person)), person[:, r.MEMBER_HI] - person[:, r.MEMBER_LO]
    )
    kind = (membership[:, r.MEMBER_OF] % r.KINDS).astype(np.uint64)
    np.bitwise_or.at(kinds, owner, np.uint64(1) << kind)
    return kinds


def _last_ends(calendars: Calendars) -> Ints:
    """Find when each calendar's working time is over for good."""
    offsets = calendars.offsets
    ends = np.append(calendars.ends, NEVER)
    return np.where(np.diff(offsets) > 0, ends[offsets[1:] - 1], NEVER)


def _queues(part: Ints, problem: Problem, bids: Flags) -> tuple[Ints, Ints, Ints]:
    """Give each part its bit in the queue of its person or group.

    What bids has another for each member: their places come last.
    """
    people = len(problem.people.calendar)
    ready = np.flatnonzero(part[:, r.QUEUE] != NONE)
    bidding = ready[np.append(np.zeros(people, np.bool_), bids)[part[ready, r.QUEUE]]]
    offered, member = _bids(part, problem, bidding)
    all_ready = np.concatenate([ready, offered])
    q = np.concatenate([part[ready, r.QUEUE], people + len(bids) + member])
    by_queue = np.lexsort((part[all_ready, r.ITEM], q))
    count = people + len(bids) + (people if len(bidding) else 0)
    sizes = np.bincount(q, minlength=count)
    queue = r.lines(count, r.QUEUE_COLUMNS)
    of_groups = np.arange(len(bids))
    queue[:, r.KIND] = NONE
    queue[people + of_groups, r.KIND] = np.where(bids, NONE, of_groups % r.KINDS)
    queue[:, r.SLOTS] = np.cumsum(sizes) - sizes
    queue[:, r.WORDS] = -(-sizes // WORD_BITS)
    queue[:, r.WORD] = np.cumsum(queue[:, r.WORDS]) - queue[:, r.WORDS]
    place = np.empty(len(q), np.int32)
    place[by_queue] = np.arange(len(q)) - queue[q[by_queue], r.SLOTS]
    part[ready, r.SLOT] = place[: len(ready)]
    return queue, all_ready[by_queue].astype(np.int32), place[len(ready) :]


def _bids(part: Ints, problem: Problem, bidding: Order) -> tuple[Order, Ints]:
    """List the parts that bid and for whom, member by member; say where each begins."""
    groups = problem.groups
    group = part[bidding, r.QUEUE] - len(problem.people.calendar)
    sizes = np.diff(groups.offsets)[group]
    first = np.cumsum(sizes) - sizes
    part[bidding, r.BIDS] = first
    begin = np.repeat(groups.offsets[group] - first, sizes)
    return np.repeat(bidding, sizes), groups.person[begin + np.arange(len(begin))]
