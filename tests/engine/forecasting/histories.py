"""Histories made up by a known rule."""

import numpy as np

from headway_engine.forecasting.records import UNKNOWN, History


def history(n: int, **columns: object) -> History:
    """``n`` items of which only the named columns are known."""
    known = {name: np.asarray(column) for name, column in columns.items()}
    dates = ("created", "started", "finished", "estimate", "actual")
    values = {
        name: known.get(name, np.full(n, np.nan)).astype(np.float64) for name in dates
    }
    codes = {
        name: known.get(name, np.full(n, UNKNOWN)).astype(np.int32)
        for name in ("person", "type", "project")
    }
    return History(**values, **codes)


def estimated(
    n: int, *, seed: int = 1, bias: float = 0.3, drift: float = 0.0
) -> History:
    """Five a day, done three days later; type 1 takes longer than was said.

    ln(actual / estimate) is normal around ``bias`` for type 1, else 0, with deviation
    0.5; a third is exactly as estimated; ``drift`` is added over the whole history.
    """
    rng = np.random.default_rng(seed)
    started = np.arange(n) // 5
    kind = rng.integers(0, 2, n)
    estimate = rng.choice([30.0, 60.0, 240.0, 480.0], n)
    error = rng.normal(bias * kind, 0.5) + drift * np.arange(n) / n
    error[rng.random(n) < 1 / 3] = 0.0
    return history(
        n,
        created=started,
        started=started,
        finished=started + 3.0,
        estimate=estimate,
        actual=estimate * np.exp(error),
        person=rng.integers(0, 4, n),
        type=kind,
        project=np.zeros(n),
    )


def flowing(n: int, *, seed: int = 1, per_day: float = 3.0) -> History:
    """Items begun at random that take a lognormal time of four days; type 1 twice."""
    rng = np.random.default_rng(seed)
    started = np.cumsum(rng.exponential(1 / per_day, n))
    kind = rng.integers(0, 2, n)
    taken = np.exp(rng.normal(np.log(4.0) + np.log(2.0) * kind, 0.8))
    return history(
        n, created=started, started=started, finished=started + taken, type=kind
    )
