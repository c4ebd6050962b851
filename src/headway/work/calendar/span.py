"""Which days a calendar shows: a month of whole weeks, or a week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from headway.base.days import FIRST_DAY, LAST_DAY, asked_day
from headway.base.weeks import SEVEN_DAYS, week_of

A_DAY = timedelta(days=1)
EDGE = timedelta(days=62)


class Length(StrEnum):
    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days around one day, in the reader's zone and from their first weekday."""

    length: Length
    on: date

    @classmethod
    def read(cls, length: str, on: str) -> "Span":
        """Read what an address says; what is not understood is the month of today."""
        return cls(
            length=Length(length) if length in list(Length) else Length.MONTH,
            on=asked_day(on, first=FIRST_DAY + EDGE, last=LAST_DAY - EDGE)
            or timezone.localdate(),
        )

    @property
    def first(self) -> date:
        is_month = self.length is Length.MONTH
        return week_of(self.on.replace(day=1) if is_month else self.on)

    @property
    def end(self) -> date:
        """The day behind the last."""
        if self.length is Length.WEEK:
            return self.first + SEVEN_DAYS
        return week_of(self.next.on - A_DAY) + SEVEN_DAYS

    @property
    def days(self) -> list[date]:
        return [self.first + n * A_DAY for n in range((self.end - self.first).days)]

    @property
    def weeks(self) -> Iterator[list[date]]:
        days = self.days
        return (days[n : n + 7] for n in range(0, len(days), 7))

    @property
    def begins_at(self) -> datetime:
        return midnight(self.first)

    @property
    def ends_at(self) -> datetime:
        return midnight(self.end)

    def is_outside(self, day: date) -> bool:
        """Whether a day only fills up the weeks of the month."""
        is_month = self.length is Length.MONTH
        return is_month and (day.year, day.month) != (self.on.year, self.on.month)

    @property
    def next(self) -> "Span":
        if self.length is Length.WEEK:
            return Span(length=self.length, on=self.first + SEVEN_DAYS)
        later = self.on.replace(day=28) + timedelta(days=4)
        return Span(length=self.length, on=later.replace(day=1))

    @property
    def previous(self) -> "Span":
        if self.length is Length.WEEK:
            return Span(length=self.length, on=self.first - SEVEN_DAYS)
        earlier = self.on.replace(day=1) - A_DAY
        return Span(length=self.length, on=earlier.replace(day=1))

    @property
    def title(self) -> str:
        """``November 2026``, or ``16 Nov to 22 Nov 2026``."""
        if self.length is Length.MONTH:
            return date_format(self.on, pgettext("a month", "F Y"))
        said = {
            "first": date_format(self.first, pgettext("date pattern", "j M")),
            "last": date_format(
                self.end - A_DAY, pgettext("date pattern with year", "j M Y")
            ),
        }
        return _("%(first)s to %(last)s") % said


def midnight(day: date) -> datetime:
    """Return the first moment of a day where the reader is."""
    return timezone.make_aware(datetime.combine(day, time()))
