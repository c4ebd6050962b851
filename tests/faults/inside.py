"""What is done inside of the Headway under test, in a process of its own.

``python -m tests.faults.inside world`` prints what clients need to know.
"""

import json
import sys
from collections.abc import Callable
from datetime import timedelta

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


DOINGS: dict[str, Callable[..., dict[str, object]]] = {
    "world": world,
    "operations": operations,
    "letters": letters,
}


def main(name: str, *arguments: str) -> None:
    from headway.cli.django import with_database

    with with_database():
        print(json.dumps(DOINGS[name](*arguments)))


if __name__ == "__main__":
    main(*sys.argv[1:])
