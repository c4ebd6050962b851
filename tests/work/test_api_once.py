"""A request with a key happens once, however often it is sent."""

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.rest import OPERATION
from headway.people.jobs import forget_answers
from headway.people.models import Answer
from headway.work.models import Item, Project

ONE = {"project": "BRI", "title": "One"}


def test_the_same_key_gets_the_same_answer_and_changes_once(ask, bridge: Project):
    first, second = (ask("POST", "/items", ONE, Idempotency_Key="k") for _ in "ab")

    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    for name in ("Content-Type", "ETag", OPERATION):
        assert first.headers[name] == second.headers[name]
    assert Item.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/items", ONE | {"title": "Two"}),
        ("/items?again", ONE),
        ("/projects", {"key": "TWO", "name": "Two"}),
    ],
)
def test_a_key_used_for_another_request_is_named(ask, bridge: Project, path, body):
    ask("POST", "/items", ONE, Idempotency_Key="k")
    other = ask("POST", path, body, Idempotency_Key="k")

    assert other.status_code == 422
    assert "“k”" in other.json()["detail"]
    assert Item.objects.count() == 1


def test_the_key_of_a_refused_request_stays_unused(ask, bridge: Project, survey: Item):
    move = f"/items/{survey.key}/transition"
    late = {"to": "done", "at": "2999-01-01T00:00:00Z"}
    assert ask("POST", move, late, Idempotency_Key="k").status_code == 409
    stale = ask("POST", move, {"to": "done"}, Idempotency_Key="k", If_Match='"7"')
    assert stale.status_code == 412
    done = ask("POST", move, {"to": "done"}, Idempotency_Key="k")
    assert done.json()["state"] == "done"


def test_keys_of_others_are_others(ask, bridge: Project, lea: Actor):
    ask("POST", "/items", ONE, Idempotency_Key="k")
    client = Client()
    client.force_login(lea.person.user)
    client.post(
        "/api/v1/w/acme/items",
        ONE,
        content_type="application/json",
        headers={"Idempotency-Key": "k"},
    )
    assert Item.objects.count() == 2


def test_a_key_is_free_again_after_a_day(ask, bridge: Project):
    ask("POST", "/items", ONE, Idempotency_Key="k")
    Answer.objects.update(answered_at=timezone.now() - timedelta(hours=25))
    ask("POST", "/items", ONE, Idempotency_Key="k")
    assert Item.objects.count() == 2


def test_what_was_answered_is_forgotten_after_a_day(ask, bridge: Project):
    ask("POST", "/items", ONE, Idempotency_Key="old")
    Answer.objects.update(answered_at=timezone.now() - timedelta(hours=25))
    ask("POST", "/items", ONE, Idempotency_Key="new")
    forget_answers(timestamp=0)
    assert list(Answer.objects.values_list("key", flat=True)) == ["new"]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_time_one_runs(bridge: Project, ada: Actor):
    together = threading.Barrier(4)
    answers: list[Any] = []

    def send() -> None:
        client = Client()
        client.force_login(ada.person.user)
        together.wait(20)
        answer = client.post(
            "/api/v1/w/acme/items",
            json.dumps(ONE),
            content_type="application/json",
            headers={"Idempotency-Key": "k"},
        )
        answers.append((answer.status_code, answer.content))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert answers[0][0] == 201
    assert Item.objects.count() == 1
