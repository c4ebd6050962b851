"""What the dispatch reads (``Plan``) and writes (``Run``): few arrays, wide records.

Items are renumbered so that their number is their priority: started ones first, then
by rank, ``begun`` of them.  What is looked at while people work is apart from what is
looked at once: a pass touches memory at random, and waits for it.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway_engine.kernels.common_time import FAR
from headway_engine.kernels.working_time import Clock
from headway_engine.problem import Floats, Ints

Words = NDArray[np.uint64]
Events = NDArray[np.int64]

# How an item is carried out.
FREE: Final = 0
"""Nobody is needed: it is placed as soon as its predecessors are."""
ALONE: Final = 1
"""Each part by its own person, independently."""
TOGETHER: Final = 2
"""All parts at the same time."""
GROUP: Final = 3
"""One part, by whichever member of its group is free first."""
FACT: Final = 4
LOST: Final = 5

# Columns of Plan.item: what is looked at while people work, half a cache line.
MODE, HOURS, PART_LO, PART_HI, LINK_LO, LINK_MID, LINK_HI, MEMBERS = range(8)
ITEM_COLUMNS: Final = 8
DRIVE_BITS: Final = 2
"""Of Plan.item[HOURS], the lowest; the others are the item's calendar."""

# Columns of Plan.fixed: what is looked at once.
EARLIEST, FINISH_FROM, WAITS, STARTED, ENDED, CODE_AT_FIRST, CHUNK = range(7)
FIXED_COLUMNS: Final = 8

LINE: Final = 16
"""Words of four bytes in a cache line."""

# Columns of Plan.part, Plan.person, Plan.group, Plan.queue, Plan.link.
PERSON, UNITS, ITEM, QUEUE, SLOT, BIDS = range(6)
PART_COLUMNS: Final = 8
CALENDAR_OF, CAPACITY, NEED, MEMBER_LO, MEMBER_HI, WORKS_UNTIL, LIMIT = range(7)
PERSON_COLUMNS: Final = 8
FIRST, LAST, IDLE_WORD, IDLE_WORDS = 0, 1, 2, 3
GROUP_COLUMNS: Final = 4
MEMBER_OF, IDLE_BIT = 0, 1
MEMBERSHIP_COLUMNS: Final = 2
WORD, WORDS, SLOTS, KIND = 0, 1, 2, 3
QUEUE_COLUMNS: Final = 4
KINDS: Final = 64
"""Of queues of groups: who belongs to none of a kind need not look at those."""
AFTER, ONTO_FINISH, LAG, LAG_CALENDAR = 0, 1, 2, 3
LINK_COLUMNS: Final = 4

# Columns of Run.item, Run.rare, Run.person, Run.part, Run.actor, Run.called, Run.top.
EST, FMIN, PENDING, TODO, START_AT, FINISH_AT, CODE, DATED = range(8)
RUN_COLUMNS: Final = 8
CULPRIT, RETRY = 0, 1
RARE_COLUMNS: Final = 2
SPARE, WAKE, ACTING, OPENS, SHUTS, INTERVAL, AT_ONCE, SINCE = range(8)
RUN_PERSON_COLUMNS: Final = 8
BEGINS, ENDS, STATE, TAKEN_BY = 0, 1, 2, 3
RUN_PART_COLUMNS: Final = 4
WHO, WANTS, WITH = 0, 1, 2
ACTOR_COLUMNS: Final = 4
WHICH, IS_CALLED, AWAY_UNTIL = 0, 1, 2
CALLED_COLUMNS: Final = 4
TOP_ITEM, TOP_PART, LOW, COUNT = 0, 1, 2, 3
TOP_COLUMNS: Final = 4
UNKNOWN: Final = -1
"""Run.top[TOP_ITEM] of a queue that has lost its best part."""

# Run.part[STATE].
UNSEEN, QUEUED, DEFERRED, BEGUN, KEPT = 0, 1, 2, 3, 4
"""KEPT is queued, and its person keeps free for it until a stretch is long enough."""

# Run.tally.
HEAP, ACTORS, STACK, CALLED, FRESH, STARTS, RESCUES, LATE, OFFERED, REACHED = range(10)

BELLS: Final = 64
"""Who comes to work at one instant shares an event with others of the same bell."""

ANY_LINK: Final = FAR
"""Plan.item[WAITS] of a milestone that opens on any link."""


class Plan(NamedTuple):
    """The problem, packed; ``n`` items, ``k`` parts, ``p`` people, ``g`` groups.

    ``queue`` has a row for each person and then for each group: where its words of
    ready parts lie, and where ``slot`` begins to say which part a bit stands for.
    Where groups are so many that people would look at each of theirs for little, what
    such a group does bids for each member instead: ``queue`` then has another row for
    each person, and ``bid`` the place in these of what bids, member by member.
    ``chunked`` is 0 where no item has a minimum chunk, ``turns`` is how many items
    somebody may have in progress at once, 0 where nobody more than one.
    ``kind`` is each item's column of ``speed``, -1 for none, and has no rows where all
    are as fast; ``speed`` is by person what divides the minutes of a group's work.
    ``member`` lists the people of each group, best first; ``membership`` lists for each
    person their groups and their bits in those groups' sets of who is idle, ``kinds``
    is the set of the kinds of queues of these groups.
    """

    clock: Clock
    now: int
    horizon: int
    begun: int
    chunked: int
    turns: int
    item: Ints
    fixed: Ints
    part: Ints
    factor: Floats
    person: Ints
    group: Ints
    member: Ints
    membership: Ints
    kinds: Words
    queue: Ints
    slot: Ints
    bid: Ints
    link: Ints
    kind: Ints
    speed: Floats


class Run(NamedTuple):
    """Scratch of one dispatch, used again for the next one.

    ``slow`` is by what interruptions multiply each person's minutes.  Who takes turns
    has ``turn[p, :AT_ONCE]`` in progress; each part of these is done when the minutes
    that every one of them has had, ``had[p]``, are ``due[k]``.  ``offers[0]`` is the
    set of those kinds of queues in which something is ready, ``waiting`` counts the
    queues of each.  Behind person ``p``, ``behind[p]`` comes to work at the same event.
    """

    draw: Floats
    slow: Floats
    had: Floats
    due: Floats
    turn: Ints
    item: Ints
    rare: Ints
    person: Ints
    part: Ints
    words: Words
    top: Ints
    heap: Events
    actor: Ints
    stack: Ints
    called: Ints
    offers: Words
    waiting: Ints
    bell: Ints
    behind: Ints
    who: Ints
    tally: Ints


def lines(count: int, columns: int) -> Ints:
    """Make rows of zeros that begin where a cache line does."""
    words = np.zeros(count * columns + LINE, np.int32)
    first = -(words.ctypes.data // words.itemsize) % LINE
    return words[first : first + count * columns].reshape(count, columns)


def new_run(plan: Plan) -> Run:
    """Allocate the scratch for a plan; nothing is allocated while it runs."""
    n, k, p, g = (len(a) for a in (plan.item, plan.part, plan.person, plan.group))
    kept = plan.group[:, IDLE_WORD] >= 0
    words = int(plan.queue[:, WORDS].sum() + plan.group[kept, IDLE_WORDS].sum())
    widest = int((plan.item[:, PART_HI] - plan.item[:, PART_LO]).max(initial=0))
    return Run(
        draw=np.zeros(n),
        slow=np.ones(p),
        had=np.zeros(p),
        due=np.zeros(k if plan.turns else 0),
        turn=np.zeros((p if plan.turns else 0, plan.turns), np.int32),
        item=lines(n, RUN_COLUMNS),
        rare=np.zeros((n, RARE_COLUMNS), np.int32),
        person=lines(p, RUN_PERSON_COLUMNS),
        part=lines(k, RUN_PART_COLUMNS),
        words=np.zeros(words, np.uint64),
        top=lines(len(plan.queue), TOP_COLUMNS),
        heap=np.full(
            n + k * (4 if plan.turns else 1) + p + len(plan.link) + 5,
            np.iinfo(np.int64).max,
        ),
        actor=np.zeros((p + n + 1, ACTOR_COLUMNS), np.int32),
        stack=np.zeros(4 * n + 4, np.int32),
        called=np.zeros((g, CALLED_COLUMNS), np.int32),
        offers=np.zeros(1, np.uint64),
        waiting=np.zeros(KINDS, np.int32),
        bell=np.zeros(BELLS, np.int32),
        behind=np.zeros(p, np.int32),
        who=np.zeros(widest + 2, np.int32),
        tally=np.zeros(16, np.int32),
    )
