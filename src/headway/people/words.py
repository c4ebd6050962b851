"""Weeks in words."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from headway.base.hours import format_hours
from headway.people.week import Week

DAY_LABELS = tuple(WEEKDAYS[n] for n in range(7))


def week_words(week: Week) -> str:
    """Write ``Mon-Thu 09:00-17:00; Fri 09:00-12:00``; days off are left out."""
    return "; ".join(_runs(week)) or _("no work")


def _runs(week: Week) -> Iterator[str]:
    for hours, days in groupby(range(7), key=lambda n: week[n]):
        if hours:
            first, *rest = days
            names = str(WEEKDAYS_ABBR[first])
            if rest:
                names += "\N{NO-BREAK SPACE}\N{EN DASH}\N{NO-BREAK SPACE}"
                names += str(WEEKDAYS_ABBR[rest[-1]])
            yield f"{names} {format_hours(hours)}"
