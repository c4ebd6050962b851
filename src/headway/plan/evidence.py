"""What speaks for people doing an item: facts about their work that can be looked up.

What people are beside their work is not asked: no name, age, place or reason for an
absence decides, only skills, what they did before and, where the reader may see it,
what they cost.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from headway.actors.models import Actor
from headway.people.levels import Rating, ratings_of
from headway.people.models import PersonSkill, Rate, RateKind
from headway.plan.rows import NeedRow
from headway.work.models import Assignment, Item, Link, State
from headway.work.models.items import ItemQuerySet

Pair = tuple[int, int]
"""An item and a person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What is known of a person's work, as the reader sees it.

    ``levels`` are by skill, and ``speeds`` in percent, 100 for as fast as usual.

    ``done`` finished items like this one, and has ``around`` of the items that it is
    linked with or that are in the same one.  ``rate`` is what an hour costs, in minor
    units of ``currency``.
    """

    levels: Mapping[int, int]
    speeds: Mapping[int, int] = field(default_factory=dict)
    done: int = 0
    around: int = 0
    rate: int | None = None
    currency: str = ""


def evidence_for(
    items: Sequence[Item],
    needs: Mapping[int, Sequence[NeedRow]],
    people: Collection[int],
    *,
    by: Actor,
) -> Mapping[Pair, Evidence]:
    """Read what is known of these people's work, as far as ``by`` may know it.

    Half a dozen queries for any number of items and people.
    """
    skills = {i.pk: {need.skill_id for need in needs.get(i.pk, ())} for i in items}
    ratings = _ratings(set().union(*skills.values()), people, by)
    seen = Item.objects.visible_to(by)
    done, around = _done(seen, items, skills, people), _around(seen, items, people)
    rates = _rates(people, by)
    return {
        (item.pk, pk): Evidence(
            levels={
                skill: rating.level
                for skill, rating in ratings.get(pk, {}).items()
                if skill in skills[item.pk]
            },
            speeds={
                skill: rating.speed_percent
                for skill, rating in ratings.get(pk, {}).items()
                if skill in skills[item.pk]
            },
            done=done[item.pk, pk],
            around=around[item.pk, pk],
            rate=rates[pk][0] if pk in rates else None,
            currency=rates[pk][1] if pk in rates else "",
        )
        for item in items
        for pk in people
    }


def _ratings(
    skills: Collection[int], people: Collection[int], by: Actor
) -> Mapping[int, Mapping[int, Rating]]:
    if not skills:
        return {}
    rated = PersonSkill.objects.visible_to(by).filter(person__in=people)
    return ratings_of(rated.filter(skill__in=skills), on=timezone.localdate())


def _done(
    seen: ItemQuerySet,
    items: Sequence[Item],
    skills: Mapping[int, Collection[int]],
    people: Collection[int],
) -> Counter[Pair]:
    """Count finished items of the type: that ask for its skills, or in its project."""
    finished = seen.filter(state=State.DONE, type_id__in={i.type_id for i in items})
    mine = Assignment.objects.filter(item__in=finished, person__in=people)
    asked = set().union(*skills.values())
    plain = {i.project_id for i in items if not skills[i.pk]}
    by_skill: defaultdict[Pair, set[Pair]] = defaultdict(set)
    if asked:
        rows = mine.filter(item__needs__skill__in=asked)
        for kind, skill, person, pk in rows.values_list(
            "item__type_id", "item__needs__skill_id", "person_id", "item_id"
        ):
            by_skill[kind, skill].add((person, pk))
    by_project: Counter[tuple[int, int, int]] = Counter()
    if plain:
        rows = mine.filter(item__project_id__in=plain)
        by_project.update(
            rows.values_list("item__type_id", "item__project_id", "person_id")
        )
    found: Counter[Pair] = Counter()
    for item in items:
        if skills[item.pk]:
            each = (by_skill[item.type_id, skill] for skill in skills[item.pk])
            found.update((item.pk, person) for person, _ in set().union(*each))
            continue
        for pk in people:
            found[item.pk, pk] = by_project[item.type_id, item.project_id, pk]
    return found


def _around(
    seen: ItemQuerySet, items: Sequence[Item], people: Collection[int]
) -> Counter[Pair]:
    """Count what each has of the items that one is linked with, or that are beside."""
    ids = {item.pk for item in items}
    near: dict[int, set[int]] = {pk: set() for pk in ids}
    links = Link.objects.filter(Q(before__in=ids) | Q(after__in=ids))
    for before, after in links.values_list("before_id", "after_id"):
        for one, other in ((before, after), (after, before)):
            if one in near:
                near[one].add(other)
    parents = {item.parent_id for item in items if item.parent_id is not None}
    inside: defaultdict[int | None, set[int]] = defaultdict(set)
    if parents:
        beside = Item.objects.filter(parent_id__in=parents)
        for parent, pk in beside.values_list("parent_id", "pk"):
            inside[parent].add(pk)
    for item in items:
        near[item.pk] |= inside.get(item.parent_id, set())
        near[item.pk].discard(item.pk)
    shown = seen.filter(pk__in=set().union(*near.values()))
    theirs = Assignment.objects.filter(item__in=shown, person__in=people)
    has: defaultdict[int, list[int]] = defaultdict(list)
    for other, person in theirs.values_list("item_id", "person_id"):
        has[other].append(person)
    return Counter(
        (pk, person)
        for pk in ids
        for other in near[pk]
        for person in has.get(other, ())
    )


def _rates(people: Collection[int], by: Actor) -> Mapping[int, tuple[int, str]]:
    """Return what an hour of each costs today, to who may see it."""
    rows = Rate.objects.visible_to(by).filter(
        kind=RateKind.COST, person__in=people, valid_from__lte=timezone.localdate()
    )
    columns = ("person_id", "amount_minor", "currency")
    return {
        pk: (amount, currency)
        for pk, amount, currency in rows.order_by("valid_from", "pk").values_list(
            *columns
        )
    }
