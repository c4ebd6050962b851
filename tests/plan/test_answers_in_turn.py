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
from headway.plan.moves import replay
from headway.plan.turns import Turns
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
    asked = [
        (proposing, "/projects/BRI/staffing"),
        (replay, f"/projects/BRI/moves?since={today}"),
    ]
    for module, path in asked:
        turns = Turns(waiting=0)
        monkeypatch.setattr(module, "one_at_a_time", turns)
        with turns.turn():
            page = client.get(f"/w/acme{path.partition('?')[0]}/")
            program = send("GET", path)
        for answer in (page, program):
            assert answer.status_code == 503
            assert answer.headers["Retry-After"] == "10"
            assert b"ask again in a moment" in answer.content


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
