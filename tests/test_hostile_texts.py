"""Whatever people write is text on every page: no element arises from it.

The other workspace of the canaries has a text in every field.  Its pages are read
twice: with hostile texts, and with crosses in their place.  Both have the same elements
with the same attributes.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle
from random import Random
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
from django.db import models, transaction
from django.test import Client

from headway.actors.models import Actor, Workspace
from headway.base.characters import composed, is_seen
from headway.events.models import Event
from headway.work.columns import BY_NAME
from headway.work.models import Item
from headway.work.schemas import MOST_AT_ONCE
from tests.asking import address
from tests.canaries import (
    ELSEWHERE,
    fill_elsewhere,
    length,
    models_of_workspaces,
    texts_of,
)
from tests.corpus import hostile_texts
from tests.markup import TAKEN_OUT, Markup
from tests.permission_row import Row
from tests.permission_rows import PAGES

OURS = {
    '"><script>alert(1)</script>', "'onfocus='alert(1)' autofocus='",
    "</title><b>", "--><img src=x onerror=alert(1)>", "{{ 7|add:7 }}{% now 'Y' %}",
    "javascript:alert(1)", "<svg/onload=alert(1)>", "&lt;b&gt; &amp;amp; &#60;",
    "\u202eevil\u2066 \u0635\u0644\u0649", "a\u200bb\ufeff\x07\x1b[31m", "x" * 300,
    "Z\u0351\u036b\u0343a\u0335\u0321l\u033f\u0361g\u0360o\u0332", "]]><!--",
    "</textarea><h1>", "%s %(x)s {0} ${x} $&", "\\u003cb\\u003e", "=cmd|' /C calc'!A0",
}  # fmt: skip
"""One of each kind, for whoever has not the corpus."""

UNREAD = {"/w/elsewhere/settings/sample/"}
"""What the workspace has not: it is no demo."""

LONGEST = 600
JSON = "application/json"
ADDRESSED = {"href", "src", "action", "formaction", "hx-get", "data-src", "data-edit"}
NEVER = {"style", "iframe", "object", "embed", "base", "math", "frame", "applet"}
"""Elements that no page of the product has."""


class Text(NamedTuple):
    model: type[models.Model]
    pk: int
    name: str
    value: str


@pytest.fixture
def cem(world: dict[str, Any]) -> Actor:
    return world["cem"]


@pytest.fixture
def asked(world: dict[str, Any], cem: Actor) -> dict[str, Any]:
    """What the rows of the permission table speak of, of the other workspace."""
    return world | fill_elsewhere(cem)


@pytest.fixture
def cems(client: Client, cem: Actor) -> Client:
    client.force_login(cem.person.user)
    return client


def hostile() -> list[str]:
    """All hostile texts in an order that mixes the lists, the same each time."""
    rest = sorted(set(hostile_texts()) - OURS)
    return sorted(OURS) + Random(7).sample(rest, len(rest))


def texts_for(workspace: Workspace) -> list[Text]:
    """Draw a hostile text for each field of each row, as long as it may be."""
    pieces = cycle(hostile())
    drawn = []
    for model in models_of_workspaces():
        names = [field.name for field in texts_of(model)]
        for pk in model.objects.filter(workspace=workspace).values_list(
            "pk", flat=True
        ):
            for name in names:
                most = min(length(model, name) or LONGEST, LONGEST)
                drawn.append(Text(model, pk, name, drawn_from(pieces, most, pk)))
    return drawn


def drawn_from(pieces: Iterator[str], most: int, pk: int) -> str:
    text = str(pk)
    for piece in pieces:
        text = f"{text} {piece}"
        if len(text) >= most:
            return text[:most].rstrip()
    raise AssertionError


def crosses(text: str) -> str:
    """The same text with crosses for all but its number and its blanks."""
    number, _, rest = text.partition(" ")
    return f"{number} {re.sub(r'[^ ]', 'x', rest)}"


def write(
    texts: list[Text], workspace: Workspace, change: Callable[[str], str]
) -> None:
    """Write the texts into their fields, and into all that the log has said."""
    for text in texts:
        rows = text.model.objects.filter(pk=text.pk, workspace=workspace)
        rows.update(**{text.name: change(text.value)})
    Workspace.objects.filter(pk=workspace.pk).update(name=change(texts[0].value)[:80])
    said = change(f"1 {' '.join(sorted(OURS))}"[:LONGEST])
    events = Event.objects.filter(workspace=workspace)
    for pk, data in events.values_list("pk", "data"):
        events.filter(pk=pk).update(data=replace(data, said))


def replace(data: Any, said: str) -> Any:
    """Put what is said where the word of the canaries was, or an earlier text."""
    if isinstance(data, dict):
        return {name: replace(each, said) for name, each in data.items()}
    if isinstance(data, list):
        return [replace(each, said) for each in data]
    is_text = isinstance(data, str) and (ELSEWHERE in data or data.startswith("1 "))
    return said if is_text else data


def here(row: Row, asked: dict[str, Any]) -> str:
    path = address(row, asked).replace("/w/acme/", "/w/elsewhere/")
    return path.replace("/BRI/", "/KAN/").replace("=BRI", "=KAN")


def pages(asked: dict[str, Any], cem: Actor) -> list[str]:
    """Every page of the workspace, and what more some show when they are asked."""
    paths = [here(row, asked) for row in PAGES if row.method == "GET"]
    groupings = ("state", "assignee", "type", "label", "parent", "due")
    listed = ",".join([*BY_NAME, f"field-{asked['field']}"])
    month = Item.objects.get(pk=asked["survey"]).outlook.p85
    more = (
        "items/KAN-1/?panel",
        "work/?open=KAN-1",
        "palette/?item=KAN-1",
        "search/?q=KAN-1",
        "palette/?q=KAN-1&item=KAN-1",
        f"work/?columns={listed}",
        *(f"work/?q=project+%3D+KAN&group={name}" for name in groupings),
        "board/?q=project+%3D+KAN",
        f"calendar/?on={month:%Y-%m-%d}",
        f"calendar/?on={month:%Y-%m-%d}&span=week",
        *(f"timeline/?q=project+%3D+KAN&zoom={name}" for name in ("day", "quarter")),
        "timeline/?chain=1",
    )
    own = [path for path in paths if path.startswith("/w/")]
    return [*own, *(f"/w/elsewhere/{path}" for path in more)]


def read(client: Client, paths: list[str]) -> dict[str, Markup]:
    """Ask for pages; no answer is an error of ours."""
    found = {}
    for path in paths:
        answer = client.get(path)
        assert answer.status_code in {200, 302} or path in UNREAD, path
        if "html" in answer.headers.get("Content-Type", "") and not answer.streaming:
            found[path] = Markup(answer.content.decode())
    return found


def shape(page: Markup) -> Counter[tuple[str, ...]]:
    """Every element with the names of its attributes, besides those of Markdown."""
    return Counter((tag, *sorted(said)) for tag, said in page.unwritten)


def is_search(path: str) -> bool:
    """Whether what is written decides how many rows a page has, not of which kind."""
    parts = urlsplit(path)
    return parts.path.endswith(("/search/", "/palette/")) and "q=" in parts.query


def harm(page: Markup) -> list[Any]:
    """Elements that no page has, whatever people write."""
    return [each for each in page.found if is_harmful(*each)]


def is_harmful(tag: str, said: dict[str, str | None]) -> bool:
    if tag == "img":
        return said.get("class") != "qr"  # which we draw ourselves
    is_own = said.get("src") or "nonce" in said or said.get("type") == JSON
    return (
        tag in NEVER
        or any(name.startswith("on") or name == "style" for name in said)
        or (tag == "script" and not is_own)
        or any(is_active(said.get(name)) for name in ADDRESSED)
    )


def is_active(target: str | None) -> bool:
    said = TAKEN_OUT.sub("", target or "").strip().lower()
    return said.startswith(("javascript:", "data:", "vbscript:", "//"))


def test_no_page_has_other_elements_whatever_is_written(
    cems: Client, asked: dict[str, Any], cem: Actor
):
    paths = pages(asked, cem)
    texts = texts_for(cem.workspace)
    assert len({text.value for text in texts}) > 100
    write(texts, cem.workspace, crosses)
    harmless = read(cems, paths)
    write(texts, cem.workspace, str)
    written = read(cems, paths)
    assert len(written) > 110
    assert written.keys() == harmless.keys()
    for path, page in written.items():
        assert harm(page) == [], path
        more = shape(page) - shape(harmless[path])
        if is_search(path):
            more -= Counter({each: more[each] for each in shape(harmless[path])})
        assert more == Counter(), path
    listed = written["/w/elsewhere/work/"].text
    for title in Item.objects.visible_to(cem).open().values_list("title", flat=True):
        assert " ".join(title.split()) in listed
    ask_all(cems, parameters(harmless))


def parameters(pages: dict[str, Markup]) -> dict[str, set[str]]:
    """What links of the pages say behind their question marks, by address."""
    names: dict[str, set[str]] = {}
    for path, page in pages.items():
        for _tag, said in page.found:
            for name in ADDRESSED & said.keys():
                parts = urlsplit(urljoin(path, said[name] or ""))
                if parts.path in pages and parts.query:
                    asked = parse_qs(parts.query, keep_blank_values=True)
                    names.setdefault(parts.path, set()).update(asked)
    return names


def ask_all(client: Client, names: dict[str, set[str]]) -> None:
    """Ask each address with hostile texts for all that it may say."""
    assert {"q", "group"} <= names["/w/elsewhere/work/"]
    pieces = cycle(hostile())
    for path, said in names.items():
        query = urlencode({name: drawn_from(pieces, 200, 1)[2:] for name in said})
        answer = client.get(f"{path}?{query}")
        assert answer.status_code < 500, query
        assert harm(Markup(answer.content.decode(errors="replace"))) == [], query


def test_what_is_sent_wrongly_comes_back_as_text(
    cems: Client, asked: dict[str, Any], cem: Actor
):
    pieces, seen = cycle(hostile()), 0
    for row in PAGES:
        if row.method != "POST" or not row.data:
            continue
        sent = {
            name: value if "{" in str(value) else drawn_from(pieces, 100, 1)[2:]
            for name, value in row.data.items()
        }
        with transaction.atomic():
            answer = cems.post(here(row, asked), sent)
            assert answer.status_code < 500, row
            if "html" in answer.headers.get("Content-Type", ""):
                assert harm(Markup(answer.content.decode())) == [], row
                seen += answer.status_code == 422
            transaction.set_rollback(True)
    assert seen > 20


def test_titles_are_read_as_they_were_written(client: Client, world: dict[str, Any]):
    client.force_login(world["dee"].person.user)
    said = [text.strip()[:200] for text in hostile() if is_seen(text)][:MOST_AT_ONCE]
    answer = client.post(
        "/api/v1/w/acme/items/batch",
        json.dumps({"create": [{"project": "BRI", "title": text} for text in said]}),
        content_type="application/json",
    )
    kept = [item["title"] for item in answer.json()["created"]]
    assert kept == [composed(text) for text in said]
    assert sorted(kept) == sorted(
        Item.objects.filter(number__gt=3).values_list("title", flat=True)
    )
