"""Keep the checklist of an item: add lines, tick, say anew, order, remove."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import record
from headway.work.facts import ChecklistChanged
from headway.work.models import Check, Item

MOST_LINES = 100
LONGEST_HEADING = 200


@transaction.atomic
def add_check(
    item_id: int, text: str, *, by: Actor, heading: str | None = None
) -> Check:
    """Add a line at the end of the item's checklist.

    With ``heading`` None it belongs to what the last line belongs to.  Records
    :class:`ChecklistChanged`.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    lines = list(item.checks.filter(removed_at=None).order_by("position", "pk"))
    count = len(lines)
    if count >= MOST_LINES:
        raise Refused(_("A checklist has %d lines at most.") % MOST_LINES)
    if heading is None:
        heading = lines[-1].heading if lines else ""
    check = Check.objects.create(
        workspace_id=item.workspace_id,
        item=item,
        text=_cleaned(text),
        heading=_cleaned_heading(heading),
        position=count,
    )
    _record(check, {"is_here": False}, {"is_here": True}, item, by=by)
    return check


@transaction.atomic
def change_check(
    check_id: int,
    *,
    by: Actor,
    text: str | None = None,
    is_done: bool | None = None,
    place: int | None = None,
    heading: str | None = None,
) -> Check:
    """Say a line anew, tick it or not, or move it to a place, from 0.

    None leaves that as it is; a place behind the last is the last.  What is moved
    belongs to what the line belongs to whose place it takes, unless ``heading`` says
    otherwise.  Records :class:`ChecklistChanged`, or nothing when all stays as it was.
    """
    check, _item = _locked(check_id, by=by)
    wanted: dict[str, Any] = {}
    if text is not None:
        wanted["text"] = _cleaned(text)
    if is_done is not None and is_done != (check.done_at is not None):
        wanted["done_at"] = timezone.now() if is_done else None
        wanted["done_by_id"] = by.pk if is_done else None
    if place is not None:
        lines = check.item.checks.filter(removed_at=None).order_by("position", "pk")
        headings = list(lines.values_list("heading", flat=True))
        wanted["position"] = min(max(place, 0), len(headings) - 1)
        wanted["heading"] = headings[wanted["position"]]
    if heading is not None:
        wanted["heading"] = _cleaned_heading(heading)
    return put_check(check_id, wanted, by=by)


@transaction.atomic
def remove_check(check_id: int, *, by: Actor) -> Item:
    """Take a line off the checklist.  Records :class:`ChecklistChanged`."""
    return put_check(check_id, {"is_here": False}, by=by).item


@transaction.atomic
def put_check(check_id: int, wanted: Mapping[str, Any], *, by: Actor) -> Check:
    """Give a line these values, of those that :func:`values_of` returns.

    Records :class:`ChecklistChanged`, or nothing when all is so already.
    """
    check, item = _locked(check_id, by=by, is_removed=bool(wanted.get("is_here")))
    values = values_of(check)
    after = {name: value for name, value in wanted.items() if values[name] != value}
    if not after:
        return check
    before = {name: values[name] for name in after}
    if "is_here" in after:
        check.removed_at = None if after["is_here"] else timezone.now()
    for name in after.keys() & {"text", "heading", "done_at", "done_by_id"}:
        setattr(check, name, after[name])
    _place(check, item, after.get("position", check.position))
    check.save()
    _record(check, before, after, item, by=by)
    return check


def values_of(check: Check) -> dict[str, Any]:
    """Return what facts say of a line."""
    return {
        "text": check.text,
        "heading": check.heading,
        "done_at": check.done_at,
        "done_by_id": check.done_by_id,
        "position": check.position,
        "is_here": check.removed_at is None,
    }


def _locked(
    check_id: int, *, by: Actor, is_removed: bool = False
) -> tuple[Check, Item]:
    """Return the line, and its item, locked."""
    rows = Check.objects.visible_to(by)
    if not is_removed:
        rows = rows.filter(removed_at=None)
    item_id = rows.filter(pk=check_id).values_list("item_id", flat=True).first()
    if item_id is None:
        raise NotFound
    item = Item.objects.get_for_change(item_id, by=by)
    return Check.objects.select_related("item").get(pk=check_id), item


def _place(check: Check, item: Item, place: int) -> None:
    """Let the line stand at its place, or nowhere, and number all others around it."""
    others = item.checks.filter(removed_at=None).exclude(pk=check.pk)
    ordered = list(others.order_by("position", "pk"))
    if check.removed_at is None:
        ordered.insert(place, check)
    moved = []
    for position, each in enumerate(ordered):
        if each.position != position:
            each.position = position
            moved.append(each)
    Check.objects.bulk_update(moved, ["position"])


@transaction.atomic
def _record(
    check: Check,
    before: dict[str, Any],
    after: dict[str, Any],
    item: Item,
    *,
    by: Actor,
) -> None:
    lines = item.checks.filter(removed_at=None)
    item.checks_total = lines.count()
    item.checks_done = lines.exclude(done_at=None).count()
    item.version += 1
    item.save(update_fields=["checks_total", "checks_done", "version"])
    fact = ChecklistChanged(
        subject_id=item.pk,
        project_id=item.project_id,
        check_id=check.pk,
        text=check.text[:200],
        before=before,
        after=after,
    )
    record(fact, by=by)


def _cleaned(text: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > 500:
        raise Refused(_("A line of a checklist has 1 to 500 characters."))
    return said


def _cleaned_heading(text: str) -> str:
    said = " ".join(text.split())
    if len(said) > LONGEST_HEADING:
        raise Refused(_("A heading of a checklist has 200 characters at most."))
    return said
