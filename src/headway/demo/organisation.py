"""The demo organisation itself: places, people, teams, and when they work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.base.hours import parse_hours
from headway.demo import people as content
from headway.demo.diaries import Diary, Week
from headway.people.actions import (
    add_absence,
    add_location,
    add_person,
    import_holidays,
    rate_skill,
    read_library,
    set_absence_rules,
    set_hours,
    set_rate,
)
from headway.people.members.teams import create_team, join_team
from headway.people.models import Calendar, Location, Person, Team, User
from headway.people.models.calendars import WEEKDAYS
from headway.people.models.schedules import BEGINNING

HISTORY_DAYS = 560
SEED = 7
FOCUS = 0.5
"""The part of their time that people of the demo spend on what is planned."""


class Away(NamedTuple):
    name: str
    first: date
    last: date
    kind: str
    reason: str

    def days(self) -> Iterator[date]:
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=n)


@dataclass(kw_only=True)
class Organisation:
    """``diaries`` are when its people work, in the past as well; by sign-in."""

    workspace: Workspace
    founder: Actor
    today: date
    people: dict[str, Person]
    teams: dict[str, Team]
    diaries: dict[str, Diary]
    office: Diary


def table(text: str) -> list[list[str]]:
    lines = text.strip().splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def found(password: str) -> Organisation:
    """Create the workspace with all who are in it; they share the encoded password."""
    workspace = _workspace()
    founder = Actor.objects.system("demo", workspace_id=workspace.pk)
    today = timezone.now().astimezone(ZoneInfo(workspace.zone)).date()
    places = _places(founder)
    people = _people(founder, places, password)
    percents = {row[0]: int(row[6]) for row in table(content.PEOPLE)}
    for name, after, text in table(content.SHORTER_WEEKS):
        set_hours(
            people[name].pk,
            by=founder,
            valid_from=today + timedelta(days=int(after)),
            week=_week(text),
            availability_percent=percents[name],
        )
    _be_away(founder, people, today)
    _rate(founder, people, today)
    return Organisation(
        workspace=workspace,
        founder=founder,
        today=today,
        people=people,
        teams=_teams(founder, people),
        diaries=diaries_of(today),
        office=office(),
    )


def _workspace() -> Workspace:
    workspace = Workspace.objects.create(
        slug=content.SLUG, name=content.NAME, zone=content.ZONE, is_demo=True
    )
    Calendar.objects.create(
        workspace=workspace,
        name="Studio week",
        is_default=True,
        **dict(zip(WEEKDAYS, _office_week(), strict=True)),
    )
    return workspace


def _office_week() -> Week:
    return _week(f"{content.WEEK} x5")


def _week(text: str) -> Week:
    """Read ``9-12 x4``: so many days from Monday on."""
    hours, _, days = text.rpartition(" x")
    worked = parse_hours(hours)
    return tuple(worked if day < int(days) else () for day in range(7))


def _places(founder: Actor) -> dict[str, Location]:
    places: dict[str, Location] = {}
    for name, zone, country, region in table(content.PLACES):
        calendar, _changed = import_holidays(country, region, by=founder)
        places[name] = add_location(
            by=founder, name=name, zone=zone, holidays_id=calendar.pk
        )
    return places


def _people(
    founder: Actor, places: dict[str, Location], password: str
) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for name, full, place, role, lead, week, percent, *_ in table(content.PEOPLE):
        people[name] = add_person(
            by=founder,
            name=full,
            user=User.objects.create(username=name, password=password),
            role=Role(role),
            location=places[place],
            lead=people.get(lead),
            week=_week(week),
            availability_percent=int(percent),
        )
    name, full, place = table(content.GUEST)[0]
    people[name] = add_person(
        by=founder,
        name=full,
        user=User.objects.create(username=name, password=password),
        role=Role.GUEST,
        location=places[place],
    )
    return people


def away_by(today: date) -> Iterator[Away]:
    """Yield who is away when: what is planned, and what was in the last 18 months."""
    for name, first, last, kind, reason in table(content.AWAY):
        yield Away(name, _on(today, first), _on(today, last), kind, reason)
    for row in table(content.PEOPLE):
        chance = Random(f"{SEED} {row[0]}")  # noqa: S311 - nothing here is secret
        day = -HISTORY_DAYS + chance.randint(10, 60)
        while day < -25:
            is_ill = chance.random() < 0.4
            length = chance.choice((1, 2, 3) if is_ill else (5, 5, 12))
            said = ("illness", "") if is_ill else ("vacation", "Holiday")
            until = day + length - 1
            yield Away(row[0], _on(today, day), _on(today, until), *said)
            day = until + chance.randint(60, 140)


def _on(today: date, after: int | str) -> date:
    return today + timedelta(days=int(after))


def _be_away(founder: Actor, people: dict[str, Person], today: date) -> None:
    for name, first, last, kind, reason in away_by(today):
        add_absence(
            people[name].pk,
            by=founder,
            first_on=first,
            last_on=last,
            kind=kind,
            reason=reason,
        )
    set_absence_rules(by=founder, is_approval_needed=True)
    for name, after, until, kind, reason in table(content.ASKED):
        person = people[name]
        add_absence(
            person.pk,
            by=person.actor,
            first_on=_on(today, after),
            last_on=_on(today, until),
            kind=kind,
            reason=reason,
        )


def _rate(founder: Actor, people: dict[str, Person], today: date) -> None:
    """Say what people can do, what they cost and what they are sold for."""
    since = _on(today, -HISTORY_DAYS)
    for name, *_, cost, bill in table(content.PEOPLE):
        amount, currency = bill.split()
        for kind, minor in (("cost", cost), ("bill", amount)):
            set_rate(
                people[name].pk,
                by=founder,
                kind=kind,
                amount_minor=int(minor),
                currency=currency,
                valid_from=since,
            )
    for skill, category, levels in table(content.SKILLS):
        for said in levels.split(","):
            name, level = said.split()
            rate_skill(
                people[name].pk,
                by=founder,
                skill=skill,
                category=category,
                level=int(level),
                valid_from=since,
            )


def _teams(founder: Actor, people: dict[str, Person]) -> dict[str, Team]:
    teams: dict[str, Team] = {}
    for name, members in table(content.TEAMS):
        teams[name] = create_team(by=founder, name=name)
        for member in members.split():
            join_team(teams[name].pk, people[member].pk, by=founder)
    return teams


def office() -> Diary:
    """Return the working time of whom nobody in the demo is."""
    return Diary(zone=content.ZONE, weeks=[(BEGINNING, _office_week())])


def diaries_of(today: date) -> dict[str, Diary]:
    """Return when everybody works, by sign-in: in the past years as well."""
    years = range(today.year - 2, today.year + 2)
    zones = {name: zone for name, zone, *_ in table(content.PLACES)}
    off = {
        name: set(read_library(country, region, years)[1])
        for name, _zone, country, region in table(content.PLACES)
    }
    changes = table(content.SHORTER_WEEKS)
    absences = list(away_by(today))
    diaries: dict[str, Diary] = {}
    for name, _full, place, _role, _lead, week, *_ in table(content.PEOPLE):
        mine = [change for change in changes if change[0] == name]
        weeks = [(BEGINNING, _week(week))]
        weeks += [(_on(today, after), _week(text)) for _, after, text in mine]
        days = {day for row in absences if row.name == name for day in row.days()}
        diaries[name] = Diary(
            zone=zones[place], weeks=weeks, off=off[place] | days, focus=FOCUS
        )
    return diaries
