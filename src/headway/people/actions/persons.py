"""People, where they work and whom they report to."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import MOST_INTERRUPTED, Actor, Kind, Role
from headway.base.errors import Refused
from headway.base.hours import Hours
from headway.base.languages import check_language
from headway.base.zones import check_zone
from headway.events.actions import record
from headway.people.facts import LanguageChosen, PersonAdded, PersonEdited
from headway.people.models import Location, Person, User, WorkSchedule
from headway.people.models.calendars import WEEKDAYS
from headway.people.models.persons import LARGEST_TEAM, MOST_AT_ONCE
from headway.people.models.schedules import BEGINNING

PLACE = frozenset({"zone", "location_id", "lead_id"})
WAYS = frozenset({"items_at_once", "interrupted_percent", "interrupted_most_percent"})
EDITABLE = PLACE | WAYS | {"capacity_permille"}


@transaction.atomic
def add_person(
    *,
    by: Actor,
    name: str,
    user: User | None = None,
    role: str = Role.MEMBER,
    week: Sequence[Hours] | None = None,
    availability_percent: int | None = None,
    **fields: Any,
) -> Person:
    """Add someone who works in the workspace, with or without a sign-in.

    ``week`` and ``availability_percent`` hold from the beginning.  Only administrators
    may.  Records :class:`PersonAdded`.
    """
    by.check_administers()
    if not name.strip():
        raise Refused(_("A person needs a name."))
    actor = Actor.objects.create(
        workspace_id=by.workspace_id, kind=Kind.PERSON, name=name[:200], role=role
    )
    person = Person.objects.create(
        workspace_id=by.workspace_id, actor=actor, user=user, **fields
    )
    if week is not None or availability_percent is not None:
        WorkSchedule.objects.create(
            workspace_id=by.workspace_id,
            person=person,
            valid_from=BEGINNING,
            availability_percent=availability_percent,
            **dict(zip(WEEKDAYS, week or (), strict=False)),
        )
    record(PersonAdded(subject_id=person.pk, name=actor.name), by=by)
    return person


@transaction.atomic
def edit_person(
    person_id: int, *, by: Actor, if_version: int | None = None, **changes: Any
) -> Person:
    """Say where and how a person works and whom they report to.

    ``changes`` are fields of ``EDITABLE``; only administrators change the lead.
    Records :class:`PersonEdited`, or nothing when all stays as it was.  Raises
    :class:`Stale` when the version is another than ``if_version``, and
    :class:`Refused` for an unknown zone, and for ways in which nobody can work.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"{sorted(unknown)} cannot be said of a person")
    person = Person.objects.get_for_change(person_id, by=by)
    person.check_version(if_version)
    if changes.get("zone"):
        check_zone(changes["zone"])
    if changes.get("location_id") is not None:
        Location.objects.get_for_read(changes["location_id"], by=by)
    _check_capacity(changes.get("capacity_permille"))
    _check_lead(person, changes.get("lead_id", person.lead_id), by=by)
    _check_ways({name: getattr(person, name) for name in WAYS} | changes)
    after = {n: value for n, value in changes.items() if getattr(person, n) != value}
    if not after:
        return person
    before = {name: getattr(person, name) for name in after}
    for name, value in after.items():
        setattr(person, name, value)
    person.version += 1
    person.save(update_fields=[*after, "version"])
    record(PersonEdited(subject_id=person.pk, before=before, after=after), by=by)
    return person


@transaction.atomic
def choose_language(
    language: str, *, by: Actor, if_version: int | None = None
) -> Person:
    """Speak to ``by`` in a language, in all their workspaces; "" follows browsers.

    Records :class:`LanguageChosen` where they act, or nothing when it is so already.
    Raises :class:`Stale` when the person's version is another than ``if_version``, and
    :class:`Malformed` for a language that Headway does not speak.
    """
    if language:
        check_language(language)
    person = Person.objects.get_for_change(by.person.pk, by=by)
    person.check_version(if_version)
    user = User.objects.select_for_update().get(persons=person)
    before = user.language
    if language == before:
        return person
    user.language = language
    user.save(update_fields=["language"])
    person.version += 1
    person.save(update_fields=["version"])
    said = LanguageChosen(subject_id=person.pk, before=before, after=language)
    record(said, by=by)
    return person


def _check_ways(said: dict[str, Any]) -> None:
    """Refuse what leaves no time to work on anything."""
    at_once = said["items_at_once"]
    if not 1 <= at_once <= MOST_AT_ONCE:
        raise Refused(
            _("%(count)d items cannot be in progress at once; say 1 to %(most)d.")
            % {"count": at_once, "most": MOST_AT_ONCE}
        )
    check_interruptions(said["interrupted_percent"], said["interrupted_most_percent"])


def _check_capacity(permille: int | None) -> None:
    """Refuse teams of nobody, and of more than there can be."""
    if permille is not None and not 1 <= permille <= LARGEST_TEAM:
        raise Refused(
            _("Nobody works like %(said)d %% of a person; say 1 to %(most)d.")
            % {"said": permille // 10, "most": LARGEST_TEAM // 10}
        )


def check_interruptions(usually: Any, at_most: Any) -> None:
    """Refuse interruptions that leave no time, and bad months that are none."""
    for percent in (usually, at_most):
        if percent is not None and not 0 <= percent <= MOST_INTERRUPTED:
            raise Refused(
                _("Interruptions cannot take %(percent)d %%; say 0 to %(most)d.")
                % {"percent": percent, "most": MOST_INTERRUPTED}
            )
    if at_most is not None and (usually is None or at_most < usually):
        raise Refused(
            _("Say first how much interruptions usually take; a bad month takes more.")
        )


def _check_lead(person: Person, lead_id: int | None, *, by: Actor) -> None:
    if lead_id == person.lead_id:
        return
    by.check_administers()
    if lead_id == person.pk:
        raise Refused(_("Nobody leads themselves; choose somebody else."))
    if lead_id is not None:
        Person.objects.get_for_read(lead_id, by=by)
