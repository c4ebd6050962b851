"""Decisions in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.people.models import Person
from headway.plan.models import Decision, DecisionKind, Override
from headway.plan.overrides.words import (
    HOUR,
    Later,
    price_words,
    shown_delays,
    span_words,
)
from headway.ui.words import date_words
from headway.work.models import Assignment, Item


@dataclass(frozen=True, kw_only=True)
class ShownDecision:
    """A decision with what it cost then and costs now, both with what gets later."""

    decision: Decision
    text: str
    why: str
    then: Sequence[str]
    now: Sequence[str]
    later: Sequence[Later]
    can_change: bool


@dataclass(frozen=True, kw_only=True)
class About:
    """What the words of decisions need of other rows, as far as they are seen."""

    people: Mapping[int, Sequence[str]]
    others: Mapping[int, str]
    overrides: Mapping[int, Override]
    before: Mapping[int, Item]

    @classmethod
    def of(cls, rows: Sequence[Decision], *, by: Actor) -> "About":
        """Read it; four queries for any number."""
        ids = [row.item_id for row in rows]
        seen = Person.objects.visible_to(by).select_related("actor")
        names = {
            pk: person.actor.title
            for pk, person in seen.in_bulk(_people_of(rows, ids)).items()
        }
        parts: defaultdict[int, list[str]] = defaultdict(list)
        for item_id, person_id in _assigned(ids):
            parts[item_id].append(names.get(person_id, _("somebody")))
        put = {o.item_id: o for o in Override.objects.live().filter(item__in=ids)}
        before = {row.before_id for row in put.values() if row.before_id}
        items = Item.objects.visible_to(by).select_related("project")
        return cls(
            people=parts, others=names, overrides=put, before=items.in_bulk(before)
        )


def _assigned(ids: Sequence[int]) -> Iterable[tuple[int, int]]:
    rows = Assignment.objects.filter(item__in=ids).order_by("pk")
    return rows.values_list("item_id", "person_id")


def _people_of(rows: Sequence[Decision], ids: Sequence[int]) -> set[int]:
    assigned = {person for _item, person in _assigned(ids)}
    return assigned | {row.other_id for row in rows if row.other_id}


def decision_words(row: Decision, about: About) -> str:
    """Say what was decided."""
    if row.date is not None:
        sentence = {
            DecisionKind.START: _("Starts no earlier than %s"),
            DecisionKind.FINISH: _("Finishes no earlier than %s"),
        }.get(DecisionKind(row.kind), _("Finishes no later than %s"))
        return sentence % date_words(row.date)
    if row.kind == DecisionKind.PERSON:
        return _person_words(row, about)
    override = about.overrides.get(row.item_id)
    if override is None or override.before_id is None:
        return _("Goes before all others")
    other = about.before.get(override.before_id)
    if other is None:
        return _("Goes before an item that you do not see")
    return _("Goes before %s") % other.key


def _person_words(row: Decision, about: About) -> str:
    values = {"who": ", ".join(about.people.get(row.item_id, ()))}
    other = about.others.get(row.other_id or 0)
    if other is None:
        return _("By %(who)s; the plan would choose others") % values
    return _("By %(who)s; the plan would choose %(other)s") % (
        values | {"other": other}
    )


def effect_words(
    cost: int | None, item_minutes: int | None, project_minutes: int | None
) -> list[str]:
    """Say what it costs, and by how much the item and its project move at 85 %."""
    if cost is None:
        return []
    said = [price_words(cost)]
    if item_minutes is not None and abs(item_minutes) >= HOUR:
        text = _("the item %s later") if item_minutes > 0 else _("the item %s earlier")
        said.append(text % span_words(abs(item_minutes)))
    if project_minutes is not None and abs(project_minutes) >= HOUR:
        text = (
            _("the project %s later")
            if project_minutes > 0
            else _("the project %s earlier")
        )
        said.append(text % span_words(abs(project_minutes)))
    return said


def shown_decisions(rows: Sequence[Decision], *, by: Actor) -> list[ShownDecision]:
    """Put them into words; half a dozen queries for any number."""
    about = About.of(rows, by=by)
    delays = shown_delays([each.pk for each in about.overrides.values()], by=by)
    changeable = Decision.objects.editable_by(by).filter(pk__in=[r.pk for r in rows])
    mine = set(changeable.values_list("pk", flat=True))
    return [_shown(row, about, delays, can_change=row.pk in mine) for row in rows]


def _shown(
    row: Decision,
    about: About,
    delays: Mapping[int, Sequence[Later]],
    *,
    can_change: bool,
) -> ShownDecision:
    is_order = row.kind == DecisionKind.ORDER
    override = about.overrides.get(row.item_id) if is_order else None
    return ShownDecision(
        decision=row,
        text=decision_words(row, about),
        why=override.why if override else "",
        then=effect_words(
            row.first_cost, row.first_item_minutes, row.first_project_minutes
        ),
        now=effect_words(row.cost, row.item_minutes, row.project_minutes),
        later=delays.get(override.pk, ()) if override else (),
        can_change=can_change,
    )
