"""Needed skills in words: typed, shown, and what the people of an item lack."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.base.text import shown
from headway.people.levels import levels_of
from headway.people.models import PersonSkill, SkillLevel
from headway.work.actions.needing import NeededSkill
from headway.work.models import Item, Need

WITH_LEVEL = re.compile(r"(.*\S)\s+([0-9])")
LONGEST_NAME = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownNeed:
    """A skill that an item asks for, and which of its people are known to lack it."""

    name: str
    level: int
    lacking: Sequence[str]

    @property
    def level_words(self) -> str:
        return str(SkillLevel(self.level).label)


def parse_needs(text: str) -> list[NeededSkill]:
    """Read ``Welding 3, Painting``: names with levels 1 to 5, 3 where none is said.

    Raises :class:`Malformed` naming what is not understood.
    """
    return [_need(part) for part in map(str.strip, text.split(",")) if part]


def _need(text: str) -> NeededSkill:
    match = WITH_LEVEL.fullmatch(text)
    name, level = (match[1], int(match[2])) if match else (text, SkillLevel.ALONE)
    if level not in SkillLevel.values:
        raise Malformed(_("“%s” has no level from 1 to 5.") % shown(text))
    if len(name) > LONGEST_NAME or name.isdigit():
        raise Malformed(_("“%s” is no name of a skill.") % shown(text))
    return NeededSkill(name=name, level=level)


def typed_needs(needs: Iterable[Need]) -> str:
    """Write what :func:`parse_needs` reads."""
    return ", ".join(f"{need.skill.name} {need.level}" for need in needs)


def needs_words(needs: Iterable[NeededSkill]) -> str:
    """Say how what was typed is understood."""
    said = [f"{n.name}: {SkillLevel(n.level).label}" for n in needs]
    return ", ".join(said) or _("No skills")


def logged_words(rows: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(f"{row['name']} {row['level']}" for row in rows) or _("nothing")


def nobody_words(needs: Sequence[Need]) -> str:
    """Say that nobody can do it, and what they would have to; needs one at least."""
    each = [
        _("%(skill)s at level %(level)d")
        % {"skill": need.skill.name, "level": need.level}
        for need in needs
    ]
    skills = _(" and ").join(each)
    return (
        _("Nobody with %s in this project. Add somebody who can, or rate who can.")
        % skills
    )


def needs_of(item: Item) -> list[Need]:
    return list(item.needs.select_related("skill").order_by("pk"))


def shown_needs(
    needs: Sequence[Need], people: Mapping[int, str], *, by: Actor
) -> list[ShownNeed]:
    """Return what an item asks for; one query if its people could be known to lack it.

    ``people`` are names by id.  Of whose skills ``by`` sees none, none is said.
    """
    known: dict[int, dict[int, int]] = {}
    if needs and people:
        mine = PersonSkill.objects.visible_to(by).filter(person__in=people)
        known = levels_of(mine, on=timezone.localdate())
    return [
        ShownNeed(
            name=need.skill.name,
            level=need.level,
            lacking=[
                people[pk]
                for pk, levels in known.items()
                if levels.get(need.skill_id, 0) < need.level
            ],
        )
        for need in needs
    ]
