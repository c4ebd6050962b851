"""How much longer an item in progress takes, given its age."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor, Role
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.plan.ageing.answers import DAY, Answer, ask_ageing
from headway.plan.ageing.history import due_workspaces
from headway.plan.ageing.learning import learn_ageing
from headway.plan.consumers import plan_waiting
from headway.plan.models import Ageing, CycleTime
from headway.plan.pace.history import start_of_today
from headway.work.actions import (
    archive_project,
    create_item,
    create_project,
    delete_items,
    give_grant,
    move_item,
)
from headway.work.actions.bin import restore
from headway.work.models import Hidden, Item, Project
from tests.programs import program_of
from tests.work.lists import signed_in, text_of
from tests.world import member

LABEL = "By its age"
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def finish(bridge: Project, dee: Actor) -> Callable[..., None]:
    """Have items finished, one a day until yesterday, each of which took so long."""

    def finished(*took: float, project: Project = bridge) -> None:
        for n, days in enumerate(took):
            item = create_item(project.pk, by=dee, title=f"Rivet {n}")
            move_item(item.pk, "done", by=dee)
            at = start_of_today() - timedelta(days=0.5 + n)
            begun = at - timedelta(days=days)
            Item.objects.filter(pk=item.pk).update(started_at=begun, finished_at=at)

    return finished


@pytest.fixture
def begin(bridge: Project, dee: Actor) -> Callable[..., Item]:
    """Have an item started so many days ago."""

    def begun(title: str, *, days: float, project: Project = bridge) -> Item:
        item = create_item(project.pk, by=dee, title=title)
        move_item(item.pk, "doing", by=dee)
        at = start_of_today() - timedelta(days=days)
        Item.objects.filter(pk=item.pk).update(started_at=at)
        item.refresh_from_db()
        return item

    return begun


def learn(**limits: float) -> int:
    """Learn all that is due, as the worker does."""
    today = start_of_today()
    return learn_ageing(due_workspaces(today, most=9), today, **limits)


@pytest.fixture
def arch(finish, begin) -> Item:
    """In progress for four days, where items took one to twelve."""
    finish(*[1 + n % 12 for n in range(60)])
    item = begin("Arch", days=4)
    learn()
    return item


def asked(item: Item, by: Actor) -> Answer | None:
    return ask_ageing(Item.objects.get(pk=item.pk), by=by)


def page(item: Item) -> str:
    return f"/w/acme/items/{item.key}/"


def test_the_longer_it_lasts_the_longer_it_takes(arch: Item, ben: Actor):
    said = asked(arch, ben)
    assert said is not None
    assert said.finished == 60
    assert said.ageing.longer == 40
    assert 50 < said.ageing.own_percent < 100
    assert 0 < said.ageing.alike <= 60
    assert said.p50
    assert said.p85
    likely, sure = ((at - start_of_today()) / DAY for at in (said.p50, said.p85))
    assert likely == pytest.approx(4, abs=2)  # 5 to 12 days are left to it
    assert sure == pytest.approx(7, abs=2.5)


def test_page_panel_and_programs_are_told_the_same(
    arch: Item, client: Client, ben: Actor
):
    said = program_of(ben)("GET", f"/items/{arch.key}/ageing").json()
    assert said["unknown"] is None
    left = [
        -(-(datetime.fromisoformat(said[name]) - start_of_today()) // DAY)
        for name in ("p50", "p85")
    ]
    signed_in(client, ben)
    for address in (page(arch), f"{page(arch)}?panel"):
        html = text_of(client, address)
        assert LABEL in html
        assert f"Likely within {left[0]} more days, 85 % sure within {left[1]}" in html
        days = (timezone.localdate() - timezone.localdate(arch.started_at)).days
        assert f"in progress for {days} days; from {said['alike']} " in html
        assert f"{100 - said['own_percent']}{NO_BREAK}% is borrowed from" in html


def test_what_nothing_finished_lasted_for_is_only_said_to_be_old(
    finish, begin, client: Client, ben: Actor
):
    finish(*[1 + n % 4 for n in range(40)], 30, 40)
    old, older = begin("Old", days=20), begin("Older", days=50)
    learn()
    signed_in(client, ben)
    assert "of 42 finished items 2 took longer, too few" in text_of(client, page(old))
    assert "none of 42 finished items took longer" in text_of(client, page(older))
    said = program_of(ben)("GET", f"/items/{older.key}/ageing").json()
    assert (said["unknown"], said["p50"], said["longer"]) == ("old", None, 0)


def test_before_twenty_items_are_finished_nothing_is_said(
    finish, begin, client: Client, ben: Actor
):
    finish(*[3.0] * 19)
    item = begin("Arch", days=1)
    ask = program_of(ben)
    assert ask("GET", f"/items/{item.key}/ageing").json()["unknown"] == "soon"
    learn()
    assert ask("GET", f"/items/{item.key}/ageing").json()["unknown"] == "few"
    assert CycleTime.objects.get().finished == 19
    assert not Ageing.objects.exists()
    signed_in(client, ben)
    assert LABEL not in text_of(client, page(item))


def test_the_whole_organisation_teaches(finish, begin, dee: Actor, ben: Actor):
    other = create_project(by=dee, key="TUN", name="Tunnel")
    finish(*[5.0] * 30, project=other)
    item = begin("Arch", days=1)
    learn()
    said = asked(item, ben)
    assert said is not None
    assert said.finished == 30


def test_what_does_not_say_how_long_it_took_teaches_nothing(
    finish, dee: Actor, bridge: Project
):
    finish(*[2.0] * 20)
    rows = {n: Item.objects.filter(title=f"Rivet {n}") for n in range(6)}
    rows[0].update(drive="milestone")
    rows[1].update(external_source="mpx", external_id="1")
    rows[2].update(started_at=rows[2].get().finished_at)
    rows[3].update(finished_at=timezone.now())
    create_item(bridge.pk, by=dee, title="Part", parent_id=rows[4].get().pk)
    delete_items([rows[5].get().pk], by=dee)
    learn()
    assert CycleTime.objects.get().finished == 14


def end(item: Item, by: Actor) -> None:
    move_item(item.pk, "done", by=by)


def cancel(item: Item, by: Actor) -> None:
    move_item(item.pk, "cancelled", by=by)


def put_back(item: Item, by: Actor) -> None:
    move_item(item.pk, "todo", by=by)


def archive(item: Item, by: Actor) -> None:
    archive_project(item.project_id, by=by)


def divide(item: Item, by: Actor) -> None:
    create_item(item.project_id, by=by, title="Part", parent_id=item.pk)


def start_anew(item: Item, by: Actor) -> None:
    put_back(item, by)
    move_item(item.pk, "doing", by=by)


@pytest.mark.parametrize("change", [end, cancel, put_back, archive, divide, start_anew])
def test_what_is_no_longer_in_progress_says_nothing(
    arch: Item, dee: Actor, client: Client, change: Callable[[Item, Actor], None]
):
    change(arch, dee)
    assert asked(arch, dee) is None
    signed_in(client, dee)
    assert LABEL not in text_of(client, page(arch))
    said = program_of(dee)("GET", f"/items/{arch.key}/ageing").json()
    assert said["unknown"] == ("soon" if change is start_anew else "idle")
    Ageing.objects.exclude(item=arch).delete()
    CycleTime.objects.update(learned_at=start_of_today() - DAY)
    learn()
    assert not Ageing.objects.filter(item=arch).exists()


@pytest.mark.parametrize("change", [end, put_back])
@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_in_progress_as_before(
    arch: Item, dee: Actor, change: Callable[[Item, Actor], None]
):
    change(arch, dee)
    assert asked(arch, dee) is None
    undo_operation(last_operation(), by=dee)
    assert asked(arch, dee) is not None


def last_operation() -> UUID:
    return Event.objects.order_by("-pk").values_list("operation", flat=True)[0]


def test_what_waits_goes_on_ageing_and_what_comes_back_from_the_bin(
    arch: Item, dee: Actor
):
    move_item(arch.pk, "waiting", by=dee)
    assert asked(arch, dee) is not None
    [deletion] = delete_items([arch.pk], by=dee)
    assert asked_of_bin(arch, dee) is None
    restore([deletion.pk], by=dee)
    assert asked(arch, dee) is not None


def asked_of_bin(item: Item, by: Actor) -> Answer | None:
    return ask_ageing(Item.everything.get(pk=item.pk), by=by)


def test_what_is_started_after_the_learning_is_judged_from_the_next_day_on(
    arch: Item, begin, dee: Actor
):
    late = begin("Late", days=-0.01)
    CycleTime.objects.update(learned_at=start_of_today() - DAY)
    learn()
    assert asked(late, dee) is None
    assert asked(arch, dee) is not None


def test_what_was_learnt_yesterday_holds_until_today_is_and_older_does_not(
    arch: Item, ben: Actor
):
    CycleTime.objects.update(learned_at=start_of_today() - DAY)
    said = asked(arch, ben)
    assert said is not None
    assert said.p50 == said.learned_at + timedelta(days=said.ageing.likely_days or 0)
    CycleTime.objects.update(learned_at=start_of_today() - 2 * DAY)
    assert asked(arch, ben) is None


def test_it_is_learnt_once_a_day_and_what_waits_goes_first(arch: Item, acme):
    assert learn() == 0
    CycleTime.objects.update(learned_at=start_of_today() - DAY)
    assert learn(seconds=0) == 0
    assert due_workspaces(start_of_today(), most=9) == [acme.pk]
    plan_waiting()
    assert CycleTime.objects.get(workspace=acme).learned_at == start_of_today()
    assert Ageing.objects.get().item == arch


def test_where_nothing_is_in_progress_it_is_learnt_once_a_day_too(acme, cem: Actor):
    assert learn() == 2
    assert learn() == 0


def test_where_forecasts_are_hidden_nothing_is_told(
    arch: Item, bridge: Project, dee: Actor, client: Client
):
    gus = member("gus", bridge.workspace, bridge, "viewer", Role.GUEST)
    signed_in(client, gus)
    html = text_of(client, page(arch))
    assert "Likely within" in html
    assert "from finished items, not the plan" in html
    assert "of this kind, not the plan" not in html  # they speak of all work
    said = program_of(gus)("GET", f"/items/{arch.key}/ageing").json()
    assert said["p50"]
    assert {said[n] for n in ("finished", "longer", "alike", "own_percent")} == {None}
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=[Hidden.FORECAST])
    assert LABEL not in text_of(client, page(arch))
    assert program_of(gus)("GET", f"/items/{arch.key}/ageing").status_code == 403
    assert not Ageing.objects.visible_to(gus).exists()


def test_who_does_not_see_an_item_sees_nothing_of_its_age(
    arch: Item, dan: Actor, cem: Actor, ben: Actor
):
    assert Ageing.objects.visible_to(ben).get().item == arch
    for other in (dan, cem):
        assert not Ageing.objects.visible_to(other).exists()


def test_guests_are_not_told_how_many_items_were_finished(
    finish, begin, bridge: Project, client: Client
):
    finish(*[1.0] * 30)
    old = begin("Old", days=20)
    learn()
    gus = member("gus", bridge.workspace, bridge, "viewer", Role.GUEST)
    signed_in(client, gus)
    assert LABEL not in text_of(client, page(old))


def test_one_query_tells_it_and_none_of_what_is_not_in_progress(
    arch: Item, bridge: Project, dee: Actor, ben: Actor, django_assert_num_queries
):
    begun = Item.objects.get(pk=arch.pk)
    with django_assert_num_queries(1):
        assert ask_ageing(begun, by=ben)
    idle = create_item(bridge.pk, by=dee, title="Idle")
    with django_assert_num_queries(0):
        assert ask_ageing(idle, by=ben) is None


def test_a_page_asks_once(arch: Item, client: Client, ben: Actor):
    signed_in(client, ben)
    with CaptureQueriesContext(connection) as queries:
        assert LABEL in text_of(client, page(arch))
    asked = [q["sql"] for q in queries if "plan_cycletime" in q["sql"]]
    assert len(asked) == 1
    assert len([q for q in queries if "plan_ageing" in q["sql"]]) == 1


def test_lists_and_today_ask_nothing_of_it(arch: Item, client: Client, dee: Actor):
    signed_in(client, dee)
    for place in ("", "work/", "board/", "timeline/", "calendar/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/w/acme/{place}").status_code == 200
        assert not [q for q in queries if "plan_ageing" in q["sql"]]
