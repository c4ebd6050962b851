"""Why the date of an item or a project moved; loads the engine."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.plan.moves.causes import Causes, causes_of
from headway.plan.moves.replay import About, Answer, kept_since, replayed
from headway.work.hiding import masks_of
from headway.work.models import Item, Project

EVER: Final = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Moves:
    """By how much a date moved, and what moved it."""

    answer: Answer
    causes: Causes


def moves_of_item(item: Item, *, since: date, by: Actor) -> Moves | None:
    """Say what moved an item's date since the first plan of a day.

    Of an earlier day where none was made then; where none is kept that knew the item,
    of the first that did; None if there is none.  ``PermissionDenied`` to those from
    whom something of its project is hidden, as its history is.
    """
    _check_told(item.project_id, by)
    return _moves(About(pk=item.pk), since, item.created_at, by)


def moves_of_project(project: Project, *, since: date, by: Actor) -> Moves | None:
    """Say it of a project, as of an item."""
    _check_told(project.pk, by)
    return _moves(About(pk=project.pk, is_project=True), since, EVER, by)


def _check_told(project_id: int, by: Actor) -> None:
    if masks_of(by).of(project_id):
        raise PermissionDenied(_("Its history is not shown to you."))


def _moves(about: About, since: date, born: datetime, by: Actor) -> Moves | None:
    kept = kept_since(by.workspace_id, since, born=born)
    if kept is None:
        return None
    answer = replayed(kept, about)
    return Moves(answer=answer, causes=causes_of(answer, by=by))
