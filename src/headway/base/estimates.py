"""Estimates of work, as people write them: one amount, a range, or three points."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _

from headway.base.durations import UNITS, parse_minutes
from headway.base.errors import Malformed
from headway.base.text import shown

BETWEEN = re.compile(r"\s*(?:-|\N{EN DASH}|\N{EM DASH}|\bto\b)\s*", re.IGNORECASE)
BARE = re.compile(r"\d+(?:[.,]\d+)?")
UNIT = re.compile(r"[a-z]+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """Working minutes: the likely ones and, where somebody said them, both ends."""

    likely: int
    low: int | None = None
    high: int | None = None

    @property
    def is_range(self) -> bool:
        """Whether only the two ends were said: the likely one lies between them."""
        if self.low is None or self.high is None:
            return False
        return self.likely == middle(self.low, self.high)


def middle(low: int, high: int) -> int:
    """Return the likely minutes of a range: as many times the low as within the high.

    The geometric mean, which is the median of the lognormal between the two.
    """
    return min(max(round(sqrt(low * high)), low), high)


def parse_estimate(text: str, units: Mapping[str, int] = UNITS) -> Estimate:
    """Read ``4h``, ``4-7h`` or ``2/4/9h``: the least, the likely, the most.

    A unit counts for all before it that have none; what units stand for is working
    minutes, unless ``units`` says otherwise.  Raises :class:`Malformed`.
    """
    parts = text.split("/") if "/" in text else BETWEEN.split(text.strip())
    if len(parts) == 1:
        return Estimate(likely=parse_minutes(text, units))
    if len(parts) != (3 if "/" in text else 2) or not all(map(str.strip, parts)):
        message = _("“%s” is no estimate; write 4 h, 4-7 h or 2/4/9 h.")
        raise Malformed(message % shown(text))
    amounts = [parse_minutes(part, units) for part in _with_units(parts)]
    low, high = amounts[0], amounts[-1]
    likely = amounts[1] if len(amounts) == 3 else middle(low, high)
    if not 0 < low <= likely <= high:
        message = _("“%s” does not go up; write the least first: 4-7 h or 2/4/9 h.")
        raise Malformed(message % shown(text))
    if low == high:
        return Estimate(likely=likely)
    return Estimate(likely=likely, low=low, high=high)


def _with_units(parts: list[str]) -> list[str]:
    said: list[str] = []
    unit = ""
    for part in reversed(parts):
        bare = BARE.fullmatch(part.strip()) is not None
        if found := UNIT.search(part):
            unit = found[0]
        said.append(part + unit if bare else part)
    return said[::-1]
