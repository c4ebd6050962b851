"""Long answers are given one at a time, and the server's other threads stay free."""

from collections import OrderedDict
from threading import Thread

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import Busy
from headway.plan import current, proposing
from headway.plan.current import _changing
from headway.plan.turns import Turns, one_at_a_time
from headway.work.models import Item, Project
from tests.plan.keeping import keep
from tests.programs import program_of


def test_who_waits_has_the_next_turn():
    turns, told = Turns(seconds=60), []

    def second() -> None:
        with turns.turn():
            told.append("second")

    thread = Thread(target=second)
    with turns.turn():
        thread.start()
        told.append("first")
    thread.join()
    assert told == ["first", "second"]


@pytest.mark.parametrize("waiting", [0, 1])
def test_nobody_waits_longer_than_a_little(waiting: int):
    turns = Turns(waiting=waiting, seconds=0.01)
    with turns.turn():
        for _again in range(2):  # nor does who left take the place of another
            with pytest.raises(Busy, match="ask again in a moment"), turns.turn():
                pass
    with turns.turn():
        pass


@pytest.mark.django_db
def test_pages_and_programs_are_told_when_to_ask_again(
    client: Client,
    dee: Actor,
    bridge: Project,
    survey: Item,
    monkeypatch: pytest.MonkeyPatch,
):
    keep(dee)
    client.force_login(dee.person.user)
    send, today = program_of(dee), timezone.localdate().isoformat()
    monkeypatch.setattr(one_at_a_time, "_seconds", 0.0)
    monkeypatch.setattr(proposing, "one_at_a_time", one_at_a_time)
    item = f"/items/{survey.key}"
    asked = [
        "/projects/BRI/staffing",
        f"/projects/BRI/moves?since={today}",
        f"{item}/moves?since={today}",
        f"{item}/candidates",
        f"{item}/levers",
        "/projects/BRI/levers",
    ]
    pages = [f"{path.partition('?')[0]}/" for path in asked] + [f"{item}/override/"]
    programs = [
        *asked,
        f"{item}/override-price",
        f"{item}/preview?remaining_minutes=60",
    ]
    with one_at_a_time.turn():
        answers = [client.get(f"/w/acme{path}") for path in pages]
        for page in answers:
            assert b"Try again" in page.content
        answers += [send("GET", path) for path in programs]
        answers.append(send("POST", "/plan/sketch", {"text": "Dig 1d"}))
        answers.append(send("PUT", f"{item}/override", {"why": ""}))
    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "10"
        assert b"ask again in a moment" in answer.content
    assert client.get(f"/w/acme{item}/levers/").status_code == 200


@pytest.mark.django_db
def test_what_is_typed_or_held_stays_while_others_are_answered(
    client: Client, dee: Actor, survey: Item, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(one_at_a_time, "_seconds", 0.0)
    client.force_login(dee.person.user)
    with one_at_a_time.turn():
        put = client.post(f"/w/acme/items/{survey.key}/override/", {"why": "A visit"})
        carried = client.post(
            "/w/acme/timeline/preview/",
            {"item": survey.pk, "left": "3d"},
            headers={"HX-Request": "true"},
        )
        written = client.post("/w/acme/start/", {"text": "Dig the well 1d"})
    assert put.status_code == 503
    assert put.headers["Retry-After"] == "10"
    assert b"A visit" in put.content
    assert carried.status_code == 429  # htmx shows it as a notice, beside the bar
    assert carried.headers["HX-Retarget"] == "#notice"
    for answer in (put, carried, written):
        assert b"ask again in a moment" in answer.content
    assert b"Dig the well 1d" in written.content


@pytest.mark.django_db
def test_what_is_kept_is_dropped_by_one_thread_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
):
    held: list[bool] = []

    class Watched(OrderedDict[int, object]):
        def popitem(self, *args: bool, **said: bool) -> tuple[int, object]:
            held.append(_changing.locked())
            return super().popitem(*args, **said)

    kept = Watched()
    monkeypatch.setattr(current, "_kept", kept)
    monkeypatch.setattr(current, "take_snapshot", lambda _pk: None)
    monkeypatch.setattr(current, "forecast", lambda *_a, **_k: object())
    for workspace_id in range(current.MOST_KEPT + 2):
        current.current_forecast(workspace_id, scenarios=10)
    assert held == [True, True]
    assert list(kept) == [2, 3, 4, 5]
