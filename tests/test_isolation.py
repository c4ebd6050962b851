"""Nobody finds anything of another workspace, or of a project they may not see.

Every text there is a word to look for.  Each of the cast walks all pages that lead on
from the first one, asks every route and API operation for things that are not theirs,
and never meets such a word, not even in the text of an error.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from headway.actors.models import Actor
from headway.work.models import Item
from tests.asking import address, ask_as
from tests.canaries import (
    ELSEWHERE,
    HIDDEN,
    fill_elsewhere,
    fill_project,
    models_of_workspaces,
    rows_of,
    texts_of,
)
from tests.permission_row import CAST, LIKE
from tests.permission_rows import API, PAGES

ADDRESS = re.compile(r'(?:href|src|hx-get|data-src|data-edit)="(/[^"#]*)"', re.ASCII)
MOST_PAGES = 400
MOST_QUERIES = 3
"""How often the walk asks for one path with other queries: calendars have no end."""

INSIDERS = [who for who in (*CAST, *LIKE) if who != "cem"]
UNTRUSTED = [who for who in INSIDERS if who not in {"dee", "olga", "sven", "ida"}]


@pytest.fixture
def cem(world: dict[str, Any]) -> Actor:
    return world["cem"]


@pytest.fixture
def elsewhere(cem: Actor) -> dict[str, Any]:
    return fill_elsewhere(cem)


@pytest.fixture
def hidden(world: dict[str, Any]) -> dict[str, Any]:
    return fill_project(world["dee"], key="GEH", word=HIDDEN)


def text_of(answer: HttpResponse) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode(errors="replace") + repr(answer.headers)


def walk(client: Client) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of every page that can be reached by links."""
    waiting, seen = ["/", "/w/acme/", "/api/v1/w/acme/items"], set[str]()
    asked = Counter[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop()
        bare = path.partition("?")[0]
        if path in seen or path.startswith("/static/") or asked[bare] == MOST_QUERIES:
            continue
        seen.add(path)
        asked[bare] += 1
        answer = client.get(path)
        if path_to := answer.headers.get("Location"):
            waiting.append(path_to)
        text = text_of(answer)
        yield path, text
        found = (each.replace("&amp;", "&") for each in ADDRESS.findall(text))
        waiting.extend(found)


@pytest.mark.django_db
def test_the_other_workspace_has_a_row_and_a_word_of_everything(
    elsewhere: dict[str, Any], cem: Actor
):
    rows = rows_of(cem.workspace)
    assert [name for name, held in rows.items() if not held] == []
    for model in models_of_workspaces():
        for field in texts_of(model):
            held = model.objects.filter(workspace=cem.workspace)
            for value in held.values_list(field.name, flat=True):
                assert value is None or ELSEWHERE in value, (model, field.name)


def test_its_owner_does_find_it(client: Client, elsewhere: dict[str, Any], cem: Actor):
    client.force_login(cem.person.user)
    assert ELSEWHERE in text_of(client.get("/w/elsewhere/work/"))
    assert ELSEWHERE in text_of(client.get("/api/v1/w/elsewhere/items"))


@pytest.mark.parametrize("who", INSIDERS)
def test_no_page_speaks_of_another_workspace_or_of_a_project_not_granted(
    client: Client,
    world,
    others,
    elsewhere,
    hidden,
    who: str,
):
    """One walk looks for both words: who is not trusted finds neither."""
    cast = world | others
    if who in cast:
        client.force_login(cast[who].person.user)
    pages = dict(walk(client))
    assert len(pages) > (2 if who in {"nobody", "ida", "sven"} else 10)
    assert [path for path, text in pages.items() if ELSEWHERE in text] == []
    if who in UNTRUSTED:
        assert [path for path, text in pages.items() if HIDDEN in text] == []


@pytest.mark.parametrize("who", ["dee", "gus"])
def test_nothing_of_another_workspace_is_had_by_its_id(
    client: Client, world, others, elsewhere, cem: Actor, who: str
):
    before = rows_of(cem.workspace)
    assert intrusions(client, world | others, elsewhere, who, ELSEWHERE) == []
    assert rows_of(cem.workspace) == before


def test_nothing_of_a_hidden_project_is_had_by_its_id(
    client: Client, world, others, hidden
):
    held = Item.objects.filter(project=hidden["project"]).order_by("pk").values_list()
    before = list(held)
    assert intrusions(client, world | others, hidden, "lea", HIDDEN) == []
    assert list(held.all()) == before


def intrusions(
    client: Client, mine: dict[str, Any], foreign: dict[str, Any], who: str, word: str
) -> list[str]:
    """Ask every row for foreign things by its path, and send it foreign ids.

    Return what was answered otherwise than as if those things did not exist.
    """
    theirs = mine | foreign
    found = []
    for row in PAGES + API:
        with transaction.atomic():
            if address(row, mine) != address(row, theirs):
                answer = ask_as(client, row, theirs, who)
                if answer.status_code not in {403, 404} or word in text_of(answer):
                    found.append(f"{row}: {answer.status_code} by its path")
            if word in text_of(ask_as(client, row, mine, who, sent=theirs)):
                found.append(f"{row}: told by what was sent")
            transaction.set_rollback(True)
    return found
