"""Move items from project to project."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.rows import write_columns
from headway.events.actions import record
from headway.work.actions.links import unlink_each
from headway.work.actions.outlining import free_positions
from headway.work.actions.projects import lock_for_items
from headway.work.facts import ItemLeft, ItemTransferred
from headway.work.models import Deletion, Item, KeyAlias, Project
from headway.work.subtrees import Place, ids_in, links_out_of, place_of

MOVED = ["project", "number", "parent", "position", "depth", "version"]


@transaction.atomic
def transfer_item(
    item_id: int, project_id: int, *, by: Actor, if_version: int | None = None
) -> Item:
    """Move an item, with all in it, to the end of another project.

    Each gets the next number there, or the one that it had there before; the key that
    it had remains an alias.  Links to what stays behind go, as an item waits only for
    those of its project.  To the project in which it is changes nothing.  The actor
    contributes to both.  Records :class:`ItemsUnlinked`, :class:`ItemLeft` and
    :class:`ItemTransferred`.  Raises :class:`Refused` when the other project has taken
    over something from the same source meanwhile.
    """
    item, source, target = _locked(item_id, project_id, by=by)
    item.check_version(if_version)
    if source.pk == target.pk:
        return item
    return _transfer(item, source, target, None, by=by)


@transaction.atomic
def put_back(item_id: int, project_id: int, place: Place, *, by: Actor) -> Item:
    """Move an item to where it stood in another project; see :func:`transfer_item`.

    What it stood behind may be gone: then it is the last in its parent.  Raises
    :class:`Refused` when the parent is no longer there.
    """
    item, source, target = _locked(item_id, project_id, by=by)
    return _transfer(item, source, target, place, by=by)


def _locked(
    item_id: int, project_id: int, *, by: Actor
) -> tuple[Item, Project, Project]:
    """Return the item and both projects, locked in the order of their ids."""
    source_id = Item.objects.get_for_read(item_id, by=by).project_id
    projects = {pk: lock_for_items(pk, by=by) for pk in sorted({source_id, project_id})}
    item = Item.objects.get_for_change(item_id, by=by)
    if item.project_id != source_id:
        raise Refused(
            _("“%s” was moved meanwhile.  Reload and try again.") % item.title
        )
    return item, projects[source_id], projects[project_id]


@transaction.atomic
def _transfer(
    item: Item, source: Project, target: Project, place: Place | None, *, by: Actor
) -> Item:
    ids = ids_in(item)
    rows = list(Item.everything.locked().filter(pk__in=ids).order_by("pk"))
    rows.sort(key=lambda row: (row.position, row.pk))
    _refuse_twins(ids, target)
    left = place_of(item)
    unlink_each([(k.before_id, k.after_id) for k in links_out_of(ids)], by=by)
    parent = _parent(item, target, place)
    shift = (parent.depth + 1 if parent else 0) - item.depth
    positions = free_positions(target, parent, place, len(rows))
    numbers = _numbers(rows, target)
    facts = []
    for row, position in zip(rows, positions, strict=True):
        old, row.number = row.number, numbers[row.pk]
        row.project, row.position, row.depth = target, position, row.depth + shift
        row.version += 1
        if row.pk == item.pk:
            row.parent = parent
        if row.deletion_id is None:
            facts.append(_fact(row, old, source, item, left))
    write_columns(rows, MOVED)
    Deletion.objects.filter(item__in=ids).update(project=target)
    gone = ItemLeft(
        subject_id=source.pk,
        item_id=item.pk,
        new_project_id=target.pk,
        title=item.title[:200],
    )
    record(gone, *facts, by=by)
    return next(row for row in rows if row.pk == item.pk)


def _fact(
    row: Item, number: int, source: Project, root: Item, left: Place
) -> ItemTransferred:
    is_root = row.pk == root.pk
    return ItemTransferred(
        subject_id=row.pk,
        project_id=row.project_id,
        title=row.title[:200],
        old_project_id=source.pk,
        number=row.number,
        old_number=number,
        is_root=is_root,
        old_parent_id=left.parent_id if is_root else None,
        old_behind_id=left.behind_id if is_root else None,
    )


def _refuse_twins(ids: Collection[int], target: Project) -> None:
    """Refuse what the other project took over from the same source by itself."""
    twins = target.items.filter(
        external_source=OuterRef("external_source"), external_id=OuterRef("external_id")
    )
    rows = Item.objects.filter(pk__in=ids).exclude(external_id="")
    again = rows.annotate(twin=Subquery(twins.values("pk")[:1])).exclude(twin=None)
    if (row := again.first()) is not None:
        raise Refused(_("“%s” was imported into that project as well.") % row.title)


def _numbers(rows: Sequence[Item], target: Project) -> dict[int, int]:
    """Give each row a number of the target, and keep those that they had as aliases."""
    ids = [row.pk for row in rows]
    held = KeyAlias.objects.filter(project=target, item__in=ids)
    numbers = dict(held.values_list("item_id", "number"))
    held.delete()
    KeyAlias.objects.bulk_create(
        KeyAlias(
            workspace_id=row.workspace_id,
            project_id=row.project_id,
            number=row.number,
            item=row,
        )
        for row in rows
    )
    for row in rows:
        if row.pk not in numbers:
            numbers[row.pk] = target.next_number
            target.next_number += 1
    target.save(update_fields=["next_number"])
    return numbers


def _parent(item: Item, target: Project, place: Place | None) -> Item | None:
    if place is None or place.parent_id is None:
        return None
    parent = Item.objects.filter(project=target, pk=place.parent_id).first()
    if parent is None:
        raise Refused(_("What “%s” was in is no longer there.") % item.title)
    return parent
