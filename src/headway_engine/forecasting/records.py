"""What is known of past and open work: one row for each item."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.errors import EngineError
from headway_engine.problem import Flags, Floats, Ints

Rows = NDArray[np.integer[Any]]
"""Positions of items in a history."""

UNKNOWN: Final = -1
"""The code of a person, type or project that nobody named."""


class InvalidHistory(EngineError):
    """A history contradicts itself; the message names the row and the remedy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """``n`` items, finished and open, in any order.

    Instants are days since an origin that only the caller knows, with fractions;
    amounts are minutes of effort.  ``nan`` is unknown: an item without ``finished`` is
    open, one without ``estimate`` was never estimated.  ``person``, ``type`` and
    ``project`` are codes, ``UNKNOWN`` where nobody said.
    """

    created: Floats
    started: Floats
    finished: Floats
    estimate: Floats
    actual: Floats
    person: Ints
    type: Ints
    project: Ints

    def __len__(self) -> int:
        return len(self.created)

    @property
    def is_by_day(self) -> bool:
        """Whether instants are dates without a time of day."""
        moments = np.concatenate([self.created, self.started, self.finished])
        moments = moments[np.isfinite(moments)]
        return not len(moments) or bool((moments == np.floor(moments)).all())

    def rows(self, chosen: Flags | Rows) -> "History":
        """Keep the chosen rows."""
        return History(
            created=self.created[chosen],
            started=self.started[chosen],
            finished=self.finished[chosen],
            estimate=self.estimate[chosen],
            actual=self.actual[chosen],
            person=self.person[chosen],
            type=self.type[chosen],
            project=self.project[chosen],
        )

    def check(self) -> None:
        """Refuse columns of different lengths, and numbers that are none.

        Raises
        ------
        InvalidHistory
            With the column, and the row where there is one.
        """
        for name in ("started", "finished", "estimate", "actual"):
            self._check_length(name)
        for name in ("person", "type", "project"):
            self._check_length(name)
            if (getattr(self, name) < UNKNOWN).any():
                msg = f"{name} has a code below {UNKNOWN}: count codes from 0"
                raise InvalidHistory(msg)
        for name in ("created", "started", "finished", "estimate", "actual"):
            bad = np.flatnonzero(np.isinf(getattr(self, name)))
            if len(bad):
                msg = f"{name} of row {bad[0]} is infinite: use nan for unknown"
                raise InvalidHistory(msg)

    def _check_length(self, name: str) -> None:
        length = len(getattr(self, name))
        if length != len(self):
            msg = f"{name} has {length} rows and created {len(self)}: give one each"
            raise InvalidHistory(msg)
