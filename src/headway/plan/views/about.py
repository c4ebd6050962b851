"""What pages that explain a date say of whose date it is."""

from typing import Any

from django.urls import reverse

from headway.actors.models import Actor
from headway.work.models import Item, Project


def about_project(project: Project, by: Actor) -> dict[str, Any]:
    back = reverse("plan:project", args=[by.workspace.slug, project.key])
    return {"back": back, "name": project.name}


def about_item(item: Item, by: Actor) -> dict[str, Any]:
    back = reverse("work:item", args=[by.workspace.slug, item.key])
    return {"back": back, "name": f"{item.key} {item.title}"}
