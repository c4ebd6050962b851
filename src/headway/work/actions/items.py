"""Create items and say what they are."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.characters import is_seen
from headway.base.errors import NotFound, Refused
from headway.events.actions import record
from headway.work.actions.estimating import with_range
from headway.work.actions.filling import Values, fill_each
from headway.work.actions.indexing import index_items
from headway.work.actions.projects import lock_for_items
from headway.work.facts import ItemCreated, ItemEdited
from headway.work.models import JUDGED, Drive, Item, Project, State, WorkflowState
from headway.work.models.items import LONGEST_MINUTES

GAP = 1 << 20
"""Between the positions of neighbours, so that an item fits between them 20 times."""

EDITABLE = frozenset(
    {
        "title", "description", "drive", "is_joint", "effort_minutes",
        "duration_minutes", "low_minutes", "high_minutes", "remaining_minutes",
        "spent_minutes", "chunk_minutes", "priority", *JUDGED,
        "starts_no_earlier", "starts_no_later", "finishes_no_earlier", "deadline",
        "calendar_id",
    }
)  # fmt: skip


@transaction.atomic
def create_item(
    project_id: int,
    *,
    by: Actor,
    title: str,
    parent_id: int | None = None,
    type_id: int | None = None,
    custom: Values | None = None,
    **fields: Any,
) -> Item:
    """Create an item at the end of the project, or behind its parent's other children.

    It is of the type ``type_id``, or of the one that new items get.  Records
    :class:`ItemCreated`, and of ``custom`` what :func:`fill_each` records.  Locks the
    project, so that numbers have no gaps.
    """
    check_fields(fields)
    first = beginnings([type_id], by=by)[type_id]
    project = lock_for_items(project_id, by=by)
    parent = None
    if parent_id is not None:
        parent = project.items.visible_to(by).get_for_read(parent_id, by=by)
    item = Item.objects.create(
        workspace_id=by.workspace_id,
        project=project,
        number=project.next_number,
        parent=parent,
        depth=parent.depth + 1 if parent else 0,
        position=_position_behind(project, parent),
        title=title,
        **first,
        **with_range(Item(), fields),
    )
    project.next_number += 1
    project.save(update_fields=["next_number"])
    index_items([item])
    record(
        ItemCreated(subject_id=item.pk, project_id=project.pk, title=title[:200]),
        by=by,
    )
    fill_each([item], {item.pk: custom or {}}, by=by)
    return item


def beginning(workspace_id: int) -> dict[str, int]:
    """Return type and status of new items."""
    first = WorkflowState.objects.first_of(workspace_id)
    return {"type_id": first.type_id, "status_id": first.pk}


def beginnings(
    type_ids: Collection[int | None], *, by: Actor
) -> dict[int | None, dict[str, int]]:
    """Return type and status of new items of each type, None being the usual one.

    One query.  Raises :class:`NotFound` for what is no type here.
    """
    asked = Q(type_id__in=[pk for pk in type_ids if pk is not None])
    rows = WorkflowState.objects.visible_to(by).filter(
        asked | Q(type__is_default=True), category=State.TODO, is_default=True
    )
    found: dict[int | None, dict[str, int]] = {}
    for pk, type_id, is_usual in rows.values_list("pk", "type_id", "type__is_default"):
        found[type_id] = {"type_id": type_id, "status_id": pk}
        if is_usual:
            found[None] = found[type_id]
    if unknown := set(type_ids) - found.keys():
        raise NotFound(_("There is no type of items %s.") % unknown.pop())
    return found


def _position_behind(project: Project, parent: Item | None) -> int:
    """Return a free position behind all in ``parent``, or behind all of the project.

    What is in the bin keeps its place.
    """
    items = Item.everything.filter(project=project).order_by("position")
    if parent is None:
        last = items.aggregate(last=Max("position"))["last"]
        return GAP if last is None else last + GAP
    following = items.filter(position__gt=parent.position, depth__lte=parent.depth)
    after = following.values_list("position", flat=True).first()
    inside = items.filter(position__gte=parent.position)
    if after is not None:
        inside = inside.filter(position__lt=after)
    last = inside.aggregate(last=Max("position"))["last"]
    if after is None:
        return int(last) + GAP
    if after - last < 2:
        spread(project)
        parent.refresh_from_db(fields=["position"])
        return _position_behind(project, parent)
    return int(last + after) // 2


def spread(project: Project) -> None:
    """Number the outline anew with gaps; the project is locked."""
    items = list(
        Item.everything.filter(project=project)
        .order_by("position", "pk")
        .only("pk", "position")
    )
    for place, item in enumerate(items, 1):
        item.position = place * GAP
    Item.everything.bulk_update(items, ["position"], batch_size=1000)


@transaction.atomic
def edit_item(
    item_id: int,
    *,
    by: Actor,
    if_version: int | None = None,
    custom: Values | None = None,
    **changes: Any,
) -> Item:
    """Say what an item is, how long it takes, when it may start and is due.

    ``changes`` are fields of ``EDITABLE``, ``custom`` is what is said in fields of the
    workspace.  Records :class:`ItemEdited` and :class:`FieldsFilled`, or nothing when
    all stays as it was.
    """
    check_fields(changes)
    item = Item.objects.get_for_change(item_id, by=by)
    item.check_version(if_version)
    fact = apply_edit(item, changes)
    if fact is not None:
        item.save(update_fields=[*fact.after, "version"])
        index_items([item], fact.after)
        record(fact, by=by)
    fill_each([item], {item.pk: custom or {}}, by=by)
    return item


def apply_edit(item: Item, changes: Mapping[str, Any]) -> ItemEdited | None:
    """Set on the unsaved item what differs, and return what that was, if anything."""
    said = with_range(item, changes)
    after = {name: new for name, new in said.items() if getattr(item, name) != new}
    if not after:
        return None
    before = {name: getattr(item, name) for name in after}
    for name, new in after.items():
        setattr(item, name, new)
    _check_item(item, after)
    item.version += 1
    return ItemEdited(
        subject_id=item.pk, project_id=item.project_id, before=before, after=after
    )


def check_fields(fields: Mapping[str, Any]) -> None:
    """Refuse what cannot be said of any item."""
    if unknown := fields.keys() - EDITABLE - {"external_source", "external_id"}:
        raise TypeError(f"{sorted(unknown)} cannot be said of an item")
    for name, value in fields.items():
        is_amount = name.endswith("_minutes") and value is not None
        if is_amount and not 0 <= value <= LONGEST_MINUTES:
            raise Refused(_("%d minutes is more than 1,000 weeks.") % value)
    if "title" in fields and not is_seen(fields["title"]):
        raise Refused(_("An item needs a title."))


def _check_item(item: Item, changed: Mapping[str, Any]) -> None:
    """Refuse what contradicts itself."""
    if item.is_closed and changed.get("remaining_minutes"):
        raise Refused(
            _("“%s” is closed; open it again before saying what is left.") % item.title
        )
    if item.drive == Drive.MILESTONE and changed.get("remaining_minutes"):
        raise Refused(_("“%s” is a milestone: nothing is left of it.") % item.title)
