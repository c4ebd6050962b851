"""The calendar of what a filter finds: days, and what stands on each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Self
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.people.models import Absence, Holiday
from headway.ui.words import date_words, tone_of
from headway.work.calendar.span import Length, Span
from headway.work.hiding import masks_of
from headway.work.models import Hidden, Item
from headway.work.models.types import CLOSED
from headway.work.reading import Row, rows_in_order
from headway.work.viewed import ViewedPage, view_in

MOST_ITEMS = 600
"""In all days together; a narrower filter shows the others."""
MOST_A_DAY = {Length.MONTH: 4, Length.WEEK: 40}
COLUMNS = ("pk", "state", "deadline", "finished_at", "outlook__p85", "project_id")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An item on a day: ``due`` then, ``likely`` done by then, or ``done``."""

    row: Row
    kind: str

    @property
    def is_milestone(self) -> bool:
        return self.row.item.is_milestone

    @property
    def has_flag(self) -> bool:
        return self.kind == "due" or self.is_milestone

    @property
    def chance(self) -> float | None:
        """That of the deadline, where the entry is about it."""
        return self.row.chance if self.kind == "due" else None

    @property
    def tone(self) -> str:
        return tone_of(self.chance)

    @property
    def can_move(self) -> bool:
        return self.row.can_change and not self.row.item.is_closed

    @property
    def words(self) -> str:
        """What the item has to do with the day."""
        if self.kind == "due":
            return _("due")
        if self.kind == "done":
            return _("done")
        return _("85 % sure by then")


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day with what stands on it; ``hidden`` entries have no room."""

    on: date
    is_today: bool
    is_outside: bool
    entries: Sequence[Entry]
    hidden: int
    away: Sequence[str]
    holidays: Sequence[str]

    @property
    def is_empty(self) -> bool:
        return not (self.entries or self.away or self.holidays)

    @property
    def away_words(self) -> str:
        return _("Away: %s") % ", ".join(self.away)


@dataclass(frozen=True, kw_only=True)
class Calendar(ViewedPage):
    """A calendar as an actor asked for it.

    The past shows what was done, the future what is due and, where nobody said,
    when it is 85 % sure to be done.
    """

    usual: ClassVar[str] = ""
    rows_route: ClassVar[str] = "work:calendar_filter"

    span: Span

    @classmethod
    def asked(cls, given: QueryDict, *, by: Actor) -> Self:
        view = view_in(given, by=by)
        span = Span.read(given.get("span", ""), given.get("on", ""))
        usual = view.query if view else cls.usual
        return cls.read(given, by=by, usual=usual, view=view, span=span)

    @cached_property
    def _found(self) -> list[tuple[date, str, int]]:
        """Day, kind and id of each entry, in the order of the days."""
        begin, end = self.span.begins_at, self.span.ends_at
        undated = masks_of(self.by).projects_hiding(Hidden.FORECAST)
        here = {"gte": begin, "lt": end}

        def within(name: str) -> Q:
            return Q(**{f"{name}__{lookup}": value for lookup, value in here.items()})

        likely = within("outlook__p85") & ~Q(state__in=CLOSED)
        rows = (
            Item.objects.visible_to(self.by)
            .filter(self.condition)
            .filter(
                within("deadline")
                | within("finished_at")
                | likely & ~Q(project__in=undated)
            )
            .order_by("outlook__rank", "project__key", "position", "pk")
            .values_list(*COLUMNS)
        )
        found: list[tuple[date, str, int]] = []
        for pk, state, deadline, finished, p85, project_id in rows[:MOST_ITEMS]:
            if state in CLOSED:
                days = {"done": finished}
            else:
                known = None if project_id in undated else p85
                days = {"due": deadline, "likely": known}
            found += [
                (day, kind, pk)
                for kind, moment in days.items()
                if moment is not None
                and self.span.first
                <= (day := timezone.localdate(moment))
                < self.span.end
            ]
        order = ("due", "likely", "done")
        found.sort(key=lambda entry: (entry[0], order.index(entry[1])))
        return _once_a_day(found)

    @property
    def order(self) -> list[int]:
        """The ids of all that is on its days, each where it comes first."""
        return list(dict.fromkeys(pk for _day, _kind, pk in self._found))

    @cached_property
    def _shown(self) -> Mapping[date, tuple[list[tuple[str, int]], int]]:
        """What has room on each day, and how many have none."""
        inside: defaultdict[date, list[tuple[str, int]]] = defaultdict(list)
        for day, kind, pk in self._found:
            inside[day].append((kind, pk))
        most = MOST_A_DAY[self.span.length]
        return {
            day: (entries[:most], len(entries[most:]))
            for day, entries in inside.items()
        }

    @cached_property
    def rows(self) -> Mapping[int, Row]:
        ids = {pk for entries, _hidden in self._shown.values() for _kind, pk in entries}
        rows = rows_in_order(sorted(ids), by=self.by, is_flat=True) if ids else []
        return {row.item.pk: row for row in rows}

    @cached_property
    def weeks(self) -> list[list[Day]]:
        return [[self._day(day) for day in week] for week in self.span.weeks]

    def _day(self, day: date) -> Day:
        entries, hidden = self._shown.get(day, ([], 0))
        return Day(
            on=day,
            is_today=day == timezone.localdate(),
            is_outside=self.span.is_outside(day),
            entries=[
                Entry(row=self.rows[pk], kind=kind)
                for kind, pk in entries
                if pk in self.rows
            ],
            hidden=hidden,
            away=self._away.get(day, ()),
            holidays=self._holidays.get(day, ()),
        )

    @cached_property
    def _away(self) -> Mapping[date, list[str]]:
        """Names of those who are away on each day, as far as the reader knows them."""
        absences = Absence.objects.approved().visible_to(self.by)
        absences = absences.filter(
            first_on__lt=self.span.end, last_on__gte=self.span.first
        )
        rows = absences.order_by("person__actor__name").values_list(
            "person__actor__name", "first_on", "last_on"
        )
        found: defaultdict[date, list[str]] = defaultdict(list)
        for name, first, last in rows:
            for day in self.span.days:
                if first <= day <= last and day.weekday() < 5:
                    found[day].append(name)
        return found

    @cached_property
    def _holidays(self) -> Mapping[date, list[str]]:
        """Holidays where the reader works."""
        person = getattr(self.by, "person", None)
        if person is None or person.location is None:
            return {}
        days = Holiday.objects.visible_to(self.by).filter(
            calendar=person.location.holidays_id,
            percent__gt=0,
            on__gte=self.span.first,
            on__lt=self.span.end,
        )
        return {day: [name] for day, name in days.values_list("on", "name")}

    @property
    def shown(self) -> int:
        return len(self._found)

    @property
    def total(self) -> int:
        return len(self._found)

    @property
    def is_cut(self) -> bool:
        """Whether there is more than a calendar can show."""
        return len({pk for _day, _kind, pk in self._found}) >= MOST_ITEMS

    @property
    def subjects(self) -> str:
        """What changes the page: its projects, for new plans, and the items on it."""
        shown = [self.project] if self.project else self.projects
        projects = [f"work.project:{project.pk}" for project in shown]
        return " ".join([*projects, *(f"work.item:{pk}" for pk in self.rows)])

    def address_of(self, text: str) -> str:
        return "?" + urlencode([("q", text), *self.kept])

    @property
    def kept(self) -> list[tuple[str, str]]:
        return [*self.named_view, *self._place(self.span)]

    def _place(self, span: Span) -> list[tuple[str, str]]:
        length = [("span", str(span.length))] if span.length is Length.WEEK else []
        return [*length, ("on", span.on.isoformat())]

    def _query(self, span: Span | None) -> str:
        asked = [("q", self.given["q"])] if "q" in self.given else []
        place = self._place(span) if span else []
        return "?" + urlencode([*asked, *self.named_view, *place])

    @property
    def address(self) -> str:
        return self._query(self.span)

    @property
    def steps(self) -> Mapping[str, str]:
        """The addresses of the months or weeks around this one."""
        today = replace(self.span, on=timezone.localdate())
        around = {
            "previous": self.span.previous,
            "today": today,
            "next": self.span.next,
        }
        return {name: self._query(span) for name, span in around.items()}

    @property
    def lengths(self) -> Iterator[tuple[str, str, bool]]:
        words = {Length.MONTH: _("Month"), Length.WEEK: _("Week")}
        for length, word in words.items():
            span = replace(self.span, length=length)
            yield word, self._query(span), length is self.span.length

    def week_of(self, day: Day) -> str:
        """The address of the week that a day is in."""
        return self._query(Span(length=Length.WEEK, on=day.on))


def _once_a_day(
    found: Sequence[tuple[date, str, int]],
) -> list[tuple[date, str, int]]:
    """Leave out that something is likely done on the day on which it is due."""
    due = {(day, pk) for day, kind, pk in found if kind == "due"}
    return [e for e in found if e[1] != "likely" or (e[0], e[2]) not in due]


def move_words(item: Item, day: date, *, p85: datetime | None) -> list[str]:
    """Say what it means that an item is due on another day."""
    values = {"key": item.key, "day": date_words(day)}
    if item.deadline is None:
        said = [_("%(key)s gets a deadline: %(day)s.") % values]
    else:
        values["before"] = date_words(item.deadline)
        said = [_("The deadline of %(key)s moves from %(before)s to %(day)s.") % values]
    if p85 is None:
        return said
    spare = (day - timezone.localdate(p85)).days
    values |= {"sure": date_words(p85), "days": str(abs(spare))}
    if spare >= 0:
        said.append(_("It is 85 %% sure to be done by %(sure)s.") % values)
    else:
        text = ngettext(
            "It is 85 %% sure to be done by %(sure)s only, %(days)s day later.",
            "It is 85 %% sure to be done by %(sure)s only, %(days)s days later.",
            -spare,
        )
        said.append(text % values)
    return said
