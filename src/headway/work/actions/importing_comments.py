"""Take over what was said elsewhere; doing it again changes nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from headway.actors.models import Actor
from headway.comms.models import LONGEST_COMMENT, Comment, Thread
from headway.events.actions import record
from headway.work.actions.projects import lock_for_items
from headway.work.facts_comments import CommentsImported
from headway.work.models import Conversation, Item

CUT = "\n\n…"
"""Ends what was longer than a comment can be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedComment:
    """Something that was said about an item, in Markdown.

    ``item`` is the ``external_id`` of an item of the same source and project.
    ``author_id`` is the actor who said it, None where that is not known; ``at`` is
    when, None for now, and ``edited_at`` when they last changed it.
    """

    external_id: str
    item: str
    text: str
    author_id: int | None = None
    at: datetime | None = None
    edited_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedComments:
    """What an import did: numbers of comments.

    ``known`` were here before, and stay as they are, also if they were edited or
    removed since.  ``left_out`` say nothing, or their item is not here.
    """

    created: int
    known: int
    left_out: tuple[ImportedComment, ...]


@transaction.atomic
def import_comments(
    project_id: int, rows: Sequence[ImportedComment], *, source: str, by: Actor
) -> ImportedComments:
    """Add what was said elsewhere, in the name of who said it, when they did.

    Call it behind ``import_outline``, with the same ``source``.  Of an
    ``external_id`` that comes twice for an item the first counts.  What is too long is
    cut.  Only administrators may, as it puts words into the mouths of others.  Records
    one :class:`CommentsImported` for each item that got some.  Locks the project.
    """
    by.check_administers()
    project = lock_for_items(project_id, by=by)
    ids = {row.item for row in rows}
    held = project.items.filter(external_source=source, external_id__in=ids)
    items = {item.external_id: item for item in held}
    wanted = {
        (row.item, row.external_id): row
        for row in reversed(rows)
        if row.item in items and row.text.strip()
    }
    threads = _threads_of([items[key] for key in dict.fromkeys(k for k, _ in wanted)])
    known = set(
        Comment.objects.filter(
            thread__in=threads.values(), external_source=source
        ).values_list("thread_id", "external_id")
    )
    new = [
        row
        for (item, external_id), row in wanted.items()
        if (threads[items[item].pk].pk, external_id) not in known
    ]
    made = _create(new, items, threads, source)
    facts = [
        CommentsImported(
            subject_id=item.pk, project_id=project.pk, source=source, comments=said
        )
        for item, said in made
    ]
    record(*facts, by=by)
    return ImportedComments(
        created=len(new),
        known=len(wanted) - len(new),
        left_out=tuple(r for r in rows if (r.item, r.external_id) not in wanted),
    )


def _threads_of(items: Sequence[Item]) -> dict[int, Thread]:
    """Return the thread of each item, by its id; those that have none get one."""
    held = Conversation.objects.filter(item__in=items).select_related("thread")
    threads = {each.item_id: each.thread for each in held}
    without = [item for item in items if item.pk not in threads]
    made = Thread.objects.bulk_create(
        Thread(workspace_id=item.workspace_id) for item in without
    )
    Conversation.objects.bulk_create(
        Conversation(workspace_id=item.workspace_id, item=item, thread=thread)
        for item, thread in zip(without, made, strict=True)
    )
    return threads | {i.pk: t for i, t in zip(without, made, strict=True)}


def _create(
    rows: Sequence[ImportedComment],
    items: Mapping[str, Item],
    threads: Mapping[int, Thread],
    source: str,
) -> list[tuple[Item, list[dict[str, int]]]]:
    """Insert the comments, oldest first; return the items with what facts say."""
    now = timezone.now()
    ordered = sorted(rows, key=lambda row: row.at or now)
    comments = Comment.objects.bulk_create(
        [
            Comment(
                workspace_id=items[row.item].workspace_id,
                thread=threads[items[row.item].pk],
                author_id=row.author_id,
                text=_cut(row.text.strip()),
                at=row.at or now,
                edited_at=row.edited_at,
                external_source=source,
                external_id=row.external_id,
            )
            for row in ordered
        ],
        batch_size=1000,
    )
    said: defaultdict[str, list[dict[str, int]]] = defaultdict(list)
    for row, comment in zip(ordered, comments, strict=True):
        said[row.item].append({"comment_id": comment.pk})
    return [(items[key], ids) for key, ids in said.items()]


def _cut(text: str) -> str:
    if len(text) <= LONGEST_COMMENT:
        return text
    return text[: LONGEST_COMMENT - len(CUT)] + CUT
