"""Overrides over REST."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import Cursor, Fields, Limit, PathId
from headway.base.schemas import Clean
from headway.events.rest import answer_change, answer_done, for_programs
from headway.plan.models import Override
from headway.plan.overrides import actions
from headway.plan.overrides.reading import in_force
from headway.plan.overrides.schemas import (
    OVERRIDE,
    OverrideIn,
    OverrideOut,
    OverridePage,
    PriceOut,
)
from headway.work.models import Item, Project
from headway.work.schemas import ItemPath

router = Router()

InProject = Annotated[
    str, Clean, Query("", max_length=10, description="Those of one project.")
]
Before = Annotated[
    str | None,
    Clean,
    Query(None, max_length=24, description="The key of an item; all others without."),
]


@router.get("/overrides", operation_id="listOverrides", response=OverridePage)
@for_programs
def list_overrides(
    request: HttpRequest,
    actor: Actor,
    project: InProject,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List what people put before other work; guests are shown none."""
    rows = in_force(by=actor, key=project).order_by()
    return OVERRIDE.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.get(
    "/items/{item}/override-price",
    operation_id="priceOverride",
    response=PriceOut,
)
@for_programs
def price_override(
    request: HttpRequest, actor: Actor, item: ItemPath, before: Before
) -> HttpResponse:
    """Say what it costs now that an item goes before all others, or before one."""
    found = Item.objects.get_by_key(item, by=actor)
    price = actions.price_override(
        found.pk, by=actor, before_id=_other(before, by=actor)
    )
    items = Item.objects.visible_to(actor).select_related("project")
    projects = Project.objects.visible_to(actor).in_bulk(price.projects)
    return json_answer(
        {
            "cost": price.cost,
            "sooner": price.sooner,
            "items": _delays(price.items, items.in_bulk(price.items)),
            "projects": _delays(price.projects, projects),
            "scenarios": price.scenarios,
        }
    )


@router.put("/items/{item}/override", operation_id="setOverride", response=OverrideOut)
@for_programs
def set_override(
    request: HttpRequest, actor: Actor, item: ItemPath, body: OverrideIn
) -> HttpResponse:
    """Let an item go before all others, or before one, whatever it is worth."""
    found = Item.objects.get_by_key(item, by=actor)
    other = _other(body.before, by=actor)
    return answer_change(
        lambda: actions.set_override(found.pk, by=actor, before_id=other, why=body.why),
        shape=OVERRIDE,
        rows=Override.objects.visible_to(actor).live().filter(item=found),
        sent=body,
    )


@router.delete(
    "/overrides/{override}", operation_id="removeOverride", response={204: None}
)
@for_programs
def remove_override(
    request: HttpRequest, actor: Actor, override: PathId
) -> HttpResponse:
    """Give the item the place again that it is worth."""
    return answer_done(lambda: actions.remove_override(override, by=actor))


def _other(key: str | None, *, by: Actor) -> int | None:
    return Item.objects.pk_by_key(key, by=by) if key else None


def _delays(
    minutes: Mapping[int, int], rows: Mapping[int, Any]
) -> list[dict[str, Any]]:
    return [
        {"key": rows[pk].key, "minutes": by} for pk, by in minutes.items() if pk in rows
    ]
