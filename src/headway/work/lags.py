"""The time between two linked items, in words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from headway.base.estimates import Estimate
from headway.work.estimates import estimate_words


def lag_words(lag: Estimate, *, is_elapsed: bool) -> str:
    """Write ``2-4 h later``; nothing where there is no time between the two."""
    if lag.likely == 0:
        return ""
    is_later = lag.likely > 0
    if is_elapsed:
        text = _("%s by the clock later") if is_later else _("%s by the clock sooner")
    else:
        text = _("%s later") if is_later else _("%s sooner")
    return text % estimate_words(replace(lag, likely=abs(lag.likely)))


def logged_lag(said: Mapping[str, Any]) -> str:
    """Write the lag of a logged link; the log knew of no ends once."""
    low, high = said.get("lag_low_minutes"), said.get("lag_high_minutes")
    lag = Estimate(likely=said["lag_minutes"], low=low, high=high)
    return lag_words(lag, is_elapsed=said["lag_is_elapsed"])
