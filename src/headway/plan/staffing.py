"""Who does what in a project, in words and as programs are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.plan.choosing import (
    ShownChoice,
    choices_as_shown,
    choices_as_told,
    names_of,
)
from headway.work.models import Item

if TYPE_CHECKING:
    from headway.plan.proposing import Proposed, Staffed


@dataclass(frozen=True, kw_only=True)
class ShownProposal:
    """An item, who is to do it, and what others would mean."""

    item: Item
    choice: ShownChoice
    instead: Sequence[str]

    @property
    def value(self) -> str:
        """What a form sends to have it so, unless the item changed meanwhile."""
        return f"{self.item.pk}:{self.choice.person_id}:{self.item.version}"


def shown_staffing(found: "Staffed", *, by: Actor) -> list[ShownProposal]:
    """Put it into words; a query for the names of skills."""
    names = names_of(row.choices for row in found.rows)
    return [
        ShownProposal(
            item=row.item,
            choice=choices_as_shown(row.choices, names, by=by)[0],
            instead=list(map(_instead, _named(row))),
        )
        for row in found.rows
    ]


def told_staffing(found: "Staffed") -> dict[str, Any]:
    """Return it as programs are told; a query for the names of skills."""
    names = names_of(row.choices for row in found.rows)
    proposed = []
    for row in found.rows:
        [told] = choices_as_told(row.choices, names)
        others = [
            {"person_id": o.person.pk, "name": o.person.actor.name, "more": o.more}
            for o in row.instead
        ]
        proposed.append({**told, "item": row.item.key, "instead": others})
    return {"proposed": proposed, "left_out": found.left_out, "nobody": found.nobody}


def _named(row: "Proposed") -> list[tuple[str, int]]:
    return [(other.person.actor.name, other.more) for other in row.instead]


def _instead(named: tuple[str, int]) -> str:
    name, more = named
    if more <= 0:
        return _("%(name)s instead would cost no more") % {"name": name}
    said = {"name": name, "more": number_format(more, force_grouping=True)}
    return _("%(name)s instead: delays cost %(more)s more in all") % said
