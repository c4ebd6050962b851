"""Take over the holidays of a country, and say what is different here."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import record
from headway.people.facts import HolidayRemoved, HolidaySet, HolidaysImported
from headway.people.models import Holiday, HolidayCalendar
from headway.people.speaking import speaking_in

YEARS_AHEAD = 5

BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of ``UnitedStates``."""

Day = tuple[str, int]
"""The name of a day, and how much of it is off, in percent."""


@transaction.atomic
def import_holidays(
    country: str, region: str = "", *, by: Actor
) -> tuple[HolidayCalendar, int]:
    """Take over the holidays of this year and the next five; return how many changed.

    Doing it again brings what is new, takes away what is no more, and leaves alone
    what was said by hand.  Past days stay.  Only administrators may.  Records
    :class:`HolidaysImported`.  Raises :class:`Refused` for unknown places.
    """
    by.check_administers()
    this_year = timezone.now().year
    years = range(this_year, this_year + YEARS_AHEAD + 1)
    with speaking_in(by.workspace):
        name, days = read_library(country, region, years)
    calendar, is_new = HolidayCalendar.objects.locked().get_or_create(
        workspace_id=by.workspace_id,
        country=country,
        region=region,
        defaults={
            "name": name,
            "until": years[-1],
            "imported_at": timezone.now(),
        },
    )
    changed = _take_over(calendar, days)
    calendar.until, calendar.imported_at = years[-1], timezone.now()
    calendar.save(update_fields=["until", "imported_at"])
    if changed or is_new:
        record(
            HolidaysImported(
                subject_id=calendar.pk, name=calendar.name, changed=changed
            ),
            by=by,
        )
    return calendar, changed


def _take_over(calendar: HolidayCalendar, days: dict[date, Day]) -> int:
    """Let the untouched days of the calendar from today on be ``days``."""
    today = timezone.now().date()
    present = {row.on: row for row in calendar.holidays.all()}
    new = [on for on in days if on not in present]
    Holiday.objects.bulk_create(
        Holiday(
            workspace_id=calendar.workspace_id,
            calendar=calendar,
            on=on,
            name=days[on][0],
            percent=days[on][1],
        )
        for on in new
    )
    ours = [r for r in present.values() if r.edited_at is None and r.on >= today]
    gone = [row.pk for row in ours if row.on not in days]
    calendar.holidays.filter(pk__in=gone).delete()
    moved = [r for r in ours if r.on in days and (r.name, r.percent) != days[r.on]]
    for row in moved:
        row.name, row.percent = days[row.on]
    Holiday.objects.bulk_update(moved, ["name", "percent"])
    return len(new) + len(gone) + len(moved)


def read_library(
    country: str, region: str, years: Iterable[int]
) -> tuple[str, dict[date, Day]]:
    """Return the name of the place and its days off, half days included.

    Days are called as in the active language, where the library knows it.

    The library is read here and nowhere else: what it says is copied to rows.
    """
    import holidays  # takes a second; only an administrator's button needs it

    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        raise Refused(_("No holidays are known of the country “%s”.") % country)
    if region and region not in known[country]:
        raise Refused(
            _("“%(region)s” is no region there; write one of these: %(known)s.")
            % {"region": region, "known": ", ".join(known[country]) or _("none")}
        )
    options: dict[str, Any] = {"subdiv": region or None, "years": list(years)}
    place = holidays.country_holidays(country)
    language = place.default_language
    for wanted in ("en_US", get_language()):
        if wanted in place.supported_languages:
            language = wanted
    parts = {"half_day": 50, "public": 100}
    days: dict[date, Day] = {}
    for category, percent in parts.items():
        if category in place.supported_categories:
            found = holidays.country_holidays(
                country, language=language, categories=(category,), **options
            )
            days |= {on: (name[:200], percent) for on, name in found.items()}
    name = dict(countries())[country]
    return f"{name}, {region}" if region else name, days


def countries() -> list[tuple[str, str]]:
    """Return the code and the name of each country whose holidays are known."""
    from holidays.registry import COUNTRIES

    named = {codes[1]: BETWEEN_WORDS.sub(" ", codes[0]) for codes in COUNTRIES.values()}
    return sorted(named.items(), key=lambda pair: pair[1])


@transaction.atomic
def set_holiday(
    calendar_id: int, on: date, *, by: Actor, name: str, percent: int
) -> Holiday:
    """Say how much of a day is off: 0 if it is worked here.

    Imports leave it alone from then on.  Records :class:`HolidaySet`, or nothing when
    all stays as it was.  Raises :class:`Refused` for percents outside 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise Refused(_("%d %% is no part of a day; write 0 to 100.") % percent)
    calendar = HolidayCalendar.objects.get_for_change(calendar_id, by=by)
    if not name.strip():
        raise Refused(_("A holiday needs a name."))
    row = calendar.holidays.filter(on=on).first()
    before = None if row is None else {"name": row.name, "percent": row.percent}
    after = {"name": name[:200], "percent": percent}
    if row is not None and after == before:
        return row
    row = row or Holiday(workspace_id=by.workspace_id, calendar=calendar, on=on)
    row.name, row.percent, row.edited_at = name[:200], percent, timezone.now()
    row.save()
    record(
        HolidaySet(
            subject_id=calendar.pk, on=on.isoformat(), before=before, after=after
        ),
        by=by,
    )
    return row


@transaction.atomic
def remove_holiday(calendar_id: int, on: date, *, by: Actor) -> None:
    """Forget a day that was added by hand; an import may bring it again.

    Records :class:`HolidayRemoved`.
    """
    calendar = HolidayCalendar.objects.get_for_change(calendar_id, by=by)
    row = calendar.holidays.filter(on=on).first()
    if row is None:
        raise NotFound
    before = {"name": row.name, "percent": row.percent}
    row.delete()
    record(
        HolidayRemoved(subject_id=calendar.pk, on=on.isoformat(), before=before), by=by
    )
