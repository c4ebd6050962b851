"""Attach files to items, and remove them."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.files import Draft
from headway.comms.actions import add_file, add_version, put_version_back
from headway.comms.models import FileVersion
from headway.events.actions import record
from headway.work.facts import FileAdded, FileRemoved, FileReplaced
from headway.work.models import Attachment, Deletion, Item


@transaction.atomic
def attach_file(item_id: int, name: str, draft: Draft, *, by: Actor) -> Attachment:
    """Attach what was received to an item, under a name from ``file_name``.

    A file of that name gets a new version; the same content again changes nothing.
    Records :class:`FileAdded` or :class:`FileReplaced`.  Raises :class:`TooLarge`.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    present = item.attachments.filter(file__name=name)
    attachment = present.order_by("pk").last()
    if attachment is None:
        attachment = Attachment.objects.create(
            workspace_id=by.workspace_id, item=item, file=add_file(name, draft, by=by)
        )
        record(FileAdded(**_said(attachment), version=1), by=by)
    elif attachment.file.current.sha256 != draft.sha256:
        before = attachment.file.current.number
        version = add_version(attachment.file, draft, by=by)
        record(
            FileReplaced(**_said(attachment), version=version.number, before=before),
            by=by,
        )
    return attachment


@transaction.atomic
def put_file_back(attachment_id: int, number: int, *, by: Actor) -> Attachment:
    """Let a file be again what it was in a version; again changes nothing.

    Records :class:`FileReplaced`.
    """
    attachment, current = _locked(attachment_id, by=by)
    version = attachment.file.versions.filter(number=number).first()
    if version is None:
        raise NotFound
    if version.sha256 != current.sha256:
        made = put_version_back(version, by=by)
        record(
            FileReplaced(
                **_said(attachment), version=made.number, before=current.number
            ),
            by=by,
        )
    return attachment


@transaction.atomic
def remove_files(ids: Collection[int], *, by: Actor) -> None:
    """Put files of items into the bin, with all their versions.

    Records :class:`FileRemoved` for each.
    """
    seen = Attachment.objects.visible_to(by).filter(pk__in=ids)
    Item.objects.get_many_for_change(set(seen.values_list("item_id", flat=True)), by=by)
    rows = Attachment.objects.select_related("file", "item")
    facts = []
    for attachment in rows.get_many_for_change(ids, by=by):
        attachment.deletion = Deletion.objects.create(
            workspace_id=by.workspace_id,
            project_id=attachment.item.project_id,
            item=attachment.item,
            attachment=attachment,
            by=by,
        )
        attachment.save(update_fields=["deletion"])
        facts.append(
            FileRemoved(**_said(attachment), deletion_id=attachment.deletion.pk)
        )
    record(*facts, by=by)


def refuse_lost_files(deletion_ids: Collection[int]) -> None:
    """Refuse to restore a file without its item, or beside one of the same name."""
    rows = Attachment.everything.filter(deletion__in=deletion_ids)
    for attachment in rows.select_related("file", "item__project"):
        item, name = attachment.item, attachment.file.name
        if item.deletion_id is not None:
            raise Refused(
                _("Restore “%(item)s” first: “%(name)s” was in it.")
                % {"item": item.title, "name": name}
            )
        if item.attachments.filter(file__name=name).exists():
            raise Refused(
                _("%(item)s has another “%(name)s” by now; remove that one first.")
                % {"item": item.key, "name": name}
            )


def _locked(attachment_id: int, *, by: Actor) -> tuple[Attachment, FileVersion]:
    attachment = Attachment.objects.select_related("file", "item").get_for_read(
        attachment_id, by=by
    )
    Item.objects.get_for_change(attachment.item_id, by=by)
    return attachment, attachment.file.current


def _said(attachment: Attachment) -> dict[str, Any]:
    return {
        "subject_id": attachment.item_id,
        "project_id": attachment.item.project_id,
        "attachment_id": attachment.pk,
        "name": attachment.file.name,
    }
