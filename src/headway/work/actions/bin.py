"""Put items and projects into the bin, and back; empty it of what is old."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.rows import delete_rows, write_columns
from headway.comms.actions import forget_files, forget_threads
from headway.events.actions import record
from headway.events.facts import Fact
from headway.work.actions.attaching import refuse_lost_files
from headway.work.actions.links import ways_of
from headway.work.actions.projects import lock_for_items
from headway.work.facts import (
    FilePurged,
    FileRestored,
    ItemDeleted,
    ItemPurged,
    ItemRestored,
    ProjectDeleted,
    ProjectPurged,
    ProjectRestored,
)
from headway.work.models import (
    Attachment,
    Conversation,
    Deletion,
    Item,
    Link,
    Project,
)
from headway.work.paths import on_circles


@transaction.atomic
def delete_items(ids: Collection[int], *, by: Actor) -> list[Deletion]:
    """Put items into the bin, each with the items in it and the links of all.

    They keep their keys.  What is inside another one of them goes with that.  Returns
    a deletion for each of the rest.  Records :class:`ItemDeleted`.  Locks the projects.
    """
    wanted = set(ids)
    seen = Item.objects.visible_to(by).filter(pk__in=wanted)
    for project_id in sorted(set(seen.values_list("project_id", flat=True))):
        lock_for_items(project_id, by=by)
    items = {i.pk: i for i in Item.objects.get_many_for_change(wanted, by=by)}
    roots = _outermost(items)
    deletions = Deletion.objects.bulk_create(
        Deletion(workspace_id=by.workspace_id, project_id=i.project_id, item=i, by=by)
        for i in roots
    )
    inside = _bin({d.item_id: d for d in deletions if d.item_id})
    facts = [
        ItemDeleted(
            subject_id=item.pk,
            project_id=item.project_id,
            title=item.title[:200],
            deletion_id=deletion.pk,
            items=inside[deletion.pk],
        )
        for item, deletion in zip(roots, deletions, strict=True)
    ]
    record(*facts, by=by)
    return deletions


def _outermost(items: Mapping[int, Item]) -> list[Item]:
    """Return those that are in none of the others, however deep."""
    parents: dict[int, int | None] = {i.pk: i.parent_id for i in items.values()}
    missing = {pk for pk in parents.values() if pk and pk not in parents}
    while missing:
        found = Item.objects.filter(pk__in=missing).values_list("pk", "parent_id")
        parents |= dict(found)
        missing = {pk for _, pk in found if pk and pk not in parents}

    def is_inside(pk: int | None) -> bool:
        while pk is not None:
            if pk in items:
                return True
            pk = parents.get(pk)
        return False

    return [item for item in items.values() if not is_inside(item.parent_id)]


def _bin(roots: Mapping[int, Deletion]) -> dict[int, int]:
    """Let the items and all in them go, and their links; return how many of each."""
    gone = {pk: deletion.pk for pk, deletion in roots.items()}
    level = list(gone)
    while level:
        below = Item.objects.filter(parent_id__in=level).values_list("pk", "parent_id")
        found = {pk: gone[parent] for pk, parent in below if parent and pk not in gone}
        gone |= found
        level = list(found)
    write_columns([Item(pk=pk, deletion_id=gone[pk]) for pk in gone], ["deletion"])
    _bin_links(gone)
    counts = dict.fromkeys((deletion.pk for deletion in roots.values()), 0)
    for deletion_id in gone.values():
        counts[deletion_id] += 1
    return counts


def _bin_links(gone: Mapping[int, int]) -> None:
    links = Link.objects.filter(before__in=gone) | Link.objects.filter(after__in=gone)
    rows = links.values_list("pk", "before_id", "after_id")
    write_columns(
        [
            Link(pk=pk, deletion_id=gone.get(before) or gone[after])
            for pk, before, after in rows
        ],
        ["deletion"],
    )


@transaction.atomic
def delete_project(project_id: int, *, by: Actor) -> Deletion:
    """Put a project into the bin with all that is in it; its key stays taken.

    Only who leads it may.  Records :class:`ProjectDeleted`.
    """
    project = Project.objects.get_to_lead(project_id, by=by)
    deletion = Deletion.objects.create(
        workspace_id=by.workspace_id, project=project, by=by
    )
    Item.objects.filter(project=project).update(deletion=deletion)
    Link.objects.filter(before__project=project).update(deletion=deletion)
    project.deletion = deletion
    project.save(update_fields=["deletion"])
    record(
        ProjectDeleted(
            subject_id=project.pk, deletion_id=deletion.pk, name=project.name
        ),
        by=by,
    )
    return deletion


@transaction.atomic
def restore(deletion_ids: Collection[int], *, by: Actor) -> None:
    """Put what was deleted back where it was, with its links and the same keys.

    Records :class:`ItemRestored`, :class:`ProjectRestored`, :class:`FileRestored`.
    Raises :class:`Refused` when what it was in is in the bin, when it was imported or
    uploaded again meanwhile, or when its links would close a circle now.
    """
    deletions = Deletion.objects.select_related(
        "project", "item__project", "attachment__file"
    )
    rows = deletions.get_many_for_change(deletion_ids, by=by)
    ids = [row.pk for row in rows]
    _refuse_without_parent(ids)
    _refuse_twins(ids)
    refuse_lost_files(ids)
    binned = Item.everything.filter(deletion__in=ids)
    counts = Counter(binned.values_list("deletion_id", flat=True))
    binned.update(deletion=None)
    Project.everything.filter(deletion__in=ids).update(deletion=None)
    Attachment.everything.filter(deletion__in=ids).update(deletion=None)
    _restore_links(ids)
    _refuse_circles({row.project_id: row.project for row in rows}.values())
    facts = [_restored(row, counts[row.pk]) for row in rows]
    delete_rows(rows)
    record(*facts, by=by)


def _restored(row: Deletion, items: int) -> Fact:
    if row.item is None:
        return ProjectRestored(subject_id=row.project_id, name=row.project.name)
    if row.attachment is not None:
        return FileRestored(
            subject_id=row.item.pk,
            project_id=row.project_id,
            attachment_id=row.attachment.pk,
            name=row.title,
        )
    return ItemRestored(
        subject_id=row.item.pk,
        project_id=row.project_id,
        title=row.title[:200],
        items=items,
    )


def _refuse_without_parent(ids: Collection[int]) -> None:
    rows = Item.everything.filter(deletion__in=ids, parent__deletion__isnull=False)
    orphan = rows.exclude(parent__deletion__in=ids).select_related("parent").first()
    if orphan is not None and orphan.parent is not None:
        raise Refused(
            _("Restore “%s” first: “%s” was in it.")
            % (orphan.parent.title, orphan.title)
        )


def _refuse_twins(ids: Collection[int]) -> None:
    """Refuse what came in again from where it was imported."""
    twins = Item.objects.filter(
        project_id=OuterRef("project_id"),
        external_source=OuterRef("external_source"),
        external_id=OuterRef("external_id"),
    )
    rows = Item.everything.filter(deletion__in=ids).exclude(external_id="")
    again = rows.filter(
        pk__in=rows.annotate(twin=Subquery(twins.values("pk")[:1]))
        .exclude(twin=None)
        .values("pk")
    ).first()
    if again is not None:
        raise Refused(_("“%s” was imported again meanwhile.") % again.title)


def _restore_links(ids: Collection[int]) -> None:
    """Let links be again of which no end is in the bin."""

    def deletion_of(end: str) -> Subquery:
        rows = Item.everything.filter(pk=OuterRef(end))
        return Subquery(rows.values("deletion_id")[:1])

    links = Link.everything.filter(deletion__in=ids)
    links.exclude(before__project=F("after__project")).delete()  # an end has moved
    links.update(
        deletion_id=Coalesce(deletion_of("before_id"), deletion_of("after_id"))
    )


def _refuse_circles(projects: Iterable[Project]) -> None:
    for project in projects:
        nodes = on_circles(ways_of(project))
        if nodes:
            titles = Item.objects.filter(pk__in={node // 2 for node in nodes})
            said = ", ".join(sorted(titles.values_list("title", flat=True))[:5])
            raise Refused(_("This would close a circle: %s.") % said)


@transaction.atomic
def purge(deletion_id: int, *, before: datetime, by: Actor) -> None:
    """Delete for good what went into the bin before an instant.

    Records :class:`ItemPurged`, :class:`ProjectPurged` or :class:`FilePurged`.  Raises
    :class:`NotFound` when it was restored or purged meanwhile.
    """
    rows = Deletion.objects.locked().select_related(
        "project", "item__project", "attachment__file"
    )
    deletion = rows.filter(pk=deletion_id, at__lt=before).first()
    if deletion is None:
        raise NotFound
    fact = _purged(deletion)
    files = Attachment.everything.filter(item__project=deletion.project_id)
    talks = Conversation.objects.filter(item__project=deletion.project_id)
    held = set(files.values_list("file_id", flat=True))
    threads = set(talks.values_list("thread_id", flat=True))
    (deletion.project if deletion.item is None else deletion).delete()
    forget_files(held.difference(files.values_list("file_id", flat=True)))
    forget_threads(threads.difference(talks.values_list("thread_id", flat=True)))
    record(fact, by=by)


def _purged(deletion: Deletion) -> Fact:
    title = deletion.title[:200]
    if deletion.item is None:
        return ProjectPurged(subject_id=deletion.project_id, name=title)
    of_item = {"subject_id": deletion.item.pk, "project_id": deletion.project_id}
    if deletion.attachment is None:
        return ItemPurged(**of_item, title=title, key=deletion.key)
    return FilePurged(
        **of_item,
        attachment_id=deletion.attachment.pk,
        name=title,
        deletion_id=deletion.pk,
    )
