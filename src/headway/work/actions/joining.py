"""Say of a placeholder who it is: all that it has is that person's then."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Manager, QuerySet
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.rows import write_columns
from headway.comms.models import Comment
from headway.events.actions import record
from headway.people.models import Invitation, Person
from headway.work.actions.assigning import assigned_to
from headway.work.actions.bulk import assign_each
from headway.work.facts_joining import PersonJoined, PersonParted
from headway.work.field_values import PERSON
from headway.work.models import Assignment, Check, CustomField, FieldKind, Item

Rows = list[dict[str, Any]]
Holding = tuple[Manager[Any], str, str]

HELD: Final[Mapping[str, Holding]] = {
    "comments": (Comment.objects, "author", "comment_id"),
    "items": (Item.everything, "finished_by", "item_id"),
    "checks": (Check.objects, "done_by", "check_id"),
    "led": (Person.everything, "lead", "person_id"),
    "joined": (Person.everything, "same_as", "person_id"),
}
"""By what facts call them: rows that are somebody's, by which column, as logged."""


@transaction.atomic
def join_person(placeholder_id: int, person_id: int, *, by: Actor) -> Person:
    """Let a placeholder be a person who is here; returns that one.

    Their parts of items are that person's, in one where both have a share, in the bin
    too; what was said, finished and ticked by them is so by that person, and fields of
    items that name them name that person; files from where they came know them as that
    person.  Who may see what stays: their teams and grants are for nobody then.  An
    invitation to the placeholder works no more.  Only administrators may.  Records
    :class:`PeopleAssigned` of each item and :class:`PersonJoined`.  Raises
    :class:`Refused` for who signs in and for oneself.
    """
    by.check_administers()
    placeholder, person = _two(placeholder_id, person_id, by=by)
    if placeholder.user_id is not None:
        raise Refused(
            _("%s signs in; only who has no sign-in can turn out to be somebody else.")
            % placeholder
        )
    _hand_over(placeholder, person, by=by)
    moved: dict[str, Any] = {
        name: _move(name, placeholder, person, _held(name, placeholder, person))
        for name in HELD
    }
    naming = _named_in(placeholder, by=by)
    moved["fields"] = _name(naming, placeholder, person, by=by)
    placeholder.same_as = person
    placeholder.version += 1
    placeholder.save(update_fields=["same_as", "version"])
    Invitation.objects.filter(person=placeholder, accepted_at=None).delete()
    record(PersonJoined(**_told(placeholder, person), **moved), by=by)
    return person


@transaction.atomic
def part_person(
    placeholder_id: int, had: Mapping[str, Sequence[Mapping[str, int]]], *, by: Actor
) -> Person:
    """Let a placeholder be nobody else again, and have back what is still as it was.

    ``had`` are rows as :class:`PersonJoined` has them.  The parts of items are given
    back by the undo of what says so.  Records :class:`PersonParted`.
    """
    by.check_administers()
    rows = Person.everything.locked().visible_to(by).exclude(same_as=None)
    placeholder = rows.filter(pk=placeholder_id).first()
    if placeholder is None or placeholder.same_as is None:
        raise Refused(_("They are no longer the same person."))
    person = placeholder.same_as
    moved: dict[str, Any] = {
        name: _move(name, person, placeholder, [row[key] for row in had[name]])
        for name, (_rows, _column, key) in HELD.items()
    }
    moved["fields"] = _name(had.get("fields", ()), person, placeholder, by=by)
    placeholder.same_as = None
    placeholder.version += 1
    placeholder.save(update_fields=["same_as", "version"])
    record(PersonParted(**_told(placeholder, person), **moved), by=by)
    return placeholder


def _told(placeholder: Person, person: Person) -> dict[str, Any]:
    return {
        "subject_id": placeholder.pk,
        "name": placeholder.actor.name,
        "person_id": person.pk,
    }


def _two(placeholder_id: int, person_id: int, *, by: Actor) -> tuple[Person, Person]:
    if placeholder_id == person_id:
        raise Refused(_("That is the same person; choose somebody else."))
    ids = [placeholder_id, person_id]
    rows = Person.objects.select_related("actor").get_many_for_change(ids, by=by)
    people = {row.pk: row for row in rows}
    return people[placeholder_id], people[person_id]


def _hand_over(placeholder: Person, person: Person, *, by: Actor) -> None:
    """Let the person do what the placeholder does, also where they do some of it."""
    doing = Assignment.objects.filter(person=placeholder).values("item")
    rows = Item.everything.filter(workspace_id=by.workspace_id, pk__in=doing)
    items = list(rows.locked().order_by("pk"))
    before = assigned_to([item.pk for item in items])
    wanted = {
        item.pk: _as_one(before[item.pk], placeholder.pk, person.pk) for item in items
    }
    assign_each(items, wanted, by=by)


def _as_one(rows: Rows, placeholder_id: int, person_id: int) -> Rows:
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        pk = person_id if row["person_id"] == placeholder_id else row["person_id"]
        said = {**row, "person_id": pk}
        if held := found.get(pk):
            said["share"] += held["share"]
            said["units_percent"] = max(held["units_percent"], said["units_percent"])
            said["is_accountable"] |= held["is_accountable"]
        found[pk] = said
    return list(found.values())


def _named_in(person: Person, *, by: Actor) -> Rows:
    """Return which items name somebody in which fields, in whatever is archived too."""
    said = {PERSON: person.pk}
    fields = CustomField.objects.filter(
        workspace_id=by.workspace_id, kind=FieldKind.PERSON
    )
    return [
        {"item_id": pk, "field_id": field.pk}
        for field in fields.order_by("pk")
        for pk in Item.everything.filter(
            workspace_id=by.workspace_id, custom__contains={field.key: said}
        ).values_list("pk", flat=True)
    ]


def _name(
    naming: Sequence[Mapping[str, int]], of: Person, to: Person, *, by: Actor
) -> Rows:
    """Let fields that still name ``of`` one name the other; returns them as logged."""
    ids = {row["item_id"] for row in naming}
    rows = Item.everything.filter(workspace_id=by.workspace_id, pk__in=ids)
    items = {item.pk: item for item in rows.locked().order_by("pk")}
    before, after = {PERSON: of.pk}, {PERSON: to.pk}
    moved: Rows = []
    for row in naming:
        item, key = items.get(row["item_id"]), str(row["field_id"])
        if item is not None and item.custom.get(key) == before:
            item.custom |= {key: after}
            moved.append(dict(row))
    changed = {row["item_id"] for row in moved}
    for pk in changed:
        items[pk].version += 1
    write_columns([items[pk] for pk in sorted(changed)], ["custom", "version"])
    return moved


def _all(name: str) -> "QuerySet[Any]":
    rows, _column, _key = HELD[name]
    return rows.all()


def _holder(name: str, person: Person) -> dict[str, int]:
    """What the column holds: an actor, or a person."""
    _rows, column, key = HELD[name]
    return {f"{column}_id": person.pk if key == "person_id" else person.actor_id}


def _held(name: str, placeholder: Person, person: Person) -> list[int]:
    """Return the ids of what is the placeholder's; nobody leads themselves."""
    rows = _all(name).filter(**_holder(name, placeholder))
    if name == "led":
        rows = rows.exclude(pk=person.pk)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _move(name: str, of: Person, to: Person, ids: Sequence[int]) -> Rows:
    """Let rows that are still ``of`` one be the other's; returns them as logged."""
    rows = _all(name).filter(**_holder(name, of), pk__in=ids)
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    _all(name).filter(pk__in=found).update(**_holder(name, to))
    key = HELD[name][2]
    return [{key: pk} for pk in found]
