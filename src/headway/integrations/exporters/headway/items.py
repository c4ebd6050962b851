"""The items of a project, some at a time, with all that belongs to them."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import Prefetch

from headway.actors.models import Actor
from headway.base.files import open_content
from headway.comms.models import Comment
from headway.integrations.exporters.fields import FieldsOut
from headway.integrations.exporters.headway.history import Record, histories_of
from headway.integrations.exporters.headway.people import FilePeople
from headway.integrations.exporters.headway.plans import costs_of, thens_of
from headway.work.models import (
    JUDGED,
    Assignment,
    Attachment,
    Check,
    Conversation,
    CostOfDelay,
    Item,
    ItemLabel,
    Need,
    Pause,
)

AMOUNTS: Final = (
    "effort_minutes", "duration_minutes", "low_minutes", "high_minutes",
    "remaining_minutes", "chunk_minutes", "spent_minutes",
)  # fmt: skip
INSTANTS: Final = (
    "starts_no_earlier", "starts_no_later", "finishes_no_earlier", "deadline",
    "started_at", "finished_at", "created_at",
)  # fmt: skip


def item_records(
    ids: Sequence[int],
    *,
    key: str,
    people: FilePeople,
    fields: FieldsOut,
    left_out: Collection[int],
    by: Actor,
) -> Iterator[Record]:
    """Yield items in this order; in as many queries for many as for a few.

    Of the files that are ``left_out`` the content is not in it.
    """
    rows = Item.objects.filter(pk__in=ids).select_related("type", "status", "calendar")
    items = rows.in_bulk()
    more = _Belongings(ids, people, left_out, by)
    for pk in ids:
        if item := items.get(pk):
            called = {"id": str(pk), "key": f"{key}-{item.number}"}
            custom = dict(fields.said(item))
            said = {"fields": custom} if custom else {}
            yield called | _record(item, people) | said | more.of(pk)


def _record(item: Item, people: FilePeople) -> Record:
    """What is in the item's own row; what it has nothing of is left out."""
    said = {
        "parent": item.parent_id and str(item.parent_id),
        "description": item.description,
        "is_joint": item.is_joint,
        "calendar": item.calendar.name if item.calendar else "",
        "finished_by": people.actor(item.finished_by_id),
        **{name: getattr(item, name) for name in (*AMOUNTS, *INSTANTS, *JUDGED)},
    }
    return {
        "title": item.title,
        "type": item.type.name,
        "state": item.status.name,
        "drive": item.drive,
        "priority": item.priority,
        **{name: value for name, value in said.items() if _is_said(value)},
    }


def _is_said(value: Any) -> bool:
    """No time at all is said; what is not so need not be."""
    return value not in (None, "") and value is not False


class _Belongings:
    """What else is said of some items, by their ids."""

    def __init__(
        self,
        ids: Sequence[int],
        people: FilePeople,
        left_out: Collection[int],
        by: Actor,
    ) -> None:
        self._ids, self._people, self._left_out = ids, people, left_out
        self._by = by
        self._parts: Mapping[str, Mapping[int, list[Any]]] = {
            "people": self._assigned(),
            "labels": self._labels(),
            "needs": self._needs(),
            "pauses": self._pauses(),
            "checks": self._checks(),
            "comments": self._comments(),
            "files": self._files(),
            "baselines": thens_of(ids, by=by),
            "costs": costs_of(ids, by=by),
            "history": histories_of(ids, people=people, by=by),
        }
        rows = CostOfDelay.objects.visible_to(by).filter(item__in=ids)
        self._costs = {row.item_id: row for row in rows}

    def of(self, pk: int) -> Record:
        said: Record = {
            name: rows[pk] for name, rows in self._parts.items() if rows.get(pk)
        }
        if cost := self._costs.get(pk):
            said["delay_costs"] = {"per_week": cost.per_week, "once": cost.once}
        return said

    def _assigned(self) -> Mapping[int, list[Record]]:
        found: defaultdict[int, list[Record]] = defaultdict(list)
        rows = Assignment.objects.filter(item__in=self._ids)
        for part in rows.order_by("-is_accountable", "pk"):
            found[part.item_id].append(
                {
                    "person": self._people.person(part.person_id),
                    "share": part.share,
                    "units_percent": part.units_percent,
                }
            )
        return found

    def _labels(self) -> Mapping[int, list[str]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        rows = ItemLabel.objects.filter(item__in=self._ids, label__removed_at=None)
        for pk, name in rows.order_by("pk").values_list("item_id", "label__name"):
            found[pk].append(name)
        return found

    def _needs(self) -> Mapping[int, list[Record]]:
        found: defaultdict[int, list[Record]] = defaultdict(list)
        rows = Need.objects.filter(item__in=self._ids).order_by("pk")
        for pk, name, level in rows.values_list("item_id", "skill__name", "level"):
            found[pk].append({"skill": name, "level": level})
        return found

    def _pauses(self) -> Mapping[int, list[Record]]:
        found: defaultdict[int, list[Record]] = defaultdict(list)
        rows = Pause.objects.filter(item__in=self._ids).order_by("item", "starts_at")
        for row in rows:
            said = {"starts_at": row.starts_at, "ends_at": row.ends_at}
            found[row.item_id].append(said)
        return found

    def _checks(self) -> Mapping[int, list[Record]]:
        found: defaultdict[int, list[Record]] = defaultdict(list)
        rows = Check.objects.filter(item__in=self._ids, removed_at=None)
        for line in rows.order_by("position", "pk"):
            said: Record = {"text": line.text}
            if line.heading:
                said["heading"] = line.heading
            if line.done_at:
                said["done_at"] = line.done_at
                said["done_by"] = self._people.actor(line.done_by_id)
            found[line.item_id].append(said)
        return found

    def _comments(self) -> Mapping[int, list[Record]]:
        """A number alone would be another comment's, once they have come elsewhere."""
        found: defaultdict[int, list[Record]] = defaultdict(list)
        seen = Conversation.objects.visible_to(self._by).filter(item__in=self._ids)
        live = Comment.objects.live().oldest_first().select_related("author")
        rows = seen.select_related("thread")
        for each in rows.prefetch_related(Prefetch("thread__comments", live)):
            for comment in each.thread.comments.all():
                number = f"{comment.pk}.{comment.at.timestamp():.0f}"
                said: Record = {
                    "id": comment.external_id or number,
                    "text": comment.text,
                    "at": comment.at,
                }
                if author := self._people.actor(comment.author_id):
                    said["author"] = author
                if comment.edited_at:
                    said["edited_at"] = comment.edited_at
                found[each.item_id].append(said)
        return found

    def _files(self) -> Mapping[int, list[Record]]:
        found: defaultdict[int, list[Record]] = defaultdict(list)
        rows = Attachment.objects.visible_to(self._by).filter(item__in=self._ids)
        for row in rows.with_versions().order_by("pk"):
            current = row.file.current
            said: Record = {"name": row.file.name, "at": current.at}
            if row.pk not in self._left_out:
                with open_content(current.content) as content:
                    said["content"] = b64encode(content.read()).decode()
            found[row.item_id].append(said)
        return found
