"""The shapes of work for one reader: what is hidden from them is null."""

from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db.models import (
    Case,
    F,
    JSONField,
    PositiveIntegerField,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.encode import Column, Shape
from headway.work.hiding import masks_of
from headway.work.models import Hidden, Masks
from headway.work.schemas import ITEM, ITEM_OUTLOOK, PROJECT
from headway.work.schemas.projects import PLANNED
from headway.work.schemas.values import DATES

AMOUNTS = (
    "effort_minutes",
    "duration_minutes",
    "low_minutes",
    "high_minutes",
    "remaining_minutes",
    "chunk_minutes",
)
NO_MINUTES = Value(0, PositiveIntegerField())
NO_TEXT = Value("", TextField())
LEARNED = ("expected_minutes", "learned_from", "own_percent")
"""What guests are not told: it speaks of all work."""
FORECAST = (*DATES, "chance_percent", "start_chance_percent", "rank", "unplaced")


def item_shape(by: Actor) -> Shape:
    """Return how items are shown to ``by``."""
    masks = masks_of(by)
    if not masks:
        return ITEM
    effort = masks.projects_hiding(Hidden.EFFORT)
    forecast = masks.projects_hiding(Hidden.FORECAST)
    texts = masks.projects_hiding(Hidden.DESCRIPTION)
    return ITEM.replacing(
        {
            **{name: _unless(effort, name) for name in AMOUNTS},
            "spent_minutes": _unless(effort, "spent_minutes", NO_MINUTES),
            **{name: _unless(forecast, ITEM.column(name)) for name in FORECAST},
            "description": _unless(texts, "description", NO_TEXT),
            "custom": _custom(masks),
        }
    )


def _custom(masks: Masks) -> Column:
    """What is said in fields, without those that are hidden."""
    nameless = masks.projects_hiding(Hidden.PEOPLE)
    shown = _without(masks.fields)
    if not nameless or not masks.naming:
        return shown
    unnamed = _without(masks.fields | masks.naming)
    return Case(When(project_id__in=nameless, then=unnamed), default=shown)


def _without(keys: Collection[str]) -> Column:
    if not keys:
        return F("custom")
    hidden = Value(sorted(keys), ArrayField(TextField()))
    return CombinedExpression(F("custom"), "-", hidden, JSONField())


def outlook_shape(by: Actor) -> Shape:
    """Return how what the plan says of items is shown to ``by``."""
    undated = masks_of(by).projects_hiding(Hidden.FORECAST)
    if not undated:
        return ITEM_OUTLOOK
    said = [name for name in ITEM_OUTLOOK.names if name != "item"]
    return ITEM_OUTLOOK.replacing(
        {name: _unless(undated, ITEM_OUTLOOK.column(name)) for name in said}
    )


def project_shape(by: Actor) -> Shape:
    """Return how projects are shown to ``by``."""
    undated = masks_of(by).projects_hiding(Hidden.FORECAST)
    if not undated:
        return PROJECT
    dates = {n: _unless(undated, PROJECT.column(n), id_name="pk") for n in PLANNED}
    return PROJECT.replacing(dates)


def check_shown(what: Hidden, project_id: int, *, by: Actor) -> None:
    """Raise :class:`PermissionDenied` where that part of a project is hidden."""
    if masks_of(by).hides(what, project_id):
        raise PermissionDenied(_("This is not shown to you: %s.") % what.label)


def check_history(project_id: int, *, by: Actor) -> None:
    """Raise :class:`PermissionDenied` where anything of the project is hidden."""
    if masks_of(by).of(project_id):
        raise PermissionDenied(_("Its history is not shown to you."))


def _unless(
    projects: Collection[int],
    column: Column,
    hidden: Value | None = None,
    *,
    id_name: str = "project_id",
) -> Column:
    shown = F(column) if isinstance(column, str) else column
    if not projects:
        return shown
    is_hidden = When(**{f"{id_name}__in": projects}, then=hidden or Value(None))
    return Case(is_hidden, default=shown)
