"""Whatever is sent, to whichever entry: an answer that says no, and never a fault.

The entries are those of the permission table, which holds every route, and of the
document that describes the API.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client, RequestFactory

from headway.api import api
from headway.base import forms
from headway.events.models import Event
from headway.server.front import pages
from tests.asking import address, connection_kept, fill
from tests.permission_row import Row
from tests.permission_rows import API, PAGES

LONG = "x" * 100_001
HUGE = "9" * 5000
NUMBERS = (str(2**31), str(2**63), str(10**30), HUGE, "-1", "1e9", "٣", "NaN")
TEXTS = ("a\0b", LONG, "1:60", "0001-01-01", "9999-12-31", "2026-02-30", "%s{0}")
VALUES = (*NUMBERS, *TEXTS)

STRANGE = (
    "%00", "a%00b", "%ff", "%ed%a0%80", "x" * 3000, "..%2f", "%d9%a3", *NUMBERS[:4],
)  # fmt: skip

ASKED = (
    "after", "before", "block", "days", "fold", "from", "key", "name", "next", "open",
    "panel", "person", "place", "project", "q", "shown", "since", "state", "token",
    "until", "zoom",
)  # fmt: skip
"""What pages read from their addresses."""

DOCUMENT = api.get_openapi_schema()

posts = pytest.mark.parametrize(
    "row", [row for row in PAGES if row.method == "POST"], ids=str
)
every_call = pytest.mark.parametrize("row", API, ids=str)


@pytest.fixture
def dees(client: Client, world: dict[str, Any]) -> Client:
    """Who may do everything gets to the bottom of every entry."""
    client.raise_request_exception = False
    client.force_login(world["dee"].person.user)
    return client


def form_names() -> set[str]:
    """The names of all fields of all forms."""
    waiting, names = [forms.Form], set[str]()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        names |= set(kind.base_fields)
    return names | {"day-0", "share-1", "units-1", "check"}


@posts
def test_forms_take_no_nonsense(dees: Client, world: dict[str, Any], row: Row):
    data = fill(row.data, world)
    path = address(row, world)
    tries = [data | {name: value} for name in data for value in (HUGE, LONG)]
    if data:
        tries += [dict.fromkeys(data, value) for value in VALUES]
    tries.append(dict.fromkeys(form_names(), HUGE))
    for sent in tries:
        body = urlencode(sent)
        kind = "application/x-www-form-urlencoded"
        found = dees.post(path, body, content_type=kind)
        assert found.status_code < 500, sent


@posts
def test_text_that_cannot_be_kept_is_refused_and_changes_nothing(
    dees: Client, world: dict[str, Any], row: Row
):
    """In both encodings of forms: one is refused whole, one field by field."""
    data = fill(row.data, world)
    path = address(row, world)
    before = Event.objects.count()
    for name in data:
        sent = data | {name: "a\0b"}
        found = dees.post(path, sent)
        assert 400 <= found.status_code < 500, name
        kind = "application/x-www-form-urlencoded"
        found = dees.post(path, urlencode(sent), content_type=kind)
        assert found.status_code == 400, name
    assert Event.objects.count() == before


@pytest.mark.parametrize("row", [row for row in PAGES + API if row.path], ids=str)
def test_paths_of_nonsense_lead_nowhere(dees: Client, world: dict[str, Any], row: Row):
    for name in row.path:
        for value in STRANGE:
            strange = row._replace(path=row.path | {name: value})
            found = send(dees, strange, world, fill(row.data, world))
            assert found.status_code in (400, 404, 422), (name, value)


def send(client: Client, row: Row, world: dict[str, Any], data: Any) -> Any:
    is_api = row.route.startswith("/api/")
    kind = row.kind if is_api else "application/x-www-form-urlencoded"
    body = json.dumps(data) if is_api else urlencode(data)
    if row.method == "GET":
        body = ""
    return client.generic(row.method, address(row, world), body, content_type=kind)


@contextmanager
def looked_up() -> Iterator[set[str]]:
    """Collect the names that are looked up in addresses and forms meanwhile."""
    names = set[str]()

    def noting(look_up: Callable[..., Any]) -> Callable[..., Any]:
        def noted(values: QueryDict, name: str, *args: Any) -> Any:
            names.add(name)
            return look_up(values, name, *args)

        return noted

    with pytest.MonkeyPatch.context() as patched:
        for method in ("__contains__", "__getitem__", "get", "getlist"):
            patched.setattr(QueryDict, method, noting(getattr(QueryDict, method)))
        yield names


@pytest.mark.parametrize("row", [r for r in PAGES if r.method == "GET"], ids=str)
def test_addresses_of_pages_may_be_cut_or_changed(
    dees: Client, world: dict[str, Any], row: Row
):
    """A name that is never looked up is as none: it is tried with the others alone."""
    tries: list[dict[str, str]] = [{}]
    tries += [
        dict.fromkeys(ASKED, value[:600]) for value in VALUES if "\0" not in value
    ]
    with looked_up() as names:
        for query in tries:
            found = dees.get(address(row, world), query)
            assert found.status_code < 500, query
    for name in names.intersection(ASKED):
        found = dees.get(address(row, world), {name: HUGE})
        assert found.status_code < 500, name
    for raw in ("q=%00", "q=%ff", "%00=1", "q=%ed%a0%80"):
        found = dees.get(f"{address(row, world)}?{raw}")
        assert found.status_code == 400, raw
        assert "Content-Security-Policy" in found.headers


@pytest.mark.parametrize("row", PAGES[:1] + API[:1], ids=str)
def test_headers_that_are_no_text_are_refused(dees: Client, world, row: Row):
    path = address(row, world)
    for charset in ("base64", "utf-7", "nonsense", "\xff"):
        environ = RequestFactory()._base_environ(  # noqa: SLF001
            PATH_INFO=path,
            QUERY_STRING="q=%41",
            CONTENT_TYPE=f"text/plain; charset={charset}",
        )
        assert status_of(environ) == "400 Bad Request", charset
    dees.cookies["headway_session"] = "aaaaaaaa\0aaaa"
    assert dees.get(path).status_code == 400


def status_of(environ: dict[str, Any]) -> str:
    """What the server answers without Django's test client before it."""
    said: list[str] = []
    with connection_kept():
        list(pages()(environ, lambda status, _headers: said.append(status)))
    return said[0]


BODIES = {
    "deep": b"[" * 100_000,
    "deep object": b'{"a":' * 100_000,
    "twice": b'{"title": "a", "title": "b"}',
    "NaN": b'{"title": NaN}',
    "Infinity": b'{"title": -Infinity}',
    "1e999": b'{"title": 1e999}',
    "5000 digits": b'{"title": ' + HUGE.encode() + b"}",
    "half a pair": b'{"title": "\\ud800"}',
    "NUL": b'{"title": "\\u0000"}',
    "bare NUL": b'{"title": "\0"}',
    "Latin-1": '{"title": "é"}'.encode("latin-1"),
    "UTF-16": '{"title": "é"}'.encode("utf-16"),
    "a list": b"[]",
    "null": b"null",
    "half": b'{"title": "a',
    "none": b"",
    "unknown": b'{"__class__": "a"}',
    "2 MB of braces": b"{}" * 1_000_000,
}


@pytest.mark.parametrize(
    "row", [row for row in API if row.data or row.method == "PATCH"], ids=str
)
def test_bodies_that_can_be_read_in_two_ways_are_refused(
    dees: Client, world: dict[str, Any], row: Row
):
    path = address(row, world)
    for name, body in BODIES.items():
        found = dees.generic(row.method, path, body, content_type="application/json")
        assert found.status_code in (400, 422), name
        assert found.headers["Content-Type"] == "application/problem+json"
        assert found.json()["detail"]


@pytest.mark.parametrize("row", [row for row in API if row.method != "GET"], ids=str)
def test_bodies_of_another_kind_are_refused(
    dees: Client, world: dict[str, Any], row: Row
):
    forms = ("application/x-www-form-urlencoded", "multipart/form-data")
    for kind in ("text/plain", "text/xml", *forms):
        body = json.dumps(fill(row.data, world))
        found = dees.generic(row.method, address(row, world), body, content_type=kind)
        assert found.status_code == 415
        assert kind in found.json()["detail"]


INSTANTS = (
    "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
    "2026-02-30T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00", "2038",
    "", 5,
)  # fmt: skip
WHOLES = (2**63, 10**30, -(10**30), 1.5, True, "1", None)


def wrong(schema: dict[str, Any]) -> Iterator[Any]:
    """Values that the schema of one field does not describe."""
    kinds = [resolve(part) for part in schema.get("anyOf", [schema])]
    (kind,) = [part for part in kinds if part.get("type") != "null"]
    may_be_null = {"type": "null"} in kinds
    if kind.get("format") == "date-time":
        yield from INSTANTS
    elif kind.get("type") == "integer":
        yield from WHOLES[:-1] if may_be_null else WHOLES
        ends = kind.get("enum") or (kind["minimum"], kind["maximum"])
        yield min(ends) - 1
        yield max(ends) + 1
    elif kind.get("type") == "boolean":
        yield from ("true", 1, "", [])
    elif kind.get("type") == "object":
        yield from ("", [], 1, None, {"a\0b": 1}, {"": 1}, {"x": 1}, {"1": {}})
    elif kind.get("type") == "array":
        yield from ("", {}, 1, [None], [[]])
        if not may_be_null:
            yield None
    else:
        too_long = "x" * (max(kind.get("maxLength", 0), len(LONG)) + 1)
        yield from ("a\0b", "\ud800", too_long, 1, [], {})


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    return DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]


def operation(row: Row) -> dict[str, Any]:
    return DOCUMENT["paths"][row.route][row.method.lower()]


def body_of(row: Row) -> dict[str, Any]:
    content = operation(row).get("requestBody", {}).get("content", {})
    return resolve(content.get("application/json", {}).get("schema", {}))


@every_call
def test_fields_take_only_what_the_document_describes(
    dees: Client, world: dict[str, Any], row: Row
):
    before = Event.objects.count()
    data = fill(row.data, world)
    for name, schema in body_of(row).get("properties", {}).items():
        for value in wrong(schema):
            found = send(dees, row, world, data | {name: value})
            assert found.status_code in (400, 422), (name, value)
            assert name in found.json()["detail"] or found.status_code == 400
    assert Event.objects.count() == before


@every_call
def test_parameters_take_only_what_the_document_describes(
    dees: Client, world: dict[str, Any], row: Row
):
    path = address(row, world)
    body = "" if row.method == "GET" else json.dumps(fill(row.data, world))
    kind = row.kind
    asked = f"{path}&" if row.query else f"{path}?"
    for parameter in operation(row)["parameters"]:
        if parameter["in"] == "path":
            continue  # above
        name = parameter["name"]
        for value in ("a\0b", LONG[:1001], HUGE):
            if parameter["in"] == "query":
                found = dees.generic(row.method, f"{asked}{urlencode({name: value})}",
                                     body, content_type=kind)  # fmt: skip
            else:
                found = dees.generic(row.method, path, body,
                                     content_type=kind,
                                     headers={name: value[:300]})  # fmt: skip
            assert found.status_code < 500, (name, value)
            if "\0" in value:
                assert found.status_code in (400, 422), name
        is_list = parameter["schema"].get("type") == "array"
        if parameter["in"] == "query" and not is_list:
            twice = f"{asked}{name}=1&{name}=2"
            found = dees.generic(row.method, twice, body,
                                 content_type=kind)  # fmt: skip
            assert found.status_code == 422, name
            assert name in found.json()["detail"]


def unbounded(schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Where the schema lets something through that has no end."""
    schema = resolve(schema)
    for part in schema.get("anyOf", []):
        yield from unbounded(part, place)
    if not BOUNDS.get(schema.get("type", ""), lambda _: True)(schema):
        yield place
    if "items" in schema:
        yield from unbounded(schema["items"], f"{place}[]")
    inside = schema.get("properties", {}) | schema.get("patternProperties", {})
    for name, inner in inside.items():
        yield from unbounded(inner, f"{place}.{name}")


BOUNDS = {
    "string": lambda s: s.keys() & {"maxLength", "enum", "format", "pattern"},
    "integer": lambda s: {"minimum", "maximum"} <= s.keys() or "enum" in s,
    "array": lambda s: "maxItems" in s,
    "object": lambda s: s.get("additionalProperties") is False,
}


@every_call
def test_everything_that_is_sent_has_bounds(row: Row):
    found = [place for p in operation(row)["parameters"]
             for place in unbounded(p["schema"], p["name"])]  # fmt: skip
    if body := body_of(row):
        found += list(unbounded(body))
    assert not found


def test_instants_may_have_any_offset(dees: Client, world: dict[str, Any]):
    address = f"/api/v1/w/acme/items/{world['survey_key']}"
    said = {"deadline": "2026-03-01T12:00:00+16:37"}
    answer = dees.patch(address, said, content_type="application/json")
    assert answer.json()["deadline"] == "2026-02-28T19:23:00Z"


@pytest.mark.parametrize("field", ["title", "description"])
def test_equal_words_are_equal_characters_from_form_and_program(
    dees: Client, world: dict[str, Any], field: str
):
    key = world["survey_key"]
    apart, composed = "Bru\u0308cke", "Br\u00fccke"
    form = f"/w/acme/items/{key}/cells/{field}/"
    dees.post(form, {"value": apart, "was": ""})
    assert dees.get(f"/api/v1/w/acme/items/{key}").json()[field] == composed
    dees.patch(
        f"/api/v1/w/acme/items/{key}",
        {field: f"{apart} 2"},
        content_type="application/json",
    )
    assert dees.get(f"/api/v1/w/acme/items/{key}").json()[field] == f"{composed} 2"


@pytest.mark.parametrize("days", [-1, 0, 400_000, 3_000_000])
def test_days_out_of_bounds_are_refused_where_they_are_typed(
    dees: Client, world: dict[str, Any], days: int
):
    day = date(1899, 12, 31) if days == -1 else date.min + timedelta(days=days)
    found = dees.post(
        f"/w/acme/items/{world['survey_key']}/cells/deadline/", {"value": day}
    )
    assert found.status_code == 422
    assert b"give a year from 1900 to 2999" in found.content
