"""Take over checklists: lines that are not there yet, and what is ticked of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from headway.actors.models import Actor
from headway.base.rows import write_columns
from headway.events.facts import Fact
from headway.work.actions.checking import MOST_LINES
from headway.work.facts import ChecklistChanged
from headway.work.models import Check, Item


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedCheck:
    """A line as it is elsewhere: of one to 500 characters, below a heading of 200.

    ``done_at`` and ``done_by_id``, an actor, say more of what ``is_done``; where they
    do not, it is ticked now and by whoever imports.
    """

    text: str
    is_done: bool
    heading: str = ""
    done_at: datetime | None = None
    done_by_id: int | None = None


def import_checks(
    wanted: Mapping[Item, Sequence[ImportedCheck]],
    facts: list[Fact],
    *,
    new: Collection[Item],
    by: Actor,
) -> None:
    """Let items have these lines besides those they have, the same once in each part.

    A line that is there stays as it is, ticked or not: what was done here counts.
    Beyond what a checklist has at most, lines are left out; the reader of the file has
    said so.  Appends a :class:`ChecklistChanged` for each line of an item that is not
    ``new``: that such came with its lines is said by its creation.
    """
    held: defaultdict[int, list[Check]] = defaultdict(list)
    for line in Check.objects.filter(item__in=wanted, removed_at=None):
        held[line.item_id].append(line)
    now = timezone.now()
    made: list[Check] = []
    for item, lines in wanted.items():
        mine = held[item.pk]
        there = {(line.heading, line.text) for line in mine}
        fresh = dict.fromkeys(
            line
            for line in lines
            if there.isdisjoint({(line.heading, line.text), ("", line.text)})
        )
        room = max(MOST_LINES - len(mine), 0)
        made += [
            Check(
                workspace_id=item.workspace_id,
                item=item,
                text=line.text,
                heading=line.heading,
                position=len(mine) + place,
                done_at=(line.done_at or now) if line.is_done else None,
                done_by_id=(line.done_by_id or by.pk) if line.is_done else None,
            )
            for place, line in enumerate([*fresh][:room])
        ]
    Check.objects.bulk_create(made, batch_size=2000)
    for check in made:
        held[check.item_id].append(check)
    told = {item.pk for item in new}
    facts += [_fact(check) for check in made if check.item_id not in told]
    changed = [item for item in wanted if held[item.pk]]
    for item in changed:
        mine = held[item.pk]
        item.checks_total = len(mine)
        item.checks_done = sum(line.done_at is not None for line in mine)
    write_columns(changed, ["checks_total", "checks_done"])


def _fact(check: Check) -> Fact:
    return ChecklistChanged(
        subject_id=check.item_id,
        project_id=check.item.project_id,
        check_id=check.pk,
        text=check.text[:200],
        before={"is_here": False},
        after={"is_here": True},
    )
