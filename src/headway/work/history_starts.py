"""How an edit of both limits of a start is told, where they are one day."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.ui.words import date_words

STARTS = ("starts_no_earlier", "starts_no_later")
MUST_START = gettext_lazy(
    "%(who)s changed the day on which it must start: %(before)s → %(after)s"
)


def told_as_one_day(event: Mapping[str, Any]) -> dict[str, str] | None:
    """Return the day before a logged edit and after it, in words.

    None where the edit says nothing of both limits, or one of them is another day.
    """
    if not all(name in event["after"] for name in STARTS):
        return None
    before, after = _day(event["before"]), _day(event["after"])
    return {"before": before, "after": after} if before and after else None


def _day(side: Mapping[str, Any]) -> str | None:
    values = [side[name] for name in STARTS]
    if values == [None, None]:
        return _("nothing")
    moments = [parse_datetime(value) if value else None for value in values]
    days = {timezone.localdate(moment) if moment else None for moment in moments}
    [day, *others] = days
    return None if others or day is None else date_words(day)
