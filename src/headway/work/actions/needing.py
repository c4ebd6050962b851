"""Say which skills an item asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.actions import skill_named
from headway.people.models import SkillLevel
from headway.work.facts import SkillsNeeded
from headway.work.models import Item, Need

MOST_SKILLS = 20


@dataclass(frozen=True, kw_only=True)
class NeededSkill:
    """A skill by its name, whatever its case, and how well it is to be done."""

    name: str
    level: int = SkillLevel.ALONE


@transaction.atomic
def need_skills(
    item_id: int,
    wanted: Sequence[NeededSkill],
    *,
    by: Actor,
    if_version: int | None = None,
) -> Item:
    """Let the item ask for just these skills; the same ones again change nothing.

    A skill that has no such name yet is made.  Records :class:`SkillsNeeded`.  Raises
    :class:`Refused` when one is named twice, or has a level that is none.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    item.check_version(if_version)
    if len(wanted) > MOST_SKILLS:
        raise Refused(_("An item asks for %d skills at most.") % MOST_SKILLS)
    after = []
    for need in wanted:
        if need.level not in SkillLevel.values:
            raise Refused(_("%d is no level; write 1 to 5.") % need.level)
        skill = skill_named(need.name, by=by)
        after.append({"skill_id": skill.pk, "name": skill.name, "level": need.level})
    if len({row["skill_id"] for row in after}) < len(after):
        raise Refused(_("A skill is named twice; say one level of it."))
    put_needs(item, after, by=by)
    return item


@transaction.atomic
def put_needs(item: Item, after: Sequence[Mapping[str, Any]], *, by: Actor) -> None:
    """Let the locked item need just these; rows as logged."""
    before = needed(item)
    if not needs_differ(before, after):
        return
    item.needs.all().delete()
    Need.objects.bulk_create(
        Need(
            workspace_id=item.workspace_id,
            item=item,
            skill_id=row["skill_id"],
            level=row["level"],
        )
        for row in after
    )
    item.version += 1
    item.save(update_fields=["version"])
    fact = SkillsNeeded(
        subject_id=item.pk,
        project_id=item.project_id,
        before=before,
        after=[dict(row) for row in after],
    )
    record(fact, by=by)


def needed(item: Item) -> list[dict[str, Any]]:
    """Return what the item asks for, as facts log it."""
    rows = item.needs.order_by("pk").values_list("skill_id", "skill__name", "level")
    return [{"skill_id": pk, "name": name, "level": level} for pk, name, level in rows]


def needs_differ(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> bool:
    """Whether other skills or levels are needed; names and order say nothing."""
    return _told(before) != _told(after)


def _told(rows: Sequence[Mapping[str, Any]]) -> set[tuple[int, int]]:
    return {(row["skill_id"], row["level"]) for row in rows}
