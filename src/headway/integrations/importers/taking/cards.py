"""An item of a tracker, as the rows that ``work`` takes over."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from headway.base.characters import UNKEEPABLE, composed
from headway.base.days import FIRST_DAY, LAST_DAY, bounded
from headway.integrations.importers.content import Change, FileItem
from headway.integrations.importers.taking.fields import Fields
from headway.integrations.importers.taking.step import Step
from headway.people.models import Person
from headway.plan.files.saying import say as _
from headway.work.actions import (
    ImportedCard,
    ImportedChange,
    ImportedCheck,
    ImportedItem,
    Part,
)
from headway.work.actions.checking import LONGEST_HEADING, MOST_LINES
from headway.work.actions.labelling import LONGEST_LABEL
from headway.work.models import Drive, Importance, State, WorkflowState
from headway.work.models.items import LONGEST_MINUTES
from headway.work.models.types import CLOSED

LONGEST_TITLE: Final = 500
LONGEST_DESCRIPTION: Final = 100_000
LONGEST_LINE: Final = 500
LONGEST_VALUE: Final = 500
WORDS: Final = {
    1: Importance.LOWEST,
    2: Importance.LOW,
    3: Importance.NORMAL,
    4: Importance.HIGH,
    5: Importance.HIGHEST,
}
LAST_MINUTE: Final = time(23, 59)
"""A deadline is a day's, to its end."""

PLAIN_TYPES: Final = frozenset({"", "task", "card", "issue", "item"})
"""Names of kinds that say no more than that it is an item."""


class Cards:
    """Makes cards of items; ``people`` are known by their ids there.

    What does not fit is noted in the step.
    """

    def __init__(self, people: Mapping[str, Person], *, zone: str, label: str) -> None:
        self.people, self.zone, self.label = people, ZoneInfo(zone), label
        self.fields = Fields()

    def card(
        self, item: FileItem, status: WorkflowState, parent: str | None, step: Step
    ) -> ImportedCard:
        where = name_of(item)
        custom, rest = self.fields.read(item.custom or {}, type_id=status.type_id)
        item = replace(item, fields={**(item.fields or {}), **rest})
        return ImportedCard(
            item=ImportedItem(
                external_id=item.id[:200],
                parent=parent,
                said=self._said(item, status, step),
                parts=self._parts(item, where, step),
                made_at=self._instant(item.created_at),
                custom=custom,
            ),
            labels=tuple(_labels(item, where, step)),
            checks=tuple(_checks(item, self.people, where, step)),
            changes=tuple(self._changes(item)),
        )

    def _said(
        self, item: FileItem, status: WorkflowState, step: Step
    ) -> dict[str, Any]:
        said: dict[str, Any] = {
            "title": _title(item, step),
            "description": self._description(item, step),
            "type_id": status.type_id,
            "status_id": status.pk,
            "state": status.category,
            "deadline": self._deadline(item, step),
        }
        if item.importance is not None:
            said["priority"] = WORDS[min(max(item.importance, 1), 5)].value
        said |= item.judged or {}
        return said | self._amounts(item, status) | self._progress(item, status)

    def _amounts(self, item: FileItem, status: WorkflowState) -> dict[str, Any]:
        if item.is_milestone:
            return {"drive": Drive.MILESTONE.value, "effort_minutes": None}
        said: dict[str, Any] = {}
        estimate = _minutes(item.estimate_minutes)
        if estimate is not None:
            said["effort_minutes"] = estimate
        if item.spent_minutes:
            said["spent_minutes"] = _minutes(item.spent_minutes)
        left = _minutes(item.remaining_minutes)
        if left is None and item.percent_complete and estimate is not None:
            left = estimate * (100 - min(item.percent_complete, 100)) // 100
        if left is not None and status.category not in CLOSED:
            said["remaining_minutes"] = left
        return said

    def _progress(self, item: FileItem, status: WorkflowState) -> dict[str, Any]:
        """When it began and was done; of what is done nobody knows when, nothing."""
        begun, closed = self._instant(item.started_at), self._instant(item.closed_at)
        if status.category == State.DONE:
            if closed is None:
                return {"started_at": None}
            return {"started_at": _before(begun, closed), "finished_at": closed}
        if status.category in (State.DOING, State.WAITING):
            begun = begun or self._instant(item.created_at)
        said: dict[str, Any] = {"finished_at": None, "started_at": begun}
        if status.category == State.TODO:
            for name, day, at in (
                ("starts_no_earlier", item.start_on, time()),
                ("starts_no_later", item.start_by, LAST_MINUTE),
            ):
                if day and FIRST_DAY <= day <= LAST_DAY:
                    said[name] = datetime.combine(day, at, self.zone)
        return said

    def _deadline(self, item: FileItem, step: Step) -> datetime | None:
        if item.due_on is None:
            return None
        if not FIRST_DAY <= item.due_on <= LAST_DAY:
            step.note(name_of(item), _("its date %s is out of bounds") % item.due_on)
            return None
        return datetime.combine(item.due_on, LAST_MINUTE, self.zone)

    def _instant(self, at: datetime | None) -> datetime | None:
        return None if at is None else bounded(at)

    def _parts(self, item: FileItem, where: str, step: Step) -> tuple[Part, ...]:
        unknown = [one for one in item.assignees if one not in self.people]
        for one in unknown:
            step.note(where, _("nobody is known as %s: not assigned") % one[:100])
        pks = [self.people[one].pk for one in item.assignees if one in self.people]
        return tuple(Part(person_id=pk) for pk in dict.fromkeys(pks))

    def _changes(self, item: FileItem) -> Iterator[ImportedChange]:
        """What happened to it there, in order: its creation first."""
        made = Change(
            id=f"{item.id}:created", field="created",
            author=item.author, at=item.created_at,
        )  # fmt: skip
        is_told = item.exact is None and bool(item.author or item.created_at)
        for change in (made, *item.changes) if is_told else item.changes:
            author = self.people.get(change.author or "")
            yield ImportedChange(
                external_id=change.id[:200],
                field=kept(change.field)[:100],
                before=kept(change.before)[:LONGEST_VALUE],
                after=kept(change.after)[:LONGEST_VALUE],
                author="" if author else kept(change.author or "")[:200],
                person_id=author.pk if author else None,
                at=self._instant(change.at),
            )

    def _description(self, item: FileItem, step: Step) -> str:
        """Its text, and below a rule whatever has no place of its own here."""
        more = "\n".join(self._more(item))
        text = kept(item.description).strip()
        room = LONGEST_DESCRIPTION - len(more) - 10
        if room < 0 or len(text) > room:
            step.note(name_of(item), _("its description is longer than Headway keeps"))
            more, text = more[: LONGEST_DESCRIPTION // 2], text[: max(room, 1000)]
        return f"{text}\n\n---\n\n{more}" if text and more else text or more

    def _more(self, item: FileItem) -> Iterator[str]:
        name = kept(item.key) or ""
        if item.address.startswith(("https://", "http://")):
            name = f"[{_escaped(name or item.address)}]({_quoted(item.address)})"
        if name:
            yield _("Imported from %(source)s: %(item)s") % {
                "source": self.label,
                "item": name,
            }
        for field, value in (item.fields or {}).items():
            if value.strip():
                yield f"- {_escaped(kept(field))}: {_escaped(kept(value))}"
        for each in item.attachments:
            if each.content is None and each.address:
                yield f"- [{_escaped(kept(each.name))}]({_quoted(each.address)})"


def name_of(item: FileItem) -> str:
    """Return how a report names an item."""
    return f"{item.key} {kept(item.title)!r}".strip()[:300]


def kept(text: str) -> str:
    """Return a text without what the database cannot keep."""
    return composed(UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def _title(item: FileItem, step: Step) -> str:
    title = " ".join(kept(item.title).split())
    if not title:
        step.note(name_of(item), _("it has no title: it is called by its number"))
        return kept(item.key or item.id)[:LONGEST_TITLE]
    if len(title) > LONGEST_TITLE:
        step.note(name_of(item), _("its title is cut after 500 characters"))
    return title[:LONGEST_TITLE]


def _labels(item: FileItem, where: str, step: Step) -> Iterator[str]:
    """Its labels, and its kind where that says anything."""
    if item.type.strip().lower() not in PLAIN_TYPES:
        yield kept(item.type.strip())[:LONGEST_LABEL]
    for label in item.labels:
        name = " ".join(kept(label).split())
        if len(name) > LONGEST_LABEL:
            step.note(where, _("its label %r is cut after 50 characters") % name[:60])
        if name:
            yield name[:LONGEST_LABEL].strip()


def _checks(
    item: FileItem, people: Mapping[str, Person], where: str, step: Step
) -> Iterator[ImportedCheck]:
    lines = [" ".join(kept(check.text).split()) for check in item.checks]
    if len(lines) > MOST_LINES:
        step.note(where, _("its checklist has more than %d lines") % MOST_LINES)
    for text, check in zip(lines, item.checks, strict=True):
        done_by = people.get(check.done_by or "")
        if text:
            yield ImportedCheck(
                text=text[:LONGEST_LINE],
                heading=" ".join(kept(check.checklist).split())[:LONGEST_HEADING],
                is_done=check.is_done,
                done_at=bounded(check.done_at) if check.done_at else None,
                done_by_id=done_by.actor_id if done_by else None,
            )


def _minutes(number: int | None) -> int | None:
    return None if number is None else min(max(number, 0), LONGEST_MINUTES)


def _before(begun: datetime | None, closed: datetime) -> datetime | None:
    """Nothing begins after it is done; what says so is not believed."""
    return begun if begun is None or begun <= closed else None


def _escaped(text: str) -> str:
    """Keep a text in one line of Markdown, as it stands."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>" else c for c in " ".join(text.split()))


def _quoted(address: str) -> str:
    return address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
