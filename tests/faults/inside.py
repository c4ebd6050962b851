"""What is done inside of the Headway under test, in a process of its own.

``python -m tests.faults.inside world`` prints what clients need to know.
"""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

PROJECTS = ("BRI", "ROA", "TUN")
EDITED_ITEMS = 8


def world() -> dict[str, object]:
    """A workspace, an administrator with a token, projects, and items to be edited."""
    from django.db import connection

    from headway.actors.models import Actor, Role, Workspace
    from headway.people.actions import add_person
    from headway.people.models import User
    from headway.people.tokens.actions import make_token
    from headway.work.actions import create_item, create_project
    from tests.faults.wired import READ

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {READ} (event_id bigint)")
    workspace = Workspace.objects.create(slug="acme", name="Acme Bridges", seed=7)
    system = Actor.objects.system("faults", workspace_id=workspace.pk)
    user = User.objects.create_user("dee", "dee@example.org")
    dee = add_person(by=system, name="Dee", user=user, role=Role.OWNER).actor
    projects = [create_project(by=dee, key=key, name=key) for key in PROJECTS]
    items = [
        create_item(projects[0].pk, by=dee, title=f"Edited {n}").key
        for n in range(EDITED_ITEMS)
    ]
    scopes = ["read", "write"]
    token = make_token(by=dee, name="Faults", scopes=scopes, lives=timedelta(days=1))
    return {"token": token, "projects": PROJECTS, "items": items}


def operations(count: str) -> dict[str, object]:
    """As many items, each by an operation of its own."""
    from headway.actors.models import Actor
    from headway.work.actions import create_item
    from headway.work.models import Project

    dee, project = Actor.objects.get(name="Dee"), Project.objects.get(key="TUN")
    for n in range(int(count)):
        create_item(project.pk, by=dee, title=f"Effect {n}")
    return {"count": int(count)}


def letters(count: str) -> dict[str, object]:
    """As many letters of Headway's own, in the queue."""
    from django.db import transaction

    from headway.actors.models import Workspace
    from headway.people.mail import post

    workspaces = [Workspace.objects.get().pk]
    said = {"name": "Dee", "link": "https://work.example.org/"}
    with transaction.atomic():
        for n in range(int(count)):
            post(
                "reset",
                to=f"reader{n}@example.org",
                context=said,
                workspaces=workspaces,
                lives=timedelta(hours=1),
                language="en",
            )
    return {"count": int(count)}


def send(path: str) -> dict[str, object]:
    """A file that is to be imported."""
    from headway.actors.models import Actor
    from headway.base.files import blocks_of, received
    from headway.integrations.importers.actions import add_import

    dee, name = Actor.objects.get(name="Dee"), Path(path).name
    with Path(path).open("rb") as file, received(blocks_of(file), name=name) as draft:
        run = add_import(name, draft, by=dee)
    return {"import": run.pk}


def start(import_id: str) -> dict[str, object]:
    from headway.actors.models import Actor
    from headway.integrations.importers.actions import start_import

    start_import(int(import_id), by=Actor.objects.get(name="Dee"))
    return {}


def page(import_id: str) -> dict[str, object]:
    """What the page of an import says to an administrator, in the part that changes."""
    from django.test import Client
    from django.utils.html import strip_tags

    from headway.people.models import User
    from headway.server.static import collect_static

    collect_static()  # as a web server does before it answers
    client = Client(headers={"host": "127.0.0.1", "hx-request": "true"})
    client.force_login(User.objects.get(username="dee"))
    answer = client.get(f"/w/acme/import/{import_id}/")
    words = " ".join(strip_tags(answer.content.decode()).split())
    return {"status": answer.status_code, "words": words}


def told(key: str) -> dict[str, object]:
    """Numbers of what was imported into a project, and a digest of all of it."""
    from headway.comms.models import Comment
    from headway.events.models import Event
    from headway.work.models import Item, Link
    from tests.faults.imports import digest

    items = Item.objects.filter(project__key=key).in_outline()
    names = dict(items.values_list("pk", "external_id"))
    parts = {
        "items": list(
            items.values_list(
                "number", "title", "description", "parent__external_id", "depth",
                "position", "status__name", "deadline", "effort_minutes", "created_at",
            )
        ),
        "people": sorted(
            items.exclude(assignments=None).values_list(
                "number", "assignments__person__actor__name"
            )
        ),
        "labels": sorted(
            items.exclude(labelled=None).values_list("number", "labelled__label__name")
        ),
        "links": sorted(
            (names[a], names[b])
            for a, b in Link.objects.filter(before__in=names).values_list(
                "before_id", "after_id"
            )
        ),
        "comments": sorted(
            Comment.objects.filter(thread__conversation__item__in=names).values_list(
                "thread__conversation__item__number", "text", "author__name", "at"
            )
        ),
        "facts": sorted(
            (kind, names[pk], json.dumps(data.get("after")))
            for kind, pk, data in Event.objects.filter(
                subject_type="work.item", subject_id__in=names
            )
            .exclude(kind="work.item_edited")
            .values_list("kind", "subject_id", "data")
            if kind != "work.items_linked"
        ),
    }  # fmt: skip
    return {
        "counts": {name: len(part) for name, part in parts.items()},
        "digests": {name: digest(part, key) for name, part in parts.items()},
    }


DOINGS: dict[str, Callable[..., dict[str, object]]] = {
    "world": world,
    "operations": operations,
    "letters": letters,
    "send": send,
    "start": start,
    "page": page,
    "told": told,
}


def main(name: str, *arguments: str) -> None:
    from headway.cli.django import with_database

    with with_database():
        print(json.dumps(DOINGS[name](*arguments)))


if __name__ == "__main__":
    main(*sys.argv[1:])
