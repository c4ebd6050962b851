"""How people estimate and how long things really take: all the demo's chance.

Nothing here knows how Headway forecasts, so that its forecasts can be wrong.
"""

from datetime import datetime
from random import Random

from headway.demo.tasks import DAY, Task

HEAPS = (15, 30, 60, 120, 240, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 10 * DAY)
"""What people say when they are asked how long something takes."""

ODD = (45, 90, 180, 360, 12 * 60, 20 * 60, 4 * DAY)
"""What they say now and then."""

KINDS = {
    "lead": 1.25, "research": 1.05, "design": 1.2, "build": 1.3, "test": 1.5,
    "words": 0.85, "install": 1.35, "order": 1.15,
}  # fmt: skip
"""How many times as long as estimated work of a kind takes, as a rule."""

PEOPLE = {
    "tom": 1.3, "yuki": 0.85, "sana": 1.1, "paolo": 1.2, "kenji": 0.95, "greta": 0.9,
    "emeka": 1.15, "dilan": 1.25, "mei": 0.8,
}  # fmt: skip
"""The same of people who are usually wrong in one direction."""

SLOW = 1.45
"""Before the rate changed all took so much longer."""

TAIL = 0.08
"""The part of work in which something goes badly wrong."""


def size_of(usual: int, chance: Random) -> int:
    """Draw how large a piece of work is, in minutes."""
    return quarters(usual * chance.lognormvariate(0, 0.4))


def estimate_of(size: int, chance: Random) -> int | None:
    """Draw what is said of work of that size; None where nobody says anything."""
    drawn = chance.random()
    if drawn < 0.05:
        return None
    said = ODD if drawn > 0.88 else HEAPS
    guess = size * chance.lognormvariate(0, 0.3)
    return min(said, key=lambda minutes: abs(minutes / guess - guess / minutes))


def lies_for(chance: Random) -> int:
    """Draw how many days work lies that could go on: most goes on within a week."""
    return min(int(chance.lognormvariate(1.4, 0.9)), 25)


def begins_after(chance: Random) -> int:
    """Draw after how many days somebody takes up what waits for nothing."""
    return chance.randrange(75)


def spent_on(task: Task, *, at: datetime, changed: datetime, chance: Random) -> int:
    """Draw how many minutes work takes that begins then.

    A mixture of two lognormals: the usual spread, and a tail of what went wrong.
    ``changed`` is when the rate changed.
    """
    bias = KINDS[task.kind]
    for who in task.people[:1]:
        bias *= PEOPLE.get(who, 1.0)
    rate = SLOW if at < changed else 1.0
    luck = chance.lognormvariate(-0.05, 0.35)
    if chance.random() < TAIL:
        luck *= chance.lognormvariate(1.0, 0.4)
    return quarters((task.estimate or task.size) * bias * rate * luck)


def quarters(minutes: float) -> int:
    """Round to quarters of an hour, at least one."""
    return max(15, round(minutes / 15) * 15)
