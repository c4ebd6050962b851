"""What people put before other work: priced, told, taken back, and planned so."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from headway.actors.models import Actor, Role
from headway.base.errors import NotFound, Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.plan.actions.replanning import replan_workspace
from headway.plan.compile.overriding import Overriding, overridden
from headway.plan.models import Override, OverrideDelay
from headway.plan.overrides.actions import (
    price_override,
    remove_override,
    set_override,
)
from headway.work.actions import edit_item, give_grant, move_item
from headway.work.models import Item, Outlook, Project
from headway.work.models.outlook import AHEAD
from tests.programs import program_of
from tests.work.lists import text_of
from tests.world import member


@st.composite
def orders(draw):
    n = draw(st.integers(1, 7))
    rank = draw(st.permutations(range(n)))
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
    links = [(a, b) for a, b in draw(st.lists(pairs, max_size=6)) if a < b]
    item = draw(st.integers(0, n - 1))
    before = draw(st.none() | st.integers(0, n - 1))
    return rank, links, item, before


@given(orders())
def test_what_is_put_first_is_ahead_with_all_that_it_waits_for(order):
    rank, links, item, before = order
    needed = {item}
    for _ in rank:
        needed |= {a for a, b in links if b in needed}
    said = Overriding((item,), None if before is None else (before,))
    after = overridden(rank, [said], links)

    assert sorted(after) == sorted(rank)
    rest = [
        i for i in sorted(range(len(rank)), key=rank.__getitem__) if i not in needed
    ]
    assert all(after[a] < after[b] for a, b in pairwise(rest))
    if before is None:
        assert {after[i] for i in needed} == set(range(len(needed)))
    elif before not in needed:
        assert all(after[i] < after[before] for i in needed)
        ahead = [i for i in rest if rank[i] < rank[before]]
        assert all(after[i] < after[item] or rank[item] < rank[i] for i in ahead)
    else:
        assert after == list(rank)


@pytest.fixture
def queue(hire, work) -> list[Item]:
    """Three alike for one person, of whom the first is worth most."""
    eve = hire("Eve")
    return [work(f"Plank {n}", eve, minutes=960) for n in range(3)]


def outlooks(by: Actor) -> dict[int, Outlook]:
    replan_workspace(by.workspace_id, by=by)
    return {row.item_id: row for row in Outlook.objects.all()}


def test_its_price_is_seen_before_and_kept_and_others_say_why_they_are_later(
    queue: list[Item], dee: Actor, client: Client
):
    first, _second, third = queue
    edit_item(first.pk, by=dee, priority=900)
    before = outlooks(dee)
    assert before[third.pk].rank == 3
    price = price_override(third.pk, by=dee)
    assert price.cost > 0
    assert price.items[first.pk] > 1440
    assert price.sooner > 1440

    client.force_login(dee.person.user)
    page = f"/w/acme/items/{third.key}/override/"
    shown = text_of(client, page)
    assert f"Costs {price.cost:,} more delay" in shown
    assert first.key in shown
    assert not Override.objects.exists()
    assert client.post(page, {"why": "A visit"}).status_code == 302

    kept = Override.objects.get()
    assert (kept.price, kept.why, kept.by) == (price.cost, "A visit", dee)
    later = OverrideDelay.objects.filter(item=first).get()
    assert later.minutes == price.items[first.pk]
    after = outlooks(dee)
    assert (after[third.pk].rank, after[first.pk].rank) == (1, 2)
    ahead = dict(zip(AHEAD, after[third.pk].ahead, strict=True))
    assert ahead["override"] == -2
    assert sum(ahead.values()) == 0
    own = text_of(client, f"/w/acme/items/{third.key}/")
    assert "A visit" in own
    assert "Somebody put it 2 places forward" in own
    assert f"Dee put {third.key} before others" in text_of(
        client, f"/w/acme/items/{first.key}/"
    )
    listed = text_of(client, "/w/acme/overrides/?project=BRI")
    assert third.key in listed
    assert listed.count(f"costs {price.cost:,} more delay") == 2
    assert "put it before all others" in text_of(
        client, f"/w/acme/items/{third.key}/history/"
    )
    ticked = {"decision": third.decisions.get(kind="order").pk}
    assert client.post("/w/acme/overrides/removal/", ticked).status_code == 302
    assert outlooks(dee)[third.pk].rank == 3


@pytest.mark.django_db(transaction=True)
def test_it_is_replaced_undone_and_moot_once_the_other_is_closed(
    queue: list[Item], dee: Actor
):
    first, second, third = queue
    set_override(third.pk, by=dee, before_id=second.pk)
    assert [outlooks(dee)[item.pk].rank for item in queue] == [1, 3, 2]
    events = Event.objects.count()
    set_override(third.pk, by=dee, before_id=second.pk)
    assert Event.objects.count() == events

    set_override(third.pk, by=dee, before_id=first.pk)
    assert [outlooks(dee)[item.pk].rank for item in queue] == [2, 3, 1]
    replaced = Event.objects.filter(kind="plan.override_set").order_by("-pk")[0]
    undo_operation(replaced.operation, by=dee)
    [live] = Override.objects.live()
    assert live.before_id == second.pk
    undone = Event.objects.order_by("-pk")[0].operation
    undo_operation(undone, by=dee)
    assert Override.objects.live().get().before_id == first.pk

    assert Override.objects.in_force().exists()
    move_item(first.pk, "done", by=dee)
    assert not Override.objects.in_force().exists()
    with pytest.raises(Refused, match="closed"):
        set_override(third.pk, by=dee, before_id=first.pk)


def test_who_may_not_change_the_item_does_not_and_guests_see_nothing(
    queue: list[Item], dee: Actor, ben: Actor, dan: Actor, bridge: Project, acme
):
    third = queue[2]
    for actor, error in ((ben, PermissionDenied), (dan, NotFound)):
        with pytest.raises(error):
            set_override(third.pk, by=actor)
    with pytest.raises(Refused, match="before itself"):
        set_override(third.pk, by=dee, before_id=third.pk)
    assert not Override.objects.exists()
    made = set_override(third.pk, by=dee, why="A visit")
    gus = member("gus", acme, role=Role.GUEST)
    give_grant(bridge.pk, gus.pk, by=dee, role="contributor")
    with pytest.raises(PermissionDenied):
        set_override(third.pk, by=gus)
    with pytest.raises(NotFound):
        remove_override(made.pk, by=gus)
    assert not Override.objects.visible_to(gus).exists()
    assert not OverrideDelay.objects.visible_to(gus).exists()
    guest = Client()
    guest.force_login(gus.person.user)
    assert "A visit" not in text_of(guest, f"/w/acme/items/{third.key}/")


def test_programs_do_the_same(queue: list[Item], dee: Actor):
    first, _second, third = queue
    ask = program_of(dee)
    price = ask("GET", f"/items/{third.key}/override-price?before={first.key}").json()
    assert {each["key"] for each in price["items"]} >= {first.key}
    body = {"before": first.key, "why": "A visit"}
    made = ask("PUT", f"/items/{third.key}/override", body).json()
    assert (made["price"], made["before_id"]) == (price["cost"], first.pk)
    [listed] = ask("GET", "/overrides?project=BRI").json()["items"]
    assert listed == made
    assert ask("DELETE", f"/overrides/{made['id']}").status_code == 204
    assert ask("GET", "/overrides").json()["items"] == []
