"""Pauses in words: typed, shown, told."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Final, TypeAlias

from django.utils import timezone
from django.utils.translation import gettext as _

from headway.base.errors import Malformed
from headway.base.spans import joined
from headway.base.text import shown
from headway.ui.words import date_words

Span: TypeAlias = tuple[datetime, datetime]
"""From an instant until another, both aware."""

MOMENT: Final = r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d?:\d\d))?"
SPAN: Final = re.compile(rf"{MOMENT}(?:\s+[-\u2013\u2014]\s+{MOMENT})?")
DAY: Final = timedelta(days=1)


def parse_pauses(text: str) -> list[Span]:
    """Read ``2027-03-01 - 2027-03-05, 2027-04-01 13:00 - 2027-04-02 12:00``.

    Days without a time are meant whole, in the reader's zone.  Raises
    :class:`Malformed` with the part that is not understood.
    """
    parts = (part.strip() for part in re.split(r"[,;\n]", text))
    return pauses_of(_parsed(part) for part in parts if part)


def _parsed(text: str) -> Span:
    match = SPAN.fullmatch(text)
    message = _("“%s” is no pause; write 2027-03-01 - 2027-03-05.") % shown(text)
    if match is None:
        raise Malformed(message)
    first, first_at, last, last_at = match.groups()
    if last is None and first_at:
        raise Malformed(message)
    try:
        start = datetime.fromisoformat(f"{first} {(first_at or '0:00').zfill(5)}")
        end = datetime.fromisoformat(f"{last or first} {(last_at or '0:00').zfill(5)}")
    except ValueError as error:
        raise Malformed(message) from error
    if last_at is None:
        end += DAY
    return timezone.make_aware(start), timezone.make_aware(end)


def pauses_of(spans: Iterable[Span]) -> list[Span]:
    """Sort spans, to whole minutes, and make one of those that touch.

    Raises :class:`Malformed` for one that does not end after it starts.
    """
    pauses = sorted((_minute(first), _minute(last)) for first, last in spans)
    for start, end in pauses:
        if end <= start:
            said = _("A pause that starts on %(start)s ends later than %(end)s.")
            values = {"start": _day(start), "end": _day(end)}
            raise Malformed(said % values)
    return list(joined(pauses))


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def typed_pauses(spans: Sequence[Span]) -> str:
    """Write what :func:`parse_pauses` reads."""
    return ", ".join(_typed(*span) for span in spans)


def _typed(start: datetime, end: datetime) -> str:
    first, last = timezone.localtime(start), timezone.localtime(end)
    from_day = f"{first:%Y-%m-%d}" if _is_midnight(first) else f"{first:%Y-%m-%d %H:%M}"
    if not _is_midnight(last):
        return f"{from_day} - {last:%Y-%m-%d %H:%M}"
    day = last - DAY
    if _is_midnight(first) and first.date() == day.date():
        return from_day
    return f"{from_day} - {day:%Y-%m-%d}"


def pauses_words(spans: Sequence[Span]) -> str:
    """Say ``1 Mar to 5 Mar, 1 Apr 13:00 to 2 Apr 12:00``; nothing for none."""
    return ", ".join(_said(*span) for span in spans)


def _said(start: datetime, end: datetime) -> str:
    """Say days where it is about whole ones; the last one included."""
    first, last = timezone.localtime(start), timezone.localtime(end)
    if not (_is_midnight(first) and _is_midnight(last)):
        said = {"start": date_words(first, with_time=True),
                "end": date_words(last, with_time=True)}  # fmt: skip
        return _("%(start)s to %(end)s") % said
    day = (last - DAY).date()
    if first.date() == day:
        return date_words(day)
    return _("%(start)s to %(end)s") % {"start": _day(first), "end": date_words(day)}


def _day(instant: datetime) -> str:
    return date_words(timezone.localtime(instant).date())


def _is_midnight(local: datetime) -> bool:
    return local.time() == time.min
