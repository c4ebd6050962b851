"""One item with all that its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.base.files import most_bytes
from headway.events.history import History, history_of
from headway.work.actions.pausing import paused
from headway.work.conversation import Talk, talk_about
from headway.work.costs import delay_of
from headway.work.files import ShownFile, files_of
from headway.work.forms import LINK_KINDS, AddCheckForm, AddForm, LinkForm, PartsForm
from headway.work.forms.relations import RelationForm
from headway.work.lags import lag_words
from headway.work.lines import ItemLine, lines_of
from headway.work.loading import for_rows
from headway.work.mentions import mentions_in
from headway.work.models import Check, Item, Link, LinkKind, WorkflowState
from headway.work.needs import needs_of, shown_needs
from headway.work.pauses import pauses_words
from headway.work.planned_costs import costs_within
from headway.work.reading import Row, labels_on, rows_by_id, rows_of
from headway.work.relations import Related, related_to
from headway.work.shown_fields import fields_of
from headway.work.why import Why, why

KINDS = dict(LINK_KINDS)
SHOWN_EVENTS = 8
MOST_CHILDREN = 200


@dataclass(frozen=True, kw_only=True)
class Dependency:
    """A link as seen from one of its ends; ``other`` is the other one."""

    link: Link
    other: Row

    @property
    def how(self) -> str:
        """How the one holds back the other; nothing where it is as usual."""
        kind = LinkKind(self.link.kind)
        said = "" if kind == LinkKind.FINISH_START else str(KINDS[kind])
        return ", ".join(filter(None, (said, self.lag)))

    @property
    def lag(self) -> str:
        """The time between the two in words; nothing where there is none."""
        return lag_words(self.link.lag, is_elapsed=self.link.lag_is_elapsed)

    @property
    def before(self) -> str:
        return self.link.before.key

    @property
    def after(self) -> str:
        return self.link.after.key


@dataclass(frozen=True, kw_only=True)
class Detail:
    """What an item's page shows to an actor."""

    row: Row
    parent: Item | None
    children: Sequence[Row]
    waits_for: Sequence[Dependency]
    holds_back: Sequence[Dependency]
    related: Sequence[Related]
    checks: Sequence[Check]
    files: Sequence[ShownFile]
    talk: Talk
    why: Why | None
    lines: Sequence[ItemLine]
    history: History
    planned_costs: str
    link_form: LinkForm
    relation_form: RelationForm
    child_form: AddForm
    check_form: AddCheckForm
    parts_form: PartsForm

    @property
    def item(self) -> Item:
        return self.row.item

    @cached_property
    def other_states(self) -> list[WorkflowState]:
        """Where it can go besides into another category as usual."""
        states = WorkflowState.objects.live().filter(type=self.item.type_id)
        return [
            state
            for state in states.in_order().exclude(pk=self.item.status_id)
            if not state.is_default or state.category == self.item.state
        ]

    @property
    def subjects(self) -> str:
        """What the page watches: the item with all that is on it, and around it."""
        links = (*self.waits_for, *self.holds_back)
        linked = (dependency.other for dependency in links)
        related = (relation.other for relation in self.related)
        around = (*self.children, *linked, *related)
        ids = (self.item.pk, *(row.item.pk for row in around))
        items = " ".join(f"work.item:{pk}" for pk in dict.fromkeys(ids))
        labels = labels_on([self.row])
        return " ".join([items, f"work.project:{self.item.project_id}", *labels])

    @property
    def most_bytes(self) -> int:
        """How large a file may be."""
        return most_bytes()

    @property
    def closed_children(self) -> int:
        return sum(row.item.is_closed for row in self.children)


def find_row(key: str, *, by: Actor) -> Row:
    """Return the visible item with that key, or raise :class:`NotFound`."""
    found = Item.objects.get_by_key(key, by=by)
    items = for_rows(Item.objects.visible_to(by)).filter(pk=found.pk)
    rows = rows_of(items.defer(None), by=by)
    if not rows:
        raise NotFound
    [row] = rows
    people = {doer.pk: doer.name for doer in row.people}
    return replace(
        row,
        needs=shown_needs(needs_of(row.item), people, by=by),
        mentions=mentions_in(row.item.description, by=by),
        delay=delay_of(row.item, by=by),
        pauses=pauses_words(paused(row.item)),
        fields=fields_of(row.item, by=by),
    )


def detail_of(key: str, *, by: Actor, **forms: Any) -> Detail:
    """Return the item as its page shows it; ``forms`` are those with errors."""
    row = find_row(key, by=by)
    item = row.item
    waits_for, holds_back = _dependencies(item, by)
    inside = for_rows(Item.objects.visible_to(by).filter(parent=item)).in_outline()
    parent = Item.objects.visible_to(by).select_related("project")
    return Detail(
        row=row,
        parent=parent.filter(pk=item.parent_id).first() if item.parent_id else None,
        children=rows_of(inside[:MOST_CHILDREN], by=by) if row.is_summary else [],
        waits_for=waits_for,
        holds_back=holds_back,
        related=related_to(item, by=by),
        checks=list(item.checks.filter(removed_at=None).order_by("position", "pk")),
        files=files_of(item, by=by),
        talk=talk_about(row, by=by, form=forms.get("comment_form")),
        why=why(row, row.outlook, by=by) if row.outlook else None,
        lines=lines_of(item, by=by),
        planned_costs=costs_within(item, is_summary=row.is_summary, by=by),
        history=history_of(("work.item", item.pk), by=by, most=SHOWN_EVENTS),
        link_form=forms.get("link_form") or LinkForm(),
        relation_form=forms.get("relation_form") or RelationForm(),
        child_form=forms.get("child_form")
        or AddForm(by=by, projects=[item.project], parent=item, auto_id="child-%s"),
        check_form=forms.get("check_form") or AddCheckForm(),
        parts_form=forms.get("parts_form") or PartsForm(item),
    )


def _dependencies(item: Item, by: Actor) -> tuple[list[Dependency], list[Dependency]]:
    links = list(
        Link.objects.visible_to(by)
        .filter(Q(before=item) | Q(after=item))
        .select_related("before__project", "after__project")
        .order_by("pk")
    )
    ids = {pk for link in links for pk in (link.before_id, link.after_id)} - {item.pk}
    rows = {row.item.pk: row for row in rows_by_id(list(ids), by=by)} if ids else {}
    waits_for, holds_back = [], []
    for link in links:
        if link.after_id == item.pk:
            waits_for.append(Dependency(link=link, other=rows[link.before_id]))
        else:
            holds_back.append(Dependency(link=link, other=rows[link.after_id]))
    return waits_for, holds_back
