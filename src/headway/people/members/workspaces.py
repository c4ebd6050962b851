"""Workspaces: what they are called, and new ones."""

import secrets
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Role, WeekStart, Workspace
from headway.base.errors import Refused
from headway.base.hours import Hours, format_hours
from headway.base.languages import check_language
from headway.base.zones import check_zone
from headway.events.actions import record
from headway.people.actions import add_person
from headway.people.actions.persons import check_interruptions
from headway.people.members.facts import WorkingWeekSet, WorkspaceEdited
from headway.people.models import Calendar, Person, User
from headway.people.models.calendars import WEEKDAYS
from headway.people.models.persons import PersonQuerySet
from headway.people.week import Week

INTERRUPTED = ("interrupted_percent", "interrupted_most_percent")
EDITABLE = {"name", "zone", "language", "week_start", *INTERRUPTED}

NINE_TO_SIX = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
"""Eight hours and a break, in minutes since midnight."""


@transaction.atomic
def edit_workspace(*, by: Actor, **changes: str | int | None) -> Workspace:
    """Change the name, zone, language or first day of the week of where ``by`` acts.

    And what interruptions take of people's time where nothing else is known of it.

    Records :class:`WorkspaceEdited`, or nothing when all stays as it was.  Only
    administrators may.  Raises :class:`Refused` for what is no such zone, language or
    weekday.
    """
    by.check_administers()
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"edit_workspace cannot change {sorted(unknown)}")
    workspace = Workspace.objects.select_for_update().get(pk=by.workspace_id)
    check_zone(str(changes.get("zone", workspace.zone)))
    check_language(str(changes.get("language", workspace.language)))
    if changes.get("week_start", workspace.week_start) not in WeekStart.values:
        raise Refused(_("Weeks begin on Monday, Saturday or Sunday."))
    check_interruptions(*(changes.get(n, getattr(workspace, n)) for n in INTERRUPTED))
    after = {n: new for n, new in changes.items() if getattr(workspace, n) != new}
    if not after:
        return workspace
    before = {name: getattr(workspace, name) for name in after}
    for name, new in after.items():
        setattr(workspace, name, new)
    workspace.save(update_fields=[*after])
    record(WorkspaceEdited(subject_id=workspace.pk, before=before, after=after), by=by)
    return workspace


def working_week_of(workspace_id: int) -> Week:
    """Return the week of whoever has none of their own."""
    return _week_of(Calendar.objects.get(workspace_id=workspace_id, is_default=True))


def _week_of(calendar: Calendar) -> Week:
    return tuple(hours or () for hours in calendar.own_week)


@transaction.atomic
def set_working_week(week: Sequence[Hours], *, by: Actor) -> None:
    """Say when people work of whom nobody said anything else; seven days from Monday.

    Only administrators may.  Records :class:`WorkingWeekSet`, or nothing when it is so
    already.
    """
    by.check_administers()
    mine = Calendar.objects.locked().filter(workspace_id=by.workspace_id)
    calendar = mine.get(is_default=True)
    before = _week_of(calendar)
    if before == tuple(week):
        return
    for name, hours in zip(WEEKDAYS, week, strict=True):
        setattr(calendar, name, hours)
    calendar.save(update_fields=WEEKDAYS)
    said = WorkingWeekSet(
        subject_id=by.workspace_id, before=in_words(before), after=in_words(week)
    )
    record(said, by=by)


def in_words(week: Sequence[Hours]) -> list[str]:
    return [format_hours(hours) for hours in week]


def found_workspace(*, name: str, zone: str) -> Workspace:
    """Create a workspace whose people work from nine to six on weekdays.

    Its language is that of whoever founds it.
    """
    slug = slugify(name)[:40] or "work"
    if Workspace.objects.filter(slug=slug).exists():
        slug = f"{slug}-{secrets.token_hex(3)}"
    language = get_language()
    workspace = Workspace.objects.create(
        slug=slug, name=name, zone=zone, language=language
    )
    week = dict.fromkeys(WEEKDAYS[:5], NINE_TO_SIX) | dict.fromkeys(WEEKDAYS[5:], ())
    Calendar.objects.create(
        workspace=workspace, name=_("Standard"), is_default=True, **week
    )
    return workspace


def owned_by(user: User) -> PersonQuerySet:
    """Return the owners that ``user`` is, oldest first."""
    mine = Person.objects.signing_in().filter(user=user, actor__role=Role.OWNER)
    return mine.select_related("actor").order_by("pk")


@transaction.atomic
def found_another(*, user: User, name: str, zone: str) -> Workspace:
    """Create a workspace that ``user`` owns, known there as in their first one.

    Only who owns one already may.
    """
    known = owned_by(user).first()
    if known is None:
        raise PermissionDenied
    workspace = found_workspace(name=name, zone=zone)
    by = Actor.objects.system("setup", workspace_id=workspace.pk)
    add_person(by=by, name=known.actor.name, user=user, role=Role.OWNER)
    return workspace
