"""Take back what was said of the skills that items ask for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.people.models import Skill
from headway.work.actions.needing import needed, needs_differ, put_needs
from headway.work.facts import SkillsNeeded
from headway.work.undoable import changeable, clashes


def undo_needs(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Put back what items asked for, where nobody has said otherwise since."""
    items, kept = changeable(events, by)
    clashing = []
    for event in (event for event in events if event.subject_id in items):
        item = items[event.subject_id]
        if needs_differ(needed(item), event.data["after"]):
            clashing.append(event)
            continue
        before = event.data["before"]
        ids = {row["skill_id"] for row in before}
        known = Skill.objects.filter(workspace_id=by.workspace_id, pk__in=ids)
        if known.count() < len(ids):
            raise Refused(_("A skill that it asked for then is no longer here."))
        put_needs(item, before, by=by)
    return [*kept, *clashes(clashing, items, kind=SkillsNeeded.kind)]


UNDOS: Undos = {SkillsNeeded.kind: undo_needs}
