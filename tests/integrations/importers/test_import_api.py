"""A file of another program, sent by a program."""

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.integrations.importers.api import schedules as api
from headway.work.models import Item, Project
from tests.integrations.importers.jobs import work
from tests.integrations.importers.test_import_page import BOMB, EXTERNAL, HOUSE, traces

ADDRESS = "/api/v1/w/acme/imports/msproject"
XML = "application/xml"


@pytest.fixture
def send(client: Client, dee: Actor):
    client.force_login(dee.person.user)

    def put(data: str | bytes, query: str = "", kind: str = XML):
        return client.put(f"{ADDRESS}?{query}", data, content_type=kind)

    return put


def test_a_dry_run_says_all_and_leaves_no_trace(send):
    before = traces()
    said = send(HOUSE, "is_dry_run=true").json()

    assert traces() == before
    assert (said["name"], said["is_new"], said["is_dry_run"]) == ("House", True, True)
    assert said["items_created"] == 3
    assert all(each["where"] and each["why"] for each in said["not_taken"])


def test_the_same_file_again_brings_its_project_up_to_date(send):
    first = send(HOUSE, "key=HOU")
    again = send(HOUSE).json()

    assert first.json()["project"] == again["project"] == "HOU"
    assert first.headers["Headway-Operation"]
    assert not again["is_new"]
    assert (again["items_created"], again["items_unchanged"]) == (0, 3)
    assert Project.objects.count() == 1


def test_a_project_without_a_title_is_called_as_was_said(send):
    answer = send(HOUSE.replace("<Title>House</Title>", ""), "name=Shed").json()

    assert answer["name"] == "Shed"


@pytest.mark.parametrize("data", [b"", b"hello", BOMB, EXTERNAL, "{}"])
def test_what_is_no_such_file_is_refused_whole(send, data):
    before = traces()
    answer = send(data)

    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert traces() == before


def test_a_key_that_is_taken_is_said(send, bridge: Project):
    answer = send(HOUSE, "key=BRI")

    assert answer.status_code == 409
    assert not Item.objects.exists()


def test_a_file_that_is_too_long_is_refused_before_it_is_read(
    send, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(api, "MOST_MEGABYTES", 0)
    answer = send(HOUSE)

    assert answer.status_code == 422
    assert "headway import" in answer.json()["detail"]


def test_a_file_may_be_longer_than_other_bodies(send, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    assert send(HOUSE, "is_dry_run=true").status_code == 200


def test_only_xml_is_taken_there_and_nowhere_else(send, client: Client):
    assert send(HOUSE, kind="application/json").status_code == 415
    elsewhere = client.post("/api/v1/w/acme/items", HOUSE, content_type=XML)
    assert elsewhere.status_code == 415


def test_a_table_is_sent_understood_taken_and_taken_back(
    client: Client, dee: Actor, store
):
    client.force_login(dee.person.user)
    imports = "/api/v1/w/acme/imports"

    def ask(path: str, method: str = "post", **body: object):
        sent = [body] if method != "get" else []
        answer = getattr(client, method)(
            f"{imports}{path}", *sent, content_type="application/json"
        )
        assert answer.status_code == 200, answer.content
        return answer.json()

    sent = client.post(
        f"{imports}/files?name=plan.csv",
        b"What,Column,Room\nDig,Soon,Hall\nPour,Now,Hall\n",
        content_type="application/octet-stream",
    )
    assert sent.status_code == 201
    run = sent.json()["id"]
    assert sent.json()["state"] == "uploaded"
    work()
    assert ask(f"/{run}", "get")["source"] == "spreadsheet"
    stages = [{"name": "now", "meaning": "doing"}]
    columns = [{"head": "Column", "kind": "state"}, {"head": "Room", "kind": "-"}]
    ask(f"/{run}", "patch", stages=stages, columns=columns, project="PLN")
    work()
    found = ask(f"/{run}", "get")["found"]
    assert [stage["name"] for stage in found["stages"]] == ["Soon", "Now"]
    ask(f"/{run}/start")
    work()
    done = ask(f"/{run}", "get")
    assert (done["state"], done["percent"]) == ("done", 100)
    assert done["counts"]["created"] == 2
    assert Item.objects.get(title="Pour").state == "doing"
    assert Project.objects.get().key == "PLN"
    assert client.get(f"{imports}/{run}/findings").json()["items"] == []

    ask(f"/{run}/undo")
    work()
    assert ask(f"/{run}", "get")["state"] == "undone"
    assert not Project.objects.exists()
    again = client.post(f"{imports}/{run}/start", content_type="application/json")
    assert again.status_code == 409
