"""Files of histories as other organisations might have them, by simple rules.

The rules know nothing of the models: they draw dates and amounts, and write text.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np

HEADER = (
    "id,created,started,finished,estimate_minutes,actual_minutes,person,type,project"
)
FIRST = datetime(2021, 1, 4, tzinfo=UTC)
Random = np.random.Generator


class Made(NamedTuple):
    """Days of starts, days that each took, and (or nan) what was said and needed."""

    started: np.ndarray
    taken: np.ndarray
    estimate: np.ndarray
    actual: np.ndarray


def text_of(made: Made, rng: Random, *, is_by_day: bool = False) -> str:
    """Write a history as a CSV file; what would not be finished by the end is open."""
    end = float(made.started.max())
    rows = [HEADER]
    for n in range(len(made.started)):
        begun, done = made.started[n], made.started[n] + made.taken[n]
        cells = [
            str(n),
            _date(begun - 2, is_by_day=is_by_day),
            _date(begun, is_by_day=is_by_day),
            _date(done, is_by_day=is_by_day) if done < end else "",
            _number(made.estimate[n]),
            _number(made.actual[n]) if done < end else "",
            f"person {rng.integers(0, 6)}",
            f"type {rng.integers(0, 3)}",
            f"project {n // 60}",
        ]
        rows.append(",".join(cells))
    return "\n".join(rows) + "\n"


def _date(day: float, *, is_by_day: bool) -> str:
    moment = FIRST + timedelta(days=float(day))
    return moment.date().isoformat() if is_by_day else moment.isoformat()


def _number(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.0f}"


def _usual(n: int, rng: Random, *, per_day: float = 3.0) -> Made:
    estimate = rng.choice([30.0, 60.0, 120.0, 240.0, 480.0, 960.0], n)
    error = np.where(rng.random(n) < 0.35, 0.0, rng.normal(0.1, 0.7, n))
    return Made(
        started=np.cumsum(rng.exponential(1 / per_day, n)),
        taken=rng.gamma(1.2, 4.0, n) + 0.05,
        estimate=estimate,
        actual=np.maximum(np.rint(estimate * np.exp(error)), 1.0),
    )


def heavy_tails(n: int, rng: Random) -> Made:
    made = _usual(n, rng)
    taken = 0.3 * (1 + rng.pareto(1.1, n))
    return made._replace(taken=taken, actual=made.estimate * (0.3 + rng.pareto(1.5, n)))


def seasons(n: int, rng: Random) -> Made:
    """Half the pace every other half year."""
    made = _usual(n, rng)
    steps = np.diff(made.started, prepend=0.0)
    steps *= 1 + (np.arange(n) // 250 % 2)
    return made._replace(started=np.cumsum(steps))


def change_of_regime(n: int, rng: Random) -> Made:
    """From the middle on all takes three times as long and is underestimated."""
    made = _usual(n, rng)
    factor = np.where(np.arange(n) < n // 2, 1.0, 3.0)
    return made._replace(taken=made.taken * factor, actual=made.actual * factor**0.5)


def trend(n: int, rng: Random) -> Made:
    made = _usual(n, rng)
    return made._replace(taken=made.taken * np.linspace(1.0, 4.0, n))


def abandoned(n: int, rng: Random) -> Made:
    """A quarter is never finished."""
    made = _usual(n, rng)
    never = rng.random(n) < 0.25
    return made._replace(taken=np.where(never, 1e5, made.taken))


def batches(n: int, rng: Random) -> Made:
    """All that is ready is closed every second Friday."""
    made = _usual(n, rng)
    done = np.ceil((made.started + made.taken) / 14) * 14
    return made._replace(taken=done - made.started)


def weekly_releases(n: int, rng: Random) -> Made:
    """All that is ready is closed on Fridays."""
    made = _usual(n, rng)
    done = np.ceil((made.started + made.taken - 4.6) / 7) * 7 + 4.6
    return made._replace(taken=done - made.started)


def few_people(n: int, rng: Random) -> Made:
    return _usual(n, rng, per_day=0.4)


def bursts(n: int, rng: Random) -> Made:
    """Weeks of a great deal and weeks of hardly anything."""
    made = _usual(n, rng)
    pace = np.repeat(rng.choice([0.2, 4.0], n // 20 + 1), 20)[:n]
    steps = np.diff(made.started, prepend=0.0) / pace
    return made._replace(started=np.cumsum(steps))


def much_in_progress(n: int, rng: Random) -> Made:
    """Half of it is done within days, half lies about for months."""
    made = _usual(n, rng)
    months = np.exp(rng.normal(4.0, 0.8, n))
    return made._replace(taken=np.where(rng.random(n) < 0.5, made.taken, months))


def no_estimates(n: int, rng: Random) -> Made:
    nothing = np.full(n, np.nan)
    return _usual(n, rng)._replace(estimate=nothing, actual=nothing)


def all_exact(n: int, rng: Random) -> Made:
    """Nearly everything is booked as it was estimated."""
    made = _usual(n, rng)
    exact = rng.random(n) < 0.9
    return made._replace(actual=np.where(exact, made.estimate, made.actual))


KINDS: Mapping[str, Callable[[int, Random], Made]] = {
    "usual": _usual,
    "heavy_tails": heavy_tails,
    "seasons": seasons,
    "change_of_regime": change_of_regime,
    "trend": trend,
    "abandoned": abandoned,
    "batches": batches,
    "weekly_releases": weekly_releases,
    "few_people": few_people,
    "bursts": bursts,
    "much_in_progress": much_in_progress,
    "no_estimates": no_estimates,
    "all_exact": all_exact,
}
