"""Estimates in words, and in the history."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from headway.base.durations import HOUR, format_minutes
from headway.base.estimates import Estimate
from headway.ui.words import NO_BREAK, range_words

ENDS = ("low_minutes", "high_minutes")


def estimate_words(estimate: Estimate) -> str:
    """Write ``4 h``, a range or ``2/4/9 h``, as :func:`parse_estimate` reads it."""
    if estimate.low is None or estimate.high is None:
        return format_minutes(estimate.likely)
    if estimate.is_range:
        return range_words(estimate.low, estimate.high)
    points = (estimate.low, estimate.likely, estimate.high)
    if all(minutes % HOUR == 0 for minutes in points):
        text = _("%s h") % "/".join(str(minutes // HOUR) for minutes in points)
    elif estimate.high < HOUR:
        text = _("%s m") % "/".join(map(str, points))
    else:
        text = "/".join(map(format_minutes, points))
    return text.replace(" ", NO_BREAK)


def estimate_meaning(estimate: Estimate) -> str:
    """Say how the plan understands an estimate."""
    if estimate.low is None or estimate.high is None:
        return format_minutes(estimate.likely)
    values = {
        "ends": range_words(estimate.low, estimate.high),
        "likely": format_minutes(estimate.likely),
    }
    return _("%(ends)s in 8 of 10 cases, likely %(likely)s") % values


def told_at_once(event: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Return the changed amount of a logged edit and the whole estimates around it.

    None where the edit says nothing of the ends, or only of one.
    """
    before, after = event["before"], event["after"]
    amounts = [n for n in ("effort_minutes", "duration_minutes") if n in after]
    if len(amounts) != 1 or not all(name in after for name in ENDS):
        return None
    [name] = amounts
    return name, _logged(before, name), _logged(after, name)


def _logged(side: Mapping[str, Any], name: str) -> str:
    if side[name] is None:
        return _("not said")
    low, high = (side[end] for end in ENDS)
    return estimate_words(Estimate(likely=side[name], low=low, high=high))
