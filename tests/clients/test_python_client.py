"""The Python client against a real server: one journey, and what can go wrong."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import generate
import httpx
import pytest

from headway.actors.models import Actor
from headway.people.tokens.actions import make_token
from headway.work.models import Item, Project
from headway_client import (
    Headway,
    Malformed,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Problem,
    Refused,
    Stale,
    TooFast,
    models,
)
from tests.integrations.importers.test_import_page import HOUSE

LIVES = timedelta(days=1)


@pytest.fixture
def token(dee: Actor) -> str:
    scopes = ("read", "write", "admin")
    return make_token(by=dee, name="Client", scopes=scopes, lives=LIVES)


@pytest.fixture
def client(live_server, token: str) -> Iterator[Headway]:
    with Headway(live_server.url, token, workspace="acme") as headway:
        yield headway


def test_it_is_what_the_document_says():
    document = json.loads(generate.DOCUMENT.read_text())
    written = generate.generated(document)
    there = {*(generate.PACKAGE / "resources").glob("*.py")}
    stale = [path for path, text in written.items() if path.read_text() != text]

    assert not stale, "run bin/docs"
    assert there <= written.keys(), "run bin/docs"


def test_a_project_from_its_creation_to_its_end(client: Headway):
    project = client.projects.create(name="Tunnel", key="TUN")
    when = datetime(2030, 6, 1, 12, tzinfo=UTC)
    for n in range(5):
        client.items.create(project="TUN", title=f"Ring {n}", deadline=when)
    titles = [item.title for item in client.items.list(project="TUN", limit=2)]
    first = client.items.get("TUN-1")
    done = client.items.move("TUN-1", to="done", if_match=first.version)

    assert project.key == "TUN"
    assert titles == [f"Ring {n}" for n in range(5)]
    assert first.deadline == when
    assert (done.state, done.version) == ("done", first.version + 1)
    client.projects.delete("TUN")
    with pytest.raises(NotFound):
        client.projects.get("TUN")
    operation = client.last_operation
    assert operation is not None
    client.operations.undo(operation)
    assert client.projects.get("TUN").name == "Tunnel"


def test_the_example_of_the_readme_runs(live_server, token: str, capsys):
    readme = (generate.HERE / "README.md").read_text()
    example = readme.partition("```python\n")[2].partition("```")[0]
    example = example.replace("https://work.example.org", live_server.url)
    exec(example.replace("hw_…", token), {})

    titles = [line.split()[1] for line in capsys.readouterr().out.splitlines()]
    assert titles == ["Survey", "Dig", "Line"]
    assert Item.objects.get(title="Survey").state == "doing"


def test_a_change_of_an_older_version_is_an_exception_with_both(
    client: Headway, survey: Item
):
    seen = client.items.get(survey.key)
    client.items.edit(survey.key, title="Measure", if_match=seen.version)
    with pytest.raises(Stale) as raised:
        client.items.edit(survey.key, title="Sound", if_match=seen.version)

    assert raised.value.status == 412
    assert raised.value.current["title"] == "Measure"
    assert raised.value.sent == {"title": "Sound"}


def test_what_was_not_said_stays_and_none_takes_away(client: Headway, survey: Item):
    client.items.edit(survey.key, deadline=datetime(2030, 6, 1, tzinfo=UTC))
    kept = client.items.edit(survey.key, priority=900)
    gone = client.items.edit(survey.key, deadline=None)

    assert kept.deadline is not None
    assert kept.effort_minutes == 480
    assert (gone.deadline, gone.priority) == (None, 900)


def test_the_same_key_again_changes_once(client: Headway, bridge: Project):
    made = [
        client.items.create(project="BRI", title="Once", idempotency_key="k").id
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert Item.objects.count() == 1


def test_an_answer_that_is_lost_is_asked_for_again_with_the_key(
    live_server, token: str, bridge: Project
):
    lossy = Lossy(lose=2)
    with Headway(live_server.url, token, workspace="acme", transport=lossy) as headway:
        waits: list[float] = []
        headway._sender._sleep = waits.append  # noqa: SLF001
        item = headway.items.create(project="BRI", title="Once")

    assert item.title == "Once"
    assert len(set(lossy.keys)) == 1
    assert len(lossy.keys) == 3
    assert waits == [0.5, 1.0]
    assert Item.objects.count() == 1


class Lossy(httpx.HTTPTransport):
    """Sends all requests and loses the first answers."""

    def __init__(self, lose: int) -> None:
        super().__init__()
        self.lose, self.keys = lose, []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.keys.append(request.headers.get("Idempotency-Key"))
        response = super().handle_request(request)
        if len(self.keys) <= self.lose:
            response.read()
            raise httpx.ReadError("the answer was lost", request=request)
        return response


def test_fields_that_were_left_out_are_not_there(client: Headway, survey: Item):
    (item,) = client.items.list(fields="key,title")

    assert item.title == "Survey the site"
    with pytest.raises(AttributeError, match="fields="):
        _ = item.version


def test_lists_of_objects_are_sent_as_such(
    client: Headway, survey: Item, dig: Item, ada: Actor
):
    client.items.assign_people(
        survey.key, parts=[models.PartIn(person_id=ada.person.pk, units_percent=50)]
    )
    batch = client.items.change(
        create=[models.ItemIn(project="BRI", title="New")],
        change=[models.ItemChange(item=dig.key, title="Excavate")],
    )

    (part,) = client.items.list_people(survey.key).parts
    assert (part.name, part.units_percent) == ("Ada", 50)
    assert batch.created[0].title == "New"
    assert batch.changed[0].title == "Excavate"


def test_a_file_is_sent_and_days_and_many_projects_are_asked_for(
    client: Headway, survey: Item
):
    report = client.imports.msproject(HOUSE.encode(), key="HOU")
    today = date.today()  # noqa: DTZ011 - any day will do
    keys = {row.item for row in client.outlooks.list(project=["BRI", "HOU"], limit=2)}

    assert report.items_created == 3
    assert keys == {survey.key, "HOU-1", "HOU-2", "HOU-3"}
    assert list(client.log.list_events(last_on=today - timedelta(days=2))) == []


def test_administering_is_as_typed_as_the_rest(client: Headway):
    eve = client.members.add(name="Eve", role="guest")
    invited = client.members.invite(eve.id)
    (waiting,) = client.invitations.list()
    (mine,) = client.workspaces.list()

    assert invited.link is not None
    assert waiting.person_id == eve.id
    assert mine.slug == client.workspace.get().slug == "acme"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, NotSignedIn),
        (403, NotAllowed),
        (404, NotFound),
        (409, Refused),
        (422, Malformed),
        (500, Problem),
    ],
)
def test_errors_are_exceptions_of_their_kind(status: int, kind: type[Problem]):
    said = {"title": "T", "status": status, "detail": "What helps."}
    headway = answering(httpx.Response(status, json=said))

    with pytest.raises(kind, match=r"What helps\.") as raised:
        headway.me.get()
    assert raised.value.status == status


def test_what_a_proxy_says_is_a_problem_too():
    headway = answering(httpx.Response(502, text="<h1>Bad Gateway</h1>"))

    with pytest.raises(Problem, match="Bad Gateway"):
        headway.me.get()


def test_a_busy_server_is_asked_again_when_it_says():
    busy = httpx.Response(429, headers={"Retry-After": "7"})
    down = httpx.Response(503)
    fine = httpx.Response(200, json={"name": "Ada"})
    headway = answering(busy, down, fine)
    waits: list[float] = []
    headway._sender._sleep = waits.append  # noqa: SLF001

    assert headway.me.get(fields="name").name == "Ada"
    assert waits == [7.0, 1.0]


def test_who_is_never_let_in_learns_it_in_the_end():
    said = {"title": "Too Many Requests", "status": 429, "detail": "Wait."}
    headway = answering(*[httpx.Response(429, json=said) for _ in range(4)])
    headway._sender._sleep = [].append  # noqa: SLF001

    with pytest.raises(TooFast):
        headway.me.get()


def test_a_patch_whose_answer_is_lost_is_not_sent_again():
    sent: list[httpx.Request] = []

    def lose(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        raise httpx.ReadTimeout("lost", request=request)

    headway = Headway(
        "http://x", "t", workspace="acme", transport=httpx.MockTransport(lose)
    )
    with pytest.raises(httpx.ReadTimeout):
        headway.items.edit("BRI-1", title="New", if_match=3)
    assert len(sent) == 1


def test_names_are_quoted_and_a_workspace_is_needed():
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path.decode())
        return httpx.Response(200, json={"items": [], "next_cursor": None})

    headway = Headway("http://x", "t", transport=httpx.MockTransport(answer))
    headway.items.get("../a b/c", workspace="acme")
    assert asked == ["/api/v1/w/acme/items/..%2Fa%20b%2Fc"]
    with pytest.raises(ValueError, match="workspace"):
        headway.items.get("BRI-1")


def answering(*responses: httpx.Response) -> Headway:
    """Return a client that is answered that, one after the other."""
    waiting = iter(responses)
    transport = httpx.MockTransport(lambda _request: next(waiting))
    return Headway("http://x", "t", workspace="acme", transport=transport)
