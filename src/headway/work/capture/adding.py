"""One line understood as an item of a project, and that item made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.characters import is_seen
from headway.base.errors import Malformed
from headway.work.actions import create_outline
from headway.work.capture.drafts import Draft
from headway.work.capture.known import Known
from headway.work.capture.lines import read_line
from headway.work.capture.own_fields import unfit, unfit_words
from headway.work.models import Item, Project

LONGEST_TITLE = 500


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A line as it was understood; with ``errors`` there is nothing to create."""

    draft: Draft
    project: Project | None
    errors: Sequence[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The item to be, without what chips say of it."""
        if self.project is None:
            return _("New: “%s”") % self.draft.title
        values = {"title": self.draft.title, "project": self.project.name}
        return _("New in %(project)s: “%(title)s”") % values

    @property
    def warnings(self) -> list[str]:
        """What is odd about it, and may be meant all the same."""
        pin, deadline = self.draft.pin, self.draft.deadline
        if pin is None or deadline is None or pin <= deadline:
            return []
        return [_("It is due before it may start.")]

    @property
    def said(self) -> str:
        """What the chips say, as one text."""
        return ", ".join(chip.words for chip in self.draft.chips)


def understand(
    line: str,
    known: Known,
    *,
    project: Project | None,
    parent: Item | None = None,
    type_id: int | None = None,
) -> Understood:
    """Read a line for the project that was chosen, unless it names another one.

    Raises :class:`Malformed` for a line that is too long or cannot be kept.
    """
    draft = read_line(line, known)
    draft.parent = draft.parent or parent
    draft.type_id = draft.type_id or type_id
    named = next((p for p in known.projects if p.pk == draft.project_id), None)
    place = named or project
    if draft.parent is not None:
        own = draft.parent.project
        place = own if named is None else named
    errors = list(_errors(draft, place, known))
    return Understood(draft=draft, project=place, errors=errors)


def _errors(draft: Draft, project: Project | None, known: Known) -> Iterator[str]:
    if not is_seen(draft.title):
        yield _("An item needs a title.")
    if len(draft.title) > LONGEST_TITLE:
        yield _("A title has at most %d characters.") % LONGEST_TITLE
    for each in unfit(draft, known):
        yield unfit_words(each, draft)
    for item in (*filter(None, [draft.parent]), *draft.after):
        if project is not None and item.project_id != project.pk:
            values = {"item": item.key, "project": project.name}
            yield _("%(item)s is not in %(project)s.") % values


def create_understood(understood: Understood, project_id: int, *, by: Actor) -> Item:
    """Create the item in one operation; see :func:`create_outline`.

    Raises :class:`Malformed` where the line was not understood.
    """
    draft = understood.draft
    messages = [*understood.errors, *(d.message for d in draft.doubts if d.choices)]
    if messages:
        raise Malformed(" ".join(messages))
    parent_id = draft.parent.pk if draft.parent else None
    [item] = create_outline(project_id, [draft.row()], by=by, parent_id=parent_id)
    return item
